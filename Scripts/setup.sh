#!/usr/bin/env bash
# Installs what is missing for `make run` or, with the word "test", for `make test`.
# It looks before it installs, so a second call takes a second.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

has() { command -v "$1" >/dev/null; }

if ! has swift; then
  echo "setup: no swift on the path; 6.1 or later is needed. See https://swift.org/install" >&2
  exit 1
fi

missing=()
has pkg-config && pkg-config --exists libzstd || missing+=(libzstd-dev pkg-config)
has python3 && python3 -c "import ensurepip, venv" 2>/dev/null || missing+=(python3-venv)
if [[ $purpose == test ]]; then
  has node || missing+=(nodejs)
  has chromium || missing+=(chromium)
  has fc-list && [[ -n $(fc-list :lang=ru) ]] || missing+=(fontconfig fonts-dejavu-core)
fi

if ((${#missing[@]} > 0)); then
  install="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  echo "setup: installing ${missing[*]}" >&2
  if ! has apt-get; then
    echo "setup: no apt-get here. Install these with your own package manager: ${missing[*]}" >&2
    exit 1
  elif [[ $(id -u) == 0 ]]; then
    bash -c "$install" >&2
  elif has sudo && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
    sudo bash -c "$install" >&2
  else
    echo "setup: not root and no sudo. Have this run once: $install" >&2
    exit 1
  fi
fi

[[ -x .venv/bin/pip ]] || python3 -m venv .venv
requirements=Scripts/requirements-$purpose.txt
if ! cmp --silent "$requirements" ".venv/$purpose.installed"; then
  .venv/bin/pip install --quiet --disable-pip-version-check --requirement "$requirements" >&2
  cp "$requirements" ".venv/$purpose.installed"
fi

if [[ ! -s .assets/vega-bundle.js ]]; then
  mkdir -p .assets
  .venv/bin/python -c "import vl_convert; print(vl_convert.javascript_bundle())" \
    >.assets/vega-bundle.js.tmp
  mv .assets/vega-bundle.js.tmp .assets/vega-bundle.js
fi

# Outlines of land and what draws maps; without them reports have maps on plain ground, and the lab has a table.
if [[ ! -s .assets/land.json || ! -s .assets/deck.min.js ]]; then
  wheels=$(mktemp -d)
  trap 'rm -rf "$wheels"' EXIT
  mkdir "$wheels/parts"
  if .venv/bin/pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --requirement Scripts/requirements-parts.txt --dest "$wheels" >&2 &&
    .venv/bin/python Scripts/parts.py "$wheels" "$wheels/parts"; then
    mv "$wheels"/parts/* .assets/
  else
    echo "setup: no outlines of land and no deck.gl were to be had; maps are drawn without them" >&2
  fi
fi
