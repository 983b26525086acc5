"""The program's own warnings fail a test that does not expect them."""

import logging


class LogWarnings(logging.Handler):
    """Collects what the program logs from WARNING up, and knows what a test expects of it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, part: str) -> None:
        """Say that warnings that contain `part` belong to this test; at least one must come."""
        self._expected.append(part)

    def faults(self) -> list[str]:
        """Return what was logged and not expected, and what was expected and not logged."""
        unexpected = [
            f"unexpected: {message}"
            for message in self._messages
            if not any(part in message for part in self._expected)
        ]
        missing = [
            f"never logged: {part}"
            for part in self._expected
            if not any(part in message for message in self._messages)
        ]
        return unexpected + missing
