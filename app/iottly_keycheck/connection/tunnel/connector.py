"""The way to the service opened: directly or through a proxy, up to the point where HTTP begins."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass

from urllib3.util.ssltransport import SSLTransport

from iottly_keycheck.connection.facts.address import Credentials, Endpoint, ProxyScheme
from iottly_keycheck.connection.facts.observation import FailureKind, StageId
from iottly_keycheck.connection.facts.trace import StageFailed, Trace
from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials
from iottly_keycheck.connection.proxy_choice.route import Route
from iottly_keycheck.connection.sockets.tcp_connector import TcpConnector
from iottly_keycheck.connection.sockets.tls import Stream, handshake
from iottly_keycheck.connection.tunnel.proxy_tunnel import Tunnel

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
class Connector:
    """Opens the way for one call, along the first route whose proxy can be reached.

    `give_context` gives a TLS context when one is needed; `credentials` are a route's,
    `rejected` what proxies have refused so far.
    """

    endpoint: Endpoint
    routes: tuple[Route, ...]
    trace: Trace
    tcp: TcpConnector
    give_context: Callable[[], ssl.SSLContext]
    user_agent: str
    credentials: Callable[[Route], Credentials | None]
    rejected: RejectedCredentials

    def open(self) -> Stream:
        """Give the stream for the request. Raises `StageFailed` or `Cancelled`."""
        stream = self._to_service()
        if self.endpoint.scheme == "http":
            return stream
        with self.trace.stage(StageId.TLS):
            return self.tls(stream, self.endpoint.host, StageId.TLS)

    def _to_service(self) -> Stream:
        """Try the routes in their order, all but the last with a share of the time."""
        *others, last = self.routes
        for index, route in enumerate(others):
            share = self.tcp.poller.deadline.remaining() / (len(self.routes) - index + 1)
            try:
                with self.tcp.poller.limited(share):
                    return self._along(route)
            except StageFailed as error:
                failure = error.failure
                if failure.stage is not StageId.PROXY or failure.kind not in _UNREACHED:
                    raise
        return self._along(last)

    def _along(self, route: Route) -> Stream:
        self.trace.add(route.facts)
        proxy = route.proxy
        if proxy is None:
            self.trace.skip(StageId.PROXY)
            return self.tcp.service(self.endpoint.host, self.endpoint.port)
        if proxy.scheme is ProxyScheme.SOCKS5:
            # The name is resolved on this computer, so `dns` is a stage of this path.
            hosts = self.tcp.service_addresses(self.endpoint.host)
        else:
            hosts = (self.endpoint.host,)
        with self.trace.stage(StageId.PROXY):
            return Tunnel(
                proxy,
                self.credentials(route),
                self.endpoint.port,
                self.tcp,
                self.tls,
                self.user_agent,
                self.rejected,
                self.trace,
            ).open(hosts)

    def tls(self, stream: Stream, host: str, stage: StageId) -> SSLTransport:
        """Make the TLS handshake as part of the stage; see `handshake`."""
        return handshake(stream, host, self.give_context(), self.trace, stage)
