"""Nothing of what a person leaves out is in the report that is sent."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Attempt,
    Certificate,
    ProxySource,
    Stage,
    StageId,
    StageState,
)
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.report import (
    Report,
    ReportProxy,
    ReportRequest,
    ReportResponse,
    from_json,
    to_json,
)
from iottly_keycheck.diagnosis.sharing.anonymize import anonymize
from iottly_keycheck.diagnosis.sharing.identifying_names import NameKind, ThisComputer
from iottly_keycheck.diagnosis.text import messages
from support.reports import make_report

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ALL = frozenset(NameKind)
HERE = ThisComputer(("rossi",), ("pc-042",), ("/home/rossi",))

HINTS = (
    Hint(HintId.PROXY_FROM, args={"proxy": "http://gw7:3128", "source": "environment"}),
    Hint(HintId.SIGN_IN_REFUSED, Level.WARNING, {"way": "Basic", "account": r"ACME\m.bianchi"}),
    Hint(HintId.NO_PROXY_MISSES, args={"entries": "localhost, .acme.example,filer,10.0.0.0/8"}),
    Hint(HintId.ISSUED_BY, Level.WARNING, {"issuer": "O=Acme Holding, CN=Acme Inspection"}),
    Hint(
        HintId.STORE_REASON, args={"reason": "folder_not_writable", "path": "/home/rossi/x/keys.db"}
    ),
)


def full(text: str = "", **facts: object) -> Report:
    """A report with names where names stand, and a text in every place that takes any."""
    report = make_report(
        Cause.PROXY_AUTH_REJECTED,
        checked_at=NOON,
        description="John Smith",
        url="https://iottly.acme.example:8443/v1.0/project/ping",
        proxy=ReportProxy("http://gw7:3128", ProxySource.ENVIRONMENT, 407, ("Basic", text)),
        hints=(*HINTS, Hint(HintId.PAC_PROBLEM, Level.WARNING, {"reason": text})),
        hint_texts=("",) * (len(HINTS) + 1),
        stages=tuple(Stage(stage, StageState.OK, 1, text) for stage in StageId),
        error=text,
        addresses=("2001:db8::7", "192.0.2.4"),
        certificate=Certificate("CN=iottly.acme.example, O=Acme Holding", "O=Root", NOON, NOON),
        chain=(Certificate("CN=iottly.acme.example, O=Acme Holding", "O=Root", NOON, NOON,
                           ("*.acme.example", "filer")),),
        request=ReportRequest("GET", (("Host", "iottly.acme.example:8443"), ("X", text))),
        response=ReportResponse((("Via", "1.1 relay9 (squid/5.7)"), ("X", text)), text),
        attempts=(Attempt(f"connect {text}", 0, 1, text),),
        exception=text,
    )  # fmt: skip
    return replace(report, **facts)


def remains(name: str, report: Report) -> bool:
    """Tell whether a name stands anywhere in a report by itself, in whatever case."""
    pattern = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
    return re.search(pattern, to_json(report), re.IGNORECASE) is not None


NAMES = {
    NameKind.DESCRIPTION: ["John Smith"],
    NameKind.USER: ["m.bianchi", "rossi", "helpdesk"],
    NameKind.HOST: [
        *("gw7", "iottly.acme.example", "acme.example", "ACME", "filer", "pc-042", "relay9"),
        *("2001:db8::7", "192.0.2.4", "10.1.2.3", "fe80::1", "intranet.other.example"),
    ],
    NameKind.CERTIFICATE: ["Acme Holding", "Acme Inspection", "O=Root"],
    NameKind.PATH: ["/home/rossi", r"C:\Users\Rossi Mario"],
}
EVERYTHING = (
    r"John Smith rossi@pc-042 ACME\m.bianchi m.bianchi@ACME.EXAMPLE user=ACME%5Cm.bianchi"
    " <a href='mailto:helpdesk@acme.example'> http://rossi@gw7:3128/x GW7 filer relay9"
    " [fe80::1%eth0]:443 2001:DB8::7. 10.1.2.3:80 https://intranet.other.example/home/index.html"
    " Acme Holding, Acme Inspection; O=Root /home/rossi/.cache/x.pac file:///home/rossi/p.pac"
    " /home/rossi/app/iottly_keycheck/check.py:12 in run"
    " C:\\Users\\Rossi Mario\\AppData\\log.txt"
)


@pytest.mark.parametrize("kinds", [ALL, *({kind} for kind in NameKind)], ids=str)
def test_what_is_left_out_is_nowhere(kinds: Collection[NameKind]) -> None:
    report = anonymize(full(EVERYTHING), kinds, HERE)
    left = {name for kind in kinds for name in NAMES[kind] if remains(name, report)}
    assert left == set()


@pytest.mark.parametrize("kept", NameKind)
def test_what_is_not_left_out_stays(kept: NameKind) -> None:
    report = anonymize(full(EVERYTHING), ALL - {kept}, HERE)
    names = {
        NameKind.DESCRIPTION: "John Smith",
        NameKind.USER: "helpdesk",
        NameKind.HOST: "10.1.2.3",
        NameKind.CERTIFICATE: "O=Root",
        NameKind.PATH: "/home/",
    }
    assert names[kept] in to_json(report)


def test_without_any_kind_it_is_the_same_report() -> None:
    report = from_json(to_json(full(EVERYTHING)))
    left = anonymize(report, ())
    assert replace(left, headline="", next_steps=(), hint_texts=()) == replace(
        report, headline="", next_steps=(), hint_texts=()
    )


def test_the_same_name_is_the_same_placeholder_and_another_is_another() -> None:
    report = anonymize(full("GW7 to gw7 and filer, IOTTLY.acme.example"), ALL, HERE)
    proxy = report.proxy.url
    assert proxy is not None
    (host,) = re.findall(r"\[host \d+\]", proxy)
    found = re.findall(r"\[host \d+\]", report.exception or "")
    assert found[:2] == [host, host]
    assert found[2] != host
    assert f"https://{found[3]}:8443/v1.0/project/ping" == report.url
    assert messages.headline(report) == report.headline


def test_the_sentences_name_no_host_either() -> None:
    report = anonymize(full(cause=Cause.PROXY_REFUSED, hints=(), hint_texts=()), {NameKind.HOST})
    assert report.headline == "No proxy is running at http://[host 2]:3128."
    report = anonymize(full(cause=Cause.CONNECTION_REFUSED), {NameKind.HOST})
    assert report.headline == "The connection to [host 1] is refused."


@pytest.mark.parametrize(
    "text",
    [
        "https://api.cloud.iottly.com/v1.0/project/ping",
        "iottly-support@tomorrowdata.io",
        "localhost 127.0.0.1 ::1 0.0.0.0 [::1]:443",
        "<urllib3.connection.HTTPSConnection object at 0x7f> (_ssl.c:1006)",
        "requests.exceptions.ProxyError org.freedesktop.secrets",
        "nginx/1.18.0, squid/5.7, TLSv1.3, e.g. at 10:00:00 index.html",
        "GET /v1.0/project/ping",
    ],
)
def test_what_is_no_secret_stays_for_support(text: str) -> None:
    report = make_report(Cause.SERVER_ERROR, exception=text)
    assert anonymize(report, ALL, HERE).exception == text


def test_of_our_own_files_the_place_stays() -> None:
    text = "/home/rossi/my venv/iottly_keycheck/check.py:12 in run"
    report = anonymize(make_report(Cause.INTERNAL_ERROR, exception=text), ALL)
    assert report.exception == "[path 1]/check.py:12 in run"


def test_an_address_that_cannot_be_used_is_a_name_as_it_stands() -> None:
    hint = Hint(
        HintId.SETTING_UNUSABLE,
        Level.WARNING,
        {"field": "url", "value": "htps:/acme intranet", "reason": "scheme", "source": "setting"},
    )
    report = make_report(
        Cause.SETTINGS_INVALID, url="htps:/acme intranet", hints=(hint,), hint_texts=("",)
    )
    left = anonymize(report, {NameKind.HOST})
    assert left.url == "[host 1]"
    assert left.hints[0].args == {**hint.args, "value": "[host 1]"}
    assert messages.headline(left) == messages.headline(report)


LABEL = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=8)
HOST = st.lists(LABEL, min_size=1, max_size=3).map(lambda labels: f"q{'.'.join(labels)}.zz")
WORD = LABEL.map("q{}".format)


@given(HOST, HOST, WORD, WORD, st.text(max_size=30), st.booleans())
def test_whatever_the_names_are_they_are_gone(
    host: str, other: str, user: str, description: str, noise: str, upper: bool
) -> None:
    named = f"{user}@{host} {other}:80 http://{user}@{host}:1/{noise} ({user}) {description}."
    text = f"{noise} {named.upper() if upper else named} {noise}"
    account = Hint(HintId.SIGNED_IN, args={"way": "Basic", "account": user})
    report = full(
        text,
        description=description,
        url=f"https://{host}/",
        hints=(account, Hint(HintId.SIGN_IN_FAILED, args={"account": "?", "detail": text})),
        hint_texts=("", ""),
    )
    left = anonymize(report, ALL, HERE)
    assert not [name for name in (host, other, user, description) if remains(name, left)]


@given(st.text(max_size=200), st.text(max_size=50))
def test_it_can_still_be_written_and_read(text: str, url: str) -> None:
    report = anonymize(full(text, url=url), ALL, HERE)
    assert from_json(to_json(report)) == report


@pytest.mark.parametrize(
    "piece", ["a.", "a@", "://", "/home/", "1.", ":1", "C:\\", "%5C", "a-", "a"]
)
def test_a_hostile_report_takes_no_time(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    for kinds in (ALL, *({kind} for kind in NameKind)):
        anonymize(full("", exception=text), kinds, HERE)
