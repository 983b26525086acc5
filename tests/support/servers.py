"""A TCP or TLS server whose every move a test writes down as a script."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

Stream = socket.socket
Script = Callable[["Peer"], None]
"""What the server does with one connection; a client that hangs up (OSError) ends it."""

_RESET = struct.pack("ii", 1, 0)
_PATIENCE = 30.0
"""Seconds that a script waits for a client; far beyond every deadline in the tests."""


class Peer:
    """One client that has connected. `received` are all bytes that were read from it."""

    def __init__(self, sock: Stream, stopping: threading.Event, heard: threading.Event) -> None:
        self.sock = sock
        self.stopping = stopping
        self._heard = heard
        self.received = bytearray()

    def read(self, count: int = 65536) -> bytes:
        """Read what there is; empty when the client has closed."""
        data = self.sock.recv(count)
        self.received += data
        self._heard.set()
        return data

    def read_exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self.read(count - len(data))
            if not piece:
                raise ConnectionResetError("the client has closed")
            data += piece
        return data

    def read_head(self) -> bytes:
        """Read up to the end of a request's head."""
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self.read()
            if not piece:
                raise ConnectionResetError("the client has closed")
            data += piece
        return data

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def send_for_ever(self, piece: bytes) -> None:
        while not self.stopping.is_set():
            self.sock.sendall(piece)

    def drip(self, pieces: Iterable[bytes], pause: float = 0.05) -> None:
        """Send one piece after the other, slowly."""
        for piece in pieces:
            if self.stopping.wait(pause):
                return
            self.sock.sendall(piece)

    def hold(self) -> None:
        """Do nothing until the client leaves or the server stops."""
        with contextlib.suppress(OSError):
            while self.read():
                pass

    def reset(self) -> None:
        """Close with a reset (RST)."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        # A TLS socket's own close would say goodbye first.
        socket.socket.close(self.sock)

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Go on in TLS, as the server."""
        self.sock = context.wrap_socket(
            self.sock, server_side=True, suppress_ragged_eofs=True, do_handshake_on_connect=False
        )
        self.sock.do_handshake()


class Server:
    """Serves each connection by the script, on a thread of its own, as long as the context lasts.

    With `tls` the script begins after the handshake. `peers` are the clients so far; `received`
    is all that any of them has sent, in clear where it came through the server's own TLS; `heard`
    is set once one of them has sent something.
    """

    def __init__(
        self,
        script: Script,
        tls: ssl.SSLContext | None = None,
        listener: socket.socket | None = None,
    ) -> None:
        self._script = script
        self._tls = tls
        self._listener = listener or listen()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.peers: list[Peer] = []
        self.heard = threading.Event()

    @property
    def host(self) -> str:
        return str(self._listener.getsockname()[0])

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def received(self) -> bytes:
        return b"".join(bytes(peer.received) for peer in list(self.peers))

    def url(self, host: str = "localhost") -> str:
        """The base URL of an API here."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}/v1.0"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up on everybody and wait for the threads."""
        self._stopping.set()
        # Closing alone does not wake the thread that accepts.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            peers, threads = list(self.peers), list(self._threads)
        for peer in peers:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(peer.sock, socket.SHUT_RDWR)
        for thread in threads:
            thread.join(_PATIENCE)

    def _run(self, function: Callable[[], None]) -> None:
        thread = threading.Thread(target=function, daemon=True, name="lab server")
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(_PATIENCE)
            peer = Peer(sock, self._stopping, self.heard)
            with self._lock:
                self.peers.append(peer)
            if self._stopping.is_set():
                sock.close()
                return
            self._run(lambda peer=peer: self._serve(peer))

    def _serve(self, peer: Peer) -> None:
        try:
            if self._tls is not None:
                peer.start_tls(self._tls)
            self._script(peer)
        except (OSError, ValueError):  # the client has hung up, or the test is over
            pass
        finally:
            peer.sock.close()


def listen(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """A listening socket."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    sock.listen(64)
    return sock
