"""A small world of networks: clients of several kinds, and a town with everything else in it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from faultlab.debian_proxies import DebianProxies
from support.answers import SIGN_IN, page, response, say
from support.certificates import LAB, Authority
from support.islands import Island, island, join
from support.machine import can
from support.name_server import AAAA, A, Code, NameServer, Zone
from support.processes import end
from support.servers import Script, Server
from support.warm_program import WarmProgram, warm_program

PREFIX, PREFIX6 = "10.77.0", "fd77:"
TOWN, TOWN6 = f"{PREFIX}.1", f"{PREFIX6}:1"
API, API6 = f"{PREFIX}.10", f"{PREFIX6}:10"

# What the firewall does to who wants to connect to these addresses.
DROPPED, RESET, HOST, NET, ADMIN, PORT, STALLED, PROHIBITED = (
    f"{PREFIX}.{number}" for number in range(20, 28)
)
DROPPED6, RESET6, NO_ROUTE6, ADMIN6 = (f"{PREFIX6}:{number}" for number in range(20, 24))
FORBIDDEN = f"{PREFIX}.28"
NOT_LISTENING, NOT_LISTENING6 = f"{PREFIX}.29", f"{PREFIX6}:29"
PROXY = f"{PREFIX}.40"
PORTAL = f"{PREFIX}.41"
"""A sign-in page, which answers to TLS with a certificate of its own."""
DEBIANS = [f"{PREFIX}.{number}" for number in range(30, 39)]
DNSMASQ = f"{PREFIX}.39"
FAR_AWAY, FAR_AWAY6 = "198.51.100.7", "2001:db8::7"
"""Documentation's addresses (RFC 5737, RFC 3849), to which no route leads."""

ROUTES = {"unreachable": "10.79.1.1", "prohibit": "10.79.2.1", "blackhole": "10.79.3.1"}
"""Addresses to which the first client has a route of that kind."""

_FIREWALL = f"""
table inet lab {{
  chain incoming {{
    type filter hook input priority 0; policy accept;
    ip daddr {DROPPED} drop
    ip daddr {RESET} meta l4proto tcp reject with tcp reset
    ip daddr {HOST} reject with icmp type host-unreachable
    ip daddr {NET} reject with icmp type net-unreachable
    ip daddr {ADMIN} reject with icmp type admin-prohibited
    ip daddr {PORT} reject with icmp type port-unreachable
    ip daddr {PROHIBITED} reject with icmp type host-prohibited
    ip daddr {STALLED} meta length > 100 drop
    ip6 daddr {DROPPED6} drop
    ip6 daddr {RESET6} meta l4proto tcp reject with tcp reset
    ip6 daddr {NO_ROUTE6} reject with icmpv6 type no-route
    ip6 daddr {ADMIN6} reject with icmpv6 type admin-prohibited
  }}
}}
"""

_BOTH = (A, AAAA)
ZONES = {
    f"{name}.{LAB}": zone
    for name, zone in {
        "api": Zone((API,)),
        "both": Zone((API6, API)),
        "only6": Zone((API6,)),
        "nothing": Zone(),
        "servfail": Zone(code=Code.SERVER_FAILURE),
        "refusing": Zone(code=Code.REFUSED),
        "silent": Zone(silent_for=_BOTH),
        "half-silent": Zone(silent_for=(AAAA,), failing_for=(A,)),
        "silent6": Zone((API,), silent_for=(AAAA,)),
        "failing6": Zone((API,), failing_for=(AAAA,)),
        "failing4": Zone((API6,), failing_for=(A,)),
        "zero": Zone(("0.0.0.0", "::")),
        "zero6": Zone(("::",)),
        "loop": Zone(("127.0.0.1",)),
        "half-zero": Zone(("::", API)),
        "dropped": Zone((DROPPED,)),
        "dropped-both": Zone((DROPPED6, DROPPED)),
        "reset": Zone((RESET,)),
        "host": Zone((HOST,)),
        "net": Zone((NET,)),
        "admin": Zone((ADMIN,)),
        "port": Zone((PORT,)),
        "prohibited": Zone((PROHIBITED,)),
        "stalled": Zone((STALLED,)),
        "far": Zone((FAR_AWAY,)),
        "far6": Zone((FAR_AWAY6,)),
        "dropped-and-refused": Zone((NOT_LISTENING, DROPPED)),
        "refused-and-unreachable": Zone((HOST, NOT_LISTENING)),
        "refused-both": Zone((NOT_LISTENING6, NOT_LISTENING)),
        "broken6-dropped": Zone((DROPPED6, API)),
        "broken6-reset": Zone((RESET6, API)),
        "broken6-no-route": Zone((NO_ROUTE6, API)),
        "broken6-far": Zone((FAR_AWAY6, API)),
        "broken4-dropped": Zone((API6, DROPPED)),
        "second-address": Zone((DROPPED, API)),
        "proxy": Zone((PROXY,)),
        "portal": Zone((PORTAL,)),
        "blocked": Zone((FORBIDDEN,)),
    }.items()
}


