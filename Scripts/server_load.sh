#!/usr/bin/env bash
# A site, a kept run, and then two hundred readers: see Scripts/server_load.py.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
Scripts/setup.sh test
Scripts/site.sh "$scratch/site" >/dev/null
./dualpower run petrograd-1917 --scale 1:100 --until 1917-04-05 --quiet --out "$scratch/kept" >/dev/null
.venv/bin/python Scripts/server_load.py "$scratch/site" "$scratch/kept" "$@"
