"""What is worth saying besides the cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much a hint matters; an `ok` with a `WARNING` works "with a remark"."""

    INFO = "info"
    WARNING = "warning"


class HintId(StrEnum):
    """What is worth saying besides the cause. The arguments of each stand in its template."""

    # the key
    KEY_FAULT = "key_fault"
    KEY_UNUSUAL = "key_unusual"
    STORE_REASON = "store_reason"
    # settings
    SETTING_UNUSABLE = "setting_unusable"
    URL_NOT_DOCUMENTED = "url_not_documented"
    PASSWORD_ON_COMMAND_LINE = "password_on_command_line"
    TRUST_FROM_ENVIRONMENT = "trust_from_environment"
    # the proxy
    PROXY_FROM = "proxy_from"
    WENT_DIRECT = "went_direct"
    NO_PROXY_EXEMPTS = "no_proxy_exempts"
    NO_PROXY_MISSES = "no_proxy_misses"
    PAC_PROBLEM = "pac_problem"
    PROXY_OFFERS = "proxy_offers"
    PROXY_ANSWERED = "proxy_answered"
    PROXY_PASSWORD_IN_CLEAR = "proxy_password_in_clear"
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGN_IN_NOT_TAKEN = "sign_in_not_taken"
    SIGN_IN_WITHHELD = "sign_in_withheld"
    SIGN_IN_FAILED = "sign_in_failed"
    KERBEROS_NOT_INSTALLED = "kerberos_not_installed"
    KERBEROS_NO_TICKET = "kerberos_no_ticket"
    KERBEROS_TICKET_EXPIRED = "kerberos_ticket_expired"
    KERBEROS_CLOCK = "kerberos_clock"
    KERBEROS_REALM = "kerberos_realm"
    KERBEROS_UNREACHABLE = "kerberos_unreachable"
    KERBEROS_PASSWORD = "kerberos_password"
    TUNNEL_BROKE = "tunnel_broke"
    DIRECT_WORKS = "direct_works"
    DIRECT_FAILS_TOO = "direct_fails_too"
    PROXY_WORKS = "proxy_works"
    PROXY_FAILS_TOO = "proxy_fails_too"
    # the way
    CLOCK_OFF = "clock_off"
    ADDRESSES_FAILED = "addresses_failed"
    ISSUED_BY = "issued_by"
    NO_TRUST_STORE = "no_trust_store"
    PORTAL_SEEN = "portal_seen"
    SECURITY_PRODUCT = "security_product"
    CERTIFICATE_FOR = "certificate_for"
    CERTIFICATE_DATES = "certificate_dates"
    # the answer
    REDIRECTED_TO = "redirected_to"
    RETRY_AFTER = "retry_after"
    STATUS_IN_BODY = "status_in_body"


@dataclass(frozen=True, slots=True)
class Hint:
    """One remark: its id, how much it matters, and the arguments of its sentence."""

    id: HintId
    level: Level = Level.INFO
    args: Mapping[str, str] = field(default_factory=dict)
