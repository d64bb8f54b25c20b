#!/usr/bin/env bash
# The Python package as a wheel, installed in an environment of its own, with more of its extras if they are named; prints
# where that is.
set -euo pipefail
cd "$(dirname "$0")/.."
made=${DUALPOWER_SCRATCH:-$PWD/.build}/python-package

rm -rf "$made"
.venv/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$made" ./Python >&2
python3 -m venv "$made/env"
"$made/env/bin/pip" install --quiet --disable-pip-version-check "$(ls "$made"/*.whl)[archive,plot,dask,sensitivity,test${1:+,$1}]" >&2
echo "$made/env"
