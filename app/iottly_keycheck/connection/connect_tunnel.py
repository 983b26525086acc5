"""A tunnel through an HTTP proxy by CONNECT (RFC 9110, section 9.3.6)."""

from __future__ import annotations

import base64
import http.client
import re
import socket
from dataclasses import replace
from typing import Self

from urllib3.util.ssltransport import SSLTransport

from iottly_keycheck.connection.address import ProxyAddress
from iottly_keycheck.connection.answer_head import AnswerHead
from iottly_keycheck.connection.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.wire import Wire
from iottly_keycheck.secret import Secret

PROXY_AUTHENTICATION_REQUIRED = 407

_LOOK_AHEAD = 4096
# RFC 9110, section 5.6.4; a comma inside separates nothing.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
# A challenge starts with its scheme; "name=value" after it are its parameters (RFC 9110, 11.6.1).
_SCHEME = re.compile(r"(?:^|,)\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?=\s+[^=\s,]|\s*(?:,|$))")


def connect(
    sock: Wire | SSLTransport,
    target: str,
    user_agent: str,
    credentials: tuple[str, Secret] | None,
    recorder: Recorder,
) -> int:
    """Ask for a tunnel to `target` ("host:port"); give the proxy's status, and record its answer.

    `credentials` are sent by the scheme Basic (RFC 7617). Raises `StageFailed` where what listens
    there does not answer as a proxy, `Cancelled` or `Expired`. The socket stays the caller's.
    """
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}", f"User-Agent: {user_agent}"]
    if credentials:
        lines.append(f"Proxy-Authorization: Basic {basic(*credentials)}")
    try:
        sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        response = AnswerHead(_HeadAlone(sock), method="CONNECT")  # type: ignore[arg-type]  # asks for makefile alone
        try:
            response.begin()
        finally:
            response.close()
    except (http.client.RemoteDisconnected, ConnectionError) as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.CUT_OFF)) from error
    except (http.client.HTTPException, ValueError) as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.MALFORMED)) from error
    except OSError as error:
        raise StageFailed(Failure(StageId.PROXY, FailureKind.CUT_OFF)) from error
    recorder.proxy = replace(
        recorder.proxy,
        status=response.status,
        reason=response.reason,
        headers=tuple(response.getheaders()),
        offers=offered(response.headers.get_all("Proxy-Authenticate") or []),
    )
    return response.status


class _HeadAlone:
    """A socket read by lines, and no further than their ends: the rest belongs to the tunnel."""

    def __init__(self, sock: Wire | SSLTransport) -> None:
        self._sock = sock

    def makefile(self, _mode: str) -> Self:
        """Give itself, as what `http.client` reads the head from."""
        return self

    def flush(self) -> None:
        """Do nothing: it is read from."""

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
        if not isinstance(self._sock, Wire):
            return 1
        arrived = self._sock.recv(_LOOK_AHEAD, socket.MSG_PEEK)
        return arrived.find(b"\n") + 1 or len(arrived) or 1

    def close(self) -> None:
        """Leave the socket open: it is the tunnel's."""


def basic(username: str, password: Secret) -> str:
    """Give the token of the scheme Basic (RFC 7617, section 2), in UTF-8."""
    return base64.b64encode(f"{username}:{password.reveal()}".encode()).decode("ascii")


def offered(challenges: list[str]) -> tuple[str, ...]:
    """Give the names of the schemes in `Proxy-Authenticate` headers, each once."""
    plain = (_QUOTED.sub('""', challenge) for challenge in challenges)
    names = [name for challenge in plain for name in _SCHEME.findall(challenge)]
    return tuple(dict.fromkeys(names))


def credentials_of(proxy: ProxyAddress, stored: Secret | None) -> tuple[str, Secret] | None:
    """Give the user name and password for a proxy, `None` where no user name is set."""
    if not proxy.username:
        return None
    return proxy.username, proxy.password or stored or Secret("")
