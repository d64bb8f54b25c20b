"""Pictures of a calibration, by Altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._abc import RANKS
from ._errors import DualPowerError
from ._studies import wrong

if TYPE_CHECKING:
    from .calibration import Calibration

_PRIOR, _POSTERIOR, _RECORDED, _ASIDE = "beforehand", "posterior", "recorded", "recorded, set aside"
_COLOURS = {_PRIOR: "#b8b8b8", _POSTERIOR: "#1f6f8b", _RECORDED: "#c1351f", _ASIDE: "#e8a598"}
_BINS = 24
_BARS = 10


def plot(calibration: Calibration, kind: str) -> Any:
    """The picture of a kind."""
    if kind not in _KINDS:
        raise wrong(f"{kind!r}: there are pictures of {', '.join(_KINDS)}")
    try:
        import altair as alt
    except ImportError:
        raise DualPowerError(
            ["pictures are drawn by Altair, which is not installed: pip install 'dualpower[plot]'"], is_bad_input=True
        ) from None
    return _KINDS[kind](alt, calibration)


def _posterior(alt: Any, calibration: Calibration) -> Any:
    """Each parameter's particles by weight, over its prior."""
    frame = calibration.posterior()
    rows = []
    for name, prior in calibration.priors.items():
        values = frame[name].to_numpy()
        low, high = (values.min(), values.max()) if hasattr(prior, "sd") else prior
        shares, edges = np.histogram(values, _BINS, (low, high), weights=frame["weight"])
        short = name.removeprefix("parameters.")
        rows += [
            {"parameter": short, "low": a, "high": b, "share": share} for share, a, b in zip(shares, edges[:-1], edges[1:], strict=True)
        ]
        if name in calibration.declared:
            rows.append({"parameter": short, "declared": calibration.declared[name]})
    base = alt.Chart(pd.DataFrame(rows))
    return (
        alt.layer(
            base.mark_rect(color=_COLOURS[_POSTERIOR], strokeWidth=0).encode(
                x=alt.X("low:Q", title=None, scale=alt.Scale(zero=False, nice=False)),
                x2="high:Q",
                y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=3)),
                y2=alt.datum(0),
                tooltip=[alt.Tooltip("low:Q", format=".3~g"), alt.Tooltip("high:Q", format=".3~g"), alt.Tooltip("share:Q", format=".1%")],
            ),
            base.mark_rule(color=_COLOURS[_RECORDED], strokeWidth=1.5).encode(x="declared:Q"),
        )
        .properties(width=190, height=80)
        .facet(alt.Facet("parameter:N", title=None, sort=None), columns=3, title="Weight of the particles, over each parameter's prior range; the line is what the scenario has")
        .resolve_scale(x="independent", y="independent")
    )


def _predictive(alt: Any, calibration: Calibration) -> Any:
    """What new runs would have had recorded, beside what was: a panel a kind of series, a line an observation."""
    table = calibration.predictive()
    table["of"] = np.where(table["is_set_aside"], _ASIDE, _RECORDED)
    kinds = table["series"].str.partition(".")[0]
    colour = alt.Color("of:N", title=None, scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())), legend=alt.Legend(orient="top"))
    panels = []
    for kind, rows in table.groupby(kinds, sort=False):
        rows = rows.assign(line=_lines(rows))
        y = alt.Y("line:N", title=None, sort=None, axis=alt.Axis(labelLimit=210))
        title = f"{kind}, {rows['unit'].iloc[0]}" if "unit" in rows and rows["unit"].iloc[0] else str(kind)
        layers = [
            alt.Chart(rows.assign(of=label)).mark_rule(strokeWidth=width).encode(
                y=y, x=alt.X(f"{prefix}{low}:Q", title=title, scale=alt.Scale(zero=False)), x2=f"{prefix}{high}:Q", color=colour
            )
            for prefix, label, low, high, width in (
                ("prior_", _PRIOR, "q05", "q95", 3), ("prior_", _PRIOR, "q25", "q75", 9),
                ("", _POSTERIOR, "q05", "q95", 1.5), ("", _POSTERIOR, "q25", "q75", 4),
            )
        ]
        told = [column for column in ("series", "place", "date", "source") if column in rows]
        dots = alt.Chart(rows).mark_point(filled=True, size=34, opacity=1).encode(
            y=y, x="recorded:Q", color=colour, tooltip=[*told, "recorded:Q", "median:Q"]
        )
        panels.append(alt.layer(*layers, dots).properties(width=280, height=alt.Step(13)))
    return alt.concat(*panels, columns=2, title="What was recorded, beside central halves and nine tenths of what would have been")


