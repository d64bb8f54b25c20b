"""The native library, function by function: see ``Sources/DualPowerFFI/Exports.swift`` for what each promises."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import weakref
from typing import Any, NoReturn

from . import _home
from ._errors import DualPowerError

_TEXT = ctypes.c_void_p
_HANDLE = ctypes.c_void_p
_REFUSAL = ctypes.POINTER(ctypes.c_void_p)


_lib = ctypes.CDLL(str(_home.native_library()))
for _name, _result, _arguments in (
    ("version", _TEXT, []),
    ("main", None, [ctypes.c_int32, ctypes.POINTER(ctypes.c_char_p)]),
    ("begin", _HANDLE, [ctypes.c_char_p, _REFUSAL]),
    ("step", ctypes.c_int64, [_HANDLE, ctypes.c_int64]),
    ("all_ticks", ctypes.c_int64, [_HANDLE]),
    ("digest", ctypes.c_uint64, [_HANDLE]),
    ("json", _TEXT, [_HANDLE]),
    ("keep", ctypes.c_int32, [_HANDLE, ctypes.c_char_p, _REFUSAL]),
    ("frames", _HANDLE, [_HANDLE]),
    ("observations", _HANDLE, [_HANDLE]),
    ("describe", _TEXT, [_HANDLE]),
    ("column", ctypes.c_void_p, [_HANDLE, ctypes.c_int32, ctypes.c_int32]),
    ("release", None, [_HANDLE]),
    ("free", None, [_TEXT]),
):
    _function = getattr(_lib, f"dualpower_{_name}")
    _function.restype, _function.argtypes = _result, _arguments


def _taken(text: int | None) -> str:
    """Text that was handed out, which is given back."""
    if text is None:
        raise MemoryError
    try:
        return ctypes.string_at(text).decode()
    finally:
        _lib.dualpower_free(text)


def _refused(refusal: ctypes.c_void_p) -> DualPowerError:
    told = json.loads(_taken(refusal.value))
    return DualPowerError(told["sentences"], is_bad_input=told["isBadInput"])


def version() -> str:
    """The version of library and package."""
    return _taken(_lib.dualpower_version())


def scenarios() -> list[dict[str, Any]]:
    """The bundled scenarios, as ``dualpower scenarios --json`` tells them."""
    from . import _command

    listed: list[dict[str, Any]] = _command.told(["scenarios"])["scenarios"]
    return listed


def check_command(name: str) -> None:
    """Nothing: the library is the command."""


def be_the_command(words: list[str]) -> NoReturn:
    """Is the command with these words, and ends the process."""
    # The command hears of Ctrl-C itself, or ends at it; the interpreter would wait for a turn that never comes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = (ctypes.c_char_p * len(words))(*(os.fsencode(word) for word in words))
    _lib.dualpower_main(len(words), arguments)
    raise AssertionError("the command ends the process")


class Handle:
    """Something of the library's, given back when nobody holds it any more."""

    def __init__(self, address: int) -> None:
        self.address = address
        weakref.finalize(self, _lib.dualpower_release, address)


class Course(Handle):
    """A run under way; used by one thread at a time. Calls leave the interpreter's lock to other threads."""

    def __init__(self, request: dict[str, Any]) -> None:
        refusal = ctypes.c_void_p()
        address = _lib.dualpower_begin(json.dumps(request).encode(), ctypes.byref(refusal))
        if address is None:
            raise _refused(refusal)
        super().__init__(address)
        self.all_ticks: int = _lib.dualpower_all_ticks(address)

    def step(self, ticks: int) -> int:
        """Advances by so many ticks; returns how many are done."""
        done: int = _lib.dualpower_step(self.address, ticks)
        return done

    def digest(self) -> str:
        """The digest, 16 hexadecimal digits."""
        return f"{_lib.dualpower_digest(self.address):016x}"

    def json(self) -> dict[str, Any]:
        """The run as ``dualpower run --json`` tells it."""
        told: dict[str, Any] = json.loads(_taken(_lib.dualpower_json(self.address)))
        return told

    def outcome(self) -> str:
        """What it has come to by now, such as ``"dual-power"``."""
        return str(self.json()["outcome"])

    def keep(self, folder: str) -> None:
        """Keeps it in a folder."""
        refusal = ctypes.c_void_p()
        if _lib.dualpower_keep(self.address, folder.encode(), ctypes.byref(refusal)) != 0:
            raise _refused(refusal)

    def frames(self) -> Columns:
        """Its tables as it stands."""
        return Columns(_lib.dualpower_frames(self.address))

    def observations(self) -> Columns:
        """What would have been recorded of it, once it is over: one table."""
        return Columns(_lib.dualpower_observations(self.address))


class Columns(Handle):
    """The columns of tables, where the library has laid them."""

    def __init__(self, address: int) -> None:
        super().__init__(address)
        self.tables: list[dict[str, Any]] = json.loads(_taken(_lib.dualpower_describe(address)))

    def memory(self, table: int, column: int, size: int) -> memoryview:
        """So many bytes of a column, which stand as long as anybody holds them."""
        held = (ctypes.c_uint8 * size).from_address(_lib.dualpower_column(self.address, table, column))
        held._columns = self  # type: ignore[attr-defined]
        return memoryview(held)
