"""The table and the picture of docs/benchmarks.md."""

import json
import sys

import vl_convert

from peers import HERE, TARGETS

ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "Scripts"))
import pages  # noqa: E402

PAGE = ROOT / "docs" / "benchmarks.md"
PICTURE = ROOT / "docs" / "pictures" / "benchmarks.svg"
ROOFLINE = ROOT / "docs" / "pictures" / "roofline.svg"
TITLES = {"bandwidthShare": "share of the limit that binds"}


def millions(rate):
    return f"{rate / 1e6:,.{0 if rate >= 1e7 else 1 if rate >= 1e6 else 2}f}"


def by_name(results):
    """A program's rows by its number of threads, the fastest program first."""
    named = {}
    for row in results["measurements"]:
        named.setdefault(row["name"], {})[row["threads"]] = row
    return sorted(named.items(), key=lambda item: -max(row["personsPerSecond"] for row in item[1].values()))


def ours(results):
    return max(row["personsPerSecond"] for row in results["measurements"] if row["key"] == "swift")


def summary(results):
    """What a run says of itself: programs, then ratios beside what is asked of them."""
    yield "| program | one thread | two threads | ours is faster by | same checksum |"
    yield "|---|--:|--:|--:|---|"
    for name, rows in by_name(results):
        best = max(row["personsPerSecond"] for row in rows.values())
        cells = [millions(rows[t]["personsPerSecond"]) if t in rows else "–" for t in (1, 2)]
        told = "yes" if next(iter(rows.values()))["checksum"] else "own draws"
        ratio = ours(results) / best
        yield f"| {name} | {' | '.join(cells)} | {ratio:,.{2 if ratio < 10 else 0}f} | {told} |"
    yield ""
    yield "| ratio | asked | measured | |"
    yield "|---|--:|--:|---|"
    for key, asked in TARGETS.items():
        got = results["ratios"][key]
        name = TITLES.get(key) or f"`{key}`"
        yield (f"| {name} | {asked:,} | {got:,.{2 if got < 10 else 0}f} | "
               f"{'reached' if got >= asked else 'not reached'} |")


def limits(results):
    """How far the stage is from what the machine could do."""
    roofline, per_block = results["roofline"], results["instructionsPerBlock"]
    here = results["machine"]["measured"][roofline["threads"] - 1]
    a_cycle = {name: here[name] / here["cyclesPerSecond"] for name in ("instructionsPerSecond", "wideInstructionsPerSecond")}
    country = results["country"]
    bytes_each = country["bytesAtLeast"] / country["persons"]
    names = {"memory": f"memory: {roofline['bytesPerPersonHour']:.1f} bytes a person and hour, by the triad's bandwidth",
             "cache": "the same, by a triad over no more than the people take",
             "instructions": f"instructions: {a_cycle['instructionsPerSecond']:.1f} a cycle at most",
             "wideInstructions": f"those on 512 bits: {a_cycle['wideInstructionsPerSecond']:.1f} a cycle at most"}
    yield "| limit | million persons a second | reached |"
    yield "|---|--:|--:|"
    for key in roofline["shares"]:
        name = names[key]
        bold = "**" if key == roofline["binding"] else ""
        yield (f"| {bold}{name}{bold} | {millions(roofline['personsPerSecond'][key])} | "
               f"{100 * roofline['shares'][key]:.0f} % |")
    yield (f"| memory, of a country that no cache holds: {bytes_each:.1f} bytes at least | "
           f"{millions(country['personsPerSecond'] / country['memoryShare'])} | {100 * country['memoryShare']:.0f} % |")
    yield ""
    count = {key: [f"{number:.0f}" for number in (per_block[key]["instructions"], per_block[key]["wide"])] for key in per_block}
    cycles = here["cyclesPerSecond"] * roofline["threads"] / ours(results) * 64 / results["padding"]
    yield (f"A block of 64 persons costs {count['swift'][0]} instructions in Swift, {count['swift'][1]} of them on 512 bits, and "
           f"{cycles:.0f} cycles; in C by hand {count['c'][0]} instructions and {count['c'][1]}, in plain C by clang "
           f"{count['clang'][0]} and {count['clang'][1]}.")


