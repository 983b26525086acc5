"""A check as a curl command: the same request, without the key, and safe to paste."""

import shlex
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import ProxySource
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.report import Report, ReportProxy
from iottly_keycheck.diagnosis.sharing.curl import PLACEHOLDER, as_curl
from iottly_keycheck.keys.model import KeyFault
from iottly_keycheck.keys.rules.cleaning import clean
from support.answers import PONG, response, say
from support.checks import KEY
from support.pings import Here
from support.reports import make_report
from support.servers import Server


def through(proxy: str, *hints: Hint) -> Report:
    facts = ReportProxy(proxy, ProxySource.SETTING)
    return make_report(Cause.OK, proxy=facts, hints=hints, hint_texts=("",) * len(hints))


def words_of(command: str) -> list[str]:
    """Give the arguments as a real shell hands them over."""
    script = f"curl() {{ printf '%s\\0' \"$@\"; }}; {command}"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode().split("\0")[:-1]


def test_it_is_the_documented_call_without_a_proxy() -> None:
    assert as_curl(make_report()) == (
        "curl --include --header 'Authentication: bearer <PUT HERE YOUR API KEY>' --max-time 15"
        " --noproxy '*' --url https://api.cloud.iottly.com/v1.0/project/ping"
    )


def test_what_the_person_puts_the_key_in_place_of_is_known_as_the_placeholder() -> None:
    assert clean(PLACEHOLDER) is KeyFault.PLACEHOLDER


@pytest.mark.parametrize(
    ("hint", "options"),
    [
        (None, []),
        (
            Hint(HintId.SIGNED_IN, args={"way": "Digest", "account": "joe"}),
            ["--proxy-anyauth", "--proxy-user", "joe"],
        ),
        (
            Hint(HintId.SIGNED_IN, args={"way": "Negotiate (Kerberos)", "account": "joe@CORP"}),
            ["--proxy-negotiate", "--proxy-user", ":"],
        ),
        (Hint(HintId.SIGNED_IN, args={"way": "Basic", "account": "?"}), []),
    ],
)
def test_it_goes_through_the_proxy_and_signs_in_alike(
    hint: Hint | None, options: list[str]
) -> None:
    command = as_curl(through("http://proxy.corp.example:3128", *([hint] if hint else [])), 30)
    given = words_of(command)
    start = given.index("--max-time")
    assert given[start : given.index("--url")] == [
        *("--max-time", "30", "--proxy", "http://proxy.corp.example:3128"),
        *options,
    ]


WITH_A_VALUE = {"--header", "--max-time", "--noproxy", "--proxy", "--proxy-user", "--url"}


def options_of(command: str) -> dict[str, str]:
    """Give the options as curl reads them: the word behind some is a value, whatever it looks like.

    None may come twice.
    """
    options: dict[str, str] = {}
    words = iter(shlex.split(command)[1:])
    for word in words:
        assert word not in options
        options[word] = next(words) if word in WITH_A_VALUE else ""
    return options


@example(url="--url", proxy="--url", account="--url")
@example(url="-", proxy="--output", account="-K")
@given(st.text(), st.text(), st.text())
def test_a_report_from_elsewhere_brings_in_nothing(url: str, proxy: str, account: str) -> None:
    hint = Hint(HintId.SIGNED_IN, args={"way": "Basic", "account": account})
    report = through(proxy, hint)
    command = as_curl(make_report(url=url, proxy=report.proxy, hints=(hint,), hint_texts=("",)))
    assert command.isprintable()
    assert command.startswith("curl ")
    options = options_of(command)
    assert options["--url"].isascii()
    signs_in = ["--proxy-anyauth", "--proxy-user"] if "--proxy-user" in options else []
    as_it_stands = ["--globoff"] if "--globoff" in options else []
    asked = ["--include", "--header", "--max-time", "--proxy", *signs_in, *as_it_stands, "--url"]
    assert list(options) == asked


@pytest.mark.needs("curl")
@pytest.mark.parametrize("word", ["--url", "-K", "--next"])
def test_curl_takes_what_looks_like_an_option_for_a_value(word: str) -> None:
    hint = Hint(HintId.SIGNED_IN, args={"way": "Basic", "account": f"{word}:"})
    with Server(say(response())) as server:
        proxy = ReportProxy(server.url("127.0.0.1"), ProxySource.SETTING)
        report = make_report(url=word, proxy=proxy, hints=(hint,), hint_texts=("",))
        subprocess.run(["curl", "--silent", *words_of(as_curl(report))], check=False, timeout=20)
        sent = bytes(server.peers[-1].received)
    assert sent.startswith(b"GET http://")


@pytest.mark.parametrize("url", ["$(touch x)", "'; reboot; '", "-o/etc/x", "a\nb\x03\x1b[201~c"])
def test_a_real_shell_takes_it_for_one_address(url: str) -> None:
    given = words_of(as_curl(make_report(url=url)))
    assert given[-2] == "--url"
    assert (
        given[-1]
        .replace("%0A", "\n")
        .replace("%03", "\x03")
        .replace("%1B", "\x1b")
        .replace("%20", " ")
        == url
    )


@pytest.mark.needs("curl")
def test_curl_gets_the_same_answer_as_the_check() -> None:
    with Server(say(response())) as server:
        report = Here().check(server.url("127.0.0.1"))
        sent = bytes(server.peers[-1].received)
        command = as_curl(report).replace(PLACEHOLDER, KEY)
        done = subprocess.run(
            ["curl", "--silent", *words_of(command)], capture_output=True, check=True, timeout=20
        )
        sent_by_curl = bytes(server.peers[-1].received)
    assert done.stdout.endswith(PONG)
    for part in (b"GET /v1.0/project/ping HTTP/1.1", f"Authentication: bearer {KEY}".encode()):
        assert part in sent
        assert part in sent_by_curl
