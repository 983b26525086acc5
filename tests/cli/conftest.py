"""What the tests of the command line talk to, and how they start it."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

import pytest

from iottly_keycheck.practice import PracticeApi
from support.processes import end


@pytest.fixture
def api() -> Iterator[PracticeApi]:
    with PracticeApi() as api:
        yield api


@dataclass(slots=True)
class Running:
    """A command that goes on, with its three streams as pipes."""

    process: subprocess.Popen[bytes]

    def await_note(self, text: str) -> None:
        """Read standard error until a line with that text comes."""
        for line in self._pipe(self.process.stderr):
            if text in line.decode():
                return
        pytest.fail(f"{text!r} never came")

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def finish(self) -> tuple[int, str, str, float]:
        """Wait for the end: exit status, rest of both outputs, seconds that it took."""
        begun = time.monotonic()
        out, err = self.process.communicate(timeout=20)
        took = time.monotonic() - begun
        return self.process.returncode, (out or b"").decode(), (err or b"").decode(), took

    @staticmethod
    def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream


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
