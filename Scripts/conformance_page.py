"""Runs all rows of conformance, draws a picture of each classic, and fills docs/conformance.md and Validation/*/README.md.

Usage: conformance_page.py

Ends with 1 where a row does not hold; the pages are filled all the same, and say so.
"""

import json
import os
import subprocess
import sys
import tempfile

import duckdb
import vl_convert

import pages

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "conformance.md")
FOLDER = os.path.join(HOME, "Validation")
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]

# Per classic: table and column of a run, what the axis says, persons in a unit, last day, and the options of worlds by
# what they are called, or those of one world that is drawn for twenty seeds. A classic without is drawn as its rows.
CURVES = {
    "granovetter": ("hourly", "active_person", "persons out", 1, "2000-01-05", {
        "thresholds 0, 1, …, 99": [], "one of them changed": ["--with", "changed.yaml"]}),
    "kuran": ("hourly", "active_person", "share in opposition", 10, "2000-01-01", {
        "first society": [], "one threshold lower": ["--with", "a_changed.yaml"],
        "second society": ["--with", "b.yaml"], "the same one lower": ["--with", "b_changed.yaml"]}),
    "threshold-normal": ("hourly", "active_person", "share out, a thousand persons", 1000, "2000-01-04",
                         ["--with", "1000.yaml", "--set", "parameters.obstinacySpread.values.person=0.241033"]),
    "epstein-arrest": ("hourly", "active_person", "share out", 20000, "2000-01-01", {
        "hardship 0.4": [], "hardship 0.6": ["--set", "parameters.privationWeight.value=0.603"]}),
    "wright-fisher": ("hourly", "active_person", "share out, one crowd a line", 64, "2000-01-08", ["--with", "one.yaml"]),
    "kirman": ("hourly", "active_person", "share out", {"N = 32, ε = 1/16": 32, "N = 16, ε = 1/32": 16}, "2000-01-08", {
        "N = 32, ε = 1/16": [], "N = 16, ε = 1/32": ["--with", "rare.yaml"]}),
    "bass": ("hourly", "active_person", "share out", 100000, "2000-02-29", {"the model": []}),
    "recognition": ("strata", "recognition_council", "mean recognition", 1, "2000-02-29", {
        "base 0.3, example 0.5": [], "no example": ["--without", "social_proof"],
        "example alone": ["--with", "degroot.yaml"]}),
    "relaxation": ("strata", "demand", "unmet demand", 1, "2000-08-31", {
        "with concessions": [], "without": ["--without", "concessions"]}),
    "tocqueville": ("hourly", "active_person", "share out", 10000, "2000-01-31", {
        "a third at once": ["--with", "sudden.yaml"], "all in thirty days": ["--with", "slow.yaml"]}),
    "makowsky-rubin": ("hourly", "active_person", "share out", 10000, "2000-01-16", {
        "the blow": ["--with", "blow.yaml"], "a lesser one": ["--with", "lesser.yaml"],
        "the blow, houses alone": ["--with", "blow.yaml", "--with", "narrow.yaml"]}),
    "moro": ("hourly", "active_person", "share out", 10000, "2000-01-21", {
        "50 guards": [], "1,500": ["--with", "guards-1500.yaml"], "6,000": ["--with", "guards-6000.yaml"]}),
    "lemos": ("hourly", "active_person", "share out", 10000, "2000-01-25", {
        "wages fall and rise again": ["--with", "blow-and-relief.yaml"], "they stay as they are": []}),
}


def validate():
    done = subprocess.run([os.path.join(HOME, "dualpower"), "validate-model", "--json"], stdout=subprocess.PIPE,
                          text=True, check=False, cwd=HOME)
    if done.returncode not in (0, 1) or not done.stdout:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def history(classic, table, column, until, options, seed):
    """One curve of a run: hours or days, and a value each."""
    options = [os.path.join("Validation", classic, word) if word.endswith(".yaml") else word for word in options]
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "run")
        subprocess.run([os.path.join(HOME, "dualpower"), "run", os.path.join("Validation", classic), "--seed", str(seed),
                        "--until", until, "--quiet", "--out", out, *options], stdout=subprocess.DEVNULL, check=True, cwd=HOME)
        file = os.path.join(out, f"{table}.parquet")
        query = (f"select tick / 24.0, {column} from '{file}' order by 1" if table == "hourly" else
                 f"select day, {column} from '{file}' where stratum = 'person' order by 1")
        return duckdb.sql(query).fetchall()