def _lines(rows: pd.DataFrame) -> Any:
    """How each observation of a kind is named: by what it is of and its date, and by its source where that is not enough."""
    if "label" not in rows:
        return rows["series"]
    of = rows["label"].where(~rows["label"].str.contains(": "), rows["label"].str.rpartition(": ")[2])
    names = rows["date"] if rows["series"].nunique() == 1 else of.where(~rows["series"].duplicated(keep=False), of + ", " + rows["date"])
    names = names.where(rows["place"] == "", rows["place"] + ", " + names)
    return names.where(~names.duplicated(keep=False), names + ", " + rows["source"].str.split(":").str[0].str.slice(0, 24))


def _recovery(alt: Any, calibration: Calibration) -> Any:
    """Each round's truth, and the posterior that was found for it."""
    found = calibration.checked()
    found["parameter"] = found["parameter"].str.removeprefix("parameters.")
    base = alt.Chart(found).encode(x=alt.X("truth:Q", scale=alt.Scale(zero=False)))
    same = base.mark_line(color=_COLOURS[_PRIOR]).encode(y="truth:Q")
    return (
        alt.layer(
            same,
            base.mark_rule(color=_COLOURS[_POSTERIOR], opacity=0.5).encode(y=alt.Y("q05:Q", title="posterior", scale=alt.Scale(zero=False)), y2="q95:Q"),
            base.mark_point(color=_COLOURS[_POSTERIOR], filled=True, size=22, opacity=1).encode(y="mean:Q"),
        )
        .properties(width=190, height=190)
        .facet(alt.Facet("parameter:N", title=None, sort=None), columns=3, title="Means and central nine tenths of posteriors, over the truth of each round")
        .resolve_scale(x="independent", y="independent")
    )


def _ranks(alt: Any, calibration: Calibration) -> Any:
    """How often the truth had which rank, over what chance alone would give."""
    found = calibration.checked()
    found["parameter"] = found["parameter"].str.removeprefix("parameters.")
    rounds = found["round"].nunique()
    from scipy.stats import binom

    low, high = (float(end) for end in binom.interval(0.99, rounds, 1 / _BARS))
    counts = (
        found.assign(bar=found["rank"] * _BARS // (RANKS + 1)).groupby(["parameter", "bar"], sort=False).size()
        .reindex(pd.MultiIndex.from_product([found["parameter"].unique(), range(_BARS)], names=["parameter", "bar"]), fill_value=0)
        .rename("rounds").reset_index().assign(low=low, high=high, even=rounds / _BARS)
    )
    base = alt.Chart(counts).encode(x=alt.X("bar:O", title=None, axis=alt.Axis(labels=False, ticks=False)))
    return (
        alt.layer(
            base.mark_bar(color=_COLOURS[_POSTERIOR]).encode(y=alt.Y("rounds:Q", title="rounds")),
            base.mark_bar(color=_COLOURS[_PRIOR], opacity=0.45, width=alt.RelativeBandSize(1)).encode(y="low:Q", y2="high:Q"),
            base.mark_line(color="black", strokeWidth=1).encode(y="even:Q"),
        )
        .properties(width=190, height=110)
        .facet(alt.Facet("parameter:N", title=None, sort=None), columns=3, title="Ranks of the truth in the posterior, tenth by tenth; the band holds 99 of 100 if ranks are uniform")
    )


_KINDS = {"posterior": _posterior, "predictive": _predictive, "recovery": _recovery, "ranks": _ranks}
