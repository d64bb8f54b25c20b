"""What happened in a run, told: the sentences of ``DualPowerArchive/Sentences.swift`` in the words of the page.

Words stand in ``Web/text/en.json``, and the page fills them by the same rules (``Web/words``); a test holds every sentence of whole
runs against the native library's.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from . import _packs

Field = Callable[[str, str], np.ndarray[Any, np.dtype[Any]]]


def sentences(field: Field, notes: dict[str, Any]) -> list[str]:
    """A sentence or two for each event of a record, whose columns ``field`` gives by table and name."""
    return _Teller(field, notes).sentences()


class _Event:
    """An event as the model left it."""

    def __init__(self, tick: float, kind: float, town: float, body: float, subject: float, amount: float) -> None:
        self.tick, self.kind, self.town = int(tick), int(kind), int(town)
        self.body, self.subject, self.amount = int(body), int(subject), amount


class _Teller:
    def __init__(self, field: Field, notes: dict[str, Any]) -> None:
        self._notes = notes
        self._words = _packs.words()
        columns = ("tick", "kind", "town", "body", "subject", "amount")
        self._events = [_Event(*row) for row in zip(*(field("events", name).tolist() for name in columns), strict=True)]
        # Of orders the first that another body contested, and of events those of each kind and body, in order of time.
        self._contested: dict[tuple[int, int, int], int] = {}
        for tick, body, domain, by in zip(
            *(field("orders", name).tolist() for name in ("tick", "body", "domain", "contestedBy")), strict=True
        ):
            if by >= 0:
                self._contested.setdefault((int(tick), int(body), int(domain)), int(by))
        self._alike: dict[tuple[int, int], list[_Event]] = {}
        for event in self._events:
            self._alike.setdefault((event.kind, event.body), []).append(event)

    def sentences(self) -> list[str]:
        return [_sentence(self._told(event)) for event in self._events]

    def _told(self, event: _Event) -> str:
        kind = self._notes["eventKinds"][event.kind]
        values = self._values(event)
        more = getattr(self, f"_of_{kind}", None)
        if more is not None:
            kind = more(event, values) or kind
        return _filled(self._words["chronicle"][kind], values)

    def _values(self, event: _Event) -> dict[str, str]:
        """What most sentences are filled with."""
        words, amount = self._words["chronicle"], event.amount
        town = self._label("towns", event.town)
        duration = self._duration(amount)
        return {
            "body": self._body(event.body),
            "other": self._body(event.subject),
            "ofTown": _filled(words["ofTown"], {"town": town}) if town else "",
            "town": town or words["provinces"],
            "city": town or words["capital"],
            "people": self._count(amount, "person"),
            "peopleWere": self._count(amount, "personWas"),
            "men": self._count(amount, "man"),
            "ministers": self._count(amount, "minister"),
            "deputies": self._count(amount, "deputy"),
            "duration": duration,
            "since": _filled(words["since"], {"duration": duration}),
            "number": _whole(amount),
            "share": f"{_whole(amount * 100)}%",
            "size": _hundredths(amount),
            "ordinal": self._ordinal(amount),
            "party": self._party(event.subject),
            "group": self._group(event.subject) or "",
            "led": self._led(event.subject),
            "subject": "",
            "more": "",
        }

    # What some kinds add, each called after its kind; a text that is returned is the name of other words.

    def _of_outbreak(self, event: _Event, values: dict[str, str]) -> None:
        values["subject"] = _lowered(self._label("strata", event.subject) or "")

    def _of_mutiny(self, event: _Event, values: dict[str, str]) -> None:
        units = self._notes["units"]
        if 0 <= event.subject < len(units):
            values["more"] = self._filled("turnedFirst", unit=_the(units[event.subject]))

    def _of_regime_fell(self, _: _Event, values: dict[str, str]) -> None:
        if values["group"]:
            values["more"] = self._filled("withdrewFirst", group=_sentence(values["group"]))

    def _of_council_constituted(self, _: _Event, values: dict[str, str]) -> None:
        if values["group"]:
            values["more"] = self._filled("electedFirst", group=_sentence(values["group"]))

    def _of_committee_formed(self, event: _Event, values: dict[str, str]) -> str | None:
        if event.body >= self._notes["nationals"]:
            values["more"] = "" if event.amount < 1 else self._filled("afterYielding", **values)
            return "committee_took_office"
        values["group"] = values["group"] or self._words["chronicle"]["anAssembly"]
        return None

    def _of_power_claimed(self, event: _Event, values: dict[str, str]) -> None:
        if event.subject >= 0:
            values["more"] = self._filled("passedOver", **values)

    def _of_recognised_abroad(self, event: _Event, values: dict[str, str]) -> None:
        values["subject"] = self._label("powers", event.subject) or "it"

    def _of_order(self, event: _Event, values: dict[str, str]) -> None:
        values["other"] = self._body(self._contested.get((event.tick, event.body, event.subject), -1))
        self._of_crisis(event, values)

    def _of_crisis(self, event: _Event, values: dict[str, str]) -> None:
        values["subject"] = _lowered(self._label("domains", event.subject) or "it")

    _of_concession = _of_crisis

    def _of_coalition(self, event: _Event, values: dict[str, str]) -> None:
        values["number"] = self._count(event.amount, "leader")
        values["more"] = self._words["chronicle"]["asMinister" if _rounded(event.amount) == 1 else "asMinisters"]

    def _of_news(self, event: _Event, values: dict[str, str]) -> None:
        values["subject"] = self._news(event)

    def _of_conference_met(self, event: _Event, values: dict[str, str]) -> None:
        values["number"] = self._count(event.amount, "delegate")
        values["more"] = self._count(event.subject, "council")

    def _of_vote(self, event: _Event, values: dict[str, str]) -> None:
        domain = self._label("domains", event.subject)
        if event.body < 0:
            values["body"] = self._words["chronicle"]["theConference"]
        values["subject"] = self._filled("on", subject=_lowered(domain)) if domain else self._words["chronicle"]["onPower"]

    def _of_circle_withdrew(self, _: _Event, values: dict[str, str]) -> None:
        values["group"] = values["group"] or self._words["chronicle"]["aCircle"]

    def _of_officials_yielded(self, event: _Event, values: dict[str, str]) -> None:
        if event.amount > 0:
            values["more"] = self._filled("afterLoss", **values)

    def _of_news_withheld(self, event: _Event, values: dict[str, str]) -> None:
        ends = self._words["chronicle"]["untils"]
        known = 0 <= event.subject < len(ends)
        values["more"] = ends[event.subject] if known else self._words["chronicle"]["untilKnown"]

    def _news(self, news: _Event) -> str:
        """What news tells of."""
        alike = self._alike.get((news.subject, news.body), [])
        before = bisect.bisect_right(alike, news.tick, key=lambda event: event.tick)
        if before == 0:
            return str(self._words["chronicle"]["whatHappened"])
        event = alike[before - 1]
        kind = self._notes["eventKinds"][event.kind]
        nouns = self._words["nouns"]
        return _filled(nouns.get(kind, nouns["other"]), {
            "body": self._body(event.body),
            "other": self._body(event.subject),
            "group": self._group(event.subject) or self._words["chronicle"]["aCircle"],
            "town": self._label("towns", event.town) or self._words["chronicle"]["capital"],
            "kind": kind.replace("_", " "),
        })

    def _filled(self, name: str, **values: str) -> str:
        return _filled(self._words["chronicle"][name], values)

    def _label(self, things: str, index: int) -> str | None:
        named = self._notes[things]
        return named[index]["label"] if 0 <= index < len(named) else None

    def _body(self, index: int) -> str:
        label = self._label("bodies", index)
        return _the(label) if label is not None else str(self._words["chronicle"]["nobody"])

    def _group(self, index: int) -> str | None:
        groups = self._notes["groups"]
        return self._notes["phrases"][groups[index]] if 0 <= index < len(groups) else None

    def _party(self, index: int) -> str:
        parties = self._notes["parties"]
        if not 0 <= index < len(parties):
            return str(self._words["chronicle"]["aParty"])
        return str(self._words["chronicle"]["noParty"]) if parties[index]["isNone"] else _the(parties[index]["label"])

    def _led(self, index: int) -> str:
        parties = self._notes["parties"]
        if not 0 <= index < len(parties):
            return ""
        if parties[index]["isNone"]:
            return str(self._words["chronicle"]["ledByNone"])
        return self._filled("led", party=self._party(index))

    def _count(self, value: float, name: str) -> str:
        one, many = self._words["counts"][name]
        return f"{_whole(value)} {one if _rounded(value) == 1 else many}"

    def _duration(self, hours: float) -> str:
        """In hours up to two days, then in days."""
        return self._count(hours, "hour") if _rounded(hours) < 48 else self._count(hours / 24, "day")

    def _ordinal(self, value: float) -> str:
        number, words = _rounded(value), self._words["ordinals"]
        if 1 <= number <= len(words):
            return str(words[number - 1])
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10) if number // 10 % 10 != 1 else None
        return f"{number}{ending or 'th'}"


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], ""), text)


def _rounded(value: float) -> int:
    """The nearest whole number; of two the one further from nought."""
    whole = math.floor(abs(value))
    whole += abs(value) - whole >= 0.5
    return int(math.copysign(whole, value))


def _whole(value: float) -> str:
    return f"{_rounded(value):,}"


def _hundredths(value: float) -> str:
    hundredths = _rounded(abs(value) * 100)
    sign = "-" if value < 0 and hundredths > 0 else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def _the(label: str) -> str:
    """A label as it stands within a sentence: of an organ's, "Moscow: Council" in a table, "the Council of Moscow"."""
    town, colon, rest = label.partition(": ")
    if colon:
        return f"the {rest} of {'the ' + town[4:] if town.startswith('The ') else town}"
    return "the " + (label[4:] if label.lower().startswith("the ") else label)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(label: str) -> str:
    """A common noun within a sentence: "Workers" is "workers"; "SR voters" and the like stay."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
