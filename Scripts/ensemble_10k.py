"""Makes 10,000 runs of Petrograd at 1:1000, and fills what docs/ensembles.md says of them.

Usage: python3 Scripts/ensemble_10k.py [RUNS]

The folder stays in runs/ten-thousand, so that a run that was broken off goes on.
"""

import os
import resource
import subprocess
import sys
import time

import duckdb

from pages import fill

OUT = "runs/ten-thousand"
PAGE = "docs/ensembles.md"
PLAN = """\
schemaVersion: 1
scenario: petrograd-1917
scale: 1:1000
until: 1917-02-24
seed: 1
replicates: {runs}
"""
QUESTION = f"""
    select hour // 24 as day, quantile_cont(value, [0.05, 0.5, 0.95]) as persons
    from '{OUT}/part-*.parquet' where series = 'active.worker' and hour % 24 = 23
    group by day order by day
"""


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.makedirs("runs", exist_ok=True)
    plan = f"{OUT}.yaml"
    with open(plan, "w", encoding="utf-8") as file:
        file.write(PLAN.format(runs=runs))
    began = time.monotonic()
    subprocess.run(["./dualpower", "ensemble", "run", plan, "--out", OUT], check=True)
    took = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = sum(entry.stat().st_size for entry in os.scandir(OUT)) / 1e6
    rows = duckdb.sql(f"select count(*), count(distinct run) from '{OUT}/part-*.parquet'").fetchall()[0]
    began = time.monotonic()
    days = duckdb.sql(QUESTION).fetchall()
    asked = time.monotonic() - began
    if rows[1] != runs:
        raise SystemExit(f"not ok: {rows[1]} of {runs} runs have rows")
    lines = [
        f"{runs:,} runs to 24 February on {os.cpu_count()} processors took {took:,.0f} s and at most "
        f"{peak:,.0f} MB; {rows[0]:,} rows are",
        f"{size:,.0f} MB on disk. The median and the 5th and 95th of a hundred of the workers who are out on a day, "
        "over all of them,",
        f"took DuckDB {asked:.1f} s.",
    ]
    print("\n".join(lines))
    for day, (low, middle, high) in days:
        print(f"day {day:2}: {low:9,.0f} {middle:9,.0f} {high:9,.0f}")
    fill(PAGE, "ten-thousand", lines)


if __name__ == "__main__":
    main()
