"""The tables of a run, made of the model's rows by the plans of its pack; `TablePlan.swift` fills a kept run's files by the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from . import _sentences
from ._packs import Pack

Array = np.ndarray[Any, np.dtype[Any]]

_HOUR = 3_600_000


class Rows:
    """The rows of a record as numbers, table by table."""

    def __init__(self, numbers: Array, layout: dict[str, list[dict[str, Any]]]) -> None:
        self._layout = layout
        self.tables: list[Array] = []
        at = 0
        for name, columns in layout.items():
            count, width = int(numbers[at]), int(numbers[at + 1])
            known = sum(column.get("count", 1) for column in columns)
            if count > 0 and width != known:
                raise ValueError(f"{name}: rows of {width} numbers, where the notes tell of {known}")
            at += 2
            self.tables.append(numbers[at : at + count * known].reshape(count, known))
            at += count * known

    def field(self, table: str, name: str) -> Array:
        """A plain column of some rows."""
        place = 0
        for column in self._layout[table]:
            if column["name"] == name:
                return self.tables[list(self._layout).index(table)][:, place]
            place += column.get("count", 1)
        raise KeyError(name)


class Column:
    """A column's values, as the native library lays them: text as numbers and the distinct texts once."""

    def __init__(self, plan: dict[str, Any], kind: str, values: Array, words: Iterable[str] = ()) -> None:
        self.note = {
            "name": plan["name"], "unit": plan["unit"], "meaning": plan["meaning"], "type": kind, "words": list(words)
        }
        self.values = values


def tables(rows: Rows, pack: Pack) -> list[tuple[str, list[Column]]]:
    """Every table with its columns."""
    plans = pack.plans["tables"]
    has_towns = len(rows.field("towns", "town")) > 0
    return [
        (plan["name"], [_column(column, rows, plan["rows"], pack) for column in plan["columns"]])
        for plan in plans
        if has_towns or not plan["isOfCountry"]
    ]


def _column(plan: dict[str, Any], rows: Rows, table: int, pack: Pack) -> Column:
    matrix = rows.tables[table]
    texts = pack.plans["texts"]

    def taken(places: list[int]) -> Array:
        return matrix[:, places].ravel()

    def indices(places: list[int]) -> Array:
        return taken(places).astype(np.int64)

    match plan["from"]:
        case "double":
            return Column(plan, "double", taken(plan["at"]))
        case "doubleOrNone":
            numbers = taken(plan["at"])
            return Column(plan, "double", np.where(numbers < 0, np.nan, numbers))
        case "int32":
            return Column(plan, "int32", taken(plan["at"]).astype(np.int32))
        case "share":
            part, whole = taken(plan["at"]), taken(plan["of"])
            return Column(plan, "double", np.divide(part, whole, out=np.zeros_like(part), where=whole > 0))
        case "figure":
            return Column(plan, "double", np.array(plan["figures"], np.float64)[indices(plan["at"])])
        case "date":
            return Column(plan, "date", (indices(plan["at"]) + plan["first"]).astype(np.int32))
        case "timestamp":
            return Column(plan, "timestamp", (indices(plan["at"]) + plan["first"] * 24) * _HOUR)
        case "text":
            words = texts[plan["texts"]]
            return _coded(plan, indices(plan["at"]), lambda index: _at(words, index))
        case "chosen":
            lists = [texts[place] for place in plan["lists"]]
            longest = 1 + max(len(words) for words in lists)
            at, by = indices(plan["at"]), indices(plan["by"])
            # One number for the two: what is no index is told as the last, which no list has.
            pairs = by * longest + np.where((at < 0) | (at >= longest), longest - 1, at)
            return _coded(plan, pairs, lambda pair: _at(lists[pair // longest], pair % longest))
        case "each":
            words = texts[plan["texts"]]
            return _coded(plan, np.tile(np.arange(len(words)), len(matrix)), lambda index: _at(words, index))
        case "numbered":
            return _told(plan, _numbered(indices(plan["at"]), texts[plan["texts"]]))
        case "sentence":
            return _told(plan, _sentences.sentences(rows.field, pack.notes))
    raise ValueError(f"{plan['name']} comes from {plan['from']!r}, which this package does not know")


def _at(words: list[str | None], index: int) -> str | None:
    return words[index] if 0 <= index < len(words) else None


def _coded(plan: dict[str, Any], indices: Array, text: Callable[[int], str | None]) -> Column:
    """A column of text by index; its words stand in the order in which they come first, and what is absent is -1."""
    places, firsts = pd.factorize(indices)
    words: dict[str, int] = {}
    codes = np.full(len(firsts), -1, np.int32)
    for place, index in enumerate(firsts):
        word = text(int(index))
        if word is not None:
            codes[place] = words.setdefault(word, len(words))
    return Column(plan, "string", codes[places], words)


def _told(plan: dict[str, Any], texts: list[str]) -> Column:
    """A column of text that is hardly ever the same twice."""
    words: dict[str, int] = {}
    codes = np.array([words.setdefault(text, len(words)) for text in texts], np.int32)
    return Column(plan, "string", codes, words)


def _numbered(indices: Array, words: list[str]) -> list[str]:
    counts: dict[int, int] = {}
    texts: list[str] = []
    for index in indices.tolist():
        counts[index] = counts.get(index, 0) + 1
        texts.append(f"{words[index]}-{counts[index]}")
    return texts
