"""A tunnel through an HTTP proxy: CONNECT, as often as signing in to the proxy takes.

The legs share one connection as far as the proxy keeps it open; each is a fact.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from iottly_keycheck.connection.facts.address import Credentials, ProxyAddress, ProxyScheme
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    ProxyAuthAttempt,
    ProxyAuthOutcome,
    ProxyAuthProblem,
    ProxyFacts,
    StageId,
)
from iottly_keycheck.connection.facts.trace import ProxyAuthorization, StageFailed, Trace
from iottly_keycheck.connection.proxy_auth import challenges, methods
from iottly_keycheck.connection.proxy_auth.methods import MethodGroup, ProxyAuthMethod
from iottly_keycheck.connection.proxy_auth.negotiate import HandshakeFailed
from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials
from iottly_keycheck.connection.sockets.deadline_socket import Poller
from iottly_keycheck.connection.sockets.tls import Stream
from iottly_keycheck.connection.tunnel import connect_request
from iottly_keycheck.connection.tunnel.connect_request import ConnectResponse
from iottly_keycheck.deadline import Expired

_SUCCESS = range(200, 300)
_MOST_MESSAGES = 6
"""How many one handshake may take: the known ones have two or three."""
_LONGEST_REST = 2.0
"""Seconds for what is left of an answer, before a new connection is the quicker way."""


@dataclass(slots=True)
class HttpTunnel:
    """Opens one tunnel to `target`, "host:port"; `connect` makes a connection to the proxy."""

    proxy: ProxyAddress
    target: str
    user_agent: str
    credentials: Credentials | None
    rejected: RejectedCredentials
    trace: Trace
    poller: Poller
    connect: Callable[[], Stream]
    _stream: Stream | None = None
    _answer: ConnectResponse | None = None
    _asked: ConnectResponse | None = None

    def open(self) -> Stream:
        """Give the stream of the tunnel. Raises `StageFailed`, `Cancelled` or `Expired`."""
        try:
            # Without a password first: it is for a proxy that wants one.
            answer = self._asked = self._send_connect(f"CONNECT {self.target}")
            if answer.asks_to_sign_in:
                self._authenticate(answer)
                answer = self._answer or answer
        except BaseException:
            self._close()
            raise
        if answer.status in _SUCCESS and self._stream is not None:
            return self._stream
        self._close()
        raise StageFailed(Failure(StageId.PROXY, FailureKind.PROXY_STATUS))

    def _authenticate(self, asked: ConnectResponse) -> None:
        """Try one identity after the other, until the proxy is content or a password is refused."""
        for group in methods.method_groups(
            asked.challenges, self.proxy.host, self.target, self.proxy.url, self.credentials
        ):
            if self._try_group(group, asked):
                return

    def _try_group(self, group: MethodGroup, asked: ConnectResponse) -> bool:
        """Try the ways of one identity; tell whether nothing more is to be tried."""
        if group.account is None:
            return any(
                self._try(auth, asked) is ProxyAuthOutcome.ACCEPTED for auth in group.methods
            )
        with self.rejected.attempt(group.account, self.poller.deadline) as attempt:
            if attempt.withheld:
                self._note(group.methods[0], ProxyAuthOutcome.WITHHELD)
                return True
            for auth in group.methods:
                outcome = self._try(auth, asked)
                if outcome is ProxyAuthOutcome.ACCEPTED:
                    attempt.accepted()
                    return True
                # A ticket that the proxy refuses says nothing about the password that it was for.
                by_ticket = auth.mechanism == "kerberos"
                if (
                    outcome is ProxyAuthOutcome.REFUSED and not by_ticket
                ) or auth.problem is ProxyAuthProblem.PASSWORD:
                    attempt.refused()
                    return True
        return False

    def _try(self, auth: ProxyAuthMethod, asked: ConnectResponse) -> ProxyAuthOutcome:
        """Go one way to its end."""
        with closing(auth):
            outcome = ProxyAuthOutcome.FAILED
            try:
                value: str | None = self._message(auth, lambda: auth.first(asked.challenges))
                begins = True
                for _ in range(_MOST_MESSAGES):
                    if not value:
                        break
                    if not begins and not self._is_kept():
                        auth.problem, auth.detail = (
                            ProxyAuthProblem.OTHER,
                            "the proxy hangs up midway",
                        )
                        break
                    outcome = (
                        ProxyAuthOutcome.REFUSED if auth.proves else ProxyAuthOutcome.NOT_TAKEN
                    )
                    answer = self._send_authorized(auth, value, begins=begins)
                    if not answer.asks_to_sign_in:
                        outcome = ProxyAuthOutcome.ACCEPTED
                        break
                    begins = not auth.keeps_connection
                    value = self._message(auth, lambda answer=answer: auth.then(answer.challenges))  # type: ignore[misc]  # the loop's own
            except HandshakeFailed as error:
                auth.problem, auth.detail = error.problem, error.detail
            self._note(auth, outcome)
        if outcome is not ProxyAuthOutcome.ACCEPTED and self._answer is not self._asked:
            # To proxies a connection belongs to the way that was begun on it.
            self._close()
        return outcome

    def _message(self, auth: ProxyAuthMethod, make: Callable[[], str | None]) -> str | None:
        """Have a message made, in half of the time that is left: others may need the rest."""
        if not auth.keeps_connection:
            return make()
        deadline = self.poller.deadline
        try:
            return deadline.within(deadline.remaining() / 2).call(make)
        except Expired:
            deadline.raise_if_ended()
            raise HandshakeFailed(ProxyAuthProblem.UNREACHABLE, "no answer in time") from None

    def _send_authorized(
        self, auth: ProxyAuthMethod, value: str, *, begins: bool
    ) -> ConnectResponse:
        """Send CONNECT with a value of `Proxy-Authorization`."""
        if auth.proves and auth.mechanism != "kerberos":
            clear = self.proxy.scheme is ProxyScheme.HTTP and auth.is_weak
            facts = self.trace.proxy
            in_clear = facts.password_in_clear or clear
            self.trace.add(replace(facts, password_sent=True, password_in_clear=in_clear))
        # A proxy that hangs up in silence must not have a password sent to it twice.
        if begins and auth.proves and not (self._answer and self._answer.promises_to_stay):
            self._close()
        self.trace.add(ProxyAuthorization(value))
        what = f"CONNECT {self.target}, {auth.scheme}"
        return self._send_connect(what, value, again=begins and not auth.proves)

    def _send_connect(
        self, what: str, authorization: str = "", *, again: bool = False
    ) -> ConnectResponse:
        """Send one CONNECT, on the connection that there is, or on a new one.

        Where that has been closed in the meantime it is sent `again`.
        """
        kept = self._is_kept()
        if self._stream is None:
            self._stream = self.connect()
        try:
            with self.trace.attempting(what) as outcome:
                self._answer = answer = connect_request.connect(
                    self._stream, self.target, self.user_agent, authorization
                )
                self.trace.add(_with_answer(self.trace.proxy, answer))
                outcome.append(f"{answer.status} {answer.reason}")
        except StageFailed as error:
            if not (kept and again and error.failure.kind is FailureKind.CUT_OFF):
                raise
            self._close()
            return self._send_connect(what, authorization)
        self.trace.note(f"{self.proxy.url} answered {answer.status}")
        return answer

    def _is_kept(self) -> bool:
        """Read the rest of the last answer, so that the connection can be used for another."""
        if self._stream is None or self._answer is None:
            return False
        seconds = min(_LONGEST_REST, self.poller.deadline.remaining() / 4)
        try:
            with self.poller.limited(seconds):
                kept = self._answer.read_rest()
        except Expired:
            kept = False
        self.poller.deadline.raise_if_ended()
        if not kept:
            self._close()
        return kept

    def _close(self) -> None:
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self._stream.close()
        self._stream = self._answer = None

    def _note(self, auth: ProxyAuthMethod, outcome: ProxyAuthOutcome) -> None:
        fact = ProxyAuthAttempt(
            auth.scheme, outcome, auth.mechanism, auth.account, auth.problem, auth.detail
        )
        facts = self.trace.proxy
        self.trace.add(replace(facts, auth_attempts=(*facts.auth_attempts, fact)))


def _with_answer(facts: ProxyFacts, answer: ConnectResponse) -> ProxyFacts:
    goes_on = any(challenge.token for challenge in answer.challenges)
    return replace(
        facts,
        status=answer.status,
        reason=answer.reason,
        headers=answer.headers,
        # In the middle of a handshake a proxy offers that alone.
        offers=facts.offers if goes_on else challenges.schemes(answer.challenges),
    )
