"""AgentPy: an agent a person, and a call of the list of them every hour."""

import agentpy

from objects import Decides, settle, write_back
from workload import asked, measure

work, hours, threads = asked()


class Person(agentpy.Agent, Decides):
    def step(self):
        self.decide(self.model.random.getrandbits(32))


class Town(agentpy.Model):
    def setup(self):
        self.people = agentpy.AgentList(self, work.persons, Person)
        self.groups = settle(work, self.people)

    def step(self):
        for group in self.groups:
            group.out = 0
        self.people.step()


town = Town({"seed": 1917})
town.sim_setup()
measure(work, hours, threads, lambda h: town.step(), lambda: write_back(work, town.people), is_keyed=False)
