"""Networks of their own, without any way to the real one: Linux network namespaces.

Only root may make them. Every server of the tests can stand in one, since a socket stays in the
namespace that its thread was in when it was made.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from support.installed import need
from support.processes import start
from support.servers import listen

T = TypeVar("T")

_PROGRAMS = {
    "ip": "iproute2",
    "nft": "nftables",
    "nsenter": "util-linux",
    "squid": "squid",
    "tinyproxy": "tinyproxy",
    "danted": "dante-server",
    "microsocks": "microsocks",
    "dnsmasq": "dnsmasq-base",
}
"""What has to be installed for the networks and what stands in them, and the Debian packages."""

_CLONE_NEWNET = 0x40000000
_numbers = itertools.count(1)


def need_islands() -> None:
    """Skip the test where there is no right to make networks, and say so."""
    if sys.platform != "linux":
        pytest.skip("network namespaces are a thing of Linux")
    if os.geteuid() != 0:
        pytest.skip("only root may make network namespaces")
    for program, package in _PROGRAMS.items():
        need(program, package)


def islands_possible() -> bool:
    """Tell whether networks can be made here."""
    return sys.platform == "linux" and os.geteuid() == 0 and all(map(shutil.which, _PROGRAMS))


class Island:
    """One network namespace; made by `island`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def run(self, *command: str, stdin: str = "") -> None:
        """Run a program of the operating system inside."""
        done = subprocess.run(
            [*self._entering, *command],
            input=stdin.encode(),
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode()}")

    def ip(self, command: str) -> None:
        """Run `ip COMMAND` inside."""
        self.run("ip", *command.split())

    def nft(self, rules: str) -> None:
        """Add rules of a firewall."""
        self.run("nft", "-f", "-", stdin=rules)

    def listen(self, host: str, port: int = 0) -> socket.socket:
        """A listening socket inside."""
        return self.inside(lambda: listen(host, port))

    def inside(self, function: Callable[[], T]) -> T:
        """Call a function in this network; the sockets that it makes stay there."""
        results: list[T] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                self._enter()
                results.append(function())
            except BaseException as error:  # noqa: BLE001  # raised again on the caller's thread
                errors.append(error)

        # A thread is in a network by itself; this one ends, and nobody else has moved.
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return results[0]

    def start(self, *command: str, resolv_conf: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a service inside; see support.processes."""
        mounted = self.before(resolv_conf) if resolv_conf else self._entering
        return start([*mounted, *command])

    def before(self, resolv_conf: Path) -> list[str]:
        """The command that starts a program in this network, with these name servers."""
        script = f'mount --bind {resolv_conf} /etc/resolv.conf && exec "$@"'
        return [*self._entering, "unshare", "--mount", "sh", "-c", script, "sh"]

    @property
    def _entering(self) -> list[str]:
        return ["nsenter", f"--net={self._path}"]

    @property
    def _path(self) -> Path:
        return Path("/run/netns") / self.name

    def _enter(self) -> None:
        with self._path.open("rb") as file:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(file.fileno(), _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")


@contextmanager
def island() -> Iterator[Island]:
    """A network with nothing in it but its own loopback, which is up."""
    name = f"keycheck-{os.getpid()}-{next(_numbers)}"
    _ip("netns", "add", name)
    try:
        made = Island(name)
        made.ip("link set lo up")
        # Else an IPv6 address cannot be used until the network was asked whether it is taken.
        with contextlib.suppress(RuntimeError):
            made.run("sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0")
        yield made
    finally:
        _ip("netns", "delete", name)


def join(one: Island, other: Island, device: str, other_device: str) -> None:
    """Lay a cable between two networks, with a device at each end; both are down."""
    ends = f"{device} netns {one.name} type veth peer name {other_device} netns {other.name}"
    _ip("link", "add", *ends.split())


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"ip {' '.join(arguments)}: {done.stderr.decode()}")
