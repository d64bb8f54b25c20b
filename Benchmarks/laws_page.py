"""The tables of whole runs and of laws in docs/benchmarks.md, and the picture of the laws."""

import json

import vl_convert

from results_page import PAGE, pages

PICTURE = PAGE.parent / "pictures" / "laws.svg"
NUMBER = {"persons": "agents of `russia-1917`", "groups": "groups", "places": "places", "bodies": "bodies"}


def seconds(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def of_runs(results):
    yield "| command | seconds | memory |"
    yield "|---|--:|--:|"
    for row in results["runs"]:
        yield f"| {row['command']} | {seconds(row['seconds'])} | {row['memory'] / 1e9:.2f} GB |"


def of_persons(results):
    yield "| scenario | agents | groups | laid out in, s | a tick, ms | people decide | and what groups face and add up to | memory, GB | bytes an agent |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in results["laws"]["persons"]["rows"]:
        share, whole = (row[name] / row["secondsPerTick"] for name in ("stageSecondsPerTick", "withGroupsSecondsPerTick"))
        yield (f"| `{row['scenario']}` {row['scale']} | {row['persons']:,} | {row['groups']:,} | {row['layoutSeconds']:.2g} | {1e3 * row['secondsPerTick']:.2g} | "
               f"{100 * share:.0f} % | {100 * whole:.0f} % | {row['memory'] / 1e9:.2f} | {row['memory'] / row['persons']:,.0f} |")
    yield ""
    told = [f"{NUMBER[key]} {value:.2f}" for key, value in results["exponents"].items()]
    one, two = (row["secondsPerTick"] for row in results["laws"]["threads"]["rows"])
    few, many = (results["allocations"][name] for name in ("petrograd-1917", "russia-1917"))
    yield (f"Seconds go with a power of each: {', '.join(told)}; below one where something else takes its share. A second "
           f"thread makes a tick of `russia-1917` at 1:10 {one / two:.2f} times as fast. In a tick {few:,.0f} lists are made anew in "
           f"`petrograd-1917`, {many:,.0f} in `russia-1917`: rows of the record, of which each district has one a day; none for a group, a person or an order.")


def chart(title, rows, x, y, label, scale="log"):
    """A line through the rows of each scenario."""
    points = [{"x": x(row), "y": y(row), "scenario": row["scenario"]} for row in rows]
    values = {"values": sorted({point["x"] for point in points})} if scale == "linear" else {"tickCount": 5}
    return {
        "width": 250, "height": 160, "title": {"text": title, "fontSize": 11}, "data": {"values": points},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": {"type": scale}, "title": None,
                  "axis": {"format": "~s"} | values},
            "y": {"field": "y", "type": "quantitative", "scale": {"type": scale}, "title": label,
                  "axis": {"format": ",.2~f", "tickCount": 5}},
            "color": {"field": "scenario", "type": "nominal", "title": None, "legend": {"orient": "bottom"},
                      "scale": {"domain": ["petrograd-1917", "russia-1917"], "range": ["#b22222", "#1f4e79"]}},
        },
    }


def picture(results):
    laws = results["laws"]

    def per_tick(key, scale="log"):
        return chart(laws[key]["title"], laws[key]["rows"], lambda row: row[key],
                     lambda row: 1e3 * row["secondsPerTick"], "ms a tick", scale)

    persons = laws["persons"]["rows"]
    charts = [
        per_tick("persons"),
        chart("agents", persons, lambda row: row["persons"], lambda row: row["memory"] / 1e9, "memory, GB"),
        per_tick("groups"), per_tick("places"), per_tick("bodies", "linear"), per_tick("threads", "linear"),
        chart(laws["ticks"]["title"], laws["ticks"]["rows"], lambda row: row["hours"],
              lambda row: row["secondsPerTick"] * row["hours"], "seconds"),
    ]
    spec = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": "white", "columns": 2, "concat": charts}
    return vl_convert.vegalite_to_svg(json.dumps(spec))


def fill_page(results):
    pages.fill(str(PAGE), "runs", list(of_runs(results)))
    pages.fill(str(PAGE), "laws", list(of_persons(results)))
    PICTURE.write_text(picture(results), encoding="utf-8")
