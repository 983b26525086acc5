"""Tables that a key list goes into, without its keys, and that keys come out of (CSV, RFC 4180).

What comes in may be anybody's: sizes are bounded, and every text is a text and nothing more.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from iottly_keycheck.keys.list.columns import time_to_text
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.secret import Secret

LONGEST_FILE = 16 * 1024 * 1024
MOST_KEYS = 10_000
LONGEST_FIELD = 10_000
"""Characters of one text in a file; a description is much shorter, a key too."""

_DESCRIPTION, _KEY = "description", "key"
_EXPORTED = (_DESCRIPTION, "masked_key", "created_at", "last_cause", "last_checked_at")
# Where the comma is the decimal point, spreadsheets write semicolons; copied cells have tabs.
_DELIMITERS = (",", ";", "\t")
# A spreadsheet would calculate what begins so; the apostrophe is how it is told not to.
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "'")


class TransferErrorCode(StrEnum):
    """Why a file cannot be imported."""

    TOO_LONG = "too_long"
    """Longer than 16 MiB, more than 10,000 keys, or a text of more than 10,000 characters."""
    ENCODING = "encoding"
    """It is no text in UTF-8 or UTF-16."""
    UNKNOWN = "unknown"
    """It is no table with a column "description"."""
    DAMAGED = "damaged"


class TransferError(Exception):
    """A file cannot be imported; `code` says why. Nothing of the file is in it."""

    def __init__(self, fault: TransferErrorCode) -> None:
        super().__init__(fault.value)
        self.code = fault


@dataclass(frozen=True, slots=True)
class PortableKey:
    """A key with its description, as it stands in a file; neither is checked."""

    description: str
    key: Secret


@dataclass(frozen=True, slots=True)
class Descriptions:
    """A file without keys: the descriptions that are in it, in order, as they are written."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortableKeys:
    """A file with keys, in order."""

    keys: tuple[PortableKey, ...]


def to_csv(rows: Iterable[KeyRow]) -> str:
    """Write a table for spreadsheets, with no key in it and nothing to calculate."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_EXPORTED)
    for row in rows:
        writer.writerow(map(_guarded, _values(row)))
    return file.getvalue()


def read(data: bytes) -> Descriptions | PortableKeys:
    """Read a table, whose columns are known by their names: "description", and "key" if any.

    `data` is at most `LONGEST_FILE` and one bytes of it. Raises `TransferError`.
    """
    if len(data) > LONGEST_FILE:
        raise TransferError(TransferErrorCode.TOO_LONG)
    try:
        return _read(_decoded(data))
    except UnicodeDecodeError:
        fault = TransferErrorCode.ENCODING
    except (csv.Error, IndexError):
        fault = TransferErrorCode.DAMAGED
    # Raised out here, so that an exception that holds the file does not hang on as its context.
    raise TransferError(fault)


def _values(row: KeyRow) -> Iterator[str]:
    last = row.last
    yield row.description
    yield row.masked
    yield time_to_text(row.created_at)
    yield "" if last is None else last.cause
    yield "" if last is None else time_to_text(last.checked_at)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text


def _unguarded(text: str) -> str:
    guarded = text.startswith("'") and text[1:].startswith(_FORMULA_BEGINNINGS)
    return text[1:] if guarded else text


def _decoded(data: bytes) -> str:
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf_16 else "utf-8-sig")


def _read(text: str) -> Descriptions | PortableKeys:
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = [name.strip().casefold() for name in next(table, [])]
    if _DESCRIPTION not in header:
        raise TransferError(TransferErrorCode.UNKNOWN)
    rows = [row for row in table if row]
    if len(rows) > MOST_KEYS:
        raise TransferError(TransferErrorCode.TOO_LONG)
    texts = list(map(_unguarded, _column(rows, header.index(_DESCRIPTION))))
    if _KEY not in header:
        return Descriptions(tuple(texts))
    keys = map(Secret, _column(rows, header.index(_KEY)))
    return PortableKeys(tuple(map(PortableKey, texts, keys)))


def _column(rows: Iterable[list[str]], column: int) -> list[str]:
    texts = [row[column] for row in rows]
    if any(len(text) > LONGEST_FIELD for text in texts):
        raise TransferError(TransferErrorCode.TOO_LONG)
    return texts
