"""Runs the worked counterfactuals and fills the tables and pictures of docs/counterfactuals.md.

Usage: counterfactuals.py [SEEDS] [SCALE]     twenty seeds at 1:10 unless told otherwise

Each arm is run with the seeds of the baseline, so that the two worlds share all luck and differ in one
overlay. A difference is the mean over pairs, with a 95 % interval of Student's t.
"""

import concurrent.futures
import datetime
import json
import os
import statistics
import subprocess
import sys

import scipy.stats
import vl_convert

import pages

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(HOME, "docs", "counterfactuals.md")
BASELINE, ARM = "#5b6470", "#c2410c"


def hours(run, kind):
    """Hours from the first of the run to an event's first; the whole run where it does not come."""
    at = [e["at"] for e in run["events"] if e["kind"] == kind]
    if not at:
        return run["ticks"]
    start = datetime.datetime.fromisoformat(run["daily"][0]["date"])
    return (datetime.datetime.fromisoformat(at[0]) - start).total_seconds() / 3600


def days(kind):
    return lambda run: hours(run, kind) / 24


def between(first, then):
    """Days from one event to another; none where the first does not come."""
    def measure(run):
        begun = hours(run, first)
        return None if begun == run["ticks"] else (hours(run, then) - begun) / 24
    return measure


def came(kind):
    return lambda run: float(any(e["kind"] == kind for e in run["events"]))


def count(kind, since="", until="9"):
    return lambda run: sum(e["kind"] == kind and since <= e["at"] < until for e in run["events"])


def last(column, body):
    return lambda run: run["daily"][-1][column][body]


def outcome(name):
    return lambda run: float(run["outcome"] == name)


def aspiration(run):
    """The council's will to power in the hour in which the vacancy is settled."""
    return next((e["amount"] for e in run["events"] if e["kind"] in ("power_ceded", "power_claimed")), None)


def peak(run):
    """Most workers out in February and March, as thousands."""
    return max(d["active"]["worker"] for d in run["daily"] if d["date"] < "1917-04-01") / 1000


QUESTIONS = {
    "bread": (["bread-arrives"], [
        ("an outbreak by 5 July, share of runs", came("outbreak")),
        ("days to the outbreak", days("outbreak")),
        ("most workers out until April, thousands", peak),
        ("the ruler falls, share of runs", came("regime_fell")),
        ("days to the fall", days("regime_fell")),
        ("dual power on the last day, share of runs", outcome("dual_power")),
    ]),
    "garrison": (["garrison-kept-apart", "garrison-withdrawn"], [
        ("days from outbreak to mutiny", between("outbreak", "mutiny")),
        ("days from outbreak to the loss of the capital", between("outbreak", "capital_lost")),
        ("the ruler falls, share of runs", came("regime_fell")),
        ("days from outbreak to fall", between("outbreak", "regime_fell")),
        ("days from outbreak to the council", between("outbreak", "council_constituted")),
        ("deputies of the council, last day", last("deputies", "soviet")),
        ("dual power on the last day, share of runs", outcome("dual_power")),
        ("the council rules alone on the last day, share of runs", outcome("council_alone")),
    ]),
    "power": (["doctrine-of-power"], [
        ("will to power when the vacancy is settled", aspiration),
        ("the council claims the vacant power, share of runs", came("power_claimed")),
        ("it overthrows the government later, share of runs", came("overthrow")),
        ("the council rules alone on the last day, share of runs", outcome("council_alone")),
        ("dual power on the last day, share of runs", outcome("dual_power")),
        ("powers abroad that recognise the government", count("recognised_abroad")),
    ]),
    "war": (["government-leaves-the-war"], [
        ("crises from 10 March to 30 April", count("crisis", "1917-03-10", "1917-05-01")),
        ("crises from 10 March to 5 July", count("crisis", "1917-03-10")),
        ("concessions from 10 March to 5 July", count("concession", "1917-03-10")),
        ("writ of the government on the last day", last("writ", "provisional_government")),
        ("effective number of authorities on the last day", lambda run: run["daily"][-1]["effectiveAuthorities"]),
        ("dual power on the last day, share of runs", outcome("dual_power")),
    ]),
}
CURVES = {
    "bread": ("Factory workers out, thousands", "1917-04-01", lambda d: d["active"]["worker"] / 1000),
    "garrison": ("Soldiers of the garrison out, thousands", "1917-03-20", lambda d: d["active"]["soldier"] / 1000),
    "power": ("Writ of the council", "1917-07-05", lambda d: d["writ"]["soviet"]),
    "war": ("Demand of soldiers that is not met, on a scale of 1", "1917-05-20", lambda d: d["demand"]["soldier"]),
}


