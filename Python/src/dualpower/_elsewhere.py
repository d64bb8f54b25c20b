"""``dualpower ensemble run PLAN --out DIR --on dask://… | slurm``: the command, where runs are made by a cluster."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from typing import Any, NoReturn

import pandas as pd

from ._errors import DualPowerError
from .ensemble import ensemble

_BAD_INPUT, _FAILED, _INTERRUPTED = 2, 1, 130
_SECONDS_TO_ANSWER = 10
_SECONDS_BETWEEN_LINES = 10.0


def asks_for_a_cluster(words: list[str]) -> bool:
    """Whether the command's words have an ensemble made elsewhere than on this machine."""
    places = [word.removeprefix("--on=") for word in words[2:]]
    return words[:2] == ["ensemble", "run"] and any(place == "slurm" or place.startswith("dask://") for place in places)


def run(words: list[str]) -> list[str]:
    """Makes the runs; returns the words of the command that tells what they come to."""
    parser = argparse.ArgumentParser(prog="dualpower ensemble run", allow_abbrev=False)
    parser.add_argument("plan", help="The file of a plan.")
    parser.add_argument("--out", required=True, metavar="<folder>", help="Where the runs are kept; every worker sees it.")
    parser.add_argument("--on", required=True, metavar="<place>", help="A Dask cluster, dask://HOST:PORT, or slurm.")
    parser.add_argument("--jobs", type=int, default=4, metavar="<n>", help="Jobs that Slurm is sent. (default: 4)")
    parser.add_argument("--threads", type=int, metavar="<n>", help="Threads of each task. (default: 1)")
    parser.add_argument("--json", action="store_true", help="Give the result as one JSON object.")
    parser.add_argument("--quiet", action="store_true", help="Show no progress.")
    asked = parser.parse_args(words[2:])
    try:
        with connected(asked.on, asked.jobs) as client, closing(_Line(asked.quiet)) as line:
            ensemble(asked.plan, client, out=asked.out, threads=asked.threads, progress=line)
    except DualPowerError as error:
        complain(error)
    except KeyboardInterrupt:
        print("interrupted; runs that are done are kept, and the same command goes on from them", file=sys.stderr)
        raise SystemExit(_INTERRUPTED) from None
    flags = [f"--{flag}" for flag in ("json", "quiet") if getattr(asked, flag)]
    return ["ensemble", "gather", asked.out, *flags]


class _Line:
    """Progress: on a terminal one line that changes, elsewhere a line now and then; how far they came in the end is told in either."""

    def __init__(self, is_quiet: bool) -> None:
        self._is_quiet, self._is_watched = is_quiet, sys.stderr.isatty()
        self._last = -_SECONDS_BETWEEN_LINES
        self._text = self._shown = ""

    def __call__(self, made: int, runs: int) -> None:
        self._text, now = f"{made} of {runs} runs made", time.monotonic()
        if self._is_quiet or not self._is_watched and now - self._last < _SECONDS_BETWEEN_LINES:
            return
        self._last, self._shown = now, self._text
        print(self._text, end="\r" if self._is_watched else "\n", file=sys.stderr, flush=True)

    def close(self) -> None:
        if not self._is_quiet and (self._text != self._shown or self._is_watched and self._text):
            print(self._text, file=sys.stderr)


@contextmanager
def connected(place: str, jobs: int = 4) -> Iterator[Any]:
    """A client of the cluster at ``dask://HOST:PORT``, or of so many jobs that ``slurm`` is sent.

    How jobs are to be is told by Dask's own configuration, ``jobqueue.slurm``.
    """
    try:
        from distributed import Client

        if place == "slurm":
            import dask_jobqueue
    except ImportError as error:
        raise DualPowerError(
            [f"--on {place}: {error.name} is not installed, which reaches clusters: pip install 'dualpower[dask]'"], is_bad_input=True
        ) from None
    with ExitStack() as opened:
        try:
            if place == "slurm":
                cluster = opened.enter_context(dask_jobqueue.slurm.SLURMCluster())
                cluster.scale(jobs=jobs)
                client = opened.enter_context(Client(cluster))
                client.wait_for_workers(1)
            else:
                address = place.replace("dask://", "tcp://", 1)
                client = opened.enter_context(Client(address, timeout=_SECONDS_TO_ANSWER))
        except (OSError, ValueError) as error:
            raise DualPowerError(
                [f"--on {place}: no scheduler answers there ({error}); name the one that your cluster tells"], is_bad_input=True
            ) from None
        yield client


def workers_of(place: str) -> AbstractContextManager[Any]:
    """The client of a cluster, or nothing where the place is this machine."""
    return nullcontext() if place == "local" else connected(place)


def show(table: pd.DataFrame, as_json: bool) -> None:
    """Prints a table, or its rows as one JSON object."""
    print(table.to_json(orient="index") if as_json else table.to_string(float_format=lambda value: f"{value:.4g}"))


def complain(error: DualPowerError) -> NoReturn:
    """Ends the command as any other ends with these findings."""
    for sentence in error.sentences:
        print(sentence, file=sys.stderr)
    raise SystemExit(_BAD_INPUT if error.is_bad_input else _FAILED)
