"""A tunnel through a SOCKS5 proxy (RFC 1928; user name and password by RFC 1929)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from iottly_keycheck.connection.facts.address import is_ip
from iottly_keycheck.connection.facts.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.facts.trace import StageFailed
from iottly_keycheck.connection.sockets.deadline_socket import DeadlineSocket
from iottly_keycheck.secret import Secret

_VERSION = 5
_LOGIN_VERSION = 1
_NO_LOGIN, _LOGIN, _NO_METHOD = 0, 2, 0xFF
_CONNECT = 1
_IPV4, _NAME, _IPV6 = 1, 3, 4
_LONGEST_FIELD = 255
_ADDRESS_LENGTHS = {_IPV4: 4, _IPV6: 16}


@dataclass(frozen=True, slots=True)
class SocksReply:
    """The proxy's answer: its reply code (RFC 1928, section 6; 0 is a tunnel)."""

    code: int
    password_sent: bool


def connect(
    sock: DeadlineSocket, host: str, port: int, credentials: tuple[str, Secret] | None
) -> SocksReply:
    """Ask for a tunnel to `host`, a name or an address.

    Raises `StageFailed` where there is no reply to that, `Cancelled` or `Expired`. The socket stays
    the caller's.
    """
    try:
        password_sent = _sign_in(sock, credentials)
        return SocksReply(_ask(sock, host, port), password_sent)
    except OSError as error:
        raise _failed(FailureKind.CUT_OFF) from error


def _sign_in(sock: DeadlineSocket, credentials: tuple[str, Secret] | None) -> bool:
    methods = [_NO_LOGIN, _LOGIN] if credentials else [_NO_LOGIN]
    sock.sendall(bytes([_VERSION, len(methods), *methods]))
    version, method = _exactly(sock, 2)
    if version != _VERSION:
        raise _failed(FailureKind.MALFORMED)
    if method == _LOGIN and credentials:
        _log_in(sock, *credentials)
        return True
    if method == _NO_METHOD:
        raise _failed(FailureKind.SOCKS_NO_METHOD)
    if method != _NO_LOGIN:
        raise _failed(FailureKind.MALFORMED)
    return False


def _log_in(sock: DeadlineSocket, username: str, password: Secret) -> None:
    name, word = username.encode(), password.reveal().encode()
    if len(name) > _LONGEST_FIELD or len(word) > _LONGEST_FIELD:
        raise _failed(FailureKind.SOCKS_LOGIN_REFUSED)
    sock.sendall(bytes([_LOGIN_VERSION, len(name)]) + name + bytes([len(word)]) + word)
    try:
        _, status = _exactly(sock, 2)
    except OSError as error:
        # RFC 1929, section 2: a refused login's connection is closed, by some before they say so.
        raise _failed(FailureKind.SOCKS_LOGIN_REFUSED) from error
    if status != 0:
        raise _failed(FailureKind.SOCKS_LOGIN_REFUSED)


def _ask(sock: DeadlineSocket, host: str, port: int) -> int:
    """Send the request and give the reply code."""
    sock.sendall(bytes([_VERSION, _CONNECT, 0]) + _destination(host) + port.to_bytes(2, "big"))
    version, code, _, kind = _exactly(sock, 4)
    if version != _VERSION:
        raise _failed(FailureKind.MALFORMED)
    if code != 0:
        return code
    if kind == _NAME:
        (length,) = _exactly(sock, 1)
    elif kind in _ADDRESS_LENGTHS:
        length = _ADDRESS_LENGTHS[kind]
    else:
        raise _failed(FailureKind.MALFORMED)
    _exactly(sock, length + 2)
    return code


def _destination(host: str) -> bytes:
    if not is_ip(host):
        name = host.encode("ascii")
        return bytes([_NAME, len(name)]) + name
    address = ipaddress.ip_address(host.partition("%")[0])
    return bytes([_IPV4 if address.version == 4 else _IPV6]) + address.packed  # IP's


def _exactly(sock: DeadlineSocket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = sock.recv(count - len(data))
        if not piece:
            raise ConnectionResetError("closed in the middle of an answer")
        data += piece
    return data


def _failed(kind: FailureKind) -> StageFailed:
    return StageFailed(Failure(StageId.PROXY, kind))
