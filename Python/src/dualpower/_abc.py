"""Approximate Bayesian computation by pyABC: priors, distance, and one generation after the other."""

from __future__ import annotations

import logging
import pathlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyabc

from ._keyed import KeyedSampler, Workers, drawn
from ._models import Model
from ._studies import quantiles

if TYPE_CHECKING:
    from .calibration import Normal

logging.getLogger("ABC").setLevel(logging.WARNING)

#: Draws of a posterior among which a truth has its rank.
RANKS = 99
_MOST_SEED = 2**31


class Prior:
    """How likely parameters are beforehand, each by itself."""

    def __init__(self, priors: Mapping[str, tuple[float, float] | Normal]) -> None:
        self.distribution = pyabc.Distribution(
            **{
                name: pyabc.RV("norm", *prior) if hasattr(prior, "sd") else pyabc.RV("uniform", prior[0], prior[1] - prior[0])
                for name, prior in priors.items()
            }
        )

    def draw(self) -> dict[str, float]:
        """Parameters, by numpy's common stream."""
        return plain(self.distribution.rvs())


def plain(parameters: Mapping[str, Any]) -> dict[str, float]:
    """Parameters as a dictionary of numbers."""
    return {name: float(value) for name, value in parameters.items()}


def new_seed() -> int:
    """The seed of a run, by numpy's common stream."""
    return int(np.random.randint(_MOST_SEED))


class Distance:
    """The weighted mean over targets of how far a run is from what was recorded, in the pilot's spreads.

    A run that has nothing to say of a target is as far from it as the farthest of the pilot.
    """

    def __init__(self, targets: pd.DataFrame) -> None:
        #: What was recorded, counted or not.
        self.recorded = targets["recorded"].to_numpy(dtype=float)
        self._counts = targets["weight"].to_numpy() > 0
        used = targets[self._counts]
        self._weights = used["weight"].to_numpy() / used["weight"].sum()
        self._scale, self._missing = (used[name].to_numpy(dtype=float) for name in ("scale", "missing"))

    def of(self, simulated: Any) -> float:
        """How far one run is."""
        apart = np.abs((np.asarray(simulated) - self.recorded)[self._counts]) / self._scale
        return float(self._weights @ np.where(np.isnan(apart), self._missing, apart))

    def __call__(self, simulated: Mapping[str, Any], _: Mapping[str, Any]) -> float:
        return self.of(simulated["simulated"])


def weighed(targets: pd.DataFrame, pilot: Any) -> pd.DataFrame:
    """Targets with scale, weight and the distance of what is missing, from the pilot: shape ``[run × target]``.

    - Source: that each counts by its median absolute deviation beforehand, Prangle (2017), doi:10.1214/16-BA1002; that the distance of
      its median from what was recorded is added, so that a target which no run comes near does not drown the others, Schälte, Alamoudi and
      Hasenauer (2021), doi:10.1101/2021.07.29.454327.
    """
    table = targets.copy()
    recorded = table["recorded"].to_numpy(dtype=float)
    middle = _over_runs(np.median, pilot)
    scale = _over_runs(np.median, np.abs(pilot - middle)) + np.abs(middle - recorded)
    # Where half of the runs and what was recorded are one number, the others tell how far one can be from it.
    spread = _over_runs(np.std, pilot)
    table["scale"] = np.where(scale > 0, scale, spread)
    with np.errstate(all="ignore"):
        table["missing"] = _over_runs(np.max, np.abs(pilot - recorded) / table["scale"].to_numpy())
    is_told = 2 * np.isfinite(pilot).sum(axis=0) > len(pilot)
    used = table[is_told & (spread > 0) & np.isfinite(recorded) & ~table["is_set_aside"].to_numpy(dtype=bool)]
    kinds = used["series"].str.partition(".")[0]
    series = used.groupby(kinds)["series"].transform("nunique")
    rows = used.groupby("series")["series"].transform("size")
    table["weight"] = (1 / (max(1, kinds.nunique()) * series * rows)).reindex(table.index, fill_value=0.0)
    return table


def _over_runs(statistic: Callable[[Any], Any], values: Any) -> Any:
    """A statistic of each target, over the runs that have something to say of it."""
    told = [column[np.isfinite(column)] for column in values.T]
    return np.array([float(statistic(column)) if len(column) else np.nan for column in told])


class Pilot:
    """Runs of parameters as they are likely beforehand: seed, parameters, and what would be recorded."""

    def __init__(self, model: Model, prior: Prior, key: tuple[int, ...]) -> None:
        self._model, self._prior, self._key = model, prior, key

    def __call__(self, number: int) -> tuple[int, dict[str, float], Any]:
        with drawn((*self._key, number)):
            parameters, seed = self._prior.draw(), new_seed()
        return seed, parameters, self._model.simulated(parameters, seed)


class Prediction:
    """Runs of parameters that are drawn from a posterior."""

    def __init__(self, model: Model, particles: pd.DataFrame, names: Sequence[str], key: tuple[int, ...]) -> None:
        self._model, self._key = model, key
        self._rows = particles[list(names)].to_numpy()
        self._names, self._weights = list(names), particles["weight"].to_numpy()

    def __call__(self, number: int) -> tuple[int, dict[str, float], Any]:
        with drawn((*self._key, number)):
            chosen = self._rows[np.random.choice(len(self._rows), p=self._weights / self._weights.sum())]
            seed = new_seed()
        parameters = {name: float(value) for name, value in zip(self._names, chosen, strict=True)}
        return seed, parameters, self._model.simulated(parameters, seed)


