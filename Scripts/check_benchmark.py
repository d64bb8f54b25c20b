"""Checks that the benchmark times the product's own people stage, and that all who draw alike came to the same people."""

import json
import re
import sys
from pathlib import Path

SOURCES = Path("Benchmarks/Sources")
RESULTS = Path("Benchmarks/results.json")
# What only a loop over persons of its own would need.
FORBIDDEN = re.compile(r"Draws|\.bits\(|SIMD\d|\bfor\b.*\b(member|person|agent)s?\b.*\bin\b|\.rows\[")


def of_sources():
    texts = {path: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.swift")}
    timed = [path for path, text in texts.items() if "PeopleStage(of:" in text and ".decide(" in text]
    if not timed:
        yield f"{SOURCES}: nothing calls PeopleStage.decide"
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if FORBIDDEN.search(line):
                yield f"{path}:{number}: a rule or loop over persons of the benchmark's own: {line.strip()}"


def of_results():
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    wanted = results["workload"]["checksum"]
    rows = results["measurements"]
    for row in rows:
        if row["checksum"] not in (wanted, None):
            yield f"{RESULTS}: {row['name']} comes to {row['checksum']}, not to {wanted}"
    if not any(row["key"] == "swift" and row["checksum"] == wanted for row in rows):
        yield f"{RESULTS}: no row is the product's own"


def main():
    problems = [*of_sources(), *of_results()]
    for problem in problems:
        print(f"not ok: {problem}")
    if not problems:
        print("ok: the benchmark calls the product's people stage, and its results agree")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
