"""Reads a run's folder as its users will, and says what is amiss.

check_archive.py RUN: RUN is a run's folder; every table is read by pyarrow and by DuckDB.
check_archive.py --table FILE EXPECTED…: FILE is a Parquet file, EXPECTED its columns as a JSON object.
"""

import hashlib
import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

KEYS = {
    "daily": ["day"], "strata": ["day", "stratum"], "bodies": ["day", "body"],
    "hourly": ["tick"], "stances": ["tick", "body", "other"], "places": ["day", "place"],
    "events": ["id"], "orders": [], "deputies": [], "readings": ["run", "series", "place", "hour"],
}


def plain(value):
    """A value as JSON has it: dates and hours as the numbers that the file keeps."""
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1)) // timedelta(milliseconds=1)
    return (value - date(1970, 1, 1)).days if isinstance(value, date) else value


def by_duckdb(path):
    found = duckdb.connect().execute(f"from read_parquet('{path}')")
    names = [column[0] for column in found.description]
    rows = found.fetchall()
    return {name: [plain(row[i]) for row in rows] for i, name in enumerate(names)}


def by_pyarrow(path):
    return {name: [plain(v) for v in values]
            for name, values in pq.read_table(path).to_pydict().items()}


def statistics(path):
    """Bounds and absent values that do not hold for their row group, as sentences."""
    file = pq.ParquetFile(path)
    for group in range(file.num_row_groups):
        table = file.read_row_group(group)
        for index, name in enumerate(table.column_names):
            found = file.metadata.row_group(group).column(index).statistics
            values = [v for v in table[name].to_pylist() if v is not None]
            if found.null_count != table.num_rows - len(values):
                yield f"{path.name}: {name}: {found.null_count} absent values, by its statistics"
            order = (lambda v: v.encode()) if pa.types.is_string(table[name].type) else None
            if values and (found.min, found.max) != (min(values, key=order), max(values, key=order)):
                yield f"{path.name}: {name}: {found.min} to {found.max}, by its statistics"


def check_table(path, expected):
    yield from statistics(path)
    for reader in (by_pyarrow, by_duckdb):
        found = reader(path)
        if list(found) != list(expected):
            yield f"{reader.__name__}: columns {list(found)}"
        for name in expected:
            if found.get(name) != expected[name]:
                yield f"{reader.__name__}: {name} differs"


def check_run(run):
    manifest = json.loads((run / "manifest.json").read_text())
    listed = {file["name"]: file for file in manifest["files"]}
    there = {str(p.relative_to(run)) for p in run.rglob("*") if p.is_file()} - {"manifest.json"}
    if set(listed) != there:
        yield f"the manifest lists other files than are there: {set(listed) ^ there}"
    for name, file in listed.items():
        content = (run / name).read_bytes()
        if (len(content), hashlib.sha256(content).hexdigest()) != (file["bytes"], file["sha256"]):
            yield f"{name}: is not as the manifest has it"
    for name, key in KEYS.items():
        # Readings are added by the command, not by the library that writes the rest.
        if name != "readings" or f"{name}.parquet" in listed:
            yield from check_tidy(run / f"{name}.parquet", key, manifest)


def check_tidy(path, key, manifest):
    yield from statistics(path)
    found = by_pyarrow(path)
    if found != by_duckdb(path):
        yield f"{path.name}: pyarrow and DuckDB read different values"
    metadata = pq.read_schema(path).metadata
    about = json.loads(metadata[b"columns"])
    if list(about) != list(found) or not all(all(column.values()) for column in about.values()):
        yield f"{path.name}: a column has no unit or no meaning in the metadata"
    inside = json.loads(metadata[b"manifest"])
    if inside != {k: v for k, v in manifest.items() if k not in ("files", "sha256")}:
        yield f"{path.name}: carries another manifest"
    frame = pq.read_table(path).to_pandas()
    if key and frame.duplicated(key).any():
        yield f"{path.name}: two rows of one {', '.join(key)}"
    if list(frame.columns) != [c.lower() for c in frame.columns]:
        yield f"{path.name}: a column is not in snake case"


def main(arguments):
    if arguments[:1] == ["--table"] and len(arguments) % 2 == 1:
        checks = {path: check_table(Path(path), json.loads(Path(expected).read_text()))
                  for path, expected in zip(arguments[1::2], arguments[2::2])}
    elif len(arguments) == 1:
        checks = {arguments[0]: check_run(Path(arguments[0]))}
    else:
        sys.exit(__doc__)
    failures = 0
    for name, problems in checks.items():
        found = list(problems)
        for problem in found:
            print(f"not ok: {name}: {problem}")
        if not found:
            print(f"ok: {name} reads as it was written")
        failures += len(found)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
