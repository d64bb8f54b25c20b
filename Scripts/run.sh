#!/usr/bin/env bash
# Runs a scenario in full to a date and shows the report: run.sh SCENARIO DATE.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh run
[[ -x ${DUALPOWER_SCRATCH:-.build}/release/dualpower ]] ||
  echo "building: this takes some minutes, once" >&2

folder=runs/$1
./dualpower run "$1" --until "$2" --seed 1 --out "$folder"

report=$PWD/$folder/report.html
echo "The report is in $report"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
  xdg-open "$report" >/dev/null 2>&1 || true
fi
