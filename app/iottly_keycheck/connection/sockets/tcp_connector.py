"""From a host and a port to a connected socket, with everything seen on the way recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from iottly_keycheck.connection.facts.address import host_port, is_ip
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    ServiceAddresses,
    StageId,
)
from iottly_keycheck.connection.facts.trace import StageFailed, Trace
from iottly_keycheck.connection.sockets.deadline_socket import DeadlineSocket, Poller
from iottly_keycheck.connection.sockets.happy_eyeballs import (
    ConnectionFailed,
    ConnectionResult,
    Dialer,
    has_way_out,
)
from iottly_keycheck.connection.sockets.resolver import (
    ResolutionOutcome,
    Resolver,
    cannot_be_the_service,
)
from iottly_keycheck.deadline import Expired


@dataclass(frozen=True, slots=True)
class TcpConnector:
    """Reaches hosts for one ping."""

    trace: Trace
    poller: Poller

    def service(self, host: str, port: int) -> DeadlineSocket:
        """Resolve and reach the service directly: the stages `dns` and `tcp`."""
        addresses, resolver = self._resolve_service(host)
        with self.trace.stage(StageId.TCP):
            return self._dial(addresses, port, resolver, StageId.TCP)

    def service_addresses(self, host: str) -> tuple[str, ...]:
        """Resolve the service for a proxy that gets addresses: IPv4 first, which more can do."""
        addresses, _ = self._resolve_service(host)
        return tuple(sorted(addresses, key=lambda address: ":" in address))

    def proxy(self, host: str, port: int) -> DeadlineSocket:
        """Resolve and reach a proxy, inside the stage `proxy`."""
        if is_ip(host):
            return self._dial((host,), port, None, StageId.PROXY)
        resolver = self._resolve(host, StageId.PROXY)
        return self._dial(resolver.addresses, port, resolver, StageId.PROXY)

    def _resolve_service(self, host: str) -> tuple[tuple[str, ...], Resolver | None]:
        """Run the stage `dns`; an address needs none."""
        if is_ip(host):
            self.trace.add(ServiceAddresses((host,)))
            return (host,), None
        with self.trace.stage(StageId.DNS):
            resolver = self._resolve(host, StageId.DNS)
            self.trace.add(ServiceAddresses(resolver.usable or resolver.addresses))
            if not resolver.usable:
                raise StageFailed(Failure(StageId.DNS, FailureKind.ADDRESS_IMPOSSIBLE))
        return resolver.usable, resolver

    def _resolve(self, host: str, stage: StageId) -> Resolver:
        """Resolve a name; a lookup without an address is a failure of the stage."""
        resolver = Resolver(host, self.poller, _usable_as(host, stage))
        resolver.start()
        with self.trace.attempting(f"resolve {host}") as outcome:
            with contextlib.suppress(Expired):  # what has come by then is judged
                resolver.first()
            resolver.poll()
            outcome.append(resolver.summary)
        if not resolver.addresses:
            raise StageFailed(Failure(stage, _why_nothing(resolver)))
        self.trace.note(", ".join(resolver.addresses))
        return resolver

    def _dial(
        self, addresses: tuple[str, ...], port: int, resolver: Resolver | None, stage: StageId
    ) -> DeadlineSocket:
        dialer = Dialer(port, self.poller, lambda: _more(resolver))
        try:
            address, sock = dialer.dial(
                addresses, more_pending=lambda: bool(resolver and resolver.pending)
            )
        except ConnectionFailed as error:
            raise StageFailed(Failure(stage, _why_unreached(error.kind))) from error
        finally:
            for result in dialer.results:
                self.trace.attempt(
                    f"connect {host_port(result.address, dialer.port)}",
                    result.started,
                    result.ended,
                    "connected" if result.kind is None else result.detail,
                )
            if stage is StageId.TCP:
                self.trace.add(_tried(addresses, dialer.results))
        self.trace.note(address)
        return DeadlineSocket(sock, self.poller)


def _tried(known: tuple[str, ...], results: Sequence[ConnectionResult]) -> ServiceAddresses:
    """Sum up the service's addresses: those that became known while others were tried, too."""
    return ServiceAddresses(
        known=tuple(dict.fromkeys((*known, *(result.address for result in results)))),
        # An address that this computer has no route for (IPv6, mostly) is no fault of its own.
        failed=tuple(
            result.address for result in results if result.kind not in (None, FailureKind.NO_ROUTE)
        ),
        reached=next((result.address for result in results if result.kind is None), None),
    )


def _usable_as(host: str, stage: StageId) -> Callable[[str], bool]:
    """Tell which addresses are worth a try: a proxy may well be on this computer."""
    if stage is StageId.PROXY:
        return lambda _: True
    return lambda address: not cannot_be_the_service(host, address)


def _more(resolver: Resolver | None) -> tuple[str, ...]:
    if resolver is None:
        return ()
    resolver.poll()
    return resolver.usable


def _why_nothing(resolver: Resolver) -> FailureKind:
    """Judge the answers where no family has an address.

    A name counts as not found when every resolver that answered says so and none failed.
    """
    outcomes = {answer.outcome for answer in resolver.answers}
    if outcomes == {ResolutionOutcome.NO_SUCH_NAME} and not resolver.pending:
        return FailureKind.NAME_NOT_FOUND
    return _resolver_failed()


def _why_unreached(kind: FailureKind) -> FailureKind:
    """Tell a computer without any way out from one that has none to this address alone."""
    elsewhere = kind is FailureKind.NO_ROUTE and has_way_out()
    return FailureKind.UNREACHABLE if elsewhere else kind


def _resolver_failed() -> FailureKind:
    return FailureKind.RESOLVER_FAILED if has_way_out() else FailureKind.NO_ROUTE
