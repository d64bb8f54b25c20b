"""Measures what scale changes, and fills the table of docs/scale.md.

Usage: python3 Scripts/scale_table.py

Asks `dualpower scale-check` for petrograd-1917 to 15 April at three scales, on the same twelve seeds.
"""

import json
import subprocess

from pages import fill

PAGE = "docs/scale.md"
SCALES = [1, 10, 100]
SEEDS = 12
UNTIL = "1917-04-15"
MEASURES = {
    "days_to.outbreak": "outbreak, days from the start",
    "days_to.mutiny": "mutiny, days from the start",
    "days_to.regime_fell": "fall, days from the start",
    "days_to.council_constituted": "council, days from the start",
    "peak.worker": "workers out on the fullest day",
    "casualties": "killed and wounded",
    "deputies.soviet": "deputies, last day",
    "authorities": "effective authorities, last day",
    "writ.soviet": "writ of the council, last day",
    "stance.soviet.provisional_government": "stance of the council, last day",
}


def figure(value, like):
    digits = 0 if abs(like) >= 100 else 2
    return f"{value:,.{digits}f}"


def main():
    command = ["./dualpower", "scale-check", "petrograd-1917", "--until", UNTIL, "--replicates", str(SEEDS),
               "--scales", ",".join(f"1:{scale}" for scale in SCALES), "--json"]
    result = json.loads(subprocess.check_output(command))
    names = [f"1:{scale}" for scale in SCALES]
    seen = [{row["name"]: row for row in scale["measures"]} for scale in result["scales"]]
    differences = [{row["name"]: row for row in scale["measures"]} for scale in result["differences"]]
    lines = ["| measure | " + " | ".join(names) + " | "
             + " | ".join(f"{name} less {names[0]}" for name in names[1:]) + " |",
             "|---|" + "--:|" * (2 * len(names) - 1)]
    for measure, label in MEASURES.items():
        cells = []
        for scale in seen:
            row = scale[measure]
            half = (row["high"] - row["low"]) / 2
            cells.append(f"{figure(row['mean'], row['mean'])} ± {figure(half, row['mean'])}")
        for scale in differences:
            row, like = scale[measure], seen[0][measure]["mean"]
            told = " \\*" if row["isTold"] else ""
            cells.append(f"{figure(row['difference'], like)} ({figure(row['low'], like)} to "
                         f"{figure(row['high'], like)}){told}")
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    blank = " |" * len(differences)
    lines.append("| agents | " + " | ".join(f"{scale['agents']:,}" for scale in result["scales"]) + " |" + blank)
    lines.append("| seconds a run, one thread | "
                 + " | ".join(f"{scale['secondsPerRun']:.2f}" for scale in result["scales"]) + " |" + blank)
    lines.append("")
    for scale, rows in zip(names[1:], differences):
        told = sorted(name for name, row in rows.items() if row["isTold"])
        lines.append(f"At {scale} {len(told)} of {len(rows)} measures are told apart from {names[0]}"
                     + (": " + ", ".join(f"`{name}`" for name in told) if told else "") + ".")
    fill(PAGE, "scales", lines)


if __name__ == "__main__":
    main()
