"""A way through a proxy, by CONNECT or SOCKS: what is needed only where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from iottly_keycheck.connection import socks_tunnel
from iottly_keycheck.connection.address import Credentials, ProxyAddress, ProxyScheme, host_port
from iottly_keycheck.connection.http_tunnel import HttpTunnel
from iottly_keycheck.connection.observation import (
    Failure,
    FailureKind,
    SignIn,
    SignInOutcome,
    StageId,
)
from iottly_keycheck.connection.path import Path
from iottly_keycheck.connection.recorder import StageFailed
from iottly_keycheck.connection.refusals import Account
from iottly_keycheck.connection.tls import Stream


@dataclass(frozen=True, slots=True)
class Tunnel:
    """Opens a tunnel for a path, through one proxy, with the credentials for it."""

    path: Path
    proxy: ProxyAddress
    credentials: Credentials | None

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
                return self._socks_leg(host)
            except StageFailed as error:
                if error.failure.kind is not FailureKind.SOCKS_REPLY:
                    raise
        return self._socks_leg(last)

    def _socks_leg(self, host: str) -> Stream:
        if self.credentials is None:
            return self._socks_tunnel(host)
        account = Account(self.proxy.url, *self.credentials)
        with self.path.refusals.trial(account, self.path.reach.waiter.deadline) as trial:
            refused = Failure(StageId.PROXY, FailureKind.SOCKS_LOGIN_REFUSED)
            if trial.withheld:
                withheld = SignIn("SOCKS5", SignInOutcome.WITHHELD, account=account.username)
                self.path.recorder.proxy = replace(self.path.recorder.proxy, sign_ins=(withheld,))
                raise StageFailed(refused)
            try:
                stream = self._socks_tunnel(host)
            except StageFailed as error:
                if error.failure == refused:
                    trial.refused()
                raise
            trial.accepted()
            return stream

    def _socks_tunnel(self, host: str) -> Stream:
        wire = self.path.reach.proxy(self.proxy.host, self.proxy.port)
        port = self.path.endpoint.port
        with (
            _closed_on_failure(wire),
            self.path.recorder.attempting(f"SOCKS5 CONNECT {host_port(host, port)}"),
        ):
            if socks_tunnel.connect(wire, host, port, self.credentials, self.path.recorder):
                self._note_password(in_clear=True)
        return wire

    def _by_connect(self, host: str) -> Stream:
        def connect() -> Stream:
            wire = self.path.reach.proxy(self.proxy.host, self.proxy.port)
            https = self.proxy.scheme is ProxyScheme.HTTPS
            return self.path.tls(wire, self.proxy.host, StageId.PROXY) if https else wire

        return HttpTunnel(
            self.proxy,
            host_port(host, self.path.endpoint.port),
            self.path.user_agent,
            self.credentials,
            self.path.refusals,
            self.path.recorder,
            self.path.reach.waiter,
            connect,
        ).open()

    def _note_password(self, *, in_clear: bool) -> None:
        self.path.recorder.proxy = replace(
            self.path.recorder.proxy, password_sent=True, password_in_clear=in_clear
        )


@contextmanager
def _closed_on_failure(stream: Stream) -> Iterator[None]:
    try:
        yield
    except BaseException:
        stream.close()
        raise
