"""Mesa: an agent a person, and `agents.do` every hour."""

import mesa

from objects import Decides, settle, write_back
from workload import asked, measure

work, hours, threads = asked()


class Person(mesa.Agent, Decides):
    def step(self):
        self.decide(self.random.getrandbits(32))


class Town(mesa.Model):
    def __init__(self):
        super().__init__(rng=1917)
        self.groups = settle(work, [Person(self) for _ in range(work.persons)])

    def step(self):
        for group in self.groups:
            group.out = 0
        self.agents.do("step")


town = Town()
measure(work, hours, threads, lambda h: town.step(), lambda: write_back(work, town.agents), is_keyed=False)
