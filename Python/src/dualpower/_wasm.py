"""The model as WebAssembly, run by wasmtime: what a package without a native library makes runs with.

It has the functions and classes of ``_native``, for the scenarios that the package carries; what takes more than the model is
refused. ``wasm/Sources/DualPowerBrowser/Exports.swift`` says what the module's functions promise.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any, NoReturn

import numpy as np

from . import _home, _packs, _requests, _tables
from ._errors import DualPowerError

try:
    import wasmtime
except ImportError:
    raise ImportError(
        f"{_home.PACKAGE} holds no native library, and wasmtime is not installed, which runs the model without one; "
        "`pip install` the package rather than import its sources"
    ) from None

_BAD_INPUT = 2
#: A module can address so many bytes; one that has come within a sixteenth of it had no room for what it asked for next.
_MOST_MEMORY = 1 << 32


@lru_cache(maxsize=1)
def _compiled() -> tuple[wasmtime.Engine, wasmtime.Module]:
    """The module, compiled once for all runs of a process."""
    engine = wasmtime.Engine()
    return engine, wasmtime.Module.from_file(engine, str(_home.PACKS / "model.wasm"))


def version() -> str:
    """The version of the model and its packs."""
    return str(_packs.index()["version"])


def scenarios() -> list[dict[str, Any]]:
    """The scenarios that are carried."""
    return [{key: entry[key] for key in ("id", "title", "about")} for entry in _packs.index()["scenarios"]]


def _refused(what: str) -> DualPowerError:
    return DualPowerError(
        [f"{what} takes the native library, which this package does not carry; it holds the model as WebAssembly. {_requests.NATIVE}"],
        is_bad_input=True,
    )


def check_command(name: str) -> None:
    """Refuses a subcommand.

    Raises:
        DualPowerError: Always: the command is the native library.
    """
    raise _refused(f"dualpower {name}")


def be_the_command(words: list[str]) -> NoReturn:
    """Refuses to be the command, and ends the process."""
    print(_refused(f"dualpower {' '.join(words[:1])}".strip()), file=sys.stderr)
    raise SystemExit(_BAD_INPUT)


class Course:
    """A run under way; used by one thread at a time. Calls leave the interpreter's lock to other threads."""

    def __init__(self, request: dict[str, Any]) -> None:
        asked = _requests.read(request)
        self._pack = asked.pack
        self._failure: DualPowerError | None = None
        engine, module = _compiled()
        self._store = wasmtime.Store(engine)
        self._exports = wasmtime.Instance(self._store, module, []).exports(self._store)
        memory = self._exports["memory"]
        assert isinstance(memory, wasmtime.Memory)
        self._memory = memory
        society = self._pack.society
        pointer = self._address(self._call("alloc", len(society)))
        self._memory.write(self._store, society, pointer)
        self._done(self._call("load", pointer, len(society)))
        self._call("free", pointer)
        for mechanism in asked.off:
            self._done(self._call("switch_off", mechanism))
        for setting in asked.settings:
            if setting.stratum is None:
                self._done(self._call("set", setting.place, setting.value))
            else:
                self._done(self._call("set_trait", setting.place, setting.stratum, setting.value))
        self._done(self._call("begin", _signed(asked.seed), _signed(asked.seed >> 32)))
        self._ticks = 0
        self.all_ticks = asked.ticks

    def step(self, ticks: int) -> int:
        """Advances by so many ticks; returns how many are done."""
        count = max(0, min(ticks, self.all_ticks - self._ticks))
        self._call("tick", count)
        self._ticks += count
        return self._ticks

    def digest(self) -> str:
        """The digest, 16 hexadecimal digits."""
        return f"{self._call('digest_high') & 0xFFFFFFFF:08x}{self._call('digest_low') & 0xFFFFFFFF:08x}"

    def outcome(self) -> str:
        """What it has come to by now, such as ``"dual-power"``."""
        return str(self._pack.notes["outcomes"][self._call("outcome")]["id"])

    def json(self) -> dict[str, Any]:
        """Refused: the command tells it."""
        raise _refused("a run as `dualpower run --json` tells it")

    def keep(self, folder: str) -> None:
        """Refused: the command keeps it."""
        raise _refused(f"{folder}: a run that is kept, with its report,")

    def frames(self) -> Columns:
        """Its tables as it stands."""
        pointer = self._address(self._call("rows", 0))
        count = int(np.frombuffer(self._memory.read(self._store, pointer, pointer + 8), np.float64)[0])
        numbers = np.frombuffer(self._memory.read(self._store, pointer + 8, pointer + 8 + 8 * count), np.float64)
        self._call("free", pointer)
        return Columns(_tables.tables(_tables.Rows(numbers, self._pack.notes["rows"]), self._pack))

    def observations(self) -> Columns:
        """Refused: how what was recorded relates to what happened is reckoned natively."""
        raise _refused("what would have been recorded of a run")

    def _call(self, name: str, *arguments: int | float) -> int:
        """What a function of the module returns; 0 for one that returns nothing."""
        if self._failure is not None:
            raise self._failure
        function = self._exports[f"dp_{name}"]
        assert isinstance(function, wasmtime.Func)
        try:
            return int(function(self._store, *arguments) or 0)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            # What the module was about is lost with it.
            self._failure = self._stopped(error)
            raise self._failure from error

    def _stopped(self, error: Exception) -> DualPowerError:
        if self._memory.data_len(self._store) >= _MOST_MEMORY // 16 * 15:
            why = f"the run takes more than the 4 GiB that WebAssembly can hold. Ask for a coarser scale. Or: {_requests.NATIVE}"
        else:
            lines = str(error).splitlines()
            trap = next((line.strip() for line in lines if "wasm trap" in line), type(error).__name__)
            why = f"the model stopped in the middle of a run ({trap}); this is a fault of ours. Report what was asked."
        return DualPowerError([why], is_bad_input=False)

    @staticmethod
    def _done(answer: int) -> None:
        """Packs and module are of one build, and requests were checked: what is refused all the same is a fault of ours."""
        if answer != 1:
            raise RuntimeError("the module and what it is to run are of two versions; install the package anew")

    @staticmethod
    def _address(pointer: int) -> int:
        """An address in the module's memory, which comes as a signed number."""
        return pointer & 0xFFFFFFFF


def _signed(word: int) -> int:
    """The lower 32 bits as wasmtime takes them."""
    word &= 0xFFFFFFFF
    return word - (1 << 32) if word >= 1 << 31 else word


class Columns:
    """The columns of tables, as they were made of the model's rows."""

    def __init__(self, tables: list[tuple[str, list[_tables.Column]]]) -> None:
        self._values = [[column.values for column in columns] for _, columns in tables]
        self.tables: list[dict[str, Any]] = [
            {"name": name, "rows": len(columns[0].values), "columns": [column.note for column in columns]}
            for name, columns in tables
        ]

    def memory(self, table: int, column: int, size: int) -> memoryview:
        """So many bytes of a column, which stand as long as anybody holds them."""
        values = self._values[table][column]
        assert values.nbytes == size
        return values.data.cast("B")
