"""Warnings that are logged, as notes on standard error."""

from __future__ import annotations

import logging

from iottly_keycheck.cli.console import Console
from iottly_keycheck.logbook import LineFormatter


class ConsoleLogHandler(logging.Handler):
    """Hands warnings to the console, which keeps their text from driving the terminal."""

    def __init__(self, console: Console) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(LineFormatter("%(message)s"))
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        """See `logging.Handler`."""
        for line in self.format(record).splitlines():
            self._console.warn(line)
