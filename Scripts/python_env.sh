#!/usr/bin/env bash
# The Python package as a wheel, installed in an environment of its own, with more of its extras if they are named; prints
# where that is. With the word "any" it is the wheel without a native library, and what reads kept runs.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=${DUALPOWER_SCRATCH:-$PWD/.build}

if [[ ${1:-} == any ]]; then
  made=$scratch/python-any
  extras="[archive]"
  export DUALPOWER_WHEEL=wasm
else
  made=$scratch/python-package
  extras="[archive,plot,dask,sensitivity,calibration,test${1:+,$1}]"
fi
rm -rf "$made"
.venv/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$made" ./Python >&2
python3 -m venv "$made/env"
"$made/env/bin/pip" install --quiet --disable-pip-version-check "$(ls "$made"/*.whl)$extras" >&2
echo "$made/env"
