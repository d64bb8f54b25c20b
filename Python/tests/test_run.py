"""Runs, beside the command's."""

from __future__ import annotations

import gc
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import dualpower as dp

Command = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"seed": 7}, ["--seed", "7"]),
        ({"set": {"parameters.noise": 0.1}}, ["--set", "parameters.noise=0.1"]),
        ({"without": ["telegraph", "social_proof"]}, ["--without", "telegraph", "--without", "social_proof"]),
        ({"threads": 3}, []),
    ],
)
def test_digest_is_that_of_the_command(asked: dict[str, Any], words: list[str], command: Command) -> None:
    ours = dp.run("petrograd-1917", scale=1000, until="1917-03-10", **asked)
    theirs = command("run", "petrograd-1917", "--scale", "1:1000", "--until", "1917-03-10", *words)
    assert ours.digest == theirs["digest"]
    assert ours.ticks == theirs["ticks"]
    assert [event["text"] for event in theirs["events"]] == list(ours.events["text"])


def test_a_country_and_an_overlay(command: Command, tmp_path: pathlib.Path) -> None:
    overlay = {"parameters": {"noise": {"value": 0.2}}}
    path = tmp_path / "calmer.yaml"
    path.write_text("parameters:\n  noise: {value: 0.2}\n", encoding="utf-8")
    asked = ("russia-1917", "--scale", "1:1000", "--until", "1917-02-24")
    digest = command("run", *asked, "--with", str(path))["digest"]
    for given in (overlay, path):
        assert dp.run("russia-1917", scale=1000, until="1917-02-24", overlays=[given]).digest == digest
    assert dp.run("russia-1917", scale=1000, until="1917-02-24").digest != digest


def test_step_by_step_it_is_the_same_run(run: dp.Run) -> None:
    simulation = dp.Simulation("petrograd-1917", seed=3, scale=100, until="1917-03-20")
    assert simulation.step(30) == 30
    halfway = simulation.tables["hourly"]
    assert len(halfway) == 30
    pd.testing.assert_frame_equal(halfway, run.hourly.head(30))
    told: list[int] = []
    rest = simulation.run(progress=lambda done, _: told.append(done))
    assert rest.digest == run.digest
    assert told == sorted(set(told)) and told[-1] == rest.ticks == simulation.all_ticks
    with pytest.raises(ValueError, match="another"):
        simulation.step()


def test_frames_stay_where_the_library_laid_them(run: dp.Run) -> None:
    column = run.hourly["crowd"].to_numpy()
    assert not column.flags.owndata
    assert np.shares_memory(column, run.hourly["crowd"].to_numpy())
    assert np.shares_memory(run.to_xarray("hourly")["crowd"].values, column)
    grid = run.to_xarray("strata")["grievance"].values
    assert grid.ndim == 2 and np.shares_memory(grid, run.strata["grievance"].to_numpy())


def test_columns_outlive_their_run() -> None:
    run = dp.run("petrograd-1917", seed=3, scale=1000, until="1917-02-20")
    column = run.daily["ration"].to_numpy()
    before = column.copy()
    del run
    gc.collect()
    # What was given back would be written over by the next.
    for seed in range(3):
        dp.run("petrograd-1917", seed=seed, scale=1000, until="1917-02-20")
    np.testing.assert_array_equal(column, before)


def test_data_sets_say_what_frames_say(run: dp.Run) -> None:
    tree = run.to_xarray()
    assert set(tree.children) == {"daily", "strata", "bodies", "hourly", "stances", "places"}
    places = run.to_xarray("places")
    row = run.places.iloc[40]
    assert places["active"].sel(day=row["day"], place=row["place"]) == row["active"]
    assert places["active"].attrs == {
        "units": run.places.attrs["units"]["active"], "long_name": run.places.attrs["meanings"]["active"]
    }
    stances = run.to_xarray("stances")["stance"]
    assert list(stances["body"].values) == list(stances["other"].values)
    for row in run.stances.sample(20, random_state=1).itertuples():
        assert stances.sel(tick=row.tick, body=row.body, other=row.other) == row.stance
    with pytest.raises(KeyError, match="strata"):
        run.to_xarray("events")


