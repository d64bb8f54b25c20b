"""``dualpower ensemble run PLAN --out DIR --on dask://…``: the command, where runs are made by a cluster."""

from __future__ import annotations

import argparse
import sys

from ._errors import DualPowerError
from .ensemble import ensemble

_BAD_INPUT, _FAILED, _INTERRUPTED = 2, 1, 130


def asks_for_a_cluster(words: list[str]) -> bool:
    """Whether the command's words say that runs are to be made elsewhere than on this machine."""
    return words[:2] == ["ensemble", "run"] and any(word.startswith(("--on=dask", "dask:", "tcp:", "tls:")) for word in words[2:])


def run(words: list[str]) -> list[str]:
    """Makes the runs; returns the words of the command that tells what they come to."""
    parser = argparse.ArgumentParser(prog="dualpower ensemble run", allow_abbrev=False)
    parser.add_argument("plan", help="The file of a plan.")
    parser.add_argument("--out", required=True, metavar="<folder>", help="Where the runs are kept; every worker sees it.")
    parser.add_argument("--on", required=True, metavar="<place>", help="The scheduler of a Dask cluster: dask://HOST:PORT.")
    parser.add_argument("--threads", type=int, metavar="<n>", help="Threads of each task. (default: 1)")
    parser.add_argument("--json", action="store_true", help="Give the result as one JSON object.")
    parser.add_argument("--quiet", action="store_true", help="Show no progress.")
    asked = parser.parse_args(words[2:])
    try:
        from distributed import Client
    except ImportError:
        _complain(["--on: a cluster is reached by Dask, which is not installed: pip install 'dualpower[dask]'"], _BAD_INPUT)
    address = asked.on.replace("dask://", "tcp://", 1)
    try:
        with Client(address, timeout=10) as client:
            ensemble(asked.plan, client, out=asked.out, threads=asked.threads)
    except (OSError, ValueError) as error:
        _complain([f"--on {asked.on}: no scheduler answers there ({error}); name the one that your cluster tells"], _BAD_INPUT)
    except DualPowerError as error:
        _complain(list(error.sentences), _BAD_INPUT if error.is_bad_input else _FAILED)
    except KeyboardInterrupt:
        _complain(["interrupted; runs that are done are kept, and the same command goes on from them"], _INTERRUPTED)
    flags = [f"--{flag}" for flag in ("json", "quiet") if getattr(asked, flag)]
    return ["ensemble", "gather", asked.out, *flags]


def _complain(sentences: list[str], code: int) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise SystemExit(code)
