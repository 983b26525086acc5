"""The e-mail with a report: to whom, what it says, and that mail programs take it."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.connection.facts.observation import ProxySource
from iottly_keycheck.diagnosis.report import ProgramInfo, ReportProxy
from iottly_keycheck.diagnosis.sharing.email import (
    IOTTLY_SUPPORT,
    LONGEST_URL,
    Recipient,
    compose_email,
    suggested_recipient,
)
from iottly_keycheck.diagnosis.text import cause_messages, messages
from support.reports import make_report

ATTACHED = "The whole report is attached."


@pytest.mark.parametrize("cause", Cause)
def test_it_goes_to_whoever_can_act(cause: Cause) -> None:
    own = cause.party in (Party.PROXY, Party.NETWORK, Party.COMPUTER)
    assert suggested_recipient(make_report(cause)) is (Recipient.IT if own else Recipient.SUPPORT)


def test_iottlys_address_is_the_one_in_the_sentences() -> None:
    assert IOTTLY_SUPPORT in cause_messages.REPORT_TO_IOTTLY


def test_it_says_what_is_the_matter_what_to_do_and_what_is_known() -> None:
    proxy = ReportProxy("http://proxy.example:3128", ProxySource.SETTING, 403)
    report = make_report(Cause.PROXY_DENIED, proxy=proxy)
    written = compose_email(report, Recipient.IT)
    assert written.to == ""
    assert written.subject == f"iottly API: {messages.headline(report)}"
    lines = written.body.splitlines()
    assert lines[0] == messages.headline(report)
    for wanted in (
        "Cause: proxy_denied (proxy)",
        f"1. {messages.next_steps(report)[0]}",
        f"API: {report.url}",
        "Proxy: http://proxy.example:3128, from Settings",
        "iottly-keycheck 0, test",
    ):
        assert wanted in lines
    assert lines[-1].startswith(ATTACHED)


@pytest.mark.parametrize("to", Recipient)
@pytest.mark.parametrize("cause", Cause)
def test_a_mail_program_gets_it_whole(cause: Cause, to: Recipient) -> None:
    written = compose_email(
        make_report(cause, http_status=500, error="a & b = 100 % + ü\r\nBcc: x"), to
    )
    url = urlsplit(written.url)
    assert (url.scheme, unquote(url.path)) == ("mailto", written.to)
    fields = {name: values[0] for name, values in parse_qs(url.query, strict_parsing=True).items()}
    assert fields == {"subject": written.subject, "body": written.body.replace("\n", "\r\n")}
    assert "+" not in url.query  # which stands for itself there (RFC 6068, section 5)
    assert len(written.url) <= LONGEST_URL
    assert ATTACHED in written.body


@given(
    cause=st.sampled_from(Cause),
    url=st.text(max_size=3_000),
    error=st.text(max_size=3_000),
    platform=st.text(max_size=3_000),
)
def test_it_always_fits(cause: Cause, url: str, error: str, platform: str) -> None:
    report = make_report(
        cause, url=url, error=error, http_status=400, program=ProgramInfo("p", "1", platform)
    )
    for translate in (messages.english, lambda template: template + " è così" * 5):
        written = compose_email(report, Recipient.SUPPORT, translate)
        assert written.subject.isprintable()
        assert len(written.url) <= LONGEST_URL
        assert written.url.isascii()


def test_what_does_not_fit_is_left_out_from_the_end() -> None:
    report = make_report(Cause.PROXY_AUTH_REJECTED, error="\U0001f512" * 2_000, http_status=407)
    written = compose_email(report, Recipient.IT)
    assert "1. Open Settings" in written.body
    assert ATTACHED in written.body
    assert len(written.url) <= LONGEST_URL
