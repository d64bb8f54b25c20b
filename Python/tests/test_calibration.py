"""Calibration: of a normal mean, whose posterior is known, and of the model."""

from __future__ import annotations

import json
import math
import pathlib
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

import numpy as np
import pandas as pd
import psutil
import pytest

import dualpower as dp

COMMAND = [sys.executable, "-m", "dualpower", "calibrate"]


def mean_of_ten(parameters: Mapping[str, float], seed: int) -> dict[str, float]:
    """The mean of ten draws from a normal distribution of standard deviation 1."""
    return {"mean": float(np.random.default_rng(seed).normal(parameters["mu"], 1, 10).mean())}


def normal(folder: pathlib.Path, **asked: int) -> dp.Calibration:
    return dp.Calibration.plan(folder, mean_of_ten, {"mu": dp.Normal(0, 10)}, observed={"mean": 1.0}, **asked)


def test_a_normal_mean_is_recovered(tmp_path: pathlib.Path) -> None:
    calibration = normal(tmp_path / "normal", population=300, generations=7)
    weights = calibration.run(threads=1)["weight"]
    found = calibration.summary().loc["mu"]
    # Conjugate: precision 10 of the data and 1/100 of the prior.
    error = 0.316070 / math.sqrt(1 / (weights**2).sum())
    assert found["mean"] == pytest.approx(0.999001, abs=3 * error)
    assert found["sd"] == pytest.approx(0.316070, abs=3 * error)
    assert (weights > 0).all()
    assert weights.sum() == pytest.approx(1)
    tolerances = calibration.course()["tolerance"]
    assert (tolerances.diff().dropna() < 0).all()


def test_ranks_of_a_normal_mean_are_uniform(tmp_path: pathlib.Path) -> None:
    calibration = dp.Calibration.plan(
        tmp_path / "check", mean_of_ten, {"mu": (-2.0, 2.0)}, observed={"mean": 0.0}, population=30, generations=4
    )
    found = calibration.check(10, threads=2)
    more = dp.Calibration(tmp_path / "check", mean_of_ten).check(30, threads=2)
    pd.testing.assert_frame_equal(more[more["round"] <= 10], found)
    told = calibration.recovery().loc["mu"]
    assert told["rounds"] == 30
    assert told["p"] > 0.01
    assert told["correlation"] > 0.9
    assert told["error"] < told["prior_error"] / 2
    assert 0.75 <= told["in_90"] <= 1
    for kind in ("recovery", "ranks"):
        assert calibration.plot(kind).to_dict()["spec"]["layer"]


class Interrupted(Exception):
    """What comes between."""


def test_it_is_the_same_in_pieces_and_on_any_number_of_processors(tmp_path: pathlib.Path) -> None:
    whole = normal(tmp_path / "whole", population=30, generations=3).run(threads=1)

    def interrupt(progress: object) -> None:
        if progress.generation == 2 and progress.accepted == 10:  # type: ignore[attr-defined]
            raise Interrupted

    broken = normal(tmp_path / "broken", population=30, generations=3)
    with pytest.raises(Interrupted):
        broken.run(threads=2, progress=interrupt)
    assert broken.generations == 1
    again = dp.Calibration(tmp_path / "broken", mean_of_ten)
    pd.testing.assert_frame_equal(again.run(threads=2), whole)
    assert (tmp_path / "broken" / "posterior.csv").read_bytes() == (tmp_path / "whole" / "posterior.csv").read_bytes()
    # Another seed is another posterior.
    assert not normal(tmp_path / "other", population=30, generations=3, seed=2).run(threads=1).equals(whole)


def slowly(parameters: Mapping[str, float], seed: int) -> dict[str, float]:
    time.sleep(0.02)
    return mean_of_ten(parameters, seed)


def test_on_a_cluster_a_worker_that_is_killed_changes_nothing(tmp_path: pathlib.Path) -> None:
    from distributed import Client, LocalCluster

    asked = {"population": 30, "generations": 2}
    whole = normal(tmp_path / "here", **asked).run(threads=1)
    killed = []
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster, Client(cluster) as client:

        def kill(progress: object) -> None:
            if progress.generation == 1 and progress.accepted == 10 and not killed:  # type: ignore[attr-defined]
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.pid)
                subprocess.run(["kill", "-KILL", str(worker.pid)], check=True)

        there = dp.Calibration.plan(tmp_path / "there", slowly, {"mu": dp.Normal(0, 10)}, observed={"mean": 1.0}, **asked)
        found = there.run(client, progress=kill)
    assert killed
    pd.testing.assert_frame_equal(found, whole)


MODEL = {"population": 8, "generations": 2, "scale": 1000, "until": "1917-02-26"}
VARIED = ["panic", "noise", "obstinacy.worker"]


