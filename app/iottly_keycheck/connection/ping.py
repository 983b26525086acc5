"""One ping, observed: the documented call made once, and everything that was seen on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
from iottly_keycheck.connection.facts.trace import ProxyAuthorization, StageFailed, Trace
from iottly_keycheck.connection.follow_up import FollowUpProbes
from iottly_keycheck.connection.http_client import HttpClient
from iottly_keycheck.connection.proxy_auth.rejected_credentials import RejectedCredentials
from iottly_keycheck.connection.proxy_choice.route import (
    AskSystem,
    Choice,
    Route,
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
        trace = Trace(on_stage)
        try:
            endpoint = parse_api(settings.url)
        except AddressError as error:
            shown = without_userinfo(settings.url)
            unusable = Unusable("url", shown, error.fault)
            seen = replace(trace.observation(shown), unusable=unusable)
            return redactor(key.reveal()).observation(seen)
        client = HttpClient(self.user_agent, self.contexts, proxy_password, self.rejected)
        return _Run(self, client, endpoint, key, trace, deadline).observation(settings)


@dataclass(slots=True)
class _Run:
    """One ping under way."""

    ping: Ping
    client: HttpClient
    endpoint: Endpoint
    key: Secret
    trace: Trace
    deadline: Deadline
    _routes: list[Route] = field(default_factory=list)

    def observation(self, settings: Settings) -> Observation:
        """Give what was seen, without the key and the passwords that may have been sent."""
        seen = self.trace.completed(self._see(settings))
        credentials = (self.client.credentials(route) for route in self._routes)
        passwords = tuple((name, word.reveal()) for name, word in filter(None, credentials))
        sent = tuple(each.value for each in self.trace.all(ProxyAuthorization))
        return redactor(self.key.reveal(), passwords, sent).observation(seen)

    def _see(self, settings: Settings) -> Observation:
        """Find the way, make the call, look again where it failed."""
        url = self.endpoint.url
        try:
            with self.trace.finding_proxy():
                choice = self._find_way(settings)
                self.trace.add(choice.routes[0].facts)
        except RouteUnusable as error:
            return replace(self.trace.observation(url), unusable=error.fact)
        except StageFailed as error:
            return self.trace.observation(url, error.failure)
        except Cancelled:
            return self.trace.observation(url, Failure(StageId.PROXY, FailureKind.CANCELLED))
        return replace(
            self._call(choice),
            pac_problem=choice.pac_problem,
            trust_variable=self._trust_variable(),
        )

    def _call(self, choice: Choice) -> Observation:
        self._routes = [*choice.routes, *([choice.other] if choice.other else [])]
        follow_up = FollowUpProbes(
            self.client, self.endpoint, choice, self.key, self.deadline, self.trace
        )
        with follow_up.beside():
            header = documented(self.key)
            first = self.client.request(
                self.endpoint, choice.routes, header, self.trace, self.deadline
            )
        seen = follow_up.conclude(first)
        if follow_up.other:
            self._routes.append(follow_up.other)
        return seen

    def _trust_variable(self) -> str:
        """Give the variable that says which certificates are trusted, empty where none does."""
        if self.endpoint.scheme != "https":
            return ""
        variables = ("SSL_CERT_FILE", "SSL_CERT_DIR")
        return next((name for name in variables if self.ping.environ.get(name)), "")

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
            return replace(choice, pac_problem=" ".join(str(error).split()))
        proxied = routes[0].proxy is not None
        return Choice(routes, direct(DirectReason.FOLLOW_UP) if proxied else None)

    def _fetch_pac(self, source: Endpoint) -> str:
        """Fetch a PAC file, directly and without the key."""
        from iottly_keycheck.connection.proxy_choice.pac import LONGEST_FILE, PacFailed

        # Of a short deadline a third: the direct way, which browsers take then, needs time too.
        deadline = self.deadline.within(min(_LONGEST_PAC_FETCH, self.deadline.remaining() / 3))
        way = (direct(DirectReason.PAC),)
        seen = self.client.request(
            source, way, None, Trace(_unseen), deadline, longest=LONGEST_FILE
        )
        self.deadline.raise_if_ended()
        if seen.failure is not None:
            raise PacFailed(f"{seen.failure.stage}: {seen.failure.kind}")
        if seen.response is None or seen.response.status != _OK:
            raise PacFailed(f"HTTP status {seen.response and seen.response.status}")
        return seen.response.body.text


def _unseen(stage: Stage) -> None:
    """Tell nobody: fetching the PAC file is a part of the stage `proxy`."""
