"""What `requests` would do by itself, and must not: each of its habits, on the wire."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests.adapters

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import FailureKind
from support.answers import response, say
from support.certificates import Authority
from support.checks import KEY
from support.pings import Here
from support.servers import Peer, Server

HOST = "127.0.0.1"
LONGEST_BODY = 64 * 1024


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def lines(received: bytes) -> list[str]:
    """The head of a request, line by line."""
    return received.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")


def test_no_header_goes_out_but_ours() -> None:
    with Server(say(response())) as server:
        Here().check(server.url(HOST))
    names = [line.partition(":")[0] for line in lines(server.received)[1:]]
    expected = ["Host", "Accept-Encoding", "User-Agent", "Accept", "Connection", "Authentication"]
    assert names == expected
    assert "Accept-Encoding: identity" in lines(server.received)


@pytest.mark.parametrize("path", ["/a%7Eb", "//twice", "/a/../b", "/a;b=c", "/%2F%C3%A9"])
def test_the_path_goes_out_as_it_is_written(path: str) -> None:
    with Server(say(response())) as server:
        Here().check(f"{server.url(HOST)}{path}")
    assert lines(server.received)[0] == f"GET /v1.0{path}/project/ping HTTP/1.1"


@pytest.mark.parametrize("status", [200, 302, 401])
def test_a_cookie_is_not_sent_back(status: int) -> None:
    answer = response(b"{}", status, [("Set-Cookie", "a=b; Path=/"), ("Location", "/elsewhere")])
    with Server(say(answer)) as server:
        Here().check(server.url(HOST))
    assert b"cookie" not in server.received.lower()


@pytest.mark.parametrize("status", [200, 302, 404])
def test_no_more_of_an_endless_body_is_read_than_is_kept(status: int) -> None:
    # Of a redirect `requests` reads the whole body, also where it is told not to follow any.
    def endless(peer: Peer) -> None:
        peer.read_head()
        peer.send(b"HTTP/1.1 %d Whatever\r\nLocation: /elsewhere\r\n\r\n" % status)
        peer.send_for_ever(b"x" * 65536)

    with Server(endless) as server:
        seen = Here().ping(server.url(HOST), timeout=20)
    assert seen.failure is None
    assert seen.response is not None
    assert seen.response.truncated
    assert len(seen.response.body.text) == LONGEST_BODY


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_the_environment_sends_a_call_to_this_computer_through_no_proxy(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(say(response())) as proxy, Server(say(response())) as server:
        monkeypatch.setenv(variable, proxy.url(HOST))
        report = Here().check(server.url(HOST))
    assert report.cause is Cause.OK
    assert not proxy.peers


def test_netrc_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = home / "netrc"
    netrc.write_text(f"machine {HOST} login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with Server(say(response())) as server:
        Here().check(server.url(HOST))
    assert b"authorization" not in server.received.lower()


def test_a_list_of_authorities_that_is_missing_disturbs_nothing(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing = str(tmp_path / "missing.pem")
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", missing)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", missing)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    with Server(say(response()), authority.good) as server:
        assert Here().check(server.url(HOST)).cause is Cause.OK


def test_what_the_variables_of_requests_trust_is_not_trusted(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(authority.trust_file))
    with Server(say(response()), authority.good) as server:
        seen = Here().ping(server.url(HOST))
    assert seen.failure is not None
    assert seen.failure.kind is FailureKind.CERTIFICATE
    assert KEY.encode() not in server.received


@pytest.mark.parametrize("key", ["first\nsecond", "first\rsecond", "first\n second"])
def test_a_key_that_no_header_can_carry_is_in_no_text(key: str) -> None:
    # The window refuses such a key; here it gets past that.
    with Server(say(response())) as server:
        seen = Here().ping(server.url(HOST), key=key)
    assert "first" not in (seen.exception or "")
    assert not server.received


def test_no_call_is_made_twice() -> None:
    with Server(say(b"HTTP/1.1 200 OK\r\n")) as server:
        Here().ping(server.url(HOST))
    assert len(server.peers) == 1
