"""Tables as data frames and data sets: numbers stay where the library laid them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from ._library import Columns

_NUMBERS = {"int32": np.int32, "int64": np.int64, "double": np.float64, "bool": np.bool_, "date": np.int32,
            "timestamp": np.int64, "string": np.int32}

#: What tells the rows of a table apart, of those in which every combination of them has one.
KEYS = {
    "daily": ("day",),
    "strata": ("day", "stratum"),
    "bodies": ("day", "body"),
    "hourly": ("tick",),
    "stances": ("tick", "body", "other"),
    "places": ("day", "place"),
}

#: Columns that say when, beside the key.
_CLOCK = ("date", "date_gregorian", "at", "at_gregorian")

#: Columns of text that is hardly ever the same twice; in others a few names come again and again.
WORDS = {"date", "at", "id", "text"}


def frames(columns: Columns) -> dict[str, pd.DataFrame]:
    """Every table by its name."""
    return {table["name"]: _frame(columns, number, table) for number, table in enumerate(columns.tables)}


def _frame(columns: Columns, number: int, table: Mapping[str, Any]) -> pd.DataFrame:
    series = {
        column["name"]: _values(columns, number, position, column, table["rows"])
        for position, column in enumerate(table["columns"])
    }
    frame = pd.DataFrame(series, copy=False)
    frame.attrs["units"] = {column["name"]: column["unit"] for column in table["columns"]}
    frame.attrs["meanings"] = {column["name"]: column["meaning"] for column in table["columns"]}
    return frame


def _values(columns: Columns, table: int, position: int, column: Mapping[str, Any], rows: int) -> Any:
    dtype: np.dtype[Any] = np.dtype(_NUMBERS[column["type"]])
    numbers: np.ndarray[Any, np.dtype[Any]] = np.empty(0, dtype)
    if rows > 0:
        numbers = np.frombuffer(columns.memory(table, position, rows * dtype.itemsize), dtype)
    if column["type"] == "timestamp":
        return numbers.view("datetime64[ms]")
    if column["type"] == "date":
        return numbers.astype("datetime64[D]").astype("datetime64[s]")
    if column["type"] == "string" and column["name"] in WORDS:
        # The last is taken by what is absent, which is -1.
        return np.array([*column["words"], None], dtype=object)[numbers]
    if column["type"] == "string":
        return pd.Categorical.from_codes(numbers, column["words"])
    return numbers


def dataset(name: str, frame: pd.DataFrame) -> xr.Dataset:
    """A table over what tells its rows apart; not a number where there is no row."""
    keys = KEYS[name]
    places = [pd.factorize(frame[key]) for key in keys]
    if "other" in keys:
        # The same bodies in the same order, so that a body's stance to another is across from the other's to it.
        bodies = places[keys.index("body")][1]
        places[keys.index("other")] = (bodies.get_indexer(pd.Index(frame["other"])), bodies)
    coordinates: dict[str, Any] = {key: (key, _plain(values)) for key, (_, values) in zip(keys, places, strict=True)}
    shape = tuple(len(values) for _, values in places)
    variables: dict[str, Any] = {}
    for column in frame.columns.drop(list(keys)):
        notes = {"units": frame.attrs["units"][column], "long_name": frame.attrs["meanings"][column]}
        array = _plain(frame[column])
        if column in _CLOCK:
            # The same for all rows of a day or an hour.
            _, first = np.unique(places[0][0], return_index=True)
            coordinates[column] = (keys[0], array[first], notes)
        elif len(frame) == np.prod(shape):
            # Rows stand in the order of their keys, so that this is another view of the same numbers.
            variables[column] = (keys, array.reshape(shape), notes)
        else:
            grid = np.full(shape, np.nan)
            grid[tuple(codes for codes, _ in places)] = array
            variables[column] = (keys, grid, notes)
    return xr.Dataset(variables, coordinates)


def _plain(values: Any) -> np.ndarray[Any, np.dtype[Any]]:
    """Values as an array; text as text."""
    dtype = values.dtype
    is_text = isinstance(dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(dtype)
    return np.asarray(values, dtype=np.str_) if is_text else np.asarray(values)
