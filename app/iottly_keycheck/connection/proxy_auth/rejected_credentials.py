"""The passwords that proxies have refused in this run of the program: accounts get locked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from iottly_keycheck.deadline import Deadline
from iottly_keycheck.secret import Secret


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a password is for: a user at a proxy, which is named by its URL.

    `password` is `None` where the operating system signs in the account that is logged in.
    """

    proxy: str
    username: str
    password: Secret | None


class _CredentialState(Enum):
    OPEN = auto()
    ACCEPTED = auto()
    REFUSED = auto()


@dataclass(slots=True, eq=False)
class CredentialAttempt:
    """A password on its way: say what came of it. Without a word it counts as not tried."""

    account: Account
    verdict: _CredentialState = _CredentialState.OPEN
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def withheld(self) -> bool:
        """Whether it was refused before: then it must not be sent."""
        return self.verdict is _CredentialState.REFUSED

    def accepted(self) -> None:
        self.verdict = _CredentialState.ACCEPTED

    def refused(self) -> None:
        self.verdict = _CredentialState.REFUSED


class RejectedCredentials:
    """The memory of one run, shared by all its checks; safe from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._trials: list[CredentialAttempt] = []

    @contextmanager
    def attempt(self, account: Account, deadline: Deadline) -> Iterator[CredentialAttempt]:
        """Try a password in this block, unless the trial that is given is `withheld`.

        While one check tries a password that nobody has taken yet, the others wait for what comes
        of it. Raises `Cancelled` or `Expired`.
        """
        attempt = self._claim(account)
        while attempt.account is not account and attempt.verdict is _CredentialState.OPEN:
            deadline.call(attempt.over.wait)
            attempt = self._claim(account)
        try:
            yield attempt
        finally:
            self._settle(attempt)

    def _claim(self, account: Account) -> CredentialAttempt:
        """Give the trial of that account: that of others, or a new one."""
        with self._lock:
            found = next((attempt for attempt in self._trials if attempt.account == account), None)
            if found is None:
                found = CredentialAttempt(account)
                self._trials.append(found)
            return found

    def _settle(self, attempt: CredentialAttempt) -> None:
        with self._lock:
            if attempt.verdict is _CredentialState.OPEN and attempt in self._trials:
                self._trials.remove(attempt)
            attempt.over.set()
