"""What the tests of the command line talk to, and how they start it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import IO

import pytest

from cli.running import Running
from iottly_keycheck.practice import PracticeApi
from support.processes import end


@pytest.fixture
def api() -> Iterator[PracticeApi]:
    with PracticeApi() as api:
        yield api


@pytest.fixture
def start_program(home: object) -> Iterator[Callable[..., Running]]:
    """Start the command line and let it go on.

    `start_program("check", …, stdin="…")` writes that and closes; `stdin` may be a descriptor.
    """
    started: list[subprocess.Popen[bytes]] = []

    def start(
        *arguments: str, stdin: str | int = "", stdout: int | IO[bytes] = subprocess.PIPE
    ) -> Running:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "iottly_keycheck", *arguments],
            stdin=subprocess.PIPE if isinstance(stdin, str) else stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        started.append(process)
        if process.stdin is not None and isinstance(stdin, str):
            process.stdin.write(stdin.encode())
            process.stdin.close()
            process.stdin = None
        return Running(process)

    yield start
    for process in started:
        end(process)
