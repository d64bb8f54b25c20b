"""Experiments over many runs."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest

import dualpower as dp

Command = Callable[..., dict[str, Any]]


def test_comparison_is_that_of_the_command(command: Command) -> None:
    asked = {"scale": 1000, "until": "1917-03-05", "replicates": 3}
    ours = dp.compare("petrograd-1917", without="telegraph", **asked)
    theirs = command("compare", "petrograd-1917", "--without", "telegraph", "--scale", "1:1000", "--until", "1917-03-05",
                     "--replicates", "3")
    assert ours.attrs["told"] == theirs
    assert list(ours["difference"]) == [row["difference"] for row in theirs["measures"]]


def test_clauses_are_those_of_the_command(command: Command) -> None:
    asked = {"scale": 1000, "until": "1917-03-01", "replicates": 2}
    ours = dp.clauses("petrograd-1917", **asked)
    theirs = command("clauses", "petrograd-1917", "--scale", "1:1000", "--until", "1917-03-01", "--replicates", "2")
    assert ours.attrs["told"] == theirs
    assert set(ours["verdict"]) <= {"upheld", "not upheld", "undecided", "assumed"}


def test_scores_of_a_kept_run(run: dp.Run, tmp_path: pathlib.Path, command: Command) -> None:
    run.save(tmp_path / "kept")
    scores = dp.score(tmp_path / "kept")
    told = command("score", str(tmp_path / "kept"))
    assert scores.attrs["told"]["series"] == told["series"]
    assert scores.loc[scores["name"] == "active.worker", "crps"].item() > 0


def test_what_is_wrong_is_raised() -> None:
    with pytest.raises(dp.DualPowerError, match="telegram") as raised:
        dp.compare("petrograd-1917", without="telegram", scale=1000)
    assert raised.value.is_bad_input
