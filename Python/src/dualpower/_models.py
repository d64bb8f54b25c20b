"""What can be calibrated: a scenario, and a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd

from ._errors import DualPowerError
from .simulation import Simulation

#: A function of parameters by name and a seed, which gives statistics by name.
Function = Callable[[Mapping[str, float], int], Mapping[str, float]]


class Model(Protocol):
    """What draws histories by parameters and a seed."""

    def simulated(self, parameters: Mapping[str, float], seed: int) -> Any:
        """What would have been recorded of a run, a number a target; not a number where it has nothing to say."""

    def targets(self) -> pd.DataFrame:
        """What was recorded, a row a target: ``series``, ``recorded``, ``is_set_aside``, and more that tells it apart."""


class Histories:
    """Runs of a scenario, held against its observations."""

    def __init__(self, scenario: str, plan: Mapping[str, Any], overlays: Sequence[str]) -> None:
        self._scenario, self._overlays, self._set = scenario, list(overlays), plan["set"]
        self._asked = {name: plan[name] for name in ("scale", "until", "without")}

    def _observations(self, parameters: Mapping[str, float], seed: int) -> pd.DataFrame:
        begun = Simulation(
            self._scenario, seed, set={**self._set, **parameters}, overlays=self._overlays, threads=1, **self._asked
        )
        return begun.run().observations

    def simulated(self, parameters: Mapping[str, float], seed: int) -> Any:
        """The run of these parameters, as records would have it."""
        return self._observations(parameters, seed)["simulated"].to_numpy()

    def targets(self) -> pd.DataFrame:
        """The scenario's observations on the days of the runs."""
        frame = self._observations({}, seed=1).drop(columns="simulated")
        if frame.empty:
            raise DualPowerError(
                [f"{self._scenario}: it has no observations on the days of the runs; let them go on longer, or give it some"],
                is_bad_input=True,
            )
        return frame.astype({name: str for name in ("series", "label", "unit", "place", "source")})


class Statistics:
    """A function, held against what was observed of it."""

    def __init__(self, function: Function, observed: Mapping[str, float]) -> None:
        self._function, self._observed = function, dict(observed)

    def simulated(self, parameters: Mapping[str, float], seed: int) -> Any:
        """The function's statistics, in the order of those that were observed."""
        found = self._function(parameters, seed)
        return np.array([float(found[name]) for name in self._observed])

    def targets(self) -> pd.DataFrame:
        """What was observed."""
        return pd.DataFrame({"series": list(self._observed), "recorded": list(self._observed.values()), "is_set_aside": False})
