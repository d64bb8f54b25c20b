"""The command that the package carries: experiments over many runs, and the command itself."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from . import _library, _words
from ._errors import DualPowerError
from ._words import Overlay, Value

_BAD_INPUT = 2
# The line by which many runs tell how far they are.
_TALLY = re.compile(r"^[█░]+ .*?(?P<runs>\d+) runs done")


def told(words: list[str], ends_with_parent: bool = False, done: Callable[[int], None] | None = None) -> dict[str, Any]:
    """What a subcommand tells as JSON; interrupted, it ends as it would at a terminal.

    With ``ends_with_parent`` it ends when this process is killed as well; ``done`` is told now and then how many runs are done.
    """
    _library.check_command(words[0])
    module = ["dualpower._with_parent", str(os.getpid())] if ends_with_parent else ["dualpower"]
    quietly = ["--quiet"] if done is None else []
    asked = [sys.executable, "-m", *module, *words, "--json", *quietly]
    with (
        tempfile.TemporaryFile() as out,
        subprocess.Popen(asked, stdout=out, stderr=subprocess.PIPE, encoding="utf-8") as process,
    ):
        sentences: list[str] = []
        assert process.stderr is not None
        try:
            for line in process.stderr:
                tally = _TALLY.search(line)
                if tally is None:
                    sentences.append(line.rstrip("\n"))
                elif done is not None:
                    done(int(tally["runs"]))
            process.wait()
        except BaseException:
            # A terminal has told it of Ctrl-C already; a notebook tells its kernel alone.
            process.send_signal(signal.SIGINT)
            process.wait()
            raise
        if process.returncode != 0:
            raise DualPowerError(sentences, is_bad_input=process.returncode == _BAD_INPUT)
        out.seek(0)
        answer: dict[str, Any] = json.load(out)
        return answer


def _experiment(
    name: str,
    scenario: str | os.PathLike[str],
    set: Mapping[str, Value] | None,  # noqa: A002 the command's own word
    without: str | Iterable[str],
    overlays: Iterable[Overlay],
    options: Mapping[str, object],
    rows: str,
) -> pd.DataFrame:
    with tempfile.TemporaryDirectory(prefix="dualpower-") as folder:
        words = [name, os.fspath(scenario)]
        words += [f"--set={value}" for value in _words.sets(set)]
        words += [f"--without={mechanism}" for mechanism in _words.several(without)]
        words += [f"--with={file}" for file in _words.files(overlays, folder)]
        for option, given in options.items():
            if given is not None:
                words += [f"--{option}", str(given)]
        return _frame(told(words), rows)


def _frame(answer: dict[str, Any], rows: str) -> pd.DataFrame:
    """A list of what the command tells as a frame, whose ``attrs["told"]`` holds all of it."""
    frame = pd.json_normalize(answer[rows])
    frame.attrs["told"] = answer
    return frame


def scenarios() -> pd.DataFrame:
    """The bundled scenarios, a row each."""
    return pd.DataFrame(_library.scenarios())


def compare(
    scenario: str | os.PathLike[str],
    *,
    set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
    without: str | Iterable[str] = (),
    overlays: Iterable[Overlay] = (),
    seed: int = 1,
    replicates: int | None = None,
    scale: int | str = 1,
    until: str | None = None,
    threads: int | None = None,
    out: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Two worlds over the same seeds, and what differs, with intervals: ``dualpower compare``.

    The other world is the scenario with what ``set``, ``without`` and ``overlays`` change.

    Returns:
        A row a measure: ``baseline``, ``arm``, ``difference``, ``low``, ``high``. ``attrs["told"]`` holds all that the command tells.
    """
    options = {"seed": seed, "replicates": replicates, "scale": scale, "until": until, "threads": threads, "out": out}
    return _experiment("compare", scenario, set, without, overlays, options, rows="measures")


def clauses(
    scenario: str | os.PathLike[str],
    *,
    set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
    overlays: Iterable[Overlay] = (),
    seed: int = 1,
    replicates: int | None = None,
    scale: int | str = 1,
    until: str | None = None,
    threads: int | None = None,
    out: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Each mechanism off and on, and which claims hold: ``dualpower clauses``.

    Returns:
        A row a claim: ``measure``, ``observed``, ``ablated``, ``effect``, ``low``, ``high``, ``verdict``. ``attrs["told"]`` holds all that the
        command tells.
    """
    options = {"seed": seed, "replicates": replicates, "scale": scale, "until": until, "threads": threads, "out": out}
    return _experiment("clauses", scenario, set, (), overlays, options, rows="clauses")


def score(
    folder: str | os.PathLike[str],
    *,
    evidence: str | os.PathLike[str] | None = None,
    arm: str | None = None,
) -> pd.DataFrame:
    """A kept run or ensemble against what was recorded, a row a series: ``dualpower score``.

    ``attrs["told"]`` holds all that the command tells.
    """
    words = ["score", os.fspath(folder)]
    if evidence is not None:
        words += ["--evidence", os.fspath(evidence)]
    if arm is not None:
        words += ["--arm", arm]
    return _frame(told(words), "series")
