"""The command ``dualpower``; what goes beyond the program is done by the package."""

import sys

from ._library import be_the_command


def main() -> None:
    """Is the command, and ends the process."""
    words = sys.argv[1:]
    if words[:1] == ["sensitivity"]:
        from . import _sensitivity_command

        return _sensitivity_command.run(words[1:])
    if words[:1] == ["calibrate"]:
        from . import _calibrate_command

        return _calibrate_command.run(words[1:])
    if words[:2] == ["ensemble", "run"]:
        from . import _elsewhere

        if _elsewhere.asks_for_a_cluster(words):
            words = _elsewhere.run(words)
    be_the_command(words)


if __name__ == "__main__":
    main()
