"""Faults of names, routes and firewalls, in networks of their own."""

from __future__ import annotations

from faultlab.scene import Fault, Lab, Scene, SetUp
from faultlab.world import ADMIN, API, API6, DROPPED, HOST, PROXY, RESET, ROUTES
from iottly_keycheck.cause import Cause
from support.answers import response, say
from support.certificates import LAB
from support.proxies import Tunnels, connects

HERE = "127.0.0.1"


def at(name: str, *options: str, client: str = "client", **env: str) -> SetUp:
    """A check of the service by that name, from one of the clients."""

    def set_up(lab: Lab) -> Scene:
        url = f"https://{name}.{LAB}/v1.0"
        return Scene(("--url", url, *options), lab.trust | env, client=client)

    return set_up


def by_address(address: str, client: str = "client") -> SetUp:
    """A check of the service at an address."""

    def set_up(lab: Lab) -> Scene:
        return Scene(("--url", f"https://{address}/v1.0"), lab.trust, client=client)

    return set_up


def network(name: str, cause: Cause, how: str, set_up: SetUp, stages: str, **more: object) -> Fault:
    return Fault(name, cause, how, set_up, stages, in_world=True, **more)  # type: ignore[arg-type]  # passed on


def works(name: str, how: str, set_up: SetUp, *hints: str) -> Fault:
    return network(
        name, Cause.OK, how, set_up, "-ooooo", http_status=200, key_sent=True, hints=hints
    )


def proxied(name: str, cause: Cause, how: str, set_up: SetUp, **more: object) -> Fault:
    more = {"proxy_source": "environment", "stages": "x-----"} | more
    return network(name, cause, how, set_up, **more)  # type: ignore[arg-type]  # passed on


NAME_FAULTS = [
    works("names_work", "nothing is wrong, in a network with its own name server", at("api")),
    works("both_families_work", "the name has addresses of both families", at("both")),
    works("ipv6_alone_works", "the name has an IPv6 address only", at("only6")),
    works("ipv6_lookup_silent", "no answer about IPv6, a good one about IPv4", at("silent6")),
    works("ipv6_lookup_fails", "SERVFAIL about IPv6, a good answer about IPv4", at("failing6")),
    works("ipv4_lookup_fails", "SERVFAIL about IPv4, a good answer about IPv6", at("failing4")),
    works("one_address_zero", "`::` about IPv6, a good answer about IPv4", at("half-zero")),
    works(
        "second_name_server_answers",
        "the first name server is not running, the second answers",
        at("api", client="second_name_server"),
    ),
    network(
        "no_such_name",
        Cause.DNS_NAME_NOT_FOUND,
        "NXDOMAIN",
        at("no-such-name"),
        "-x----",
    ),
    network(
        "no_address",
        Cause.DNS_NAME_NOT_FOUND,
        "the name exists and has no address",
        at("nothing"),
        "-x----",
    ),
    network("servfail", Cause.DNS_UNAVAILABLE, "SERVFAIL", at("servfail"), "-x----"),
    network("dns_refused", Cause.DNS_UNAVAILABLE, "REFUSED", at("refusing"), "-x----"),
    network(
        "dns_silent",
        Cause.DNS_UNAVAILABLE,
        "the name server never answers about this name",
        at("silent"),
        "-x----",
        waits=True,
    ),
    network(
        "dns_half_silent",
        Cause.DNS_UNAVAILABLE,
        "SERVFAIL about IPv4, no answer about IPv6",
        at("half-silent"),
        "-x----",
        waits=True,
    ),
    network(
        "no_name_server",
        Cause.DNS_UNAVAILABLE,
        "the name server's packets are dropped",
        at("api", client="no_name_server"),
        "-x----",
        waits=True,
    ),
    network(
        "name_server_not_running",
        Cause.DNS_UNAVAILABLE,
        "nothing listens at the name server's address",
        at("api", client="name_server_not_running"),
        "-x----",
    ),
    network("dns_zero", Cause.DNS_BLOCKED, "0.0.0.0 and ::", at("zero"), "-x----"),
    network("dns_zero6", Cause.DNS_BLOCKED, ":: alone", at("zero6"), "-x----"),
    network("dns_loopback", Cause.DNS_BLOCKED, "127.0.0.1", at("loop"), "-x----"),
]

