"""NumPy: every step of the rule over all persons at once; what is the same for all groups stays one number."""

import numpy as np

from workload import ACTIVITY, CONVICTION, OBSTINACY, RECOGNITION, RISK, SUSCEPTIBILITY, asked, halves, measure

work, hours, threads = asked()
ids, starts = work.numbers(), work.first[:-1]


def draws(key):
    low, high = halves(key)
    x = ids ^ low
    x ^= x >> np.uint32(17)
    x *= np.uint32(0xED5AD4BB)
    x ^= x >> np.uint32(11)
    x += high
    x *= np.uint32(0xAC4C1B51)
    x ^= x >> np.uint32(15)
    x *= np.uint32(0x31848BAB)
    x ^= x >> np.uint32(14)
    return x


def per_person(name):
    numbers = named[name]
    return numbers[0] if (numbers == numbers[0]).all() else np.repeat(numbers, work.agents)


def recognition(name):
    column = per_person(name)
    if np.ndim(column) == 0:
        return work.rows[RECOGNITION + column].astype(np.int32)
    return work.rows[RECOGNITION + column, np.arange(work.persons)].astype(np.int32)


def byte(column):
    return work.rows[column].astype(np.int32)


def hour(h):
    global named, out, gained
    named = work.of_groups()
    draw = draws(work.keys[h])
    luck = (draw >> np.uint32(8) & np.uint32(0xFFF)).astype(np.int32)
    weight = per_person("weight")
    in_force = (recognition("person") * weight + recognition("institution") * (256 - weight)) >> 8
    utility = (((byte(SUSCEPTIBILITY) * per_person("hardship")) >> 8) + per_person("crowd")) * (256 - in_force) >> 8
    utility += per_person("grievance")
    utility -= (byte(RISK) * per_person("fear")) >> 8
    utility -= byte(OBSTINACY) * 8
    utility += (((draw & np.uint32(0xFF)).astype(np.int32) - 128) * work.noise) >> 7
    would = utility > 0
    state, target = work.rows[ACTIVITY], per_person("object").astype(np.uint8)
    own = np.where(state == target, per_person("go_home") + np.where(would, 0, per_person("go_back")), per_person("drift"))
    leaves = luck < ((byte(RECOGNITION + work.caller) * per_person("call")) >> 8) + own
    enters = would & (luck < per_person("walk_out"))
    work.rows[ACTIVITY] = np.where(state == 0, enters * target, ~leaves * state)
    held, step = byte(RECOGNITION + work.turn), per_person("step")
    aim = np.clip(per_person("aim") + (((byte(CONVICTION) - 128) * per_person("tilt")) >> 7), 0, 255)
    moved = np.clip(aim - held, -step, step) * ((draw >> np.uint32(20)).astype(np.int32) < per_person("reconsider"))
    work.rows[RECOGNITION + work.turn] = held + moved
    out = np.add.reduceat(work.rows[ACTIVITY] != 0, starts, dtype=np.int64)
    gained = np.add.reduceat(moved, starts)


measure(work, hours, threads, hour)
