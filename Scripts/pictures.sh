#!/usr/bin/env bash
# Draws the README's picture from the flagship run, which is made first if it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=runs/petrograd-1917
[[ -e $folder/manifest.json ]] || Scripts/run.sh
mkdir -p docs/pictures
.venv/bin/python Scripts/pictures.py "$folder" docs/pictures/petrograd.png \
  active-worker writ authorities
