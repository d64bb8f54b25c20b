"""Runs: one at a time, hour by hour or to the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, overload

import pandas as pd
import xarray as xr

from . import _frames, _words, plots
from ._library import Course
from ._words import Overlay, Value


class Tables:
    """The tables of a run, each a frame; ``attrs`` of a frame tell unit and meaning of its columns."""

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by its name."""
        raise NotImplementedError

    @property
    def events(self) -> pd.DataFrame:
        """A row an event, with a sentence that tells it."""
        return self.tables["events"]

    @property
    def daily(self) -> pd.DataFrame:
        """A row a day: the society as a whole."""
        return self.tables["daily"]

    @property
    def hourly(self) -> pd.DataFrame:
        """A row an hour: the capital."""
        return self.tables["hourly"]

    @property
    def strata(self) -> pd.DataFrame:
        """A row a day and stratum."""
        return self.tables["strata"]

    @property
    def bodies(self) -> pd.DataFrame:
        """A row a day and body of the whole society."""
        return self.tables["bodies"]

    @property
    def stances(self) -> pd.DataFrame:
        """A row an hour and pair of bodies."""
        return self.tables["stances"]

    @property
    def places(self) -> pd.DataFrame:
        """A row a day and district."""
        return self.tables["places"]

    @property
    def orders(self) -> pd.DataFrame:
        """A row an order, with the share that obeyed it."""
        return self.tables["orders"]

    @property
    def deputies(self) -> pd.DataFrame:
        """A row an election or recall to a council of the whole society."""
        return self.tables["deputies"]

    @overload
    def to_xarray(self) -> xr.DataTree: ...

    @overload
    def to_xarray(self, table: str) -> xr.Dataset: ...

    def to_xarray(self, table: str | None = None) -> xr.DataTree | xr.Dataset:
        """A table whose rows are a grid, such as ``"strata"`` over day and stratum, as a data set; all of them as a tree.

        Variables have ``units`` and ``long_name``; both calendars' dates are coordinates.
        """
        if table is None:
            return xr.DataTree.from_dict({name: self.to_xarray(name) for name in _frames.KEYS if name in self.tables})
        if table not in _frames.KEYS:
            raise KeyError(f"{table!r}: rows of {', '.join(_frames.KEYS)} are a grid; other tables are frames only")
        return _frames.dataset(table, self.tables[table])

    def plot(self, kind: str = "writ") -> Any:
        """A picture by Altair: ``"writ"``, ``"active"``, ``"stance"`` or ``"recognition"`` by day or hour."""
        return plots.plot(self, kind)


class Run(Tables):
    """What a run has come to; it does not change any more."""

    def __init__(self, course: Course, request: Mapping[str, Any], ticks: int) -> None:
        self._course = course
        self.request = dict(request)
        #: Hours done.
        self.ticks = ticks
        #: A hash of everyone and every row; that of ``dualpower run`` with the same request.
        self.digest: str = course.digest()

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by its name."""
        return _frames.frames(self._course.frames())

    @cached_property
    def observations(self) -> pd.DataFrame:
        """What was recorded, and what would have been of this run: a row an observation of the scenario that runs can be held against.

        ``simulated`` is one draw of what records would have made of the run, by the process that the scenario tells; not a number where the
        run has nothing to say.
        """
        return _frames.frames(self._course.observations())["observations"]

    @cached_property
    def json(self) -> dict[str, Any]:
        """The run as ``dualpower run --json`` tells it."""
        return self._course.json()

    @property
    def outcome(self) -> str:
        """What it came to, such as ``"dual-power"``."""
        return self._course.outcome()

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Keeps it in a folder, as ``dualpower run --out``: tables, chronicle, report, manifest."""
        self._course.keep(os.fspath(folder))

    def __repr__(self) -> str:
        asked = self.request
        return f"<Run of {asked['scenario']}, seed {asked['seed']}, scale {asked['scale']}, {self.ticks} hours, {self.digest}>"


class Simulation:
    """A run under way.

    Laying out the people is done here; :meth:`step` advances it. Used by one thread at a time; others run meanwhile, as the
    interpreter's lock is not held while the model works.
    """

    def __init__(
        self,
        scenario: str | os.PathLike[str],
        seed: int = 1,
        *,
        scale: int | str = 1,
        until: str | None = None,
        set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
        without: str | Iterable[str] = (),
        overlays: Iterable[Overlay] = (),
        threads: int | None = None,
    ) -> None:
        with tempfile.TemporaryDirectory(prefix="dualpower-") as folder:
            self._request: dict[str, Any] = {
                "scenario": os.fspath(scenario),
                "seed": str(seed),
                "scale": str(scale),
                "until": until,
                "set": _words.sets(set),
                "without": _words.several(without),
                "with": _words.files(overlays, folder),
                "threads": None if threads is None else str(threads),
            }
            self._course: Course | None = Course(self._request)
        #: Hours of the whole run.
        self.all_ticks = self._course.all_ticks
        #: Hours done.
        self.ticks = 0

    def step(self, hours: int = 1) -> int:
        """Advances by so many hours, or to the end; returns the hours done so far. Ctrl-C ends it between two hours."""
        course = self._standing()
        end = min(self.ticks + max(0, hours), self.all_ticks)
        while self.ticks < end:
            self.ticks = course.step(1)
        return self.ticks

    @property
    def is_over(self) -> bool:
        """Whether the last hour is done."""
        return self.ticks >= self.all_ticks

    @property
    def digest(self) -> str:
        """A hash of everyone and every row, as they stand."""
        return self._standing().digest()

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table as it stands; a day's rows are there when it is over."""
        return _frames.frames(self._standing().frames())

    def run(self, progress: Callable[[int, int], None] | None = None) -> Run:
        """Goes on to the end.

        ``progress`` is told hours done and hours in all, after each day. The simulation is used up.
        """
        course = self._standing()
        while not self.is_over:
            self.step(24)
            if progress is not None:
                progress(self.ticks, self.all_ticks)
        self._course = None
        return Run(course, self._request, self.ticks)

    def _standing(self) -> Course:
        if self._course is None:
            raise ValueError("this simulation was run to its end; begin another")
        return self._course


def run(
    scenario: str | os.PathLike[str],
    seed: int = 1,
    *,
    scale: int | str = 1,
    until: str | None = None,
    set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
    without: str | Iterable[str] = (),
    overlays: Iterable[Overlay] = (),
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Runs one history; the same request has the same digest everywhere.

    Args:
        scenario: A bundled scenario (see :func:`scenarios`) or the path of one.
        seed: One history for each number.
        scale: One agent for so many people.
        until: The last day, in the scenario's calendar.
        set: Values to replace by path, such as ``{"parameters.noise": 0.1}``.
        without: Mechanisms to switch off.
        overlays: What is merged over the scenario: paths of overlays, or what such a file holds.
        threads: What comes out is the same for any number; as many as the run gains by, unless told.
        progress: Told hours done and hours in all, after each day.

    Raises:
        DualPowerError: Where the request cannot be met; all findings together.
    """
    simulation = Simulation(
        scenario, seed, scale=scale, until=until, set=set, without=without, overlays=overlays, threads=threads
    )
    return simulation.run(progress)
