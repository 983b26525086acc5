"""What a fault is: how it is made, and what a check in the midst of it has to say."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iottly_keycheck.cause import Cause
from support.certificates import Authority
from support.checks import KEY
from support.islands import NETWORKS
from support.servers import Script, Server

if TYPE_CHECKING:
    from faultlab.world import World

TIMEOUT = 2.0
"""Seconds: the deadline of a check where the fault does not name another."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A fault that has been made: how to check in the midst of it.

    `client` is one of the world's, where the check is made in a network of its own.
    """

    options: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    key: str = KEY
    before: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    client: str = ""


class Lab:
    """Where faults are made; everything in it ends with the stack."""

    def __init__(self, authority: Authority, stack: ExitStack, world: World | None) -> None:
        self.authority = authority
        self._world = world
        self.stack = stack
        self.servers: list[Server] = []

    @property
    def world(self) -> World:
        """The networks of the lab; for faults that are `in_world`."""
        assert self._world is not None
        return self._world

    @property
    def trust(self) -> dict[str, str]:
        """The environment in which the lab's authority is trusted."""
        return {"SSL_CERT_FILE": str(self.authority.trust_file)}

    def serve(
        self,
        script: Script,
        tls: str | ssl.SSLContext | None = None,
        listener: socket.socket | None = None,
    ) -> Server:
        """Start a server; `tls` may be the name of one of the authority's certificates."""
        context = getattr(self.authority, tls) if isinstance(tls, str) else tls
        server = self.stack.enter_context(Server(script, context, listener))
        self.servers.append(server)
        return server

    def closed_port(self) -> int:
        """A port on which nothing listens, and which nobody else gets meanwhile."""
        sock = self.stack.enter_context(socket.socket())
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


SetUp = Callable[[Lab], Scene]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, and what `check --json` has to say about it.

    `how` is one line for people. `stages` has a letter for each of proxy, dns, tcp, tls, http and
    key: `o` ok, `x` failed, `-` skipped. `hints` are ids that have to be there. Where it `waits`,
    the verdict needs the whole deadline. `proxy_status` has several where a proxy's versions
    differ. `needs` are names of `support.machine`.
    """

    id: str
    cause: Cause
    how: str
    set_up: SetUp
    stages: str
    http_status: int | None = None
    key_sent: bool = False
    proxy_source: str = "none"
    proxy_status: int | tuple[int, ...] | None = None
    offers: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    error: str | None = None
    waits: bool = False
    timeout: float = TIMEOUT
    in_world: bool = False
    needs: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """All that it needs of the machine."""
        return (*(NETWORKS if self.in_world else ()), *self.needs)
