"""Pings and checks made in the test's own process: quick enough to make hundreds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from iottly_keycheck.check import Checker, PastedKey, ignore_stage
from iottly_keycheck.connection.facts.observation import Observation, Stage
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import CancelToken, Deadline
from iottly_keycheck.diagnosis.report import ProgramInfo, Report
from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import PROXY_AUTO, Settings
from support.checks import KEY

PROGRAM = ProgramInfo("iottly-keycheck", "0", "lab")


@dataclass(frozen=True)
class Here:
    """The computer as a ping finds it: the environment, and an operating system without proxy."""

    environ: Mapping[str, str] = field(default_factory=dict)
    proxy_password: str | None = None

    def ping(
        self,
        url: str,
        *,
        proxy: str = PROXY_AUTO,
        key: str = KEY,
        timeout: float = 2.0,
        token: CancelToken | None = None,
        on_stage: Callable[[Stage], None] = ignore_stage,
    ) -> Observation:
        """Make one ping."""
        password = None if self.proxy_password is None else Secret(self.proxy_password)
        settings = Settings(url=url, proxy=proxy)
        deadline = Deadline(timeout, token)
        return self._ping(settings, Secret(key), password, deadline, on_stage)

    def check(
        self,
        url: str,
        *,
        proxy: str = PROXY_AUTO,
        pac: str = "",
        key: str = KEY,
        timeout: float = 2.0,
        token: CancelToken | None = None,
        on_stage: Callable[[Stage], None] = ignore_stage,
    ) -> Report:
        """Make one check, from the key as it was pasted to the report."""
        with closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
            checker = Checker(self._ping, lambda: keys, MemoryStore(), PROGRAM)
            settings = Settings(url=url, proxy=proxy, pac=pac, timeout=timeout)
            target, token = PastedKey(Secret(key)), token or CancelToken()
            return checker.check(target, settings, token, on_stage).report

    @property
    def _ping(self) -> Ping:
        return Ping(dict(os.environ) | dict(self.environ), lambda _: SystemProxy(), "lab/0")


def seconds_of(work: Callable[[], object]) -> float:
    """Measure how long a piece of work takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started
