"""The exceptions from the use of a proxy: NO_PROXY and what desktops keep of its kind.

NO_PROXY has no standard. Understood is what curl, Go and Python's own library read: suffixes with
or without a leading dot or `*.`, a port, addresses, ranges in CIDR notation, and `*`.
"""

from __future__ import annotations

import ipaddress
import re

_ENTRY_WITH_PORT = re.compile(r"(?P<host>\[[^\]]+\]|[^:]+):(?P<port>\d+)")


def entries(text: str) -> tuple[str, ...]:
    """Split a list by commas, semicolons and white space."""
    return tuple(re.split(r"[\s,;]+", text.strip(" \t\r\n,;"))) if text.strip(" \t\r\n,;") else ()


def exempting(exceptions: tuple[str, ...], host: str, port: int) -> str | None:
    """Give the first exception that covers the host, `None` where none does."""
    name = host.removesuffix(".").lower()
    return next((entry for entry in exceptions if _covers(entry.lower(), name, port)), None)


def _covers(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    with_port = _ENTRY_WITH_PORT.fullmatch(entry)
    if with_port:
        if int(with_port["port"]) != port:
            return False
        entry = with_port["host"]
    entry = entry.strip("[]")
    address = _address(host)
    if address is not None:
        network = _network(entry)
        return network is not None and address in network
    suffix = entry.removeprefix("*").removeprefix(".").removesuffix(".")
    return bool(suffix) and (host == suffix or host.endswith(f".{suffix}"))


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _network(entry: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return None
