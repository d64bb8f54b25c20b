"""Which run is asked for, checked against what is carried; what is wrong is said in the command's sentences."""

from __future__ import annotations

import calendar
import difflib
import os
import re
from dataclasses import dataclass
from typing import Any

from . import _packs
from ._errors import DualPowerError

#: What is said where something takes the native library.
NATIVE = "Install Swift 6.1 or later and run `pip install ./Python` in a checkout, or install a wheel for this platform."

_COARSEST = 1_000_000
_MOST_SEED = 2**64 - 1
_MOST_THREADS = 256
_MOST_CHOICES = 12
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass
class Setting:
    """A value of a parameter, or of a trait in a stratum, each by the model's number for it."""

    place: int
    stratum: int | None
    value: float


@dataclass
class Asked:
    """A run that can be made."""

    pack: _packs.Pack
    seed: int
    ticks: int
    off: list[int]
    settings: list[Setting]


def read(request: dict[str, Any]) -> Asked:
    """The run that a request asks for.

    Raises:
        DualPowerError: All findings together.
    """
    findings: list[str] = []
    scale = _whole(request["scale"].removeprefix("1:"), 1, _COARSEST)
    if scale is None:
        findings.append(f"--scale {request['scale']}: a scale is 1:10 or 10, at most 1:{_COARSEST}. Write it so.")
    seed = _whole(request["seed"], 0, _MOST_SEED)
    if seed is None:
        findings.append(f"--seed {request['seed']}: a seed is a whole number from 0 to {_MOST_SEED}. Write it so.")
    threads = request["threads"]
    # What comes out is the same for any number, so that any number that a run may have is as good as the one it has here.
    if threads is not None and _whole(threads, 1, _MOST_THREADS) is None:
        findings.append(f"--threads {threads}: a run has 1 to {_MOST_THREADS} threads. Leave it out for one per processor.")
    pack = _pack(request["scenario"], scale, findings)
    findings += [
        f"--with {os.path.basename(file)}: overlays are read by the native library, which this package does not carry. {NATIVE}"
        for file in request["with"]
    ]
    settings: list[Setting] = []
    ticks, off = 0, []
    if pack is not None:
        for text in request["set"]:
            settings += _settings(text, pack, findings)
        ticks = 24 * _days(request["until"], pack, findings)
        off = _mechanisms(request["without"], pack, findings)
    if findings or pack is None or seed is None:
        raise DualPowerError(findings, is_bad_input=True)
    return Asked(pack, seed, ticks, off, settings)


def _whole(text: str, least: int, most: int) -> int | None:
    if not re.fullmatch(r"[0-9]+", text):
        return None
    return int(text) if least <= int(text) <= most else None


def _pack(scenario: str, scale: int | None, findings: list[str]) -> _packs.Pack | None:
    scales = _packs.scales()
    if scenario not in scales:
        if os.path.exists(scenario):
            findings.append(
                f"{scenario}: scenarios of one's own are read by the native library, which this package does not carry; it has "
                f"{', '.join(scales)}. {NATIVE}")
        else:
            findings.append(
                f"{scenario}: no such folder, and no bundled scenario{_choices(scenario, list(scales), 'Name one.')}")
        return None
    known = scales[scenario]
    if scale is not None and scale not in known:
        findings.append(
            f"--scale 1:{scale}: without its native library this package carries {scenario} at "
            f"{', '.join(f'1:{one}' for one in known)}. Choose one of them. For others: {NATIVE}")
    return _packs.pack(scenario, scale if scale in known else known[0])


def _choices(found: str, allowed: list[str], otherwise: str = "Remove it.") -> str:
    """What may stand there, if that is a short list, and the nearest of it."""
    told = f"; allowed: {', '.join(allowed)}" if 0 < len(allowed) <= _MOST_CHOICES else ""
    near = difflib.get_close_matches(found.lower(), allowed, 1, 0.75)
    return f"{told}. " + (f'Did you mean "{near[0]}"?' if near else otherwise)


