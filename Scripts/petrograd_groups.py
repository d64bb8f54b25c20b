"""Builds the groups of Petrograd from the facts beside its scenario, and checks them.

Usage: python3 Scripts/petrograd_groups.py

Reads facts.csv, plants.csv, units.csv and districts.csv in Scenarios/petrograd-1917 and writes
groups.csv there: every factory, company, office, house and queue, one row for each size. The tables
give totals and the great plants by name; what lies between is laid out here by rule, with no
chance, so that the same facts always give the same city.
"""

import csv
import pathlib

from dealing import even, parted

FOLDER = pathlib.Path(__file__).parent.parent / "Scenarios" / "petrograd-1917"
COLUMNS = ["id", "label", "kind", "stratum", "place", "unit", "circle", "size", "count",
           "memory", "duty", "contact", "faith", "source", "confidence"]
CITY = 2_400_000
PLANTS = 1_011
WORKERS = 392_800
GREAT = 2_000  # A great plant has more workers than this.


def table(name):
    with open(FOLDER / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


FACTS = {(row["category"], row["item"]): row for row in table("facts.csv")}
DISTRICTS = table("districts.csv")


def central(category, item):
    return int(FACTS[category, item]["central"])


def spread(total, count, low, high):
    """Sizes that fall evenly on a log scale from high to low and add up to a total."""
    def sizes(bend):
        shares = [(i + 0.5) / count for i in range(count)]
        return [high * (low / high) ** (share ** bend) for share in shares]

    # A larger bend keeps more plants near the upper end, so the sum rises with it.
    below, above = 0.05, 20.0
    for _ in range(60):
        middle = (below + above) / 2
        below, above = (middle, above) if sum(sizes(middle)) < total else (below, middle)
    parts = parted(total, sizes(below))
    return sorted((min(max(part, low), high) for part in parts), reverse=True)


# Factories.


def size_classes():
    """Bounds of each size class and its workers, from the largest."""
    names = ["over 1000", "501-1000", "101-500", "51-100", "under 51 workers"]
    bounds = [(1_001, 30_000), (501, 1_000), (101, 500), (51, 100), (11, 50)]
    shares = [float(FACTS["plant_size_1917", f"share of workers in plants {name}"]["share"])
              for name in names]
    return list(zip(names, bounds, parted(WORKERS, shares)))


def plants():
    """Every plant as a row with size, district and industry."""
    named = [dict(row, size=int(row["size"])) for row in table("plants.csv")]
    classes = size_classes()
    great = [row for row in named if row["size"] > GREAT]
    great_count = central("plant_size_1917", "plants over 2,000 workers")
    great_workers = round(WORKERS * 2 / 3)
    sizes = spread(great_workers - sum(row["size"] for row in great),
                   great_count - len(great), GREAT + 1, 9_500)
    large = [row["size"] for row in named if 1_000 < row["size"] <= GREAT]
    sizes += spread(classes[0][2] - great_workers - sum(large), 2, 1_001, GREAT)
    # Counts within the other classes follow from likely means; the smallest take what is left.
    counts = [round(classes[1][2] / 715), round(classes[2][2] / 240), round(classes[3][2] / 72)]
    counts.append(PLANTS - len(named) - len(sizes) - sum(counts))
    for (_, (low, high), workers), count in zip(classes[1:], counts):
        sizes += spread(workers, count, low, high)
    rows = named + [{"id": "", "label": "", "place": "", "industry": "", "size": size,
                     "memory": "", "source": "", "confidence": "C"} for size in sizes]
    rows.sort(key=lambda row: -row["size"])
    place(rows)
    give_industries(rows)
    give_memory(rows)
    return rows


def place(rows):
    """Gives each plant that has no district the one with most workers still to be placed."""
    left = {row["id"]: int(row["workers"]) for row in DISTRICTS}
    for row in rows:
        if row["place"]:
            left[row["place"]] -= row["size"]
    for row in rows:
        if not row["place"]:
            row["place"] = max(left, key=lambda district: left[district])
            left[row["place"]] -= row["size"]
    # What is over or short by a few hands is made up among the small plants of the district.
    for direction in (1, -1):
        for row in reversed(rows):
            while left[row["place"]] * direction > 0 and 10 < row["size"] + direction < 51:
                row["size"] += direction
                left[row["place"]] -= direction
    assert not any(left.values()), left


def give_industries(rows):
    """Gives each plant an industry, so that each industry has its plants and about its workers."""
    names = [name for category, name in FACTS if category == "industry"]
    workers = {name: central("industry", name) for name in names}
    count = {name: int(FACTS["industry", name]["plants"]) for name in names}
    for row in rows:
        if row["industry"]:
            workers[row["industry"]] -= row["size"]
            count[row["industry"]] -= 1
    for row in rows:
        if not row["industry"]:
            # The industry whose remaining plants must be largest on average.
            open_ones = [name for name in names if count[name] > 0]
            row["industry"] = max(open_ones, key=lambda name: workers[name] / count[name])
            workers[row["industry"]] -= row["size"]
            count[row["industry"]] -= 1


def industries(rows):
    """Plants and workers of each industry."""
    sums = {name: [0, 0] for category, name in FACTS if category == "industry"}
    for row in rows:
        sums[row["industry"]][0] += 1
        sums[row["industry"]][1] += row["size"]
    return sums


def give_memory(rows):
    """Gives the largest plants the memory of 1905; where many are newcomers it is graded."""
    remembered = central("council_1905", "plants represented in the council of 1905")
    for rank, row in enumerate(rows):
        if not row["memory"]:
            row["memory"] = "0.6" if rank < remembered else "0.2"


def plant_groups():
    counted = {}
    for row in plants():
        word = row["industry"].lower().split()[0]
        number = counted[row["place"], word] = counted.get((row["place"], word), 0) + 1
        yield group(
            row["id"] or f"{row['place']}-{word}-{number}", "plant", "worker", row["place"],
            row["size"], label=row["label"], memory=row["memory"],
            source=row["source"] or "size class, district and industry of facts.csv",
            confidence=row["confidence"])


# The garrison.


def unit_groups():
    for unit in table("units.csv"):
        size = int(unit["size"])
        training = int(unit["training"] or 0)
        said = {"unit": unit["id"], "source": unit["source"], "confidence": unit["confidence"]}
        mounted = unit["kind"] == "cossacks"
        if training:
            yield group(f"{unit['id']}-training", "training_detachment", "soldier", unit["place"],
                        training, label=f"{unit['label']}, training detachment", duty=1, contact=1,
                        **said)
        if unit["id"] == "pavlovsky":
            fourth = central("garrison_unit", "Pavlovsky 4th company")
            size -= fourth
            yield group("pavlovsky-4th", "company", "soldier", unit["place"], fourth,
                        label="Pavlovsky, 4th company", contact=0.45, **said)
        for part, each, count in even(size - training, int(unit["company"])):
            yield group(f"{unit['id']}-{'sotnia' if mounted else 'company'}{part}",
                        "cossacks" if mounted else "company", "soldier", unit["place"], each, count,
                        duty=1 if mounted else 0, contact=1 if mounted else 0.45, **said)


def officer_groups(total):
    units = table("units.csv")
    officers = parted(total, [int(unit["size"]) for unit in units])
    for unit, share in zip(units, officers):
        for part, each, count in even(share, 60):
            yield group(f"{unit['id']}-mess{part}", "mess", "officer", unit["place"], each, count,
                        unit=unit["id"], source="an officer to 30 men", confidence="C")


# Everyone else.


def other_groups(kind, stratum, total, size, weight, source, confidence="C", **more):
    """Groups of one kind in every district, in proportion to a column of districts.csv."""
    shares = parted(total, [float(row[weight]) for row in DISTRICTS])
    for district, share in zip(DISTRICTS, shares):
        for part, each, count in even(share, size):
            yield group(f"{district['id']}-{kind}{part}", kind, stratum, district["id"], each,
                        count, source=source, confidence=confidence, **more)


def circles():
    for row in table("circles.csv"):
        yield group(row["id"], "circle", row["stratum"], row["place"], int(row["size"]),
                    label=row["label"], circle=row["circle"], faith=float(row["faith"]),
                    source=row["source"],
                    confidence=row["confidence"])


def group(name, kind, stratum, district, size, count=1, **more):
    return dict({"id": name, "label": "", "kind": kind, "stratum": stratum, "place": district,
                 "unit": "", "circle": "none", "size": size, "count": count, "memory": 0, "duty": 0,
                 "contact": 0, "faith": 0}, **more)


def in_city(rows):
    districts = {row["id"] for row in DISTRICTS}
    return [row for row in rows if row["place"] in districts]


def people(rows, **match):
    return sum(row["size"] * row["count"] for row in rows
               if all(row[key] == value for key, value in match.items()))


def households(rows):
    """Families of the city that are in no other group, district by district."""
    for district in DISTRICTS:
        rest = int(district["people"]) - people(rows, place=district["id"])
        for part, each, count in even(rest, 300):
            yield group(f"{district['id']}-queue{part}", "queue", "household", district["id"], each,
                        count, source="remainder of the city's people", confidence="C")


def city():
    rows = list(plant_groups())
    rows += unit_groups()
    rows += officer_groups(6_000)
    rows += other_groups("precinct", "police", central("garrison", "police"), 120, "people",
                         "pochta-polevaya.ru, policemen in the riot plan", "A", duty=1, contact=1)
    elite = list(circles())
    seats = in_city(elite)
    officials = central("class", "officials and office employees (state, city, bank, trade office)")
    rows += other_groups("office", "official", officials - people(seats, stratum="official"), 60,
                         "offices", "facts.csv, class")
    propertied = central(
        "class", "propertied and professional (bourgeoisie, intelligentsia) incl. families")
    rows += other_groups("house", "propertied", propertied - people(seats, stratum="propertied"),
                         125, "wealth", "facts.csv, class")
    rows += other_groups("campus", "student", central("class", "higher-education students"), 250,
                         "campuses", "facts.csv, class")
    rows += other_groups("yard", "servant", central("class", "domestic servants"), 60, "wealth",
                         "facts.csv, class")
    rows += other_groups("workshop", "artisan",
                         central("class", "artisans and small workshop hands"), 60, "people",
                         "facts.csv, class")
    rows += other_groups("depot", "artisan",
                         central("class", "transport workers (railway junction, tram, port)"), 250,
                         "people", "facts.csv, class")
    rows += elite
    rows += households(rows)
    return rows


def check(rows):
    """Prints what the city adds up to beside what the facts say."""
    factories = [row for row in rows if row["kind"] == "plant"]
    great = [row for row in factories if row["size"] > GREAT]
    lines = [("plants", len(factories), PLANTS), ("factory workers", people(factories), WORKERS),
             ("plants over 2,000", len(great),
              central("plant_size_1917", "plants over 2,000 workers")),
             ("their share of workers, per mille", round(1_000 * people(great) / WORKERS), 667)]
    for name, (low, high), workers in size_classes():
        inside = [row for row in factories if low <= row["size"] <= high or
                  (low == 11 and row["size"] < 51)]
        lines.append((f"workers in plants {name}", people(inside), workers))
    for district in DISTRICTS:
        here = district["id"]
        lines.append((f"workers, {here}", people(factories, place=here), int(district["workers"])))
        lines.append((f"people, {here}", people(rows, place=here), int(district["people"])))
    lines += [("soldiers", people(rows, stratum="soldier"),
               central("garrison", "garrison_total_city")),
              ("soldiers on duty, without Cossacks",
               sum(row["size"] * row["count"] * row["duty"] for row in rows
                   if row["kind"] == "training_detachment"), 12_000),
              ("Cossacks", people(rows, kind="cossacks"), 3_200),
              ("police", people(rows, stratum="police"), central("garrison", "police")),
              ("people of the city", people(in_city(rows)), CITY)]
    for what, found, wanted in lines:
        print(f"{'ok ' if found == wanted else 'NOT'} {what}: {found:,} of {wanted:,}")
    for name, (count, workers) in industries(plants()).items():
        fact = FACTS["industry", name]
        print(f"    {name.lower()}: {count} plants of {fact['plants']}, "
              f"{workers:,} workers of {int(fact['central']):,}")
    print(f"    rows {len(rows):,}, groups {sum(row['count'] for row in rows):,}")
    return all(found == wanted for _, found, wanted in lines)


def main():
    rows = city()
    with open(FOLDER / "groups.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    raise SystemExit(0 if check(rows) else 1)


if __name__ == "__main__":
    main()
