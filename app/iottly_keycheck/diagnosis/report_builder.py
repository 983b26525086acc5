"""From what happened in a check to its report: the cause, the hints and the words put together."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    CallFacts,
    Certificate,
    Observation,
    ProxyFacts,
    Response,
    Stage,
    Unusable,
)
from iottly_keycheck.connection.facts.response_body import encodable
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.report import (
    LONGEST_BODY,
    LONGEST_ERROR,
    ProgramInfo,
    Report,
    ReportProxy,
    ReportRequest,
    ReportResponse,
)
from iottly_keycheck.diagnosis.rules import stages
from iottly_keycheck.diagnosis.rules.diagnose import diagnose
from iottly_keycheck.diagnosis.rules.hints import hints, setting_unusable
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.diagnosis.text.store_messages import STORE_CAUSES
from iottly_keycheck.secret import StoreError, StoreReason

_LONGEST_HEADER = 1_000
_LONGEST_CHAIN = 10
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a report says about the check itself; `hints` are those that the caller adds."""

    program: ProgramInfo
    checked_at: datetime
    description: str | None
    url: str
    hints: tuple[Hint, ...] = ()


def from_observation(context: CheckContext, seen: Observation) -> Report:
    """Conclude from a ping."""
    cause = diagnose(seen)
    answered = seen.failure is None and seen.unusable is None
    response = seen.response
    return with_messages(
        replace(
            _report(context, cause, seen),
            stages=stages.settled(seen.stages, cause) if answered else seen.stages,
            certificate=None if seen.certificate is None else _certificate(seen.certificate),
            chain=tuple(map(_certificate, seen.chain[:_LONGEST_CHAIN])),
            hints=(*hints(seen, cause), *context.hints),
            http_status=None if response is None else response.status,
            error=None if response is None else _bounded(response.body.error, LONGEST_ERROR),
            proxy=_proxy(seen.proxy),
            request=_request(seen),
            response=None if response is None else _response(response),
        )
    )


def from_key(
    context: CheckContext,
    cause: Cause,
    *,
    elapsed_ms: int = 0,
    exception: str | None = None,
    key_hints: tuple[Hint, ...] = (),
) -> Report:
    """Conclude from a key that could not be had, or cannot be one."""
    report = _empty(context, cause, stages.key_failed(elapsed_ms))
    more = (*key_hints, *context.hints)
    return with_messages(replace(report, hints=more, exception=exception, elapsed_ms=elapsed_ms))


def from_store_error(context: CheckContext, error: StoreError, elapsed_ms: int) -> Report:
    """Conclude from a keyring that failed."""
    cause = STORE_CAUSES[error.failure]
    reason = () if error.reason is None else (_store_reason(error, error.reason),)
    return from_key(context, cause, elapsed_ms=elapsed_ms, exception=error.detail, key_hints=reason)


def _store_reason(error: StoreError, reason: StoreReason) -> Hint:
    return Hint(HintId.STORE_REASON, args={"reason": str(reason), **error.arguments})


def from_unusable(context: CheckContext, unusable: Unusable) -> Report:
    """Conclude from a setting that cannot be used, found before the ping."""
    report = _empty(context, Cause.SETTINGS_INVALID, stages.nothing_done())
    return with_messages(replace(report, hints=(setting_unusable(unusable), *context.hints)))


def from_cancel(context: CheckContext, elapsed_ms: int) -> Report:
    """Conclude from a check that was stopped before the ping."""
    report = _empty(context, Cause.CANCELLED, stages.nothing_done())
    return with_messages(replace(report, elapsed_ms=elapsed_ms))


def from_defect(context: CheckContext, traceback: str, elapsed_ms: int) -> Report:
    """Conclude from a defect of this program; the traceback is clean of secrets."""
    report = _empty(context, Cause.INTERNAL_ERROR, stages.nothing_done())
    return with_messages(replace(report, exception=traceback, elapsed_ms=elapsed_ms))


def _empty(context: CheckContext, cause: Cause, all_stages: tuple[Stage, ...]) -> Report:
    return _report(context, cause, CallFacts(context.url, all_stages, elapsed_ms=0))


def _report(context: CheckContext, cause: Cause, seen: CallFacts) -> Report:
    """Give a report of all the facts that it takes as they are, without its sentences yet."""
    return Report(
        **{each.name: getattr(seen, each.name) for each in fields(CallFacts)},
        program=context.program,
        checked_at=context.checked_at,
        description=context.description,
        cause=cause,
        headline="",
        next_steps=(),
        hints=context.hints,
        hint_texts=(),
    )


def with_messages(report: Report) -> Report:
    """Give the report with the English sentences of its cause and hints."""
    return replace(
        report,
        headline=messages.headline(report),
        next_steps=messages.next_steps(report),
        hint_texts=tuple(messages.hint(hint) for hint in report.hints),
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
