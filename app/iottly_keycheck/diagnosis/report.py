"""The report of one check: what is shown, saved, opened again and printed by `check --json`.

This module alone writes and reads its form, which is public (`schema` 1). Texts in it are English;
the ids and arguments beside them let the window word it again in the reader's language.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.connection.facts.observation import (
    Attempt,
    Certificate,
    ProxySource,
    Stage,
    StageId,
    StageState,
    TlsFacts,
)
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
class Report:
    """One check, whole. `checked_at` is UTC; `stages` has all six; `url` is the ping's URL, or
    the address as it stands in the settings where that cannot be used. `chain` are the certificates
    as presented, the service's own (`certificate`) first; `request` is `None` where none was sent.
    """

    program: ProgramInfo
    checked_at: datetime
    description: str | None
    url: str
    cause: Cause
    headline: str
    next_steps: tuple[str, ...]
    hints: tuple[Hint, ...]
    hint_texts: tuple[str, ...]
    stages: tuple[Stage, ...]
    elapsed_ms: int
    http_status: int | None = None
    error: str | None = None
    key_sent: bool = False
    proxy: ReportProxy = field(default_factory=ReportProxy)
    addresses: tuple[str, ...] = ()
    certificate: Certificate | None = None
    chain: tuple[Certificate, ...] = ()
    tls: TlsFacts | None = None
    request: ReportRequest | None = None
    response: ReportResponse | None = None
    attempts: tuple[Attempt, ...] = ()
    exception: str | None = None

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
    return {
        "schema": SCHEMA,
        "program": asdict(report.program),
        "checked_at": _time(report.checked_at),
        "description": report.description,
        "url": report.url,
        "cause": str(report.cause),
        "party": None if report.party is None else str(report.party),
        "headline": report.headline,
        "next_steps": list(report.next_steps),
        "hints": [
            {"id": str(hint.id), "level": str(hint.level), "args": dict(hint.args), "text": text}
            for hint, text in zip(report.hints, report.hint_texts, strict=True)
        ],
        "http_status": report.http_status,
        "error": report.error,
        "key_sent": report.key_sent,
        "proxy": {
            "url": report.proxy.url,
            "source": str(report.proxy.source),
            "status": report.proxy.status,
            "offers": list(report.proxy.offers),
        },
        "stages": [
            {
                "id": str(each.id),
                "state": str(each.state),
                "ms": each.ms,
                "detail": each.detail,
                "at_ms": each.at_ms,
            }
            for each in report.stages
        ],
        "addresses": list(report.addresses),
        "certificate": None
        if report.certificate is None
        else _certificate_fields(report.certificate),
        "chain": [_certificate_fields(each) for each in report.chain],
        "tls": None if report.tls is None else asdict(report.tls),
        "request": None
        if report.request is None
        else {
            "method": report.request.method,
            "headers": [list(pair) for pair in report.request.headers],
        },
        "response": None
        if report.response is None
        else {
            "headers": [list(pair) for pair in report.response.headers],
            "body": report.response.body,
        },
        "attempts": [asdict(attempt) for attempt in report.attempts],
        "exception": report.exception,
        "elapsed_ms": report.elapsed_ms,
    }


def _certificate_fields(certificate: Certificate) -> dict[str, Any]:
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "not_before": _time(certificate.not_before),
        "not_after": _time(certificate.not_after),
        "names": list(certificate.names),
    }


def _time(moment: datetime) -> str:
    """Write a time as RFC 3339 has it, in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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
        return _read(data)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise ReportError(f"no report: {type(error).__name__}") from error


def _read(data: dict[str, Any]) -> Report:
    known = [hint for hint in _items(data["hints"]) if hint["id"] in list(HintId)]
    certificate, tls, response = data["certificate"], data["tls"], data["response"]
    request = data.get("request")
    return Report(
        program=ProgramInfo(**{name: _text(data["program"][name]) for name in _PROGRAM_FIELDS}),
        checked_at=_moment(data["checked_at"]),
        description=_text_or_none(data["description"]),
        url=_text(data["url"]),
        cause=Cause(data["cause"]),
        headline=_text(data["headline"]),
        next_steps=_texts(data["next_steps"]),
        hints=tuple(_read_hint(hint) for hint in known),
        hint_texts=_texts([hint["text"] for hint in known]),
        stages=_read_stages(data["stages"]),
        elapsed_ms=_number(data["elapsed_ms"]),
        http_status=_number_or_none(data["http_status"]),
        error=_text_or_none(data["error"]),
        key_sent=data["key_sent"] is True,
        proxy=_read_proxy(data["proxy"]),
        addresses=_texts(data["addresses"]),
        certificate=None if certificate is None else _read_certificate(certificate),
        chain=tuple(_read_certificate(each) for each in _items(data.get("chain", []))),
        tls=None if tls is None else TlsFacts(_text(tls["version"]), _text(tls["cipher"])),
        request=None
        if request is None
        else ReportRequest(_text(request["method"]), _read_headers(request["headers"])),
        response=None if response is None else _read_response(response),
        attempts=tuple(_read_attempt(attempt) for attempt in _items(data["attempts"])),
        exception=_text_or_none(data["exception"]),
    )


_PROGRAM_FIELDS = ("name", "version", "platform")


def _read_hint(data: dict[str, Any]) -> Hint:
    arguments = {_text(name): _text(value) for name, value in data["args"].items()}
    return Hint(HintId(data["id"]), Level(data["level"]), arguments)


def _read_stages(data: Any) -> tuple[Stage, ...]:
    stages = tuple(_read_stage(stage) for stage in _items(data))
    if [stage.id for stage in stages] != list(StageId):
        raise ValueError("not all stages, or not in order")
    return stages


def _read_stage(data: dict[str, Any]) -> Stage:
    return Stage(
        StageId(data["id"]),
        StageState(data["state"]),
        _number_or_none(data["ms"]),
        _text(data["detail"]),
        _number_or_none(data.get("at_ms")),
    )


def _read_proxy(data: dict[str, Any]) -> ReportProxy:
    return ReportProxy(
        _text_or_none(data["url"]),
        ProxySource(data["source"]),
        _number_or_none(data["status"]),
        _texts(data["offers"]),
    )


def _read_certificate(data: dict[str, Any]) -> Certificate:
    return Certificate(
        _text(data["subject"]),
        _text(data["issuer"]),
        _moment(data["not_before"]),
        _moment(data["not_after"]),
        _texts(data.get("names", [])),
    )


def _read_response(data: dict[str, Any]) -> ReportResponse:
    return ReportResponse(_read_headers(data["headers"]), _text(data["body"]))


def _read_headers(data: Any) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(value)) for name, value in _items(data))


def _read_attempt(data: dict[str, Any]) -> Attempt:
    return Attempt(
        _text(data["what"]), _number(data["at_ms"]), _number(data["ms"]), _text(data["outcome"])
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return encodable(value[:_LONGEST_TEXT])


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_text(value) for value in _items(values))


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


def _number_or_none(value: Any) -> int | None:
    return None if value is None else _number(value)


def _moment(value: Any) -> datetime:
    return datetime.fromisoformat(_text(value)).astimezone(UTC)
