"""Installs what is missing for the benchmarks, and builds them; looks first, so that a second call takes seconds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from peers import BINARIES, BUILD, C, FRAMES_PYTHON, HERE, PEERS, PYTHON, STAGE, WORKLOAD

NEEDED = {"gcc": "gcc", "javac": "openjdk-17-jdk-headless"}


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def install():
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if not missing:
        return
    say(f"installing {' '.join(missing)}")
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(missing)}"
    words = ["bash", "-c", command] if os.getuid() == 0 else ["sudo", "-n", "bash", "-c", command]
    if not shutil.which("apt-get") or subprocess.run(words, stdout=sys.stderr, check=False).returncode != 0:
        raise SystemExit(f"bench: these could not be installed; have this run once: {command}")


def newest_python():
    """The frameworks' newest versions ask for a newer Python than some systems call python3."""
    kept = sorted(Path.home().glob(".pyenv/versions/3.1[2-9]*/bin/python3"))
    named = [shutil.which(f"python3.{minor}") for minor in (13, 12)] + [str(path) for path in kept]
    for python in filter(None, named):
        if subprocess.run([python, "-c", "import venv"], capture_output=True, check=False).returncode == 0:
            return python
    return "python3"


def venv(python, requirements):
    folder = python.parents[1]
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == requirements.read_text():
        return
    say(f"installing {requirements.name}")
    subprocess.run([newest_python(), "-m", "venv", "--clear", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "--requirement", requirements], check=True, stdout=sys.stderr)
    stamp.write_text(requirements.read_text())


def clang():
    """The compiler of Swift's own toolchain: the same LLVM for both."""
    swift = Path(shutil.which("swift") or "").resolve()
    beside = swift.parent / "clang"
    return str(beside) if beside.exists() else "clang"


def compile_peers():
    BINARIES.mkdir(parents=True, exist_ok=True)
    for peer in PEERS:
        if peer.build:
            words = [clang() if word == "clang" else word for word in peer.build]
            subprocess.run(words, check=True, stdout=sys.stderr)
    for name, flags in {"machine": ["-O3", "-march=native", "-ffast-math", "-pthread"], "count": ["-O2"]}.items():
        subprocess.run(["gcc", *flags, C / f"{name}.c", "-o", BINARIES / name], check=True)


def build_stage():
    say("building the stage; some minutes, once")
    subprocess.run(["swift", "build", "--configuration", "release", "--product", "stage", "--quiet", "--jobs", "1",
                    "--package-path", HERE], check=True, stdout=sys.stderr)


def set_up():
    install()
    venv(PYTHON, HERE / "requirements.txt")
    venv(FRAMES_PYTHON, HERE / "requirements-frames.txt")
    build_stage()
    compile_peers()
    subprocess.run([STAGE, "export", WORKLOAD], check=True)


if __name__ == "__main__":
    set_up()
    say(f"built in {BUILD}")
