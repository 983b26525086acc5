"""Names in a report: what tells who somebody is, and where, as far as it can be told apart."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from iottly_keycheck.connection.facts.address import is_localhost
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.report import Report


class NameKind(StrEnum):
    """What a name is the name of; the value stands in the placeholder."""

    DESCRIPTION = "description"
    """The description of the key: an application, or a person."""
    USER = "user"
    HOST = "host"
    """A computer, network or domain, by its name or address. iottly's own are no secret."""
    CERTIFICATE = "name"
    """Whom a certificate is for, and who issued it: companies, mostly."""
    PATH = "path"
    """A folder or file of this computer."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and what it is the name of."""

    kind: NameKind
    text: str


@dataclass(frozen=True, slots=True)
class ThisComputer:
    """How people, computers and folders are called here: who is logged in, the home folder."""

    users: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


# They tell nothing, and stand in many sentences.
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "admin administrator api cache client connect connection default description direct error"
        " firewall gateway get host http https key krbtgt localhost name network none null"
        " password path pong post proxy request response root router server service socks5"
        " socks5h squid status system test the unknown user web workgroup wpad www",
    )
)
_SHORTEST = 2
_OURS = ("iottly.com", "tomorrowdata.io")
# Modules and names on the message bus look like domains, too.
_NO_DOMAINS = re.compile(
    r"(?:org\.freedesktop|iottly_keycheck|requests|urllib3|keyring|secretstorage|jeepney|ssl"
    r"|socket|http|spnego|gssapi|cryptography|pypac)\.",
)
_FILE_ENDINGS = re.compile(
    r"aspx?|c|cgi|css|csv|dat|dll|exe|gif|html?|ico|jpg|js|json|jsp|log|pac|php|png|pyc?"
    r"|so|sqlite3?|svg|txt|xml",
)
_VALUE_OF_ATTRIBUTE = re.compile(r"(?:^|, )(?:CN|O|OU)=([^=]+?)(?=, [A-Za-z][\w.]*=|$)")
_BEHIND_FROM = re.compile(r"\bfrom\s+([\w.-]+)")
_RECEIVED_BY = re.compile(r"(?:^|,)\s*(?:\w+/)?[\d.]+\s+([\w.-]+)")


def names_in(report: Report, here: ThisComputer) -> Iterator[Name]:
    """Give the names that stand in places of their own, where it is plain what they are.

    Some come twice, or in parts; those of nobody in particular ("proxy") do not come.
    """
    for name in _places(report, here):
        text = name.text.strip(" .*[]")
        if _is_telling(text) and (name.kind is not NameKind.HOST or is_somewhere(text)):
            yield Name(name.kind, text)


def _is_telling(text: str) -> bool:
    return len(text) >= _SHORTEST and text.lower() not in _NO_NAMES and not text.isdigit()


def _places(report: Report, here: ThisComputer) -> Iterator[Name]:
    yield Name(NameKind.DESCRIPTION, report.description or "")
    yield from (Name(NameKind.USER, user) for user in here.users)
    yield from (Name(NameKind.PATH, folder) for folder in here.folders)
    hosts = (*here.hosts, _host(report.url), _host(report.proxy.url or ""), *_relays(report))
    yield from (Name(NameKind.HOST, host) for host in hosts)
    for certificate in filter(None, (report.certificate, *report.chain)):
        yield from (Name(NameKind.HOST, name) for name in certificate.names)
        for whole in (certificate.subject, certificate.issuer):
            yield from _certificate_names(whole)
    for hint in report.hints:
        yield from _in_hint(hint)


def _in_hint(hint: Hint) -> Iterator[Name]:
    for name, value in hint.args.items():
        match name:
            case "account":
                yield from _of_account(value)
            case "host" | "proxy":
                yield Name(NameKind.HOST, _host(value) or value)
            case "entry" | "entries":
                yield from (Name(NameKind.HOST, each) for each in re.split(r"[,\s]+", value))
            case "issuer":
                yield from _certificate_names(value)
            case "value" if hint.id is HintId.SETTING_UNUSABLE:
                # As it was typed: what is wrong with it keeps it from being taken apart.
                yield Name(NameKind.HOST, value)
            case "path":
                yield Name(NameKind.PATH, value)


def _of_account(account: str) -> Iterator[Name]:
    r"""Take `DOMAIN\user` and `user@REALM` apart."""
    domain, _, user = account.rpartition("\\")
    user, _, realm = user.partition("@")
    yield Name(NameKind.USER, user)
    # Windows calls the realm CORP.EXAMPLE by its first part, too.
    yield from (Name(NameKind.HOST, each) for each in (domain, realm, realm.partition(".")[0]))


def _certificate_names(whole: str) -> Iterator[Name]:
    yield Name(NameKind.CERTIFICATE, whole)
    for value in _VALUE_OF_ATTRIBUTE.findall(whole):
        is_host = "." in value and " " not in value
        yield Name(NameKind.HOST if is_host else NameKind.CERTIFICATE, value)


def _relays(report: Report) -> Iterator[str]:
    """Give the computers on the way that name themselves in headers (RFC 9110, section 7.6.3)."""
    for name, value in report.response.headers if report.response else ():
        if name.lower() == "via":
            yield from _RECEIVED_BY.findall(value)
        elif name.lower().startswith("x-"):
            yield from _BEHIND_FROM.findall(value)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_somewhere(host: str) -> bool:
    """Tell whether a name or address says where somebody is: not this computer's, not iottly's."""
    name = host.lower().removesuffix(".")
    if is_localhost(name) or any(name == ours or name.endswith(f".{ours}") for ours in _OURS):
        return False
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return True
    return not address.is_loopback and not address.is_unspecified


def is_address(text: str) -> bool:
    """Tell whether it is an IP address of somebody."""
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return is_somewhere(text)


def is_domain_name(text: str) -> bool:
    """Tell a domain name of somebody from a file, a class and whatever else has a dot in it."""
    last = text.rpartition(".")[2]
    if not (last.islower() or last.isupper()) or not last.isalpha() or len(last) < _SHORTEST:
        return last.lower().startswith("xn--")
    name = text.lower()
    if _FILE_ENDINGS.fullmatch(last.lower()) or _NO_DOMAINS.match(name):
        return False
    return is_somewhere(text)
