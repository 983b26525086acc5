"""From a host and a port to a connected socket, with everything seen on the way recorded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from iottly_keycheck.connection.address import host_port, is_ip
from iottly_keycheck.connection.dialer import Dialer, DialFailed, has_way_out
from iottly_keycheck.connection.lookup import Lookup, LookupOutcome, cannot_be_the_service
from iottly_keycheck.connection.observation import Failure, FailureKind, StageId
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.wire import Waiter, Wire
from iottly_keycheck.deadline import Expired


@dataclass(frozen=True, slots=True)
class Reach:
    """Reaches hosts for one ping."""

    recorder: Recorder
    waiter: Waiter

    def service(self, host: str, port: int) -> Wire:
        """Resolve and reach the service directly: the stages `dns` and `tcp`."""
        lookup = self._resolve_service(host)
        with self.recorder.stage(StageId.TCP):
            return self._dial(self.recorder.addresses, port, lookup, StageId.TCP)

    def service_addresses(self, host: str) -> tuple[str, ...]:
        """Resolve the service for a proxy that gets addresses: IPv4 first, which more can do."""
        self._resolve_service(host)
        return tuple(sorted(self.recorder.addresses, key=lambda address: ":" in address))

    def proxy(self, host: str, port: int) -> Wire:
        """Resolve and reach a proxy, inside the stage `proxy`."""
        if is_ip(host):
            return self._dial((host,), port, None, StageId.PROXY)
        lookup = self._resolve(host, StageId.PROXY)
        return self._dial(lookup.addresses, port, lookup, StageId.PROXY)

    def _resolve_service(self, host: str) -> Lookup | None:
        """Run the stage `dns`; an address needs none."""
        if is_ip(host):
            self.recorder.addresses = (host,)
            return None
        with self.recorder.stage(StageId.DNS):
            lookup = self._resolve(host, StageId.DNS)
            self._refuse_impossible(lookup)
        return lookup

    def _resolve(self, host: str, stage: StageId) -> Lookup:
        """Resolve a name; a lookup without an address is a failure of the stage."""
        lookup = Lookup(host, self.waiter, _usable_as(host, stage))
        lookup.start()
        with self.recorder.attempting(f"resolve {host}") as outcome:
            with contextlib.suppress(Expired):  # what has come by then is judged
                lookup.first()
            lookup.poll()
            outcome.append(lookup.summary)
        if not lookup.addresses:
            raise StageFailed(Failure(stage, _why_nothing(lookup)))
        self.recorder.note(", ".join(lookup.addresses))
        return lookup

    def _refuse_impossible(self, lookup: Lookup) -> None:
        self.recorder.addresses = lookup.addresses
        if not lookup.usable:
            raise StageFailed(Failure(StageId.DNS, FailureKind.ADDRESS_IMPOSSIBLE))
        self.recorder.addresses = lookup.usable

    def _dial(
        self, addresses: tuple[str, ...], port: int, lookup: Lookup | None, stage: StageId
    ) -> Wire:
        dialer = Dialer(port, self.waiter, lambda: _more(lookup))
        try:
            address, sock = dialer.dial(
                addresses, more_pending=lambda: bool(lookup and lookup.pending)
            )
        except DialFailed as error:
            raise StageFailed(Failure(stage, _why_unreached(error.kind))) from error
        finally:
            self._note_dials(dialer, stage)
        if stage is StageId.TCP:
            self.recorder.address = address
        self.recorder.note(address)
        return Wire(sock, self.waiter)

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


def _more(lookup: Lookup | None) -> tuple[str, ...]:
    if lookup is None:
        return ()
    lookup.poll()
    return lookup.usable


def _why_nothing(lookup: Lookup) -> FailureKind:
    """Judge the answers where no family has an address.

    A name counts as not found when every resolver that answered says so and none failed.
    """
    outcomes = {answer.outcome for answer in lookup.answers}
    if outcomes == {LookupOutcome.NO_SUCH_NAME} and not lookup.pending:
        return FailureKind.NAME_NOT_FOUND
    return _resolver_failed()


def _why_unreached(kind: FailureKind) -> FailureKind:
    """Tell a computer without any way out from one that has none to this address alone."""
    elsewhere = kind is FailureKind.NO_ROUTE and has_way_out()
    return FailureKind.UNREACHABLE if elsewhere else kind


def _resolver_failed() -> FailureKind:
    return FailureKind.RESOLVER_FAILED if has_way_out() else FailureKind.NO_ROUTE
