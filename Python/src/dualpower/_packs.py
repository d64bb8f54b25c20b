"""What a package without a native library carries: for each scenario and scale a society, and what is told of it.

``dualpower pack`` has written them; ``Python/build_library.py`` says which there are.
"""

from __future__ import annotations

import gzip
import json
from functools import cached_property, lru_cache
from typing import Any

from . import _home


class Pack:
    """A scenario at a scale."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _bytes(self, kind: str) -> bytes:
        return gzip.decompress((_home.PACKS / f"{self._name}.{kind}.gz").read_bytes())

    @property
    def society(self) -> bytes:
        """The society as the model takes it."""
        return self._bytes("bin")

    @cached_property
    def notes(self) -> dict[str, Any]:
        """Names, calendar, mechanisms, and which number of a row is which: see ``PageNotes.swift``."""
        notes: dict[str, Any] = json.loads(self._bytes("notes.json"))
        return notes

    @cached_property
    def plans(self) -> dict[str, Any]:
        """How tables are made of rows, and which values can be set: see ``TableNotes.swift``."""
        plans: dict[str, Any] = json.loads(self._bytes("tables.json"))
        return plans

    @cached_property
    def dates(self) -> list[str]:
        """The days of the scenario in its own calendar."""
        daily = next(table for table in self.plans["tables"] if table["name"] == "daily")
        column = next(column for column in daily["columns"] if column["name"] == "date")
        dates: list[str] = self.plans["texts"][column["texts"]]
        return dates


@lru_cache(maxsize=4)
def pack(scenario: str, scale: int) -> Pack:
    """The pack of a scenario at a scale that :func:`scales` has."""
    return Pack(f"{scenario}-{scale}")


@lru_cache(maxsize=1)
def index() -> dict[str, Any]:
    """The version, and the scenarios with the scales at which each is carried."""
    told: dict[str, Any] = json.loads((_home.PACKS / "index.json").read_text(encoding="utf-8"))
    return told


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words of sentences: those of the page, ``Web/text/en.json``."""
    told: dict[str, Any] = json.loads((_home.PACKS / "words.json").read_text(encoding="utf-8"))
    return told


def scales() -> dict[str, list[int]]:
    """The scales at which each scenario is carried."""
    return {entry["id"]: entry["scales"] for entry in index()["scenarios"]}
