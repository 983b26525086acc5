"""A tunnel through an HTTP proxy by CONNECT (RFC 9110, section 9.3.6)."""

from __future__ import annotations

import http.client
import socket
from dataclasses import dataclass
from typing import Self

from iottly_keycheck.connection.facts.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.facts.trace import StageFailed
from iottly_keycheck.connection.proxy_auth import challenges
from iottly_keycheck.connection.proxy_auth.challenges import Challenge
from iottly_keycheck.connection.sockets.deadline_socket import DeadlineSocket
from iottly_keycheck.connection.sockets.response_head import StrictHTTPResponse
from iottly_keycheck.connection.sockets.tls import Stream

_SIGN_IN_WANTED = 407
_LONGEST_REST = 64 * 1024

_LOOK_AHEAD = 4096


@dataclass(slots=True)
class ConnectResponse:
    """A proxy's answer to CONNECT; `challenges` are what it asks for."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    challenges: tuple[Challenge, ...]
    _response: http.client.HTTPResponse

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status == _SIGN_IN_WANTED

    @property
    def promises_to_stay(self) -> bool:
        """Whether it says that the connection stays open (before HTTP/1.1 that had to be said)."""
        return "keep-alive" in self._connection_options() and not self._response.will_close

    def read_rest(self) -> bool:
        """Read the body; tell whether the connection can be used again. Raises `Expired`."""
        ends = self._response.will_close or "close" in self._connection_options()
        if ends or not self.asks_to_sign_in:
            return False
        try:
            rest = self._response.read(_LONGEST_REST)
        except (http.client.HTTPException, OSError, ValueError):
            return False
        return len(rest) < _LONGEST_REST

    def _connection_options(self) -> set[str]:
        headers = self._response.headers
        # The name that proxies gave the header before there was a standard.
        found = [*headers.get_all("Connection", []), *headers.get_all("Proxy-Connection", [])]
        return {option.strip().lower() for value in found for option in value.split(",")}


def connect(sock: Stream, target: str, user_agent: str, authorization: str) -> ConnectResponse:
    """Ask for a tunnel to `target` ("host:port"); give the proxy's answer.

    `authorization` is the value of `Proxy-Authorization`, empty for none. Raises `StageFailed`
    where what listens there does not answer as a proxy, `Cancelled` or `Expired`. The socket stays
    the caller's.
    """
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}", f"User-Agent: {user_agent}"]
    if authorization:
        # Proxies that speak HTTP/1.0 end a handshake's connection unless they are asked not to.
        lines += ["Proxy-Connection: keep-alive", f"Proxy-Authorization: {authorization}"]
    try:
        sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        response = StrictHTTPResponse(_HeadAlone(sock), method="CONNECT")  # type: ignore[arg-type]  # asks for makefile alone
        response.begin()
    except (http.client.RemoteDisconnected, ConnectionError) as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.CUT_OFF)) from error
    except (http.client.HTTPException, ValueError) as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.MALFORMED)) from error
    except OSError as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.CUT_OFF)) from error
    asked = challenges.read(response.headers.get_all("Proxy-Authenticate") or [])
    headers = tuple(response.getheaders())
    return ConnectResponse(response.status, response.reason, headers, asked, response)


class _HeadAlone:
    """A socket read by lines, and no further than their ends: the rest belongs to the tunnel."""

    def __init__(self, sock: Stream) -> None:
        self._sock = sock

    def makefile(self, _mode: str) -> Self:
        """Give itself, as what `http.client` reads the head from."""
        return self

    def flush(self) -> None:
        """Do nothing: it is read from."""

    def read(self, count: int) -> bytes:
        """Read what belongs to the body; less than asked only at the connection's end."""
        data = b""
        while len(data) < count and (piece := self._sock.recv(count - len(data))):
            data += piece  # type: ignore[operator]  # bytes, where no buffer is given
        return data

    def readline(self, limit: int) -> bytes:
        line = b""
        while not line.endswith(b"\n") and len(line) < limit:
            piece = self._sock.recv(min(self._to_line_end(), limit - len(line)))
            if not piece:
                break
            line += piece  # type: ignore[operator]  # bytes, where no buffer is given
        return line

    def _to_line_end(self) -> int:
        """Look how far the line goes in what has arrived; TLS shows no more than it gives."""
        if not isinstance(self._sock, DeadlineSocket):
            return 1
        arrived = self._sock.recv(_LOOK_AHEAD, socket.MSG_PEEK)
        return arrived.find(b"\n") + 1 or len(arrived) or 1

    def close(self) -> None:
        """Leave the socket open: it is the tunnel's."""
