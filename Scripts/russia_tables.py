"""Builds the towns, ways and groups of the Russian Empire from the facts beside its scenario.

Usage: python3 Scripts/russia_tables.py [--draw N] [--out DIR] [--check]

Reads the tables in Scenarios/russia-1917/facts and writes towns.csv, links.csv and groups.csv
beside them, or to DIR. What the tables leave blank (workers, garrisons, sizes of small towns) is
drawn by rule and raked to known totals; sources.md tells the rules. A draw is a function of its
number and of names alone: the same number always gives the same empire, another number another
imputation, on the same map. With --check nothing is written: the tables there are summed and
compared.
"""

import argparse
import csv
import hashlib
import io
import math
import pathlib
import statistics

from dealing import even, parted

SCENARIOS = pathlib.Path(__file__).parent.parent / "Scenarios"
FOLDER = SCENARIOS / "russia-1917"
CAPITAL = SCENARIOS / "petrograd-1917"
TABLES = {
    "towns.csv": ["id", "label", "kind", "region", "holder", "lat", "lon", "centre", "source",
                  "confidence"],
    "links.csv": ["a", "b", "km", "kind", "wire", "source"],
    "groups.csv": ["id", "kind", "stratum", "place", "size", "count", "memory", "duty", "contact",
                   "band", "source", "confidence"],
}

EMPIRE = 162_590_442
TOWN_WORKERS = 3_000_000   # Of 3.4 million; the others work in villages.
FIELD_ARMY = 6_900_000
GARRISONS = 1_900_000
STAFFS = 480               # Officers of staffs, of the field army; their groups are the capital's.
UEZDS = 813                # Outside the occupied guberniyas.
UEZD_TOWNS = 813 - 169     # Towns that places.csv does not list.
SETTLEMENTS = 400
SETTLERS = 2_400_000
UNCOUNTED = 15_000         # People of a listed place without a figure.
FINLAND = ("Nyland", "Vyborg")
SHARES = {"works": 0.4, "central_industrial": 0.13, "donbas": 0.13, "urals": 0.12, "capital": 0.1,
          "baltic": 0.1, "volga": 0.07, "other": 0.045}
RAILWAYMEN = {"listed": 1_800, "unlisted": 1_600, "works": 1_200}
WINDING = 1.2              # Kilometres of way to one of great circle.


# Tables and chance.


