"""Scripts for a server in the API's place: whole answers, broken ones, hostile ones."""

from __future__ import annotations

import gzip
import json
import socket
import zlib
from collections.abc import Iterable

from support.servers import Peer, Script

SIGN_IN = '<form action="/login"><input name="user"><input type="password"></form>'
PONG = b'{"status": "pong"}'


def response(
    body: bytes = PONG,
    status: int = 200,
    headers: Iterable[tuple[str, str]] = (),
    content_type: str = "application/json",
    reason: str = "Whatever",
) -> bytes:
    """The bytes of a whole answer."""
    lines = [
        f"HTTP/1.1 {status} {reason}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def failure(status: int, error: object = "What went wrong, in words") -> bytes:
    """The bytes of a failure as the API words it."""
    return response(json.dumps({"status": status, "error": error}).encode(), status)


def page(text: str, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    """The bytes of an HTML page."""
    html = f"<!DOCTYPE html><html><head><title>Page</title></head><body>{text}</body></html>"
    return response(html.encode(), status, headers, "text/html; charset=utf-8")


def say(data: bytes) -> Script:
    """Read the request, send these bytes, close in good order."""

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(data)
        _say_goodbye(peer)

    return script


def say_without_goodbye(data: bytes) -> Script:
    """The same, but TLS is not closed as it ought to be (RFC 8446, section 6.1)."""

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(data)
        socket.socket.shutdown(peer.sock, socket.SHUT_RDWR)

    return script


def say_then_hold(data: bytes) -> Script:
    """Send these bytes and then nothing, ever."""

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(data)
        peer.hold()

    return script


def say_then_reset(data: bytes) -> Script:
    """Send these bytes and reset the connection."""

    def script(peer: Peer) -> None:
        peer.read_head()
        peer.send(data)
        peer.reset()

    return script


def say_at_once(data: bytes) -> Script:
    """Speak first, before the client has said anything; then wait for it to leave."""

    def script(peer: Peer) -> None:
        peer.send(data)
        peer.hold()

    return script


def by_header(answers: dict[bytes, bytes], otherwise: bytes) -> Script:
    """Answer by what stands in the request's head."""

    def script(peer: Peer) -> None:
        head = peer.read_head()
        found = (answer for part, answer in answers.items() if part in head)
        peer.send(next(found, otherwise))
        _say_goodbye(peer)

    return script


def hold(peer: Peer) -> None:
    """Listen, and never say a word."""
    peer.hold()


def hold_in_handshake(peer: Peer) -> None:
    """Take the client's first words and never answer."""
    peer.read()
    peer.hold()


def reset_at_once(peer: Peer) -> None:
    peer.reset()


def close_at_once(peer: Peer) -> None:
    """Close in good order without a word."""


def reset_in_handshake(peer: Peer) -> None:
    peer.read()
    peer.reset()


def close_in_handshake(peer: Peer) -> None:
    peer.read()


def half_a_server_hello(peer: Peer) -> None:
    """Begin to answer in TLS, and stop in the middle of a record."""
    peer.read()
    peer.send(b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76")
    peer.hold()


def fatal_alert(peer: Peer) -> None:
    """Refuse the handshake with an alert: handshake_failure (RFC 8446, section 6)."""
    peer.read()
    peer.send(b"\x15\x03\x03\x00\x02\x02\x28")
    peer.hold()


def drip_head(peer: Peer) -> None:
    peer.read_head()
    peer.drip(bytes([byte]) for byte in response(headers=[("X-Padding", "x" * 10_000)]))


def drip_body(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    peer.drip([b" "] * 100_000)


def drip_chunks(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    peer.drip([b"1\r\n \r\n"] * 100_000)


def endless_body(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    peer.send_for_ever(b" " * 65536)


def endless_chunks(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    peer.send_for_ever(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_headers(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\n")
    peer.send_for_ever(b"X-Flood: " + b"x" * 1000 + b"\r\n")


def endless_header_line(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nX-Flood: ")
    peer.send_for_ever(b"x" * 65536)


def endless_status_line(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 ")
    peer.send_for_ever(b"x" * 65536)


def endless_interim_answers(peer: Peer) -> None:
    peer.read_head()
    peer.send_for_ever(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def endless_chunk_extension(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;")
    peer.send_for_ever(b"x" * 65536)


def endless_trailers(peer: Peer) -> None:
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    peer.send(b"%x\r\n%s\r\n0\r\n" % (len(PONG), PONG))
    peer.send_for_ever(b"X-Flood: " + b"x" * 1000 + b"\r\n")


_MEGABYTES = 1024


def compression_bomb(peer: Peer) -> None:
    """A gigabyte of zeros that travels as a megabyte."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    megabyte = bytes(1024 * 1024)
    # After a full flush nothing refers to what came before, so the same piece may come again.
    first = compressor.compress(megabyte) + compressor.flush(zlib.Z_FULL_FLUSH)
    again = compressor.compress(megabyte) + compressor.flush(zlib.Z_FULL_FLUSH)
    peer.read_head()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n" + first)
    for _ in range(_MEGABYTES):
        peer.send(again)


def nested_compression(peer: Peer) -> None:
    """Compressed again and again, with a coding named for each layer."""
    data = bytes(50 * 1024 * 1024)
    for _ in range(10):
        data = gzip.compress(data, 1)
    peer.read_head()
    peer.send(response(data, headers=[("Content-Encoding", ", ".join(["gzip"] * 10))]))


def _say_goodbye(peer: Peer) -> None:
    """Close in good order: what the client has not read yet must not be lost to a reset."""
    sock = peer.sock
    if hasattr(sock, "unwrap"):
        sock.settimeout(5)
        sock.unwrap()
    else:
        sock.shutdown(socket.SHUT_WR)
    peer.hold()
