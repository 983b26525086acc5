"""Where the key and a proxy's password go, and where they never do: on the wire and in reports."""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report, to_json
from support import proxies
from support.answers import PONG, by_header, failure, hold, response, say, say_then_reset
from support.certificates import Authority
from support.checks import KEY, LOGIN, PASSWORD, TOKEN
from support.pings import Here
from support.proxies import BASIC, Tunnels, connects, connects_for, refusal, socks, wants
from support.servers import Script, Server

HOST = "127.0.0.1"
KEY_LINE = b"Authentication: bearer " + KEY.encode()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    return authority


# --- on the wire ---------------------------------------------------------------------------------


def test_the_key_stands_in_the_documented_header_once(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as server:
        Here().check(server.url(HOST))
    assert server.received.count(KEY.encode()) == 1
    assert server.received.count(KEY_LINE) == 1


def test_the_key_is_repeated_once_after_a_401_in_the_other_header(trusted: Authority) -> None:
    with Server(say(failure(401)), trusted.good) as server:
        Here().check(server.url(HOST))
    assert server.received.count(KEY.encode()) == 2
    assert server.received.count(b"Authorization: Bearer " + KEY.encode()) == 1


def test_a_sign_in_page_with_status_401_gets_the_key_once(trusted: Authority) -> None:
    form = b"<html><form action='/login'><input type='password'></form></html>"
    with Server(say(response(form, 401)), trusted.good) as server:
        Here().check(server.url(HOST))
    assert server.received.count(KEY.encode()) == 1


@pytest.mark.parametrize("status", [200, 301, 302, 400, 403, 404, 407, 429, 500, 503, 511])
def test_no_other_answer_gets_the_key_twice(trusted: Authority, status: int) -> None:
    answer = response(b"<html>no</html>", status, [("Location", "/elsewhere")])
    with Server(say(answer), trusted.good) as server:
        Here().check(server.url(HOST))
    assert server.received.count(KEY.encode()) == 1


@pytest.mark.parametrize(
    "flaw",
    [
        "expired",
        "not_yet_valid",
        "for_another_host",
        "self_signed",
        "by_nobody_known",
        "without_its_intermediate",
    ],
)
def test_a_refused_certificate_never_sees_the_key(trusted: Authority, flaw: str) -> None:
    # For the clock, the service is asked again without a look at the dates: without the key, too.
    with Server(say(response()), getattr(trusted, flaw)) as server:
        Here().check(server.url(HOST))
    assert KEY.encode() not in server.received


def test_a_redirect_is_not_followed(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as target:
        answer = response(b"", 302, [("Location", f"{target.url(HOST)}/project/ping")])
        with Server(say(answer), trusted.good) as server:
            Here().check(server.url(HOST))
    assert not target.peers


def test_netrc_and_cookies_add_nothing(trusted: Authority, home: Path) -> None:
    (home / ".netrc").write_text(f"machine {HOST} login somebody password else\n")
    (home / ".netrc").chmod(0o600)
    answer = response(headers=[("Set-Cookie", "a=b")])
    with Server(say(answer), trusted.good) as server:
        Here().check(server.url(HOST))
    lines = server.received.lower()
    assert b"authorization" not in lines
    assert b"cookie" not in lines


@pytest.mark.parametrize("scheme", ["http", "https", "socks5", "socks5h"])
def test_a_proxy_sees_the_key_in_no_form(trusted: Authority, scheme: str) -> None:
    with Server(say(failure(401)), trusted.good) as service:
        tunnels = Tunnels((HOST, service.port))
        script = socks(proxies.granting(tunnels)) if "socks" in scheme else connects(tunnels)
        with Server(script, trusted.good if scheme == "https" else None) as proxy:
            Here().check(service.url(HOST), proxy=f"{scheme}://{HOST}:{proxy.port}")
    assert KEY.encode() in service.received
    assert KEY.encode() not in proxy.received


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])
def test_plain_http_on_this_computer_goes_through_no_proxy(variable: str) -> None:
    with Server(say(response())) as service, Server(say(response())) as proxy:
        here = Here({variable: f"http://{HOST}:{proxy.port}"})
        report = here.check(service.url(HOST))
    assert report.cause is Cause.OK
    assert not proxy.peers


