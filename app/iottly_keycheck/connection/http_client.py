"""One call: along one route, with the key or without, everything on the way recorded."""

from __future__ import annotations

from dataclasses import dataclass

from iottly_keycheck.connection.facts.address import Credentials, Endpoint
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    Observation,
    ProxySource,
    StageId,
    StageState,
)
from iottly_keycheck.connection.facts.trace import StageFailed, Trace
from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials
from iottly_keycheck.connection.proxy_choice.route import Route
from iottly_keycheck.connection.request.exchange import Header, send_request
from iottly_keycheck.connection.sockets.deadline_socket import open_poller
from iottly_keycheck.connection.sockets.tcp_connector import TcpConnector
from iottly_keycheck.connection.sockets.tls import TlsContexts
from iottly_keycheck.connection.tunnel.connector import Connector
from iottly_keycheck.deadline import Cancelled, Deadline
from iottly_keycheck.secret import Secret

LONGEST_BODY = 64 * 1024
"""How many bytes of a body are read, after decoding."""


@dataclass(frozen=True, slots=True)
class HttpClient:
    """Makes the calls of one ping. `stored_password` is for the proxy of the settings."""

    user_agent: str
    contexts: TlsContexts
    stored_password: Secret | None
    rejected: RejectedCredentials

    def request(
        self,
        endpoint: Endpoint,
        routes: tuple[Route, ...],
        header: Header | None,
        trace: Trace,
        deadline: Deadline,
        *,
        check_dates: bool = True,
        longest: int = LONGEST_BODY,
    ) -> Observation:
        """Make one call, along the first of the routes whose proxy can be reached.

        Gives what was seen, whatever happened: a cancel and the end of the deadline, too. Without
        `check_dates` an expired certificate passes: such a call must not carry the key.
        """
        try:
            with open_poller(deadline) as poller:
                path = Connector(
                    endpoint,
                    routes,
                    trace,
                    TcpConnector(trace, poller),
                    lambda: self.contexts.give(check_dates=check_dates),
                    self.user_agent,
                    self.credentials,
                    self.rejected,
                )
                send_request(path, header, trace, longest)
        except StageFailed as error:
            return trace.observation(endpoint.url, error.failure, error)
        except Cancelled:
            trace.end(StageState.SKIPPED)
            return trace.observation(endpoint.url, Failure(StageId.HTTP, FailureKind.CANCELLED))
        return trace.observation(endpoint.url)

    def credentials(self, route: Route) -> Credentials | None:
        """Give the user name and password for the proxy of a route, `None` where none is set."""
        if route.proxy is None:
            return None
        ours = route.facts.source is ProxySource.SETTING
        return route.proxy.credentials(self.stored_password if ours else None)
