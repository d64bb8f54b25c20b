"""What makes the runs: the native library, or the same model as WebAssembly where the package carries none.

Both have the same functions and classes; above them nothing knows which it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _home

# Types are checked against one of the two; ``_wasm`` keeps to the same shapes, which the tests of both hold.
if TYPE_CHECKING or _home.native_library() is not None:
    from ._native import Columns, Course, be_the_command, check_command, scenarios, version
else:
    from ._wasm import Columns, Course, be_the_command, check_command, scenarios, version

__all__ = ["Columns", "Course", "be_the_command", "check_command", "scenarios", "version"]