def about(results):
    machine, work = results["machine"], results["workload"]
    one, two = machine["measured"]
    yield (f"Made on {results['made']}: {machine['processor']}, {machine['processors']} processors at "
           f"{two['cyclesPerSecond'] / 1e9:.1f} GHz, triad {one['triadBytesPerSecond'] / 1e9:.0f} GB/s on one thread and "
           f"{two['triadBytesPerSecond'] / 1e9:.0f} on two; {results['rounds']} rounds. {work['persons']:,} persons in "
           f"{work['groups']:,} groups of {work['scenario']} after {work['hoursBefore']} hours, checksum "
           f"`{work['checksum']}`. Versions: "
           + ", ".join(f"{name} {version}" for name, version in machine["versions"].items()) + ".")


def picture(results):
    values = [{"program": name, "rate": max(row["personsPerSecond"] for row in rows.values()) / 1e6,
               "whose": "DualPower" if rows[max(rows)]["key"] == "swift" else "peer"}
              for name, rows in by_name(results)]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": values}, "width": 520, "height": {"step": 18}, "background": "white",
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "y": {"field": "program", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "rate", "type": "quantitative", "scale": {"type": "log", "domainMin": 0.1},
                  "title": "million persons a second, best on at most two threads"},
            "x2": {"datum": 0.1},
            "color": {"field": "whose", "type": "nominal", "title": None,
                      "scale": {"domain": ["DualPower", "peer"], "range": ["#b22222", "#9aa5b1"]}},
        },
    }
    return vl_convert.vegalite_to_svg(json.dumps(spec))


def roofline(results):
    """Instructions a second over instructions a byte: what memory and cores allow, and where programs stand."""
    line, per_block = results["roofline"], results["instructionsPerBlock"]
    machine = results["machine"]["measured"][line["threads"] - 1]
    blocks = results["padding"] / 64

    def at(name, key, rate):
        instructions = per_block[key]["instructions"] * blocks
        return {"program": name, "x": instructions / line["bytesPerPersonHour"], "y": rate * instructions / 1e9}

    most = line["threads"] * machine["instructionsPerSecond"] / 1e9
    roofs = [{"roof": name, "x": x, "y": min(most, machine[key] / 1e9 * x)}
             for name, key in (("by memory", "triadBytesPerSecond"), ("by cache", "workBytesPerSecond"))
             for x in (.1, .2, .5, most * 1e9 / machine[key], 5)]
    by_hand = max(row["personsPerSecond"] for row in results["measurements"] if row["key"] == "c")
    points = [at("DualPower", "swift", ours(results)), at("C by hand", "c", by_hand)]
    axes = {"x": {"field": "x", "type": "quantitative", "scale": {"type": "log", "domain": [.1, 5]}, "title": "instructions a byte"},
            "y": {"field": "y", "type": "quantitative", "scale": {"type": "log", "domain": [2, 100]},
                  "title": f"10⁹ instructions a second, {line['threads']} threads"}}
    shares = [{"limit": name, "share": share} for name, share in (
        ("memory, capital", line["shares"]["memory"]), ("cache, capital", line["shares"]["cache"]), ("instructions, capital", line["shares"]["instructions"]),
        ("on 512 bits, capital", line["shares"].get("wideInstructions", 0)), ("memory, country", results["country"]["memoryShare"]))]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": "white", "vconcat": [
            {"width": 460, "height": 260, "layer": [
                {"data": {"values": roofs}, "mark": {"type": "line", "color": "#5b6770", "clip": True},
                 "encoding": axes | {"strokeDash": {"field": "roof", "type": "nominal", "title": None}}},
                {"data": {"values": points}, "mark": {"type": "point", "filled": True, "size": 70},
                 "encoding": axes | {"color": {"field": "program", "type": "nominal", "title": None,
                                               "scale": {"range": ["#9aa5b1", "#b22222"], "domain": ["C by hand", "DualPower"]}}}}]},
            {"width": 460, "height": {"step": 18}, "data": {"values": shares}, "mark": {"type": "bar", "color": "#b22222"},
             "encoding": {"y": {"field": "limit", "type": "nominal", "sort": None, "title": None},
                          "x": {"field": "share", "type": "quantitative", "axis": {"format": "%"}, "title": "share of each limit that is reached"}}}],
    }
    return vl_convert.vegalite_to_svg(json.dumps(spec))


def fill_page(results):
    pages.fill(str(PAGE), "machine", list(about(results)))
    pages.fill(str(PAGE), "results", list(summary(results)))
    pages.fill(str(PAGE), "limits", list(limits(results)))
    PICTURE.write_text(picture(results), encoding="utf-8")
    ROOFLINE.write_text(roofline(results), encoding="utf-8")
