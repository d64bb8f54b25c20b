"""Builds towns, ways and people of Germany in November 1918 from the facts of its scenario.

Usage: python3 Scripts/germany_tables.py [--check] [--out DIR]

Reads the tables in Scenarios/germany-1918/facts and writes towns.csv, links.csv and groups.csv to
the scenario's folder, or to another. With --check nothing is written: sums are printed beside what
they should be, and the exit code is 1 if one is off. There is no chance in it.
"""

import argparse
import csv
import math
import pathlib

from dealing import even, parted

FOLDER = pathlib.Path(__file__).parent.parent / "Scenarios" / "germany-1918"
TOWN_COLUMNS = ["id", "label", "kind", "region", "lat", "lon", "centre", "stockDays", "source",
                "confidence"]
LINK_COLUMNS = ["a", "b", "km", "kind", "wire", "source"]
GROUP_COLUMNS = ["id", "label", "kind", "stratum", "place", "unit", "circle", "size", "count",
                 "band", "memory", "duty", "contact", "faith", "source", "confidence"]
CAPITAL = "berlin"
DETOUR = 1.2  # Kilometres of rail to one of the great circle.
STOCK = 16.5  # Days of need in the store of a city that lives on cards.


def table(name):
    """The rows of a table of facts."""
    with open(FOLDER / "facts" / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


REGIONS = table("regions.csv")
COUNTRYSIDE = table("countryside.csv")
TOWNS = table("towns.csv")
DISTRICTS = table("berlin.csv")
ARMIES = table("armies.csv")
STAFFS = table("staffs.csv")
CIRCLES = table("circles.csv")
TOTALS = {row["item"]: int(row["value"]) for row in table("totals.csv")}
SHARES = {row["item"]: row for row in table("shares.csv")}


def whole(text):
    """A whole number, or nought where the table is silent."""
    return int(text or 0)


def share(item, is_land):
    """The share of people that a stratum is, in towns or in the country."""
    return float(SHARES[item]["land" if is_land else "town"])


def size(item, is_land):
    """How many people make a group."""
    return int(SHARES[item]["size_land" if is_land else "size_town"])


# Places and their people.


def census():
    """Places with the people of 1910: the capital's districts, towns, and the countryside."""
    places = [dict(row, region=CAPITAL, is_land=False, memory="0.6", farm="0", sailors="",
                   people=int(row["people"])) for row in DISTRICTS]
    places += [dict(row, is_land=False, farm="0", offices="1", wealth="1",
                    people=int(row["people"])) for row in TOWNS]
    for region in REGIONS:
        listed = sum(row["people"] for row in places if row["region"] == region["id"])
        rest = int(region["people"]) + int(region["moved"]) - listed
        land = [row for row in COUNTRYSIDE if row["region"] == region["id"]]
        parts = parted(rest, [float(row["share"]) for row in land]) if land else []
        assert sum(parts) == rest, f"{region['id']}: {rest} people have no place"
        places += [dict(row, people=people, is_land=True, offices="1", wealth="1", memory="0",
                        garrison="", sailors="") for row, people in zip(land, parts)]
    return places


def give_garrisons(places):
    """Fills in garrisons that no fact gives: the country's part by people, towns' by their root."""
    land = [row for row in places if row["is_land"]]
    for row, men in zip(land, parted(TOTALS["home_army_land"], [row["people"] for row in land])):
        row["garrison"] = men
    known = sum(whole(row["garrison"]) for row in places)
    blank = [row for row in places if row["garrison"] == ""]
    roots = [math.sqrt(row["people"]) for row in blank]
    for row, men in zip(blank, parted(TOTALS["home_army"] - known, roots)):
        row["garrison"] = men
    for row in places:
        row["garrison"] = whole(row["garrison"])
        row["sailors"] = whole(row["sailors"])


def give_civilians(places):
    """Takes everyone in uniform from the census, the same share everywhere."""
    uniform = sum(row["garrison"] + row["sailors"] for row in places)
    uniform += sum(int(row["men"]) for row in ARMIES) + sum(int(row["officers"]) for row in STAFFS)
    civil = parted(TOTALS["people"] - uniform, [row["people"] for row in places])
    for row, people in zip(places, civil):
        row["civil"] = people


def spread_total(places, key, total, weight):
    """Parts a country's total among places by civil people and a weight."""
    weights = [row["civil"] * weight(row) for row in places]
    for row, part in zip(places, parted(total, weights)):
        row[key] = part


def give_strata(places):
    """How many of each place's civil people belong to each stratum; households are the rest."""
    land = [row for row in places if row["is_land"]]
    spread_total(places, "worker", TOTALS["factory_workers"], lambda row: float(row["industry"]))
    spread_total(places, "peasant", TOTALS["agriculture"], lambda row: float(row["farm"]))
    for item, key in (("railway", "railwaymen"), ("police", "police")):
        for row in places:
            if not row["is_land"]:
                row[item] = round(row["civil"] * share(item, False))
        rest = TOTALS[key] - sum(row.get(item, 0) for row in places)
        spread_total(land, item, rest, lambda row: 1)
    for item, weight in (("official", "offices"), ("propertied", "wealth"), ("artisan", None)):
        for part in ([row for row in places if row["region"] == CAPITAL],
                     [row for row in places if row["region"] != CAPITAL]):
            for row in part:
                row[item] = round(row["civil"] * share(item, row["is_land"])
                                  * (float(row[weight]) if weight else 1))
    for row in CIRCLES:
        home = next(place for place in places if place["id"] == row["place"])
        home[row["stratum"]] -= int(row["size"])
        home["circles"] = home.get("circles", 0) + int(row["size"])
    named = ["worker", "peasant", "railway", "police", "official", "propertied", "artisan"]
    for row in places:
        row["household"] = row["civil"] - sum(row[item] for item in named) - row.get("circles", 0)
        assert row["household"] >= 0, f"{row['id']}: {-row['household']} people too many"


def country():
    """Every place in which civil people live, with its people by stratum."""
    places = census()
    give_garrisons(places)
    give_civilians(places)
    give_strata(places)
    return places


# Groups.


def group(name, kind, stratum, place, people, count=1, **more):
    """A row of groups.csv."""
    return dict({"id": name, "label": "", "kind": kind, "stratum": stratum, "place": place,
                 "unit": "", "circle": "none", "size": people, "count": count, "band": "",
                 "memory": 0, "duty": 0, "contact": 0, "faith": 0, "source": "RULE",
                 "confidence": "C"}, **more)


def rows_of(place, kind, stratum, total, each, **more):
    """Rows for all groups of a kind in a place."""
    for part, people, count in even(total, each):
        yield group(f"{place}-{kind}{part}", kind, stratum, place, people, count, **more)


def armed(place, is_land, garrison, sailors):
    """A garrison: companies, crews and the messes of their officers."""
    officers = [round(men * share("officer", is_land)) for men in (garrison, sailors)]
    yield from rows_of(place, "company", "soldier", garrison - officers[0],
                       size("soldier", is_land), band=4, duty=0.25, contact=0.45)
    yield from rows_of(place, "crew", "sailor", sailors - officers[1],
                       size("sailor", is_land), band=6, memory=0.5, duty=0.1, contact=0.6)
    yield from rows_of(place, "mess", "officer", sum(officers), size("officer", is_land))


def civil(row):
    """Everyone else of a place."""
    place, is_land, memory = row["id"], row["is_land"], float(row["memory"])
    yield from rows_of(place, "plant", "worker", row["worker"], size("worker", is_land),
                       memory=memory)
    yield from rows_of(place, "depot", "artisan", row["railway"], size("railway", is_land),
                       memory=memory / 2)
    yield from rows_of(place, "workshop", "artisan", row["artisan"], size("artisan", is_land),
                       memory=memory / 2)
    yield from rows_of(place, "precinct", "police", row["police"], size("police", is_land), duty=1,
                       contact=1)
    yield from rows_of(place, "office", "official", row["official"], size("official", is_land))
    yield from rows_of(place, "house", "propertied", row["propertied"],
                       size("propertied", is_land))
    yield from rows_of(place, "village", "peasant", row["peasant"], size("peasant", is_land),
                       band=8)
    yield from rows_of(place, "street", "household", row["household"], size("household", is_land))


def circles():
    """Circles of the elite, in the capital and at the staffs."""
    for row in CIRCLES:
        yield group(row["id"], "circle", row["stratum"], row["place"], int(row["size"]),
                    label=row["label"], circle=row["circle"], faith=float(row["faith"]),
                    source=row["source"], confidence=row["confidence"])
    for row in STAFFS:
        yield group(f"{row['id']}-circle", "circle", "officer", row["id"], int(row["officers"]),
                    label=row["circle_label"], circle=row["circle"], faith=float(row["faith"]),
                    source=row["source"], confidence=row["confidence"])


def field_armies():
    """Companies in the field, and the messes of their officers."""
    for row in ARMIES:
        men = int(row["men"])
        officers = round(men * share("officer", False))
        yield from rows_of(row["id"], "field_company", "field_soldier", men - officers,
                           size("field", False), band=12, source=row["source"])
        yield from rows_of(row["id"], "mess", "officer", officers, size("officer", False),
                           source=row["source"])


def groups(places):
    """Everyone, group by group."""
    rows = []
    for row in places:
        rows += armed(row["id"], row["is_land"], row["garrison"], row["sailors"])
        rows += civil(row)
    rows += circles()
    rows += field_armies()
    return rows


# Towns and ways.


def towns():
    """Rows of towns.csv; the capital and the staffs fill in what the scenario declares."""
    def row_of(row, kind, region="", centre=""):
        is_city = kind in ("seat", "town")
        return {"id": row["id"], "label": row["label"], "kind": kind, "region": region,
                "lat": row["lat"], "lon": row["lon"], "centre": centre,
                "stockDays": STOCK if is_city and row["id"] != CAPITAL else "", "source": "MAP",
                "confidence": "B" if is_city else "C"}

    names = {row["id"]: row["label"] for row in REGIONS}
    capital = {"id": CAPITAL, "label": "Berlin", "lat": "52.52", "lon": "13.40"}
    rows = [row_of(capital, "seat", names[CAPITAL])]
    rows += [row_of(row, row["kind"], names[row["region"]]) for row in TOWNS]
    rows += [row_of(row, "countryside", names[row["region"]], row["centre"]) for row in COUNTRYSIDE]
    rows += [row_of(row, "army") for row in ARMIES]
    rows += [row_of(row, "remote") for row in STAFFS]
    return rows


def great_circle(one, other):
    """Kilometres between two places on a sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = (math.radians(float(row[key]))
                              for row in (one, other) for key in ("lat", "lon"))
    chord = (math.sin((lat2 - lat1) / 2) ** 2
             + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * 6_371 * math.asin(math.sqrt(chord))


def links(rows):
    """Ways between the towns: railways, and each countryside's way to its centre."""
    at = {row["id"]: row for row in rows}

    def way(one, other, km, source):
        length = round(float(km)) if km else round(DETOUR * great_circle(at[one], at[other]))
        return {"a": one, "b": other, "km": max(1, length), "kind": "rail", "wire": 1,
                "source": source}

    ways = [way(row["a"], row["b"], row["km"], row["source"]) for row in table("links.csv")]
    ways += [way(row["id"], row["centre"], row["km"], "EST") for row in COUNTRYSIDE]
    for row in STAFFS:
        ways.append(way(row["id"], row["railhead"], row["km"], "EST"))
    for row in ARMIES:
        ways.append(way(row["id"], row["staff"], row["staff_km"], "EST"))
        ways.append(way(row["id"], row["railhead"], row["home_km"], "EST"))
    # A fleet's staff is reached over water.
    for row in ways:
        if row["a"] == "fleet_staff":
            row["kind"] = "ferry"
    return ways


# Checks.


def reached(rows, ways):
    """Towns to which some way leads from the capital."""
    found, frontier = {CAPITAL}, [CAPITAL]
    while frontier:
        here = frontier.pop()
        for way in ways:
            for one, other in ((way["a"], way["b"]), (way["b"], way["a"])):
                if one == here and other not in found:
                    found.add(other)
                    frontier.append(other)
    return found & {row["id"] for row in rows}


def people(rows, **match):
    """Persons in the rows that match."""
    return sum(row["size"] * row["count"] for row in rows
               if all(row[key] == value for key, value in match.items()))


def check(places, town_rows, ways, rows):
    """Prints what the tables add up to beside what they should; whether all is as it should be."""
    field = sum(int(row["men"]) for row in ARMIES)
    sailors = sum(row["sailors"] for row in places)
    staff_officers = sum(int(row["officers"]) for row in STAFFS)
    uniform = sum(people(rows, stratum=name)
                  for name in ("soldier", "sailor", "field_soldier", "officer"))
    known = {row["id"] for row in town_rows} | {row["id"] for row in DISTRICTS}
    by_place = {row["id"]: people(rows, place=row["id"]) for row in places}
    lines = [
        ("people", people(rows), TOTALS["people"]),
        ("people of the regions' census", sum(int(row["people"]) + int(row["moved"])
                                              for row in REGIONS), TOTALS["people"]),
        ("people in uniform", uniform, TOTALS["home_army"] + sailors + field + staff_officers),
        ("garrisons", sum(row["garrison"] for row in places), TOTALS["home_army"]),
        ("field armies", sum(people(rows, place=row["id"]) for row in ARMIES), field),
        ("factory workers", people(rows, stratum="worker"), TOTALS["factory_workers"]),
        ("railwaymen", people(rows, kind="depot"), TOTALS["railwaymen"]),
        ("police", people(rows, stratum="police"), TOTALS["police"]),
        ("agricultural people", people(rows, stratum="peasant"), TOTALS["agriculture"]),
        ("people by place", sum(by_place.values()),
         sum(row["civil"] + row["garrison"] + row["sailors"] for row in places)),
        ("towns that a way reaches", len(reached(town_rows, ways)), len(town_rows)),
        ("ids of towns", len({row["id"] for row in town_rows}), len(town_rows)),
        ("ids of groups", len({row["id"] for row in rows}), len(rows)),
        ("groups whose place is known", sum(row["place"] in known for row in rows), len(rows)),
        ("regions with one seat", sum(1 for region in REGIONS if sum(
            row["kind"] == "seat" and row["region"] == region["label"]
            for row in town_rows) == 1), len(REGIONS)),
        ("countrysides with a centre", sum(row["centre"] in known for row in COUNTRYSIDE),
         len(COUNTRYSIDE)),
        ("places where factory workers are over two fifths",
         sum(row["worker"] > 0.4 * row["civil"] for row in places), 0),
        ("places where the country is over four fifths farming",
         sum(row["peasant"] > 0.8 * row["civil"] for row in places), 0),
    ]
    for what, found, wanted in lines:
        print(f"{'ok ' if found == wanted else 'NOT'} {what}: {found:,} of {wanted:,}")
    kinds = sorted({(row["kind"], row["stratum"]) for row in rows})
    for kind, stratum in kinds:
        of_kind = [row for row in rows if row["kind"] == kind and row["stratum"] == stratum]
        print(f"    {kind}, {stratum}: {sum(row['count'] for row in of_kind):,} groups, "
              f"{people(of_kind):,} people")
    print(f"    towns {len(town_rows)}, places {len(known) - 1}, ways {len(ways)}, "
          f"rows {len(rows):,}, groups {sum(row['count'] for row in rows):,}")
    return all(found == wanted for _, found, wanted in lines)


def write(folder, name, columns, rows):
    """Writes a table."""
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="print the sums; write nothing")
    parser.add_argument("--out", type=pathlib.Path, default=FOLDER, help="where to write")
    options = parser.parse_args()
    places = country()
    town_rows = towns()
    ways = links(town_rows)
    rows = groups(places)
    if options.check:
        raise SystemExit(0 if check(places, town_rows, ways, rows) else 1)
    options.out.mkdir(parents=True, exist_ok=True)
    write(options.out, "towns.csv", TOWN_COLUMNS, town_rows)
    write(options.out, "links.csv", LINK_COLUMNS, ways)
    write(options.out, "groups.csv", GROUP_COLUMNS, rows)


if __name__ == "__main__":
    main()
