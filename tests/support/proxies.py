"""Proxies of our own, which can answer anything: by CONNECT (RFC 9110) and SOCKS5 (RFC 1928)."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from support.servers import Peer, Script

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"

Address = tuple[str, int]


@dataclass
class Tunnels:
    """Where a proxy leads: everything that is asked for goes to `address`, whatever its name.

    `seen` are the bytes that clients sent through, as the proxy sees them; `asked_for` what they
    named as their target.
    """

    address: Address
    seen: bytearray = field(default_factory=bytearray)
    asked_for: list[str] = field(default_factory=list)

    def run(self, peer: Peer) -> None:
        """Carry bytes both ways until one side closes.

        One thread does both: two on one TLS connection is more than OpenSSL bears.
        """
        with socket.create_connection(self.address) as upstream, contextlib.suppress(OSError):
            while True:
                from_client, from_upstream = _readable(peer.sock, upstream)
                if from_upstream:
                    data = upstream.recv(65536)
                    if not data:
                        peer.sock.shutdown(socket.SHUT_WR)
                        peer.hold()
                        return
                    peer.send(data)
                if from_client:
                    data = peer.read()
                    if not data:
                        return
                    self.seen += data
                    upstream.sendall(data)


def _readable(client: socket.socket, upstream: socket.socket) -> tuple[bool, bool]:
    """Wait until one of them has something; TLS may have it in its own buffer already."""
    waiting = isinstance(client, ssl.SSLSocket) and client.pending() > 0
    ready, _, _ = select.select([client, upstream], [], [], 0 if waiting else None)
    return waiting or client in ready, upstream in ready


def refusal(status: int, headers: Iterable[tuple[str, str]] = (), body: bytes = b"") -> bytes:
    """The bytes of an HTTP proxy's answer."""
    lines = [
        f"HTTP/1.1 {status} Whatever",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def wants(*schemes: str) -> bytes:
    """The bytes of a 407 that offers these ways to sign in."""
    return refusal(407, [("Proxy-Authenticate", scheme) for scheme in schemes])


BASIC = 'Basic realm="Lab, with a comma"'


def connects(tunnels: Tunnels, first: bytes = ESTABLISHED) -> Script:
    """An HTTP proxy that works."""

    def script(peer: Peer) -> None:
        head = peer.read_head()
        tunnels.asked_for.append(head.split()[1].decode())
        peer.send(first)
        tunnels.run(peer)

    return script


def connects_for(password: bytes, tunnels: Tunnels, *schemes: str) -> Script:
    """An HTTP proxy that wants a sign-in: `password` has to stand in the request's head."""

    def script(peer: Peer) -> None:
        while True:
            if b"proxy-authorization: " + password.lower() in peer.read_head().lower():
                peer.send(ESTABLISHED)
                tunnels.run(peer)
                return
            peer.send(wants(*schemes))

    return script


def connects_and(script: Script) -> Script:
    """A proxy whose tunnel leads to this script."""

    def whole(peer: Peer) -> None:
        peer.read_head()
        peer.send(ESTABLISHED)
        script(peer)

    return whole


# --- SOCKS ---------------------------------------------------------------------------------------

NO_LOGIN, LOGIN, NO_METHOD = b"\x05\x00", b"\x05\x02", b"\x05\xff"
GRANTED = b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
_ADDRESS = {1: 4, 4: 16}
_NAME = 3
_VERSION = 5


def reply(code: int) -> bytes:
    """The bytes of a reply with this code (RFC 1928, section 6)."""
    return bytes([5, code, 0, 1, 0, 0, 0, 0, 0, 0])


def socks(
    answer: Callable[[Peer, str], None],
    *,
    method: bytes = NO_LOGIN,
    login_answer: bytes | None = None,
) -> Script:
    """A SOCKS5 proxy: what it says to the greeting, to the login, and to the request.

    `authorization` gets the target as "host:port".
    """

    def script(peer: Peer) -> None:
        version, count = peer.read_exactly(2)
        if version != _VERSION:
            return
        peer.read_exactly(count)
        peer.send(method)
        if login_answer is not None:
            (_, length) = peer.read_exactly(2)
            peer.read_exactly(length)
            peer.read_exactly(peer.read_exactly(1)[0])
            peer.send(login_answer)
            if login_answer[1:] != b"\0":
                return
        elif method != NO_LOGIN:
            peer.hold()
            return
        answer(peer, _target(peer))

    return script


def granting(tunnels: Tunnels, granted: bytes = GRANTED) -> Callable[[Peer, str], None]:
    """Grant what is asked for, and carry it."""

    def answer(peer: Peer, target: str) -> None:
        tunnels.asked_for.append(target)
        peer.send(granted)
        tunnels.run(peer)

    return answer


def saying(data: bytes) -> Callable[[Peer, str], None]:
    """Say these bytes to the request, and close."""

    def answer(peer: Peer, _target: str) -> None:
        peer.send(data)

    return answer


def holding(peer: Peer, _target: str) -> None:
    """Say nothing to the request."""
    peer.hold()


def _target(peer: Peer) -> str:
    kind = peer.read_exactly(4)[3]
    if kind == _NAME:
        host = peer.read_exactly(peer.read_exactly(1)[0]).decode()
    else:
        family = socket.AF_INET if kind == 1 else socket.AF_INET6
        host = socket.inet_ntop(family, peer.read_exactly(_ADDRESS[kind]))
    return f"{host}:{int.from_bytes(peer.read_exactly(2), 'big')}"
