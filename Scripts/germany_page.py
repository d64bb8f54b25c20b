"""Sets Germany in November 1918 beside its evidence, and fills the table of docs/germany.md.

Usage: germany_page.py [SEEDS]     ten seeds at 1:100 unless told otherwise
"""

import concurrent.futures
import csv
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys

import pages
import spread

HOME = spread.HOME
OBSERVATIONS = os.path.join(HOME, "Scenarios", "germany-1918", "observations.csv")
PAGE = os.path.join(HOME, "docs", "germany.md")
START = datetime.date(1918, 11, 3)


def date_of(day):
    """A day of the run as a date."""
    return (START + datetime.timedelta(days=int(day))).strftime("%-d %b")


def dated():
    """Earliest date of a council by town, as days from the start of the run."""
    days = {}
    with open(OBSERVATIONS, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["series"] == "council" and row["confidence"] in "AB":
                # Of a span, its middle.
                ends = [datetime.date.fromisoformat(row[key] or row["date"]) for key in ("date", "date_end")]
                day = sum((end - START).days for end in ends) // 2
                days[row["place"]] = min(day, days.get(row["place"], day))
    return days


def measures(seed):
    """One run's measures."""
    folder = os.path.join(HOME, "runs", f"germany-{seed}")
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([os.path.join(HOME, "dualpower"), "run", "germany-1918", "--seed", str(seed), "--scale",
                           "1:100", "--threads", "1", "--quiet", "--json", "--out", folder],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr.strip())
    told = json.loads(done.stdout)
    organs, towns = spread.table(folder, "organs"), spread.table(folder, "towns")
    conferences = spread.table(folder, "conferences")
    shutil.rmtree(folder)
    events = told["events"]

    def day(kind, place=None):
        at = [e["at"] for e in events if e["kind"] == kind and (place is None or e["place"] == place)]
        return (datetime.date.fromisoformat(at[0][:10]) - START).days if at else None

    first = {}
    for organ in organs:
        if organ["line"] == "council" and organ["since_tick"] >= 0:
            first[organ["town"]] = min(first.get(organ["town"], 10**9), organ["since_tick"])
    known = dated()
    founded = {t: first[t] // 24 for t in known if t in first}
    fall = day("regime_fell")
    result = {
        "outcome: dual power": told["outcome"] == "dual_power",
        "council in Kiel": founded.get("kiel"), "council in Berlin": day("council_constituted", "berlin"),
        "fall of the monarchy": fall, "government formed": day("government_formed"),
        "dated towns, median day of the first council": statistics.median(founded.values()) if founded else None,
        "share of dated towns with a council before the monarchy's fall":
            sum(fall is not None and d < fall for d in founded.values()) / len(known),
        "share of dated towns with a council by 9 November": sum(d <= 6 for d in founded.values()) / len(known),
        "rank correlation of founding days with the dated ones":
            spread.spearman([(known[t], d) for t, d in founded.items()]),
        "towns open before the capital was lost": sum(
            0 <= t["opened_tick"] < (day("capital_lost") or 0) * 24 for t in towns),
        "congress": day("conference_met"),
        "crises": sum(e["kind"] == "crisis" for e in events),
        "authorities over the whole country, last day": told["daily"][-1]["nationwide"]["effectiveAuthorities"],
    }
    votes = [e["amount"] for e in events if e["kind"] == "vote" and e["subject"] is None]
    if conferences:
        result["delegates"] = conferences[0]["delegates"]
        result["for leaving power to the legal body"] = votes[-1]
    return result


OBSERVED = {
    "council in Kiel": "4 Nov", "council in Berlin": "9 to 10 Nov", "fall of the monarchy": "9 Nov",
    "government formed": "10 Nov", "congress": "16 Dec", "delegates": "489 (488 to 514)",
    "for leaving power to the legal body": ".78 (344 to 98 against councils as the constitution's base)",
    "share of dated towns with a council by 9 November": "{early:.2f}",
    "dated towns, median day of the first council": "{median}",
    "share of dated towns with a council before the monarchy's fall": "{before:.2f}",
}
DATES = {"council in Kiel", "council in Berlin", "fall of the monarchy", "government formed", "congress",
         "dated towns, median day of the first council"}


def lines(results):
    """The table: observed, median over seeds, range."""
    days = dated().values()
    facts = {"early": sum(d <= 6 for d in days) / len(days), "median": date_of(statistics.median(days)),
             "before": sum(d < 6 for d in days) / len(days)}
    out = ["| measure | observed | median | range | runs |", "|---|---|--:|--:|--:|"]
    for name in max(results, key=len):
        values = sorted(float(r[name]) for r in results if r.get(name) is not None)
        if not values:
            continue
        told = date_of if name in DATES else spread.told
        if name.startswith("outcome"):
            out.append(f"| {name} | yes | {sum(values) / len(results):.0%} of runs | | {len(values)} |")
            continue
        out.append(f"| {name} | {OBSERVED.get(name, '').format(**facts)} | {told(statistics.median(values))} | "
                   f"{told(values[0])} to {told(values[-1])} | {len(values)} |")
    return out


def main():
    seeds = range(1, int(sys.argv[1]) + 1 if len(sys.argv) > 1 else 11)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(measures, seeds))
    pages.fill(PAGE, "germany", lines(results))


if __name__ == "__main__":
    main()