@pytest.mark.parametrize("script", [say(b""), say_then_reset(b""), say(refusal(500))])
def test_the_second_look_past_a_proxy_carries_no_key(trusted: Authority, script: Script) -> None:
    with Server(say(failure(401)), trusted.good) as service, Server(script) as proxy:
        Here().check(service.url(HOST), proxy=f"http://{HOST}:{proxy.port}")
    assert service.received
    assert KEY.encode() not in service.received


# --- a proxy's password --------------------------------------------------------------------------


def test_a_proxy_that_asks_for_no_password_gets_none(trusted: Authority) -> None:
    with (
        Server(say(response()), trusted.good) as service,
        Server(connects(Tunnels((HOST, service.port)))) as proxy,
    ):
        Here().check(service.url(HOST), proxy=f"http://{LOGIN}@{HOST}:{proxy.port}")
    assert b"authorization" not in proxy.received.lower()


def test_a_refused_password_is_not_sent_again(trusted: Authority) -> None:
    with Server(say(response()), trusted.good) as service:
        refusing = connects_for(b"another", Tunnels((HOST, service.port)), BASIC)
        with Server(refusing) as proxy:
            report = Here().check(service.url(HOST), proxy=f"http://{LOGIN}@{HOST}:{proxy.port}")
    assert report.cause is Cause.PROXY_AUTH_REJECTED
    assert proxy.received.count(TOKEN) == 1


def test_a_refused_socks_login_is_not_sent_again(trusted: Authority) -> None:
    refusing = socks(proxies.holding, method=proxies.LOGIN, login_answer=b"\x01\x01")
    with Server(say(response()), trusted.good) as service, Server(refusing) as proxy:
        Here().check(service.url("localhost"), proxy=f"socks5://{LOGIN}@{HOST}:{proxy.port}")
    assert proxy.received.count(PASSWORD.encode()) == 1


@pytest.mark.parametrize("offer", ["NTLM", "Negotiate", 'Digest realm="x", nonce="y"'])
def test_a_password_goes_out_by_no_scheme_that_was_not_offered(
    trusted: Authority, offer: str
) -> None:
    with Server(say(response()), trusted.good) as service, Server(say(wants(offer))) as proxy:
        Here().check(service.url(HOST), proxy=f"http://{LOGIN}@{HOST}:{proxy.port}")
    assert TOKEN not in proxy.received


def test_a_password_is_not_sent_to_a_tls_proxy_whose_certificate_is_refused(
    trusted: Authority,
) -> None:
    with Server(say(response()), trusted.good) as service:
        script = connects_for(TOKEN, Tunnels((HOST, service.port)), BASIC)
        with Server(script, trusted.by_nobody_known) as proxy:
            Here().check(service.url(HOST), proxy=f"https://{LOGIN}@{HOST}:{proxy.port}")
    assert TOKEN not in proxy.received


# --- what comes back -----------------------------------------------------------------------------


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def in_json(text: str, **more: object) -> bytes:
    return json.dumps({"error": f"the key {text} is bad", **more}).encode()


