#!/usr/bin/env bash
# Builds the command for runs over several processes, in a folder of its own, and prints its path; installs Open MPI if need be.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! pkg-config --exists ompi || ! command -v mpirun >/dev/null; then
  install="apt-get update && apt-get install -y --no-install-recommends libopenmpi-dev openmpi-bin"
  echo "build-mpi: installing libopenmpi-dev openmpi-bin" >&2
  if [[ $(id -u) == 0 ]]; then
    bash -c "$install" >&2
  elif ! sudo -n bash -c "$install" >&2; then
    echo "build-mpi: not root and no sudo. Have this run once: $install" >&2
    exit 1
  fi
fi

scratch=${DUALPOWER_SCRATCH:-$PWD/.build}/mpi
swift build --configuration release --traits MPI --product dualpower --quiet --scratch-path "$scratch" >&2
echo "$scratch/release/dualpower"