def run(overlay, seed, scale):
    """One history; with its overlay, unless that is None."""
    command = [os.path.join(HOME, "dualpower"), "run", "petrograd-1917", "--seed", str(seed), "--scale", scale,
               "--threads", "1", "--quiet", "--json"]
    if overlay:
        command += ["--with", os.path.join(HOME, "Examples", "interventions", overlay + ".yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    return json.loads(done.stdout)


def told(value):
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"


def signed(value):
    return ("+" if value > 0 else "") + told(value)


def difference(pairs):
    """The mean difference over pairs that have both, and its interval."""
    apart = [arm - base for base, arm in pairs]
    mean = statistics.mean(apart)
    if len(set(apart)) == 1:
        return f"{signed(mean)} in every pair"
    half = scipy.stats.t.ppf(0.975, len(apart) - 1) * statistics.stdev(apart) / len(apart) ** 0.5
    return f"{signed(mean)} ({signed(mean - half)} to {signed(mean + half)})"


def lines(question, runs):
    """The tables of a question, one for each of its arms."""
    arms, measures = QUESTIONS[question]
    out = []
    for arm in arms:
        out += ["", f"| `{arm}` | as it was | with it | difference (95 %) | pairs |", "|---|--:|--:|--:|--:|"]
        for name, measure in measures:
            pairs = [(measure(b), measure(a)) for b, a in zip(runs[None], runs[arm])]
            pairs = [p for p in pairs if None not in p]
            means = [told(statistics.mean(side)) for side in zip(*pairs)]
            out.append(f"| {name} | {' | '.join(means)} | {difference(pairs)} | {len(pairs)} |")
    return out[1:]


def curve(runs, value, world, until):
    """Median and middle half over seeds, by day."""
    for day in range(sum(d["date"] <= until for d in runs[0]["daily"])):
        values = sorted(value(r["daily"][day]) for r in runs)
        low, middle, high = statistics.quantiles(values, n=4)
        yield {"date": runs[0]["daily"][day]["date"], "world": world, "low": low, "middle": middle, "high": high}


def draw(question, runs):
    """Both worlds over each other."""
    title, until, value = CURVES[question]
    worlds = [("as it was", None), *((arm, arm) for arm in QUESTIONS[question][0])]
    colour = {"field": "world", "type": "nominal", "title": None, "legend": {"orient": "top", "labelLimit": 400, "symbolOpacity": 1},
              "scale": {"domain": [name for name, _ in worlds], "range": [BASELINE, ARM, "#0072B2"][:len(worlds)]}}
    at = {"field": "date", "type": "temporal", "title": "1917, Old Style", "axis": {"format": "%-d %b", "grid": False}}
    spec = {
        "width": 640, "height": 220, "background": "white", "config": {"view": {"stroke": None}},
        "title": {"text": title, "anchor": "start",
                  "subtitle": f"median over {len(runs[None])} seeds, and the middle half of them"},
        "data": {"values": [row for name, arm in worlds for row in curve(runs[arm], value, name, until)]},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.2},
             "encoding": {"x": at, "y": {"field": "low", "type": "quantitative", "title": None},
                          "y2": {"field": "high"}, "color": colour}},
            {"mark": "line", "encoding": {"x": at, "y": {"field": "middle", "type": "quantitative"},
                                          "color": colour}},
        ],
    }
    with open(os.path.join(HOME, "docs", "pictures", f"what-if-{question}.png"), "wb") as file:
        file.write(vl_convert.vegalite_to_png(json.dumps(spec), scale=1.5))


def main():
    seeds = range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else 20))
    scale = sys.argv[2] if len(sys.argv) > 2 else "1:10"
    arms = [None, *(arm for of, _ in QUESTIONS.values() for arm in of)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = {arm: [pool.submit(run, arm, seed, scale) for seed in seeds] for arm in arms}
        runs = {arm: [job.result() for job in of] for arm, of in jobs.items()}
    for question in QUESTIONS:
        draw(question, runs)
        pages.fill(PAGE, question, lines(question, runs))


if __name__ == "__main__":
    main()