def table(name, folder=FOLDER / "facts"):
    with open(folder / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    """A whole number, or None where the table is blank."""
    return int(text) if text else None


def unit(*names):
    """A number between 0 and 1 that depends on nothing but the names."""
    key = "|".join(str(name) for name in names).encode()
    return (int.from_bytes(hashlib.sha256(key).digest()[:6], "big") + 0.5) / 2 ** 48


def normal(*names):
    return statistics.NormalDist().inv_cdf(unit(*names))


def raked(total, weights, limits):
    """Whole parts of a total in proportion to weights, none above its limit."""
    parts, free = [0] * len(weights), [i for i, weight in enumerate(weights) if weight > 0]
    while True:
        left = total - sum(parts[i] for i in range(len(parts)) if i not in set(free))
        dealt = parted(left, [weights[i] for i in free])
        over = [i for i, part in zip(free, dealt) if part > limits[i]]
        if not over:
            for i, part in zip(free, dealt):
                parts[i] = part
            return parts
        for i in over:
            parts[i] = int(limits[i])
        free = [i for i in free if i not in set(over)]


# The map. It is the same in every draw.


def kilometres(a, b):
    """The great circle between two places."""
    north, south = math.radians(a["lat"]), math.radians(b["lat"])
    east = math.radians(a["lon"] - b["lon"]) / 2
    chord = (math.sin((north - south) / 2) ** 2
             + math.cos(north) * math.cos(south) * math.sin(east) ** 2)
    return 2 * 6_371 * math.asin(math.sqrt(chord))


def away(place, distance, *names):
    """The point at a distance from a place, in a direction that the names draw."""
    turn = 2 * math.pi * unit("turn", *names)
    lat = place["lat"] + distance * math.cos(turn) / 111.2
    lon = place["lon"] + distance * math.sin(turn) / (111.2 * math.cos(math.radians(place["lat"])))
    return {"lat": round(lat, 3), "lon": round(lon, 3)}


def towards(place, other, distance):
    """The point at a distance from a place, on the way to another."""
    part = min(1, distance / max(kilometres(place, other), 1))
    return {axis: round(place[axis] + part * (other[axis] - place[axis]), 3)
            for axis in ("lat", "lon")}


def slug(text):
    return text.lower().replace(" ", "_").replace("-", "_")


def guberniyas():
    """The 84 guberniyas and oblasts that were counted, with people in all and in towns."""
    counted = {(row["item"], row["scope"]): int(row["central"])
               for row in table("population.csv") if row["central"].isdigit()}
    found = []
    for row in table("guberniyas.csv"):
        name = row["guberniya"]
        found.append({
            "name": name, "uezds": int(row["uezds"]), "works": int(row["works"]),
            "class": row["class"], "lat": float(row["lat"]), "lon": float(row["lon"]),
            "radius": int(row["radius_km"]), "holder": row["holder"],
            "occupied": bool(row["holder"]),
            "seat": row["seat"], "way": row["seat_way"],
            "at": (row["seat_lat"], row["seat_lon"]),
            "people": counted["population_total", name],
            "urban": counted["population_urban", name]})
    return found


def listed():
    """The towns and settlements that places.csv names, with what is known of each."""
    return [dict(row, region=row["guberniya"], lat=float(row["lat"]), lon=float(row["lon"]),
                 centre="", layer="listed", confidence="B", rail=row["rail"] == "1",
                 people=number(row["people"]), workers=number(row["workers"]),
                 garrison=number(row["garrison"]), memory=int(row["soviet_1905"]),
                 source="places",
                 **{"class": "works" if row["kind"] == "settlement" else row["class"]})
            for row in table("places.csv")]


def place(name, label, kind, province, layer, at, **more):
    """A place that no table lists."""
    return dict({"id": name, "label": label, "kind": kind, "region": province["name"],
                 "holder": province["holder"] if kind == "occupied" else "",
                 "class": province["class"], "layer": layer, "centre": "", "confidence": "C",
                 "people": None, "workers": None, "garrison": None, "memory": 0, "rail": False,
                 "source": layer}, **at, **more)


def own(places, province):
    return [town for town in places if town["region"] == province["name"]]


def left_urban(province, towns):
    """Townspeople of a guberniya less those of its listed towns; below 0 where these have more."""
    return province["urban"] - sum(town["people"] or 0 for town in own(towns, province))


def town_counts(provinces, towns):
    """How many unlisted towns each guberniya has.

    An occupied one has a town to an uezd. The others share what is left by uezds that have no
    listed town, or by a town to 20,000 townspeople where that is more, none under 2,000 on average.
    """
    counts = {province["name"]: province["uezds"] for province in provinces if province["occupied"]}
    free = [province for province in provinces
            if not province["occupied"] and left_urban(province, towns) > 0]
    weights, limits = [], []
    for province in free:
        left = left_urban(province, towns)
        civic = [town for town in own(towns, province) if town["kind"] != "settlement"]
        weights.append(max(1, province["uezds"] - len(civic), left / 20_000))
        limits.append(max(1, left // 2_000))
    dealt = raked(UEZD_TOWNS - sum(counts.values()), weights, limits)
    counts.update((province["name"], count) for province, count in zip(free, dealt))
    return counts


def unlisted_towns(provinces, towns):
    """Uezd towns by guberniya; the first is the seat, by name, where no seat is listed."""
    counts = town_counts(provinces, towns)
    for province in provinces:
        for i in range(1, counts.get(province["name"], 0) + 1):
            name = f"{slug(province['name'])}_town_{i}"
            spot = away(province, province["radius"] * math.sqrt(unit("far", name)), name)
            kind = "occupied" if province["occupied"] else "town"
            label, way = f"{province['name']}, uezd town {i}", ""
            if i == 1 and province["seat"]:
                kind, label, way = "seat", province["seat"], province["way"]
                spot = dict(zip(("lat", "lon"), map(float, province["at"])))
            yield place(name, label, kind, province, "unlisted", spot, way=way)


def settlements(provinces):
    """Works settlements by guberniya, in proportion to its industry outside towns."""
    counts = parted(SETTLEMENTS, [province["works"] for province in provinces])
    for province, count in zip(provinces, counts):
        for i in range(1, count + 1):
            name = f"{slug(province['name'])}_works_{i}"
            spot = away(province, province["radius"] * math.sqrt(unit("far", name)), name)
            yield dict(place(name, f"{province['name']}, works settlement {i}", "settlement",
                             province, "works", spot, way=""), **{"class": "works"})


def hang(places, towns):
    """Links each place to the nearest listed town of its guberniya, or the nearest of all.

    Half of all lie by rail, the others at 40 km of road, among them all those whose listed town has
    no railway. A seat with coordinates of its own keeps them.
    """
    free = [town for town in places if town["kind"] != "occupied"]
    for town in free:
        near = [other for other in towns if other["region"] == town["region"]] or towns
        town["near"] = min(near, key=lambda other: kilometres(town, other))
    drawn = sorted((town for town in free if town["near"]["rail"] and not town["way"]),
                   key=lambda town: unit("rail", town["id"]))
    for i, town in enumerate(drawn):
        town["way"] = "rail" if i < len(free) // 2 else ""
    for town in free:
        near = town["near"]
        km = max(15, round(kilometres(town, near) * (1 if town["way"] == "ferry" else WINDING)))
        if not town["way"]:
            town.update(towards(near, town, 40 / WINDING), way="road")
            km = 40
        town["rail"] = town["way"] == "rail"
        wired = town["rail"] or town["kind"] != "settlement"
        yield link(town["id"], near["id"], km, town["way"], wired, town["layer"])


def link(a, b, km, kind, wired, source):
    return {"a": a, "b": b, "km": km, "kind": kind, "wire": int(wired), "source": source}


def net():
    """The ways between listed towns."""
    for row in table("network.csv"):
        km = int(row["great_circle_km"])
        yield link(row["a"], row["b"], round(km * WINDING) if row["kind"] == "rail" else km,
                   row["kind"], True, "network")


def armies(towns):
    """The armies and the staff abroad, and the ways to their fronts' staffs."""
    known, places, links = {town["id"]: town for town in towns}, [], []
    rows = table("armies.csv")
    for row in sorted(rows, key=lambda row: row["kind"] == "army"):
        spot = {"lat": float(row["lat"]), "lon": float(row["lon"])}
        known[row["id"]] = made = place(row["id"], row["label"], row["kind"],
                                        {"name": "", "class": "other"}, "armies", spot,
                                        weight=int(row["weight"] or 0))
        places.append(made)
        km = round(kilometres(made, known[row["staff"]]) * WINDING)
        links.append(link(row["id"], row["staff"], km, row["way"], True, "armies"))
    return places, links


def countryside(provinces, towns):
    """The villages of each uezd, 10 to 60 km of road from its town; no wire runs there."""
    free = [province for province in provinces if not province["occupied"]]
    counts = {province["name"]: count for province, count in
              zip(free, parted(UEZDS, [province["uezds"] for province in free]))}
    for province in provinces:
        seats = [town for town in own(towns, province) if town["kind"] != "settlement"]
        for i in range(counts.get(province["name"], province["uezds"])):
            town, again = seats[i % len(seats)], i // len(seats)
            name = f"{slug(province['name'])}_uezd_{i + 1}"
            km = round(10 + 50 * unit("road", name))
            label = f"Uezd of {town['label']}" + (f", part {again + 1}" if again else "")
            kind = "occupied" if province["occupied"] else "countryside"
            yield place(name, label, kind, province, "uezd", away(town, km / WINDING, name),
                        km=km, centre="" if province["occupied"] else town["id"])


# People. What is blank is drawn anew in each draw.


def give_people(provinces, places, draw):
    """People of every town and settlement, soldiers of the garrison apart.

    Places without a figure differ as 15,000·exp(0.6 z) and keep 15,000 on average; where workers
    are known there are 1.6 people to a worker. Unlisted towns share what is left of the
    guberniya's townspeople as exp(0.8 z), settlements their guberniya's part as exp(0.6 z).
    """
    blank = [town for town in places if town["layer"] == "listed" and town["people"] is None]
    least = [round(1.6 * (town["workers"] or 0)) for town in blank]
    drawn = parted(UNCOUNTED * len(blank) - sum(least),
                   [0 if floor else math.exp(0.6 * normal(draw, "people", town["id"]))
                    for town, floor in zip(blank, least)])
    for town, floor, people in zip(blank, least, drawn):
        town["people"], town["figure"] = floor or people, False
    settlers = parted(SETTLERS, [
        province["works"] * any(town["layer"] == "works" for town in own(places, province))
        for province in provinces])
    counted = [town for town in places if town["layer"] == "listed" and town.get("figure", True)]
    for province, works in zip(provinces, settlers):
        share_out(own(places, province), "works", works, 0.6, draw)
        share_out(own(places, province), "unlisted",
                  max(0, left_urban(province, counted)), 0.8, draw)


def share_out(places, layer, total, spread, draw):
    """Deals people over the places of a layer, skewed to the right, 500 to each at least."""
    some = [town for town in places if town["layer"] == layer]
    if some:
        least = min(500, total // (2 * len(some)))
        weights = [math.exp(spread * normal(draw, "people", town["id"])) for town in some]
        for town, more in zip(some, parted(total - least * len(some), weights)):
            town["people"] = least + more


def give_railwaymen(towns):
    """Railwaymen where a line passes: 1,800 in a listed town, fewer elsewhere, a fifth at most."""
    for town in towns:
        most = RAILWAYMEN[town["layer"]] if town["rail"] else 0
        town["railwaymen"] = 30_000 if town["id"] == "moscow" else min(most, town["people"] // 5)


def give_workers(towns, draw):
    """Workers: people · share · exp(0.6 z), raked so that towns and settlements have 3 million.

    With the railwaymen they are at most seven tenths of a works settlement, three tenths of a town.
    """
    blank = [town for town in towns if town["workers"] is None and town["kind"] != "occupied"]
    rule = [town["people"] * SHARES[town["class"]]
            * math.exp(0.6 * normal(draw, "workers", town["id"])) for town in blank]
    limits = [(0.7 if town["class"] == "works" else 0.3) * town["people"] - town["railwaymen"]
              for town in blank]
    inside = [i for i, town in enumerate(blank) if town["region"] not in FINLAND]
    known = sum(town["workers"] or 0 for town in towns)
    workers = raked(TOWN_WORKERS - known, [rule[i] for i in inside], [limits[i] for i in inside])
    for town, drawn in zip(blank, rule):
        town["workers"] = round(drawn)
    for i, drawn in zip(inside, workers):
        blank[i]["workers"] = drawn
    for town in blank:
        town["rule"] = True


def give_garrisons(towns, draw):
    """Garrisons in companies of 250: 6,000 · √(people / 30,000) · exp(0.7 z) where there is one.

    Listed towns are raked to three quarters of all, unlisted ones to the rest. Works settlements
    that are not listed have none.
    """
    for layer, total in (("listed", GARRISONS * 3 // 4), ("unlisted", GARRISONS // 4)):
        some = [town for town in towns if town["layer"] == layer and town["kind"] != "occupied"]
        known = sum(town["garrison"] or 0 for town in some)
        blank = [town for town in some if town["garrison"] is None]
        drawn = [town for town in blank
                 if unit(draw, "garrison?", town["id"]) < garrison_chance(town)]
        rule = [6_000 * math.sqrt(town["people"] / 30_000)
                * math.exp(0.7 * normal(draw, "garrison", town["id"])) for town in drawn]
        companies = parted((total - known) // 250, rule)
        for town in blank:
            town["garrison"] = 0
        for town, count in zip(drawn, companies):
            town["garrison"] = 250 * count
    for town in towns:
        town["garrison"] = town["garrison"] or 0


def garrison_chance(town):
    if town["layer"] == "unlisted":
        return 0.2
    return 0.85 if town["kind"] == "seat" or town["people"] > 40_000 else 0.45


def villagers(provinces, towns):
    """People left in the villages of each guberniya, and how many of its men are with the army.

    Soldiers are inside the total and come from the countryside in proportion to it, but for the
    garrisons of the two capitals, which are counted in their towns.
    """
    rural = []
    for province in provinces:
        here = own(towns, province)
        settled = sum(town["people"] for town in here)
        rural.append(province["people"] - settled)
    away_from_home = FIELD_ARMY + GARRISONS - inside_garrisons(towns)
    levy = parted(away_from_home, [0 if province["occupied"] else people
                                   for province, people in zip(provinces, rural)])
    return {province["name"]: (people - men, men)
            for province, people, men in zip(provinces, rural, levy)}


def inside_garrisons(towns):
    """Soldiers who are counted among their town's people."""
    return sum(town["garrison"] for town in towns if town["id"] in ("petrograd", "moscow"))


# Groups.


def alike(total, size):
    """Equal groups of about a size whose sum comes near a total: one row, or none."""
    count = max(1, round(total / size))
    return [("", total // count, count)] if total >= count else []


def groups(town, kind, stratum, rows, source, confidence="C", **more):
    """Rows of the table of groups; what is not said of them is blank there."""
    for part, size, count in rows:
        if count == 0:
            continue
        yield dict({"id": f"{town['id']}-{kind}{part}", "kind": kind, "stratum": stratum,
                    "place": town["id"], "size": size, "count": count, "memory": "", "duty": "",
                    "contact": "", "band": "", "source": source, "confidence": confidence}, **more)


def people(rows):
    return sum(row["size"] * row["count"] for row in rows)


def town_groups(town, students):
    """Everyone in a town or settlement; what is in no other group waits in the queues."""
    if town["kind"] == "occupied":
        yield from groups(town, "queue", "household", even(town["people"], 300), "occupied")
        return
    garrison, half = town["garrison"], 0.5 if town["class"] == "works" else 1
    remembered, partly = (1, 0.5) if town["memory"] else ("", "")
    drawn = "rule" in town
    civil = list(groups(town, "plant", "worker", even(town["workers"], 250),
                        "workers" if drawn else "known",
                        "C" if drawn else town["workers_confidence"], memory=remembered))
    rest = [("depot", "worker", town["railwaymen"], 250, "railwaymen", {"memory": remembered}),
            ("mess", "officer", min(0.04 * garrison, town["people"] / 5), 60, "officers", {}),
            ("precinct", "police", town["people"] / 500, 120, "police",
             {"duty": 1, "contact": 1}),
            ("office", "official", 0.025 * half * town["people"], 60, "classes", {}),
            ("house", "propertied", 0.06 * half * town["people"], 125, "classes", {}),
            ("campus", "student", students.get(town["id"], 0), 250, "students", {}),
            ("yard", "servant", 0.04 * half * town["people"], 60, "classes", {}),
            ("workshop", "artisan", 0.07 * town["people"], 60, "classes", {"memory": partly})]
    for kind, stratum, total, size, source, more in rest:
        civil += groups(town, kind, stratum, alike(round(total), size), source, **more)
    inside = garrison if town["id"] == "moscow" else 0
    yield from civil
    if garrison:
        confidence = town.get("garrison_confidence") or "C"
        source = "known" if town.get("garrison_confidence") else "garrisons"
        yield from groups(town, "company", "soldier", even(garrison, 250), source, confidence,
                          duty=0.25, contact=0.45, band=16)
    yield from groups(town, "queue", "household",
                      even(town["people"] - inside - people(civil), 300), "rest")


def army_groups(places):
    """The field army, in companies of 250; one company takes what does not divide."""
    fronts = [army for army in places if army["kind"] == "army"]
    men = FIELD_ARMY - STAFFS
    counts = parted(men // 250, [army["weight"] for army in fronts])
    for army, count in zip(fronts, counts):
        rows = [("", 250, count)]
        if army is fronts[0]:
            rows = [("", 250, count - 1), ("-odd", 250 + men % 250, 1)]
        yield from groups(army, "company", "soldier", rows, "army", band=16)


def village_groups(provinces, uezds, left, draw):
    """Villages of 500; an uezd has whole villages, and one village of the guberniya is odd."""
    for province in provinces:
        here = own(uezds, province)
        villages, odd = divmod(left[province["name"]][0], 500)
        weights = [math.exp(0.25 * normal(draw, "villages", uezd["id"])) for uezd in here]
        source = "occupied" if province["occupied"] else "villages"
        for i, (uezd, count) in enumerate(zip(here, parted(villages, weights))):
            rows = [("", 500, count)]
            if i == 0 and odd:
                rows = [("", 500, count - 1), ("-odd", 500 + odd, 1)]
            yield from groups(uezd, "village", "peasant", rows, source, band=16)


# The empire, its files and its sums.


def empire(draw):
    """Places, links and groups of a draw, and how many men each guberniya has with the army."""
    provinces, towns = guberniyas(), listed()
    unlisted, works = list(unlisted_towns(provinces, towns)), list(settlements(provinces))
    links = list(net())
    fronts, more = armies(towns)
    links += more + list(hang(unlisted + works, towns))
    settled = towns + unlisted + works
    uezds = list(countryside(provinces, towns + unlisted))
    links += [link(uezd["id"], uezd["centre"], uezd["km"], "road", False, "uezd")
              for uezd in uezds if uezd["centre"]]
    give_people(provinces, settled, draw)
    give_railwaymen(settled)
    give_workers(settled, draw)
    give_garrisons(settled, draw)
    left = villagers(provinces, settled)
    students = {row["place"]: int(row["students"]) for row in table("students.csv")}
    rows = [row for town in settled if town["id"] != "petrograd"
            for row in town_groups(town, students)]
    rows += army_groups(fronts)
    rows += village_groups(provinces, uezds, left, draw)
    files = {"towns.csv": towns + fronts + unlisted + works + uezds, "links.csv": links,
             "groups.csv": rows}
    return files, {name: men for name, (_, men) in left.items()}


def text(name, rows):
    """A table as it stands in its file."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, TABLES[name], lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def read_back(folder):
    """The three tables of a folder, with numbers as numbers."""
    towns, links, rows = (table(name, folder) for name in TABLES)
    for row in rows:
        row["size"], row["count"] = int(row["size"]), int(row["count"])
    return towns, links, rows


def reached(links, wired=False):
    """The places that a traveller, or a telegram, reaches from the capital."""
    ways = {}
    for row in links:
        if row["wire"] == "1" or not wired:
            ways.setdefault(row["a"], []).append(row["b"])
            ways.setdefault(row["b"], []).append(row["a"])
    seen, todo = {"petrograd"}, ["petrograd"]
    while todo:
        for other in ways.get(todo.pop(), []):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def layer(town):
    """Which row of the table of sums a place belongs to."""
    if town["kind"] in ("army", "remote"):
        return "armies"
    if town["kind"] == "occupied":
        return "occupied villages" if "_uezd_" in town["id"] else "unlisted towns"
    if town["kind"] == "countryside":
        return "countryside"
    if town["region"] in FINLAND:
        return "Finnish towns"
    if town["source"] == "places":
        return "Moscow" if town["id"] == "moscow" else "other listed towns"
    return "works settlements" if town["source"] == "works" else "unlisted towns"


def sums(towns, rows):
    """Places, groups, soldiers and others of each layer."""
    layers = {town["id"]: layer(town) for town in towns}
    found = {}
    for town in towns:
        if town["id"] != "petrograd":
            found.setdefault(layers[town["id"]], [0, 0, 0, 0])[0] += 1
    for row in rows:
        entry = found[layers[row["place"]]]
        entry[1] += row["count"]
        entry[2 if row["stratum"] == "soldier" else 3] += row["size"] * row["count"]
    return found


def expected(links, towns, rows, levy):
    """What is found beside what is wanted, in plain words."""
    place_of, found = {town["id"]: town for town in towns}, sums(towns, rows)
    capital = [dict(row, size=int(row["size"]), count=int(row["count"]))
               for row in table("groups.csv", CAPITAL)]
    finnish = found["Finnish towns"][3]
    yield "persons here and in petrograd-1917", people(rows + capital), EMPIRE + finnish
    yield "persons of Finnish towns beyond the empire's count", finnish, 204_000
    for name, wanted in (("Moscow", 2_017_000 - 70_000), ("unlisted towns", 6_449_730),
                         ("works settlements", SETTLERS), ("countryside", 122_860_173),
                         ("occupied villages", 6_711_739),
                         ("other listed towns", 11_051_800 + 150_000)):
        yield f"persons but soldiers, {name}", found[name][3], wanted
    soldiers = [row for row in rows if row["stratum"] == "soldier"]
    front = [row for row in soldiers if place_of[row["place"]]["kind"] == "army"]
    yield "soldiers of the field army, with the staffs", people(front) + STAFFS, FIELD_ARMY
    rear = people(soldiers) - people(front)
    petrograd = people([row for row in capital if row["stratum"] == "soldier"])
    yield "soldiers in garrisons, with the capital", rear + petrograd, GARRISONS
    small = people([row for row in soldiers
                    if layer(place_of[row["place"]]) == "unlisted towns"])
    yield "of them in unlisted towns", small, GARRISONS // 4
    workers = [row for row in rows + capital if row["stratum"] == "worker" and row["kind"] != "depot"
               and place_of.get(row["place"], {}).get("region") not in FINLAND]
    yield "workers in towns and settlements, with the capital", people(workers), TOWN_WORKERS
    yield from counted(found)
    yield from guberniya_sums(place_of, rows, levy)
    yield from whole(links, towns, rows, capital)


def counted(found):
    """How many places of each layer there are."""
    for name, wanted in (("other listed towns", 167), ("Finnish towns", 2), ("armies", 18),
                         ("unlisted towns", UEZD_TOWNS), ("works settlements", SETTLEMENTS),
                         ("countryside", UEZDS)):
        yield f"places, {name}", found[name][0], wanted


def guberniya_sums(place_of, rows, levy):
    """Guberniyas whose people, with their men in the army, are not those that were counted."""
    here = {"Petrograd": 2_400_000, "Moscow": 70_000}
    for row in rows:
        if row["stratum"] != "soldier":
            region = place_of[row["place"]]["region"]
            here[region] = here.get(region, 0) + row["size"] * row["count"]
    provinces = guberniyas()
    wrong = [province["name"] for province in provinces
             if here[province["name"]] + levy[province["name"]] != province["people"]]
    yield "guberniyas as counted", len(provinces) - len(wrong), 84
    yield "men with the army and in garrisons but the two capitals'", sum(levy.values()), 8_550_000


def whole(links, towns, rows, capital):
    """Whether everything hangs together: ids, ways, wires, seats, people."""
    ids = [town["id"] for town in towns]
    yield "places, ids all different", len(set(ids)), len(ids)
    made = [row["id"] for row in rows + capital]
    yield "groups, ids all different", len(set(made)), len(made)
    taken = {row["place"] for row in capital} - set(ids)
    districts = {row["id"] for row in table("districts.csv", CAPITAL)}
    yield "places of the capital that are not its districts", len(taken - districts), 0
    yield "places named like a district of the capital", len(districts & set(ids)), 0
    yield "groups in no place", sum(row["place"] not in set(ids) for row in rows), 0
    yield "groups of nobody", sum(row["size"] < 1 or row["count"] < 1 for row in rows), 0
    pairs = {frozenset((row["a"], row["b"])) for row in links}
    yield "links, pairs all different", len(pairs), len(links)
    roads, wires = reached(links), reached(links, wired=True)
    open_ones = [town for town in towns if town["kind"] != "occupied"]
    found = sum(town["id"] in roads for town in open_ones)
    yield "places reached from the capital", found, len(open_ones)
    wired = [town for town in towns if town["kind"] in ("seat", "town", "army", "remote")]
    yield "towns and armies on the wire", sum(town["id"] in wires for town in wired), len(wired)
    uezds = [town for town in towns if town["kind"] == "countryside"]
    yield "uezds with a centre", sum(town["centre"] in set(ids) for town in uezds), len(uezds)
    seats = [town["region"] for town in towns if town["kind"] == "seat"]
    yield "seats, one to a guberniya", len(set(seats)), len(seats)


def check(folder, files, levy):
    """Prints the sums of the tables in a folder; whether all are as they should be."""
    missing = [name for name in TABLES if not (folder / name).exists()]
    if missing:
        print(f"not ok: {', '.join(missing)}: not in {folder}")
        return False
    towns, links, rows = read_back(folder)
    good = True
    for name, content in files.items():
        same = (folder / name).read_text(encoding="utf-8") == text(name, content)
        good &= same
        print(f"{'ok' if same else 'not ok'}: {name} is what the facts give in this draw")
    for what, got, wanted in expected(links, towns, rows, levy):
        good &= got == wanted
        print(f"{'ok' if got == wanted else 'not ok'}: {what}: {got:,} of {wanted:,}")
    railwaymen = people([row for row in rows if row["kind"] == "depot"])
    fits = 815_000 <= railwaymen + 30_000 <= 1_220_000
    good &= fits
    print(f"{'ok' if fits else 'not ok'}: railwaymen, with the capital's 30,000: "
          f"{railwaymen + 30_000:,}, between 815,000 and 1,220,000")
    print(f"\n{'':20}{'places':>8}{'groups':>10}{'soldiers':>12}{'others':>14}")
    for name, entry in sums(towns, rows).items():
        print(f"{name:20}{entry[0]:>8,}{entry[1]:>10,}{entry[2]:>12,}{entry[3]:>14,}")
    strata = sorted({row["stratum"] for row in rows})
    for stratum in strata:
        some = [row for row in rows if row["stratum"] == stratum]
        print(f"    {stratum}: {people(some):,} in {sum(row['count'] for row in some):,} groups")
    print(f"    places {len(towns):,}, links {len(links):,}, rows of groups {len(rows):,}, "
          f"groups {sum(row['count'] for row in rows):,}")
    return good


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--draw", type=int, default=0, help="number of the imputation")
    options.add_argument("--out", type=pathlib.Path, default=FOLDER, help="folder to write to")
    options.add_argument("--check", action="store_true", help="sum the tables, write nothing")
    chosen = options.parse_args()
    files, levy = empire(chosen.draw)
    if chosen.check:
        raise SystemExit(0 if check(chosen.out, files, levy) else 1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (chosen.out / name).write_text(text(name, rows), encoding="utf-8")


if __name__ == "__main__":
    main()
