"""Where the package keeps what it carries."""

from __future__ import annotations

import os
import pathlib

PACKAGE = pathlib.Path(__file__).resolve().parent

#: The folder that holds the bundled scenarios; the environment can name another.
HOME = os.environ.setdefault("DUALPOWER_HOME", str(PACKAGE / "home"))
