"""Reaching a host by its addresses, as RFC 8305 ("Happy Eyeballs") has it.

Addresses of the two families take turns; the next is tried when one has failed or 250 ms have
passed; the first that answers wins, the others are given up.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import selectors
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from iottly_keycheck.connection.facts.observation import FailureKind
from iottly_keycheck.connection.sockets.deadline_socket import Poller
from iottly_keycheck.deadline import Expired

ATTEMPT_DELAY = 0.25
"""Seconds before the next address is tried (RFC 8305, section 5)."""

LATE_ADDRESSES = 1.0
"""Seconds to wait for the other family's addresses when all known ones have failed."""

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN})
_KINDS = {
    errno.ECONNREFUSED: FailureKind.REFUSED,
    errno.ETIMEDOUT: FailureKind.TIMEOUT,
    errno.ECONNRESET: FailureKind.RESET,
    errno.ECONNABORTED: FailureKind.RESET,
}
# What an answer says about the host: the first of these that was met is the failure of all.
_RANK = (
    FailureKind.TIMEOUT,
    FailureKind.RESET,
    FailureKind.REFUSED,
    FailureKind.UNREACHABLE,
    FailureKind.NO_ROUTE,
)


@dataclass(slots=True)
class _ConnectionAttempt:
    """One address being tried."""

    address: str
    sock: socket.socket
    started: float


@dataclass(frozen=True, slots=True)
class ConnectionResult:
    """One address that was tried: `kind` is `None` where it answered; times are monotonic."""

    address: str
    started: float
    ended: float
    kind: FailureKind | None
    detail: str = ""


class ConnectionFailed(Exception):
    """No address answered; `kind` is the failure that says most."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


@dataclass(slots=True)
class Dialer:
    """Dials one host and port. `results` has what was tried, also after an exception.

    `more` is asked for addresses that became known meanwhile; it returns all, known ones too.
    """

    port: int
    poller: Poller
    more: Callable[[], Iterable[str]]
    results: list[ConnectionResult] = field(default_factory=list)
    _dials: list[_ConnectionAttempt] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def dial(
        self, addresses: Iterable[str], *, more_pending: Callable[[], bool]
    ) -> tuple[str, socket.socket]:
        """Give the address that answered and the socket. Raises `ConnectionFailed` or `Cancelled`.

        The socket is not asked for its address: who answered may have gone already.
        """
        try:
            sock = self._dial(list(alternating(addresses)), more_pending)
            return self.results[-1].address, sock
        except Expired:
            if self.results and not self._dials:
                raise self._failure() from None
            raise ConnectionFailed(FailureKind.TIMEOUT, "no answer") from None
        finally:
            now = time.monotonic()
            for dial in self._dials:
                dial.sock.close()
                self.results.append(
                    ConnectionResult(
                        dial.address, dial.started, now, FailureKind.TIMEOUT, "no answer"
                    )
                )
            self._dials.clear()

    def _dial(self, waiting: list[str], more_pending: Callable[[], bool]) -> socket.socket:
        self._seen.update(waiting)
        next_start = late_end = 0.0
        while True:
            now = time.monotonic()
            if waiting and (now >= next_start or not self._dials):
                next_start = now + ATTEMPT_DELAY
                winner = self._start(waiting.pop(0))
                if winner is not None:
                    return winner
                continue
            if not (waiting or self._dials or more_pending()):
                raise self._failure()
            pause = next_start - now if waiting else math.inf
            if not (waiting or self._dials):
                # Every known address failed, a family's lookup is still under way.
                late_end = late_end or now + LATE_ADDRESSES
                pause = late_end - now
                if pause <= 0:
                    raise self._failure()
            interests = {dial.sock: selectors.EVENT_WRITE for dial in self._dials}
            ready = self.poller.ready(interests, pause)
            for dial in [dial for dial in self._dials if dial.sock in ready]:
                self._dials.remove(dial)
                winner = self._finish(dial)
                if winner is not None:
                    return winner
                next_start = 0.0
            waiting += [address for address in self.more() if address not in self._seen]
            self._seen.update(waiting)

    def _start(self, address: str) -> socket.socket | None:
        """Start to dial; give the socket where it is connected at once."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        started = time.monotonic()
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:  # no such address family on this computer
            self._note(address, started, FailureKind.NO_ROUTE, error)
            return None
        dial = _ConnectionAttempt(address, sock, started)
        try:
            sock.setblocking(False)
            sock.connect((address, self.port))
        except (BlockingIOError, InterruptedError):
            self._dials.append(dial)
            return None
        except OSError as error:
            sock.close()
            # Refused by this computer itself: no packet left it.
            kind = FailureKind.NO_ROUTE if error.errno in _NO_ROUTE else kind_of(error)
            self._note(address, started, kind, error)
            return None
        return self._won(dial)

    def _finish(self, dial: _ConnectionAttempt) -> socket.socket | None:
        """Take the result of a connect; give the socket where it succeeded."""
        number = dial.sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number == 0:
            return self._won(dial)
        dial.sock.close()
        error = OSError(number, os.strerror(number))
        self._note(dial.address, dial.started, kind_of(error), error)
        return None

    def _won(self, dial: _ConnectionAttempt) -> socket.socket:
        with contextlib.suppress(OSError):  # the other side may have gone already
            dial.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.results.append(ConnectionResult(dial.address, dial.started, time.monotonic(), None))
        return dial.sock

    def _note(self, address: str, started: float, kind: FailureKind, error: OSError) -> None:
        self.results.append(ConnectionResult(address, started, time.monotonic(), kind, str(error)))

    def _failure(self) -> ConnectionFailed:
        worst = min(
            (result for result in self.results if result.kind is not None),
            key=lambda result: _RANK.index(result.kind or FailureKind.NO_ROUTE),
        )
        return ConnectionFailed(worst.kind or FailureKind.NO_ROUTE, worst.detail)


def kind_of(error: OSError) -> FailureKind:
    """Sort an error of a socket; what is not known by number is "unreachable"."""
    return _KINDS.get(error.errno or 0, FailureKind.UNREACHABLE)


def alternating(addresses: Iterable[str]) -> Iterable[str]:
    """Let the families take turns, the first address's family first (RFC 8305, section 4)."""
    known = list(addresses)
    first_is_v6 = bool(known) and ":" in known[0]
    first = [address for address in known if (":" in address) == first_is_v6]
    second = [address for address in known if (":" in address) != first_is_v6]
    return (address for address in chain(*zip_longest(first, second)) if address is not None)


def has_way_out() -> bool:
    """Tell whether any route leads out of this computer; nothing is sent.

    Connecting a datagram socket only looks the route up. The addresses are documentation's
    (RFC 5737 and RFC 3849): nobody is asked.
    """
    targets = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
    return any(_routed(family, address) for family, address in targets)


def _routed(family: socket.AddressFamily, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return False
    return True
