"""The command, for as long as the process lives that asks for it: ``python -m dualpower._with_parent PID WORDS``.

It would hold what it works at, and nobody would hear of it. The process asks the kernel for that itself: code that runs in
it before the program does may wait for ever for a lock that another thread of its parent had.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys


def end_with(parent: int) -> None:
    """Has the kernel end this process when its parent, of that number, is killed."""
    if sys.platform == "linux":
        set_death_signal = 1
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
    # It may have been already.
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    end_with(int(sys.argv.pop(1)))
    from .__main__ import main

    main()
