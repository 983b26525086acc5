"""The way to the service opened: directly or through a proxy, up to the point where HTTP begins."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from urllib3.util.ssltransport import SSLTransport

from iottly_keycheck.connection import socks_tunnel
from iottly_keycheck.connection.address import Endpoint, ProxyAddress, ProxyScheme, host_port
from iottly_keycheck.connection.connect_tunnel import Stream
from iottly_keycheck.connection.http_tunnel import HttpTunnel
from iottly_keycheck.connection.observation import (
    Failure,
    FailureKind,
    SignIn,
    SignInOutcome,
    StageId,
)
from iottly_keycheck.connection.proxy_sign_in import Credentials
from iottly_keycheck.connection.reach import Reach
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.refusals import Account, Refusals
from iottly_keycheck.connection.route import Route
from iottly_keycheck.connection.tls import shake_hands

# A proxy that cannot be reached for one of these is passed over, as browsers do with a PAC's list.
_UNREACHED = frozenset(
    {
        FailureKind.NAME_NOT_FOUND,
        FailureKind.RESOLVER_FAILED,
        FailureKind.REFUSED,
        FailureKind.UNREACHABLE,
        FailureKind.NO_ROUTE,
        FailureKind.RESET,
        FailureKind.TIMEOUT,
    }
)


@dataclass(frozen=True, slots=True)
class Path:
    """Opens the way for one call, along the first route whose proxy can be reached.

    `give_context` gives a TLS context when one is needed; `credentials` are a route's,
    `refusals` what proxies have refused so far.
    """

    endpoint: Endpoint
    routes: tuple[Route, ...]
    recorder: Recorder
    reach: Reach
    give_context: Callable[[], ssl.SSLContext]
    user_agent: str
    credentials: Callable[[Route], Credentials | None]
    refusals: Refusals

    def open(self) -> Stream:
        """Give the stream for the request. Raises `StageFailed` or `Cancelled`."""
        stream = self._to_service()
        if self.endpoint.scheme == "http":
            return stream
        with self.recorder.stage(StageId.TLS):
            return self._tls(stream, self.endpoint.host, StageId.TLS)

    def _to_service(self) -> Stream:
        """Try the routes in their order, all but the last with a share of the time."""
        *others, last = self.routes
        for index, route in enumerate(others):
            share = self.reach.waiter.deadline.remaining() / (len(self.routes) - index + 1)
            try:
                with self.reach.waiter.limited(share):
                    return self._along(route)
            except StageFailed as error:
                failure = error.failure
                if failure.stage is not StageId.PROXY or failure.kind not in _UNREACHED:
                    raise
        return self._along(last)

    def _along(self, route: Route) -> Stream:
        self.recorder.proxy = route.facts
        proxy = route.proxy
        if proxy is None:
            self.recorder.skip(StageId.PROXY)
            return self.reach.service(self.endpoint.host, self.endpoint.port)
        if proxy.scheme is ProxyScheme.SOCKS5:
            # The name is resolved on this computer, so `dns` is a stage of this path.
            hosts = self.reach.service_addresses(self.endpoint.host)
        else:
            hosts = (self.endpoint.host,)
        tunnel = self._by_socks if proxy.scheme.is_socks else self._by_connect
        with self.recorder.stage(StageId.PROXY):
            return tunnel(proxy, hosts, self.credentials(route))

    def _by_socks(
        self, proxy: ProxyAddress, hosts: tuple[str, ...], credentials: Credentials | None
    ) -> Stream:
        """Ask for each address in turn, as far as the proxy says that it cannot reach one."""
        *others, last = hosts
        for host in others:
            try:
                return self._socks_leg(proxy, host, credentials)
            except StageFailed as error:
                if error.failure.kind is not FailureKind.SOCKS_REPLY:
                    raise
        return self._socks_leg(proxy, last, credentials)

    def _socks_leg(self, proxy: ProxyAddress, host: str, credentials: Credentials | None) -> Stream:
        if credentials is None:
            return self._socks_tunnel(proxy, host, None)
        account = Account(proxy.url, *credentials)
        with self.refusals.trial(account, self.reach.waiter.deadline) as trial:
            refused = Failure(StageId.PROXY, FailureKind.SOCKS_LOGIN_REFUSED)
            if trial.withheld:
                withheld = SignIn("SOCKS5", SignInOutcome.WITHHELD, account=account.username)
                self.recorder.proxy = replace(self.recorder.proxy, sign_ins=(withheld,))
                raise StageFailed(refused)
            try:
                stream = self._socks_tunnel(proxy, host, credentials)
            except StageFailed as error:
                if error.failure == refused:
                    trial.refused()
                raise
            trial.accepted()
            return stream

    def _socks_tunnel(
        self, proxy: ProxyAddress, host: str, credentials: Credentials | None
    ) -> Stream:
        wire = self.reach.proxy(proxy.host, proxy.port)
        port = self.endpoint.port
        with (
            _closed_on_failure(wire),
            self.recorder.attempting(f"SOCKS5 CONNECT {host_port(host, port)}"),
        ):
            if socks_tunnel.connect(wire, host, port, credentials, self.recorder):
                self._note_password(in_clear=True)
        return wire

    def _by_connect(
        self, proxy: ProxyAddress, hosts: tuple[str, ...], credentials: Credentials | None
    ) -> Stream:
        def connect() -> Stream:
            wire = self.reach.proxy(proxy.host, proxy.port)
            https = proxy.scheme is ProxyScheme.HTTPS
            return self._tls(wire, proxy.host, StageId.PROXY) if https else wire

        return HttpTunnel(
            proxy,
            host_port(hosts[0], self.endpoint.port),
            self.user_agent,
            credentials,
            self.refusals,
            self.recorder,
            self.reach.waiter,
            connect,
        ).open()

    def _note_password(self, *, in_clear: bool) -> None:
        self.recorder.proxy = replace(
            self.recorder.proxy, password_sent=True, password_in_clear=in_clear
        )

    def _tls(self, stream: Stream, host: str, stage: StageId) -> SSLTransport:
        return shake_hands(stream, host, self.give_context(), self.recorder, stage)


@contextmanager
def _closed_on_failure(stream: Stream) -> Iterator[None]:
    try:
        yield
    except BaseException:
        stream.close()
        raise
