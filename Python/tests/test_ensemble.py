"""Ensembles on a real cluster of this machine, of which a worker is killed."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from distributed import Client, LocalCluster

import dualpower as dp

PLAN: dict[str, Any] = {
    "schemaVersion": 1,
    "scenario": "petrograd-1917",
    "scale": "1:1000",
    "until": "1917-03-10",
    "seed": 1,
    "replicates": 6,
    "arms": [{"name": "as_it_was"}, {"name": "no_telegraph", "without": ["telegraph"]}],
    "design": {
        "method": "latinHypercube",
        "points": 10,
        "parameters": {"parameters.noise": {"low": 0.08, "high": 0.2}},
    },
}


@pytest.fixture
def client() -> Iterator[Client]:
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        yield client


def same(one: dp.Ensemble, other: dp.Ensemble) -> None:
    """The same runs to the byte; the folder's own name is in none of them."""
    names = sorted(path.name for path in one.folder.glob("*.parquet"))
    assert names == sorted(path.name for path in other.folder.glob("*.parquet"))
    for name in [*names, "manifest.jsonl"]:
        assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes(), name


@pytest.mark.filterwarnings("default")
def test_a_killed_worker_costs_nothing_but_its_unfinished_runs(client: Client, tmp_path: pathlib.Path) -> None:
    here = dp.ensemble(PLAN, out=tmp_path / "here")
    begun = time.monotonic()
    killed: list[int] = []

    def kill_one() -> None:
        """As soon as runs are being made."""
        while not any((tmp_path / "there").glob("work*.journal")) and time.monotonic() < begun + 60:
            time.sleep(0.02)
        time.sleep(0.3)
        worker = next(iter(client.cluster.workers.values()))
        killed.append(worker.process.pid)
        os.kill(worker.process.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    there = dp.ensemble(PLAN, client, out=tmp_path / "there")
    killer.join()
    assert len(killed) == 1
    same(here, there)
    assert len(there.summary) == 120 and there.failed == []
    pd.testing.assert_frame_equal(here.summary, there.summary)
    assert set(there.readings["run"]) == set(range(120))


def test_a_process_whose_parent_is_gone_before_it_asks_ends() -> None:
    # Its parent is another process by then: that which takes in what is left of families.
    program = "import os; from dualpower._with_parent import end_with; end_with(os.getppid() + {gone}); print('works on')"
    codes = [subprocess.run([sys.executable, "-c", program.format(gone=gone)], check=False).returncode for gone in (0, 1)]
    assert codes == [0, -signal.SIGKILL]


@pytest.mark.filterwarnings("default")
def test_a_precision_adds_rounds_on_a_cluster_too(client: Client, tmp_path: pathlib.Path) -> None:
    plan = {key: value for key, value in PLAN.items() if key not in ("arms", "design")}
    plan = {**plan, "replicates": 2, "precision": {"days_to.regime_fell": "8%"}}
    seen: list[tuple[int, int]] = []
    here = dp.ensemble(plan, out=tmp_path / "here")
    there = dp.ensemble(plan, client, out=tmp_path / "there", shares=3, progress=lambda made, runs: seen.append((made, runs)))
    same(here, there)
    assert len(there.summary) > 2
    assert seen == sorted(seen) and seen[0][1] == 2 and seen[-1] == (len(there.summary), len(there.summary))


def test_progress_is_told_here(tmp_path: pathlib.Path) -> None:
    # More than any machine makes in the ten seconds in which nothing is told; what is raised there breaks it off.
    class Enough(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def enough(made: int, runs: int) -> None:
        seen.append((made, runs))
        raise Enough

    long = {**PLAN, "scale": "1:100", "until": "1917-04-05", "replicates": 500}
    with pytest.raises(Enough):
        dp.ensemble(long, out=tmp_path / "long", threads=1, progress=enough)
    ((made, runs),) = seen
    assert 0 < made < runs == 10_000
    seen.clear()
    made_in_all = dp.ensemble(PLAN, out=tmp_path / "short", progress=lambda made, runs: seen.append((made, runs)))
    assert seen == sorted(seen) and seen[-1] == (120, 120) and len(made_in_all.summary) == 120


def test_what_is_wrong_with_a_plan_is_raised(tmp_path: pathlib.Path) -> None:
    with pytest.raises(dp.DualPowerError, match="replicates"):
        dp.ensemble({**PLAN, "replicates": 0}, out=tmp_path / "none")


@pytest.mark.filterwarnings("default")
def test_the_command_has_a_cluster_make_the_runs(client: Client, tmp_path: pathlib.Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(json.dumps({**PLAN, "replicates": 1}), encoding="utf-8")
    address = client.scheduler.address.replace("tcp://", "dask://")
    words = [sys.executable, "-m", "dualpower", "ensemble", "run", str(plan), "--out", str(tmp_path / "runs")]
    done = subprocess.run([*words, "--on", address, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True)
    assert "20 of 20 runs made" in done.stderr
    told = json.loads(done.stdout)
    assert told["isWhole"] and told["complete"] == 20
    nobody = subprocess.run([*words, "--on", "dask://127.0.0.1:9"], stderr=subprocess.PIPE, text=True, check=False)
    assert nobody.returncode == 2 and "--on dask://127.0.0.1:9" in nobody.stderr
