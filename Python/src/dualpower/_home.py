"""Where the package keeps what it carries."""

from __future__ import annotations

import os
import pathlib

PACKAGE = pathlib.Path(__file__).resolve().parent

#: The folder that holds the bundled scenarios; the environment can name another.
HOME = os.environ.setdefault("DUALPOWER_HOME", str(PACKAGE / "home"))

#: The folder that holds the model as WebAssembly and what it runs, in a wheel without a native library.
PACKS = PACKAGE / "packs"


def native_library() -> pathlib.Path | None:
    """The native library, if the package carries one."""
    for name in ("libdualpowerffi.so", "libdualpowerffi.dylib"):
        if (PACKAGE / name).exists():
            return PACKAGE / name
    return None
