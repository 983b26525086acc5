"""A report as text for the clipboard."""

from datetime import UTC, datetime

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Attempt,
    Certificate,
    Stage,
    StageId,
    StageState,
)
from iottly_keycheck.diagnosis.report import ReportRequest, ReportResponse
from iottly_keycheck.diagnosis.sharing.report_text import as_text
from support.reports import make_report

FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def test_it_has_the_verdict_what_to_do_and_all_that_was_seen() -> None:
    stages = tuple(
        Stage(stage, StageState.SKIPPED)
        if stage is StageId.PROXY
        else Stage(stage, StageState.OK, 12, "192.0.2.7" if stage is StageId.TCP else "")
        for stage in StageId
    )
    report = make_report(
        Cause.KEY_REJECTED,
        checked_at=datetime(2026, 11, 24, 10, 0, tzinfo=UTC),
        http_status=401,
        error="no such key",
        stages=stages,
        addresses=("192.0.2.7",),
        chain=(Certificate("CN=a", "CN=b", FROM, TO),),
        request=ReportRequest("GET", (("Authentication", "bearer [key]"),)),
        response=ReportResponse((("Server", "nginx"),), '{"error":\n"no such key"}'),
        attempts=(Attempt("connect 192.0.2.7:443", 3, 9, "connected"),),
        exception="first\nsecond",
    )
    assert as_text(report) == (
        """\
iottly does not accept this key.
Your key was not sent. Whoever manages your API keys on iottly can fix this.
1. Look under “Manage API keys” on iottly whether this key is still there; it may have been deleted.
2. If it is there, copy it again and add it here in place of this one.
3. If it is gone, create a new API key on iottly and use that.

Key          Analytics
Cause        key_rejected (key)
Checked      2026-11-24 10:00:00 UTC
Took         6 ms
Program      iottly-keycheck 0, test
API          https://api.cloud.iottly.com/v1.0/project/ping
HTTP status  401
Error        no such key
Proxy        none
Stages       dns 12 ms, tcp 12 ms, tls 12 ms, http 12 ms, key 12 ms
Stage        tcp: 192.0.2.7
Addresses    192.0.2.7
Certificate  CN=a; issued by CN=b; 2026-01-01 to 2027-01-01
Attempt      3 + 9 ms, connect 192.0.2.7:443: connected
Request      GET
             Authentication: bearer [key]
Header       Server: nginx
Body         {"error":
             "no such key"}
Exception    first
             second"""
    )


def test_what_is_not_printable_cannot_drive_a_terminal() -> None:
    report = make_report(
        Cause.API_ERROR,
        description="\x1b]0;owned\x07",
        error="\x9b2J\u202e",
        response=ReportResponse((("X", "\x1b"),), "\x1b[2J\r\nline"),
    )
    text = as_text(report)
    assert all(line.isprintable() for line in text.split("\n"))
    assert r"\x1b[2J" in text
