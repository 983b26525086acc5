"""The transport under urllib3: one connection over the observed path, used for one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from urllib3 import BaseHTTPResponse, HTTPConnectionPool
from urllib3.connection import HTTPConnection

from iottly_keycheck.connection.facts.address import Endpoint
from iottly_keycheck.connection.sockets.response_head import StrictHTTPResponse
from iottly_keycheck.connection.sockets.tls import Stream

Sending = Callable[[tuple[tuple[str, str], ...]], None]


class _ObservedConnection(HTTPConnection):
    """A connection whose socket comes from the path, proxy and TLS already in it."""

    response_class = StrictHTTPResponse

    def __init__(
        self, endpoint: Endpoint, open_path: Callable[[], Stream], sending: Sending
    ) -> None:
        super().__init__(endpoint.host, endpoint.port)
        # It decides whether the Host header names the port; on http.client's connection it
        # belongs to the object, in urllib3's types to the class.
        vars(self)["default_port"] = endpoint.default_port
        self._open_path = open_path
        self._sending = sending
        self._headers: list[tuple[str, str]] = []

    def putheader(self, header: str | bytes, *values: Any) -> None:
        """Note a header, those that `http.client` adds included, with its key still in it."""
        self._headers.append((_text(header), ", ".join(map(_text, values))))
        super().putheader(_text(header), *values)

    def connect(self) -> None:
        self.sock = self._open_path()
        self._sending(tuple(self._headers))


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


class _OneConnectionPool(HTTPConnectionPool):
    """A pool of the one connection, whose scheme is the connection's affair."""

    def __init__(self, connection: _ObservedConnection) -> None:
        super().__init__(connection.host, connection.port, maxsize=1)
        self._connection = connection

    def _new_conn(self) -> _ObservedConnection:
        return self._connection


@contextmanager
def send_get(
    endpoint: Endpoint,
    headers: Mapping[str, str],
    open_path: Callable[[], Stream],
    sending: Sending,
) -> Iterator[BaseHTTPResponse]:
    """Send one GET over the observed path and give the answer, whose body is not read yet.

    `open_path` makes the stream; `sending` is told when the request goes out on it, and with which
    headers. Raises what they raise, and `urllib3.exceptions.HTTPError`, `OSError` or `ValueError`.

    This is what `requests` does below its sessions, which would follow up redirects, read
    `~/.netrc` and the environment, and keep cookies. Without it the program starts 30 ms earlier.
    """
    with (
        closing(_OneConnectionPool(_ObservedConnection(endpoint, open_path, sending))) as pool,
        closing(
            pool.urlopen(
                "GET",
                endpoint.path or "/",
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
            )
        ) as answer,
    ):
        yield answer
