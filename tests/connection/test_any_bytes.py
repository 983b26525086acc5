"""No bytes from the wire make a check raise, hang, or end in anything but a cause of the table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import Report, from_json, to_json
from support.pings import Here
from support.servers import Peer, Server

HOST = "127.0.0.1"
TIMEOUT = 1.0
GRACE = 0.5

bounded = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

_NAMES = st.sampled_from(
    [
        b"Content-Length",
        b"Transfer-Encoding",
        b"Content-Encoding",
        b"Content-Type",
        b"Location",
        b"Connection",
        b"Date",
        b"Retry-After",
        b"Set-Cookie",
        b"Proxy-Authenticate",
        b"",
    ]
)
_VALUES = st.one_of(
    st.sampled_from(
        [
            b"0", b"-1", b"18", b"99999999999999999999", b"1, 2", b"chunked", b"gzip",
            b"gzip, deflate", b"br", b"close", b"text/html; charset=x", b"http://[", b"",
        ]
    ),
    st.binary(max_size=30),
)  # fmt: skip
_LINES = st.lists(st.one_of(st.tuples(_NAMES, _VALUES).map(b": ".join), st.binary(max_size=40)))
_BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            b'{"status": "pong"}',
            b'{"status": 1e400, "error": NaN}',
            b'{"status": 99999999999999999999999999}',
            b'{"error": "\\ud800\\u0000"}',
            b"[" * 5000,
            b'{"a":' * 3000,
            b"<html><form><input type=password>",
            b"<!DOCTYPE html [<!ENTITY x 'y'>]>&x;<a href=login",
            b"<![CDATA[<html",
            b"<html><!-- <meta http-equiv=refresh content=",
            b"5\r\nabcde\r\n0\r\n\r\n",
            b"ffffffffffffffffff\r\nx",
            b"\x1f\x8b\x08\x00\x00",
        ]
    ),
    st.text(alphabet='{}[]":,\\u0123abcdef<>&;/= \n', max_size=80).map(str.encode),
)
_VERSIONS = st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2", b"HTTP/", b"ICY", b""])
_STATUSES = st.one_of(
    st.integers(0, 1099).map(lambda status: b"%03d" % status), st.binary(max_size=6)
)


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """Something like an answer, broken here and there."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=300))
    status_line = b" ".join([draw(_VERSIONS), draw(_STATUSES), draw(st.binary(max_size=10))])
    head = b"\r\n".join([status_line, *draw(_LINES)])
    return head + draw(st.sampled_from([b"\r\n\r\n", b"\n\n", b"\r\n", b""])) + draw(_BODIES)


class Speaker:
    """A server that says whatever it was told last, and closes."""

    def __init__(self) -> None:
        self.words = b""

    def __call__(self, peer: Peer) -> None:
        peer.read(1)
        peer.send(self.words)
        peer.sock.shutdown(1)
        peer.hold()


@pytest.fixture(scope="module")
def speaker() -> Iterator[tuple[Speaker, Server]]:
    speaker = Speaker()
    with Server(speaker) as server:
        yield speaker, server


def assert_sound(report: Report) -> None:
    assert report.cause not in {Cause.INTERNAL_ERROR, Cause.CANCELLED}, report.exception
    assert report.elapsed_ms <= (TIMEOUT + GRACE) * 1000
    assert len(report.stages) == 6
    assert report.headline
    text = to_json(report)
    text.encode()
    assert to_json(from_json(text)) == text


@bounded
@given(words=answers())
def test_as_an_answer(speaker: tuple[Speaker, Server], words: bytes) -> None:
    script, server = speaker
    script.words = words
    assert_sound(Here().check(server.url(HOST), timeout=TIMEOUT))


@bounded
@given(words=answers())
def test_as_a_proxys_answer(speaker: tuple[Speaker, Server], words: bytes) -> None:
    script, server = speaker
    script.words = words
    proxy = f"http://user:word@{HOST}:{server.port}"
    assert_sound(Here().check(f"https://{HOST}:1/v1.0", proxy=proxy, timeout=TIMEOUT))


_SOCKS = st.one_of(
    st.binary(max_size=40),
    st.tuples(
        st.sampled_from([b"\x05\x00", b"\x05\x02\x01\x00", b"\x05\x02\x01\x01", b"\x05\xff"]),
        st.binary(max_size=3).map(lambda rest: b"\x05" + rest),
        st.binary(max_size=30),
    ).map(b"".join),
)


@bounded
@given(words=_SOCKS)
def test_as_a_socks_proxys_answer(speaker: tuple[Speaker, Server], words: bytes) -> None:
    script, server = speaker
    script.words = words
    proxy = f"socks5h://user:word@{HOST}:{server.port}"
    assert_sound(Here().check(f"https://{HOST}:1/v1.0", proxy=proxy, timeout=TIMEOUT))


_TLS = st.one_of(
    st.binary(max_size=60),
    st.tuples(
        st.sampled_from([b"\x16", b"\x15", b"\x14", b"\x17"]),
        st.sampled_from([b"\x03\x03", b"\x03\x01", b"\x02\x00"]),
        st.integers(0, 300).map(lambda length: length.to_bytes(2, "big")),
        st.binary(max_size=80),
    ).map(b"".join),
)


@bounded
@given(words=_TLS)
def test_as_an_answer_to_the_handshake(speaker: tuple[Speaker, Server], words: bytes) -> None:
    script, server = speaker
    script.words = words
    assert_sound(Here().check(f"https://{HOST}:{server.port}/v1.0", timeout=TIMEOUT))


@bounded
@given(address=st.text(max_size=40))
def test_any_text_as_the_address_or_the_proxy(address: str) -> None:
    # A port that nobody serves: whatever can be used ends there, and nothing leaves the computer.
    for url, proxy in ((f"https://{HOST}:1{address}", "none"), (f"https://{HOST}:1", address)):
        if proxy in ("auto", "none") or not _leads_away(proxy):
            assert_sound(Here().check(url, proxy=proxy, timeout=TIMEOUT))


def _leads_away(proxy: str) -> bool:
    """Tell whether a text is a proxy's usable address: then its name would be looked up."""
    from iottly_keycheck.connection.facts.address import AddressError, parse_proxy

    try:
        parse_proxy(proxy)
    except AddressError:
        return False
    return True
