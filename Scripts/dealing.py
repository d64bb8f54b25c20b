"""Whole parts of totals: how the tables of people are dealt out, for every country alike."""


def parted(total, weights):
    """Whole parts of a total in proportion to weights; the largest remainders get what is left."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:total - sum(parts)]:
        parts[i] += 1
    return parts


def even(total, size):
    """Groups of about a size that add up to a total, as rows of equal groups; none of nobody."""
    if total <= 0:
        return []
    count = max(1, round(total / size))
    small, larger = divmod(total, count)
    rows = [("", small, count - larger), ("-larger", small + 1, larger)]
    return [row for row in rows if row[1] and row[2]]
