"""``dualpower calibrate plan · run · analyse · check``: a calibration from the command line."""

from __future__ import annotations

import argparse
import pathlib
import sys

from ._elsewhere import complain, show, workers_of
from ._errors import DualPowerError
from ._words import varied
from .calibration import Calibration, Progress

_INTERRUPTED = 130


def run(words: list[str]) -> None:
    """Does a step of a calibration."""
    parser = argparse.ArgumentParser(
        prog="dualpower calibrate",
        description="Which values of parameters go with what was recorded, by approximate Bayesian computation.",
        allow_abbrev=False,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    plan = steps.add_parser("plan", help="Write down what is to be calibrated, and how.")
    plan.add_argument("folder", help="Where the calibration is kept.")
    plan.add_argument("scenario", help="A bundled scenario or the path of one.")
    plan.add_argument(
        "--vary", action="append", required=True, metavar="<name[=low..high]>",
        help="A parameter, within the range that the scenario declares or another; can be given again.",
    )
    plan.add_argument("--population", type=int, default=100, metavar="<n>", help="Particles of a generation. (default: 100)")
    plan.add_argument("--generations", type=int, default=6, metavar="<n>", help="(default: 6)")
    plan.add_argument("--pilot", type=int, metavar="<n>", help="Runs of the prior, by which targets are weighed. (default: the population)")
    plan.add_argument("--least-acceptance", type=float, default=0.02, metavar="<share>",
                      help="A generation of which less is accepted is the last. (default: 0.02)")
    plan.add_argument("--seed", type=int, default=1, metavar="<n>", help="Of every draw. (default: 1)")
    plan.add_argument("--scale", default="1", metavar="<1:n>", help="One agent for so many people. (default: 1:1)")
    plan.add_argument("--until", metavar="<date>", help="The last day, in the scenario's calendar.")
    plan.add_argument("--without", action="append", default=[], metavar="<mechanism>", help="Switch a mechanism off.")
    plan.add_argument("--with", action="append", default=[], dest="overlays", metavar="<overlay>", help="Merge an overlay over the scenario.")
    runs = steps.add_parser("run", help="Make the generations; goes on where it was broken off.")
    runs.add_argument("--generations", type=int, metavar="<n>", help="More than were planned, or fewer.")
    check = steps.add_parser("check", help="Tell whether it finds parameters of the model's own runs.")
    check.add_argument("--rounds", type=int, default=50, metavar="<n>", help="Runs that are calibrated against. (default: 50)")
    analyse = steps.add_parser("analyse", help="Tell the posterior, write it as an overlay, and predict by it.")
    analyse.add_argument("--predict", type=int, metavar="<n>", help="Make so many new runs of the posterior.")
    for step in (runs, check, analyse):
        step.add_argument("folder")
        step.add_argument("--on", default="local", metavar="<place>", help="local, or dask://HOST:PORT. (default: local)")
        step.add_argument("--threads", type=int, metavar="<n>")
        step.add_argument("--quiet", action="store_true", help="Show no progress.")
    for step in (check, analyse):
        step.add_argument("--json", action="store_true", help="Give the result as one JSON object.")
        step.add_argument("--pictures", metavar="<folder>", help="Draw it too: pages, and specifications of Vega-Lite.")
    asked = parser.parse_args(words)
    try:
        _STEPS[asked.step](asked)
    except DualPowerError as error:
        complain(error)
    except KeyboardInterrupt:
        print("interrupted; what is done is kept, and the same command goes on from it", file=sys.stderr)
        raise SystemExit(_INTERRUPTED) from None


def _plan(asked: argparse.Namespace) -> None:
    made = Calibration.plan(
        asked.folder,
        asked.scenario,
        dict(varied(word) for word in asked.vary),
        population=asked.population,
        generations=asked.generations,
        pilot=asked.pilot,
        least_acceptance=asked.least_acceptance,
        seed=asked.seed,
        scale=asked.scale,
        until=asked.until,
        without=asked.without,
        overlays=asked.overlays,
    )
    print(f"{len(made.priors)} parameters, {asked.generations} generations of {asked.population}: dualpower calibrate run {asked.folder}")


def _run(asked: argparse.Namespace) -> None:
    calibration = Calibration(asked.folder)
    with workers_of(asked.on) as client:
        calibration.run(client, generations=asked.generations, threads=asked.threads, progress=None if asked.quiet else _Line())
    print(f"{calibration.generations} generations are in {asked.folder}: dualpower calibrate analyse {asked.folder}")


def _check(asked: argparse.Namespace) -> None:
    calibration = Calibration(asked.folder)

    def tell(done: int, rounds: int) -> None:
        print(f"round {done} of {rounds}", file=sys.stderr)

    with workers_of(asked.on) as client:
        calibration.check(asked.rounds, client, threads=asked.threads, progress=None if asked.quiet else tell)
    _draw(calibration, asked.pictures, ("recovery", "ranks"))
    show(calibration.recovery(), asked.json)


def _analyse(asked: argparse.Namespace) -> None:
    calibration = Calibration(asked.folder)
    summary = calibration.summary()
    overlay = calibration.overlay()
    if asked.predict is not None:
        with workers_of(asked.on) as client:
            calibration.predict(asked.predict, client, threads=asked.threads)
    _draw(calibration, asked.pictures, ("posterior", "predictive") if asked.predict is not None else ("posterior",))
    show(summary, asked.json)
    if not asked.json:
        print(f"\nIts overlay is {overlay}: dualpower run {calibration.scenario} --with {overlay}")


def _draw(calibration: Calibration, folder: str | None, kinds: tuple[str, ...]) -> None:
    if folder is None:
        return
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for form in ("html", "json"):
            calibration.plot(kind).save(f"{folder}/{kind}.{form}")


class _Line:
    """Progress: on a terminal one line that changes, elsewhere a line a generation."""

    def __call__(self, progress: Progress) -> None:
        is_done = progress.accepted == progress.population
        if not is_done and not sys.stderr.isatty():
            return
        name = "pilot" if progress.generation == 0 else f"generation {progress.generation} of {progress.generations}"
        within = "" if progress.generation == 0 else f", within {progress.tolerance:.3g} of what was recorded"
        print(
            f"{name}: {progress.accepted} of {progress.population} in {progress.runs} runs{within}",
            end="\n" if is_done else "\r",
            file=sys.stderr,
            flush=True,
        )


_STEPS = {"plan": _plan, "run": _run, "check": _check, "analyse": _analyse}
