"""Follow-up probes: what tells causes apart once something has failed.

The other path is tried without the key, already while the first call waits in vain, so that both
are known by the deadline. Only a 401 lets the key be sent again: in the `Authorization` header,
and without the proxy.
"""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus

from iottly_keycheck.connection.facts.address import Endpoint
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    FollowUp,
    Observation,
    OtherRoute,
    Response,
    ServerTime,
    Stage,
    StageId,
)
from iottly_keycheck.connection.facts.response_body import BodyKind
from iottly_keycheck.connection.facts.trace import Trace
from iottly_keycheck.connection.http_client import HttpClient
from iottly_keycheck.connection.proxy_choice.route import Choice, Route
from iottly_keycheck.connection.request.exchange import Header, documented, standard
from iottly_keycheck.connection.sockets.tls import EXPIRED, NOT_YET_VALID
from iottly_keycheck.deadline import CancelToken, Deadline, Ended, start_thread
from iottly_keycheck.secret import Secret

LONGEST_PATIENCE = 5.0
"""Seconds without progress after which the other path is tried beside the first call."""
LONGEST_PROBE = 5.0
"""Seconds that follow-up probes may add to a call that has failed quickly."""

SHORT_PROBE = 2.0
"""Seconds for one that changes no cause."""

_DATE_CODES = (EXPIRED, NOT_YET_VALID)
_GRACE = 0.3  # seconds for a look that ends with the same deadline as the first call


@dataclass(slots=True)
class FollowUpProbes:
    """Looks again, for one ping.

    `trace` is that of its first call; `other` is the other path, once that is known.
    """

    client: HttpClient
    endpoint: Endpoint
    choice: Choice
    key: Secret
    deadline: Deadline
    trace: Trace
    other: Route | None = None
    _along_other: Observation | None = None
    _thread: threading.Thread | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _claim: threading.Lock = field(default_factory=threading.Lock)
    _token: CancelToken = field(default_factory=CancelToken)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Try the other path beside the first call, which is made in this block, if it stalls."""
        with self.deadline.token.listening(self._token.cancel):
            if self.choice.other or self.choice.find_other:
                self._thread = start_thread(self._watch, "second look")
            try:
                yield
            finally:
                self._over.set()

    def conclude(self, first: Observation) -> Observation:
        """Look at what the first call leaves open; give what it saw, with what comes of that."""
        found, time_asked = FollowUp(), None
        with self.deadline.token.listening(self._token.cancel):
            if _is_rejected(first.response):
                found = self._ask_with_key(first)
            elif _is_doubtful(first):
                found = self._ask_along_other()
            if first.failure and first.failure.verify_code in _DATE_CODES:
                time_asked = self._ask_for_time(first)
            elif first.failure and _is_impostor(first.failure) and first.proxy.url is None:
                found = replace(found, plain_http=self._ask_without_tls())
        self._token.cancel()  # what is still under way has nobody to wait for it
        # Kerberos wants clocks that agree, and the proxy tells its own.
        if time_asked is None and (first.tls is not None or first.proxy.auth_attempts):
            time_asked = _server_time(first.response, first)
        return replace(first, follow_up=found, server_time=time_asked)

    def _watch(self) -> None:
        patience = min(LONGEST_PATIENCE, self.deadline.seconds / 3)
        while not self._over.wait(max(0.01, patience - self.trace.idle())):
            if self.trace.idle() >= patience and self._claim.acquire(blocking=False):
                self._try_other(self.deadline.remaining())
                return

    def _ask_along_other(self) -> FollowUp:
        """Have the other path tried, if that is not under way, and wait for the end of it."""
        if self._claim.acquire(blocking=False):
            self._try_other(LONGEST_PROBE)
        elif self._thread is not None:
            self._thread.join(self.deadline.remaining() + _GRACE)
        if self.other is None:
            return FollowUp()
        works = self._along_other is not None and _is_api(self._along_other.response)
        return FollowUp(OtherRoute(self.other.facts.url, works))

    def _try_other(self, seconds: float) -> None:
        self.other = self.choice.other
        if self.choice.find_other is not None:
            with suppress(Ended):
                self.other = self.choice.find_other()
        if self.other is not None:
            self._along_other = self._probe("without the key", (self.other,), None, seconds)

    def _ask_with_key(self, first: Observation) -> FollowUp:
        """After a 401: is the key taken out on the way, or wanted in the other header?"""
        found, other = FollowUp(), self.choice.other
        if first.proxy.url and other is not None and other.proxy is None:
            direct = self._probe("with the key", (other,), documented(self.key))
            found = replace(found, direct_works_with_key=_is_pong(direct.response))
        if not found.direct_works_with_key:
            routes = self.choice.routes
            answer = self._probe("with the header Authorization", routes, standard(self.key))
            found = replace(found, authorization_works=_is_pong(answer.response))
        return found

    def _ask_for_time(self, first: Observation) -> ServerTime | None:
        """Ask the service, or else the proxy, what time it is; the key is not sent."""
        answer = self._probe("for the time", self.choice.routes, None, check_dates=False)
        return _server_time(answer.response, first)

    def _ask_without_tls(self) -> Response | None:
        """See whether a sign-in page stands in front of everything; the key is not sent."""
        plain = Endpoint("http", self.endpoint.host, 80, "/")
        answer = self._probe("without TLS", self.choice.routes, None, to=plain, seconds=SHORT_PROBE)
        return answer.response

    def _probe(
        self,
        how: str,
        routes: tuple[Route, ...],
        header: Header | None,
        seconds: float = LONGEST_PROBE,
        *,
        to: Endpoint | None = None,
        check_dates: bool = True,
    ) -> Observation:
        """Make one more call, and note it among the attempts of the first."""
        started = time.monotonic()
        deadline = Deadline(min(seconds, self.deadline.remaining()), self._token)
        answer = self.client.request(
            to or self.endpoint,
            routes,
            header,
            Trace(_unseen),
            deadline,
            check_dates=check_dates,
        )
        via = answer.proxy.url or "directly"
        self.trace.attempt(
            f"second look, {via}, {how}", started, time.monotonic(), _outcome(answer)
        )
        return answer


def _outcome(answer: Observation) -> str:
    if answer.failure is not None:
        return f"{answer.failure.stage}: {answer.failure.kind}"
    return f"answered {answer.response.status}" if answer.response else ""


def _is_rejected(response: Response | None) -> bool:
    """Tell whether the API does not accept the key: only then may it be sent again."""
    if response is None or _has_form(response):
        return False
    status = response.body.status if response.status == HTTPStatus.OK else response.status
    return status == HTTPStatus.UNAUTHORIZED


def _is_impostor(failure: Failure) -> bool:
    """Tell whether somebody else than the service answered in TLS's place, as portals do."""
    return failure.stage is StageId.TLS and failure.kind in (
        FailureKind.CERTIFICATE,
        FailureKind.NOT_TLS,
    )


