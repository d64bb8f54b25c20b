#!/usr/bin/env bash
# Starts so many processes on this machine, even if it has fewer processors: mpirun.sh NUMBER PROGRAM WORDS.
set -euo pipefail
options=(--quiet --oversubscribe --mca btl "self,vader" --mca mpi_yield_when_idle 1)
[[ $(id -u) != 0 ]] || options+=(--allow-run-as-root)
count=$1
shift
exec mpirun "${options[@]}" -n "$count" "$@"
