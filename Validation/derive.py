"""The expected numbers that no paper prints, each from its own closed form or from plain code of its own.

None of it is taken from the model: `python Validation/derive.py` prints what stands in the files `expected.yaml`.
"""

import math

import numpy as np


def phi(z):
    return 0.5 * math.erfc(-z / math.sqrt(2))


def fixed_point(spread, mean=0.25):
    """Granovetter's equilibrium from nobody out: the least r with r = F(r), thresholds normal, in shares."""
    r = 0.0
    for _ in range(200_000):
        r = phi((r - mean) / spread)
    return r


def cascades(spread, people, histories, mean=0.25, seed=1):
    """Share of histories whose equilibrium from nobody out is above a tenth of the people."""
    luck = np.random.default_rng(seed)
    large = 0
    for _ in range(histories):
        thresholds = np.sort(luck.normal(mean, spread, people))
        # The first number of people out that suffices for nobody more.
        stuck = np.nonzero(thresholds > np.arange(people) / people)[0]
        final = stuck[0] if len(stuck) else people
        large += final / people > 0.1
    return large / histories


def epstein(gain, force, k=2.3):
    """The share x out with x = gain / P(x), P = 1 - exp(-k C / A), risk aversion uniform; and the slope there."""
    x = 1.0 * gain
    for _ in range(100_000):
        x = min(1.0, gain / (1 - math.exp(-k * force / x)))
    arrest = 1 - math.exp(-k * force / x)
    slope = gain * (k * force / x**2) * math.exp(-k * force / x) / arrest**2
    return x, arrest, slope


def bass(t, p=0.03, q=0.38):
    e = math.exp(-(p + q) * t)
    return (1 - e) / (1 + q / p * e)


def bass_by_hours(hours, unit, p=0.03, q=0.38):
    """The same in steps of an hour."""
    share = 0.0
    for _ in range(hours):
        share += (1 - share) * (p + q * share) / unit
    return share


def mutation_variance(people, chance):
    """Wright-Fisher with mutation to either side: stationary variance of the share."""
    keep = (1 - 2 * chance) ** 2
    return 1 / (4 * people) / (1 - keep * (1 - 1 / people))


def galam(p, size):
    """One level of Galam's pyramid; ties of an even group go to the incumbent."""
    need = size // 2 + 1
    return sum(math.comb(size, k) * p**k * (1 - p) ** (size - k) for k in range(need, size + 1))


def gini(burdens, shares):
    mean = sum(b * s for b, s in zip(burdens, shares))
    gaps = sum(s * t * abs(a - b) for a, s in zip(burdens, shares) for b, t in zip(burdens, shares))
    return mean, gaps / (2 * mean)


def relaxation(growth, fade, at, left, hours):
    """Period of the oscillator, and how often it fires in so many hours."""
    end, rate = growth / (growth + fade), -math.log(1 - growth - fade)
    period = math.log((end - left * at) / (end - at)) / rate
    first = math.log(end / (end - at)) / rate
    return period, first, 1 + (hours - first) / period


def main():
    for spread in (0.10, 0.122, 0.1225, 0.20, 0.30, 0.50):
        print(f"granovetter: spread {spread}: {fixed_point(spread):.6f}")
    for spread, people in ((0.12, 1000), (0.122, 1000), (0.13, 1000), (0.12, 10_000), (0.13, 10_000)):
        print(f"granovetter: spread {spread}, {people}: {cascades(spread, people, 20_000_000 // people):.4f}")
    for gain in (204 / 1024, 307 / 1024):
        x, arrest, slope = epstein(gain, 0.2)
        print(f"epstein: gain {gain:.6f}: out {x:.6f}, arrest {arrest:.6f}, a byte is {1 / 256 / (1 - slope):.4f}")
    unit = 0.03 * 4096 * 256 / (18 * 16)
    for days in (5, 14, 23, 32, 46):
        t = 24 * days / unit
        print(f"bass: day {days}: t {t:.4f}, F {bass(t):.6f}, by hours {bass_by_hours(24 * days, unit):.6f}")
    print("bass: anchors", [round(bass(t), 6) for t in (1, 2, 5, 10, 15)])
    for people, chance in ((32, 1 / 16), (16, 1 / 32)):
        print(f"mutation: {people}, {chance}: {mutation_variance(people, chance):.6f}")
    print("galam 3:", [round(galam(p, 3), 6) for p in (0.45, 0.42525, 0.388672, 0.335754)])
    print("galam 4:", [round(galam(p, 4), 6) for p in (0.70, 0.767592, 0.85)], (1 + math.sqrt(13)) / 6)
    print("deprivation:", gini((1, 2, 3, 4), (0.4, 0.3, 0.2, 0.1)))
    print("relaxation:", relaxation(0.001, 0.0005, 1025 / 2048, 0.2, 24 * 3653))


if __name__ == "__main__":
    main()
