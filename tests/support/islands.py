"""Networks of their own, without any way to the real one: Linux network namespaces.

Where there is no right to make them, they are in a user namespace of their own, in which the user
is root. Every server of the tests can stand in one, since a socket stays in the network in which
it was made.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.machine import networks_entering
from support.processes import end, start

NETWORKS = ("ip", "nft", "networks")
"""What a test of networks needs of the machine."""

_SOCKET = """
import socket, sys
family, kind, port = map(int, sys.argv[1:4])
made = socket.socket(family, kind)
made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
made.bind((sys.argv[4], port))
if kind == socket.SOCK_STREAM:
    made.listen(64)
with socket.socket(fileno=int(sys.argv[5])) as channel:
    socket.send_fds(channel, [b"s"], [made.fileno()])
"""
_CONNECT = """
import socket, sys
socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=1)
"""


class Island:
    """One network namespace, which lives as long as its process; made by `island`."""

    def __init__(self, process: int, one_user: bool) -> None:
        self.process = process
        self.one_user = one_user
        """Whether it is in a user namespace, in which everybody is root."""
        entering = ["nsenter", f"--target={process}"]
        self.entering_user = [*entering, "--user", "--preserve-credentials"] if one_user else []
        self._entering = [*(self.entering_user or entering), "--net"]

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
        return self._socket(socket.SOCK_STREAM, host, port)

    def udp(self, host: str, port: int = 53) -> socket.socket:
        """A socket for a name server inside."""
        return self._socket(socket.SOCK_DGRAM, host, port)

    def answers(self, host: str, port: int) -> bool:
        """Tell whether something inside accepts connections there."""
        command = [*self._entering, *_script(_CONNECT), host, str(port)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def start(self, *command: str, resolv_conf: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a service inside; see support.processes."""
        mounted = self.before(resolv_conf) if resolv_conf else self._entering
        return start([*mounted, *command])

    @property
    def as_nobody(self) -> list[str]:
        """What comes before a service that root's rights make become somebody else at its start.

        Where there is nobody else, it is in one more user namespace, as nobody.
        """
        return ["unshare", "--user", "--map-user=65534", "--map-group=65534"] * self.one_user

    def before(self, resolv_conf: Path) -> list[str]:
        """The command that starts a program in this network, with these name servers."""
        script = f'mount --bind {resolv_conf} /etc/resolv.conf && exec "$@"'
        return [*self._entering, "unshare", "--mount", "sh", "-c", script, "sh"]

    def _socket(self, kind: int, host: str, port: int) -> socket.socket:
        """Have a process inside make it and hand it over: no thread can enter a user namespace."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        ours, theirs = socket.socketpair()
        with ours, theirs:
            numbers = [str(int(number)) for number in (family, kind, port)]
            command = [*self._entering, *_script(_SOCKET), *numbers, host, str(theirs.fileno())]
            subprocess.run(command, pass_fds=[theirs.fileno()], check=True)
            _, (made,), _, _ = socket.recv_fds(ours, 1, 1)
        return socket.socket(fileno=made)


@contextmanager
def island(beside: Island | None = None) -> Iterator[Island]:
    """A network with nothing in it but its own loopback, which is up.

    Cables can be laid to the ones that it was made `beside`.
    """
    own_user = networks_entering()
    assert own_user is not None, 'mark the test with needs("networks")'
    before = own_user if beside is None else beside.entering_user
    # It ends with the tests, however they end: it reads to the end of their pipe.
    process = start(
        [*before, "unshare", "--net", "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
        if not process.stdout.readline():
            raise RuntimeError(f"no network: status {process.wait(timeout=10)}")
        made = Island(process.pid, one_user=bool(own_user))
        made.ip("link set lo up")
        # Else an IPv6 address cannot be used until the network was asked whether it is taken.
        with contextlib.suppress(RuntimeError):
            made.run("sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0")
        yield made
    finally:
        end(process)


def join(one: Island, other: Island, device: str, other_device: str) -> None:
    """Lay a cable between two networks, with a device at each end; both are down."""
    one.ip(f"link add {device} type veth peer name {other_device} netns {other.process}")


def _script(text: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", text]
