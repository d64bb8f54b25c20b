#!/usr/bin/env bash
# The same seed gives the same digest: in debug and release, on 1, 2 and 3 threads, and in the
# WebAssembly build under node. Another seed gives another.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${DUALPOWER_SCRATCH:-.build}
export DUALPOWER_HOME=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

swift build --quiet --scratch-path "$scratch" --product dualpower >&2
swift build --quiet --scratch-path "$scratch" --configuration release --product dualpower >&2
module=$(Scripts/wasm.sh 2>"$work/wasm.log") || { cat "$work/wasm.log" >&2; exit 1; }

# The value of a key in the JSON object on standard input.
value() { node -p "JSON.parse(fs.readFileSync(0))['$1']"; }

expect() { # claim, relation, digest
  if [[ $3 =~ ^[0-9a-f]{16}$ ]] && test "$3" "$2" "$reference"; then
    echo "ok: $scenario: $1: $3"
  else
    echo "not ok: $scenario: $1: $3, expected $2 $reference"
    failures=$((failures + 1))
  fi
}

check() { # scenario and the options that its society depends on
  scenario=$1
  local run=(run "$@" --json --quiet)
  "$scratch/release/dualpower" "${run[@]}" --seed 1917 --threads 1 >"$work/run.json"
  reference=$(value digest <"$work/run.json")
  expect "release, 1 thread" = "$reference"
  for threads in 2 3; do
    expect "release, $threads threads" = \
      "$("$scratch/release/dualpower" "${run[@]}" --seed 1917 --threads "$threads" | value digest)"
  done
  expect "debug" = "$("$scratch/debug/dualpower" "${run[@]}" --seed 1917 | value digest)"
  "$scratch/release/dualpower" pack "$@" >"$work/society.bin"
  expect "WebAssembly in node" = \
    "$(node Scripts/wasm_digest.mjs "$module" "$work/society.bin" 1917 "$(value ticks <"$work/run.json")")"
  expect "another seed" != "$("$scratch/release/dualpower" "${run[@]}" --seed 1918 | value digest)"
  # Memory is in what people are given before the first hour.
  reference=$("$scratch/release/dualpower" "${run[@]}" --seed 1917 --without memory | value digest)
  expect "WebAssembly without memory" = \
    "$(node Scripts/wasm_digest.mjs "$module" "$work/society.bin" 1917 "$(value ticks <"$work/run.json")" 64)"
}

check courtyard
check petrograd-1917 --scale 1:100 --until 1917-03-05
exit $((failures > 0))
