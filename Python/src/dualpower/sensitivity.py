"""Which parameters an outcome hangs on: Morris' elementary effects and Sobol' indices, by SALib.

Plan, runs and analysis are steps of their own, each of which is kept in the study's folder and can be gone on from::

    study = dp.Study.plan("runs/noise", "petrograd-1917", ["noise", "panic"], method="morris", samples=10, scale=1000)
    study.run()
    study.analyse("days_to.regime_fell")
"""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._studies import declared, keep, ranges_of, wrong
from ._words import several
from .ensemble import Ensemble, ensemble

if TYPE_CHECKING:
    from distributed import Client

#: Points of each: Morris' trajectories have one more than there are parameters, Sobol' designs two more.
METHODS = ("morris", "sobol")
_LEVELS = 4
_NAME, _POINTS, _VALUES = "study.json", "points.csv", "values.parquet"


class Study:
    """A sensitivity study in its folder."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        """Opens a study that was planned."""
        self.folder = pathlib.Path(folder)
        try:
            told_: dict[str, Any] = json.loads((self.folder / _NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise wrong(f"{self.folder}: there is no {_NAME}; plan a study there with Study.plan") from None
        self.method: str = told_["method"]
        self.seed: int = told_["seed"]
        #: Each parameter's range.
        self.ranges: dict[str, tuple[float, float]] = {name: (low, high) for name, low, high in told_["ranges"]}
        self._scenario: str | None = told_["scenario"]

    @classmethod
    def plan(
        cls,
        folder: str | os.PathLike[str],
        scenario: str | os.PathLike[str] | None,
        parameters: Iterable[str] | Mapping[str, tuple[float, float] | None],
        *,
        method: str = "sobol",
        samples: int = 64,
        seed: int = 1,
        replicates: int = 1,
        scale: int | str = 1,
        until: str | None = None,
        without: str | Iterable[str] = (),
    ) -> Study:
        """Draws the points, and writes the plan of an ensemble that has a run at each.

        Args:
            folder: Where the study is kept. A study that stands there must be of the same plan.
            scenario: A bundled scenario or the path of one; ``None`` for a function, see :meth:`evaluate`.
            parameters: Names of parameters, with the ranges that the scenario declares; or ranges by name or by any path that ``set`` takes.
            method: ``"morris"`` or ``"sobol"``.
            samples: Trajectories of Morris' method; base samples of Sobol', a power of two.
            seed: Of the draws, and the first of the runs.
            replicates: Runs of each point; a measure's value is their mean. The same seeds at each point, so that what differs is not luck.
            scale: One agent for so many people.
            until: The last day.
            without: Mechanisms to switch off.
        """
        if method not in METHODS:
            raise wrong(f"method {method!r}: there are {', '.join(METHODS)}")
        if samples < 1 or method == "sobol" and samples & (samples - 1):
            raise wrong(f"samples {samples}: at least 1, and of Sobol' designs a power of two")
        ranges = ranges_of(None if scenario is None else declared(scenario), parameters)
        names = list(ranges)
        points = pd.DataFrame(_drawn(method, ranges, samples, seed), columns=names)
        study = {
            "method": method,
            "seed": seed,
            "samples": samples,
            "scenario": None if scenario is None else os.fspath(scenario),
            "ranges": [[name, *ranges[name]] for name in names],
        }
        path = pathlib.Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        keep(path / _NAME, json.dumps(study, indent=2) + "\n")
        keep(path / _POINTS, points.to_csv(index=False, float_format="%.17g"))
        if scenario is not None:
            arm = {"name": "as_it_is", "without": several(without)}
            plan: dict[str, Any] = {
                "schemaVersion": 1,
                "scenario": os.fspath(scenario),
                "scale": str(scale),
                **({} if until is None else {"until": until}),
                "seed": seed,
                "replicates": replicates,
                "arms": [arm],
                "design": {"method": "file", "file": _POINTS},
            }
            keep(path / "plan.yaml", json.dumps(plan, indent=2) + "\n")
        return cls(path)

    @property
    def points(self) -> pd.DataFrame:
        """A row a point: the value of each parameter."""
        return pd.read_csv(self.folder / _POINTS)

    def run(self, client: Client | None = None, *, threads: int | None = None) -> Ensemble:
        """Makes the runs, here or on a Dask cluster; goes on where it was broken off."""
        if self._scenario is None:
            raise wrong(f"{self.folder}: this study is of a function; evaluate it")
        return ensemble(self.folder / "plan.yaml", client, out=self.folder / "runs", threads=threads)

    def evaluate(self, function: Callable[..., float], measure: str = "value", client: Client | None = None) -> None:
        """Has a function of the parameters, by name, in place of runs; on a Dask cluster if one is given."""
        rows: Any = self.points.to_dict("records")
        if client is None:
            values = [function(**row) for row in rows]
        else:
            cluster: Any = client
            values = cluster.gather(cluster.map(lambda row: function(**row), rows, pure=False))
        pd.DataFrame({measure: np.asarray(values, dtype=float)}).to_parquet(self.folder / _VALUES)

    def values(self, measure: str) -> pd.Series[float]:
        """A measure at each point, the mean over its seeds.

        Raises:
            DualPowerError: Where there is no such measure, or a run has none of it, as one in which nothing fell has no day of the fall.
        """
        path = self.folder / _VALUES
        if self._scenario is None and path.exists():
            table = pd.read_parquet(path).assign(point=lambda frame: range(len(frame)))
        elif (self.folder / "runs" / "summary.parquet").exists():
            table = Ensemble(self.folder / "runs").summary
        else:
            raise wrong(f"{self.folder}: nothing was run yet")
        if measure not in table:
            raise wrong(f"measure {measure!r}: there are {', '.join(str(column) for column in table if '.' in str(column))}")
        missing = int(table[measure].isna().sum())
        if missing:
            raise wrong(
                f"{measure}: {missing} of {len(table)} runs have none of it, so that its variance is not known; narrow the ranges, "
                "add replicates, or ask for a measure that each run has"
            )
        means = table.groupby("point")[measure].mean()
        if len(means) != len(self.points):
            raise wrong(f"{self.folder}: {len(means)} of {len(self.points)} points were run; run it again, and it goes on")
        return means

    def analyse(self, measure: str, *, confidence: float = 0.95) -> pd.DataFrame:
        """Indices of each parameter, with half-widths of bootstrap intervals.

        Returns:
            A row a parameter. Morris: ``mu``, ``mu_star``, ``sigma``, ``mu_star_conf``, in the measure's unit. Sobol': ``S1``, ``S1_conf``, ``ST``,
            ``ST_conf``, as shares of the variance.
        """
        values = self.values(measure).to_numpy()
        if float(np.ptp(values)) == 0:
            raise wrong(f"{measure}: it is {values[0]:g} at every point, so that it hangs on nothing that was varied")
        problem = _problem(self.ranges)
        if self.method == "morris":
            from SALib.analyze import morris

            found = morris.analyze(
                problem, self.points.to_numpy(), values, conf_level=confidence, num_levels=_LEVELS, seed=self.seed
            )
            columns = ["mu", "mu_star", "sigma", "mu_star_conf"]
        else:
            from SALib.analyze import sobol

            found = sobol.analyze(problem, values, calc_second_order=False, conf_level=confidence, seed=self.seed)
            columns = ["S1", "S1_conf", "ST", "ST_conf"]
        table = pd.DataFrame({column: np.asarray(found[column], dtype=float) for column in columns}, index=list(self.ranges))
        table.index.name = "parameter"
        return table

    def plot(self, measure: str) -> Any:
        """The indices as a chart by Altair, with their intervals."""
        import altair as alt

        table = self.analyse(measure).reset_index()
        if self.method == "morris":
            table["low"], table["high"] = table["mu_star"] - table["mu_star_conf"], table["mu_star"] + table["mu_star_conf"]
            base = alt.Chart(table).encode(y=alt.Y("parameter:N", title=None, sort="-x"))
            title = f"μ*, mean elementary effect on {measure}"
            bars = base.mark_bar(height=12).encode(x=alt.X("mu_star:Q", title=title))
            return (bars + base.mark_rule().encode(x="low:Q", x2="high:Q")).properties(width=480)
        long = pd.concat(
            [
                pd.DataFrame(
                    {
                        "parameter": table["parameter"],
                        "index": label,
                        "share": table[name],
                        "low": table[name] - table[f"{name}_conf"],
                        "high": table[name] + table[f"{name}_conf"],
                    }
                )
                for name, label in (("S1", "alone (S1)"), ("ST", "with others (ST)"))
            ]
        )
        base = alt.Chart(long).encode(
            y=alt.Y("parameter:N", title=None), yOffset="index:N", color=alt.Color("index:N", title=None)
        )
        bars = base.mark_bar(height=8).encode(x=alt.X("share:Q", title=f"share of the variance of {measure}"))
        return (bars + base.mark_rule(color="black").encode(x="low:Q", x2="high:Q")).properties(width=480)

    def __repr__(self) -> str:
        return f"<Study {self.folder}, {self.method}, {', '.join(self.ranges)}>"


def _drawn(method: str, ranges: Mapping[str, tuple[float, float]], samples: int, seed: int) -> Any:
    problem = _problem(ranges)
    if method == "morris":
        from SALib.sample import morris

        return morris.sample(problem, samples, num_levels=_LEVELS, seed=seed)
    from SALib.sample import sobol

    return sobol.sample(problem, samples, calc_second_order=False, seed=seed)


def _problem(ranges: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": [list(range_) for range_ in ranges.values()]}
