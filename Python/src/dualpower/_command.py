"""The command that the package carries: experiments over many runs, and the command itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ._errors import DualPowerError
from .simulation import Value, _file, _written

PROGRAM = [sys.executable, "-m", "dualpower"]
_BAD_INPUT = 2


def told(words: list[str]) -> dict[str, Any]:
    """What a subcommand tells as JSON. Ctrl-C reaches it as well, and it ends as it would at a terminal."""
    with subprocess.Popen([*PROGRAM, *words, "--json", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            out, error = process.communicate()
        except KeyboardInterrupt:
            process.wait()
            raise
    if process.returncode != 0:
        raise DualPowerError(error.decode().splitlines(), is_bad_input=process.returncode == _BAD_INPUT)
    answer: dict[str, Any] = json.loads(out)
    return answer


def _experiment(
    name: str,
    scenario: str | os.PathLike[str],
    set: Mapping[str, Value] | None,  # noqa: A002 the command's own word
    without: str | Iterable[str],
    overlays: Iterable[str | os.PathLike[str] | Mapping[str, Any]],
    options: Mapping[str, object],
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="dualpower-") as folder:
        words = [name, os.fspath(scenario)]
        for path, value in (set or {}).items():
            words += ["--set", f"{path}={_written(value)}"]
        for mechanism in [without] if isinstance(without, str) else without:
            words += ["--without", mechanism]
        for number, overlay in enumerate(overlays):
            words += ["--with", _file(overlay, number, folder)]
        for option, given in options.items():
            if given is not None:
                words += [f"--{option}", str(given)]
        return told(words)


def scenarios() -> pd.DataFrame:
    """The bundled scenarios, a row each."""
    return pd.DataFrame(told(["scenarios"])["scenarios"])


def compare(
    scenario: str | os.PathLike[str],
    *,
    set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
    without: str | Iterable[str] = (),
    overlays: Iterable[str | os.PathLike[str] | Mapping[str, Any]] = (),
    seed: int = 1,
    replicates: int | None = None,
    scale: int | str = 1,
    until: str | None = None,
    threads: int | None = None,
    out: str | os.PathLike[str] | None = None,
) -> dict[str, Any]:
    """Two worlds over the same seeds, and what differs, with intervals: ``dualpower compare --json``.

    The other world is the scenario with what ``set``, ``without`` and ``overlays`` change.
    """
    options = {"seed": seed, "replicates": replicates, "scale": scale, "until": until, "threads": threads, "out": out}
    return _experiment("compare", scenario, set, without, overlays, options)


def clauses(
    scenario: str | os.PathLike[str],
    *,
    set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
    overlays: Iterable[str | os.PathLike[str] | Mapping[str, Any]] = (),
    seed: int = 1,
    replicates: int | None = None,
    scale: int | str = 1,
    until: str | None = None,
    threads: int | None = None,
    out: str | os.PathLike[str] | None = None,
) -> dict[str, Any]:
    """Each mechanism off and on, and which claims hold: ``dualpower clauses --json``."""
    options = {"seed": seed, "replicates": replicates, "scale": scale, "until": until, "threads": threads, "out": out}
    return _experiment("clauses", scenario, set, (), overlays, options)


def score(
    folder: str | os.PathLike[str],
    *,
    evidence: str | os.PathLike[str] | None = None,
    arm: str | None = None,
) -> pd.DataFrame:
    """A kept run or ensemble against what was recorded, a row a series: ``dualpower score``.

    ``attrs["score"]`` holds all that the command tells.
    """
    words = ["score", os.fspath(folder)]
    if evidence is not None:
        words += ["--evidence", os.fspath(evidence)]
    if arm is not None:
        words += ["--arm", arm]
    answer = told(words)
    frame = pd.json_normalize(answer["series"])
    frame.attrs["score"] = answer
    return frame
