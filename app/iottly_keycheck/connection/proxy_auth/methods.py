"""The ways to sign in to an HTTP proxy that there are for a challenge, the strongest first."""

from __future__ import annotations

import base64
import getpass
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from iottly_keycheck.connection.facts.address import Credentials
from iottly_keycheck.connection.facts.observation import ProxyAuthProblem, ProxyAuthScheme
from iottly_keycheck.connection.proxy_auth import digest
from iottly_keycheck.connection.proxy_auth.challenges import Challenge
from iottly_keycheck.connection.proxy_auth.negotiate import BY_SYSTEM, Handshake
from iottly_keycheck.connection.proxy_auth.rejected_credentials import Account


class ProxyAuthMethod(Protocol):
    """One way to sign in. Its calls raise `negotiate.HandshakeFailed`.

    `proves` tells that the last value proved who somebody is, by a password or a ticket,
    `is_weak` that whoever reads it on the way may find out the password; what `keeps_connection`
    is bound to one connection, and its calls may block.
    """

    account: str
    problem: ProxyAuthProblem | None
    detail: str
    mechanism: str
    keeps_connection: bool

    @property
    def scheme(self) -> str: ...
    @property
    def proves(self) -> bool: ...
    @property
    def is_weak(self) -> bool: ...
    def first(self, offers: Sequence[Challenge], /) -> str: ...
    def then(self, answer: Sequence[Challenge], /) -> str | None: ...
    def close(self) -> None: ...


class _OneStepMethod:
    """What the schemes without a handshake have in common."""

    problem: ProxyAuthProblem | None = None
    detail = ""
    mechanism = ""
    proves = True
    keeps_connection = False

    def __init__(self, credentials: Credentials) -> None:
        self.account, self._password = credentials

    def then(self, _answer: Sequence[Challenge], /) -> str | None:
        """See `ProxyAuthMethod`."""
        return None

    def close(self) -> None:
        """See `ProxyAuthMethod`."""


class Basic(_OneStepMethod):
    """The scheme Basic (RFC 7617), in UTF-8."""

    scheme = ProxyAuthScheme.BASIC
    is_weak = True

    def first(self, _offers: Sequence[Challenge], /) -> str:
        """See `ProxyAuthMethod`."""
        login = f"{self.account}:{self._password.reveal()}"
        return f"{self.scheme} {base64.b64encode(login.encode('utf-8', 'replace')).decode('ascii')}"


class Digest(_OneStepMethod):
    """The scheme Digest, for a tunnel to `target`, "host:port"."""

    scheme = ProxyAuthScheme.DIGEST
    is_weak = False

    def __init__(self, credentials: Credentials, target: str) -> None:
        super().__init__(credentials)
        self._target = target
        self._renewed = False

    def first(self, offers: Sequence[Challenge], /) -> str:
        """See `ProxyAuthMethod`."""
        return self._answer(offers) or ""

    def then(self, answer: Sequence[Challenge], /) -> str | None:
        """Answer once more where the password was right and the proxy's number had grown old."""
        challenge = digest.best(each for each in answer if each.is_of(ProxyAuthScheme.DIGEST))
        if challenge is None or self._renewed or not digest.is_stale(challenge):
            return None
        self._renewed = True
        return self._answer(answer)

    def _answer(self, challenges: Sequence[Challenge]) -> str | None:
        challenge = digest.best(each for each in challenges if each.is_of(ProxyAuthScheme.DIGEST))
        if challenge is None:
            return None
        return digest.authorization(challenge, self._target, self.account, self._password)


@dataclass(frozen=True, slots=True)
class MethodGroup:
    """Ways for one identity: a password's `account`, or `None` for the session's ticket."""

    account: Account | None
    methods: tuple[ProxyAuthMethod, ...]


def method_groups(
    offers: Sequence[Challenge],
    host: str,
    target: str,
    proxy: str,
    credentials: Credentials | None,
) -> tuple[MethodGroup, ...]:
    """Give what may be tried, in this order, with the proxy at `host` whose URL is `proxy`.

    First the ticket of the session, then the password; on Windows the account that is logged in
    where there is no password.
    """
    handshakes = [
        name for name in (ProxyAuthScheme.NEGOTIATE, ProxyAuthScheme.NTLM) if _offered(offers, name)
    ]
    password = credentials[1] if credentials and credentials[1] else None
    username = credentials[0] if credentials else ""
    found = []
    methods: tuple[ProxyAuthMethod, ...]
    if BY_SYSTEM and password is None:
        methods = tuple(Handshake(name, host, _logged_in()) for name in handshakes)
        found.append(MethodGroup(Account(proxy, "", None), methods))
    elif ProxyAuthScheme.NEGOTIATE in handshakes:
        found.append(MethodGroup(None, (Handshake(ProxyAuthScheme.NEGOTIATE, host),)))
    if credentials:
        methods = _by_password(offers, host, target, credentials, handshakes if password else [])
        found.append(MethodGroup(Account(proxy, username, credentials[1]), methods))
    return tuple(group for group in found if group.methods)


def _by_password(
    offers: Sequence[Challenge],
    host: str,
    target: str,
    credentials: Credentials,
    handshakes: Sequence[str],
) -> tuple[ProxyAuthMethod, ...]:
    methods: list[ProxyAuthMethod] = [Handshake(name, host, *credentials) for name in handshakes]
    if digest.best(each for each in offers if each.is_of(ProxyAuthScheme.DIGEST)):
        methods.append(Digest(credentials, target))
    if _offered(offers, ProxyAuthScheme.BASIC) or not offers:
        methods.append(Basic(credentials))
    return tuple(methods)


def _offered(offers: Sequence[Challenge], scheme: str) -> bool:
    return any(each.is_of(scheme) for each in offers)


def _logged_in() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
