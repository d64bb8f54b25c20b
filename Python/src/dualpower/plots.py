"""Pictures by Altair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ._errors import DualPowerError

if TYPE_CHECKING:
    from .simulation import Tables


def plot(run: Tables, kind: str) -> Any:
    """The picture of a kind."""
    if kind not in _KINDS:
        raise KeyError(f"{kind!r}: there are pictures of {', '.join(_KINDS)}")
    try:
        import altair as alt
    except ImportError:
        raise DualPowerError(
            ["pictures are drawn by Altair, which is not installed: pip install 'dualpower[plot]'"], is_bad_input=True
        ) from None
    rows, value, colour, title = _KINDS[kind](run)
    return (
        alt.Chart(rows)
        .mark_line(interpolate="monotone")
        .encode(
            x=alt.X("when:T", title="Gregorian calendar"),
            y=alt.Y(f"{value}:Q", title=title),
            color=alt.Color(f"{colour}:N", title=None),
            tooltip=["when:T", f"{colour}:N", alt.Tooltip(f"{value}:Q", format=".3~f")],
        )
        .properties(width=560, height=260)
    )


def _long(frame: pd.DataFrame, prefix: str, clock: str, value: str, name: str) -> pd.DataFrame:
    """Columns that begin alike, one below the other."""
    columns = {column: column.removeprefix(prefix) for column in frame.columns if column.startswith(prefix)}
    wide = frame[[clock, *columns]].rename(columns={clock: "when", **columns})
    return wide.melt("when", var_name=name, value_name=value)


def _writ(run: Tables) -> tuple[pd.DataFrame, str, str, str]:
    rows = run.bodies[["date_gregorian", "body", "writ"]].rename(columns={"date_gregorian": "when"})
    return rows, "writ", "body", "share of those who would obey some body"


def _active(run: Tables) -> tuple[pd.DataFrame, str, str, str]:
    rows = run.strata[["date_gregorian", "stratum", "active"]].rename(columns={"date_gregorian": "when"})
    return rows, "active", "stratum", "people withdrawn, most at one hour"


def _stance(run: Tables) -> tuple[pd.DataFrame, str, str, str]:
    rows = run.stances
    rows = rows[rows["body"].astype(str) != rows["other"].astype(str)]
    pair = rows["body"].astype(str) + " to " + rows["other"].astype(str)
    told = pd.DataFrame({"when": rows["at_gregorian"], "stance": rows["stance"], "pair": pair})
    return told[told.groupby("pair")["stance"].transform("any")], "stance", "pair", "rivalry to cooperation, -1 to 1"


def _recognition(run: Tables) -> tuple[pd.DataFrame, str, str, str]:
    long = _long(run.strata, "recognition_", "date_gregorian", "recognition", "line")
    return long.groupby(["when", "line"], as_index=False).mean(), "recognition", "line", "mean over strata, 0 to 1"


_KINDS = {"writ": _writ, "active": _active, "stance": _stance, "recognition": _recognition}
