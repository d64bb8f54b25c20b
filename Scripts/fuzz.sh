#!/usr/bin/env bash
# Gives every parser inputs that libFuzzer makes up, led by what each line of code they reach, and says what came of it.
# Usage: Scripts/fuzz.sh [EXECUTIONS] [PARSER…]; what was learnt stays in .build/fuzz, and a later call goes on from it.
set -euo pipefail
cd "$(dirname "$0")/.."

executions=${1:-1000000}
shift || true
parsers=("${@:-}")
all=(scenario overlay tables plan archive checkpoint http)
[[ -n ${parsers[0]} ]] || parsers=("${all[@]}")
scratch=${DUALPOWER_SCRATCH:-$PWD/.build}/fuzz
export DUALPOWER_HOME=$scratch/home SWIFT_BACKTRACE=enable=no

# -enable-testing: what reads is not all public. Arithmetic and bounds are checked in this build as in any other.
swift build --package-path Fuzz --scratch-path "$scratch/build" --configuration release --sanitize fuzzer \
  -Xswiftc -enable-testing --product fuzz --quiet >&2
fuzz=$scratch/build/release/fuzz

# The courtyard alone, so that no request can have a whole country read.
rm -rf "$DUALPOWER_HOME"
mkdir -p "$DUALPOWER_HOME/Scenarios/petrograd-1917" "$scratch/found" "$scratch/rows"
cp -r Scenarios/courtyard "$DUALPOWER_HOME/Scenarios/"
cp Scenarios/petrograd-1917/parameters.yaml "$DUALPOWER_HOME/Scenarios/petrograd-1917/"
"$fuzz" --seeds "$scratch/seeds"

one() { # parser
  local corpus=$scratch/corpus/$1 log=$scratch/$1.log folders=() begun=$SECONDS folder
  for folder in "Fuzz/Corpus/$1" "$scratch/seeds/$1"; do
    if [[ -d $folder ]]; then folders+=("$folder"); fi
  done
  mkdir -p "$corpus"
  if "$fuzz" "$1" "$corpus" "${folders[@]}" -runs="$executions" -timeout=1 -rss_limit_mb=256 -malloc_limit_mb=256 \
    -max_len=65536 -detect_leaks=0 -artifact_prefix="$scratch/found/$1-" -print_final_stats=1 >"$log" 2>&1; then
    local made memory edges
    made=$(stat_of number_of_executed_units "$log") memory=$(stat_of peak_rss_mb "$log")
    edges=$(grep -aoE 'cov: [0-9]+' "$log" | tail -1 | cut -d' ' -f2)
    echo "ok: $1: $made executions, none longer than a second, at most $memory MB, $edges edges, $((SECONDS - begun)) s"
    printf '| `%s` | %s | %s MB | %s | %s | 0 |\n' "$1" "$(thousands "$made")" "$memory" "$(thousands "$edges")" \
      "$(find "$corpus" -type f | wc -l)" >"$scratch/rows/$1"
  else
    echo "not ok: $1: $(grep -am1 -E 'ERROR: libFuzzer|Fatal error' "$log" || tail -1 "$log"); see $log and $scratch/found"
    return 1
  fi
}

thousands() { sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; ta' <<<"$1"; }
stat_of() { sed -nE "s/^stat::$1: *//p" "$2"; }

failed=0
for parser in "${parsers[@]}"; do
  # Two at a time, as many as the smallest machines have processors.
  while (($(jobs -rp | wc -l) >= 2)); do wait -n || failed=1; done
  one "$parser" &
done
while (($(jobs -rp | wc -l) > 0)); do wait -n || failed=1; done
if ((failed == 0 && executions >= 1000000)); then
  {
    echo "| parser | executions | most memory | branches reached | inputs kept | crashes, hangs, too much memory |"
    echo "|---|--:|--:|--:|--:|--:|"
    cat "${all[@]/#/$scratch/rows/}"
  } | .venv/bin/python Scripts/pages.py docs/reliability.md fuzz
fi
exit $failed
