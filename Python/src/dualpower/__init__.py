"""A laboratory of contested authority: societies in which nobody rules alone, one agent per person.

    import dualpower as dp

    run = dp.run("petrograd-1917", seed=1, scale=100, until="1917-04-05")
    run.events
    run.to_xarray("daily")["writ_of_all_council"].plot()

Names of tables and columns, with unit and meaning, are those of a kept run's Parquet files; each frame's
``attrs["units"]`` and ``attrs["meanings"]`` tell them.
"""

from ._command import clauses, compare, scenarios, score
from ._errors import DualPowerError
from ._library import version as _version
from .archive import Archive, open
from .calibration import Calibration, Normal
from .ensemble import Ensemble, ensemble
from .sensitivity import Study
from .simulation import Run, Simulation, run

__version__ = _version()
__all__ = [
    "Archive",
    "Calibration",
    "DualPowerError",
    "Ensemble",
    "Normal",
    "Run",
    "Simulation",
    "Study",
    "clauses",
    "compare",
    "ensemble",
    "open",
    "run",
    "scenarios",
    "score",
]
