"""Name resolution: both address families at once, left behind when the time is over.

The operating system's resolver cannot be interrupted and answers a name's two families together,
after the slower one. So each family is asked by itself (RFC 8305, section 3), on a daemon thread.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from iottly_keycheck.connection.facts.address import is_ip, is_localhost
from iottly_keycheck.connection.sockets.deadline_socket import Poller
from iottly_keycheck.deadline import start_thread

RESOLUTION_DELAY = 0.05
"""Seconds to wait for IPv6 addresses once IPv4's are known (RFC 8305, section 3)."""

FAMILIES = (socket.AF_INET6, socket.AF_INET)

# The resolver's answers that mean "no such name" or "no address for it"; all others mean that it
# could not tell. Not every platform has every one.
_NO_SUCH_NAME = frozenset(
    getattr(socket, name)
    for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY")
    if hasattr(socket, name)
)


class ResolutionOutcome(StrEnum):
    """How a family's lookup ended."""

    FOUND = "found"
    NO_SUCH_NAME = "no_such_name"
    FAILED = "failed"
    """The resolver says that it cannot tell."""


@dataclass(frozen=True, slots=True)
class FamilyResult:
    """The answer for one address family."""

    family: socket.AddressFamily
    outcome: ResolutionOutcome
    addresses: tuple[str, ...] = ()
    detail: str = ""


class Resolver:
    """One name being resolved. `start` it, then `first` blocks until there is something to try.

    Answers that come later are had by `poll`; the waiter is woken for each. `is_usable` tells
    whether an address is worth a try.
    """

    def __init__(
        self, host: str, poller: Poller, is_usable: Callable[[str], bool] = lambda _: True
    ) -> None:
        self.host = host
        self._poller = poller
        self._is_usable = is_usable
        self._arrived: queue.SimpleQueue[FamilyResult] = queue.SimpleQueue()
        # What is resolved on this computer needs one question: asked for a family that its file
        # of hosts lacks, the resolver would go out to the name servers.
        self._families = (socket.AF_UNSPEC,) if is_localhost(host) else FAMILIES
        self.answers: tuple[FamilyResult, ...] = ()

    @property
    def pending(self) -> bool:
        """Whether a family has not answered yet."""
        return len(self.answers) < len(self._families)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses known so far, IPv6 first as RFC 8305 section 4 prefers it."""
        answers = sorted(self.answers, key=lambda answer: self._families.index(answer.family))
        return tuple(address for answer in answers for address in answer.addresses)

    @property
    def usable(self) -> tuple[str, ...]:
        """Those of the addresses that are worth a try."""
        return tuple(filter(self._is_usable, self.addresses))

    @property
    def summary(self) -> str:
        """What was answered, in a few words."""
        details = dict.fromkeys(answer.detail for answer in self.answers if answer.detail)
        return ", ".join(self.addresses or details) or "no answer"

    def start(self) -> None:
        """Ask for both families."""
        for family in self._families:
            start_thread(self._asking(family), f"resolve {family.name}")

    def first(self) -> tuple[str, ...]:
        """Wait for addresses, or for both answers where there are none.

        Raises `Cancelled` or `Expired`; `answers` then has what came.
        """
        while self.pending and not self.usable:
            self._poller.ready({})
            self.poll()
        if self.pending and not self._has(socket.AF_INET6):
            self._poller.ready({}, RESOLUTION_DELAY)
            self.poll()
        return self.addresses

    def poll(self) -> None:
        """Take in what has arrived."""
        while not self._arrived.empty():
            self.answers = (*self.answers, self._arrived.get())

    def _has(self, family: socket.AddressFamily) -> bool:
        return any(answer.family == family for answer in self.answers)

    def _asking(self, family: socket.AddressFamily) -> Callable[[], None]:
        def ask() -> None:
            self._arrived.put(_resolve(self.host, family))
            self._poller.wake()

        return ask


def _resolve(host: str, family: socket.AddressFamily) -> FamilyResult:
    try:
        found = socket.getaddrinfo(host, None, family, socket.SOCK_STREAM)
    except socket.gaierror as error:
        known = error.errno in _NO_SUCH_NAME
        outcome = ResolutionOutcome.NO_SUCH_NAME if known else ResolutionOutcome.FAILED
        return FamilyResult(family, outcome, detail=f"{error.strerror} ({error.errno})")
    except (OSError, UnicodeError) as error:
        return FamilyResult(family, ResolutionOutcome.FAILED, detail=str(error))
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    return FamilyResult(family, ResolutionOutcome.FOUND, addresses)


def cannot_be_the_service(host: str, address: str) -> bool:
    """Tell whether a filtering resolver made this address up: 0.0.0.0, `::` or loopback.

    `localhost` is loopback rightly (RFC 6761, section 6.3).
    """
    if is_ip(host) or is_localhost(host):
        return False
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return bool(mapped.is_unspecified or mapped.is_loopback)
