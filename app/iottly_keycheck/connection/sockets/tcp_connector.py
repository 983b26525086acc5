"""From a host and a port to a connected socket, with everything seen on the way recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from iottly_keycheck.connection.facts.address import host_port, is_ip
from iottly_keycheck.connection.facts.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.facts.recorder import Recorder, StageFailed
from iottly_keycheck.connection.sockets.deadline_socket import DeadlineSocket, Poller
from iottly_keycheck.connection.sockets.happy_eyeballs import ConnectionFailed, Dialer, has_way_out
from iottly_keycheck.connection.sockets.resolver import (
    ResolutionOutcome,
    Resolver,
    cannot_be_the_service,
)
from iottly_keycheck.deadline import Expired


@dataclass(frozen=True, slots=True)
class TcpConnector:
    """Reaches hosts for one ping."""

    recorder: Recorder
    poller: Poller

    def service(self, host: str, port: int) -> DeadlineSocket:
        """Resolve and reach the service directly: the stages `dns` and `tcp`."""
        resolver = self._resolve_service(host)
        with self.recorder.stage(StageId.TCP):
            return self._dial(self.recorder.addresses, port, resolver, StageId.TCP)

    def service_addresses(self, host: str) -> tuple[str, ...]:
        """Resolve the service for a proxy that gets addresses: IPv4 first, which more can do."""
        self._resolve_service(host)
        return tuple(sorted(self.recorder.addresses, key=lambda address: ":" in address))

    def proxy(self, host: str, port: int) -> DeadlineSocket:
        """Resolve and reach a proxy, inside the stage `proxy`."""
        if is_ip(host):
            return self._dial((host,), port, None, StageId.PROXY)
        resolver = self._resolve(host, StageId.PROXY)
        return self._dial(resolver.addresses, port, resolver, StageId.PROXY)

    def _resolve_service(self, host: str) -> Resolver | None:
        """Run the stage `dns`; an address needs none."""
        if is_ip(host):
            self.recorder.addresses = (host,)
            return None
        with self.recorder.stage(StageId.DNS):
            resolver = self._resolve(host, StageId.DNS)
            self._refuse_impossible(resolver)
        return resolver

    def _resolve(self, host: str, stage: StageId) -> Resolver:
        """Resolve a name; a lookup without an address is a failure of the stage."""
        resolver = Resolver(host, self.poller, _usable_as(host, stage))
        resolver.start()
        with self.recorder.attempting(f"resolve {host}") as outcome:
            with contextlib.suppress(Expired):  # what has come by then is judged
                resolver.first()
            resolver.poll()
            outcome.append(resolver.summary)
        if not resolver.addresses:
            raise StageFailed(Failure(stage, _why_nothing(resolver)))
        self.recorder.note(", ".join(resolver.addresses))
        return resolver

    def _refuse_impossible(self, resolver: Resolver) -> None:
        self.recorder.addresses = resolver.addresses
        if not resolver.usable:
            raise StageFailed(Failure(StageId.DNS, FailureKind.ADDRESS_IMPOSSIBLE))
        self.recorder.addresses = resolver.usable

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
            self._note_dials(dialer, stage)
        if stage is StageId.TCP:
            self.recorder.address = address
        self.recorder.note(address)
        return DeadlineSocket(sock, self.poller)

    def _note_dials(self, dialer: Dialer, stage: StageId) -> None:
        tried = tuple(result.address for result in dialer.results)
        if stage is StageId.TCP:
            late = tuple(address for address in tried if address not in self.recorder.addresses)
            self.recorder.addresses += late
            # An address that this computer has no route for (IPv6, mostly) is no fault of its own.
            self.recorder.failed_addresses = tuple(
                result.address
                for result in dialer.results
                if result.kind not in (None, FailureKind.NO_ROUTE)
            )
        for result in dialer.results:
            self.recorder.attempt(
                f"connect {host_port(result.address, dialer.port)}",
                result.started,
                result.ended,
                "connected" if result.kind is None else result.detail,
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
