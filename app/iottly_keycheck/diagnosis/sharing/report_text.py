"""A report as plain text, in English: in a few facts for a terminal, whole for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from iottly_keycheck.connection.facts.observation import Certificate, Stage, StageState
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.diagnosis.text.control_chars import escape_control_chars

Fact = tuple[str, str]
"""What it is about, and what was seen."""

_LABEL_WIDTH = 13


def facts(report: Report) -> Iterator[Fact]:
    """Give what supports the verdict, in few words."""
    yield "API", report.url
    if report.http_status is not None:
        yield "HTTP status", str(report.http_status)
    if report.error is not None:
        yield "Error", report.error
    yield "Proxy", messages.proxy(report)
    for hint in messages.hints(report):
        yield "Hint", hint
    stages = [stage for stage in report.stages if stage.state is not StageState.SKIPPED]
    if stages:
        yield "Stages", ", ".join(map(_short, stages))


def steps(report: Report) -> Iterator[str]:
    """Give what to do, numbered."""
    return (f"{number}. {step}" for number, step in enumerate(messages.next_steps(report), start=1))


def as_text(report: Report) -> str:
    r"""Give the whole report as text to be pasted, its lines apart by `\n`.

    What is not printable shows as an escape, so that it may be pasted into a terminal, too.
    """
    verdict = filter(
        None, (messages.headline(report), messages.responsible_party(report), *steps(report))
    )
    parts = [
        *map(escape_control_chars, verdict),
        "",
        *_lines(_about(report)),
        *_lines(facts(report)),
        *_lines(_evidence(report)),
    ]
    return "\n".join(parts)


def _about(report: Report) -> Iterator[Fact]:
    program = report.program
    if report.description is not None:
        yield "Key", report.description
    yield "Cause", " ".join(filter(None, (report.cause, _party(report))))
    yield "Checked", f"{report.checked_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    yield "Took", f"{report.elapsed_ms} ms"
    yield "Program", f"{program.name} {program.version}, {program.platform}"


def _party(report: Report) -> str:
    return "" if report.party is None else f"({report.party})"


def _evidence(report: Report) -> Iterator[Fact]:
    for stage in report.stages:
        if stage.state is not StageState.SKIPPED and stage.detail:
            yield "Stage", f"{stage.id}: {stage.detail}"
    if report.addresses:
        yield "Addresses", ", ".join(report.addresses)
    if report.tls is not None:
        yield "TLS", f"{report.tls.version}, {report.tls.cipher}"
    for certificate in _certificates(report):
        yield "Certificate", _certificate(certificate)
    for attempt in report.attempts:
        yield "Attempt", f"{attempt.at_ms} + {attempt.ms} ms, {attempt.what}: {attempt.outcome}"
    if report.request is not None:
        yield "Request", report.request.method
        yield from (("", _header(header)) for header in report.request.headers)
    if report.response is not None:
        yield from (("Header", _header(header)) for header in report.response.headers)
        for number, line in enumerate(report.response.body.splitlines()):
            yield "" if number else "Body", line
    for number, line in enumerate((report.exception or "").splitlines()):
        yield "" if number else "Exception", line


def _certificates(report: Report) -> tuple[Certificate, ...]:
    if report.chain or report.certificate is None:
        return report.chain
    return (report.certificate,)


def _certificate(certificate: Certificate) -> str:
    return (
        f"{certificate.subject}; issued by {certificate.issuer};"
        f" {certificate.not_before:%Y-%m-%d} to {certificate.not_after:%Y-%m-%d}"
    )


def _header(header: tuple[str, str]) -> str:
    name, value = header
    return f"{name}: {value}"


def _lines(about: Iterable[Fact]) -> Iterator[str]:
    return (
        f"{label:<{_LABEL_WIDTH}}{escape_control_chars(text)}".rstrip() for label, text in about
    )


def _short(stage: Stage) -> str:
    # What went well needs no more words than its time.
    state = "" if stage.state is StageState.OK else stage.state
    ms = "" if stage.ms is None else f"{stage.ms} ms"
    return " ".join(filter(None, (stage.id, state, ms)))
