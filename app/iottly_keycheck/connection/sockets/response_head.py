"""The head of an answer, read more strictly than `http.client` reads it by itself."""

from __future__ import annotations

import http.client
from http import HTTPStatus
from typing import Any, Protocol

_PROTOCOL = b"HTTP/"


class StrictHTTPResponse(http.client.HTTPResponse):
    """An answer whose head has to be whole, and may be preceded by others.

    `http.client` takes the end of the connection for the end of the head; here it raises
    `RemoteDisconnected`. Interim answers of every kind are passed over (RFC 9110, section 15.2).
    """

    def begin(self) -> None:
        """Read the head."""
        stream: Any = self.fp
        lines: Any = _Lines(stream)
        self.fp = lines  # a head is read by lines alone
        try:
            super().begin()
        finally:
            if self.fp is lines:  # where it has not been closed
                self.fp = stream
        # What could not be read is of no use, and urllib3 would log it, echoes of the key included.
        self.msg.defects = []
        self.msg.set_payload("")

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]  # not in the stubs
            if not HTTPStatus.CONTINUE < status < HTTPStatus.OK:
                return version, status, reason
            if status == HTTPStatus.SWITCHING_PROTOCOLS:  # never asked for, and final
                return version, status, reason
            http.client.parse_headers(self.fp)


class _Readable(Protocol):
    def readline(self, limit: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class _Lines:
    """The lines of a head, from a stream that must not end before it does."""

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self._begun = False

    def readline(self, limit: int = -1) -> bytes:
        line = self._stream.readline(limit)
        first, self._begun = not self._begun, True
        if line.endswith(b"\n") or len(line) == limit:
            return line
        if first and not _PROTOCOL.startswith(line[: len(_PROTOCOL)]):
            return line  # no head at all, and told as that
        raise http.client.RemoteDisconnected("closed in the middle of the answer's head")

    def close(self) -> None:
        self._stream.close()
