#!/usr/bin/env bash
# The main job: runs Petrograd in full and shows the report.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh run
[[ -x ${DUALPOWER_SCRATCH:-.build}/release/dualpower ]] ||
  echo "building: this takes some minutes, once" >&2

folder=runs/petrograd-1917
./dualpower run petrograd-1917 --until 1917-04-05 --seed 1 --out "$folder"

report=$PWD/$folder/report.html
echo "The report is in $report"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
  xdg-open "$report" >/dev/null 2>&1 || true
fi
