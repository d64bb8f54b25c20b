"""Runs that were kept."""

from __future__ import annotations

import hashlib
import json
import os
import pathlib
import re
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
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != self._sums.get(path.name):
                raise _changed(path, _DAMAGED)
            self._read[name] = _frame(data)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def open(folder: str | os.PathLike[str]) -> Archive:  # noqa: A001 the word for it
    """Opens a run that ``dualpower run --out`` or :meth:`Run.save` kept.

    Raises:
        DualPowerError: Where the folder holds none, or its manifest is not as it was written.
    """
    path = pathlib.Path(folder)
    file = path / "manifest.json"
    try:
        text = file.read_bytes()
        manifest = json.loads(text)
    except FileNotFoundError:
        raise DualPowerError([f"{path}: there is no manifest.json; name the folder of a kept run"], is_bad_input=True) from None
    except (OSError, ValueError) as error:
        raise DualPowerError([f"{path}: manifest.json cannot be read: {error}"], is_bad_input=True) from None
    if not isinstance(manifest, dict) or "digest" not in manifest:
        raise DualPowerError([f"{path}: its manifest is of no single run; name the folder of one"], is_bad_input=True)
    seal = _SEAL.search(text)
    if seal is None:
        raise _changed(file, "no checksum of itself; it was changed, or an earlier version wrote it.")
    if hashlib.sha256(text[: seal.start()] + b"\n}").hexdigest().encode() != seal["sum"]:
        raise _changed(file, _DAMAGED)
    return Archive(path, manifest)


def _changed(file: pathlib.Path, what: str) -> DualPowerError:
    return DualPowerError([f"{file}: {what} Copy the folder again, or make it anew."], is_bad_input=True)


_DAMAGED = "damaged; what it holds is not what was written."
#: The last member of a manifest: the checksum of the manifest as it would be without.
_SEAL = re.compile(rb',\n  "sha256": "(?P<sum>[0-9a-f]{64})"\n}\n$')


def _frame(data: bytes) -> pd.DataFrame:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise DualPowerError(
            ["kept runs are read by pyarrow, which is not installed: pip install 'dualpower[archive]'"], is_bad_input=True
        ) from None
    table = pq.read_table(pa.BufferReader(data))
    notes = json.loads((table.schema.metadata or {})[b"columns"])
    names = [field.name for field in table.schema if pa.types.is_string(field.type) and field.name not in WORDS]
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, categories=names)
    frame.attrs["units"] = {name: "" if note["unit"] in _NO_UNIT else note["unit"] for name, note in notes.items()}
    frame.attrs["meanings"] = {name: note["meaning"] for name, note in notes.items()}
    return frame


#: What a file states for columns that have none.
_NO_UNIT = {"1", "date", "time", "text", "true or false"}
