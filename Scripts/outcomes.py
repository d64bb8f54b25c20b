"""Prints what twenty histories of Petrograd came to, as shares.

Usage: python3 Scripts/outcomes.py [--seeds 20] [--scale 1:10] [--until 1917-07-05]
"""

import argparse
import collections
import json
import subprocess

EVENTS = ["outbreak", "party_called", "fire_ordered", "mutiny", "council_constituted",
          "committee_formed", "regime_fell", "government_formed", "power_ceded", "power_claimed",
          "crisis", "coalition", "overthrow"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--scale", default="1:10")
    parser.add_argument("--until", default="1917-07-05")
    options = parser.parse_args()
    outcomes, events = collections.Counter(), collections.Counter()
    for seed in range(1, options.seeds + 1):
        run = json.loads(subprocess.check_output(
            ["./dualpower", "run", "petrograd-1917", "--scale", options.scale, "--until",
             options.until, "--seed", str(seed), "--json", "--quiet"]))
        outcomes[run["outcome"]] += 1
        events.update({event["kind"] for event in run["events"]})
    print(f"seeds 1 to {options.seeds} at {options.scale}, to {options.until}")
    for outcome, count in outcomes.most_common():
        print(f"outcome {outcome}: {count / options.seeds:.2f}")
    for kind in EVENTS:
        print(f"{kind}: in {events[kind] / options.seeds:.2f}")


if __name__ == "__main__":
    main()
