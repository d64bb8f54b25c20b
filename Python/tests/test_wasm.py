"""The package without a native library, beside the one with it; it is installed in an environment of its own, ``DUALPOWER_ANY``."""

from __future__ import annotations

import json
import os
import pathlib
import pickle
import signal
import subprocess
import textwrap
import time
from typing import Any

import pandas as pd
import pytest

import dualpower as dp

#: What both are asked for: whole worlds, mechanisms off, other values of parameters and of strata.
REQUESTS: dict[str, dict[str, Any]] = {
    "Petrograd": {"scenario": "petrograd-1917", "seed": 3, "scale": 100},
    "Petrograd changed": {
        "scenario": "petrograd-1917", "seed": 2**63 + 5, "scale": "1:1000", "until": "1917-04-05", "threads": 2,
        "set": {"parameters.noise": 0.1, "parameters.obstinacy.worker": 0.9, "parameters.panic.value": 1},
        "without": ["memory", "telegraph"],
    },
    "courtyard": {"scenario": "courtyard", "seed": 7},
    "Germany": {"scenario": "germany-1918", "seed": 2, "scale": 1000, "until": "1918-12-20"},
    "Russia": {"scenario": "russia-1917", "seed": 1, "scale": 1000, "until": "1917-04-03"},
}

#: Runs what it is asked for, and hands over what comes of it.
_PROGRAM = """
    import json, pickle, sys
    import dualpower as dp
    told = {}
    for name, asked in json.load(sys.stdin).items():
        run = dp.run(**asked)
        told[name] = {"digest": run.digest, "ticks": run.ticks, "outcome": run.outcome, "tables": dict(run.tables)}
    pickle.dump(told, sys.stdout.buffer)
"""


def elsewhere(program: str, given: str = "") -> bytes:
    """What a program writes there, where no Swift is on the path."""
    return subprocess.run(
        [os.environ["DUALPOWER_ANY"], "-W", "error", "-c", textwrap.dedent(program)],
        input=given.encode(), stdout=subprocess.PIPE, check=True, env=_environment(),
    ).stdout


def _environment() -> dict[str, str]:
    return {**{key: value for key, value in os.environ.items() if not key.startswith("DUALPOWER")}, "PATH": "/usr/bin:/bin"}


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, Any]]:
    answers: dict[str, dict[str, Any]] = pickle.loads(elsewhere(_PROGRAM, json.dumps(REQUESTS)))
    return answers


@pytest.mark.parametrize("name", REQUESTS)
def test_it_is_the_same_run(name: str, told: dict[str, dict[str, Any]]) -> None:
    native, other = dp.run(**REQUESTS[name]), told[name]
    assert other["digest"] == native.digest
    assert (other["ticks"], other["outcome"]) == (native.ticks, native.outcome)
    assert list(other["tables"]) == list(native.tables)
    for table, frame in native.tables.items():
        assert other["tables"][table].attrs == frame.attrs
        pd.testing.assert_frame_equal(other["tables"][table], frame, check_exact=True)
    assert name == "courtyard" or native.events["text"].str.len().min() > 10


def test_digests_are_those_of_the_command(told: dict[str, dict[str, Any]]) -> None:
    assert told["Petrograd"]["digest"] == "83be845c336b8c22"
    assert told["Russia"]["digest"] == "461e6b3f2bc95c4d"


def test_step_by_step_data_sets_and_what_there_is(run: dp.Run) -> None:
    answer = json.loads(elsewhere("""
        import json
        import dualpower as dp
        simulation = dp.Simulation("petrograd-1917", seed=3, scale=100, until="1917-03-20")
        assert simulation.step(30) == 30
        assert len(simulation.tables["hourly"]) == 30
        hours = []
        run = simulation.run(progress=lambda done, _: hours.append(done))
        strata = run.to_xarray("strata")
        print(json.dumps({
            "digest": run.digest, "hours": hours[-1], "version": dp.__version__,
            "scenarios": dp.scenarios().to_dict("list"),
            "most": float(strata["active"].sel(stratum="worker").max()), "unit": strata["active"].attrs["units"],
        }))
    """))
    assert answer["digest"] == run.digest
    assert answer["hours"] == run.ticks
    assert answer["version"] == dp.__version__
    assert answer["scenarios"] == dp.scenarios().to_dict("list")
    strata = run.to_xarray("strata")
    assert answer["most"] == float(strata["active"].sel(stratum="worker").max())
    assert answer["unit"] == strata["active"].attrs["units"]


def test_kept_runs_are_opened_there_too(run: dp.Run, tmp_path: pathlib.Path) -> None:
    run.save(tmp_path / "kept")
    tables = pickle.loads(elsewhere("""
        import pickle, sys
        import dualpower as dp
        kept = dp.open(sys.stdin.read())
        pickle.dump(dict(kept.tables), sys.stdout.buffer)
    """, str(tmp_path / "kept")))
    kept = dp.open(tmp_path / "kept")
    assert set(tables) == set(kept.tables)
    for name, frame in kept.tables.items():
        pd.testing.assert_frame_equal(tables[name], frame, check_exact=True)


