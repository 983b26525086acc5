"""The way to the service opened: directly or through a proxy, up to the point where HTTP begins."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from urllib3.util.ssltransport import SSLTransport

from iottly_keycheck.connection import connect_tunnel, socks_tunnel
from iottly_keycheck.connection.address import Endpoint, ProxyAddress, ProxyScheme, host_port
from iottly_keycheck.connection.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.reach import Reach
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.route import Route
from iottly_keycheck.connection.tls import shake_hands
from iottly_keycheck.connection.wire import Wire
from iottly_keycheck.secret import Secret

Stream = Wire | SSLTransport
Credentials = tuple[str, Secret]

_SUCCESS = range(200, 300)

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

    `give_context` gives a TLS context when one is needed; `credentials` are a route's.
    """

    endpoint: Endpoint
    routes: tuple[Route, ...]
    recorder: Recorder
    reach: Reach
    give_context: Callable[[], ssl.SSLContext]
    user_agent: str
    credentials: Callable[[Route], Credentials | None]

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
        """Ask without a password first: it is for a proxy that wants one, by the scheme Basic."""
        stream, status = self._connect_leg(proxy, hosts[0], None)
        if credentials and self._basic_is_wanted(status):
            stream.close()
            self._note_password(in_clear=proxy.scheme is ProxyScheme.HTTP)
            stream, status = self._connect_leg(proxy, hosts[0], credentials)
        if status not in _SUCCESS:
            stream.close()
            raise StageFailed(Failure(StageId.PROXY, FailureKind.PROXY_STATUS))
        return stream

    def _connect_leg(
        self, proxy: ProxyAddress, host: str, credentials: Credentials | None
    ) -> tuple[Stream, int]:
        """Send one CONNECT, on a connection of its own; give the stream and the status."""
        stream: Stream = self.reach.proxy(proxy.host, proxy.port)
        if proxy.scheme is ProxyScheme.HTTPS:
            stream = self._tls(stream, proxy.host, StageId.PROXY)
        target = host_port(host, self.endpoint.port)
        with _closed_on_failure(stream), self.recorder.attempting(f"CONNECT {target}") as outcome:
            status = connect_tunnel.connect(
                stream, target, self.user_agent, credentials, self.recorder
            )
            outcome.append(f"{status} {self.recorder.proxy.reason}")
        self.recorder.note(f"{proxy.url} answered {status}")
        return stream, status

    def _basic_is_wanted(self, status: int) -> bool:
        offers = {offer.lower() for offer in self.recorder.proxy.offers}
        asked = status == connect_tunnel.PROXY_AUTHENTICATION_REQUIRED
        return asked and ("basic" in offers or not offers)

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
