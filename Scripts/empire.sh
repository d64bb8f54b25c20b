#!/usr/bin/env bash
# The whole empire, every inhabitant an agent, hour by hour; shows the report.
set -euo pipefail
cd "$(dirname "$0")/.."

Scripts/setup.sh run
folder=runs/russia-1917
./dualpower run russia-1917 --until 1917-04-10 --seed 1 --out "$folder"

report=$PWD/$folder/report.html
echo "The report is in $report"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
  xdg-open "$report" >/dev/null 2>&1 || true
fi
