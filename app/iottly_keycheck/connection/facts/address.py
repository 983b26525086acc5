"""The address of the API and of a proxy: as written, and as taken apart where it can be used."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from iottly_keycheck.secret import Secret

PING_PATH = "/project/ping"

Credentials = tuple[str, Secret]
"""A user name and its password."""

_HIGHEST_PORT = 65535
_LONGEST_NAME = 253  # RFC 1035, section 2.3.4, without the final dot
_HOST_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.IGNORECASE)
# All but white space, control characters, and the no-break space. As a complement it takes 3 ms
# less to compile than its ranges up to U+10FFFF do.
_VISIBLE = re.compile(r"[^\x00-\x20\x7f-\xa0]+")


class AddressFault(StrEnum):
    """Why an address cannot be used as written."""

    EMPTY = "empty"
    CHARACTERS = "characters"
    """White space or control characters inside."""
    SCHEME = "scheme"
    """Missing, or none that the program speaks."""
    HOST = "host"
    PORT = "port"
    CREDENTIALS = "credentials"
    """A user name or password where none belongs."""
    QUERY = "query"
    """A query or fragment where none belongs."""
    PATH = "path"
    PLAIN_HTTP = "plain_http"
    """The key would go to another computer in clear text."""


class AddressError(ValueError):
    """An address that cannot be used; `code` says why. The text is not repeated."""

    def __init__(self, fault: AddressFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an HTTP URL names, taken apart. `host` is ASCII (A-labels) without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The URL; a default port is left out."""
        default = self.port == self.default_port
        authority = bracketed(self.host) if default else host_port(self.host, self.port)
        return f"{self.scheme}://{authority}{self.path}"

    @property
    def default_port(self) -> int:
        """The port of the scheme (RFC 9110, sections 4.2.1 and 4.2.2)."""
        return _DEFAULT_PORTS[self.scheme]


class ProxyScheme(StrEnum):
    """The kinds of proxy."""

    HTTP = "http"
    HTTPS = "https"
    SOCKS5 = "socks5"
    """Names are resolved on this computer."""
    SOCKS5H = "socks5h"
    """Names are resolved by the proxy."""

    @property
    def is_socks(self) -> bool:
        return self in (ProxyScheme.SOCKS5, ProxyScheme.SOCKS5H)


_DEFAULT_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """A proxy's address, taken apart. `host` is ASCII without brackets."""

    scheme: ProxyScheme
    host: str
    port: int
    username: str = ""
    password: Secret | None = None

    @property
    def url(self) -> str:
        """The address without user name and password, for people and the report."""
        return f"{self.scheme}://{host_port(self.host, self.port)}"

    def credentials(self, stored: Secret | None) -> Credentials | None:
        """Give the user name and its password, `stored` where the address has none.

        `None` where no user name is set.
        """
        if not self.username:
            return None
        return self.username, self.password or stored or Secret("")

    def secret_name(self, username: str) -> str:
        """The name under which a store of secrets keeps the password of that user here."""
        return f"proxy:{username}@{self.host}:{self.port}"


