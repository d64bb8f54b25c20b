"""Judges the spread over the empire, and fills the tables of docs/russia.md.

Usage: russia_page.py [--only PART …]     parts: spread, scale, switches, blanks, summer

Each table stands between `<!-- PART -->` and `<!-- end -->`. Measures of a run are kept in
runs/russia-page by what made them (command, scenario, parameters, script), and taken from there the
next time.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys

import pages
import spread

HOME = spread.HOME
CACHE = os.path.join(HOME, "runs", "russia-page")
PAGE = os.path.join(HOME, "docs", "russia.md")
SPRING = "1917-04-10"
SUMMER = "1917-07-05"


def digest_of(paths):
    """A hash over files: what a kept measure hangs on."""
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(file.read())
    return total.hexdigest()[:16]


def inputs():
    """The files that decide a run, and how it is measured."""
    russia, city = (os.path.join(HOME, "Scenarios", name) for name in ("russia-1917", "petrograd-1917"))
    names = [os.path.join(russia, n) for n in ("scenario.yaml", "towns.csv", "links.csv", "groups.csv", "forcing.csv")]
    names += [os.path.join(city, n) for n in ("scenario.yaml", "parameters.yaml", "groups.csv")]
    return names + [os.path.join(HOME, ".build", "release", "dualpower"), spread.__file__]


class Bench:
    """Runs and measures, two at a time, with what is kept."""

    def __init__(self):
        os.makedirs(CACHE, exist_ok=True)
        self.key = digest_of(inputs())
        self.measured = (spread.dated_towns(), spread.news_towns(), spread.places(), spread.rail_distance())

    def measure(self, seed, scale, until, extra=(), name="plain", threads=1):
        """The measures of one run, and its seconds and memory."""
        kept = os.path.join(CACHE, f"{self.key}-{name}-{scale.replace(':', '-')}-{until}-{seed}.json")
        if os.path.exists(kept):
            with open(kept, encoding="utf-8") as file:
                return json.load(file)
        folder = os.path.join(CACHE, f"run-{name}-{scale.replace(':', '-')}-{until}-{seed}")
        shutil.rmtree(folder, ignore_errors=True)
        command = [os.path.join(HOME, "dualpower"), "run", "russia-1917", "--seed", str(seed), "--scale", scale,
                   "--until", until, "--threads", str(threads), "--quiet", "--json", "--out", folder, *extra]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr.strip())
        told = json.loads(done.stdout)
        result = spread.measures(folder, *self.measured)
        result["seconds"] = told["wallSeconds"]
        result["gigabytes"] = told["peakMemoryBytes"] / 1e9
        if scale == "1:1":
            for chart in ("councils-map", "writ-map", "spread"):
                subprocess.run([sys.executable, os.path.join(HOME, "Scripts", "pictures.py"), folder,
                                os.path.join(HOME, "docs", "pictures", f"russia-{chart}.png"), chart],
                               check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder)
        with open(kept, "w", encoding="utf-8") as file:
            json.dump(result, file)
        print(f"{name} {scale} to {until}, seed {seed}: {told['wallSeconds']:.0f} s", file=sys.stderr)
        return result

    def all(self, seeds, *arguments, **options):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda seed: self.measure(seed, *arguments, **options), seeds))


def columns(names, series):
    """A table of medians: a row a measure, a column a series of results."""
    lines = ["| measure | " + " | ".join(series) + " |", "|---|" + "--:|" * len(series)]
    for name in names:
        cells = []
        for results in series.values():
            values = [r[name] for r in results if r.get(name) is not None]
            cells.append(spread.told(statistics.median(values)) if values else "–")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


MAIN = ["13 founding, quartile 1", "13 founding, median", "13 founding, quartile 3", "13 listed towns with a council",
        "14 median day, above 100,000", "14 median day, smaller", "14 Spearman with size, listed",
        "14 Spearman with distance, listed", "15 news, median", "15 Spearman of news with distance",
        "15 share of listed towns with news withheld", "16 committee within a day of the council",
        "17 soldiers after workers, days", "17 later than day 10 with memory", "17 later than day 10 without",
        "18 councils on day 32", "18 conference, day",
        "18 councils there", "18 delegates", "19 village committees, end of March", "writ of councils, last day",
        "authorities of all, last day"]


def spread_part(bench):
    return spread.table_of([{k: v for k, v in r.items() if k not in ("seconds", "gigabytes")}
                            for r in bench.all(range(1, 21), "1:100", SPRING)])


def scale_part(bench):
    series = {"1:100, seeds 1–4": bench.all(range(1, 5), "1:100", SPRING),
              "1:10, seeds 1–4": bench.all(range(1, 5), "1:10", SPRING),
              "1:1, seed 1": [bench.measure(1, "1:1", SPRING, threads=2)]}
    return columns(MAIN + ["seconds", "gigabytes"], series)


def switches_part(bench):
    series = {"all mechanisms": bench.all(range(1, 5), "1:100", SPRING)}
    for name in ("telegraph", "memory", "conference"):
        series["without " + name] = bench.all(range(1, 5), "1:100", SPRING, ("--without", name), "without-" + name)
    return columns(MAIN, series)


def blanks_part(bench):
    """Other draws of the blanks: workers and garrisons of towns for which no figure was found."""
    series = {"draw 0": bench.all(range(1, 3), "1:100", SPRING)}
    for draw in range(1, 5):
        folder = os.path.join(CACHE, f"draw-{draw}")
        os.makedirs(folder, exist_ok=True)
        subprocess.run([sys.executable, os.path.join(HOME, "Scripts", "russia_tables.py"), "--draw", str(draw),
                        "--out", folder], check=True, stdout=subprocess.DEVNULL)
        shutil.copy(os.path.join(HOME, "Scenarios", "petrograd-1917", "groups.csv"), os.path.join(folder, "city.csv"))
        overlay = os.path.join(folder, "blanks.yaml")
        with open(overlay, "w", encoding="utf-8") as file:
            file.write("groups: [city.csv, groups.csv]\n")
        series[f"draw {draw}"] = bench.all(range(1, 3), "1:100", SPRING, ("--with", overlay), f"draw-{draw}")
    return columns(MAIN, series)


def summer_part(bench):
    results = bench.all(range(1, 3), "1:100", SUMMER)
    names = [n for n in results[0] if n.startswith("19 ")]
    return [line for line in spread.table_of([{n: r.get(n) for n in names} for r in results])]


PARTS = {"spread": spread_part, "scale": scale_part, "switches": switches_part, "blanks": blanks_part,
         "summer": summer_part}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=list(PARTS), default=[])
    wanted = parser.parse_args().only or list(PARTS)
    subprocess.run([os.path.join(HOME, "dualpower"), "--version"], check=True, stdout=subprocess.DEVNULL)
    bench = Bench()
    for part in wanted:
        pages.fill(PAGE, part, PARTS[part](bench))


if __name__ == "__main__":
    main()
