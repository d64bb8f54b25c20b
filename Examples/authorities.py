"""Says of each run when more than one authority was obeyed, in its own calendar.

authorities.py RUN…: each RUN is the folder of a run.
"""

import json
import sys
from pathlib import Path

import duckdb

SPAN = """
    select count(*), min(date), max(date), max(effective_authorities)
    from read_parquet(?)
    where effective_authorities >= 1.5 and none < 0.5
"""


def told(run):
    manifest = json.loads((run / "manifest.json").read_text())
    days, first, last, peak = duckdb.execute(SPAN, [str(run / "daily.parquet")]).fetchone()
    if days == 0:
        return f"{run.name}: one authority at most, all along ({manifest['outcome']})"
    return (
        f"{run.name}: two authorities on {days} days, {first} to {last}, "
        f"at most {peak:.2f} effective ({manifest['outcome']})"
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for folder in sys.argv[1:]:
        print(told(Path(folder)))
