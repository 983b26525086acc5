"""Which proxy applies to the service, and why: setting, environment, operating system, none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from iottly_keycheck.connection import no_proxy
from iottly_keycheck.connection.address import (
    AddressError,
    ApiAddress,
    ProxyAddress,
    parse_proxy,
    without_userinfo,
)
from iottly_keycheck.connection.observation import (
    DirectReason,
    ProxyFacts,
    ProxySource,
    Unusable,
)
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE, Settings


@dataclass(frozen=True, slots=True)
class SystemProxy:
    """What the operating system's settings say for `https`: `url` is empty for "none".

    `exceptions` are hosts that go without; `variable` names the setting for people.
    """

    url: str = ""
    exceptions: tuple[str, ...] = ()
    variable: str = ""


AskSystem = Callable[[str], SystemProxy]
"""Asks the operating system for its proxy, given the ping's URL."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way to the service: through `proxy`, or directly where it is `None`.

    `exempted` is the proxy that is configured but not used for this host.
    """

    facts: ProxyFacts
    proxy: ProxyAddress | None = None
    exempted: ProxyAddress | None = None


class RouteUnusable(Exception):
    """A proxy's address cannot be used as it stands; `fact` says where and why."""

    def __init__(self, fact: Unusable) -> None:
        super().__init__(f"{fact.field}: {fact.reason}")
        self.fact = fact


def choose(
    settings: Settings, api: ApiAddress, environ: Mapping[str, str], ask_system: AskSystem
) -> Route:
    """Choose the way to the service. Raises `RouteUnusable`."""
    if api.scheme == "http":
        # The key would be in clear on the way to the proxy.
        return _direct(DirectReason.LOOPBACK)
    if settings.proxy == PROXY_NONE:
        return _direct(DirectReason.SETTING)
    if settings.proxy != PROXY_AUTO:
        proxy = _parse(settings.proxy, ProxySource.SETTING, "")
        if settings.proxy_username and not proxy.username:
            proxy = replace(proxy, username=settings.proxy_username)
        return _through(proxy, ProxySource.SETTING, "")
    return (
        _from_environment(api, environ) or _from_system(api, ask_system) or _direct_unconfigured()
    )


def _from_environment(api: ApiAddress, environ: Mapping[str, str]) -> Route | None:
    for name in ("https_proxy", "all_proxy"):
        variable, value = _variable(environ, name)
        if value:
            break
    else:
        return None
    proxy = _parse(value, ProxySource.ENVIRONMENT, variable)
    exceptions = no_proxy.entries(_variable(environ, "no_proxy")[1])
    return _unless_exempt(proxy, ProxySource.ENVIRONMENT, variable, exceptions, api)


def _from_system(api: ApiAddress, ask_system: AskSystem) -> Route | None:
    system = ask_system(api.ping_url)
    if not system.url:
        return None
    proxy = _parse(system.url, ProxySource.SYSTEM, system.variable)
    return _unless_exempt(proxy, ProxySource.SYSTEM, system.variable, system.exceptions, api)


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
    api: ApiAddress,
) -> Route:
    exemption = no_proxy.exempting(exceptions, api.host, api.port)
    if exemption is None:
        return _through(proxy, source, variable)
    facts = ProxyFacts(
        direct_reason=DirectReason.NO_PROXY, exempted_by=exemption, variable=variable
    )
    return Route(facts, exempted=proxy)


def _through(proxy: ProxyAddress, source: ProxySource, variable: str) -> Route:
    facts = ProxyFacts(url=proxy.url, source=source, variable=variable, username=proxy.username)
    return Route(facts, proxy)


def _direct(reason: DirectReason) -> Route:
    return Route(ProxyFacts(direct_reason=reason))


def _direct_unconfigured() -> Route:
    return _direct(DirectReason.NOTHING_CONFIGURED)


def _parse(text: str, source: ProxySource, variable: str) -> ProxyAddress:
    try:
        return parse_proxy(text)
    except AddressError as error:
        fact = Unusable("proxy", without_userinfo(text), error.fault, source, variable)
        raise RouteUnusable(fact) from None
