"""Child processes: ended for sure, and found when somebody forgot one."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
"""See prctl(2)."""


def adopt_orphans() -> None:
    """Become the parent of every descendant that loses its own, so that none gets out of sight."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children_left(grace: float = 2) -> dict[int, str]:
    """Return the command line of each child process that goes on, by process id (Linux only).

    What was killed may take the kernel a moment to end: it gets `grace` seconds.
    """
    deadline = time.monotonic() + grace
    tick = threading.Event()
    while (children := _children()) and time.monotonic() < deadline:
        tick.wait(0.05)
    return children


def _children() -> dict[int, str]:
    lists = Path("/proc/self/task").glob("*/children")
    children = [int(word) for found in lists for word in found.read_text().split()]
    return {child: _command_line(child) for child in children if _goes_on(child)}


def _goes_on(process: int) -> bool:
    """Tell a process from one that has ended and waits to be reaped (proc(5), "stat")."""
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state not in ("Z", "X")
    return False


def _command_line(process: int) -> str:
    """Return what was started as `process`; empty in the moment in which it starts a program."""
    with contextlib.suppress(OSError):
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
        return " ".join(word.decode(errors="replace") for word in words).strip()
    return ""


def start(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    pass_fds: Sequence[int] = (),
    user: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a service that `end` ends, and the kernel too when the tests themselves are killed.

    Root may start it as somebody else: `user` is that one's number, and the group's.
    """
    setpriv = shutil.which("setpriv")
    dies_with_us = [setpriv, "--pdeathsig", "KILL"] if setpriv else []
    if user is not None:
        dies_with_us += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    return subprocess.Popen(
        [*dies_with_us, *command],
        env=env,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """End `process` and whatever it has started in its own session, frozen or not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()