class World:
    """The networks, the name server, and the service (443 at `API`, which says pong).

    `clients` are the networks that a check can be made in, each with the program ready to run.
    """

    def __init__(self, folder: Path, authority: Authority, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self.authority = authority
        self.town = stack.enter_context(island())
        self._lay_out_town()
        self.debian = DebianProxies(
            self.town, TOWN, self.resolv_conf(TOWN), list(DEBIANS), FORBIDDEN
        )
        stack.callback(self.debian.close)
        self._start_dnsmasq()
        home = self._with_cable(1)
        for kind, address in ROUTES.items():
            home.ip(f"route add {kind} {address}/32")
        enclosed = self._with_cable(3, route=False)
        self.clients: dict[str, WarmProgram] = {
            "client": self._program(home, TOWN),
            "no_name_server": self._program(home, DROPPED),
            "name_server_not_running": self._program(home, NOT_LISTENING),
            "second_name_server": self._program(home, NOT_LISTENING, TOWN),
            "dnsmasq": self._program(home, DNSMASQ),
            "without_network": self._program(stack.enter_context(island(self.town)), TOWN),
            "unplugged": self._program(self._with_cable(2, up=False), "10.78.2.1"),
            "without_default_route": self._program(enclosed, "10.78.3.1"),
            "resolver_behind_no_route": self._program(enclosed, TOWN),
        }

    def serve(self, script: Script, host: str, port: int, *, tls: bool = False) -> Server:
        """A server in the town."""
        context = self.authority.good if tls else None
        listener = self.town.listen(host, port)
        return self._stack.enter_context(Server(script, context, listener))

    def resolv_conf(self, *servers: str) -> Path:
        """A file that names these name servers."""
        path = self._folder / f"resolv-{'-'.join(servers).replace(':', '')}.conf"
        path.write_text("".join(f"nameserver {server}\n" for server in servers))
        return path

    def _program(self, where: Island, *servers: str) -> WarmProgram:
        before = where.before(self.resolv_conf(*servers))
        return self._stack.enter_context(warm_program(before))

    def _lay_out_town(self) -> None:
        town = self.town
        town.ip("link add net0 type bridge")
        town.ip("link set net0 up")
        for number in (1, 10, *range(20, 42)):
            town.ip(f"addr add {PREFIX}.{number}/24 dev net0")
            town.ip(f"addr add {PREFIX6}:{number}/64 dev net0 nodad")
        for number in (1, 2, 3):
            town.ip(f"addr add 10.78.{number}.1/24 dev net0")
        town.nft(_FIREWALL)
        # Else only one rejection a second is told, and the lab makes many.
        town.run("sysctl", "-qw", "net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0")
        # dnsmasq listens on port 53, as whomever it is started.
        town.run("sysctl", "-qw", "net.ipv4.ip_unprivileged_port_start=0")
        for host in (TOWN, "10.78.2.1", "10.78.3.1"):
            self._stack.enter_context(NameServer(town.udp(host), ZONES))
        for host in (API, API6, STALLED):
            self.serve(say(response()), host, 443, tls=True)
        own = self.authority.self_signed
        self._stack.enter_context(Server(say(page(SIGN_IN)), own, town.listen(PORTAL, 443)))
        self.serve(say(page(SIGN_IN)), PORTAL, 80)

    def _start_dnsmasq(self) -> None:
        options = [
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--no-resolv",
            "--no-hosts",
            "--bind-interfaces",
            "--except-interface=lo",
            "--pid-file=",
            "--user=root",
            f"--listen-address={DNSMASQ}",
            f"--local=/{LAB}/",
            f"--host-record=api.{LAB},{API}",
            f"--address=/filtered.{LAB}/0.0.0.0",
            f"--address=/filtered.{LAB}/::",
            f"--server=/forwarded.{LAB}/{DROPPED}",
        ]
        if can("dnsmasq"):
            self._stack.callback(end, self.town.start(*self.town.as_nobody, "dnsmasq", *options))

    def _with_cable(self, number: int, *, up: bool = True, route: bool = True) -> Island:
        """A client on the town's network; the first is in its subnet, others in their own."""
        client = self._stack.enter_context(island(self.town))
        join(client, self.town, "net0", f"port{number}")
        self.town.ip(f"link set port{number} master net0")
        self.town.ip(f"link set port{number} up")
        subnet = PREFIX if number == 1 else f"10.78.{number}"
        client.ip(f"addr add {subnet}.100/24 dev net0")
        client.ip(f"addr add {PREFIX6}:{100 + number}/64 dev net0 nodad")
        if up:
            client.ip("link set net0 up")
            if route:
                client.ip(f"route add default via {subnet}.1")
        return client
