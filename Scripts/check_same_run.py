"""Checks that two folders keep the same run: all files to the byte, but for when it was made and what it took.

Usage: check_same_run.py FOLDER FOLDER

A table carries the run's manifest behind its rows; there the same is left out, so that what stands before it is compared by
bytes, and what is left of it by value.
"""

import json
import struct
import sys
from pathlib import Path

import pyarrow.parquet as parquet

# And its own checksum, which follows from these.
TAKEN = ("started", "wallSeconds", "peakMemoryBytes", "sha256")


def without_times(manifest):
    """A manifest but for what differs from one making to the next."""
    kept = {key: value for key, value in json.loads(manifest).items() if key not in TAKEN}
    # Checksums of tables follow from the bytes that are compared one by one.
    kept["files"] = [file["name"] for file in kept.get("files", [])]
    return kept


def rows(table):
    """The bytes before a table's footer."""
    content = table.read_bytes()
    (footer,) = struct.unpack("<I", content[-8:-4])
    return content[: len(content) - 8 - footer]


def notes(table):
    """What its footer says, but for offsets, which follow from its bytes."""
    schema = parquet.read_schema(table)
    metadata = dict(schema.metadata)
    return schema, without_times(metadata.pop(b"manifest")), metadata


def differences(one, other):
    names = [sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) for folder in (one, other)]
    if names[0] != names[1] or not names[0]:
        yield f"other files: {sorted(set(names[0]) ^ set(names[1]))}"
        return
    for name in names[0]:
        files = [folder / name for folder in (one, other)]
        if name == "manifest.json":
            same = without_times(files[0].read_text()) == without_times(files[1].read_text())
        elif name.endswith(".parquet"):
            same = rows(files[0]) == rows(files[1]) and notes(files[0]) == notes(files[1])
        else:
            same = files[0].read_bytes() == files[1].read_bytes()
        if not same:
            yield f"{name} differs"


def main():
    found = list(differences(*map(Path, sys.argv[1:3])))
    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
