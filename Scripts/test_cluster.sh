#!/usr/bin/env bash
# Ensembles on a real Slurm of one node, which is started here: by Dask, and as an array; in each a job is killed.
set -euo pipefail
cd "$(dirname "$0")/.."
home=$PWD

missing=()
for program in slurmctld slurmd munged; do command -v "$program" >/dev/null || missing=(slurm-wlm munge); done
if ((${#missing[@]} > 0)); then
  install="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  if [[ $(id -u) != 0 ]]; then
    echo "test-cluster: Slurm's programs are missing, and are started by root. Have this run once: $install" >&2
    exit 1
  fi
  bash -c "$install" >&2
fi
[[ $(id -u) == 0 ]] || { echo "test-cluster: Slurm is started here by root; run this with sudo." >&2; exit 1; }

Scripts/setup.sh test
env=$(Scripts/python_env.sh)
export PATH=$env/bin:$PATH
work=$(mktemp -d)
export SLURM_CONF=$work/slurm.conf
mkdir -p "$work"/{state,spool,log,runs}

stop() {
  pkill -F "$work/slurmd.pid" 2>/dev/null || true
  pkill -F "$work/slurmctld.pid" 2>/dev/null || true
  [[ -z ${munge_started:-} ]] || pkill munged || true
  rm -rf "$work"
}
trap stop EXIT

host=$(hostname -s)
cat >"$SLURM_CONF" <<END
ClusterName=dualpower
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/log/slurmctld.log
SlurmdLogFile=$work/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
JobRequeue=1
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SchedulerParameters=batch_sched_delay=1,sched_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END

if ! pgrep -x munged >/dev/null; then
  mkdir -p /run/munge && chown munge: /run/munge
  setpriv --reuid=munge --regid=munge --clear-groups munged --force
  munge_started=yes
fi
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
until sinfo --noheader --format=%t | grep -qE 'idle|alloc|mix'; do sleep 0.2; done
sinfo

cat >"$work/plan.yaml" <<'END'
schemaVersion: 1
scenario: petrograd-1917
scale: 1:1000
until: 1917-03-10
replicates: 300
END

echo "── all runs by one process"
dualpower ensemble run "$work/plan.yaml" --out "$work/runs/here" --quiet

same() { # folder
  local file
  for file in "$work"/runs/here/*.parquet "$work/runs/here/manifest.jsonl"; do
    cmp "$file" "$1/$(basename "$file")" || { echo "not ok: $2"; return 1; }
  done
  echo "ok: $2"
}

begun() { # folder: waits until runs of it are being made
  until compgen -G "$1/work*.journal" >/dev/null; do sleep 0.1; done
  sleep 0.5
}

echo "── by Dask on Slurm, of which a job is killed"
export DASK_JOBQUEUE__SLURM__CORES=1 DASK_JOBQUEUE__SLURM__PROCESSES=1 DASK_JOBQUEUE__SLURM__MEMORY=600MB \
  DASK_JOBQUEUE__SLURM__WALLTIME=00:10:00 DASK_JOBQUEUE__SLURM__INTERFACE=lo DASK_JOBQUEUE__SLURM__LOG_DIRECTORY=$work/log
(cd "$work" && dualpower ensemble run plan.yaml --out runs/dask --on slurm --jobs 2 --quiet) &
run=$!
begun "$work/runs/dask"
job=$(squeue --noheader --states=R --format=%i | head -1)
scancel --signal=KILL --full "$job"
echo "killed job $job"
wait "$run"
same "$work/runs/dask" "a job of Dask's that is killed costs nothing but its unfinished runs"

echo "── as an array, of which a task is killed"
array=$(cd "$work" && PLAN=$work/plan.yaml OUT=$work/runs/array sbatch --parsable --array=1-6 "$home/Examples/cluster/array.sbatch")
begun "$work/runs/array"
task=$(squeue --noheader --states=R --array --format=%i | head -1)
scancel --signal=KILL --full "$task"
echo "killed task $task"
while [[ -n $(squeue --noheader --states=PD,R,CG --format=%i) ]]; do sleep 0.5; done
# The array once more: shares that are done are over at once, and that of the killed task goes on.
(cd "$work" && PLAN=$work/plan.yaml OUT=$work/runs/array sbatch --wait --array=1-6 "$home/Examples/cluster/array.sbatch" >/dev/null)
dualpower ensemble gather "$work/runs/array" --quiet
same "$work/runs/array" "a task of array $array that is killed costs nothing but its unfinished runs"
