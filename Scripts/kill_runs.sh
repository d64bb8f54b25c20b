#!/usr/bin/env bash
# Kills an ensemble at random moments, and compares what comes of it with one that was left alone.
# Usage: Scripts/kill_runs.sh [RUNS] [KILLS]; RANDOM_SEED=N has the same moments drawn again.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-2000} kills=${2:-50}
seed=${RANDOM_SEED:-$RANDOM}
RANDOM=$seed
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
./dualpower --version >/dev/null
binary=${DUALPOWER_SCRATCH:-.build}/release/dualpower
export DUALPOWER_HOME=$PWD

cat >"$scratch/plan.yaml" <<END
schemaVersion: 1
scenario: petrograd-1917
scale: 1:1000
until: 1917-02-24
seed: 1
replicates: $((runs / 20))
arms:
  - name: as_it_was
  - name: no_memory
    without: [memory]
design:
  method: sobol
  points: 10
  parameters:
    parameters.noise: {low: 0.08, high: 0.2}
    parameters.panic: {low: 0, high: 1.3}
END

ensemble() { # subcommand and the rest
  exec "$binary" ensemble "$@" --quiet
}

compare() { # folder, what was done to it
  if diff -r "$scratch/whole" "$1" >/dev/null; then
    echo "ok: $2"
  else
    echo "not ok: $2 (seed $seed)"
    diff -rq "$scratch/whole" "$1" || true
    failed=1
  fi
}

killed() { # most thousandths of a second, the command: whether it was killed before it was done
  local most=$1 pid
  shift
  (ensemble "$@" >/dev/null 2>>"$scratch/said") &
  pid=$!
  sleep "$(printf '%d.%03d' $((most * RANDOM / 32768 / 1000)) $((most * RANDOM / 32768 % 1000)))"
  kill -9 $pid 2>/dev/null || true
  ! wait $pid 2>/dev/null
}

failed=0
start=$(date +%s%3N)
(ensemble run "$scratch/plan.yaml" --out "$scratch/whole")
took=$(($(date +%s%3N) - start))
echo "left alone: $took ms for $runs runs"

done_with=0
for _ in $(seq "$kills"); do
  # On average a life of the whole time over the number of kills, so that deaths fall all over it.
  if killed $((2 * took / kills)) run "$scratch/plan.yaml" --out "$scratch/killed"; then
    done_with=$((done_with + 1))
  fi
done
(ensemble run "$scratch/plan.yaml" --out "$scratch/killed")
compare "$scratch/killed" "killed $done_with times while runs were made, then gone on with"

for shard in 1/3 2/3 3/3; do
  (ensemble work "$scratch/plan.yaml" --out "$scratch/shared" --shard $shard --threads 1 >/dev/null) &
done
wait
cp -r "$scratch/shared" "$scratch/again"
start=$(date +%s%3N)
(ensemble gather "$scratch/again" >/dev/null)
took=$(($(date +%s%3N) - start))
compare "$scratch/again" "made in three shares at a time, then gathered"

done_with=0
for _ in $(seq 10); do
  if killed "$took" gather "$scratch/shared"; then done_with=$((done_with + 1)); fi
done
(ensemble gather "$scratch/shared" >/dev/null)
compare "$scratch/shared" "killed $done_with times while runs were gathered"
if [[ -s $scratch/said ]]; then
  echo "said on the way:" && sort -u "$scratch/said"
fi
exit $failed
