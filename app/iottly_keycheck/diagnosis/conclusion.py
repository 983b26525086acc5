"""From what happened in a check to its report: the cause, the hints and the words put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.body import encodable
from iottly_keycheck.connection.observation import (
    Certificate,
    Observation,
    ProxyFacts,
    Response,
    Stage,
    Unusable,
)
from iottly_keycheck.diagnosis import stages, words
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.hints import hints, setting_unusable
from iottly_keycheck.diagnosis.judge import judge
from iottly_keycheck.diagnosis.report import (
    LONGEST_BODY,
    LONGEST_ERROR,
    Program,
    Report,
    ReportProxy,
    ReportRequest,
    ReportResponse,
)
from iottly_keycheck.diagnosis.store_sentences import STORE_CAUSES
from iottly_keycheck.secret import StoreError, StoreReason

_LONGEST_HEADER = 1_000
_LONGEST_CHAIN = 10
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a report says about the check itself; `hints` are those that the caller adds."""

    program: Program
    checked_at: datetime
    description: str | None
    url: str
    hints: tuple[Hint, ...] = ()


def from_observation(occasion: Occasion, seen: Observation) -> Report:
    """Conclude from a ping."""
    cause = judge(seen)
    answered = seen.failure is None and seen.unusable is None
    response = seen.response
    return worded(
        Report(
            program=occasion.program,
            checked_at=occasion.checked_at,
            description=occasion.description,
            url=seen.url,
            cause=cause,
            headline="",
            next_steps=(),
            hints=(*hints(seen, cause), *occasion.hints),
            hint_texts=(),
            stages=stages.settled(seen.stages, cause) if answered else seen.stages,
            elapsed_ms=seen.elapsed_ms,
            http_status=None if response is None else response.status,
            error=None if response is None else _bounded(response.body.error, LONGEST_ERROR),
            key_sent=seen.key_sent,
            proxy=_proxy(seen.proxy),
            addresses=seen.addresses,
            certificate=None if seen.certificate is None else _certificate(seen.certificate),
            tls=seen.tls,
            chain=tuple(map(_certificate, seen.chain[:_LONGEST_CHAIN])),
            request=_request(seen),
            response=None if response is None else _response(response),
            attempts=seen.attempts,
            exception=seen.exception,
        )
    )


def from_key(
    occasion: Occasion,
    cause: Cause,
    *,
    elapsed_ms: int = 0,
    exception: str | None = None,
    key_hints: tuple[Hint, ...] = (),
) -> Report:
    """Conclude from a key that could not be had, or cannot be one."""
    report = _empty(occasion, cause, stages.key_failed(elapsed_ms))
    more = (*key_hints, *occasion.hints)
    return worded(replace(report, hints=more, exception=exception, elapsed_ms=elapsed_ms))


def from_store_error(occasion: Occasion, error: StoreError, elapsed_ms: int) -> Report:
    """Conclude from a keyring that failed."""
    cause = STORE_CAUSES[error.failure]
    reason = () if error.reason is None else (_store_reason(error, error.reason),)
    return from_key(
        occasion, cause, elapsed_ms=elapsed_ms, exception=error.detail, key_hints=reason
    )


def _store_reason(error: StoreError, reason: StoreReason) -> Hint:
    return Hint(HintId.STORE_REASON, args={"reason": str(reason), **error.arguments})


def from_unusable(occasion: Occasion, unusable: Unusable) -> Report:
    """Conclude from a setting that cannot be used, found before the ping."""
    report = _empty(occasion, Cause.SETTINGS_INVALID, stages.nothing_done())
    return worded(replace(report, hints=(setting_unusable(unusable), *occasion.hints)))


def from_cancel(occasion: Occasion, elapsed_ms: int) -> Report:
    """Conclude from a check that was stopped before the ping."""
    report = _empty(occasion, Cause.CANCELLED, stages.nothing_done())
    return worded(replace(report, elapsed_ms=elapsed_ms))


def from_defect(occasion: Occasion, traceback: str, elapsed_ms: int) -> Report:
    """Conclude from a defect of this program; the traceback is clean of secrets."""
    report = _empty(occasion, Cause.INTERNAL_ERROR, stages.nothing_done())
    return worded(replace(report, exception=traceback, elapsed_ms=elapsed_ms))


def _empty(occasion: Occasion, cause: Cause, all_stages: tuple[Stage, ...]) -> Report:
    return Report(
        program=occasion.program,
        checked_at=occasion.checked_at,
        description=occasion.description,
        url=occasion.url,
        cause=cause,
        headline="",
        next_steps=(),
        hints=occasion.hints,
        hint_texts=(),
        stages=all_stages,
        elapsed_ms=0,
    )


def worded(report: Report) -> Report:
    """Give the report with the English sentences of its cause and hints."""
    return replace(
        report,
        headline=words.headline(report),
        next_steps=words.next_steps(report),
        hint_texts=tuple(words.hint(hint) for hint in report.hints),
    )


def _proxy(facts: ProxyFacts) -> ReportProxy:
    return ReportProxy(facts.url, facts.source, facts.status, facts.offers)


def _certificate(certificate: Certificate) -> Certificate:
    return replace(certificate, names=certificate.names[:_MOST_NAMES])


def _request(seen: Observation) -> ReportRequest | None:
    return ReportRequest("GET", _headers(seen.request_headers)) if seen.request_headers else None


def _response(response: Response) -> ReportResponse:
    body = encodable(response.body.text)[:LONGEST_BODY]
    return ReportResponse(_headers(response.headers), body)


def _headers(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name[:_LONGEST_HEADER], value[:_LONGEST_HEADER]) for name, value in headers)


def _bounded(text: str | None, longest: int) -> str | None:
    return None if text is None else text[:longest]