PADDING = 64 * 1024 - len('{"error": "')
ECHOES = {
    "error": response(in_json(KEY), 401),
    "error_in_capitals": response(in_json(KEY.upper()), 400),
    "error_object": response(json.dumps({"error": {KEY: [KEY]}}).encode(), 400),
    "escaped": response(b'{"error": "bad: %s"}' % _escaped(KEY).encode(), 400),
    "escaped_in_part": response(
        b'{"error": "bad: %s"}' % (_escaped(KEY[:5]) + KEY[5:]).encode(), 400
    ),
    "escaped_elsewhere": response(b'{"seen": "%s", "error": "x"}' % _escaped(KEY).encode(), 400),
    "escaped_in_what_is_no_json": response(b'"%s" and more' % _escaped(KEY).encode(), 400),
    "escaped_and_cut": response(
        b'{"seen": "%s", "padding": "%s"}' % (_escaped(KEY).encode(), b"x" * 70_000), 400
    ),
    "page": response(f"<html><p>{KEY}</p></html>".encode(), 404),
    "percent": response(in_json("".join(f"%{ord(letter):02x}" for letter in KEY)), 400),
    "escaped_twice": response(
        json.dumps({"error": json.dumps({"seen": KEY}).replace(KEY, _escaped(KEY))}).encode(), 400
    ),
    "percent_in_part": response(in_json(KEY[:9] + f"%{ord(KEY[9]):02X}" + KEY[10:]), 400),
    "html_numbers": response(in_json("".join(f"&#{ord(letter)};" for letter in KEY)), 400),
    "html_hex": response("".join(f"&#x{ord(letter):X};" for letter in KEY).encode(), 400),
    "escaped_and_cut_at_the_limit": response(
        b"x" * (64 * 1024 - 100) + _escaped(KEY).encode(), 400
    ),
    "utf_16": response(f'{{"error": "{KEY}"}}'.encode("utf-16"), 400),
    "header": response(PONG, 400, [("X-Echo", f"bearer {KEY}")]),
    "header_name": response(PONG, 400, [(f"X-{KEY}", "x")]),
    "location": response(b"", 302, [("Location", f"http://x.example/?key={KEY}")]),
    "location_to_login": response(b"", 302, [("Location", f"http://x.example/login?{KEY}")]),
    "retry_after": response(PONG, 429, [("Retry-After", KEY)]),
    "reason": response(PONG, 400, reason=f"Bad key {KEY}"),
    "status_line": f"HTTP/1.1 {KEY}\r\n\r\n".encode(),
    "no_http": f"your key is {KEY}\r\n".encode(),
    "header_without_colon": f"HTTP/1.1 400 Bad\r\nX: y\r\n{KEY}\r\n\r\n".encode(),
    "chunk_length": f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{KEY}z\r\n".encode(),
    "content_encoding": response(PONG, headers=[("Content-Encoding", KEY)]),
    "content_length": f"HTTP/1.1 200 OK\r\nContent-Length: {KEY}\r\n\r\n".encode(),
    "date": response(PONG, 400, [("Date", KEY)]),
    "cut_at_the_limit": response(b'{"error": "%s%s"}' % (b"x" * (PADDING - 20), KEY.encode()), 400),
    "cut_by_the_connection": response(in_json(KEY), 400)[:-15],
    "longer_error": response(in_json("x" * 1970 + KEY), 400),
    "whole_request": response(b"<html>" + KEY_LINE + b"</html>", 403),
}


def assert_silent(report: Report, *secrets: str) -> None:
    text = to_json(report).lower()
    for secret in secrets:
        # JSON would show an escape's backslash doubled.
        for seen in (text, unquote(text), unescape(text), _unescaped(text.replace("\\\\", "\\"))):
            assert secret.lower() not in seen


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    with caplog.at_level(logging.DEBUG):
        yield lambda: caplog.text


@pytest.mark.parametrize("answer", ECHOES.values(), ids=ECHOES)
def test_no_echo_of_the_key_leaves_the_program(answer: bytes, logged: Callable[[], str]) -> None:
    with Server(say(answer)) as server:
        report = Here().check(server.url(HOST))
    assert_silent(report, KEY)
    assert KEY not in logged()


