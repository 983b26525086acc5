"""The request and the answer, through `requests` on the observed transport."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import requests
import urllib3

from iottly_keycheck.connection import body
from iottly_keycheck.connection.observation import (
    Failure,
    FailureKind,
    Response,
    StageId,
    StageState,
)
from iottly_keycheck.connection.path import Path
from iottly_keycheck.connection.recorder import Recorder, StageFailed, links
from iottly_keycheck.connection.tls import alert_of
from iottly_keycheck.connection.transport import ObservedAdapter
from iottly_keycheck.deadline import Cancelled, Expired
from iottly_keycheck.secret import Secret

LONGEST_BODY = 64 * 1024
"""How many bytes of a body are read, after decoding."""

HEADER = "Authentication"
"""The documented name; it is not RFC 9110's `Authorization`."""


def exchange(path: Path, key: Secret, recorder: Recorder) -> None:
    """Open the path, send the documented request and read the answer into the recorder.

    Raises `StageFailed` or `Cancelled`. The adapter is used by itself: a session would follow up
    redirects, read `~/.netrc` and the environment, and keep cookies.
    """
    request = requests.Request(
        "GET",
        path.api.ping_url,
        headers={
            "User-Agent": path.user_agent,
            "Accept": "application/json",
            HEADER: f"bearer {key.reveal()}",
            "Connection": "close",
        },
    ).prepare()

    def sending() -> None:
        recorder.begin(StageId.HTTP)
        recorder.key_sent = True

    with (
        closing(ObservedAdapter(path.api, path.open, sending)) as adapter,
        _as_stage(recorder),
        closing(adapter.send(request, stream=True)) as answer,
    ):
        _read(answer.raw, recorder)


def _read(raw: urllib3.BaseHTTPResponse, recorder: Recorder) -> None:
    """Record status and headers, then the body: it may never come to an end."""
    reason = raw.reason or ""
    head = Response(raw.status, reason, tuple(raw.headers.items()))
    recorder.response = head
    recorder.note(f"{raw.status} {reason}".rstrip())
    data = raw.read(LONGEST_BODY + 1, decode_content=True)
    recorder.response = replace(
        head, body=body.read(data[:LONGEST_BODY]), truncated=len(data) > LONGEST_BODY
    )


@contextmanager
def _as_stage(recorder: Recorder) -> Iterator[None]:
    """End the stage `http`, which the transport began, and turn its errors into facts."""
    try:
        yield
    except StageFailed:  # on the way to the service; its own stage is ended
        raise
    except Expired as error:
        recorder.end(StageState.FAILED)
        raise StageFailed(Failure(StageId.HTTP, FailureKind.TIMEOUT)) from error
    except Cancelled:
        recorder.end(StageState.SKIPPED)
        raise
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        recorder.end(StageState.FAILED)
        failure = _failure(error)
        if failure.stage is not StageId.HTTP:
            recorder.blame(failure.stage)
        raise StageFailed(failure) from error
    recorder.end(StageState.OK)


def _failure(error: BaseException) -> Failure:
    """Sort what the HTTP client raised by the innermost reason that it is known for."""
    chain = list(links(error))
    for link in chain:
        if isinstance(link, ssl.SSLError):
            alert = alert_of(link.reason or "")
            if alert:
                # With TLS 1.3 the server's refusal of the handshake arrives after it.
                return Failure(StageId.TLS, FailureKind.HANDSHAKE, alert=alert)
            return Failure(StageId.HTTP, FailureKind.CUT_OFF)
    for link in chain:
        if isinstance(link, urllib3.exceptions.InvalidChunkLength) and link.length:
            return Failure(StageId.HTTP, FailureKind.MALFORMED)
        if isinstance(link, ConnectionError | http.client.IncompleteRead):
            return Failure(StageId.HTTP, FailureKind.CUT_OFF)
    return Failure(StageId.HTTP, FailureKind.MALFORMED)