def _is_doubtful(first: Observation) -> bool:
    """Tell whether the other path could tell more: no answer, or none that the API gives."""
    if first.failure is not None:
        return first.failure.kind is not FailureKind.CANCELLED
    response = first.response
    if response is None or response.body.kind is BodyKind.JSON_OBJECT:
        return False
    return response.status < HTTPStatus.INTERNAL_SERVER_ERROR and response.status not in (
        HTTPStatus.NOT_FOUND,
        HTTPStatus.TOO_MANY_REQUESTS,
    )


def _is_api(response: Response | None) -> bool:
    """Tell whether the API answered a call without a key, with 401 as it has to."""
    if response is None or _has_form(response):
        return False
    return response.status == HTTPStatus.UNAUTHORIZED or _is_pong(response)


def _is_pong(response: Response | None) -> bool:
    if response is None or response.status != HTTPStatus.OK:
        return False
    return response.body.pong and response.body.error is None


def _has_form(response: Response) -> bool:
    return response.body.kind is BodyKind.HTML and "<form" in response.body.text.lower()


def _server_time(response: Response | None, first: Observation) -> ServerTime | None:
    """Read the `Date` header of an answer, or else that of the proxy's answer to the first call."""
    proxy_dates = (value for name, value in first.proxy.headers if name.lower() == "date")
    text = (response and response.header("Date")) or next(proxy_dates, None)
    if text is None:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        ahead = round((datetime.now(UTC) - moment).total_seconds())
    except (ValueError, OverflowError):
        return None
    suits = all(each.not_before <= moment <= each.not_after for each in first.chain)
    return ServerTime(moment, ahead, suits and bool(first.chain))


def _unseen(stage: Stage) -> None:
    """Tell nobody: the stages shown are the first call's."""
