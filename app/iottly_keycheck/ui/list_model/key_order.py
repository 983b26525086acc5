"""In which order keys are listed, and which of them a search finds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from iottly_keycheck.keys.model import KeyRow
from iottly_keycheck.ui.controls.icons import Badge, badge_of


class Order(StrEnum):
    """What the list is sorted by."""

    ADDED = "added"
    """The list's own order: the newest key is the last."""
    NAME = "name"
    TESTED = "tested"
    """The key that was tested last comes first; those never tested come last."""
    RESULT = "result"
    """What does not work comes first, then what works with a remark, then what was not tested."""


_BY_BADGE = {Badge.FAILS: 0, Badge.REMARK: 1, Badge.UNTESTED: 2, Badge.WORKS: 3}
_DIGITS = re.compile(r"(\d+)")
# Accents as signs of their own, once they are taken off their letters (Unicode, "Mn").
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def badge_of_row(row: KeyRow) -> Badge:
    """Give the sign of a key's last result."""
    return badge_of(row.last.cause, remark=row.last.remark) if row.last else badge_of(None)


def search_form(text: str) -> str:
    """Give the text as a search compares it: without case, accents and the like."""
    text = text.casefold()
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def search_text(row: KeyRow) -> str:
    """Give what a search looks through: the description, and the ends of the key."""
    return " ".join([search_form(row.description), *(row.ends or ())])


def found(ids: Iterable[int], texts: Mapping[int, str], wanted: str) -> list[int]:
    """Give the ids of the keys in which every word stands; `texts` has what is `search_text`."""
    ids = list(ids)
    for word in search_form(wanted).split():
        ids = [key_id for key_id in ids if word in texts[key_id]]
    return ids


def in_order(rows: Iterable[KeyRow], texts: Mapping[int, str], order: Order) -> list[int]:
    """Give the ids of the rows in that order; what is equal stays in the list's own."""

    def by_name(row: KeyRow) -> list[Any]:
        # Every other piece is a number: "Operator 2" comes before "Operator 10".
        pieces = _DIGITS.split(texts[row.id])
        return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)]

    match order:
        case Order.NAME:
            rows = sorted(rows, key=by_name)
        case Order.TESTED:
            rows = sorted(rows, key=_by_test)
        case Order.RESULT:
            rows = sorted(rows, key=_by_result)
    return [row.id for row in rows]


def _by_test(row: KeyRow) -> float:
    return -row.last.checked_at.timestamp() if row.last else 0.0


def _by_result(row: KeyRow) -> int:
    return _BY_BADGE[badge_of_row(row)]