WAY_FAULTS = [
    network(
        "portal_behind_tls",
        Cause.TLS_UNTRUSTED,
        "a sign-in page answers, to TLS with a certificate of its own",
        at("portal"),
        "-oox--",
        hints=("issued_by", "portal_seen"),
    ),
    network(
        "ipv6_address_works",
        Cause.OK,
        "nothing is wrong, at an IPv6 address in place of a name",
        by_address(f"[{API6}]"),
        "--oooo",
        http_status=200,
        key_sent=True,
    ),
    network(
        "address_without_network",
        Cause.OFFLINE,
        "no interface but loopback, and an address in place of the name",
        by_address(API, "without_network"),
        "--x---",
    ),
    network(
        "address_unplugged",
        Cause.OFFLINE,
        "the only interface is down, and an address in place of the name",
        by_address(API, "unplugged"),
        "--x---",
    ),
    network(
        "resolver_behind_no_route",
        Cause.OFFLINE,
        "no route leads out, not even to the name server",
        at("api", client="resolver_behind_no_route"),
        "-x----",
    ),
    proxied(
        "proxy_name_without_network",
        Cause.OFFLINE,
        "no interface but loopback, and a proxy is set by its name",
        at("api", client="without_network", HTTPS_PROXY=f"http://proxy.{LAB}:3128"),
    ),
    *(
        network(
            f"route_{kind}",
            Cause.NETWORK_UNREACHABLE,
            f"a route of this computer's own says: {kind}",
            by_address(address),
            "--x---",
        )
        for kind, address in ROUTES.items()
    ),
    network(
        "without_network",
        Cause.OFFLINE,
        "no interface but loopback",
        at("api", client="without_network"),
        "-x----",
    ),
    network(
        "unplugged",
        Cause.OFFLINE,
        "the only interface is down",
        at("api", client="unplugged"),
        "-x----",
    ),
    network(
        "without_default_route",
        Cause.OFFLINE,
        "the interface is up, and no route leads out",
        at("far", client="without_default_route"),
        "-ox---",
    ),
    proxied(
        "proxy_without_network",
        Cause.OFFLINE,
        "no interface but loopback, and a proxy is set",
        at("api", client="without_network", HTTPS_PROXY=f"http://{PROXY}:3128"),
    ),
    network(
        "firewall_drops",
        Cause.CONNECTION_TIMEOUT,
        "a firewall drops",
        at("dropped"),
        "-ox---",
        waits=True,
    ),
    network(
        "firewall_drops_both",
        Cause.CONNECTION_TIMEOUT,
        "a firewall drops, for both families",
        at("dropped-both"),
        "-ox---",
        waits=True,
    ),
    network(
        "firewall_resets",
        Cause.CONNECTION_REFUSED,
        "a firewall rejects with a TCP reset",
        at("reset"),
        "-ox---",
    ),
    network(
        "firewall_port_unreachable",
        Cause.CONNECTION_REFUSED,
        "a firewall rejects with ICMP port unreachable",
        at("port"),
        "-ox---",
    ),
    network(
        "refused_by_both",
        Cause.CONNECTION_REFUSED,
        "nothing listens, at either family's address",
        at("refused-both"),
        "-ox---",
    ),
    *(
        network(
            f"firewall_{name}",
            Cause.NETWORK_UNREACHABLE,
            f"a firewall rejects with ICMP {words}",
            at(name),
            "-ox---",
        )
        for name, words in {
            "host": "host unreachable",
            "net": "network unreachable",
            "admin": "administratively prohibited",
            "prohibited": "host prohibited",
        }.items()
    ),
    network(
        "no_route_to_ipv6",
        Cause.NETWORK_UNREACHABLE,
        "an IPv6 address only, and no route for IPv6 leads out",
        at("far6"),
        "-ox---",
    ),
    network(
        "one_dropped_one_refused",
        Cause.CONNECTION_TIMEOUT,
        "one address drops, the other refuses",
        at("dropped-and-refused"),
        "-ox---",
        waits=True,
    ),
    network(
        "one_refused_one_unreachable",
        Cause.CONNECTION_REFUSED,
        "one address refuses, the other is unreachable",
        at("refused-and-unreachable"),
        "-ox---",
    ),
    network(
        "large_packets_dropped",
        Cause.TLS_TIMEOUT,
        "the connection stands, and larger packets are dropped",
        at("stalled"),
        "-oox--",
        waits=True,
    ),
    works(
        "ipv6_dropped",
        "IPv6 is a black hole, IPv4 works",
        at("broken6-dropped"),
        "addresses_failed",
    ),
    works("ipv6_reset", "IPv6 is refused, IPv4 works", at("broken6-reset"), "addresses_failed"),
    works("ipv6_rejected", "IPv6 is rejected, IPv4 works", at("broken6-no-route")),
    works("ipv6_without_route", "no route for IPv6, IPv4 works", at("broken6-far")),
    works("ipv4_dropped", "IPv4 is a black hole, IPv6 works", at("broken4-dropped")),
    works(
        "first_address_dropped",
        "the first of two addresses is a black hole",
        at("second-address"),
        "addresses_failed",
    ),
]