def test_a_kept_run_is_opened_as_it_was(run: dp.Run, tmp_path: pathlib.Path) -> None:
    run.save(tmp_path / "kept")
    kept = dp.open(tmp_path / "kept")
    assert kept.digest == run.digest
    assert set(run.tables) <= set(kept.tables)
    for name, frame in run.tables.items():
        told = kept.tables[name]
        assert list(told.columns) == list(frame.columns)
        assert told.attrs == frame.attrs
        for column in frame:
            if isinstance(frame[column].dtype, pd.CategoricalDtype):
                pd.testing.assert_series_equal(told[column].astype(object), frame[column].astype(object))
            else:
                pd.testing.assert_series_equal(told[column], frame[column], check_dtype=False)
    with pytest.raises(dp.DualPowerError, match="something else|not"):
        run.save("/proc/nowhere")


def test_a_kept_table_that_was_changed_is_named(run: dp.Run, tmp_path: pathlib.Path) -> None:
    run.save(tmp_path / "kept")
    file = tmp_path / "kept" / "daily.parquet"
    changed = bytearray(file.read_bytes())
    changed[100] ^= 1
    file.write_bytes(changed)
    kept = dp.open(tmp_path / "kept")
    with pytest.raises(dp.DualPowerError, match=f"{file}: damaged"):
        kept.tables["daily"]
    assert len(kept.tables["events"]) == len(run.tables["events"])


@pytest.mark.parametrize(
    ("what", "instead", "sentence"),
    [('"seed": 3', '"seed": 4', "damaged"), ('"files"', '"filed"', "damaged"), ('"\n}\n', '" }\n', "no checksum of itself")],
)
def test_a_manifest_that_was_changed_is_named(run: dp.Run, tmp_path: pathlib.Path, what: str, instead: str, sentence: str) -> None:
    folder = tmp_path / "kept"
    run.save(folder)
    assert dp.open(folder).manifest["seed"] == 3
    file = folder / "manifest.json"
    text = file.read_text(encoding="utf-8")
    assert what in text
    file.write_text(text.replace(what, instead), encoding="utf-8")
    with pytest.raises(dp.DualPowerError, match=f"{file}: {sentence}"):
        dp.open(folder)


def test_what_is_wrong_is_told_in_the_commands_sentences() -> None:
    with pytest.raises(dp.DualPowerError) as raised:
        dp.run("petrograd-1917", scale=0, set={"parameters.nois": 1}, until="1917-14-01", threads=0)
    error = raised.value
    assert error.is_bad_input
    assert len(error.sentences) == 4
    told = subprocess.run(
        [sys.executable, "-m", "dualpower", "run", "petrograd-1917", "--scale", "0", "--set", "parameters.nois=1", "--until",
         "1917-14-01", "--threads", "0"], stderr=subprocess.PIPE, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr.splitlines() == list(error.sentences)
    assert pickle.loads(pickle.dumps(error)).sentences == error.sentences
    with pytest.raises(dp.DualPowerError, match="nowhere"):
        dp.open("nowhere")


def test_other_threads_run_meanwhile() -> None:
    beats: list[float] = []
    is_over = threading.Event()

    def beat() -> None:
        while not is_over.wait(0.01):
            beats.append(time.monotonic())

    beater = threading.Thread(target=beat)
    beater.start()
    simulation = dp.Simulation("petrograd-1917", scale=10, threads=1)
    course = simulation._standing()
    began = time.monotonic()
    course.step(1_000)
    ended = time.monotonic()
    is_over.set()
    beater.join()
    during = [beat for beat in beats if began < beat < ended]
    # One call into the library; were the lock held, nobody would have run meanwhile.
    assert len(during) > 3


def test_control_c_ends_a_run() -> None:
    program = textwrap.dedent("""
        import signal
        import dualpower as dp
        # As at a terminal; what is begun in the background by a shell hears of no interruption.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        simulation = dp.Simulation("petrograd-1917", scale=10)
        print("begun", flush=True)
        try:
            while not simulation.is_over: simulation.step(10_000)
        except KeyboardInterrupt:
            print("ended", simulation.ticks < simulation.all_ticks)
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended True\n"


def test_pictures(run: dp.Run) -> None:
    for kind in ("writ", "active", "stance", "recognition"):
        chart = run.plot(kind).to_dict()
        rows = next(iter(chart["datasets"].values()))
        assert len(rows) > 30
        value = chart["encoding"]["y"]["field"]
        assert any(row[value] for row in rows)
    with pytest.raises(KeyError, match="writ"):
        run.plot("weather")


def test_the_scenarios_are_those_that_are_carried() -> None:
    home = pathlib.Path(os.environ["DUALPOWER_HOME"])
    assert home.name == "home" and (home / "Scenarios").is_dir()
    assert set(dp.scenarios()["id"]) >= {"petrograd-1917", "russia-1917", "germany-1918"}
