"""The API in a process of its own, so that it takes no time from what is measured."""

from __future__ import annotations

import http.server
import multiprocessing
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from support.certificates import Authority

_PONG = b'{"status": "pong"}'
_NEVER = threading.Event()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, seconds: float, *args: object) -> None:
        self._seconds = seconds
        super().__init__(*args)  # type: ignore[arg-type]  # what socketserver hands over

    def do_GET(self) -> None:
        _NEVER.wait(self._seconds)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_PONG)))
        self.end_headers()
        self.wfile.write(_PONG)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def tls_api() -> Iterator[tuple[str, Path]]:
    """Give the base URL of a service over TLS, and the file of the authority to trust."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        with _serving(0.0, authority.good) as port:
            yield f"https://localhost:{port}/v1.0", authority.trust_file


@contextmanager
def slow_api(seconds: float) -> Iterator[str]:
    """Give the base URL of a service that takes its time for every answer, without TLS."""
    with _serving(seconds) as port:
        yield f"http://127.0.0.1:{port}/v1.0"


@contextmanager
def _serving(seconds: float, context: ssl.SSLContext | None = None) -> Iterator[int]:
    fork = multiprocessing.get_context("fork")  # a TLS context cannot be pickled
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_serve, args=(sender, seconds, context), daemon=True)
    process.start()
    # With this end open, too, a service that does not come up would be waited for without end.
    sender.close()
    try:
        yield receiver.recv()
    finally:
        # By the signal that nothing can hold off: a fork has the handlers of whoever made it.
        process.kill()
        process.join(timeout=10)
        receiver.close()


def _serve(sender: Connection, seconds: float, context: ssl.SSLContext | None) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, seconds))
    # Else the handshake's own small writes wait for each other's acknowledgement.
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    sender.send(server.server_port)
    server.serve_forever()
