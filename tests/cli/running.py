"""A command line that goes on while a test does something to it."""

import signal
import subprocess
import time
from dataclasses import dataclass

import pytest


@dataclass(slots=True)
class Running:
    """A command that goes on; what it says comes through pipes."""

    process: subprocess.Popen[bytes]

    def await_note(self, text: str) -> None:
        """Read standard error until a line with that text comes."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if text in line.decode():
                return
        pytest.fail(f"{text!r} never came")

    def line(self) -> str:
        """Read a line of standard output."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode()

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def finish(self) -> tuple[int, str, str, float]:
        """Wait for the end: exit status, rest of both outputs, seconds that it took."""
        begun = time.monotonic()
        out, err = self.process.communicate(timeout=20)
        took = time.monotonic() - begun
        return self.process.returncode, (out or b"").decode(), (err or b"").decode(), took