def without_userinfo(text: str) -> str:
    """Give an address as written but for what stands before an "@", which may be a password."""
    scheme, separator, rest = text.rpartition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def bracketed(host: str) -> str:
    """Write a host as a URL has it: an IPv6 address in brackets (RFC 3986, section 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def host_port(host: str, port: int) -> str:
    """Write `host:port`, as CONNECT has it (RFC 9110, section 9.3.6)."""
    return f"{bracketed(host)}:{port}"


def is_ip(host: str) -> bool:
    """Tell whether the host is an IP address and no name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def is_localhost(host: str) -> bool:
    """Tell whether the name means this computer by itself (RFC 6761, section 6.3)."""
    name = host.removesuffix(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def is_loopback(host: str) -> bool:
    """Tell whether the host is this computer: a loopback address or `localhost`."""
    if is_localhost(host):
        return True
    return is_ip(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback


def parse_api(text: str) -> Endpoint:
    """Take the API's base URL apart and give the endpoint of its ping. Raises `AddressError`."""
    base = _endpoint(text.strip())
    if base.scheme == "http" and not is_loopback(base.host):
        raise AddressError(AddressFault.PLAIN_HTTP)
    return replace(base, path=base.path.rstrip("/") + PING_PATH)


def parse_pac(text: str) -> Endpoint | Path:
    """Take the address of a PAC file apart: a file, or an endpoint. Raises `AddressError`."""
    text = text.strip()
    if text.lower().startswith("file:"):
        parts, _ = _split(text)
        if parts.netloc not in ("", "localhost"):
            raise AddressError(AddressFault.HOST)
        from urllib.request import url2pathname  # slow to load, seldom needed

        return Path(url2pathname(parts.path))
    return _endpoint(text, query=True)


def _endpoint(text: str, *, query: bool = False) -> Endpoint:
    parts, port = _split(text)
    if parts.scheme not in ("http", "https"):
        raise AddressError(AddressFault.SCHEME)
    if "@" in parts.netloc:
        raise AddressError(AddressFault.CREDENTIALS)
    if not query and ("?" in text or "#" in text):
        raise AddressError(AddressFault.QUERY)
    if not parts.path.isascii() or "\\" in parts.path:
        raise AddressError(AddressFault.PATH)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return Endpoint(parts.scheme, _host(parts), port or _DEFAULT_PORTS[parts.scheme], path)


def parse_proxy(text: str) -> ProxyAddress:
    """Take a proxy's address apart; without a scheme it is `http`. Raises `AddressError`."""
    text = text.strip()
    parts, port = _split(text if "://" in text else f"http://{text}")
    # GNOME writes "socks://" into ALL_PROXY for what its dialog calls a SOCKS host.
    name = "socks5" if parts.scheme == "socks" else parts.scheme
    try:
        scheme = ProxyScheme(name)
    except ValueError:
        raise AddressError(AddressFault.SCHEME) from None
    if parts.path not in ("", "/"):
        raise AddressError(AddressFault.PATH)
    if parts.query or parts.fragment:
        raise AddressError(AddressFault.QUERY)
    userinfo = parts.netloc.rpartition("@")[0]
    username, colon, password = userinfo.partition(":")
    return ProxyAddress(
        scheme,
        _host(parts),
        port or _DEFAULT_PORTS[scheme],
        unquote(username),
        Secret(unquote(password)) if colon else None,
    )


def _split(text: str) -> tuple[SplitResult, int | None]:
    if not text:
        raise AddressError(AddressFault.EMPTY)
    if not _VISIBLE.fullmatch(text):
        raise AddressError(AddressFault.CHARACTERS)
    if "://" not in text:
        raise AddressError(AddressFault.SCHEME)
    try:
        parts = urlsplit(text)
    except ValueError:
        raise AddressError(AddressFault.HOST) from None
    try:
        port = parts.port
    except ValueError:
        raise AddressError(AddressFault.PORT) from None
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressError(AddressFault.PORT)
    return parts, port


def _host(parts: SplitResult) -> str:
    """Give the host in ASCII; names as A-labels (RFC 5890)."""
    host = parts.hostname or ""
    if is_ip(host):
        return host
    if not host or ":" in host:
        raise AddressError(AddressFault.HOST)
    if not host.isascii():
        host = _a_labels(host)
    labels = host.removesuffix(".").split(".")
    if len(host) > _LONGEST_NAME + 1 or not all(_HOST_LABEL.fullmatch(label) for label in labels):
        raise AddressError(AddressFault.HOST)
    if labels[-1].isdigit():
        # "1.2.3" or "300.1.1.1": a name whose last label is a number is a broken address
        # (WHATWG URL standard, "ends in a number").
        raise AddressError(AddressFault.HOST)
    return host


def _a_labels(host: str) -> str:
    import idna  # slow to load, seldom needed

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise AddressError(AddressFault.HOST) from None
