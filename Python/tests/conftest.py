"""What tests share: the bundled command as a program of its own, beside which the package is held."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import dualpower as dp

Command = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def command() -> Command:
    """What a subcommand tells as JSON."""

    def told(*words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "dualpower", *words, "--json", "--quiet"], check=True, stdout=subprocess.PIPE
        )
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return told


@pytest.fixture(scope="session")
def run() -> dp.Run:
    """Petrograd on a hundredth of its people."""
    return dp.run("petrograd-1917", seed=3, scale=100, until="1917-03-20")
