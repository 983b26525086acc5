"""The command line on a terminal of its own, with somebody who answers what it asks."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence

_START = "import os, runpy; os.login_tty(0); runpy.run_module('iottly_keycheck', None, '__main__')"


def run_on_terminal(
    *arguments: str, answers: Sequence[tuple[str, str]], timeout: float = 30
) -> tuple[int, str]:
    """Run the program, answer each question when it comes; give exit status and all that showed.

    `answers` are pairs of the end of a question and what is typed then.
    """
    ours, its = os.openpty()
    # getpass asks on the terminal that the process belongs to, whatever its streams are.
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _START, *arguments], stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    shown = b""
    # Linux says that the other side has gone by an error.
    with contextlib.suppress(OSError), os.fdopen(ours, "r+b", buffering=0) as terminal:
        for question, answer in answers:
            seen = len(shown)
            while question.encode() not in shown[seen:]:
                shown += terminal.read(1000)
            terminal.write(answer.encode() + b"\n")
        while data := terminal.read(1000):
            shown += data
    return process.wait(timeout), shown.decode().replace("\r\n", "\n")
