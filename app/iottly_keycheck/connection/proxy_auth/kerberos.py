"""Kerberos on Linux and macOS: the ticket that is there, or one for a user name and a password.

The libraries are an extra of this program; without them there is no Kerberos.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from iottly_keycheck.connection.facts.observation import ProxyAuthProblem
from iottly_keycheck.secret import Secret

_CREDENTIALS_EXPIRED, _NO_CREDENTIALS = 11 << 16, 7 << 16  # RFC 2744, section 3.9.1

# MIT's numbers, from its table `krb5` of errors; GSS-API hands them on as "minor" codes.
_KINDS = {
    -1765328378: ProxyAuthProblem.REALM,  # KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN
    -1765328377: ProxyAuthProblem.REALM,  # KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN
    -1765328366: ProxyAuthProblem.PASSWORD,  # KRB5KDC_ERR_CLIENT_REVOKED, as locked accounts are
    -1765328361: ProxyAuthProblem.PASSWORD,  # KRB5KDC_ERR_KEY_EXP
    -1765328360: ProxyAuthProblem.PASSWORD,  # KRB5KDC_ERR_PREAUTH_FAILED
    -1765328353: ProxyAuthProblem.PASSWORD,  # KRB5KRB_AP_ERR_BAD_INTEGRITY
    -1765328352: ProxyAuthProblem.TICKET_EXPIRED,  # KRB5KRB_AP_ERR_TKT_EXPIRED
    -1765328351: ProxyAuthProblem.CLOCK,  # KRB5KRB_AP_ERR_TKT_NYV
    -1765328347: ProxyAuthProblem.CLOCK,  # KRB5KRB_AP_ERR_SKEW
    -1765328316: ProxyAuthProblem.REALM,  # KRB5KDC_ERR_WRONG_REALM
    -1765328243: ProxyAuthProblem.NO_TICKET,  # KRB5_CC_NOTFOUND
    -1765328236: ProxyAuthProblem.CLOCK,  # KRB5_KDCREP_SKEW
    -1765328230: ProxyAuthProblem.REALM,  # KRB5_REALM_UNKNOWN
    -1765328228: ProxyAuthProblem.UNREACHABLE,  # KRB5_KDC_UNREACH
    -1765328189: ProxyAuthProblem.NO_TICKET,  # KRB5_FCC_NOFILE
    -1765328174: ProxyAuthProblem.PASSWORD,  # KRB5_PREAUTH_FAILED
    -1765328164: ProxyAuthProblem.REALM,  # KRB5_REALM_CANT_RESOLVE
    -1765328160: ProxyAuthProblem.REALM,  # KRB5_CONFIG_NODEFREALM
}
_WORD = 1 << 32

_SAMPLES = frozenset({"ATHENA.MIT.EDU", "EXAMPLE.COM"})


class KerberosFailed(Exception):
    """Kerberos does not help; `problem` says why, `account` whose ticket it is about, if any."""

    def __init__(self, problem: ProxyAuthProblem, detail: str, account: str = "") -> None:
        super().__init__(detail)
        self.problem = problem
        self.detail = detail
        self.account = account


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket to sign in with: whose it is, and its cache (empty for the one of the session)."""

    account: str
    cache: str = ""


def is_installed() -> bool:
    """Tell whether the extra is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("gssapi", "krb5"))


def session_ticket() -> Ticket:
    """Give the ticket of whoever is logged in. Raises `KerberosFailed`. May block."""
    import gssapi

    account = _session_account()
    try:
        credentials = gssapi.Credentials(usage="initiate", mechs=[gssapi.MechType.kerberos])
        lifetime = credentials.lifetime
    except gssapi.raw.GSSError as error:
        raise KerberosFailed(problem_of(error), message_of(error), account) from error
    if lifetime == 0:
        raise KerberosFailed(ProxyAuthProblem.TICKET_EXPIRED, "the time is over", account)
    return Ticket(account)


def _session_account() -> str:
    """Give the name in the session's cache of tickets, whether they are good or not."""
    import krb5

    try:
        context = krb5.init_context()
        principal = krb5.cc_get_principal(context, krb5.cc_default(context))
        return (principal.name or b"").decode(errors="replace")
    except krb5.Krb5Error:
        return ""


@contextmanager
def ticket_for(username: str, password: Secret) -> Iterator[Ticket]:
    r"""Get a ticket by a password, for the block. Raises `KerberosFailed`. May block.

    `DOMAIN\user` is taken as the user of that realm.
    """
    import krb5

    context = krb5.init_context()
    cache = krb5.cc_new_unique(context, b"MEMORY")
    try:
        try:
            if "@" not in _principal(username):
                _require_realm(krb5.get_default_realm(context))
            principal = krb5.parse_name_flags(context, _principal(username).encode())
            options = krb5.get_init_creds_opt_alloc(context)
            krb5.get_init_creds_opt_set_canonicalize(options, True)
            got = krb5.get_init_creds_password(
                context, principal, options, password=password.reveal().encode()
            )
            krb5.cc_initialize(context, cache, got.client)
            krb5.cc_store_cred(context, cache, got)
        except krb5.Krb5Error as error:
            raise KerberosFailed(problem_of(error), message_of(error)) from error
        yield Ticket(username, f"MEMORY:{(cache.name or b'').decode()}")
    finally:
        krb5.cc_destroy(context, cache)


def _require_realm(realm: bytes) -> None:
    """Raise `KerberosFailed` for a realm that is set by the sample files of distributions.

    Its server is none of this computer's business, and would be told of the user.
    """
    if realm.decode() in _SAMPLES:
        raise KerberosFailed(ProxyAuthProblem.REALM, "this computer belongs to no realm")


def problem_of(error: BaseException) -> ProxyAuthProblem:
    """Sort an error of the Kerberos libraries by its number."""
    codes = [getattr(error, name, None) for name in ("err_code", "min_code")]
    for code in codes:
        if isinstance(code, int):
            signed = code - _WORD if code >= _WORD >> 1 else code
            if signed in _KINDS:
                return _KINDS[signed]
    major = getattr(error, "maj_code", 0)
    if major == _CREDENTIALS_EXPIRED:
        return ProxyAuthProblem.TICKET_EXPIRED
    if major == _NO_CREDENTIALS:
        return ProxyAuthProblem.NO_TICKET
    return ProxyAuthProblem.OTHER


def message_of(error: BaseException) -> str:
    """Give the library's words without its numbers, on one line."""
    text = " ".join(str(error).split())
    return re.sub(r"^Major \(\d+\):.*Minor \(\d+\): | -?\d{6,}$", "", text)[:300]


def _principal(username: str) -> str:
    domain, separator, name = username.rpartition("\\")
    return f"{name}@{domain.upper()}" if separator else username
