"""What squid, tinyproxy, dante, hpsockd and microsocks answer, and dnsmasq as a name server."""

from __future__ import annotations

from faultlab.network_faults import at, proxied
from faultlab.scene import Fault, Lab, Scene, SetUp
from iottly_keycheck.cause import Cause
from support.certificates import LAB
from support.checks import LOGIN

_LONGER = 8.0
"""Seconds: these proxies take their time to give up."""


def through(
    proxy: str, name: str, *, scheme: str = "http", login: str = "", port: int = 443
) -> SetUp:
    """A check of the service by that name through one of Debian's proxies."""

    def set_up(lab: Lab) -> Scene:
        user = f"{login}@" if login else ""
        address = f"{scheme}://{user}{lab.world.debian.address(proxy)}"
        url = f"https://{name}.{LAB}:{port}/v1.0"
        return Scene(("--url", url), lab.trust | {"HTTPS_PROXY": address}, client="client")

    return set_up


_PROGRAMS = {"dante": ("danted",), "squid": ("squid", "openssl")}


def debian(name: str, cause: Cause, how: str, set_up: SetUp, **more: object) -> Fault:
    """A fault whose name begins with the proxy's, or the name server's."""
    service = name.partition("_")[0]
    # They go on as users of their own.
    needs = (*_PROGRAMS.get(service, (service,)), "users")
    return proxied(name, cause, how, set_up, needs=needs, **more)


def works(name: str, how: str, set_up: SetUp, status: int | None = 200, *hints: str) -> Fault:
    return debian(
        name,
        Cause.OK,
        how,
        set_up,
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=status,
        hints=hints,
        timeout=_LONGER,
    )


def denied(name: str, cause: Cause, how: str, set_up: SetUp, **more: object) -> Fault:
    return debian(name, cause, how, set_up, timeout=_LONGER, **more)


