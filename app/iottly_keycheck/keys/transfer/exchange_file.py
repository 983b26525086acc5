"""Files that a key list goes into and comes out of: descriptions as CSV or JSON, keys encrypted.

What comes in may be anybody's: sizes are bounded, and every text is a text and nothing more.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from iottly_keycheck.keys.list.columns import time_to_text
from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.keys.stores import sealed
from iottly_keycheck.keys.stores.sealed import Effort, Sealer, SealError, SealFault
from iottly_keycheck.secret import Secret

LONGEST_FILE = sealed.LONGEST_DOCUMENT
MOST_KEYS = 10_000
LONGEST_FIELD = 10_000
"""Characters of one text in a file; a description is much shorter, a key too."""

_FORMAT = "iottly-keycheck list"
_VERSION = 1
_PURPOSE = "export"
_COLUMNS = ("description", "key", "created_at", "last_cause", "last_checked_at")
# A spreadsheet would calculate what begins so; the apostrophe is how it is told not to.
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "'")


class TransferErrorCode(StrEnum):
    """Why a file cannot be imported."""

    TOO_LONG = "too_long"
    """Longer than 16 MiB, more than 10,000 keys, or a text of more than 10,000 characters."""
    ENCODING = "encoding"
    """It is no text in UTF-8 or UTF-16."""
    UNKNOWN = "unknown"
    """It is no list that this program has written, nor a table with a column "description"."""
    NEWER = "newer"
    DAMAGED = "damaged"
    PASSPHRASE = "passphrase"


class TransferError(Exception):
    """A file cannot be imported; `code` says why. Nothing of the file is in it."""

    def __init__(self, fault: TransferErrorCode) -> None:
        super().__init__(fault.value)
        self.code = fault


@dataclass(frozen=True, slots=True)
class PortableKey:
    """A key with its description, as it goes from one computer to another; neither is checked."""

    description: str
    key: Secret


@dataclass(frozen=True, slots=True)
class Descriptions:
    """A file without keys: the descriptions that are in it, in order, as they are written."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealedKeys:
    """An encrypted file, still closed."""

    document: bytes

    def open(self, passphrase: Secret) -> tuple[PortableKey, ...]:
        """Give the keys, in order. Takes some tenths of a second. Raises `TransferError`."""
        try:
            text = Sealer.of(self.document, passphrase).open(self.document)
        except SealError as error:
            raise TransferError(TransferErrorCode(error.fault.value)) from None
        try:
            keys = [
                PortableKey(_text(each["description"]), Secret(_text(each["key"])))
                for each in _bounded(json.loads(text)["keys"])
            ]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # Out here the text of the exception, which may hold a key, does not hang on.
            keys = None
        if keys is None:
            raise TransferError(TransferErrorCode.DAMAGED)
        return tuple(keys)


def to_csv(rows: Iterable[KeyRow]) -> str:
    """Write a table for spreadsheets (RFC 4180), with no key in it and nothing to calculate."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([_guarded(value) for value in _values(row).values()])
    return file.getvalue()


def to_json(rows: Iterable[KeyRow]) -> str:
    """Write a list as JSON, with no key in it."""
    values = [{name: value or None for name, value in _values(row).items()} for row in rows]
    document = {"format": _FORMAT, "version": _VERSION, "keys": values}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_sealed(
    keys: Iterable[PortableKey], passphrase: Secret, effort: Effort | None = None
) -> bytes:
    """Write a file that only the passphrase opens. Takes some tenths of a second."""
    values = [{"description": each.description, "key": each.key.reveal()} for each in keys]
    return Sealer.new(passphrase, _PURPOSE, effort).seal(json.dumps({"keys": values}))


def read(data: bytes) -> Descriptions | SealedKeys:
    """Tell what a file is, and read it as far as that goes without a passphrase.

    `data` is at most `LONGEST_FILE` and one bytes of it. Raises `TransferError`.
    """
    if len(data) > LONGEST_FILE:
        raise TransferError(TransferErrorCode.TOO_LONG)
    purpose = sealed.purpose_of(data)
    if purpose == _PURPOSE:
        return SealedKeys(data)
    if purpose == "":
        raise TransferError(_why_not_whole(data))
    if purpose is not None:
        raise TransferError(TransferErrorCode.UNKNOWN)
    text = _decoded(data)
    if text.lstrip()[:1] in ("{", "["):
        return Descriptions(_from_json(text))
    return Descriptions(_from_csv(text))


def _values(row: KeyRow) -> dict[str, str]:
    last = row.last
    values = (
        row.description,
        row.masked,
        time_to_text(row.created_at),
        "" if last is None else last.cause,
        "" if last is None else time_to_text(last.checked_at),
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_BEGINNINGS) else text


def _unguarded(text: str) -> str:
    return text.removeprefix("'")


def _why_not_whole(data: bytes) -> TransferErrorCode:
    try:
        sealed.open_envelope(data)
    except SealError as error:
        if error.fault is SealFault.NEWER:
            return TransferErrorCode.NEWER
    return TransferErrorCode.DAMAGED


def _decoded(data: bytes) -> str:
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise TransferError(TransferErrorCode.ENCODING) from None


def _from_json(text: str) -> tuple[str, ...]:
    try:
        data = json.loads(text)
        if data["format"] != _FORMAT:
            raise TransferError(TransferErrorCode.UNKNOWN)
        if data["version"] > _VERSION:
            raise TransferError(TransferErrorCode.NEWER)
        return tuple(_text(each["description"]) for each in _bounded(data["keys"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise TransferError(TransferErrorCode.UNKNOWN) from None


def _from_csv(text: str) -> tuple[str, ...]:
    first = text.partition("\n")[0]
    # Where the comma is the decimal point, spreadsheets write semicolons.
    comma = ";" if first.count(";") > first.count(",") else ","
    table = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        header = [name.strip().casefold() for name in next(table, [])]
        if "description" not in header:
            raise TransferError(TransferErrorCode.UNKNOWN)
        column = header.index("description")
        rows = _bounded([row for row in table if row])
        return tuple(_text(_unguarded(row[column])) for row in rows)
    except (csv.Error, IndexError):
        raise TransferError(TransferErrorCode.DAMAGED) from None


def _bounded(values: Any) -> Sequence[Any]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    if len(values) > MOST_KEYS:
        raise TransferError(TransferErrorCode.TOO_LONG)
    return values


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    if len(value) > LONGEST_FIELD:
        raise TransferError(TransferErrorCode.TOO_LONG)
    return value
