"""Which values of parameters go with what was recorded: approximate Bayesian computation, by pyABC.

Pilot, generations, predictions and checks are steps of their own, each of which is kept in the calibration's folder and can be gone
on from::

    calibration = dp.Calibration.plan("runs/fit", "petrograd-1917", ["panic", "noise"], scale=100, until="1917-03-10")
    calibration.run()
    calibration.summary()
    calibration.overlay()              # runs/fit/overlay.yaml, for --with
"""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ._errors import DualPowerError
from ._models import Function, Histories, Model, Statistics
from ._studies import Declared, declared, keep, ranges_of, wrong
from ._words import Overlay, Value, several

if TYPE_CHECKING:
    from distributed import Client

_NAME, _PILOT, _TARGETS, _HISTORY = "calibration.json", "pilot.parquet", "targets.csv", "history.db"
_POSTERIOR, _OVERLAY, _PREDICTIVE, _CHECK = "posterior.csv", "overlay.yaml", "predictive.parquet", "check.csv"

#: What the key of a draw has after the seed.
_OF_PILOT, _OF_GENERATIONS, _OF_PREDICTIONS, _OF_ROUNDS = range(4)
_LEVELS = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}


class Normal(NamedTuple):
    """A normal prior, for functions; a scenario's parameters have ranges, which they cannot leave."""

    mean: float
    sd: float


class Progress(NamedTuple):
    """How far a calibration has come."""

    #: 1 for the first; 0 for the pilot.
    generation: int
    generations: int
    #: Particles that were accepted, of so many.
    accepted: int
    population: int
    #: Runs that the generation has taken.
    runs: int
    #: The distance up to which one is accepted; infinite for the pilot.
    tolerance: float


