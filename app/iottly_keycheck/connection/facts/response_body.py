"""What an answer is and says: told from its bytes, since its labels are not to be trusted."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PONG = "pong"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_STARTS = ("<!doctype html", "<html", "<head", "<body", "<?xml", "<!--", "<title", "<meta")
_HTML_SEARCHED = 4_000


class BodyKind(StrEnum):
    """What a body is."""

    EMPTY = "empty"
    JSON_OBJECT = "json_object"
    JSON_OTHER = "json_other"
    HTML = "html"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Body:
    """A body, read. `text` is the whole of it.

    Of a JSON object: `pong` tells that `status` is "pong", `status` is a numeric one, `error` the
    API's words to the letter (a value that is no text as compact JSON; `None` where it is absent,
    null or empty).
    """

    kind: BodyKind
    text: str
    pong: bool = False
    status: int | None = None
    error: str | None = None


def read(data: bytes) -> Body:
    """Read a body. Never raises, whatever the bytes are."""
    text = _decode(data)
    stripped = text.strip()
    if not stripped:
        return Body(BodyKind.EMPTY, text)
    try:
        value = json.loads(stripped)
    except (ValueError, RecursionError):
        return Body(BodyKind.HTML if _looks_like_html(stripped) else BodyKind.OTHER, text)
    if not isinstance(value, dict):
        return Body(BodyKind.JSON_OTHER, text)
    status = value.get("status")
    return Body(
        BodyKind.JSON_OBJECT,
        text,
        pong=status == PONG,
        status=_number(status),
        error=_words(value.get("error")),
    )


def encodable(text: str) -> str:
    """Replace what no encoding can carry (lone surrogates) by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    # RFC 4627, section 3: JSON's first two characters are ASCII, so zero bytes tell the encoding.
    return data.decode(json.detect_encoding(data), "replace")


def _looks_like_html(text: str) -> bool:
    start = text[:_HTML_SEARCHED].lower()
    return start.startswith(_HTML_STARTS) or "<html" in start or "<body" in start


def _number(status: Any) -> int | None:
    if isinstance(status, bool):
        return None
    if isinstance(status, int):
        return status
    if isinstance(status, float) and status.is_integer():
        return int(status)
    return None


def _words(error: Any) -> str | None:
    if error is None or error == "":
        return None
    if isinstance(error, str):
        return encodable(error)
    return encodable(json.dumps(error, ensure_ascii=False, separators=(",", ":")))
