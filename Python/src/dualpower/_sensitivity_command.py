"""``dualpower sensitivity plan · run · analyse``: a study from the command line."""

from __future__ import annotations

import argparse

from ._elsewhere import complain, show, workers_of
from ._errors import DualPowerError
from ._words import varied
from .sensitivity import METHODS, Study


def run(words: list[str]) -> None:
    """Does a step of a study."""
    parser = argparse.ArgumentParser(
        prog="dualpower sensitivity", description="Which parameters an outcome hangs on, in three steps.", allow_abbrev=False
    )
    steps = parser.add_subparsers(dest="step", required=True)
    plan = steps.add_parser("plan", help="Draw the points of a study.")
    plan.add_argument("folder", help="Where the study is kept.")
    plan.add_argument("scenario", help="A bundled scenario or the path of one.")
    plan.add_argument(
        "--vary", action="append", required=True, metavar="<name[=low..high]>",
        help="A parameter, within the range that the scenario declares or another; can be given again.",
    )
    plan.add_argument("--method", choices=METHODS, default="sobol")
    plan.add_argument("--samples", type=int, default=64, metavar="<n>", help="Trajectories, or base samples. (default: 64)")
    plan.add_argument("--replicates", type=int, default=1, metavar="<n>", help="Seeds at each point. (default: 1)")
    plan.add_argument("--seed", type=int, default=1, metavar="<n>", help="Of the draws, and the first of the runs. (default: 1)")
    plan.add_argument("--scale", default="1", metavar="<1:n>", help="One agent for so many people. (default: 1:1)")
    plan.add_argument("--until", metavar="<date>", help="The last day, in the scenario's calendar.")
    plan.add_argument("--without", action="append", default=[], metavar="<mechanism>", help="Switch a mechanism off.")
    runs = steps.add_parser("run", help="Make the runs; goes on where it was broken off.")
    runs.add_argument("folder")
    runs.add_argument("--on", default="local", metavar="<place>", help="local, or dask://HOST:PORT. (default: local)")
    runs.add_argument("--threads", type=int, metavar="<n>")
    analyse = steps.add_parser("analyse", help="Tell what a measure hangs on.")
    analyse.add_argument("folder")
    analyse.add_argument("measure", help="A measure, such as days_to.regime_fell.")
    analyse.add_argument("--json", action="store_true", help="Give the result as one JSON object.")
    analyse.add_argument("--picture", metavar="<file>", help="Draw it too: .html, or .json for a Vega-Lite specification.")
    asked = parser.parse_args(words)
    try:
        _STEPS[asked.step](asked)
    except DualPowerError as error:
        complain(error)


def _plan(asked: argparse.Namespace) -> None:
    study = Study.plan(
        asked.folder,
        asked.scenario,
        dict(varied(word) for word in asked.vary),
        method=asked.method,
        samples=asked.samples,
        seed=asked.seed,
        replicates=asked.replicates,
        scale=asked.scale,
        until=asked.until,
        without=asked.without,
    )
    print(f"{len(study.points)} points, {len(study.points) * asked.replicates} runs: dualpower sensitivity run {asked.folder}")


def _run(asked: argparse.Namespace) -> None:
    study = Study(asked.folder)
    with workers_of(asked.on) as client:
        made = study.run(client, threads=asked.threads)
    print(f"{len(made.summary)} runs are in {made.folder}: dualpower sensitivity analyse {asked.folder} MEASURE")


def _analyse(asked: argparse.Namespace) -> None:
    study = Study(asked.folder)
    table = study.analyse(asked.measure)
    if asked.picture:
        study.plot(asked.measure).save(asked.picture)
    show(table, asked.json)


_STEPS = {"plan": _plan, "run": _run, "analyse": _analyse}