class Calibration:
    """A calibration in its folder."""

    def __init__(self, folder: str | os.PathLike[str], function: Function | None = None) -> None:
        """Opens one that was planned; that of a function is given the function again."""
        self.folder = pathlib.Path(folder)
        try:
            told: dict[str, Any] = json.loads((self.folder / _NAME).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise wrong(f"{self.folder}: there is no {_NAME}; plan a calibration there with Calibration.plan") from None
        self.scenario: str | None = told["scenario"]
        #: Each parameter's prior: a range of which all values are as likely, or a :class:`Normal`.
        self.priors: dict[str, tuple[float, float] | Normal] = {
            name: (a, b) if form == "uniform" else Normal(a, b) for name, form, a, b in told["priors"]
        }
        #: What the scenario has for each parameter, before it is calibrated.
        self.declared: dict[str, float] = told["declared"]
        self._plan = told
        self._model: Model
        if self.scenario is not None and function is None:
            overlays = [str(path.absolute()) for path in sorted(self.folder.glob("overlay-*.yaml"))]
            self._model = Histories(self.scenario, told, overlays)
        elif self.scenario is None and function is not None:
            self._model = Statistics(function, told["observed"])
        else:
            raise wrong(f"{self.folder}: a calibration of a function is opened with the function, one of a scenario without")

    @classmethod
    def plan(
        cls,
        folder: str | os.PathLike[str],
        scenario: str | os.PathLike[str] | Function,
        parameters: Iterable[str] | Mapping[str, tuple[float, float] | Normal | None],
        *,
        observed: Mapping[str, float] | None = None,
        population: int = 100,
        generations: int = 6,
        pilot: int | None = None,
        least_acceptance: float = 0.02,
        seed: int = 1,
        scale: int | str = 1,
        until: str | None = None,
        set: Mapping[str, Value] | None = None,  # noqa: A002 the command's own word
        without: str | Iterable[str] = (),
        overlays: Iterable[Overlay] = (),
    ) -> Calibration:
        """Writes down what is to be calibrated, and how.

        Args:
            folder: Where it is kept. A calibration that stands there must be of the same plan.
            scenario: A bundled scenario or the path of one, which is held against its observations, those apart that are set aside; or a
                function of parameters and a seed that gives statistics by name.
            parameters: Names of parameters, with the ranges that the scenario declares, or ranges by name; of a trait with its stratum,
                ``"walkOut.worker"``. All values of a range are as likely beforehand.
            observed: A function's statistics as they were observed.
            population: Particles of a generation.
            generations: Generations, each nearer to what was recorded than the one before.
            pilot: Runs of parameters as they are likely beforehand, by which is known how far each target varies; as many as the
                population, unless told.
            least_acceptance: A generation of which fewer than this share of the tried was accepted is the last.
            seed: Of every draw.
            scale: One agent for so many people.
            until: The last day; observations after it are left out.
            set: Values to replace by path.
            without: Mechanisms to switch off.
            overlays: What is merged over the scenario.
        """
        for name, number, least in (("population", population, 2), ("generations", generations, 1), ("pilot", pilot or 2, 2)):
            if number < least:
                raise wrong(f"{name} {number}: at least {least}")
        function = scenario if callable(scenario) else None
        if (function is None) != (observed is None):
            raise wrong("observed: a function needs what was observed of it, and a scenario has observations of its own")
        path = pathlib.Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        files = []
        for number, overlay in enumerate(overlays, 1):
            files.append(path / f"overlay-{number}.yaml")
            keep(files[-1], _text(overlay))
        reference = None if callable(scenario) else os.fspath(scenario)
        known = None if reference is None else declared(reference, map(str, files))
        priors = _priors(known, parameters)
        plan = {
            "scenario": reference,
            "priors": priors,
            "declared": {name: known[bare].value for name, *_ in priors if known and (bare := name.removeprefix("parameters.")) in known},
            "observed": None if observed is None else {name: float(value) for name, value in observed.items()},
            "population": population,
            "generations": generations,
            "pilot": pilot or population,
            "leastAcceptance": least_acceptance,
            "seed": seed,
            "scale": str(scale),
            "until": until,
            "set": dict(set or {}),
            "without": several(without),
        }
        keep(path / _NAME, json.dumps(plan, indent=2) + "\n")
        return cls(path, function)

    def run(
        self,
        client: Client | None = None,
        *,
        generations: int | None = None,
        threads: int | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> pd.DataFrame:
        """Makes the pilot and each generation that is not there yet, here or on a Dask cluster, and returns the posterior.

        ``generations`` asks for more than were planned, or for fewer. What comes out is the same for any number of threads, here or on a cluster, at one go or broken off and gone on from: a generation
        that was not done is made anew, with the same draws. The workers of a cluster have one thread each, and this package.
        """
        abc = _abc()
        most, population = generations or self._plan["generations"], self._plan["population"]
        with _working(client, threads) as workers:
            pilot = self._piloted(workers, most, progress)
            made, distance = abc.Generations(self.folder / _HISTORY), abc.Distance(self.targets)
            while (done := made.count) < most and (done == 0 or self._acceptance(made) >= self._plan["leastAcceptance"]):

                def tell(accepted: int, tried: int, tolerance: float, number: int = done + 1) -> None:
                    if progress is not None:
                        progress(Progress(number, most, accepted, population, tried, tolerance))

                made.make_next(
                    self._model, self._prior, distance, pilot, population, workers, self._key(_OF_GENERATIONS), tell
                )
        return self.posterior()

    @cached_property
    def targets(self) -> pd.DataFrame:
        """What is aimed at, a row a target: what was ``recorded``, its ``scale`` and ``weight``, and how far one is that is ``missing``.

        ``scale`` is the median absolute deviation over the pilot, and the distance of its median from what was recorded. ``weight`` is nought for observations that were set aside, for those in
        which the pilot's runs do not differ, and for those of which half of them or more have nothing to say. Each kind of series has the same
        weight, within it each series, and within that each row.
        """
        path = self.folder / _TARGETS
        if not path.exists():
            raise wrong(f"{self.folder}: nothing was run yet")
        table = pd.read_csv(path, dtype={"place": str, "unit": str})
        return table.fillna({name: "" for name in ("place", "unit") if name in table})

    @property
    def generations(self) -> int:
        """How many generations are done."""
        return int(_abc().Generations(self.folder / _HISTORY).count)

    def course(self) -> pd.DataFrame:
        """A row a generation: its ``tolerance``, ``particles``, their ``effective`` number by weight, and how many ``runs`` they took."""
        return pd.DataFrame(_abc().Generations(self.folder / _HISTORY).course()).set_index("generation")

    def generation(self, number: int) -> pd.DataFrame:
        """The particles of a generation, 1 for the first: parameters by path, ``weight``, ``distance``, and the ``seed`` of each one's run."""
        made = _abc().Generations(self.folder / _HISTORY)
        if not 0 < number <= made.count:
            raise wrong(f"{self.folder}: generation {number} of {made.count} that are done; run it")
        rows = [
            {**one.parameter, "weight": one.weight, "distance": one.distance, "seed": int(one.sum_stat["seed"])}
            for one in made.particles(number)
        ]
        return pd.DataFrame(rows, columns=[*self.priors, "weight", "distance", "seed"])

    def posterior(self) -> pd.DataFrame:
        """The particles of the last generation, which are kept as ``posterior.csv`` too, where a plan of an ensemble can have them from."""
        frame = self.generation(max(1, self.generations))
        _table(frame, self.folder / _POSTERIOR)
        return frame

    def summary(self) -> pd.DataFrame:
        """A row a parameter: its ``prior``, what the scenario has ``declared``, and mean, standard deviation and quantiles of its posterior."""
        frame, described = self.posterior(), _abc().described
        rows = {
            name: {"prior": _told(prior), "declared": self.declared.get(name, np.nan), **described(frame[name].to_numpy(), frame["weight"].to_numpy())}
            for name, prior in self.priors.items()
        }
        table = pd.DataFrame.from_dict(rows, orient="index")
        table.index.name = "parameter"
        return table

    def overlay(self) -> pathlib.Path:
        """Writes the posterior as an overlay of the scenario, ``overlay.yaml``: the values of one particle, and ranges.

        The particle is the medoid: the one from which the others are least far, in standard deviations of the posterior, for medians of
        parameters one by one need not go together. The range of a parameter becomes the central nine tenths of its posterior, widened to
        hold the value.
        """
        if self.scenario is None:
            raise wrong(f"{self.folder}: this calibration is of a function, which has no overlay")
        frame, summary = self.posterior(), self.summary()
        values = frame[list(self.priors)].to_numpy() / summary["sd"].where(summary["sd"] > 0, 1).to_numpy()
        apart = np.abs(values[:, None, :] - values[None, :, :]).sum(axis=2) @ frame["weight"].to_numpy()
        chosen = frame.iloc[int(np.argmin(apart))]
        lines, traits = [], dict[str, list[str]]()
        for path in self.priors:
            name, _, stratum = path.removeprefix("parameters.").partition(".")
            value = f"{chosen[path]:.6g}"
            if stratum:
                traits.setdefault(name, []).append(f"{stratum}: {value}")
            else:
                low, high = sorted((float(value), *summary.loc[path, ["q05", "q95"]]))[:: 2]
                lines.append(f"  {name}: {{value: {value}, range: [{low:.6g}, {high:.6g}]}}")
        lines += [f"  {name}: {{values: {{{', '.join(values)}}}}}" for name, values in traits.items()]
        head = [
            f"# The posterior of a calibration of {self.scenario}: generation {self.generations} of {len(frame)} particles. Values are those of",
            "# the particle in their midst, ranges the central nine tenths. Lay it over with --with.",
            "parameters:",
        ]
        file = self.folder / _OVERLAY
        file.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
        return file

    def predict(self, runs: int = 100, client: Client | None = None, *, threads: int | None = None) -> pd.DataFrame:
        """The posterior predictive: new runs, of parameters that are drawn from the posterior, beside what was recorded.

        Returns:
            The targets, with quantiles ``q05``, ``q25``, ``median``, ``q75`` and ``q95`` of the new runs and, with ``prior_`` before
            the name, of the pilot's.
        """
        predicted = _abc().Prediction(self._model, self.posterior(), list(self.priors), self._key(_OF_PREDICTIONS))
        with _working(client, threads) as workers:
            made = list(workers.results(predicted, range(runs)))
        _replace(self.folder / _PREDICTIVE, _frame(made).to_parquet)
        return self.predictive()

    def predictive(self) -> pd.DataFrame:
        """What :meth:`predict` found."""
        table = self.targets.copy()
        for prefix, name in (("", _PREDICTIVE), ("prior_", _PILOT)):
            path = self.folder / name
            if not path.exists():
                raise wrong(f"{self.folder}: nothing was predicted yet; ask for predict()")
            values = np.stack(list(pd.read_parquet(path)["simulated"]))
            for level, share in _LEVELS.items():
                table[prefix + level] = [
                    np.quantile(told, share) if len(told := column[np.isfinite(column)]) else np.nan for column in values.T
                ]
        return table

    def check(
        self,
        rounds: int = 50,
        client: Client | None = None,
        *,
        threads: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> pd.DataFrame:
        """Whether calibration finds what is there: each round runs the model with parameters drawn from the prior, and calibrates it
        against that run as if it had been recorded.

        Rounds that were done are kept, and more can be asked for.

        Returns:
            A row a round and parameter: the ``truth``, mean, standard deviation and quantiles of the posterior, and the ``rank`` of the truth
            among 99 draws of it. Ranks are uniform where posteriors are right.

        - Source: simulation-based calibration, Talts et al. (2018), arXiv:1804.06788. Departure: posteriors are approximate here; ranks crowd
          in the middle where they are too wide.
        """
        abc, path = _abc(), self.folder / _CHECK
        with _working(client, threads) as workers:
            pilot = self._piloted(workers, self._plan["generations"], None)
            done = [pd.read_csv(path)] if path.exists() else []
            first = done[0]["round"].nunique() if done else 0
            a_round = abc.Round(
                self._model, self._prior, self.targets, pilot, self._plan["population"], self._plan["generations"], self._key(_OF_ROUNDS)
            )
            for number, rows in enumerate(workers.results(a_round, range(first, rounds)), first + 1):
                done = [pd.concat([*done, pd.DataFrame(rows)], ignore_index=True)]
                _table(done[0], path)
                if progress is not None:
                    progress(number, rounds)
        return self.checked()

    def checked(self) -> pd.DataFrame:
        """What :meth:`check` found."""
        path = self.folder / _CHECK
        if not path.exists():
            raise wrong(f"{self.folder}: it was not checked yet; ask for check()")
        return pd.read_csv(path)

    def recovery(self) -> pd.DataFrame:
        """A row a parameter, over the rounds of :meth:`check`: how well truths were found.

        ``correlation`` of truth and mean; ``error``, the root of the mean square of their difference, and ``prior_error``, that of the prior's
        mean; how many truths lie ``in_50`` and ``in_90``; and ``p``, of a chi-square test that ranks are uniform, in five bars.
        """
        from scipy.stats import chisquare

        rows: dict[str, dict[str, float]] = {}
        for name, found in self.checked().groupby("parameter", sort=False):
            truth, mean = found["truth"].to_numpy(), found["mean"].to_numpy()
            bars = np.bincount(found["rank"] * 5 // (_abc().RANKS + 1), minlength=5)
            rows[str(name)] = {
                "rounds": len(found),
                "correlation": float(np.corrcoef(truth, mean)[0, 1]),
                "error": float(np.sqrt(np.mean((mean - truth) ** 2))),
                "prior_error": float(np.sqrt(np.mean((_middle(self.priors[str(name)]) - truth) ** 2))),
                "in_50": float(((found["q25"] <= truth) & (truth <= found["q75"])).mean()),
                "in_90": float(((found["q05"] <= truth) & (truth <= found["q95"])).mean()),
                "p": float(chisquare(bars).pvalue),
            }
        table = pd.DataFrame.from_dict(rows, orient="index")
        table.index.name = "parameter"
        return table

    def plot(self, kind: str = "posterior") -> Any:
        """A picture by Altair: ``"posterior"``, ``"predictive"``, and of :meth:`check` ``"recovery"`` and ``"ranks"``."""
        from . import _calibration_plots

        return _calibration_plots.plot(self, kind)

    def __repr__(self) -> str:
        return f"<Calibration {self.folder}, {', '.join(self.priors)}>"

    @property
    def _prior(self) -> Any:
        return _abc().Prior(self.priors)

    @staticmethod
    def _acceptance(made: Any) -> float:
        last = made.course()[-1]
        return float(last["particles"] / last["runs"])

    def _key(self, of: int) -> tuple[int, int]:
        return self._plan["seed"], of

    def _piloted(self, workers: Any, generations: int, progress: Callable[[Progress], None] | None) -> list[Any]:
        """What would be recorded of the pilot's runs, which are made unless they were; and with them the targets."""
        abc, path, runs = _abc(), self.folder / _PILOT, self._plan["pilot"]
        if not path.exists():
            made: list[Any] = []
            for run in workers.results(abc.Pilot(self._model, self._prior, self._key(_OF_PILOT)), range(runs)):
                made.append(run)
                if progress is not None:
                    progress(Progress(0, generations, len(made), runs, len(made), np.inf))
            _replace(path, _frame(made).to_parquet)
        simulated = list(pd.read_parquet(path)["simulated"])
        if not (self.folder / _TARGETS).exists():
            targets = abc.weighed(self._model.targets(), np.stack(simulated))
            if not (targets["weight"] > 0).any():
                raise wrong(f"{self.folder}: the pilot's runs differ in nothing that was recorded; vary more, or let them go on longer")
            _table(targets, self.folder / _TARGETS)
        return simulated


def _abc() -> ModuleType:
    try:
        from . import _abc as abc
    except ImportError as error:
        raise DualPowerError(
            [f"calibration is done by pyABC, and {error.name} is not installed: pip install 'dualpower[calibration]'"], is_bad_input=True
        ) from None
    return abc


def _working(client: Client | None, threads: int | None) -> Any:
    _abc()
    from ._keyed import working

    return working(client, threads)


def _priors(
    known: Mapping[str, Declared] | None, parameters: Iterable[str] | Mapping[str, tuple[float, float] | Normal | None]
) -> list[tuple[str, str, float, float]]:
    """A row a parameter: name, form, and two numbers."""
    given = parameters if isinstance(parameters, Mapping) else dict.fromkeys(parameters)
    normal = {name: prior for name, prior in given.items() if isinstance(prior, Normal)}
    if normal and known is not None:
        raise wrong(f"parameters {next(iter(normal))}: a scenario's parameter has a range, which a normal prior leaves; name a range")
    others = {name: prior for name, prior in given.items() if not isinstance(prior, Normal)}
    ranges = ranges_of(known, others) if others or not normal else {}
    return [(name, "normal", *prior) for name, prior in normal.items()] + [(name, "uniform", *range_) for name, range_ in ranges.items()]


def _text(overlay: Overlay) -> str:
    """An overlay as its file holds it."""
    if isinstance(overlay, Mapping):
        return json.dumps(overlay, indent=2) + "\n"
    try:
        return pathlib.Path(overlay).read_text(encoding="utf-8")
    except OSError as error:
        raise wrong(f"{overlay}: {error.strerror}; name an overlay's file, or give what it holds") from None


def _told(prior: tuple[float, float] | Normal) -> str:
    return f"normal, {prior.mean:g} ± {prior.sd:g}" if isinstance(prior, Normal) else f"{prior[0]:g} to {prior[1]:g}"


def _middle(prior: tuple[float, float] | Normal) -> float:
    return prior.mean if isinstance(prior, Normal) else (prior[0] + prior[1]) / 2


def _frame(made: list[tuple[int, Mapping[str, float], Any]]) -> pd.DataFrame:
    """Runs, a row each: parameters, seed, and what would be recorded."""
    return pd.DataFrame([{**parameters, "seed": seed, "simulated": list(map(float, values))} for seed, parameters, values in made])


def _replace(path: pathlib.Path, write: Callable[[pathlib.Path], Any]) -> None:
    """Writes a file whole, or leaves the one that was."""
    made = path.with_suffix(".tmp")
    write(made)
    made.replace(path)


def _table(frame: pd.DataFrame, path: pathlib.Path) -> None:
    _replace(path, lambda file: frame.to_csv(file, index=False, float_format="%.17g"))
