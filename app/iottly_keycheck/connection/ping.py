"""One ping, observed: the documented call made once, and everything that was seen on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iottly_keycheck.connection.address import (
    AddressError,
    ApiAddress,
    parse_api,
    without_userinfo,
)
from iottly_keycheck.connection.connect_tunnel import credentials_of
from iottly_keycheck.connection.exchange import exchange
from iottly_keycheck.connection.observation import (
    Failure,
    FailureKind,
    Observation,
    OnStage,
    ProxySource,
    StageId,
    StageState,
    Unusable,
)
from iottly_keycheck.connection.path import Credentials, Path
from iottly_keycheck.connection.reach import Reach
from iottly_keycheck.connection.recorder import Recorder, StageFailed
from iottly_keycheck.connection.redaction import redactor
from iottly_keycheck.connection.route import AskSystem, Route, RouteUnusable, choose
from iottly_keycheck.connection.tls import make_context
from iottly_keycheck.connection.wire import waiting
from iottly_keycheck.deadline import Cancelled, Deadline
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Ping:
    """Makes pings, from several threads at once if need be.

    What it takes from the computer is handed in: the environment's variables, and how to ask the
    operating system for its proxy.
    """

    environ: Mapping[str, str]
    ask_system: AskSystem
    user_agent: str

    def __call__(
        self,
        settings: Settings,
        key: Secret,
        proxy_password: Secret | None,
        deadline: Deadline,
        on_stage: OnStage,
    ) -> Observation:
        """Make the documented call once and give all that was seen, clean of secrets.

        `proxy_password` is the stored one for the proxy of the settings. Whatever happens on the
        way, a cancel included, is part of the observation and raises nothing.
        """
        recorder = Recorder(on_stage)
        try:
            api = parse_api(settings.url)
        except AddressError as error:
            shown = without_userinfo(settings.url)
            recorder.unusable = Unusable("url", shown, error.fault)
            return redactor(key.reveal()).observation(recorder.observation(shown))
        run = _Run(self, api, key, recorder, deadline)
        run.go(settings, proxy_password)
        return run.observation()


@dataclass(slots=True)
class _Run:
    """One ping under way."""

    ping: Ping
    api: ApiAddress
    key: Secret
    recorder: Recorder
    deadline: Deadline
    credentials: Credentials | None = None

    def go(self, settings: Settings, proxy_password: Secret | None) -> None:
        try:
            route = self._find_route(settings)
            if route.proxy:
                stored = proxy_password if route.facts.source is ProxySource.SETTING else None
                self.credentials = credentials_of(route.proxy, stored)
            self._call(route)
        except RouteUnusable as error:
            self.recorder.unusable = error.fact
        except StageFailed as error:
            self.recorder.failure = error.failure
            self.recorder.exception = error
        except Cancelled:
            self.recorder.end(StageState.SKIPPED)
            self.recorder.failure = Failure(StageId.HTTP, FailureKind.CANCELLED)

    def observation(self) -> Observation:
        passwords: tuple[tuple[str, str], ...] = ()
        if self.credentials:
            username, password = self.credentials
            passwords = ((username, password.reveal()),)
        seen = self.recorder.observation(self.api.ping_url)
        return redactor(self.key.reveal(), passwords).observation(seen)

    def _find_route(self, settings: Settings) -> Route:
        """Find out which proxy applies, as the beginning of the stage `proxy`."""
        ping = self.ping
        with self.recorder.finding_proxy():
            # Asking the system can take its time (Windows looks for a PAC file).
            route = self.deadline.call(
                lambda: choose(settings, self.api, ping.environ, ping.ask_system)
            )
            self.recorder.proxy = route.facts
        return route

    def _call(self, route: Route) -> None:
        if self.api.scheme == "https":
            variables = ("SSL_CERT_FILE", "SSL_CERT_DIR")
            set_ones = (name for name in variables if self.ping.environ.get(name))
            self.recorder.trust_variable = next(set_ones, "")
        with waiting(self.deadline) as waiter:
            path = Path(
                self.api,
                route,
                self.recorder,
                Reach(self.recorder, waiter),
                make_context,
                self.ping.user_agent,
                self.credentials,
            )
            exchange(path, self.key, self.recorder)
