#!/usr/bin/env bash
# Ten histories have the digests of Tests/digests.csv: on 1 to 8 threads, in debug, from a checkpoint, and in the WebAssembly
# build under node. Another seed gives another, and so does a mechanism less.
#
# Usage: check_digests.sh [--write]     --write puts the digests of the release build into the table
#
# A change that moves them says so: the table's fingerprint stands in the changelog, in an entry marked ***numbers changed***.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${DUALPOWER_SCRATCH:-.build}
export DUALPOWER_HOME=$PWD
table=Tests/digests.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

swift build --quiet --scratch-path "$scratch" --product dualpower >&2
swift build --quiet --scratch-path "$scratch" --configuration release --product dualpower >&2
module=$(Scripts/wasm.sh 2>"$work/wasm.log") || { cat "$work/wasm.log" >&2; exit 1; }
release=$scratch/release/dualpower debug=$scratch/debug/dualpower

# The value of a key in the JSON object on standard input.
value() { node -p "JSON.parse(fs.readFileSync(0))['$1']"; }

digest() { "$@" --json --quiet | value digest; }

expect() { # claim, relation, digest
  if [[ $3 =~ ^[0-9a-f]{16}$ ]] && test "$3" "$2" "$pinned"; then
    echo "ok: $history: $1"
  else
    echo "not ok: $history: $1: $3, expected $2 $pinned"
    failures=$((failures + 1))
  fi
}

check() { # scenario, scale, last day, seed, day of the checkpoint
  local of=("$1" --scale "$2" --until "$3") seed=$4
  "$release" run "${of[@]}" --seed "$seed" --threads 1 --json --quiet >"$work/run.json"
  expect "1 thread" = "$(value digest <"$work/run.json")"
  local counts=(2 3 4 5 6 7 8)
  # Three weeks or more are made on some of these numbers only.
  (($(value ticks <"$work/run.json") > 500)) && counts=(2 5 8)
  for threads in "${counts[@]}"; do
    expect "$threads threads" = "$(digest "$release" run "${of[@]}" --seed "$seed" --threads "$threads")"
  done
  expect "debug" = "$(digest "$debug" run "${of[@]}" --seed "$seed")"
  "$release" run "${of[@]}" --seed "$seed" --out "$work/kept" --checkpoint "$5" --quiet >/dev/null
  expect "from a checkpoint" = "$(digest "$release" run --from "$work/kept"/checkpoint-* --until "$3")"
  rm -r "$work/kept"
  "$release" pack "${of[@]}" >"$work/society.bin"
  expect "WebAssembly" = "$(node Scripts/wasm_digest.mjs "$module" "$work/society.bin" "$seed" "$(value ticks <"$work/run.json")")"
  expect "another seed" != "$(digest "$release" run "${of[@]}" --seed 5)"
}

if [[ ${1:-} == --write ]]; then
  { read -r head && echo "$head"
    while IFS=, read -r scenario scale until seed checkpoint _; do
      made=$(digest "$release" run "$scenario" --scale "$scale" --until "$until" --seed "$seed")
      echo "$scenario,$scale,$until,$seed,$checkpoint,$made"
    done; } <"$table" >"$work/table"
  cp "$work/table" "$table"
  echo "write into the changelog, in an entry marked ***numbers changed***: digests $(sha256sum "$table" | cut -c1-12)"
  exit
fi

while IFS=, read -r scenario scale until seed checkpoint pinned; do
  history="$scenario $scale to $until, seed $seed"
  check "$scenario" "$scale" "$until" "$seed" "$checkpoint"
done < <(tail -n +2 "$table")

# What people are given before the first hour hangs on memory, and the browser's build has it from a switch.
history="courtyard without memory" pinned=$(digest "$release" run courtyard --seed 1917 --without memory)
"$release" pack courtyard >"$work/society.bin"
expect "WebAssembly" = "$(node Scripts/wasm_digest.mjs "$module" "$work/society.bin" 1917 336 64)"
pinned=$(digest "$release" run courtyard --seed 1917)
expect "another than with it" != "$(digest "$release" run courtyard --seed 1917 --without memory)"

fingerprint=$(sha256sum "$table" | cut -c1-12)
if awk -v RS='\n- ' -v mark="$fingerprint" '/\*\*\*numbers changed\*\*\*/ && index($0, mark) { found = 1 } END { exit !found }' CHANGELOG.md; then
  echo "ok: the changelog tells of the digests, $fingerprint"
else
  echo "not ok: $table is other than the changelog tells: if numbers are to change, say so there, ***numbers changed***, with digests $fingerprint"
  failures=$((failures + 1))
fi
exit $((failures > 0))
