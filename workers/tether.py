"""`python -m workers.tether PARENT_PID -- COMMAND…`: become COMMAND, and die when the parent dies.

A supervisor killed with -9 can't stop anything; without this its children would go on as orphans.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies. Does nothing where the kernel has no such call."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main(arguments: list[str]) -> None:
    parent_pid, separator, command = int(arguments[0]), arguments[1], arguments[2:]
    if separator != "--" or not command:
        raise SystemExit("usage: python -m workers.tether PARENT_PID -- COMMAND…")
    die_with_parent()
    if os.getppid() != parent_pid:
        raise SystemExit("the parent is gone already")  # it died between fork and prctl
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
