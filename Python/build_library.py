"""Builds the library, and puts it and the bundled scenarios into the wheel."""

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


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if shutil.which("swift") is None:
            raise SystemExit("dualpower: no swift on the path; 6.1 or later is needed. See https://swift.org/install")
        scratch = pathlib.Path(os.environ.get("DUALPOWER_SCRATCH", REPOSITORY / ".build"))
        done = subprocess.run(
            ["swift", "build", "--configuration", "release", "--product", "dualpowerffi", "--quiet",
             "--scratch-path", str(scratch), "--package-path", str(REPOSITORY)],
            check=False, stdout=sys.stderr)
        if done.returncode != 0:
            raise SystemExit("dualpower: the library does not build; `make run` in the repository installs what it needs")
        library = next(path for path in (scratch / "release").iterdir()
                       if path.name in ("libdualpowerffi.so", "libdualpowerffi.dylib"))
        shutil.copy2(library, PACKAGE / library.name)
        shutil.rmtree(PACKAGE / "home", ignore_errors=True)
        shutil.copytree(REPOSITORY / "Scenarios", PACKAGE / "home" / "Scenarios")
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"
        build_data["pure_python"] = False
