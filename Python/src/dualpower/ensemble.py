"""Many runs by a plan, here or on the workers of a Dask cluster."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ._command import told
from ._errors import DualPowerError

if TYPE_CHECKING:
    from distributed import Client

#: Shares for each thread of a cluster, so that one that is slow or dies holds up little.
_SHARES_PER_THREAD = 4
#: How often a share is tried again whose worker died.
_RETRIES = 5


class Ensemble:
    """Runs that were made by a plan, and gathered in a folder."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = pathlib.Path(folder)

    @property
    def summary(self) -> pd.DataFrame:
        """A row a run: what was varied, digest, outcome, every measure."""
        return pd.read_parquet(self.folder / "summary.parquet")

    @property
    def readings(self) -> pd.DataFrame:
        """Every reading of every run: series, place, hour, value."""
        return pd.concat([pd.read_parquet(part) for part in sorted(self.folder.glob("part-*.parquet"))], ignore_index=True)

    @property
    def failed(self) -> list[dict[str, Any]]:
        """Runs that could not be made, with the command that asks for each again."""
        path = self.folder / "failed.jsonl"
        if not path.exists():
            return []
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [row for row in rows if "failures" in row]

    def __repr__(self) -> str:
        return f"<Ensemble {self.folder}>"


def ensemble(
    plan: str | os.PathLike[str] | Mapping[str, Any],
    client: Client | None = None,
    *,
    out: str | os.PathLike[str],
    shares: int | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Makes all runs of a plan and gathers them; goes on where it was broken off.

    Args:
        plan: The file of a plan, or what such a file holds.
        client: Of a Dask cluster whose workers see ``out`` and have this package; ``None`` for this machine. A task makes a share of the
            runs and returns where they are and how many; a worker that dies costs the run that it was at.
        out: The folder of the ensemble.
        shares: Into how many tasks runs are dealt; four for each thread of the cluster, unless told.
        threads: Of each task, or of this machine.
        progress: Told how many runs are made, and how many the plan has: here every ten seconds and at the end, on a cluster after each share.
            What was there before counts at the end alone; with a ``precision`` there may come to be more runs.

    Raises:
        DualPowerError: Where the plan is wrong, or runs fail: the folder holds the others.
    """
    folder = pathlib.Path(out).absolute()
    file = _file(plan, folder)
    cluster: Any = client
    options = [] if threads is None else ["--threads", str(threads)]
    made = runs = 0
    if cluster is not None or progress is not None:
        # What is wrong with it is told here, and once.
        runs = told(["ensemble", "plan", str(file)])["runs"]

    def tell(more: int) -> None:
        if progress is not None:
            progress(made + more, max(runs, made + more))

    if cluster is None:
        command = ["ensemble", "run", str(file), "--out", str(folder), *options]
        tell(told(command, done=None if progress is None else tell)["complete"])
        return Ensemble(folder)
    from distributed import as_completed

    while True:
        count = shares or max(1, _SHARES_PER_THREAD * sum(cluster.nthreads().values()))
        tasks = cluster.map(
            work,
            [str(file)] * count,
            [str(folder)] * count,
            [f"{number}/{count}" for number in range(1, count + 1)],
            threads=threads or 1,
            pure=False,
            retries=_RETRIES,
        )
        before = made
        try:
            for _, share in as_completed(tasks, with_results=True):
                made += share["made"]
                tell(0)
        except BaseException:
            cluster.cancel(tasks)
            raise
        try:
            made = told(["ensemble", "gather", str(folder)])["complete"]
            tell(0)
            return Ensemble(folder)
        except DualPowerError:
            # With a precision it is known only now whether there are enough seeds; runs that fail are not made again.
            if made == before:
                raise


def work(plan: str, folder: str, share: str, threads: int = 1) -> dict[str, Any]:
    """Makes a share of a plan's runs, in a process that ends with this one; what is done is skipped.

    Returns:
        ``folder``, ``shard``, and how many runs were ``made``.
    """
    words = ["ensemble", "work", plan, "--out", folder, "--shard", share, "--threads", str(threads)]
    return told(words, ends_with_parent=True)


def _file(plan: str | os.PathLike[str] | Mapping[str, Any], folder: pathlib.Path) -> pathlib.Path:
    """A plan's file; one that comes as a dictionary stands beside the folder, where workers see it as well."""
    if not isinstance(plan, Mapping):
        return pathlib.Path(plan).absolute()
    path = folder.with_name(f"{folder.name}.plan.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plan, indent=2) + "\n", encoding="utf-8")
    return path
