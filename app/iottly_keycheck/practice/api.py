"""The practice API's server."""

from __future__ import annotations

import socketserver
import sys
import threading
from collections.abc import Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from iottly_keycheck.practice.samples import (
    NOT_FOUND,
    SAMPLE_KEYS,
    UNAUTHORIZED,
    SampleKey,
    SampleResponse,
)

_HOST = "127.0.0.1"
_BASE_PATH = "/v1.0"
_PING_PATH = f"{_BASE_PATH}/project/ping"
_PATIENCE = 10.0
"""Seconds for a client that has connected to say what it wants."""
_STOP_INTERVAL = 0.05
"""Seconds between two looks at whether the server shall stop."""


class PracticeApi:
    """An iottly API on a free port of this computer, as long as the context lasts.

    It answers `GET /v1.0/project/ping` by the key in the header `Authentication: bearer KEY`, and
    writes nothing anywhere. Leaving the context ends answers that are still to come at once.
    """

    sample_keys: tuple[SampleKey, ...] = SAMPLE_KEYS

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._answers = {sample.secret.reveal(): sample.response for sample in self.sample_keys}
        self._server = _Server((_HOST, 0), partial(_Handler, self._answers, self._stopping))
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            args=(_STOP_INTERVAL,),
            name="practice API",
            daemon=True,
        )

    @property
    def url(self) -> str:
        """The base URL, as the settings have it."""
        return f"http://{_HOST}:{self._server.server_port}{_BASE_PATH}"

    def change(self, sample: SampleKey, answer: SampleResponse) -> None:
        """Answer to a key otherwise from now on, as keys break and recover."""
        self._answers[sample.secret.reveal()] = answer

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    """Answers on daemon threads, and does not care about clients that hang up."""

    daemon_threads = True

    def server_bind(self) -> None:
        # HTTPServer looks its own name up, which can take long where DNS is broken.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # IPv4: text and number

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the second packet of an answer waits for 40 ms
    timeout = _PATIENCE

    def __init__(
        self, answers: Mapping[str, SampleResponse], stopping: threading.Event, /, *args: Any
    ) -> None:
        self._answers = answers
        self._stopping = stopping
        super().__init__(*args)  # which handles the request, too

    def do_GET(self) -> None:
        self.close_connection = True
        answer = self._answer()
        if self._stopping.wait(answer.delay):
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        half = len(answer.body) // 2
        self.wfile.write(answer.body[:half] if answer.cut_off else answer.body)

    def _answer(self) -> SampleResponse:
        if self.path != _PING_PATH:
            return NOT_FOUND
        scheme, _, key = self.headers.get("Authentication", "").partition(" ")
        if scheme.lower() != "bearer":
            return UNAUTHORIZED
        return self._answers.get(key.strip(), UNAUTHORIZED)

    def version_string(self) -> str:
        return "iottly-practice"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the library's name
        """Say nothing."""
