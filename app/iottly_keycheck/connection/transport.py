"""The transport under `requests`: one connection over the observed path, used for one request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool

from iottly_keycheck.connection.address import Endpoint
from iottly_keycheck.connection.answer_head import AnswerHead
from iottly_keycheck.connection.tls import Stream

Sending = Callable[[tuple[tuple[str, str], ...]], None]


class _ObservedConnection(HTTPConnection):
    """A connection whose socket comes from the path, proxy and TLS already in it."""

    response_class = AnswerHead

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


class ObservedAdapter(HTTPAdapter):
    """Sends one request over the observed path.

    `open_path` makes the stream; `sending` is told when the request goes out on it, and with which
    headers. Proxies and verification are the path's, so what `requests` says of them is not looked
    at.
    """

    def __init__(
        self, endpoint: Endpoint, open_path: Callable[[], Stream], sending: Sending
    ) -> None:
        super().__init__()
        self._pool = _OneConnectionPool(_ObservedConnection(endpoint, open_path, sending))

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *_: Any) -> None:
        """Do nothing: see the class."""

    def close(self) -> None:
        super().close()
        self._pool.close()