_WRONG: list[dict[str, Any]] = [
    {"scale": 0, "set": {"parameters.nois": 1}, "until": "1917-14-01", "threads": 0},
    {"scale": "1:x", "seed": -1, "until": "1917-02-30"},
    {"until": "1918-01-01", "without": ["telegram"]},
    {"set": {"parameters.noise": "abc", "parameters.obstinacy": 1}},
    {"set": {"parameters.noise": 99, "parameters.obstinacy.workr": 1, "parameters.susceptibility.worker": 99}},
    {"set": {"parameters.noise": ""}},
]


def test_what_is_wrong_is_told_in_the_same_sentences() -> None:
    answers = json.loads(elsewhere("""
        import json, sys
        import dualpower as dp
        told = []
        for asked in json.load(sys.stdin):
            try:
                dp.run("petrograd-1917", **{"scale": 1000, **asked})
            except dp.DualPowerError as error:
                told.append([error.is_bad_input, list(error.sentences)])
        print(json.dumps(told))
    """, json.dumps(_WRONG)))
    for asked, (is_bad_input, sentences) in zip(_WRONG, answers, strict=True):
        with pytest.raises(dp.DualPowerError) as raised:
            dp.run("petrograd-1917", **{"scale": 1000, **asked})
        assert is_bad_input and sorted(sentences) == sorted(raised.value.sentences)


def test_what_takes_the_native_library_is_refused(tmp_path: pathlib.Path) -> None:
    (tmp_path / "scenario.yaml").write_text("title: none\n", encoding="utf-8")
    answers = json.loads(elsewhere("""
        import json, sys
        import dualpower as dp
        folder = sys.stdin.read()
        run = dp.run("courtyard", until="1917-02-21")
        told = []
        for ask in (
            lambda: dp.run(folder),
            lambda: dp.run("courtyard", scale=10),
            lambda: dp.run("courtyard", overlays=[{"title": "another"}]),
            lambda: dp.run("courtyard", set={"title": "another"}),
            lambda: dp.run("petrograd-1917", scale=1000, set={"parameters.obstinacy.default": 1}),
            lambda: run.save(folder + "/kept"),
            lambda: run.json,
            lambda: run.observations(),
            lambda: dp.compare("courtyard", without="telegraph"),
            lambda: dp.score(folder),
            lambda: dp.ensemble({"scenario": "courtyard"}, out=folder + "/runs"),
        ):
            try:
                ask()
            except dp.DualPowerError as error:
                told.append([error.is_bad_input, *error.sentences])
        print(json.dumps(told))
    """, str(tmp_path)))
    assert len(answers) == 11
    for is_bad_input, sentence in answers:
        assert is_bad_input and "native library" in sentence and "pip install ./Python" in sentence
    command = subprocess.run(
        [os.environ["DUALPOWER_ANY"], "-m", "dualpower", "explain", "courtyard"], env=_environment(), stderr=subprocess.PIPE, text=True,
        check=False)
    assert command.returncode == 2 and len(command.stderr.splitlines()) == 1 and "native library" in command.stderr


def test_a_run_that_stops_says_so() -> None:
    answer = json.loads(elsewhere("""
        import json
        import dualpower as dp
        told = []
        # No such room, and none left: what a run would meet that is too large.
        for bytes, times in ((-1, 1), (1 << 27, 40)):
            course = dp.Simulation("courtyard")._standing()
            try:
                for _ in range(times):
                    course._call("alloc", bytes)
            except dp.DualPowerError as error:
                told.append([error.is_bad_input, str(error)])
            try:
                course.step(1)
            except dp.DualPowerError as error:
                told.append([error.is_bad_input, str(error)])
        print(json.dumps(told))
    """))
    assert [told[0] for told in answer] == [False] * 4
    assert answer[0] == answer[1] and "stopped in the middle of a run (" in answer[0][1] and "wasm trap" in answer[0][1]
    assert answer[2] == answer[3] and "4 GiB" in answer[2][1]


def test_other_threads_run_meanwhile() -> None:
    during = int(elsewhere("""
        import threading, time
        import dualpower as dp
        beats, is_over = [], threading.Event()
        def beat():
            while not is_over.wait(0.01):
                beats.append(time.monotonic())
        course = dp.Simulation("petrograd-1917", scale=10)._standing()
        beater = threading.Thread(target=beat)
        beater.start()
        began = time.monotonic()
        course.step(200)
        ended = time.monotonic()
        is_over.set()
        beater.join()
        print(sum(began < beat < ended for beat in beats))
    """))
    # One call into the module; were the lock held, nobody would have run meanwhile.
    assert during > 3


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
    with subprocess.Popen(
        [os.environ["DUALPOWER_ANY"], "-c", program], stdout=subprocess.PIPE, text=True, env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "ended True\n"
