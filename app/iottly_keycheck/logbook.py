"""The log: where its lines go, what they look like, and what never gets into them.

Lines name keys by their ids. No code logs a secret or a description on
purpose; the redaction here is a second line of defence.
"""

from __future__ import annotations

import errno
import logging
import re
from pathlib import Path
from types import TracebackType

LOGGER = "iottly_keycheck"
_LINE = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"
_MOST_BYTES = 500_000
_OLDER_FILES = 2
_LONGEST_CHAIN = 10
_MOST_PLACES = 60

_SECRETS = (
    (re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{24,}(?![0-9A-Za-z])"), "[key]"),
    (re.compile(r"(?i)\b(bearer|basic|negotiate|ntlm)\s+[^\s,;]+"), r"\1 [key]"),
    (re.compile(r"(?i)\b(auth(?:entication|orization)['\"]?\s*[:=]\s*)[^\n]+"), r"\1[key]"),
    (re.compile(r"://[^/\s@]+@"), "://[password]@"),
)
"""What the secrets look like that this program handles, and what stands in their place."""


def redacted(text: str) -> str:
    """Give the text without what looks like a key or a password."""
    for pattern, place in _SECRETS:
        text = pattern.sub(place, text)
    return text


def places(kind: type[BaseException], traceback: TracebackType | None) -> str:
    """Say where in the code an exception came up: its text, which may hold a secret, is left out.

    One line for the exception's name, and one for each place, the innermost last.
    """
    lines = [f"{kind.__name__} at"]
    while traceback is not None:
        code = traceback.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{traceback.tb_lineno} in {code.co_qualname}")
        traceback = traceback.tb_next
    return "\n".join(lines)


def story(error: BaseException) -> str:
    """Say where an exception came up, and where those that it came of did; without their texts.

    Of an `OSError` the number is told (errno(3)), which is no secret and tells much.
    """
    parts: list[str] = []
    each: BaseException | None = error
    while each is not None and len(parts) < _LONGEST_CHAIN:
        parts.append(_bounded(places(type(each), each.__traceback__)))
        if isinstance(each, OSError) and each.errno is not None:
            parts[-1] += f"\n  errno {each.errno} ({errno.errorcode.get(each.errno, '?')})"
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\nwhich came of\n".join(parts)


def _bounded(text: str) -> str:
    """Leave out the middle of what goes on and on, as where a function calls itself for ever.

    How often it does is left out too: it is the same defect at another depth.
    """
    lines = text.splitlines()
    if len(lines) <= _MOST_PLACES:
        return text
    half = _MOST_PLACES // 2
    return "\n".join([*lines[:half], "  … and so on …", *lines[-half:]])


class LineFormatter(logging.Formatter):
    """Writes a record without secrets, and of an exception only where it came up."""

    def format(self, record: logging.LogRecord) -> str:
        """See `logging.Formatter`."""
        error, record.exc_text = record.exc_info, None
        record.exc_info = record.stack_info = None
        try:
            text = super().format(record)
        finally:
            record.exc_info = error
        if error and error[0] is not None:
            text = f"{text}\n{places(error[0], error[2])}"
        return redacted(text)


def keep_in(path: Path) -> logging.Handler | None:
    """Write the program's own lines, from INFO up, to a file that is changed when it is long.

    Gives the handler; `None` where there can be no such file: without a log all works as well.
    """
    from logging.handlers import RotatingFileHandler

    class QuietFile(RotatingFileHandler):
        """A file whose troubles (a full disk, say) are nobody's."""

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
            """See `logging.Handler`."""

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    file = QuietFile(
        path, maxBytes=_MOST_BYTES, backupCount=_OLDER_FILES, encoding="utf-8", delay=True
    )
    file.setFormatter(LineFormatter(_LINE))
    logger = logging.getLogger(LOGGER)
    logger.addHandler(file)
    logger.setLevel(logging.INFO)
    return file
