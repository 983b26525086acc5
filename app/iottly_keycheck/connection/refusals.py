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


class _Verdict(Enum):
    OPEN = auto()
    ACCEPTED = auto()
    REFUSED = auto()


@dataclass(slots=True, eq=False)
class Trial:
    """A password on its way: say what came of it. Without a word it counts as not tried."""

    account: Account
    verdict: _Verdict = _Verdict.OPEN
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def withheld(self) -> bool:
        """Whether it was refused before: then it must not be sent."""
        return self.verdict is _Verdict.REFUSED

    def accepted(self) -> None:
        self.verdict = _Verdict.ACCEPTED

    def refused(self) -> None:
        self.verdict = _Verdict.REFUSED


class Refusals:
    """The memory of one run, shared by all its checks; safe from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._trials: list[Trial] = []

    @contextmanager
    def trial(self, account: Account, deadline: Deadline) -> Iterator[Trial]:
        """Try a password in this block, unless the trial that is given is `withheld`.

        While one check tries a password that nobody has taken yet, the others wait for what comes
        of it. Raises `Cancelled` or `Expired`.
        """
        trial = self._claim(account)
        while trial.account is not account and trial.verdict is _Verdict.OPEN:
            deadline.call(trial.over.wait)
            trial = self._claim(account)
        try:
            yield trial
        finally:
            self._settle(trial)

    def _claim(self, account: Account) -> Trial:
        """Give the trial of that account: that of others, or a new one."""
        with self._lock:
            found = next((trial for trial in self._trials if trial.account == account), None)
            if found is None:
                found = Trial(account)
                self._trials.append(found)
            return found

    def _settle(self, trial: Trial) -> None:
        with self._lock:
            if trial.verdict is _Verdict.OPEN and trial in self._trials:
                self._trials.remove(trial)
            trial.over.set()
