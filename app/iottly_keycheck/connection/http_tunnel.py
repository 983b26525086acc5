"""A tunnel through an HTTP proxy: CONNECT, as often as signing in to the proxy takes.

The legs share one connection as far as the proxy keeps it open; each is a fact.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from iottly_keycheck.connection import connect_tunnel, proxy_sign_in
from iottly_keycheck.connection.address import Credentials, ProxyAddress, ProxyScheme
from iottly_keycheck.connection.connect_tunnel import Answer
from iottly_keycheck.connection.negotiate import HandshakeFailed
from iottly_keycheck.connection.observation import (
    Failure,
    FailureKind,
    SignIn,
    SignInOutcome,
    SignInProblem,
    StageId,
)
from iottly_keycheck.connection.proxy_sign_in import Group, Way
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.refusals import Refusals
from iottly_keycheck.connection.tls import Stream
from iottly_keycheck.connection.wire import Waiter
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
    refusals: Refusals
    recorder: Recorder
    waiter: Waiter
    connect: Callable[[], Stream]
    _stream: Stream | None = None
    _answer: Answer | None = None
    _asked: Answer | None = None

    def open(self) -> Stream:
        """Give the stream of the tunnel. Raises `StageFailed`, `Cancelled` or `Expired`."""
        try:
            # Without a password first: it is for a proxy that wants one.
            answer = self._asked = self._leg(f"CONNECT {self.target}")
            if answer.asks_to_sign_in:
                self._sign_in(answer)
                answer = self._answer or answer
        except BaseException:
            self._hang_up()
            raise
        if answer.status in _SUCCESS and self._stream is not None:
            return self._stream
        self._hang_up()
        raise StageFailed(Failure(StageId.PROXY, FailureKind.PROXY_STATUS))

    def _sign_in(self, asked: Answer) -> None:
        """Try one identity after the other, until the proxy is content or a password is refused."""
        for group in proxy_sign_in.groups(
            asked.challenges, self.proxy.host, self.target, self.proxy.url, self.credentials
        ):
            if self._try_group(group, asked):
                return

    def _try_group(self, group: Group, asked: Answer) -> bool:
        """Try the ways of one identity; tell whether nothing more is to be tried."""
        if group.account is None:
            return any(self._try(way, asked) is SignInOutcome.ACCEPTED for way in group.ways)
        with self.refusals.trial(group.account, self.waiter.deadline) as trial:
            if trial.withheld:
                self._note(group.ways[0], SignInOutcome.WITHHELD)
                return True
            for way in group.ways:
                outcome = self._try(way, asked)
                if outcome is SignInOutcome.ACCEPTED:
                    trial.accepted()
                    return True
                # A ticket that the proxy refuses says nothing about the password that it was for.
                by_ticket = way.mechanism == "kerberos"
                if (
                    outcome is SignInOutcome.REFUSED and not by_ticket
                ) or way.problem is SignInProblem.PASSWORD:
                    trial.refused()
                    return True
        return False

    def _try(self, way: Way, asked: Answer) -> SignInOutcome:
        """Go one way to its end."""
        with closing(way):
            outcome = SignInOutcome.FAILED
            try:
                value: str | None = self._made(way, lambda: way.first(asked.challenges))
                begins = True
                for _ in range(_MOST_MESSAGES):
                    if not value:
                        break
                    if not begins and not self._is_kept():
                        way.problem, way.detail = SignInProblem.OTHER, "the proxy hangs up midway"
                        break
                    outcome = SignInOutcome.REFUSED if way.proves else SignInOutcome.NOT_TAKEN
                    answer = self._signed_leg(way, value, begins=begins)
                    if not answer.asks_to_sign_in:
                        outcome = SignInOutcome.ACCEPTED
                        break
                    begins = not way.keeps_connection
                    value = self._made(way, lambda answer=answer: way.then(answer.challenges))  # type: ignore[misc]  # the loop's own
            except HandshakeFailed as error:
                way.problem, way.detail = error.problem, error.detail
            self._note(way, outcome)
        if outcome is not SignInOutcome.ACCEPTED and self._answer is not self._asked:
            # To proxies a connection belongs to the way that was begun on it.
            self._hang_up()
        return outcome

    def _made(self, way: Way, make: Callable[[], str | None]) -> str | None:
        """Have a message made, in half of the time that is left: others may need the rest."""
        if not way.keeps_connection:
            return make()
        deadline = self.waiter.deadline
        try:
            return deadline.within(deadline.remaining() / 2).call(make)
        except Expired:
            deadline.raise_if_ended()
            raise HandshakeFailed(SignInProblem.UNREACHABLE, "no answer in time") from None

    def _signed_leg(self, way: Way, value: str, *, begins: bool) -> Answer:
        """Send CONNECT with a value of `Proxy-Authorization`."""
        if way.proves and way.mechanism != "kerberos":
            clear = self.proxy.scheme is ProxyScheme.HTTP and way.is_weak
            facts = self.recorder.proxy
            self.recorder.proxy = replace(
                facts, password_sent=True, password_in_clear=facts.password_in_clear or clear
            )
        # A proxy that hangs up in silence must not have a password sent to it twice.
        if begins and way.proves and not (self._answer and self._answer.promises_to_stay):
            self._hang_up()
        self.recorder.sent_to_proxy.append(value)
        what = f"CONNECT {self.target}, {way.scheme}"
        return self._leg(what, value, again=begins and not way.proves)

    def _leg(self, what: str, authorization: str = "", *, again: bool = False) -> Answer:
        """Send one CONNECT, on the connection that there is, or on a new one.

        Where that has been closed in the meantime it is sent `again`.
        """
        kept = self._is_kept()
        if self._stream is None:
            self._stream = self.connect()
        try:
            with self.recorder.attempting(what) as outcome:
                self._answer = answer = connect_tunnel.connect(
                    self._stream, self.target, self.user_agent, authorization, self.recorder
                )
                outcome.append(f"{answer.status} {self.recorder.proxy.reason}")
        except StageFailed as error:
            if not (kept and again and error.failure.kind is FailureKind.CUT_OFF):
                raise
            self._hang_up()
            return self._leg(what, authorization)
        self.recorder.note(f"{self.proxy.url} answered {answer.status}")
        return answer

    def _is_kept(self) -> bool:
        """Read the rest of the last answer, so that the connection can be used for another."""
        if self._stream is None or self._answer is None:
            return False
        seconds = min(_LONGEST_REST, self.waiter.deadline.remaining() / 4)
        try:
            with self.waiter.limited(seconds):
                kept = self._answer.read_rest()
        except Expired:
            kept = False
        self.waiter.deadline.raise_if_ended()
        if not kept:
            self._hang_up()
        return kept

    def _hang_up(self) -> None:
        if self._stream is not None:
            with contextlib.suppress(OSError):
                self._stream.close()
        self._stream = self._answer = None

    def _note(self, way: Way, outcome: SignInOutcome) -> None:
        fact = SignIn(way.scheme, outcome, way.mechanism, way.account, way.problem, way.detail)
        facts = self.recorder.proxy
        self.recorder.proxy = replace(facts, sign_ins=(*facts.sign_ins, fact))