def test_the_model_against_its_observations(tmp_path: pathlib.Path) -> None:
    calibration = dp.Calibration.plan(tmp_path / "model", "petrograd-1917", VARIED, **MODEL)
    found = calibration.run(threads=2)
    assert list(found.columns) == [f"parameters.{name}" for name in VARIED] + ["weight", "distance", "seed"]
    targets = calibration.targets
    assert targets["weight"].sum() == pytest.approx(1)
    assert (targets.loc[targets["is_set_aside"], "weight"] == 0).all()
    assert targets["is_set_aside"].any()
    for name, (low, high) in calibration.priors.items():
        assert found[name].between(low, high).all()
    assert (found["distance"] <= calibration.course()["tolerance"].iloc[-1]).all()
    # Any particle can be had again, by its parameters and its seed.
    particle = found.iloc[3]
    run = dp.run(
        "petrograd-1917", int(particle["seed"]), scale=1000, until="1917-02-26", set={name: float(particle[name]) for name in calibration.priors}
    )
    used = targets["weight"] > 0
    apart = (run.observations["simulated"] - targets["recorded"]).abs()[used] / targets["scale"][used]
    apart = apart.fillna(targets["missing"][used])
    assert (apart * targets["weight"][used]).sum() == pytest.approx(particle["distance"])
    # The overlay is one that the model takes, of values within the ranges that it states.
    overlay = calibration.overlay()
    under = dp.run("petrograd-1917", 1, scale=1000, until="1917-02-20", overlays=[overlay])
    assert under.digest != dp.run("petrograd-1917", 1, scale=1000, until="1917-02-20").digest
    predicted = calibration.predict(8, threads=2)
    told = predicted[predicted["median"].notna()]
    assert (told["q05"] <= told["median"]).all()
    assert (told["median"] <= told["q95"]).all()
    assert calibration.plot("posterior").to_dict()["spec"]["layer"]
    assert calibration.plot("predictive").to_dict()["concat"]


def test_by_the_command_and_killed(tmp_path: pathlib.Path) -> None:
    def plan(folder: str) -> list[str]:
        vary = [word for name in VARIED for word in ("--vary", name)]
        return ["plan", folder, "petrograd-1917", *vary, "--population", "8", "--generations", "2", "--scale", "1:1000", "--until", "1917-02-26"]

    def told(*words: str) -> str:
        return subprocess.run([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout

    folder = str(tmp_path / "command")
    assert told(*plan(folder)).startswith("3 parameters, 2 generations of 8")
    workers: list[psutil.Process] = []
    with subprocess.Popen([*COMMAND, "run", folder, "--threads", "2"], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("pilot: 8 of 8"):
                workers = psutil.Process(process.pid).children(recursive=True)
                process.send_signal(signal.SIGKILL)
    # Nobody works on for one that is gone.
    assert len(workers) >= 2
    assert not psutil.wait_procs(workers, timeout=10)[1]
    assert not (tmp_path / "command" / "posterior.csv").exists()
    assert told("run", folder, "--threads", "2", "--quiet").startswith("2 generations")
    straight = dp.Calibration.plan(tmp_path / "straight", "petrograd-1917", VARIED, **MODEL)
    straight.run(threads=2)
    assert (tmp_path / "command" / "posterior.csv").read_bytes() == (tmp_path / "straight" / "posterior.csv").read_bytes()
    summary = json.loads(told("analyse", folder, "--json", "--pictures", f"{folder}/pictures"))
    assert summary.keys() == {f"parameters.{name}" for name in VARIED}
    assert summary["parameters.panic"]["declared"] == pytest.approx(0.6556)
    assert (tmp_path / "command" / "pictures" / "posterior.html").exists()
    assert (tmp_path / "command" / "overlay.yaml").read_text().splitlines()[2] == "parameters:"


def test_what_cannot_be_calibrated_is_told(tmp_path: pathlib.Path) -> None:
    plan = dp.Calibration.plan
    with pytest.raises(dp.DualPowerError, match="declares none; allowed: "):
        plan(tmp_path / "a", "petrograd-1917", ["weather"])
    with pytest.raises(dp.DualPowerError, match="a range"):
        plan(tmp_path / "b", "petrograd-1917", {"panic": dp.Normal(0, 1)})
    with pytest.raises(dp.DualPowerError, match="needs what was observed"):
        plan(tmp_path / "c", mean_of_ten, {"mu": (0.0, 1.0)})
    with pytest.raises(dp.DualPowerError, match="population 1: at least 2"):
        plan(tmp_path / "d", "petrograd-1917", ["panic"], population=1)
    with pytest.raises(dp.DualPowerError, match="no calibration.json"):
        dp.Calibration(tmp_path / "nowhere")
    made = plan(tmp_path / "e", mean_of_ten, {"mu": (0.0, 1.0)}, observed={"mean": 0.5})
    with pytest.raises(dp.DualPowerError, match="no such|not done|of 0 that are done"):
        made.posterior()
    with pytest.raises(dp.DualPowerError, match="which has no overlay"):
        made.overlay()
    with pytest.raises(dp.DualPowerError, match="opened with the function"):
        dp.Calibration(tmp_path / "e")
    with pytest.raises(dp.DualPowerError, match="another study"):
        plan(tmp_path / "e", mean_of_ten, {"mu": (0.0, 2.0)}, observed={"mean": 0.5})
    with pytest.raises(dp.DualPowerError, match="no such file|No such file"):
        plan(tmp_path / "f", "petrograd-1917", ["panic"], overlays=[tmp_path / "none.yaml"])
    told = subprocess.run([*COMMAND, "run", str(tmp_path / "nowhere")], stderr=subprocess.PIPE, text=True, check=False)
    assert (told.returncode, "no calibration.json" in told.stderr) == (2, True)