class _Particle:
    """A model as pyABC asks for it; each particle keeps the seed of its run."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, parameters: Mapping[str, float]) -> dict[str, Any]:
        seed = new_seed()
        return {"seed": seed, "simulated": self._model.simulated(plain(parameters), seed)}


class Generations:
    """The generations of a calibration, in a database of pyABC's.

    - Source: ABC-SMC of Toni et al. (2009), doi:10.1098/rsif.2008.0172; steps by a normal kernel of twice the covariance of the generation
      before, Filippi et al. (2013), doi:10.1515/sagmb-2012-0069: by pyABC's own rule, that of density estimates, one particle of many parameters
      soon has all the weight. A generation's tolerance is the median of the distances of the one before, the first's that of the pilot.
    """

    def __init__(self, file: pathlib.Path) -> None:
        self._database = f"sqlite:///{file}"
        self._file = file

    @property
    def count(self) -> int:
        """How many are done."""
        return int(self._history().max_t) + 1 if self._file.exists() else 0

    def particles(self, number: int) -> list[Any]:
        """The particles of one, 1 for the first; weights sum to 1."""
        found: list[Any] = self._history().get_population(number - 1).particles
        return found

    def course(self) -> list[dict[str, float]]:
        """Of each that is done its tolerance, its particles, for how many even ones they count, and how many runs they took."""
        history = self._history()
        told = history.get_all_populations()
        return [
            {
                "generation": row.t + 1, "tolerance": row.epsilon, "particles": row.particles,
                "effective": float(1 / (history.get_weighted_distances(row.t)["w"] ** 2).sum()), "runs": row.samples,
            }
            for row in told[told["t"] >= 0].itertuples()
        ]

    def make_next(
        self,
        model: Model,
        prior: Prior,
        distance: Distance,
        pilot: Sequence[Any],
        population: int,
        workers: Workers,
        key: tuple[int, ...],
        tell: Callable[[int, int, float], None],
    ) -> None:
        """Makes one more, from what the database holds of the one before, so that it is the same whenever that was made.

        ``tell`` hears how many are accepted of how many that were tried, and the tolerance.
        """
        done = self.count
        if done == 0:
            tolerance = float(np.median([distance.of(values) for values in pilot]))
        else:
            before = self.particles(done)
            (tolerance,) = quantiles([one.distance for one in before], [one.weight for one in before], (0.5,))
        abc = pyabc.ABCSMC(
            _Particle(model),
            prior.distribution,
            distance,
            population_size=population,
            transitions=pyabc.MultivariateNormalTransition(bandwidth_selector=_twice),
            eps=pyabc.ConstantEpsilon(tolerance),
            sampler=KeyedSampler(workers, key, lambda accepted, tried: tell(accepted, tried, tolerance)),
        )
        if not self._file.exists():
            begun = Generations(self._file.with_suffix(".tmp"))
            begun._file.unlink(missing_ok=True)
            abc.new(begun._database, {"simulated": distance.recorded})
            begun._file.replace(self._file)
        abc.load(self._database)
        abc.run(max_nr_populations=1)

    def _history(self) -> Any:
        return pyabc.History(self._database)


def _twice(*_: float) -> float:
    """The width of a kernel that has twice the covariance."""
    return float(np.sqrt(2))


class Round:
    """A round of a check: a truth from the prior, its run, and what calibration makes of that run."""

    def __init__(
        self, model: Model, prior: Prior, targets: pd.DataFrame, pilot: Sequence[Any], population: int, generations: int,
        key: tuple[int, ...],
    ) -> None:
        self._model, self._prior, self._targets, self._pilot = model, prior, targets, list(pilot)
        self._population, self._generations, self._key = population, generations, key

    def __call__(self, number: int) -> list[dict[str, float | str]]:
        key = (*self._key, number)
        with drawn((*key, 0)):
            truth, seed = self._prior.draw(), new_seed()
        targets = weighed(self._targets.assign(recorded=self._model.simulated(truth, seed)), np.stack(self._pilot))
        distance = Distance(targets)
        with tempfile.TemporaryDirectory(prefix="dualpower-") as folder:
            made = Generations(pathlib.Path(folder) / "history.db")
            for _ in range(self._generations):
                made.make_next(
                    self._model, self._prior, distance, self._pilot, self._population, Workers(), (*key, 1), lambda *_: None
                )
            particles = made.particles(self._generations)
        weights = np.array([one.weight for one in particles])
        with drawn((*key, 2)):
            chosen = np.random.choice(len(particles), RANKS, p=weights / weights.sum())
        rows: list[dict[str, float | str]] = []
        for name, value in truth.items():
            values = np.array([float(one.parameter[name]) for one in particles])
            rows.append(
                {
                    "round": number + 1,
                    "parameter": name,
                    "truth": value,
                    **described(values, weights),
                    "rank": int((values[chosen] < value).sum()),
                }
            )
        return rows


def described(values: Any, weights: Any) -> dict[str, float]:
    """Mean, standard deviation and quantiles of weighted values."""
    mean = float(weights @ values)
    levels = quantiles(values, weights, (0.05, 0.25, 0.5, 0.75, 0.95))
    names = ("q05", "q25", "median", "q75", "q95")
    return {"mean": mean, "sd": float(np.sqrt(weights @ (values - mean) ** 2)), **dict(zip(names, levels, strict=True))}
