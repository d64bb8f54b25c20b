"""The README's example, as it stands there."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys


def test_the_example_runs() -> None:
    text = (pathlib.Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert example is not None
    done = subprocess.run([sys.executable, "-c", example.group(1)], stdout=subprocess.PIPE, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    peak, unit = lines[-1].split()
    assert float(peak) > 100_000 and unit == "people"