@pytest.mark.parametrize("length", [1, 5, 20, 31])
def test_a_key_cut_at_the_limit_leaves_no_beginning(length: int) -> None:
    start = b'{"error": "'
    body = start + b"x" * (64 * 1024 - len(start) - length) + KEY.encode() + b'"}'
    with Server(say(response(body, 400))) as server:
        seen = Here().ping(server.url(HOST))
    assert seen.response is not None
    assert length < 4 or KEY[:length] not in seen.response.body.text


def test_error_says_where_the_key_stood() -> None:
    with Server(say(response(in_json(KEY), 401))) as server:
        assert Here().check(server.url(HOST)).error == "the key [key] is bad"


@pytest.mark.parametrize("key", ["secret", "abc+/=", "a-b_c.d~e", "x" * 4096])
def test_keys_of_other_shapes_are_kept_as_well(key: str) -> None:
    answer = by_header({key.encode(): response(in_json(f"<{key}>"), 400)}, response())
    with Server(answer) as server:
        report = Here().check(server.url(HOST), key=key)
    assert report.error == "the key <[key]> is bad"


def test_a_key_in_the_url_of_the_settings_is_not_repeated() -> None:
    report = Here().check(f"https://{HOST}:99999/{KEY}")
    assert_silent(report, KEY)


PROXY_ECHOES = {
    "reason": f"HTTP/1.1 502 no {PASSWORD}\r\n\r\n".encode(),
    "token_in_a_header": refusal(502, [("X-Echo", TOKEN.decode())]),
    "password_in_a_header": refusal(502, [("Via", PASSWORD)]),
    "offer": refusal(407, [("Proxy-Authenticate", PASSWORD.replace(":", "")), ("X", PASSWORD)]),
    "no_http": f"{PASSWORD}\r\n\r\n".encode(),
    "status_line": f"HTTP/1.1 {TOKEN.decode()}\r\n\r\n".encode(),
}


@pytest.mark.parametrize("answer", PROXY_ECHOES.values(), ids=PROXY_ECHOES)
def test_no_echo_of_a_password_leaves_the_program(
    trusted: Authority, answer: bytes, logged: Callable[[], str]
) -> None:
    with Server(say(failure(401)), trusted.good) as service, Server(say(answer)) as proxy:
        report = Here().check(service.url(HOST), proxy=f"http://{LOGIN}@{HOST}:{proxy.port}")
    token = base64.b64decode(TOKEN.split()[1]).decode()
    assert_silent(report, PASSWORD, LOGIN.partition(":")[2], token, TOKEN.decode().split()[1])
    assert PASSWORD not in logged()


@pytest.mark.parametrize(
    "address",
    [
        f"ftp://{LOGIN}@proxy.example",
        f"http://{LOGIN}@proxy.example:99999",
        f"http://{LOGIN}@pro xy.example",
        f"{LOGIN}@@@",
        f"http://user:{PASSWORD}/@proxy.example",
        f"http:/{LOGIN}@proxy.example",
        f"socks4://{LOGIN}@[::1",
    ],
)
def test_a_proxy_address_that_cannot_be_used_is_shown_without_its_password(address: str) -> None:
    for here, proxy in ((Here(), address), (Here({"HTTPS_PROXY": address}), "auto")):
        report = here.check(f"https://{HOST}:1/v1.0", proxy=proxy)
        assert report.cause is Cause.SETTINGS_INVALID
        assert_silent(report, PASSWORD, LOGIN.partition(":")[2])


def test_a_defect_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, log_warnings: object, logged: Callable[[], str]
) -> None:
    from iottly_keycheck.connection import ping

    def fail(key: object) -> None:
        raise RuntimeError(f"unforeseen: {KEY}")

    monkeypatch.setattr(ping, "documented", fail)
    log_warnings.expect("A check failed by a defect")  # type: ignore[attr-defined]  # see the fixture
    with Server(hold) as server:
        report = Here().check(server.url(HOST))
    assert report.cause is Cause.INTERNAL_ERROR
    assert "unforeseen" in (report.exception or "")
    assert_silent(report, KEY)
    assert KEY not in logged()
