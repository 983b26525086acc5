"""The same check through the proxy and without it, at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from queue import SimpleQueue

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import Checker, StoredKey, ignore_stage
from iottly_keycheck.connection.facts.address import AddressError, parse_api
from iottly_keycheck.connection.facts.observation import OnStage
from iottly_keycheck.connection.proxy_choice.route import AskSystem, RouteUnusable, choose
from iottly_keycheck.deadline import CancelToken, start_thread
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.rules.comparison import Comparison, compare
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings


class RouteMode(StrEnum):
    """One of the two ways to iottly."""

    PROXY = "proxy"
    """Through the proxy of the settings, else the one of the environment or operating system."""
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class RouteComparison:
    """The two reports, and which of them is made by the settings as they are.

    `record` is that of the usual one; see `CheckResult`.
    """

    reports: Mapping[RouteMode, Report]
    usual: RouteMode
    record: CheckRecord | None = None

    @property
    def comparison(self) -> Comparison:
        """What comes of comparing them; `messages.comparison` has its sentence."""
        return compare(self.reports[RouteMode.PROXY], self.reports[RouteMode.DIRECT])

    @property
    def complete(self) -> bool:
        """Whether neither was stopped."""
        return all(report.cause is not Cause.CANCELLED for report in self.reports.values())


def routes(settings: Settings) -> dict[RouteMode, Settings]:
    """Give the settings of either way; that of the settings as they are comes last."""
    if settings.proxy == PROXY_NONE:
        # Who has set "none" wants to know whether the proxy that there is would help.
        return {RouteMode.PROXY: replace(settings, proxy=PROXY_AUTO), RouteMode.DIRECT: settings}
    without = replace(settings, proxy=PROXY_NONE, proxy_username="", pac="")
    return {RouteMode.DIRECT: without, RouteMode.PROXY: settings}


def proxy_known(settings: Settings, environ: Mapping[str, str], ask_system: AskSystem) -> bool:
    """Tell whether there is a proxy, or a PAC file, to go through. Blocks as `ask_system` does.

    One that cannot be used as it is written is one all the same.
    """
    proxied = routes(settings)[RouteMode.PROXY]
    try:
        choice = choose(proxied, parse_api(settings.url), environ, ask_system)
    except RouteUnusable:
        return True
    except AddressError:
        return False
    return bool(choice.pac) or choice.routes[0].proxy is not None


def compare_routes(
    checker: Checker, key: StoredKey, settings: Settings, token: CancelToken, on_stage: OnStage
) -> RouteComparison:
    """Check one key both ways; see `Checker.check`. `on_stage` is told of the usual way.

    Both are in the key's history, the usual one as the last. The keyring is asked once. Blocks
    until both have ended, so it is called on a worker thread.
    """
    checker = checker.with_secret_cache()
    ways = routes(settings)
    other, usual = ways

    def check(mode: RouteMode, on_stage: OnStage) -> Report:
        return checker.check(key, ways[mode], token, on_stage, record=False).report

    answers: SimpleQueue[Report] = SimpleQueue()
    start_thread(lambda: answers.put(check(other, ignore_stage)), name="other way")
    by_settings = check(usual, on_stage)
    reports = {other: answers.get(), usual: by_settings}
    for mode, report in reports.items():
        record = checker.record(key, ways[mode], report)
    return RouteComparison(reports, usual, record)
