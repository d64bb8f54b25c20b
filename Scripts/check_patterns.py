"""Checks the measures by which Petrograd is judged, on series whose answer is known."""

import math
import sys

import patterns
import petrograd_page

failures = 0


def check(claim, holds):
    global failures
    failures += not holds
    print(("ok: " if holds else "not ok: ") + claim)


# It falls, and turns back at the bottom and once more at the top.
swing = [1, 0.6, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0]
check("a series that falls, rises and falls has two turning points",
      patterns.turning_points(swing) == 2)
check("a reversal that lasts two days is no turning point",
      patterns.turning_points([0, 1, 1, 1, 0.5, 0.5, 1, 1, 1]) == 0)
check("a reversal of less than .25 is no turning point",
      patterns.turning_points([0, 1, 0.8, 0.8, 0.8, 0.8]) == 0)
check("a steady series never turns", patterns.turning_points([0.4] * 20) == 0)

check("ranks in order have tau 1", patterns.kendall([(1, "a"), (2, "b"), (3, "c")]) == 1)
check("ranks reversed have tau -1", patterns.kendall([(1, "c"), (2, "b"), (3, "a")]) == -1)
check("one pair of three exchanged has tau 1/3",
      math.isclose(patterns.kendall([(1, "b"), (2, "a"), (3, "c")]), 1 / 3))

logistic = [0.9 / (1 + math.exp(-0.2 * (t - 20))) for t in range(60)]
check("a logistic curve is an S", bool(petrograd_page.is_s(logistic)))
check("a straight line is none",
      not petrograd_page.is_s([0.1 + 0.01 * t + 0.002 * (-1) ** t for t in range(60)]))
check("exponential growth is none",
      not petrograd_page.is_s([0.01 * math.exp(0.07 * t) * (1 + 0.02 * (-1) ** t) for t in range(60)]))

sys.exit(failures > 0)
