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
  fi
}

check() { # folder of its own, scenario, scale, last day, seed, day of the checkpoint
  local place=$1 of=("$2" --scale "$3" --until "$4") until=$4 seed=$5 checkpoint=$6
  local history="$2 $3 to $4, seed $5" counts=(2 3 4 5 6 7 8)
  mkdir "$place"
  "$release" run "${of[@]}" --seed "$seed" --threads 1 --json --quiet >"$place/run.json"
  expect "1 thread" = "$(value digest <"$place/run.json")"
  # Three weeks or more are made on some of these numbers only.
  (($(value ticks <"$place/run.json") > 500)) && counts=(2 5 8)
  for threads in "${counts[@]}"; do
    expect "$threads threads" = "$(digest "$release" run "${of[@]}" --seed "$seed" --threads "$threads")"
  done
  expect "debug" = "$(digest "$debug" run "${of[@]}" --seed "$seed")"
  "$release" run "${of[@]}" --seed "$seed" --out "$place/kept" --checkpoint "$checkpoint" --quiet >/dev/null
  expect "from a checkpoint" = "$(digest "$release" run --from "$place/kept"/checkpoint-* --until "$until")"
  "$release" pack "${of[@]}" >"$place/society.bin"
  expect "WebAssembly" = "$(node Scripts/wasm_digest.mjs "$module" "$place/society.bin" "$seed" "$(value ticks <"$place/run.json")")"
  expect "another seed" != "$(digest "$release" run "${of[@]}" --seed 5)"
  rm -r "$place"
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

# Two histories at a time, as much of what is done takes one processor. What fails gives no digest, which is not ok, and the next is tried.
row=0
while IFS=, read -r scenario scale until seed checkpoint pinned; do
  row=$((row + 1))
  (($(jobs -rp | wc -l) < 2)) || wait -n || true
  { check "$work/$row" "$scenario" "$scale" "$until" "$seed" "$checkpoint" || true; } >"$work/$row.txt" && cat "$work/$row.txt" &
done < <(tail -n +2 "$table")
wait

# What people are given before the first hour hangs on memory, and the browser's build has it from a switch.
{
  history="courtyard without memory" pinned=$(digest "$release" run courtyard --seed 1917 --without memory)
  "$release" pack courtyard >"$work/society.bin"
  expect "WebAssembly" = "$(node Scripts/wasm_digest.mjs "$module" "$work/society.bin" 1917 336 64)"
  pinned=$(digest "$release" run courtyard --seed 1917)
  expect "another than with it" != "$(digest "$release" run courtyard --seed 1917 --without memory)"
} | tee "$work/memory.txt"

fingerprint=$(sha256sum "$table" | cut -c1-12)
if awk -v RS='\n- ' -v mark="$fingerprint" '/\*\*\*numbers changed\*\*\*/ && index($0, mark) { found = 1 } END { exit !found }' CHANGELOG.md; then
  echo "ok: the changelog tells of the digests, $fingerprint"
else
  echo "not ok: $table is other than the changelog tells: if numbers are to change, say so there, ***numbers changed***, with digests $fingerprint"
  exit 1
fi
! grep -h '^not ok: ' "$work"/*.txt >/dev/null
