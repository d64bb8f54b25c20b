"""The version, as the sources of the model state it."""

import pathlib
import re

_source = pathlib.Path(__file__).parent.parent / "Sources" / "DualPowerArchive" / "Version.swift"
_found = re.search(r'current = "([^"]+)"', _source.read_text(encoding="utf-8"))
if _found is None:
    raise SystemExit(f"{_source} states no version")
__version__ = _found.group(1)
