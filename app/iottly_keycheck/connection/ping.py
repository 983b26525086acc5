"""One ping, observed: the documented call made once, and everything that was seen on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iottly_keycheck.connection.facts.address import (
    AddressError,
    Endpoint,
    parse_api,
    without_userinfo,
)
from iottly_keycheck.connection.facts.observation import (
    DirectReason,
    Failure,
    FailureKind,
    Observation,
    OnStage,
    Stage,
    StageId,
    Unusable,
)
from iottly_keycheck.connection.facts.recorder import Recorder, StageFailed
from iottly_keycheck.connection.follow_up import FollowUpProbes
from iottly_keycheck.connection.http_client import HttpClient
from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials
from iottly_keycheck.connection.proxy_choice.route import (
    AskSystem,
    Choice,
    RouteUnusable,
    SystemProxy,
    choose,
    direct,
)
from iottly_keycheck.connection.redaction import redactor
from iottly_keycheck.connection.request.exchange import documented
from iottly_keycheck.connection.sockets.tls import TlsContexts
from iottly_keycheck.deadline import Cancelled, Deadline
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings

_LONGEST_PAC_FETCH = 5.0  # seconds
_OK = 200


@dataclass(frozen=True, slots=True)
class Ping:
    """Makes pings, from several threads at once if need be.

    What it takes from the computer is handed in: the environment's variables, and how to ask the
    operating system for its proxy. `rejected` has the passwords that proxies have refused.
    """

    environ: Mapping[str, str]
    ask_system: AskSystem
    user_agent: str
    contexts: TlsContexts = field(default_factory=TlsContexts)
    rejected: RejectedCredentials = field(default_factory=RejectedCredentials)

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
            endpoint = parse_api(settings.url)
        except AddressError as error:
            shown = without_userinfo(settings.url)
            recorder.unusable = Unusable("url", shown, error.fault)
            return redactor(key.reveal()).observation(recorder.observation(shown))
        caller = HttpClient(self.user_agent, self.contexts, proxy_password, self.rejected)
        run = _Run(self, caller, endpoint, key, recorder, deadline)
        run.go(settings)
        return run.observation()


@dataclass(slots=True)
class _Run:
    """One ping under way."""

    ping: Ping
    caller: HttpClient
    endpoint: Endpoint
    key: Secret
    recorder: Recorder
    deadline: Deadline
    choice: Choice | None = None
    follow_up: FollowUpProbes | None = None

    def go(self, settings: Settings) -> None:
        """Find the way, make the call, look again where it failed; the recorder has it all."""
        try:
            with self.recorder.finding_proxy():
                self.choice = self._find_way(settings)
                self.recorder.proxy = self.choice.routes[0].facts
        except RouteUnusable as error:
            self.recorder.unusable = error.fact
            return
        except StageFailed as error:
            self.recorder.failure = error.failure
            return
        except Cancelled:
            self.recorder.failure = Failure(StageId.PROXY, FailureKind.CANCELLED)
            return
        self._call(self.choice)

    def observation(self) -> Observation:
        """Give what was seen, without the key and the passwords that may have been sent."""
        routes = [*self.choice.routes, self.choice.other] if self.choice else []
        if self.follow_up:
            routes.append(self.follow_up.other)
        credentials = [self.caller.credentials(route) for route in routes if route is not None]
        passwords = tuple((name, word.reveal()) for name, word in filter(None, credentials))
        seen = self.recorder.observation(self.endpoint.url)
        sent = tuple(self.recorder.sent_to_proxy)
        return redactor(self.key.reveal(), passwords, sent).observation(seen)

    def _call(self, choice: Choice) -> None:
        recorder = self.recorder
        if self.endpoint.scheme == "https":
            variables = ("SSL_CERT_FILE", "SSL_CERT_DIR")
            set_ones = (name for name in variables if self.ping.environ.get(name))
            recorder.trust_variable = next(set_ones, "")
        follow_up = FollowUpProbes(
            self.caller, self.endpoint, choice, self.key, self.deadline, recorder
        )
        self.follow_up = follow_up
        with follow_up.beside():
            header = documented(self.key)
            self.caller.request(self.endpoint, choice.routes, header, recorder, self.deadline)
        follow_up.conclude()

    def _find_way(self, settings: Settings) -> Choice:
        """Find out which proxy applies. Asking the system can take its time on Windows."""

        def ask_system(url: str) -> SystemProxy:
            return self.deadline.call(lambda: self.ping.ask_system(url))

        self.deadline.raise_if_ended()
        choice = choose(settings, self.endpoint, self.ping.environ, ask_system)
        if not choice.pac:
            return choice
        from iottly_keycheck.connection.proxy_choice.pac import PacFailed, routes_by_pac

        try:
            routes = routes_by_pac(
                choice.pac, choice.pac_variable, self.endpoint, self._fetch_pac, self.deadline
            )
        except PacFailed as error:
            # An engine's message has lines; the hint that shows it has one.
            self.recorder.pac_problem = " ".join(str(error).split())
            return choice
        proxied = routes[0].proxy is not None
        return Choice(routes, direct(DirectReason.FOLLOW_UP) if proxied else None)

    def _fetch_pac(self, source: Endpoint) -> str:
        """Fetch a PAC file, directly and without the key."""
        from iottly_keycheck.connection.proxy_choice.pac import LONGEST_FILE, PacFailed

        answer = Recorder(_unseen)
        # Of a short deadline a third: the direct way, which browsers take then, needs time too.
        deadline = self.deadline.within(min(_LONGEST_PAC_FETCH, self.deadline.remaining() / 3))
        way = (direct(DirectReason.PAC),)
        self.caller.request(source, way, None, answer, deadline, longest=LONGEST_FILE)
        self.deadline.raise_if_ended()
        if answer.failure is not None:
            raise PacFailed(f"{answer.failure.stage}: {answer.failure.kind}") from answer.exception
        if answer.response is None or answer.response.status != _OK:
            raise PacFailed(f"HTTP status {answer.response and answer.response.status}")
        return answer.response.body.text


def _unseen(stage: Stage) -> None:
    """Tell nobody: fetching the PAC file is a part of the stage `proxy`."""
