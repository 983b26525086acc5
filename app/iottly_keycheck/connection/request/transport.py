"""`requests` on the observed connection: one session, one connection, one request."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidHeader
from urllib3 import HTTPConnectionPool, Retry
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


class _ObservedAdapter(HTTPAdapter):
    """Sends every request on one connection, which has made its own TLS and found its own proxy."""

    def __init__(self, connection: _ObservedConnection, target: str) -> None:
        super().__init__(max_retries=Retry(False))
        self._pool = _OneConnectionPool(connection)
        self._target = target

    def get_connection_with_tls_context(self, *_args: Any, **_kwargs: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *_args: Any, **_kwargs: Any) -> None:
        """Do nothing: the connection verifies the certificate, by the system's trust store.

        `requests` would want certifi's list of authorities here.
        """

    def request_url(self, *_args: Any, **_kwargs: Any) -> str:
        """Give the path as it stands in the settings; `requests` would quote it anew."""
        return self._target

    def close(self) -> None:
        self._pool.close()
        super().close()


class _Session(requests.Session):
    """A session that sends what it is given and nothing else.

    No `~/.netrc`, no variables of the environment, no headers of its own, no cookies, no redirects.
    """

    def __init__(self, adapter: HTTPAdapter) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.clear()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def get_redirect_target(self, resp: requests.Response) -> None:
        """See no redirect: `requests` reads the whole body of one, even where it does not follow.

        That would be without a bound.
        """


@contextmanager
def send_get(
    endpoint: Endpoint,
    headers: Mapping[str, str],
    open_path: Callable[[], Stream],
    sending: Sending,
) -> Iterator[requests.Response]:
    """Send one GET over the observed path and give the answer, whose body is not read yet.

    `open_path` makes the stream; `sending` is told when the request goes out on it, and with which
    headers. Raises what they raise, and `OSError` (all that `requests` raises is one) or
    `ValueError`; reading the body raises `urllib3.exceptions.HTTPError`, too.
    """
    connection = _ObservedConnection(endpoint, open_path, sending)
    adapter = _ObservedAdapter(connection, endpoint.path or "/")
    with _Session(adapter) as session:
        request = _prepared(session, endpoint.url, headers)
        with closing(session.send(request, stream=True, allow_redirects=False)) as answer:
            yield answer


def _prepared(
    session: requests.Session, url: str, headers: Mapping[str, str]
) -> requests.PreparedRequest:
    with suppress(InvalidHeader):
        return session.prepare_request(requests.Request("GET", url, headers))
    # `InvalidHeader` prints the value, which is the key. Raised here, this has no context.
    raise ValueError("a header cannot be sent as it is")
