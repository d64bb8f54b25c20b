"""JAX on the processor: the rule over all persons, compiled as one function by XLA."""

import jax
import jax.numpy as jnp
import numpy as np

from workload import ACTIVITY, CONVICTION, OBSTINACY, RECOGNITION, RISK, SUSCEPTIBILITY, asked, halves, measure

work, hours, threads = asked()
ids, group = jnp.asarray(work.numbers()), jnp.asarray(work.group)
first = jnp.asarray(work.first.astype(np.int32))
rows = jnp.asarray(work.rows)
activity, turn = rows[ACTIVITY], rows[RECOGNITION + work.turn]


def draws(low, high):
    x = ids ^ low
    x ^= x >> 17
    x *= jnp.uint32(0xED5AD4BB)
    x ^= x >> 11
    x += high
    x *= jnp.uint32(0xAC4C1B51)
    x ^= x >> 15
    x *= jnp.uint32(0x31848BAB)
    return x ^ (x >> 14)


def by_group(numbers):
    """Sums over groups, which lie side by side: differences of a running sum."""
    running = jnp.concatenate([jnp.zeros(1, jnp.int32), jnp.cumsum(numbers)])
    return running[first[1:]] - running[first[:-1]]


@jax.jit
def step(activity, turn, rows, named, low, high):
    def recognition(c):
        same = work.outlooks[:, c].min() == work.outlooks[:, c].max()
        if same:
            return rows[RECOGNITION + int(work.outlooks[0, c])].astype(jnp.int32)
        return rows[RECOGNITION + work.outlooks[:, c][group], jnp.arange(work.persons)].astype(jnp.int32)

    mine = {name: numbers if numbers.ndim == 0 else numbers[group] for name, numbers in named.items()}
    byte = lambda column: rows[column].astype(jnp.int32)
    caller = turn if work.caller == work.turn else rows[RECOGNITION + work.caller]
    draw = draws(low, high)
    luck = (draw >> 8 & 0xFFF).astype(jnp.int32)
    in_force = (recognition(0) * mine["weight"] + recognition(1) * (256 - mine["weight"])) >> 8
    utility = ((((byte(SUSCEPTIBILITY) * mine["hardship"]) >> 8) + mine["crowd"]) * (256 - in_force) >> 8) \
        + mine["grievance"] - ((byte(RISK) * mine["fear"]) >> 8) - 8 * byte(OBSTINACY) \
        + ((((draw & 0xFF).astype(jnp.int32) - 128) * work.noise) >> 7)
    state = activity.astype(jnp.int32)
    own = jnp.where(state == mine["object"],
                    mine["go_home"] + jnp.where(utility > 0, 0, mine["go_back"]), mine["drift"])
    leaves = luck < ((caller.astype(jnp.int32) * mine["call"]) >> 8) + own
    enters = (utility > 0) & (luck < mine["walk_out"])
    now = jnp.where(state == 0, jnp.where(enters, mine["object"], 0), jnp.where(leaves, 0, state))
    held = turn.astype(jnp.int32)
    aim = jnp.clip(mine["aim"] + (((byte(CONVICTION) - 128) * mine["tilt"]) >> 7), 0, 255)
    moved = jnp.where((draw >> 20).astype(jnp.int32) < mine["reconsider"],
                      jnp.clip(aim - held, -mine["step"], mine["step"]), 0)
    return (now.astype(jnp.uint8), (held + moved).astype(jnp.uint8),
            by_group((now != 0).astype(jnp.int32)), by_group(moved))


def hour(h):
    global activity, turn, out, gained
    # What is the same for all groups is given as one number.
    named = {name: jnp.asarray(numbers[0] if (numbers == numbers[0]).all() else numbers)
             for name, numbers in work.of_groups().items()}
    activity, turn, out, gained = step(activity, turn, rows, named, *halves(work.keys[h]))
    out.block_until_ready()


def finish():
    work.rows[ACTIVITY], work.rows[RECOGNITION + work.turn] = np.asarray(activity), np.asarray(turn)


for column in (0, 1):
    if work.turn in work.outlooks[:, column]:
        raise SystemExit("the line in turn is one in force; this program reads it from the rows it began with")
measure(work, hours, threads, hour, finish)
