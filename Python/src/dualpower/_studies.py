"""What studies of a scenario's parameters have in common: ranges, and files that are written once."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ._command import told
from ._errors import DualPowerError


class Declared(NamedTuple):
    """A parameter's value and range, as a scenario declares them."""

    value: float
    low: float
    high: float


def declared(scenario: str | os.PathLike[str], overlays: Iterable[str] = ()) -> dict[str, Declared]:
    """What a scenario declares, by name; of a trait by name and stratum, ``walkOut.worker``."""
    answer = told(["explain", os.fspath(scenario), *(f"--with={file}" for file in overlays)])
    return {
        ".".join(filter(None, (row["name"], row["stratum"]))): Declared(*(float(row[name]) for name in Declared._fields))
        for row in answer["parameters"]
    }


def ranges_of(
    known: Mapping[str, Declared] | None, parameters: Iterable[str] | Mapping[str, tuple[float, float] | None]
) -> dict[str, tuple[float, float]]:
    """Ranges by path; a name is that of a parameter that is declared, where there is a scenario."""
    given: Mapping[str, tuple[float, float] | None] = (
        dict(parameters) if isinstance(parameters, Mapping) else dict.fromkeys(parameters)
    )
    if not given:
        raise wrong("parameters: name one at least")
    if known is None:
        return {name: range_of(name, range_) for name, range_ in given.items()}
    ranges: dict[str, tuple[float, float]] = {}
    unknown: list[str] = []
    for name, range_ in given.items():
        bare = name.removeprefix("parameters.")
        if range_ is None and bare not in known:
            unknown.append(f"parameters {name}: the scenario declares none; allowed: {', '.join(sorted(known))}")
            continue
        path = f"parameters.{bare}" if bare in known or "." not in name else name
        ranges[path] = range_of(name, (known[bare].low, known[bare].high) if range_ is None else range_)
    if unknown:
        raise DualPowerError(unknown, is_bad_input=True)
    return ranges


def range_of(name: str, range_: Sequence[float] | None) -> tuple[float, float]:
    """A range that is told, checked."""
    if range_ is None or len(range_) != 2 or not range_[0] < range_[1]:
        raise wrong(f"parameters {name}: a range is two numbers, the lower first, as (0.08, 0.2)")
    return float(range_[0]), float(range_[1])


def keep(path: pathlib.Path, text: str) -> None:
    """Writes a file whole, unless it stands there; what stands there must be the same."""
    if path.exists():
        if path.read_text(encoding="utf-8") != text:
            raise wrong(f"{path}: another study was planned here; name another folder")
        return
    made = path.with_suffix(".tmp")
    made.write_text(text, encoding="utf-8")
    made.replace(path)


def wrong(sentence: str) -> DualPowerError:
    """An error that whoever asked can mend."""
    return DualPowerError([sentence], is_bad_input=True)


def quantiles(values: Any, weights: Any, levels: Sequence[float]) -> list[float]:
    """Quantiles of weighted values: the least value at which so much of the weight is reached."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(np.asarray(weights)[order]) / np.sum(weights)
    last = len(order) - 1
    return [float(np.asarray(values)[order[min(int(np.searchsorted(reached, level)), last)]]) for level in levels]
