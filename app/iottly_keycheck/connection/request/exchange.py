"""The request and the answer, on the observed transport."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus

import requests
import urllib3

from iottly_keycheck.connection.facts import response_body
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    Response,
    SentRequest,
    StageId,
    StageState,
)
from iottly_keycheck.connection.facts.response_body import BodyKind
from iottly_keycheck.connection.facts.trace import StageFailed, Trace, exception_chain
from iottly_keycheck.connection.request.transport import send_get
from iottly_keycheck.connection.sockets.tls import Stream, TlsStream, alert_of
from iottly_keycheck.connection.tunnel.connector import Connector
from iottly_keycheck.deadline import Cancelled, Expired
from iottly_keycheck.secret import Secret

Header = tuple[str, str]

# What http.client makes of a chunk's length that is no number; of a missing one (b"") it makes the
# same, but there the connection has ended.
_NO_CHUNK_LENGTH = "invalid literal for int() with base 16: b"
_NOTHING = "b''"

# What `requests` raises is an OSError. A ValueError is what http.client makes of a chunk's length
# below zero, for one.
_OUTCOMES = (
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)


def documented(key: Secret) -> Header:
    """Give the header that the documentation says; it is not RFC 9110's `Authorization`."""
    return ("Authentication", f"bearer {key.reveal()}")


def standard(key: Secret) -> Header:
    """Give the header that the documentation may have meant (RFC 6750, section 2.1)."""
    return ("Authorization", f"Bearer {key.reveal()}")


def send_request(path: Connector, header: Header | None, trace: Trace, longest: int) -> None:
    """Open the path, send one GET and read the answer into the trace.

    `header` carries the key, `longest` bounds the body in bytes. Raises `StageFailed` or
    `Cancelled`.
    """
    headers = {
        "User-Agent": path.user_agent,
        "Accept": "application/json",
        "Connection": "close",
    }
    if header:
        headers[header[0]] = header[1]

    opened: list[Stream] = []

    def open_path() -> Stream:
        opened.append(path.open())
        return opened[0]

    def sending(sent: tuple[Header, ...]) -> None:
        trace.begin(StageId.HTTP)
        trace.add(SentRequest(sent, with_key=header is not None))

    with (
        _as_stage(trace),
        send_get(path.endpoint, headers, open_path, sending) as answer,
    ):
        response = _read(answer, trace, longest)
        _require_whole_body(response, opened[0])


def _read(answer: requests.Response, trace: Trace, longest: int) -> Response:
    """Give the answer. Status and headers are added before the body, which may never end.

    They are read from urllib3's answer: `requests` joins headers of one name, and bounds no body.
    """
    reason = answer.reason or ""
    head = Response(answer.status_code, reason, tuple(answer.raw.headers.items()))
    trace.add(head)
    trace.note(f"{answer.status_code} {reason}".rstrip())
    data = answer.raw.read(longest + 1, decode_content=True)
    body = response_body.read(data[:longest])
    response = replace(head, body=body, truncated=len(data) > longest)
    trace.add(response)
    return response


def _require_whole_body(response: Response, stream: Stream) -> None:
    """Raise where a body without a length was cut off, as far as that can be told.

    Such a body ends with the connection, and many servers leave out TLS's goodbye (RFC 9112,
    section 9.8): what is whole by itself is taken.
    """
    if not (isinstance(stream, TlsStream) and stream.cut_off):
        return
    begun = response.body.text.lstrip().startswith(("{", "["))
    if (response.body.kind is BodyKind.OTHER and begun and not response.truncated) or (
        response.body.kind is BodyKind.EMPTY and response.status == HTTPStatus.OK
    ):
        raise ConnectionResetError("closed in the middle of the body")


@contextmanager
def _as_stage(trace: Trace) -> Iterator[None]:
    """End the stage `http`, which the transport began, and turn its errors into facts."""
    try:
        yield
    except StageFailed:  # on the way to the service; its own stage is ended
        raise
    except Expired as error:
        trace.end(StageState.FAILED)
        raise StageFailed(Failure(StageId.HTTP, FailureKind.TIMEOUT)) from error
    except Cancelled:
        trace.end(StageState.SKIPPED)
        raise
    except _OUTCOMES as error:
        trace.end(StageState.FAILED)
        failure = _failure(error)
        if failure.stage is not StageId.HTTP:
            trace.set_failure(failure.stage)
        raise StageFailed(failure) from error
    trace.end(StageState.OK)


def _failure(error: BaseException) -> Failure:
    """Sort what the HTTP client raised by the innermost reason that it is known for."""
    chain = list(exception_chain(error))
    for link in chain:
        if isinstance(link, ssl.SSLError):
            alert = alert_of(link.reason or "")
            if alert:
                # With TLS 1.3 the server's refusal of the handshake arrives after it.
                return Failure(StageId.TLS, FailureKind.HANDSHAKE, alert=alert)
            return Failure(StageId.HTTP, FailureKind.CUT_OFF)
    if any(isinstance(link, ValueError) and _tells_of_rubbish(str(link)) for link in chain):
        return Failure(StageId.HTTP, FailureKind.MALFORMED)
    for link in chain:
        if isinstance(link, ConnectionError | http.client.IncompleteRead):
            return Failure(StageId.HTTP, FailureKind.CUT_OFF)
    return Failure(StageId.HTTP, FailureKind.MALFORMED)


def _tells_of_rubbish(text: str) -> bool:
    return text.startswith(_NO_CHUNK_LENGTH) and not text.endswith(_NOTHING)
