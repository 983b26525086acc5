"""A way through a proxy, by CONNECT or SOCKS: what is needed only where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from iottly_keycheck.connection.facts.address import (
    Credentials,
    ProxyAddress,
    ProxyScheme,
    host_port,
)
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    ProxyAuthAttempt,
    ProxyAuthOutcome,
    StageId,
)
from iottly_keycheck.connection.facts.trace import StageFailed, Trace
from iottly_keycheck.connection.proxy_auth.rejected_credentials import Account, RejectedCredentials
from iottly_keycheck.connection.sockets.tcp_connector import TcpConnector
from iottly_keycheck.connection.sockets.tls import Stream
from iottly_keycheck.connection.tunnel import socks_tunnel
from iottly_keycheck.connection.tunnel.http_tunnel import HttpTunnel


@dataclass(frozen=True, slots=True)
class Tunnel:
    """Opens a tunnel to a port of the service, through one proxy, with the credentials for it.

    `tls` makes a handshake with the proxy itself; `rejected` is what proxies have refused so far.
    """

    proxy: ProxyAddress
    credentials: Credentials | None
    port: int
    tcp: TcpConnector
    tls: Callable[[Stream, str, StageId], Stream]
    user_agent: str
    rejected: RejectedCredentials
    trace: Trace

    def open(self, hosts: tuple[str, ...]) -> Stream:
        """Give the stream to the service, whose name or addresses are given.

        Raises `StageFailed` or `Cancelled`.
        """
        return self._by_socks(hosts) if self.proxy.scheme.is_socks else self._by_connect(hosts[0])

    def _by_socks(self, hosts: tuple[str, ...]) -> Stream:
        """Ask for each address in turn, as far as the proxy says that it cannot reach one."""
        *others, last = hosts
        for host in others:
            try:
                return self._socks_attempt(host)
            except StageFailed as error:
                if error.failure.kind is not FailureKind.SOCKS_REPLY:
                    raise
        return self._socks_attempt(last)

    def _socks_attempt(self, host: str) -> Stream:
        if self.credentials is None:
            return self._socks_tunnel(host)
        account = Account(self.proxy.url, *self.credentials)
        with self.rejected.attempt(account, self.tcp.poller.deadline) as attempt:
            refused = Failure(StageId.PROXY, FailureKind.SOCKS_LOGIN_REFUSED)
            if attempt.withheld:
                withheld = ProxyAuthAttempt(
                    "SOCKS5", ProxyAuthOutcome.WITHHELD, account=account.username
                )
                self.trace.add(replace(self.trace.proxy, auth_attempts=(withheld,)))
                raise StageFailed(refused)
            try:
                stream = self._socks_tunnel(host)
            except StageFailed as error:
                if error.failure == refused:
                    attempt.refused()
                raise
            attempt.accepted()
            return stream

    def _socks_tunnel(self, host: str) -> Stream:
        sock = self.tcp.proxy(self.proxy.host, self.proxy.port)
        with (
            _closed_on_failure(sock),
            self.trace.attempting(f"SOCKS5 CONNECT {host_port(host, self.port)}"),
        ):
            reply = socks_tunnel.connect(sock, host, self.port, self.credentials)
            self.trace.add(
                replace(
                    self.trace.proxy,
                    socks_reply=reply.code or None,
                    password_sent=reply.password_sent,
                    password_in_clear=reply.password_sent,
                )
            )
            if reply.code:
                raise StageFailed(Failure(StageId.PROXY, FailureKind.SOCKS_REPLY))
        return sock

    def _by_connect(self, host: str) -> Stream:
        def connect() -> Stream:
            sock = self.tcp.proxy(self.proxy.host, self.proxy.port)
            https = self.proxy.scheme is ProxyScheme.HTTPS
            return self.tls(sock, self.proxy.host, StageId.PROXY) if https else sock

        return HttpTunnel(
            self.proxy,
            host_port(host, self.port),
            self.user_agent,
            self.credentials,
            self.rejected,
            self.trace,
            self.tcp.poller,
            connect,
        ).open()


@contextmanager
def _closed_on_failure(stream: Stream) -> Iterator[None]:
    try:
        yield
    except BaseException:
        stream.close()
        raise
