"""What a scenario is changed by, in the words of the command's options."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ._errors import DualPowerError

#: A value of a scenario.
Value = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]

#: An overlay: its path, or what its file would hold.
Overlay = str | os.PathLike[str] | Mapping[str, Any]


def sets(values: Mapping[str, Value] | None) -> list[str]:
    """Values by path, each as ``--set`` takes it."""
    return [
        f"{path}={value if isinstance(value, str) else json.dumps(value)}" for path, value in (values or {}).items()
    ]


def several(names: str | Iterable[str]) -> list[str]:
    """One name or several."""
    return [names] if isinstance(names, str) else list(names)


def files(overlays: Iterable[Overlay], folder: str) -> list[str]:
    """The files of overlays; those that come as dictionaries are written to a folder, as JSON, which is YAML."""
    paths: list[str] = []
    for number, overlay in enumerate(overlays, 1):
        if isinstance(overlay, Mapping):
            path = pathlib.Path(folder) / f"overlay-{number}.yaml"
            path.write_text(json.dumps(overlay), encoding="utf-8")
            paths.append(str(path))
        else:
            paths.append(os.fspath(overlay))
    return paths


def varied(word: str) -> tuple[str, tuple[float, float] | None]:
    """A parameter and its range, if one is told."""
    name, _, range_ = word.partition("=")
    if not range_:
        return name, None
    try:
        low, high = (float(end) for end in range_.split(".."))
    except ValueError:
        raise DualPowerError([f"--vary {word}: a range is two numbers, as {name}=0.08..0.2"], is_bad_input=True) from None
    return name, (low, high)
