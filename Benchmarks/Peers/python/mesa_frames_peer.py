"""mesa-frames: a row a person in a Polars frame, and the rule as expressions over columns; draws are its own."""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = sys.argv[3]

import mesa_frames
import numpy as np
import polars as pl

from workload import ACTIVITY, CONVICTION, OBSTINACY, RECOGNITION, RISK, SUSCEPTIBILITY, asked, measure

work, hours, threads = asked()
col = pl.col


def byte(column):
    return col(f"c{column}").cast(pl.Int32)


def shifted(expression, bits):
    return expression // (1 << bits)


def mine(name):
    """A group's number for each of its members, or one for all where groups do not differ."""
    numbers = work.of_groups()[name]
    if (numbers == numbers[0]).all():
        return pl.lit(int(numbers[0]), pl.Int32)
    return pl.lit(pl.Series(np.repeat(numbers, work.agents)))


class Persons(mesa_frames.AgentSetPolars):
    def __init__(self, model):
        super().__init__(model)
        columns = {f"c{c}": work.rows[c] for c in range(len(work.rows))}
        self.add(pl.DataFrame({"unique_id": np.arange(work.persons), "group": work.group, **columns}))

    def step(self):
        bits = self.random.integers(0, 1 << 32, work.persons, dtype=np.uint32)
        draw, luck = pl.lit(pl.Series(bits)), pl.lit(pl.Series((bits >> 8 & 0xFFF).astype(np.int32)))
        person, institution = work.outlooks[0, :2]
        in_force = shifted(byte(RECOGNITION + person) * mine("weight")
                           + byte(RECOGNITION + institution) * (256 - mine("weight")), 8)
        utility = (shifted((shifted(byte(SUSCEPTIBILITY) * mine("hardship"), 8) + mine("crowd")) * (256 - in_force), 8)
                   + mine("grievance") - shifted(byte(RISK) * mine("fear"), 8) - 8 * byte(OBSTINACY)
                   + shifted(((draw & 0xFF).cast(pl.Int32) - 128) * work.noise, 7))
        frame = self.agents.with_columns((utility > 0).alias("would"))
        target, state = mine("object"), byte(ACTIVITY)
        own = (pl.when(state == target)
               .then(mine("go_home") + pl.when(col("would")).then(0).otherwise(mine("go_back")))
               .otherwise(mine("drift")))
        leaves = luck < shifted(byte(RECOGNITION + work.caller) * mine("call"), 8) + own
        enters = col("would") & (luck < mine("walk_out"))
        held = byte(RECOGNITION + work.turn)
        aim = (mine("aim") + shifted((byte(CONVICTION) - 128) * mine("tilt"), 7)).clip(0, 255)
        moved = (aim - held).clip(-mine("step"), mine("step"))
        reconsiders = pl.lit(pl.Series((bits >> 20).astype(np.int32))) < mine("reconsider")
        frame = frame.with_columns(
            pl.when(state == 0).then(pl.when(enters).then(target).otherwise(0))
            .otherwise(pl.when(leaves).then(0).otherwise(state)).cast(pl.UInt8).alias(f"c{ACTIVITY}"),
            pl.when(reconsiders).then(held + moved).otherwise(held).cast(pl.UInt8)
            .alias(f"c{RECOGNITION + work.turn}"),
        ).drop("would")
        self.agents = frame
        self.tallies = frame.group_by("group", maintain_order=True).agg(
            (col(f"c{ACTIVITY}") != 0).sum(), col(f"c{RECOGNITION + work.turn}").cast(pl.Int64).sum())


class Town(mesa_frames.ModelDF):
    def __init__(self):
        super().__init__(seed=1917)
        self.persons = Persons(self)
        self.agents += self.persons

    def step(self):
        self.agents.do("step")


def finish():
    (persons,) = town.agents._agentsets
    work.rows[ACTIVITY] = persons.agents[f"c{ACTIVITY}"].to_numpy()
    work.rows[RECOGNITION + work.turn] = persons.agents[f"c{RECOGNITION + work.turn}"].to_numpy()


town = Town()
measure(work, hours, threads, lambda h: town.step(), finish, is_keyed=False)