DEBIAN_FAULTS = [
    works("squid_works", "nothing is wrong, through squid", through("squid", "api")),
    works(
        "squid_with_password_works",
        "nothing is wrong, through squid with the password that it wants",
        through("squid_with_password", "api", login=LOGIN),
        200,
        "proxy_password_in_clear",
    ),
    denied(
        "squid_wants_a_password",
        Cause.PROXY_AUTH_REQUIRED,
        "squid wants a password",
        through("squid_with_password", "api"),
        proxy_status=407,
        offers=("Basic",),
        hints=("direct_works",),
    ),
    denied(
        "squid_rejects_the_password",
        Cause.PROXY_AUTH_REJECTED,
        "squid does not know the password",
        through("squid_with_password", "api", login="somebody:else"),
        proxy_status=407,
        offers=("Basic",),
    ),
    denied(
        "squid_denies",
        Cause.PROXY_DENIED,
        "a rule of squid's forbids the destination",
        through("squid", "blocked"),
        proxy_status=403,
    ),
    denied(
        "squid_upstream_refused",
        Cause.PROXY_UPSTREAM_FAILED,
        "the service refuses squid",
        through("squid", "refused-both"),
        proxy_status=503,
        hints=("direct_fails_too",),
    ),
    denied(
        "squid_upstream_unknown",
        Cause.PROXY_UPSTREAM_FAILED,
        "squid finds no such name",
        through("squid", "no-such-name"),
        proxy_status=(500, 503),  # squid 5, squid 6
    ),
    denied(
        "squid_upstream_dropped",
        Cause.PROXY_UPSTREAM_FAILED,
        "a firewall drops what squid sends to the service",
        through("squid", "dropped"),
        proxy_status=503,
    ),
    proxied(
        "squid_taken_for_socks",
        Cause.PROXY_TIMEOUT,
        "squid, and socks5h:// is configured: it waits for more",
        through("squid", "api", scheme="socks5h"),
        waits=True,
    ),
    denied(
        "squid_taken_for_tls",
        Cause.PROXY_NOT_A_PROXY,
        "squid without TLS, and https:// is configured",
        through("squid", "api", scheme="https"),
    ),
    works("tinyproxy_works", "nothing is wrong, through tinyproxy", through("tinyproxy", "api")),
    denied(
        "tinyproxy_wants_a_password",
        Cause.PROXY_AUTH_REQUIRED,
        "tinyproxy wants a password",
        through("tinyproxy_with_password", "api"),
        proxy_status=407,
        offers=("Basic",),
    ),
    denied(
        "tinyproxy_rejects_the_password",
        Cause.PROXY_DENIED,
        "tinyproxy does not know the password, and says so by 401",
        through("tinyproxy_with_password", "api", login=LOGIN),
        proxy_status=401,
    ),
    denied(
        "tinyproxy_denies",
        Cause.PROXY_DENIED,
        "tinyproxy's filter forbids the destination",
        through("tinyproxy", "blocked"),
        proxy_status=403,
    ),
    denied(
        "tinyproxy_denies_the_port",
        Cause.PROXY_DENIED,
        "tinyproxy lets nobody to that port",
        through("tinyproxy", "api", port=8443),
        proxy_status=403,
    ),
    denied(
        "tinyproxy_upstream_refused",
        Cause.PROXY_UPSTREAM_FAILED,
        "the service refuses tinyproxy",
        through("tinyproxy", "refused-both"),
        proxy_status=500,
    ),
    works(
        "dante_works",
        "nothing is wrong, through dante",
        through("dante", "api", scheme="socks5h"),
        None,
    ),
    denied(
        "dante_denies",
        Cause.PROXY_DENIED,
        "a rule of dante's forbids the destination",
        through("dante", "blocked", scheme="socks5h"),
    ),
    denied(
        "dante_upstream_refused",
        Cause.PROXY_UPSTREAM_FAILED,
        "the service refuses dante",
        through("dante", "refused-both", scheme="socks5h"),
    ),
    denied(
        "dante_taken_for_http",
        Cause.PROXY_NOT_A_PROXY,
        "dante, and http:// is configured",
        through("dante", "api"),
    ),
    works(
        "hpsockd_works",
        "nothing is wrong, through hpsockd",
        through("hpsockd", "api", scheme="socks5h"),
        None,
    ),
    denied(
        "hpsockd_denies",
        Cause.PROXY_DENIED,
        "a rule of hpsockd's forbids the destination",
        through("hpsockd", "blocked", scheme="socks5h"),
    ),
    denied(
        "hpsockd_upstream_refused",
        Cause.PROXY_UPSTREAM_FAILED,
        "the service refuses hpsockd",
        through("hpsockd", "refused-both", scheme="socks5h"),
    ),
    denied(
        "hpsockd_taken_for_http",
        Cause.PROXY_NOT_A_PROXY,
        "hpsockd, and http:// is configured",
        through("hpsockd", "api"),
    ),
    works(
        "microsocks_works",
        "nothing is wrong, through microsocks with the password that it wants",
        through("microsocks_with_password", "api", scheme="socks5h", login=LOGIN),
        None,
        "proxy_password_in_clear",
    ),
    denied(
        "microsocks_wants_a_password",
        Cause.PROXY_AUTH_REQUIRED,
        "microsocks wants a password",
        through("microsocks_with_password", "api", scheme="socks5h"),
    ),
    denied(
        "microsocks_rejects_the_password",
        Cause.PROXY_AUTH_REJECTED,
        "microsocks does not know the password",
        through("microsocks_with_password", "api", scheme="socks5h", login="somebody:else"),
    ),
    denied(
        "microsocks_upstream_unknown",
        Cause.PROXY_UPSTREAM_FAILED,
        "microsocks finds no such name",
        through("microsocks", "no-such-name", scheme="socks5h"),
    ),
    debian(
        "dnsmasq_works",
        Cause.OK,
        "nothing is wrong, by dnsmasq's answer",
        at("api", client="dnsmasq"),
        stages="-ooooo",
        http_status=200,
        key_sent=True,
        proxy_source="none",
    ),
    debian(
        "dnsmasq_blocks",
        Cause.DNS_BLOCKED,
        "dnsmasq answers 0.0.0.0, as filters do",
        at("filtered", client="dnsmasq"),
        stages="-x----",
        proxy_source="none",
    ),
    debian(
        "dnsmasq_knows_no_such_name",
        Cause.DNS_NAME_NOT_FOUND,
        "dnsmasq answers for the domain, and has no such name",
        at("no-such-name", client="dnsmasq"),
        stages="-x----",
        proxy_source="none",
    ),
    debian(
        "dnsmasq_upstream_silent",
        Cause.DNS_UNAVAILABLE,
        "the server that dnsmasq asks never answers",
        at("forwarded", client="dnsmasq"),
        stages="-x----",
        proxy_source="none",
        waits=True,
    ),
]
