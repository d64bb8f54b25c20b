"""Builds what makes the runs, and puts it into the wheel: the native library with the bundled scenarios or, where the environment has
``DUALPOWER_WHEEL=wasm``, the model as WebAssembly with packs of them, for machines that no native wheel is for."""

import gzip
import json
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = pathlib.Path(__file__).resolve().parent / "src" / "dualpower"
SCRATCH = pathlib.Path(os.environ.get("DUALPOWER_SCRATCH", REPOSITORY / ".build"))

#: The scales at which scenarios are packed: which people a scale keeps is settled as a scenario is read.
SCALES = {
    "courtyard": [1],
    "germany-1918": [1, 10, 100, 1000],
    "petrograd-1917": [1, 10, 100, 1000],
    "russia-1917": [1, 10, 100, 1000],
}


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "sdist":
            raise SystemExit("dualpower: a source distribution of this folder would lack the model, which lies beside it: build a wheel, "
                             "or hand on the repository")
        kind = os.environ.get("DUALPOWER_WHEEL", "native")
        if kind not in ("native", "wasm"):
            raise SystemExit(f'dualpower: DUALPOWER_WHEEL is "{kind}"; allowed: native, wasm. Choose one.')
        if shutil.which("swift") is None:
            raise SystemExit(
                "dualpower: no swift on the path; 6.1 or later is needed to build the package. See https://swift.org/install, or install "
                "the wheel dualpower-…-py3-none-any.whl, which needs none: `make python-wheels` makes it on a machine with Swift")
        if kind == "native":
            library()
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = f"py3-none-{platform}"
            build_data["pure_python"] = False
            build_data["artifacts"] = ["src/dualpower/libdualpowerffi.*", "src/dualpower/home/**/*"]
        else:
            packs(self.metadata.version)
            build_data["dependencies"] = ["wasmtime>=20"]
            build_data["artifacts"] = ["src/dualpower/packs/**/*"]


def build(product: str) -> None:
    """Builds one of the package's products."""
    done = subprocess.run(
        ["swift", "build", "--configuration", "release", "--product", product, "--quiet",
         "--scratch-path", str(SCRATCH), "--package-path", str(REPOSITORY)],
        check=False, stdout=sys.stderr)
    if done.returncode != 0:
        raise SystemExit(f"dualpower: {product} does not build; `make run` in the repository installs what it needs")


def library() -> None:
    """The native library and the bundled scenarios."""
    build("dualpowerffi")
    built = next(path for path in (SCRATCH / "release").iterdir()
                 if path.name in ("libdualpowerffi.so", "libdualpowerffi.dylib"))
    shutil.copy2(built, PACKAGE / built.name)
    shutil.rmtree(PACKAGE / "home", ignore_errors=True)
    shutil.copytree(REPOSITORY / "Scenarios", PACKAGE / "home" / "Scenarios")


def packs(version: str) -> None:
    """The model as WebAssembly, packs of the bundled scenarios, and the words of sentences."""
    build("dualpower")
    module = told([str(REPOSITORY / "Scripts" / "wasm.sh")]).decode().strip()
    command = str(SCRATCH / "release" / "dualpower")
    folder = PACKAGE / "packs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy2(module, folder / "model.wasm")
    scenarios = json.loads(told([command, "scenarios", "--json"]))["scenarios"]
    for scenario in scenarios:
        scenario["scales"] = SCALES[scenario["id"]]
        for scale in scenario["scales"]:
            told([command, "pack", scenario["id"], "--scale", f"1:{scale}", "--out", str(folder)])
    for path in sorted(folder.glob("*-*.*")):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
        path.unlink()
    write(folder / "index.json", {"version": version, "scenarios": scenarios})
    words = json.loads((REPOSITORY / "Web" / "text" / "en.json").read_text(encoding="utf-8"))
    write(folder / "words.json", {key: words[key] for key in ("chronicle", "nouns", "counts", "ordinals")})


def told(words: list[str]) -> bytes:
    """What a command of the repository writes."""
    environment = {**os.environ, "DUALPOWER_HOME": str(REPOSITORY), "DUALPOWER_SCRATCH": str(SCRATCH.resolve())}
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"dualpower: `{' '.join(words)}` failed, which the wheel is made of")
    return done.stdout


def write(path: pathlib.Path, value: Any) -> None:
    """A file of JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
