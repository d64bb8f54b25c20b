"""Runs that were kept."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from ._errors import DualPowerError
from ._frames import WORDS
from .simulation import Tables


class Archive(Tables):
    """A run that was kept: its manifest, and its tables as they are asked for."""

    def __init__(self, folder: pathlib.Path, manifest: Mapping[str, Any]) -> None:
        self.folder = folder
        #: Version, scenario and its hash, seed, scale, every override, digest, checksums.
        self.manifest = manifest
        self.digest = str(manifest["digest"])
        self._files = _Files(folder, manifest)

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Every table by its name."""
        return self._files

    def __repr__(self) -> str:
        return f"<Archive {self.folder}, {self.digest}>"


class _Files(Mapping[str, pd.DataFrame]):
    """The Parquet files of a folder, each held against its checksum and read once."""

    def __init__(self, folder: pathlib.Path, manifest: Mapping[str, Any]) -> None:
        self._paths = {path.stem: path for path in sorted(folder.glob("*.parquet"))}
        self._sums = {file["name"]: file["sha256"] for file in manifest["files"]}
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            path = self._paths[name]
            if hashlib.sha256(path.read_bytes()).hexdigest() != self._sums.get(path.name):
                raise DualPowerError(
                    [f"{path}: damaged; what it holds is not what was written. Copy the folder again, or make it anew."],
                    is_bad_input=True,
                )
            self._read[name] = _frame(path)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def open(folder: str | os.PathLike[str]) -> Archive:  # noqa: A001 the word for it
    """Opens a run that ``dualpower run --out`` or :meth:`Run.save` kept.

    Raises:
        DualPowerError: Where the folder holds none.
    """
    path = pathlib.Path(folder)
    try:
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DualPowerError([f"{path}: there is no manifest.json; name the folder of a kept run"], is_bad_input=True) from None
    except (OSError, ValueError) as error:
        raise DualPowerError([f"{path}: manifest.json cannot be read: {error}"], is_bad_input=True) from None
    if "digest" not in manifest:
        raise DualPowerError([f"{path}: its manifest is of no single run; name the folder of one"], is_bad_input=True)
    return Archive(path, manifest)


def _frame(path: pathlib.Path) -> pd.DataFrame:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise DualPowerError(
            ["kept runs are read by pyarrow, which is not installed: pip install 'dualpower[archive]'"], is_bad_input=True
        ) from None
    table = pq.read_table(path)
    notes = json.loads((table.schema.metadata or {})[b"columns"])
    names = [field.name for field in table.schema if pa.types.is_string(field.type) and field.name not in WORDS]
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, categories=names)
    frame.attrs["units"] = {name: "" if note["unit"] in _NO_UNIT else note["unit"] for name, note in notes.items()}
    frame.attrs["meanings"] = {name: note["meaning"] for name, note in notes.items()}
    return frame


#: What a file states for columns that have none.
_NO_UNIT = {"1", "date", "time", "text", "true or false"}
