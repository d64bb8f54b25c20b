"""The notebooks, as they stand: run to their end, and what they show is what the package gives."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import pytest

import dualpower as dp

FOLDER = pathlib.Path(__file__).parent.parent.parent / "Examples" / "notebooks"
NAMES = ["class", "historian", "modeller"]
_RUN = re.compile(r"<Run of (?P<scenario>\S+), seed (?P<seed>\d+), scale (?P<scale>\d+), (?P<hours>\d+) hours, (?P<digest>[0-9a-f]{16})>")


def cells(name: str) -> list[dict[str, Any]]:
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_there_are_no_others() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_was_run_in_order_and_shows_no_error(name: str) -> None:
    counts = [cell["execution_count"] for cell in cells(name)]
    assert counts == list(range(1, len(counts) + 1))
    outputs = [output for cell in cells(name) for output in cell["outputs"]]
    assert outputs
    assert not [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]
    assert any("image/png" in output.get("data", {}) for output in outputs)


def test_the_historians_first_history_is_still_that_one() -> None:
    shown = "".join(
        "".join(output.get("data", {}).get("text/plain", [])) for cell in cells("historian") for output in cell["outputs"]
    )
    found = _RUN.search(shown)
    assert found is not None
    run = dp.run(found["scenario"], int(found["seed"]), scale=int(found["scale"]), until="1917-04-03")
    assert (run.ticks, run.digest) == (int(found["hours"]), found["digest"])
