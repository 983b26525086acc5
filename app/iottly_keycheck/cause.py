"""The vocabulary of causes: why a check ended as it did, and who can act on it.

The ids are public and stable: the window, the report and `check --json` use them.
"""

from __future__ import annotations

from enum import StrEnum


class Party(StrEnum):
    """Who can do something about a cause."""

    KEY = "key"
    COMPUTER = "computer"
    NETWORK = "network"
    PROXY = "proxy"
    SERVICE = "service"
    PROGRAM = "program"


class Cause(StrEnum):
    """One reason why a check ended as it did; the value is the public id."""

    party: Party | None

    def __new__(cls, cause_id: str, party: Party | None = None) -> Cause:
        member = str.__new__(cls, cause_id)
        member._value_ = cause_id
        member.party = party
        return member

    OK = "ok", None

    KEY_MALFORMED = "key_malformed", Party.KEY
    KEY_MISSING = "key_missing", Party.KEY
    KEY_REJECTED = "key_rejected", Party.KEY
    KEY_FORBIDDEN = "key_forbidden", Party.KEY
    HEADER_NOT_ACCEPTED = "header_not_accepted", Party.SERVICE

    KEYRING_UNAVAILABLE = "keyring_unavailable", Party.COMPUTER
    KEYRING_LOCKED = "keyring_locked", Party.COMPUTER
    KEYRING_ERROR = "keyring_error", Party.COMPUTER
    SETTINGS_INVALID = "settings_invalid", Party.COMPUTER
    OFFLINE = "offline", Party.COMPUTER
    CLOCK_WRONG = "clock_wrong", Party.COMPUTER

    DNS_NAME_NOT_FOUND = "dns_name_not_found", Party.NETWORK
    DNS_UNAVAILABLE = "dns_unavailable", Party.NETWORK
    DNS_BLOCKED = "dns_blocked", Party.NETWORK
    CONNECTION_REFUSED = "connection_refused", Party.NETWORK
    CONNECTION_TIMEOUT = "connection_timeout", Party.NETWORK
    CONNECTION_RESET = "connection_reset", Party.NETWORK
    NETWORK_UNREACHABLE = "network_unreachable", Party.NETWORK

    TLS_UNTRUSTED = "tls_untrusted", Party.NETWORK
    TLS_EXPIRED = "tls_expired", Party.SERVICE
    TLS_NOT_YET_VALID = "tls_not_yet_valid", Party.SERVICE
    TLS_WRONG_HOST = "tls_wrong_host", Party.NETWORK
    TLS_HANDSHAKE_FAILED = "tls_handshake_failed", Party.NETWORK
    TLS_NOT_SPOKEN = "tls_not_spoken", Party.NETWORK
    TLS_TIMEOUT = "tls_timeout", Party.NETWORK

    RESPONSE_TIMEOUT = "response_timeout", Party.SERVICE
    RESPONSE_CUT_OFF = "response_cut_off", Party.SERVICE
    CAPTIVE_PORTAL = "captive_portal", Party.NETWORK
    BLOCKED_BY_FILTER = "blocked_by_filter", Party.NETWORK
    REDIRECTED = "redirected", Party.NETWORK
    UNEXPECTED_RESPONSE = "unexpected_response", Party.SERVICE
    NOT_FOUND = "not_found", Party.SERVICE
    RATE_LIMITED = "rate_limited", Party.SERVICE
    API_ERROR = "api_error", Party.SERVICE
    SERVER_ERROR = "server_error", Party.SERVICE
    SERVICE_UNAVAILABLE = "service_unavailable", Party.SERVICE

    PROXY_NAME_NOT_FOUND = "proxy_name_not_found", Party.PROXY
    PROXY_REFUSED = "proxy_refused", Party.PROXY
    PROXY_UNREACHABLE = "proxy_unreachable", Party.PROXY
    PROXY_TIMEOUT = "proxy_timeout", Party.PROXY
    PROXY_AUTH_REQUIRED = "proxy_auth_required", Party.PROXY
    PROXY_AUTH_REJECTED = "proxy_auth_rejected", Party.PROXY
    PROXY_AUTH_UNSUPPORTED = "proxy_auth_unsupported", Party.PROXY
    PROXY_DENIED = "proxy_denied", Party.PROXY
    PROXY_UPSTREAM_FAILED = "proxy_upstream_failed", Party.PROXY
    PROXY_NOT_A_PROXY = "proxy_not_a_proxy", Party.PROXY
    PROXY_TLS_FAILED = "proxy_tls_failed", Party.PROXY
    PROXY_STRIPS_KEY = "proxy_strips_key", Party.PROXY
    PROXY_REQUIRED = "proxy_required", Party.PROXY
    PAC_UNUSABLE = "pac_unusable", Party.PROXY

    CANCELLED = "cancelled", None
    INTERNAL_ERROR = "internal_error", Party.PROGRAM
