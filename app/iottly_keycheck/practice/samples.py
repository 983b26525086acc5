"""The practice API's keys, and what the API answers to each of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus

from iottly_keycheck.cause import Cause
from iottly_keycheck.secret import Secret

_JSON = "application/json"
_HTML = "text/html; charset=utf-8"

SLOW_SECONDS = 3.0
SILENT_SECONDS = 150.0
"""Longer than the longest deadline that the settings allow; not for ever, so that threads end."""


@dataclass(frozen=True, slots=True)
class SampleResponse:
    """One answer to a ping.

    It begins after `delay` seconds; where it is `cut_off` the connection ends halfway in the body.
    """

    status: HTTPStatus
    body: bytes
    content_type: str = _JSON
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class SampleKey:
    """A key of the practice API: its description, the answer to it, the cause that this shows."""

    description: str
    response: SampleResponse
    cause: Cause

    @property
    def secret(self) -> Secret:
        """The key: in the shape of a real one, made from the description, the same every time."""
        made = hashlib.sha256(f"iottly practice key: {self.description}".encode())
        return Secret(made.hexdigest()[:32])


def failure(status: HTTPStatus, error: str, content_type: str = _JSON) -> SampleResponse:
    """Give an answer as the API words its failures: the status, and a text in `error`."""
    return SampleResponse(status, _json(status=status.value, error=error), content_type)


def _json(**fields: object) -> bytes:
    return json.dumps(fields).encode()


_PONG = _json(status="pong")

UNAUTHORIZED = failure(HTTPStatus.UNAUTHORIZED, "Invalid or missing API key")
NOT_FOUND = failure(HTTPStatus.NOT_FOUND, "No such handler")

_SIGN_IN_PAGE = b"""\
<!DOCTYPE html>
<html lang="en">
<head><title>Guest Wi-Fi: sign in</title></head>
<body>
<h1>Welcome</h1>
<p>Please sign in to use the internet.</p>
<form method="post" action="/login">
<label>Room <input name="room"></label>
<label>Password <input name="password" type="password"></label>
<button>Sign in</button>
</form>
</body>
</html>
"""

SAMPLE_KEYS = (
    SampleKey("Analytics", SampleResponse(HTTPStatus.OK, _PONG), Cause.OK),
    SampleKey("Old dashboard", UNAUTHORIZED, Cause.KEY_REJECTED),
    SampleKey(
        "John Smith",
        # The real server labels some of its JSON so.
        failure(HTTPStatus.FORBIDDEN, "This key has no permission on the project", _HTML),
        Cause.KEY_FORBIDDEN,
    ),
    SampleKey(
        "Testing Lab",
        # A failure in a success's clothes; seen in the real server.
        SampleResponse(HTTPStatus.OK, _json(status=400, error="The project is not activated yet")),
        Cause.API_ERROR,
    ),
    SampleKey(
        "Reporting",
        failure(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "ServerSelectionTimeoutError: database:27017: [Errno 111] Connection refused",
        ),
        Cause.SERVER_ERROR,
    ),
    SampleKey(
        "Nightly maintenance",
        failure(HTTPStatus.SERVICE_UNAVAILABLE, "Down for maintenance, back at 06:00 UTC"),
        Cause.SERVICE_UNAVAILABLE,
    ),
    SampleKey("Slow site", SampleResponse(HTTPStatus.OK, _PONG, delay=SLOW_SECONDS), Cause.OK),
    SampleKey(
        "Silent site",
        SampleResponse(HTTPStatus.OK, _PONG, delay=SILENT_SECONDS),
        Cause.RESPONSE_TIMEOUT,
    ),
    SampleKey(
        "Weak line", SampleResponse(HTTPStatus.OK, _PONG, cut_off=True), Cause.RESPONSE_CUT_OFF
    ),
    SampleKey(
        "Moved site",
        SampleResponse(
            HTTPStatus.MOVED_PERMANENTLY, b"", headers=(("Location", "/v2.0/project/ping"),)
        ),
        Cause.REDIRECTED,
    ),
    SampleKey(
        "Guest Wi-Fi", SampleResponse(HTTPStatus.OK, _SIGN_IN_PAGE, _HTML), Cause.CAPTIVE_PORTAL
    ),
)
