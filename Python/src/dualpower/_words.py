"""What a scenario is changed by, in the words of the command's options."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
