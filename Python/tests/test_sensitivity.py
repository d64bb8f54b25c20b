"""Sensitivity studies: of a function whose indices are known, and of the model."""

from __future__ import annotations

import json
import math
import pathlib
import subprocess
import sys

import numpy as np
import pytest

import dualpower as dp


def ishigami(x1: float, x2: float, x3: float) -> float:
    """Ishigami and Homma (1990), doi:10.1109/ISUMA.1990.151285, with a = 7 and b = .1."""
    return math.sin(x1) + 7 * math.sin(x2) ** 2 + 0.1 * x3**4 * math.sin(x1)


RANGES = {name: (-math.pi, math.pi) for name in ("x1", "x2", "x3")}


def test_sobol_indices_of_ishigami(tmp_path: pathlib.Path) -> None:
    study = dp.Study.plan(tmp_path / "ishigami", None, RANGES, method="sobol", samples=4096)
    study.evaluate(ishigami)
    found = dp.Study(tmp_path / "ishigami").analyse("value")
    # The exact ones, of the variances a²/8 + b·π⁴/5 + b²·π⁸/18 + 1/2.
    for name, first, total in (("x1", 0.3139, 0.5576), ("x2", 0.4424, 0.4424), ("x3", 0.0, 0.2437)):
        assert found.loc[name, "S1"] == pytest.approx(first, abs=0.02)
        assert found.loc[name, "ST"] == pytest.approx(total, abs=0.02)
        assert abs(found.loc[name, "S1"] - first) < 2 * found.loc[name, "S1_conf"]
        assert abs(found.loc[name, "ST"] - total) < 2 * found.loc[name, "ST_conf"]


def test_morris_effects_of_a_plane_are_its_slopes(tmp_path: pathlib.Path) -> None:
    study = dp.Study.plan(tmp_path / "plane", None, {"a": (0.0, 2.0), "b": (0.0, 1.0), "c": (-1.0, 1.0)}, method="morris", samples=8)
    study.evaluate(lambda a, b, c: 3 * a - 5 * b + 0 * c)
    found = study.analyse("value")
    # Effects are by the whole range of each parameter.
    np.testing.assert_allclose(found["mu"], [6, -5, 0], atol=1e-9)
    np.testing.assert_allclose(found["mu_star"], [6, 5, 0], atol=1e-9)
    np.testing.assert_allclose(found["sigma"], 0, atol=1e-9)
    assert study.plot("value").to_dict()["layer"]


def test_a_study_of_the_model_step_by_step(tmp_path: pathlib.Path) -> None:
    asked = {"method": "morris", "samples": 3, "scale": 1000, "until": "1917-03-03", "replicates": 2}
    study = dp.Study.plan(tmp_path / "model", "petrograd-1917", ["noise", "crowdHeard"], **asked)
    with pytest.raises(dp.DualPowerError, match="nothing was run"):
        study.analyse("casualties")
    made = study.run()
    assert len(made.summary) == 3 * 3 * 2
    # Planned again and run again it is what it was.
    again = dp.Study.plan(tmp_path / "model", "petrograd-1917", ["noise", "crowdHeard"], **asked)
    assert again.run().summary.equals(made.summary)
    found = again.analyse("peak.worker")
    assert list(found.index) == ["parameters.noise", "parameters.crowdHeard"]
    assert found.loc["parameters.noise", "mu_star"] > 0
    at_point = made.summary[made.summary["point"] == 4]
    assert again.values("peak.worker").loc[4] == pytest.approx(at_point["peak.worker"].mean())
    with pytest.raises(dp.DualPowerError, match="another study"):
        dp.Study.plan(tmp_path / "model", "petrograd-1917", ["noise"], **asked)
    with pytest.raises(dp.DualPowerError, match="there are"):
        again.analyse("weather")


def test_a_study_by_the_command(tmp_path: pathlib.Path) -> None:
    folder = str(tmp_path / "study")
    words = [sys.executable, "-m", "dualpower", "sensitivity"]
    plan = ["plan", folder, "petrograd-1917", "--vary", "noise", "--vary", "crowdHeard=0.1..0.4", "--method", "morris", "--samples", "2",
            "--scale", "1:1000", "--until", "1917-02-28"]
    told = [
        subprocess.run([*words, *step], stdout=subprocess.PIPE, text=True, check=True).stdout
        for step in (plan, ["run", folder], ["analyse", folder, "peak.worker", "--json", "--picture", f"{folder}/picture.json"])
    ]
    assert told[0].startswith("6 points, 6 runs")
    assert json.loads(told[2]).keys() == {"parameters.noise", "parameters.crowdHeard"}
    assert json.loads((tmp_path / "study" / "picture.json").read_text())["layer"]
    assert dp.Study(folder).ranges["parameters.crowdHeard"] == (0.1, 0.4)
    wrong = subprocess.run([*words, "analyse", folder, "weather"], stderr=subprocess.PIPE, text=True, check=False)
    assert wrong.returncode == 2 and "peak.worker" in wrong.stderr


def test_what_is_wrong_with_a_study_is_told(tmp_path: pathlib.Path) -> None:
    with pytest.raises(dp.DualPowerError, match="noize") as raised:
        dp.Study.plan(tmp_path / "none", "petrograd-1917", ["noize", "panik"])
    assert len(raised.value.sentences) == 2
    with pytest.raises(dp.DualPowerError, match="power of two"):
        dp.Study.plan(tmp_path / "none", None, RANGES, samples=100)
    with pytest.raises(dp.DualPowerError, match="lower first"):
        dp.Study.plan(tmp_path / "none", None, {"x": (1.0, 0.0)})
    with pytest.raises(dp.DualPowerError, match=r"study\.json"):
        dp.Study(tmp_path / "none")
