"""The same check through the proxy and without it, at the same time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from queue import SimpleQueue

from iottly_keycheck.check import Checker, PastedKey, StoredKey
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.deadline import CancelToken, start_thread
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.rules.comparison import Comparison, compare
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings


class RouteMode(StrEnum):
    """One of the two ways to iottly."""

    PROXY = "proxy"
    """Through the proxy of the settings, else the one of the environment or operating system."""
    DIRECT = "direct"


OnRouteStage = Callable[[RouteMode, Stage], None]
"""Told of the stages of both checks; called on the thread of either."""


@dataclass(frozen=True, slots=True)
class RouteComparison:
    """The two reports, and what they tell together."""

    proxied: Report
    direct: Report

    @property
    def comparison(self) -> Comparison:
        """What comes of comparing them; `words.comparison` has its sentence."""
        return compare(self.proxied, self.direct)


def settings_for(way: RouteMode, settings: Settings) -> Settings:
    """Give the settings of that way."""
    if way is RouteMode.DIRECT:
        return replace(settings, proxy=PROXY_NONE, proxy_username="", pac="")
    # Who has set "none" wants to know whether the proxy that there is would help.
    return replace(settings, proxy=PROXY_AUTO) if settings.proxy == PROXY_NONE else settings


def compare_routes(
    checker: Checker,
    target: StoredKey | PastedKey,
    settings: Settings,
    token: CancelToken,
    on_stage: OnRouteStage,
) -> RouteComparison:
    """Check one key both ways; see `Checker.check`. Neither check is in the key's history.

    The keyring is asked once. Blocks until both have ended, so it is called on a worker thread.
    """
    checker = checker.with_secret_cache()
    answers: SimpleQueue[Report] = SimpleQueue()

    def check(way: RouteMode) -> Report:
        told = partial(on_stage, way)
        return checker.check(target, settings_for(way, settings), token, told, record=False)

    start_thread(lambda: answers.put(check(RouteMode.DIRECT)), name="direct check")
    proxied = check(RouteMode.PROXY)
    return RouteComparison(proxied, answers.get())
