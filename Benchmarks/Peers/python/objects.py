"""The rule as a method of one person, for the frameworks that have an object each; draws are the framework's own."""

from workload import ACTIVITY, RECOGNITION


class Group:
    """What its members face, and what they add up to."""

    def __init__(self, work, g):
        for name, numbers in work.of_groups().items():
            setattr(self, name, int(numbers[g]))
        self.noise = work.noise
        self.out = self.gained = 0


class Decides:
    """Mixed into a framework's agent."""

    def settle(self, group, row, turn, caller):
        self.group, self.turn, self.caller = group, turn, caller
        self.susceptibility, self.risk, self.obstinacy, self.conviction, self.activity, *self.recognition = row

    def decide(self, draw):
        g, recognition = self.group, self.recognition
        luck = draw >> 8 & 0xFFF
        burden = self.susceptibility * g.hardship >> 8
        in_force = recognition[g.person] * g.weight + recognition[g.institution] * (256 - g.weight) >> 8
        utility = ((burden + g.crowd) * (256 - in_force) >> 8) + g.grievance - (self.risk * g.fear >> 8) \
            - 8 * self.obstinacy + (((draw & 0xFF) - 128) * g.noise >> 7)
        if self.activity == 0:
            if utility > 0 and luck < g.walk_out:
                self.activity = g.object
        else:
            own = g.drift
            if self.activity == g.object:
                own = g.go_home + (0 if utility > 0 else g.go_back)
            if luck < (recognition[self.caller] * g.call >> 8) + own:
                self.activity = 0
        if draw >> 20 < g.reconsider:
            aim = min(max(g.aim + ((self.conviction - 128) * g.tilt >> 7), 0), 255)
            moved = min(max(aim - recognition[self.turn], -g.step), g.step)
            recognition[self.turn] += moved
            g.gained += moved
        g.out += self.activity != 0


def settle(work, agents):
    """Gives each agent her group and row; returns the groups."""
    groups = [Group(work, g) for g in range(work.groups)]
    rows = work.rows.T.tolist()
    for agent, g, row in zip(agents, work.group.tolist(), rows):
        agent.settle(groups[g], row, work.turn, work.caller)
    return groups


def write_back(work, agents):
    """What the agents have come to, in the workload's rows."""
    for i, agent in enumerate(agents):
        work.rows[ACTIVITY, i] = agent.activity
        work.rows[RECOGNITION + work.turn, i] = agent.recognition[work.turn]
