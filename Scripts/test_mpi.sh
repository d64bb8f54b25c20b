#!/usr/bin/env bash
# One run over several processes, by Open MPI: the same digests, the same files, one voice, one end.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=${DUALPOWER_SCRATCH:-$PWD/.build}
export DUALPOWER_HOME=$PWD
Scripts/setup.sh test
shared=$(Scripts/build_mpi.sh)
./dualpower --version >/dev/null
plain=$scratch/release/dualpower
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

ranks() { # number, words: the command by so many ranks, more of them than there are processors if need be
  local count=$1
  shift
  Scripts/mpirun.sh "$count" "$shared" "$@"
}

ok() { echo "ok: $1"; }
not_ok() {
  echo "not ok: $1"
  failures=$((failures + 1))
}
digest() { grep -oE '"digest":"[0-9a-f]{16}"' | cut -d'"' -f4; }

same_digest() { # words
  local count reference got
  reference=$("$plain" run "$@" --json --quiet | digest)
  [[ $reference =~ ^[0-9a-f]{16}$ ]] || { not_ok "$*: no digest: $reference"; return; }
  for count in 1 2 3; do
    got=$(ranks "$count" run "$@" --json --quiet | digest)
    if [[ $got == "$reference" ]]; then ok "$*: $count ranks: $got"; else not_ok "$*: $count ranks: '$got', not $reference"; fi
  done
}

fails() { # claim, code, sentence, number of ranks, words: with the sentence said once and nothing beside it
  local claim=$1 code=$2 sentence=$3 count=$4 got=0
  shift 4
  "$@" >"$work/out" 2>"$work/error" || got=$?
  if [[ $got == "$code" && ! -s $work/out && $(grep -cF -- "$sentence" "$work/error") == 1 ]]; then
    ok "$claim: code $code, said once by $count ranks"
  else
    not_ok "$claim: code $got, standard error:"
    cat "$work/error"
  fi
}

same_digest courtyard
same_digest petrograd-1917 --scale 1:100 --seed 3
same_digest petrograd-1917 --scale 1:100 --seed 3 --until 1917-03-10 --threads 2
same_digest russia-1917 --scale 1:1000 --until 1917-03-10
same_digest russia-1917 --scale 1:100 --until 1917-03-10
same_digest russia-1917 --scale 1:100 --until 1917-03-10 --without memory

words=(run petrograd-1917 --scale 1:100 --until 1917-04-05 --seed 2 --quiet)
"$plain" "${words[@]}" --out "$work/plain" >"$work/plain.txt"
for count in 2 3; do
  ranks "$count" "${words[@]}" --out "$work/shared-$count" >"$work/shared-$count.txt"
  # What a run took is in its manifest, its tables' metadata apart from the rows, and its summary.
  if .venv/bin/python Scripts/check_same_run.py "$work/plain" "$work/shared-$count"; then
    ok "a folder kept by $count ranks is that of one process"
  else
    not_ok "a folder kept by $count ranks differs"
  fi
done

fails "a scenario that is not there" 2 "no-such-scenario" 2 ranks 2 run no-such-scenario
fails "a value out of range" 2 "parameters.noise" 2 ranks 2 run courtyard --set parameters.noise=-1
fails "a checkpoint" 2 "--checkpoint 1917-02-20: a checkpoint holds all people, and no process of several does." 2 \
  ranks 2 run petrograd-1917 --scale 1:1000 --checkpoint 1917-02-20 --out "$work/kept"
fails "a command that is not shared" 2 "explain: started 2 times by mpirun" 2 ranks 2 explain courtyard
fails "a program built without the trait" 2 "swift build -c release --traits MPI" 2 \
  Scripts/mpirun.sh 2 "$plain" run courtyard
[[ ! -e $work/kept ]] && ok "what is refused leaves nothing" || not_ok "what is refused leaves a folder"

interrupted() { # claim, code, command that is given the process of mpirun
  local claim=$1 code=$2 got=0 run
  shift 2
  Scripts/mpirun.sh 2 "$shared" run russia-1917 --scale 1:100 --quiet --out "$work/broken" >"$work/out" 2>"$work/error" &
  run=$!
  # Until both have begun; the leader is the first to be started.
  until [[ $(pgrep -c -P "$run" -f release/dualpower) == 2 ]]; do sleep 0.1; done
  sleep 3
  "$@" "$run"
  wait "$run" || got=$?
  if [[ $got == "$code" && ! -e $work/broken && $(grep -c "^interrupted at .*; nothing was written" "$work/error") == 1 ]]; then
    ok "$claim: said once, nothing written, code $code"
  else
    not_ok "$claim: code $got, standard error:"
    cat "$work/error"
  fi
}
to_mpirun() { kill -INT "$1"; }
to_last_rank() { kill -INT "$(pgrep -P "$1" -f release/dualpower | tail -1)"; }
# Of itself mpirun says 1 where it is the one that is interrupted.
interrupted "Ctrl-C" 1 to_mpirun
interrupted "an interruption of any rank ends all" 130 to_last_rank
exit $((failures > 0))