def curves(classic):
    table, column, axis, unit, until, worlds = CURVES[classic]
    if isinstance(worlds, list):
        runs = {str(seed): (worlds, seed) for seed in range(1, 21)}
    else:
        runs = {name: (options, 1) for name, options in worlds.items()}
    units = unit if isinstance(unit, dict) else dict.fromkeys(runs, unit)
    data = [{"day": day, "value": value / units[name], "world": name}
            for name, (options, seed) in runs.items()
            for day, value in history(classic, table, column, until, options, seed)]
    colour = ({"value": COLOURS[0]} if isinstance(worlds, list) or len(worlds) == 1 else
              {"field": "world", "type": "nominal", "title": None, "sort": list(worlds), "scale": {"range": COLOURS},
               "legend": {"orient": "top"}})
    return {"mark": {"type": "line", "strokeWidth": 1 if isinstance(worlds, list) else 2, "interpolate": "step-after"},
            "data": {"values": data},
            "encoding": {"x": {"field": "day", "type": "quantitative", "title": "days"},
                         "y": {"field": "value", "type": "quantitative", "title": axis},
                         "detail": {"field": "world"}, "color": colour}}


def dots(rows, x, title):
    """What was expected, as ticks, and what came out, as dots with three standard errors."""
    values = [{"row": row["name"].split("/")[1].replace("_", " "), "x": x(row), "expected": row["expected"], "got": row["got"],
               "low": row["got"] - 3 * row["standardError"], "high": row["got"] + 3 * row["standardError"]} for row in rows]
    place = {"field": "x", "type": "quantitative" if title == "days" else "nominal", "title": title, "sort": None,
             "axis": {"labelAngle": 0}}
    value = {"type": "quantitative", "title": "expected (bar), came out (dot)"}
    return [
        {"data": {"values": values}, "mark": {"type": "rule", "color": COLOURS[0]},
         "encoding": {"x": place, "y": {**value, "field": "low"}, "y2": {"field": "high"}}},
        {"data": {"values": values}, "mark": {"type": "tick", "color": COLOURS[1], "thickness": 2, "size": 24},
         "encoding": {"x": place, "y": {**value, "field": "expected"}}},
        {"data": {"values": values}, "mark": {"type": "point", "filled": True, "color": COLOURS[0], "size": 36},
         "encoding": {"x": place, "y": {**value, "field": "got"}}},
    ]


def picture(classic, rows):
    name = lambda row: row["name"].split("/")[1].replace("_", " ")
    if classic in CURVES:
        layers = [curves(classic)]
        if classic == "bass":
            layers += dots(rows, lambda row: row["hours"] / 24, "days")[1:2]
    else:
        layers = dots(rows, name, None)
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 560, "height": 240,
            "background": "white", "padding": 12, "layer": layers,
            "config": {"font": "DejaVu Sans", "view": {"stroke": None}, "axis": {"grid": False}}}
    path = os.path.join(FOLDER, classic, "picture.png")
    with open(path + ".tmp", "wb") as file:
        file.write(vl_convert.vegalite_to_png(json.dumps(spec), scale=1.5))
    os.replace(path + ".tmp", path)


def number(value, digits=6):
    return f"{value:.{digits}g}"


def line(row, name):
    sign = {"more": "> ", "less": "< "}.get(row["is"], "")
    what = "variance of " if row["statistic"] == "variance" else ""
    error = number(row["standardError"], 2) if row["standardError"] > 1e-12 else "0"
    return (f"| {name} | {row['about']} | {what}`{row['measure']}` | {sign}{number(row['expected'])} | {number(row['got'])} | "
            f"{error} | {number(row['tolerance'], 3)} | {row['seeds']} × {row['persons']:,} | "
            f"{'yes' if row['pass'] else '**no**'} |")


HEAD = ["| row | what is expected | measure | expected | came out | ± se | tolerance | seeds × persons | holds |",
        "|---|---|---|--:|--:|--:|--:|--:|---|"]


def main():
    result = validate()
    rows, departures = list(HEAD), []
    for classic in result["classics"]:
        name = classic["id"]
        own = [row for row in result["rows"] if row["name"].startswith(name + "/")]
        link = f"[{classic['title']}](../Validation/{name}/README.md)"
        rows.append(f"| **{link}** | | | | | | | | |")
        rows += [line(row, f"`{row['name']}`") for row in own]
        if classic["departures"]:
            departures += [f"**{link}**", "", *(f"- {text}" for text in classic["departures"]), ""]
        picture(name, own)
        readme = os.path.join(FOLDER, name, "README.md")
        sources = list(dict.fromkeys([classic["source"], *(row["source"] for row in own)]))
        pages.fill(readme, "rows", [*HEAD, *(line(row, f"`{row['name']}`") for row in own), "",
                                    *(f"- {source}" for source in sources)])
        pages.fill(readme, "departures", [f"- {text}" for text in classic["departures"]] or ["None."])
    failed = result["failed"]
    rows += ["", f"{result['passed']} of {len(result['rows'])} rows hold."]
    pages.fill(PAGE, "rows", rows)
    pages.fill(PAGE, "departures", departures[:-1])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
