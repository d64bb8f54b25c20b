"""Predicts Petrograd, tries predictions on runs whose course is known, and fills docs/predictions.md.

Usage: python3 Scripts/predictions_page.py [HISTORIES] [TRUTHS]     400 and 40 unless told otherwise

Predictions are tried with a quarter of the histories, as each truth takes as many.
"""

import json
import subprocess
import sys

from pages import fill

PAGE = "docs/predictions.md"
PREDICT = ["predict", "petrograd-1917", "--scale", "1:1000"]
CHECKS = [("1917-02-24", "1917-03-10"), ("1917-02-27", "1917-03-20"), ("1917-03-10", "1917-04-10")]


def asked(arguments):
    return subprocess.check_output(["./dualpower", *arguments], text=True)


def interval(value):
    return f"{value['mean']:.2f} ± {value['half']:.2f}"


def petrograd(histories):
    command = [*PREDICT, "--until", "1917-05-06", "--to", "1917-06-03", "--replicates", str(histories)]
    fill(PAGE, "petrograd", ["```", f"$ dualpower {' '.join(command)}", *asked(command).rstrip().split("\n"), "```"])


def check(histories, truths):
    lines = []
    for until, to in CHECKS:
        command = [*PREDICT, "--until", until, "--to", to, "--replicates", str(histories), "--check", str(truths)]
        result = json.loads(asked([*command, "--json"]))
        lines += [f"`dualpower {' '.join(command)}`: in the mean worth {result['effectiveRuns']:.0f}.", "",
                  "| days ahead | in 50 % | in 90 % | width | free in 50 % | free in 90 % |", "|---|--:|--:|--:|--:|--:|"]
        for row in result["rows"]:
            ahead = f"{row['from']} to {row['to']}" if row["to"] > row["from"] else f"{row['from']}"
            cells = [interval(row[key]) for key in ["in50", "in90", "width", "freeIn50", "freeIn90"]]
            lines.append(f"| {ahead} | " + " | ".join(cells) + " |")
        lines.append("")
    fill(PAGE, "check", lines[:-1])


def main():
    histories = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    truths = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    petrograd(histories)
    check(histories // 4, truths)


if __name__ == "__main__":
    main()
