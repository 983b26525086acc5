"""The report of one check: what is shown, saved, opened again and printed by `check --json`.

This module alone writes and reads its form, which is public (`schema` 1). Texts in it are English;
the ids and arguments beside them let the window word it again in the reader's language.
"""

from __future__ import annotations

import builtins
import collections.abc
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.connection.facts.observation import CallFacts, ProxySource, StageId
from iottly_keycheck.connection.facts.response_body import encodable
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level

SCHEMA = 1
LONGEST_ERROR = 2_000
LONGEST_BODY = 4_000

LONGEST_DOCUMENT = 4 * 1024 * 1024
_LONGEST_TEXT = 50_000
_MOST_ITEMS = 500
_LARGEST_NUMBER = 10**12
"""A report that this program has written is much smaller in every way."""


@dataclass(frozen=True, slots=True)
class ProgramInfo:
    """Which program made the report."""

    name: str
    version: str
    platform: str


@dataclass(frozen=True, slots=True)
class ReportProxy:
    """The proxy that was used; `url` is `None` on a direct path; `status` its answer to CONNECT."""

    url: str | None = None
    source: ProxySource = ProxySource.NONE
    status: int | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """The request as it was sent to `Report.url`, with `[key]` in the place of the key."""

    method: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportResponse:
    """The answer: its headers, and its body as text of at most 4,000 characters."""

    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Report(CallFacts):
    """One check, whole: what its ping saw (`CallFacts`), and what comes of that.

    `checked_at` is UTC; `url` is the ping's URL, or the address as it stands in the settings where
    that cannot be used; `request` is `None` where none was sent.
    """

    program: ProgramInfo
    checked_at: datetime
    description: str | None
    cause: Cause
    headline: str
    next_steps: tuple[str, ...]
    hints: tuple[Hint, ...]
    hint_texts: tuple[str, ...]
    http_status: int | None = None
    error: str | None = None
    proxy: ReportProxy = field(default_factory=ReportProxy)
    request: ReportRequest | None = None
    response: ReportResponse | None = None

    @property
    def party(self) -> Party | None:
        """Who can act: whom the cause names, unless this computer lacks its authorities."""
        return Party.COMPUTER if self.trusts_nobody else self.cause.party

    @property
    def trusts_nobody(self) -> bool:
        """Whether the system has no trusted authorities at all."""
        return any(hint.id is HintId.NO_TRUST_STORE for hint in self.hints)

    @property
    def works(self) -> bool:
        """Whether the key works."""
        return self.cause is Cause.OK

    @property
    def remark(self) -> bool:
        """Whether the key works, with a remark."""
        return self.works and any(hint.level is Level.WARNING for hint in self.hints)


def to_json(report: Report) -> str:
    """Write a report as an indented JSON document without a line end."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=2)


def to_json_line(report: Report) -> str:
    """Write a report as a JSON document in one line, as JSON Lines has it, without a line end."""
    return json.dumps(to_dict(report), ensure_ascii=False, separators=(",", ":"))


def to_dict(report: Report) -> dict[str, Any]:
    """Give a report as what JSON can hold."""
    found = {name: value for name, value in _plain(report).items() if name != "hint_texts"}
    for hint, text in zip(found["hints"], report.hint_texts, strict=True):
        hint["text"] = text
    found |= {"schema": SCHEMA, "party": report.party}
    return {name: found[name] for name in (*_FIRST, *found)}


_FIRST = (
    "schema",
    "program",
    "checked_at",
    "description",
    "url",
    "cause",
    "party",
    "headline",
    "next_steps",
    "hints",
    "http_status",
    "error",
    "key_sent",
    "proxy",
)
"""What stands first in a document; the rest follows as it stands in the classes."""


def _plain(value: Any) -> Any:
    """Give a dataclass, and all that is in it, as dictionaries and lists."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime):  # as RFC 3339 has it, to the second
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


class ReportError(Exception):
    """A text is no report that this version can read."""


def from_json(text: str) -> Report:
    """Read a report. Raises `ReportError`; hints that this version does not know are left out, and
    what earlier versions did not write may be absent.

    The texts come from who knows where: show them as plain text only. They are bounded: what is
    longer than any that was written here is cut.
    """
    if len(text) > LONGEST_DOCUMENT:
        raise ReportError("no report: too long")
    try:
        data = json.loads(text)
        if data["schema"] != SCHEMA:
            raise ReportError(f"schema {data['schema']!r} is not {SCHEMA}")
        known = [hint for hint in _items(data["hints"]) if hint["id"] in list(HintId)]
        texts = [hint["text"] for hint in known]
        report: Report = _read(Report, {**data, "hints": known, "hint_texts": texts})
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise ReportError(f"no report: {type(error).__name__}") from error
    if [stage.id for stage in report.stages] != list(StageId):
        raise ReportError("no report: not all stages, or not in order")
    return report


def _read(kind: Any, value: Any) -> Any:
    """Make a value of that type of what `_plain` gave, and refuse or cut what it cannot have given.

    `kind` may be one of our dataclasses and all that stands in their fields.
    """
    arguments = get_args(kind)
    match get_origin(kind):
        case types.UnionType:  # `X | None`
            return None if value is None else _read(arguments[0], value)
        case builtins.tuple if arguments[-1] is Ellipsis:
            return tuple(_read(arguments[0], each) for each in _items(value))
        case builtins.tuple:
            pairs = zip(arguments, _items(value), strict=True)
            return tuple(_read(each, item) for each, item in pairs)
        case collections.abc.Mapping:
            return {_text(name): _text(each) for name, each in value.items()}
    if reader := _SCALARS.get(kind):
        return reader(value)
    if issubclass(kind, StrEnum):
        return kind(value)
    return kind(
        **{name: _read(type_, value[name]) for name, type_ in _hints(kind) if name in value}
    )


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """Give the fields of a dataclass with their types, which are written as texts."""
    return tuple((name, each) for name, each in get_type_hints(kind).items() if each is not KW_ONLY)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return encodable(value[:_LONGEST_TEXT])


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    if len(value) > _MOST_ITEMS:
        raise ValueError("too long a list")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or abs(value) > _LARGEST_NUMBER:
        raise TypeError("not a number that can be")
    return value


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(_text(value)).astimezone(UTC)


_SCALARS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    int: _number,
    bool: lambda value: value is True,
    datetime: _moment,
}
