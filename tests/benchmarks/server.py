"""The API over TLS in a process of its own, so that it takes no time from what is measured."""

from __future__ import annotations

import http.server
import multiprocessing
import socket
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from support.certificates import Authority

_PONG = b'{"status": "pong"}'


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_PONG)))
        self.end_headers()
        self.wfile.write(_PONG)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def tls_api() -> Iterator[tuple[str, Path]]:
    """Give the base URL, and the file of the authority to trust."""
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        context = authority.good
        fork = multiprocessing.get_context("fork")  # a TLS context cannot be pickled
        receiver, sender = fork.Pipe(duplex=False)
        process = fork.Process(target=_serve, args=(context, sender), daemon=True)
        process.start()
        try:
            yield f"https://localhost:{receiver.recv()}/v1.0", authority.trust_file
        finally:
            process.terminate()
            process.join()


def _serve(context: ssl.SSLContext, sender: Connection) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    # Else the handshake's own small writes wait for each other's acknowledgement.
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    sender.send(server.server_port)
    server.serve_forever()