def _days(until: str | None, pack: _packs.Pack, findings: list[str]) -> int:
    if until is None:
        return len(pack.dates)
    if until in pack.dates:
        return pack.dates.index(until) + 1
    if _is_date(until, pack.notes["isJulian"]):
        findings.append(
            f"--until {until}: {until}; the scenario runs from {pack.dates[0]} to {pack.dates[-1]}. Choose a day within.")
    else:
        kind = "Julian" if pack.notes["isJulian"] else "Gregorian"
        findings.append(
            f'--until {until}: "{until}" is no date of the {kind} calendar; dates are written 1917-02-23. Mend it.')
    return 0


def _is_date(text: str, is_julian: bool) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups())
    if year < 1 or not 1 <= month <= 12:
        return False
    if month == 2 and is_julian:
        return 1 <= day <= (29 if year % 4 == 0 else 28)
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _mechanisms(ids: list[str], pack: _packs.Pack, findings: list[str]) -> list[int]:
    bits = {mechanism["id"]: mechanism["bit"] for mechanism in pack.notes["mechanisms"]}
    findings += [
        f'--without {name}: no mechanism "{name}" in this scenario{_choices(name, list(bits))}' for name in ids if name not in bits
    ]
    return [bits[name] for name in ids if name in bits]


def _settings(text: str, pack: _packs.Pack, findings: list[str]) -> list[Setting]:
    """A value that is set, or none after a finding."""
    path, sign, written = text.partition("=")

    def refused(about: str, why: str) -> list[Setting]:
        findings.append(f"--set {text}: {about}{': ' if about else ''}{why}")
        return []

    if not sign or not path:
        return refused("", 'no "="; a setting is path=value. Write it so.')
    steps = path.split(".")
    if steps[0] != "parameters" or len(steps) < 2:
        return refused("", f"parameters alone can be set without the native library, which this package does not carry. {NATIVE}")
    known = [entry for entry in pack.plans["parameters"] if entry["id"] == steps[1]]
    if not known:
        names = list(dict.fromkeys(entry["id"] for entry in pack.plans["parameters"]))
        return refused("parameters", f'no key "{steps[1]}"{_choices(steps[1], names)}')
    rest = steps[2:]
    if known[0]["stratum"] is None:
        entry, where = known[0], f"parameters.{steps[1]}.value"
        if rest not in ([], ["value"]):
            return refused(".".join(steps), f"of a parameter its value can be set. Write parameters.{steps[1]}.")
    else:
        rest = rest[1:] if rest[:1] == ["values"] else rest
        strata = [entry["stratum"] for entry in known]
        if len(rest) != 1 or rest == ["value"]:
            return refused(
                f"parameters.{steps[1]}.value",
                f'one value; {steps[1]} differs by stratum. Name the stratum, or give "values" with a "default".')
        if rest == ["default"]:
            return refused(
                ".".join(steps), f"a default is laid under strata's own values by the native library. Name the strata. Or: {NATIVE}")
        if rest[0] not in strata:
            return refused(f"parameters.{steps[1]}.values", f'no stratum "{rest[0]}"{_choices(rest[0], strata, "Declare it.")}')
        entry, where = known[strata.index(rest[0])], f"parameters.{steps[1]}.values.{rest[0]}"
    word = written.strip()
    if not _NUMBER.fullmatch(word):
        found = f'"{word}"' if word else "nothing"
        return refused(where, f"{found}; a number is meant. Write a number.")
    value = float(word)
    if not entry["low"] <= value <= entry["high"]:
        return refused(
            where,
            f"{_written(value)}; allowed is {_written(entry['low'])} to {_written(entry['high'])}. Choose a value within.")
    return [Setting(entry["place"], entry["stratumPlace"], value)]


def _written(value: float) -> str:
    """A number as one would write it by hand."""
    return str(int(value)) if value.is_integer() else repr(value)
