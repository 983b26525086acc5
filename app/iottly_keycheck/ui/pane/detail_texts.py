"""The details of a report as plain texts, as support pastes them into a ticket."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from PySide6.QtCore import QCoreApplication

from iottly_keycheck.connection.facts.observation import Certificate
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text.proxy_steps import proxy_steps
from iottly_keycheck.ui.text.translation import translated

translate = QCoreApplication.translate


def check(report: Report) -> str:
    """Give when the check was made, by what, and what came of it."""
    program = report.program
    return "\n".join(
        (
            f"{utc(report.checked_at)}  {report.elapsed_ms} ms  {report.cause}",
            f"{program.name} {program.version}  {program.platform}",
        )
    )


def request(report: Report) -> str:
    """Give the request as it was sent, or the one that was to be."""
    if report.request is not None:
        first = f"{report.request.method} {report.url}"
        return "\n".join((first, *_headers(report.request.headers)))
    sent = (
        translate("details", "The key was sent.")
        if report.key_sent
        else translate("details", "Nothing was sent to iottly, nor was the key.")
    )
    return f"GET {report.url}\n{sent}"


def response_headers(report: Report) -> str:
    """Give the status and the headers of the answer."""
    if report.response is None:
        return ""
    first = () if report.http_status is None else (status(report.http_status),)
    return "\n".join((*first, *_headers(report.response.headers)))


def response_body(report: Report) -> str:
    """Give the body of the answer, as far as the report has it."""
    return "" if report.response is None else report.response.body


def certificates(report: Report) -> str:
    """Give the certificates as the service presented them, and what was agreed on with it."""
    chain = report.chain or (() if report.certificate is None else (report.certificate,))
    parts = [_certificate(number, each) for number, each in enumerate(chain, start=1)]
    if report.tls is not None:
        parts.insert(0, f"{report.tls.version}  {report.tls.cipher}")
    return "\n\n".join(parts)


def addresses(report: Report) -> str:
    """Give the addresses of the service, and what was tried, in the order of time."""
    attempts = [
        f"{attempt.at_ms:>6} ms  +{attempt.ms:>5} ms  {attempt.what}  {attempt.outcome}"
        for attempt in report.attempts
    ]
    return "\n\n".join(filter(None, ("\n".join(report.addresses), "\n".join(attempts))))


def proxy(report: Report) -> str:
    """Give how the proxy was chosen and what it answered, a numbered line each step."""
    steps = enumerate(proxy_steps(report, translated), start=1)
    return "\n".join(f"{number}. {step}" for number, step in steps)


def exception(report: Report) -> str:
    """Give the exception and those behind it, in the library's own words."""
    return report.exception or ""


def status(code: int) -> str:
    """Give a status with its name, where it has one."""
    known = code in HTTPStatus.__members__.values()
    return f"{code} {HTTPStatus(code).phrase}" if known else str(code)


def utc(time: datetime) -> str:
    """Give a time as support compares it with a server's log."""
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def _headers(headers: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _certificate(number: int, certificate: Certificate) -> str:
    lines = [
        f"[{number}] subject     {certificate.subject}",
        f"    issuer      {certificate.issuer}",
        f"    not before  {utc(certificate.not_before)}",
        f"    not after   {utc(certificate.not_after)}",
    ]
    if certificate.names:
        lines.append(f"    names       {', '.join(certificate.names)}")
    return "\n".join(lines)
