"""Prints the stories of docs/lives.md anew, each with the command that stands above it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "lives.md"
STORY = re.compile(r"```\n\$ (\./dualpower [^\n]*)\n.*?```", re.DOTALL)


def told(match: re.Match) -> str:
    command = match.group(1)
    print(command, file=sys.stderr)
    run = subprocess.run(shlex.split(command), cwd=HOME, capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr)
    return f"```\n$ {command}\n\n{run.stdout.rstrip()}\n```"


PAGE.write_text(STORY.sub(told, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
