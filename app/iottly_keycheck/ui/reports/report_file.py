"""A report as a file: read from who knows where, written whole or not at all."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import stat
from pathlib import Path

from iottly_keycheck import atomic_file
from iottly_keycheck.diagnosis.report import (
    LONGEST_DOCUMENT,
    Report,
    ReportError,
    from_json,
    to_json,
)

_BYTES_A_CHARACTER = 4
_FIELDS = ("schema", "cause", "stages")

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 40


class NoReportError(ReportError):
    """A file is something else than a report, not one that is damaged."""


def read(path: Path) -> Report:
    """Read a report that was saved, here or on another computer.

    Raises `OSError`, and `ReportError` as `report.from_json` does: `NoReportError` where the file
    was not meant as one.
    """
    # Opening something else than a file may wait for ever, and reading it may never end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    with path.open("rb") as file:
        data = file.read(_BYTES_A_CHARACTER * LONGEST_DOCUMENT + 1)
    try:
        # A shell that writes what `check --json` prints into a file may choose UTF-16.
        text = data.decode(json.detect_encoding(data))
    except ValueError as error:
        raise NoReportError("no text") from error
    if not all(f'"{name}"' in text for name in _FIELDS):
        raise NoReportError("no report's fields")
    return from_json(text)


def write(path: Path, report: Report) -> Path:
    """Put the report there, in the place of a file of that name. Raises `OSError`."""
    atomic_file.replace(path, _document(report))
    return path


def write_into(folder: Path, report: Report) -> Path:
    """Put the report into a folder, beside what is there already. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    name = Path(suggested_name(report))
    for number in itertools.count(1):
        free = name if number == 1 else name.with_stem(f"{name.stem}-{number}")
        try:
            atomic_file.create(folder / free, _document(report))
        except FileExistsError:
            continue
        return folder / free
    raise AssertionError("the numbers have no end")


def suggested_name(report: Report) -> str:
    """Give a file name that says which key was checked and when."""
    description = _NOT_IN_FILE_NAMES.sub("-", report.description or "key").strip("-.")
    return f"iottly-{description[:_LONGEST_NAME] or 'key'}-{report.checked_at:%Y%m%d-%H%M%S}.json"


def _document(report: Report) -> bytes:
    return to_json(report).encode()