def with_proxy(address: str, name: str = "api") -> SetUp:
    return at(name, HTTPS_PROXY=f"http://{address}:3128")


def only_the_proxy_works(name: str, *options: str, **env: str) -> SetUp:
    """The direct path does not work; the proxy that is configured knows another way."""

    def set_up(lab: Lab) -> Scene:
        # The tunnel leaves the world by the back door: the proxy's own way is not what is shown.
        service = lab.serve(say(response()), "good")
        server = lab.world.serve(connects(Tunnels((HERE, service.port))), PROXY, 0)
        variables = {"HTTPS_PROXY": f"http://proxy.{LAB}:{server.port}"} | env
        return at(name, *options, **variables)(lab)

    return set_up


WORLD_PROXY_FAULTS = [
    proxied(
        "proxy_name_unknown",
        Cause.PROXY_NAME_NOT_FOUND,
        "the proxy's name does not exist",
        with_proxy(f"no-such-proxy.{LAB}"),
        hints=("direct_works",),
    ),
    proxied(
        "proxy_name_servfail",
        Cause.PROXY_NAME_NOT_FOUND,
        "SERVFAIL about the proxy's name",
        with_proxy(f"servfail.{LAB}"),
    ),
    proxied(
        "proxy_name_silent",
        Cause.PROXY_NAME_NOT_FOUND,
        "no answer about the proxy's name",
        with_proxy(f"silent.{LAB}"),
        waits=True,
    ),
    proxied(
        "proxy_unreachable",
        Cause.PROXY_UNREACHABLE,
        "a firewall rejects the way to the proxy",
        with_proxy(HOST),
    ),
    proxied(
        "proxy_prohibited",
        Cause.PROXY_UNREACHABLE,
        "a firewall prohibits the way to the proxy",
        with_proxy(ADMIN),
    ),
    proxied(
        "proxy_behind_a_reset",
        Cause.PROXY_REFUSED,
        "a firewall answers for the proxy with a TCP reset",
        with_proxy(RESET),
    ),
    proxied(
        "proxy_and_direct_dropped",
        Cause.PROXY_TIMEOUT,
        "a firewall drops what goes to the proxy, and what goes to the service",
        with_proxy(DROPPED, "dropped"),
        waits=True,
        hints=("direct_fails_too",),
    ),
    network(
        "direct_dropped_proxy_off",
        Cause.PROXY_REQUIRED,
        "a firewall drops the direct way, the configured proxy works and is switched off",
        only_the_proxy_works("dropped", "--proxy", "none"),
        "-ox---",
        waits=True,
    ),
    network(
        "direct_dropped_proxy_exempted",
        Cause.PROXY_REQUIRED,
        "a firewall drops the direct way, the configured proxy works, NO_PROXY exempts the host",
        only_the_proxy_works("dropped", NO_PROXY=f".{LAB}"),
        "-ox---",
        waits=True,
    ),
    network(
        "unknown_name_proxy_off",
        Cause.PROXY_REQUIRED,
        "the name is unknown here, the configured proxy knows it and is switched off",
        only_the_proxy_works("no-such-name", "--proxy", "none"),
        "-x----",
    ),
    network(
        "socks5_blocked_name",
        Cause.DNS_BLOCKED,
        "socks5:// resolves here, and gets 0.0.0.0",
        at("zero", HTTPS_PROXY=f"socks5://{PROXY}:1080"),
        "-x----",
        proxy_source="environment",
    ),
    network(
        "socks5_unknown_name",
        Cause.DNS_NAME_NOT_FOUND,
        "socks5:// resolves here, and the name does not exist",
        at("no-such-name", HTTPS_PROXY=f"socks5://{PROXY}:1080"),
        "-x----",
        proxy_source="environment",
    ),
]

NETWORK_FAULTS = [*NAME_FAULTS, *WAY_FAULTS, *WORLD_PROXY_FAULTS]
