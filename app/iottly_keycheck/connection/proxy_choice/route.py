"""Which proxy applies to the service, and why: setting, environment, operating system, none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from iottly_keycheck.connection.facts.address import (
    AddressError,
    Endpoint,
    ProxyAddress,
    parse_pac,
    parse_proxy,
    without_userinfo,
)
from iottly_keycheck.connection.facts.observation import (
    DirectReason,
    ProxyFacts,
    ProxySource,
    Unusable,
)
from iottly_keycheck.connection.proxy_choice import no_proxy
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """What the operating system's settings say for `https`: `url` is empty for "none".

    `pac` is the address of a PAC file instead; `exceptions` are hosts that go without;
    `variable` names the setting for people.
    """

    url: str = ""
    exceptions: tuple[str, ...] = ()
    variable: str = ""
    pac: str = ""


AskSystem = Callable[[str], SystemProxy]
"""Asks the operating system for its proxy, given the ping's URL."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way to the service: through `proxy`, or directly where it is `None`."""

    facts: ProxyFacts
    proxy: ProxyAddress | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The routes to take, in their order, and the `other` that follow-up probes may take.

    `find_other` gives it instead where it is not known yet: the operating system may take its time
    to tell, and when all is well nobody needs it. Where a PAC file decides, `pac` is its address
    and `routes` are what is left without it; `pac_problem` says why it was of no use.
    """

    routes: tuple[Route, ...]
    other: Route | None = None
    find_other: Callable[[], Route | None] | None = None
    pac: str = ""
    pac_variable: str = ""
    pac_problem: str = ""


class RouteUnusable(Exception):
    """A proxy's address cannot be used as it stands; `fact` says where and why."""

    def __init__(self, fact: Unusable) -> None:
        super().__init__(f"{fact.field}: {fact.reason}")
        self.fact = fact


def choose(
    settings: Settings, endpoint: Endpoint, environ: Mapping[str, str], ask_system: AskSystem
) -> Choice:
    """Choose the way to the service. Raises `RouteUnusable`."""
    if endpoint.scheme == "http":
        # The key would be in clear on the way to the proxy.
        return Choice((direct(DirectReason.LOOPBACK),))
    if settings.proxy not in (PROXY_AUTO, PROXY_NONE):
        return _through(_setting(settings), ProxySource.SETTING, "")
    if settings.proxy == PROXY_NONE:
        configured = partial(_configured, endpoint, environ, ask_system)
        return Choice((direct(DirectReason.SETTING),), find_other=configured)
    if settings.pac:
        _require_usable_pac(settings.pac)
        return _by_pac(settings.pac, "")
    return _automatic(endpoint, environ, ask_system)


def direct(reason: DirectReason, source: ProxySource = ProxySource.NONE) -> Route:
    """Give the route without a proxy."""
    return Route(ProxyFacts(direct_reason=reason, source=source))


def through(proxy: ProxyAddress, source: ProxySource, variable: str) -> Route:
    """Give the route through a proxy."""
    return Route(
        ProxyFacts(url=proxy.url, source=source, variable=variable, username=proxy.username), proxy
    )


def _automatic(endpoint: Endpoint, environ: Mapping[str, str], ask_system: AskSystem) -> Choice:
    """Choose by the environment, else by the operating system, else go directly."""
    for name in ("https_proxy", "all_proxy"):
        variable, value = _variable(environ, name)
        if value:
            proxy = _parse(value, ProxySource.ENVIRONMENT, variable)
            exceptions = no_proxy.entries(_variable(environ, "no_proxy")[1])
            return _unless_exempt(proxy, ProxySource.ENVIRONMENT, variable, exceptions, endpoint)
    system = ask_system(endpoint.url)
    if system.pac:
        return _by_pac(system.pac, system.variable)
    if system.url:
        proxy = _parse(system.url, ProxySource.SYSTEM, system.variable)
        source, variable = ProxySource.SYSTEM, system.variable
        return _unless_exempt(proxy, source, variable, system.exceptions, endpoint)
    return Choice((direct(DirectReason.NOTHING_CONFIGURED),))


def _configured(
    endpoint: Endpoint, environ: Mapping[str, str], ask_system: AskSystem
) -> Route | None:
    """Give the proxy that the program was told not to use, if there is a usable one."""
    try:
        choice = _automatic(endpoint, environ, ask_system)
    except RouteUnusable:
        return None
    return next((route for route in (*choice.routes, choice.other) if route and route.proxy), None)


def _variable(environ: Mapping[str, str], name: str) -> tuple[str, str]:
    """Give the variable that is set and its value; lower case wins, as with curl and Python."""
    for variable in (name, name.upper()):
        if variable in environ:
            return variable, environ[variable].strip()
    return name, ""


def _unless_exempt(
    proxy: ProxyAddress,
    source: ProxySource,
    variable: str,
    exceptions: tuple[str, ...],
    endpoint: Endpoint,
) -> Choice:
    exemption = no_proxy.exempting(exceptions, endpoint.host, endpoint.port)
    if exemption is None:
        choice = _through(proxy, source, variable)
        facts = replace(choice.routes[0].facts, exceptions=exceptions)
        return replace(choice, routes=(replace(choice.routes[0], facts=facts),))
    route = direct(DirectReason.NO_PROXY)
    facts = replace(route.facts, exempted_by=exemption, variable=variable)
    return Choice((replace(route, facts=facts),), through(proxy, source, variable))


def _through(proxy: ProxyAddress, source: ProxySource, variable: str) -> Choice:
    return Choice((through(proxy, source, variable),), direct(DirectReason.FOLLOW_UP))


def _by_pac(address: str, variable: str) -> Choice:
    unusable = direct(DirectReason.PAC_UNUSABLE)
    return Choice((unusable,), pac=address, pac_variable=variable)


def _setting(settings: Settings) -> ProxyAddress:
    proxy = _parse(settings.proxy, ProxySource.SETTING, "")
    if settings.proxy_username and not proxy.username:
        return replace(proxy, username=settings.proxy_username)
    return proxy


def _require_usable_pac(address: str) -> None:
    try:
        parse_pac(address)
    except AddressError as error:
        raise RouteUnusable(Unusable("pac", without_userinfo(address), error.fault)) from None


def _parse(text: str, source: ProxySource, variable: str) -> ProxyAddress:
    try:
        return parse_proxy(text)
    except AddressError as error:
        fact = Unusable("proxy", without_userinfo(text), error.fault, source, variable)
        raise RouteUnusable(fact) from None
