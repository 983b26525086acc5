"""What one ping saw: facts only, no judgement. Times are milliseconds from the ping's start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from enum import StrEnum

from iottly_keycheck.connection.facts.response_body import Body, BodyKind

EMPTY_BODY = Body(BodyKind.EMPTY, "")


class StageId(StrEnum):
    """The stages of a ping, in their order."""

    PROXY = "proxy"
    DNS = "dns"
    TCP = "tcp"
    TLS = "tls"
    HTTP = "http"
    KEY = "key"


class StageState(StrEnum):
    """How a stage stands; `RUNNING` only while the ping goes on."""

    RUNNING = "running"
    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its state, its duration in ms, what was seen, when it began.

    The times are `None` where it was skipped; `at_ms` is too where nobody noted it.
    """

    id: StageId
    state: StageState
    ms: int | None = None
    detail: str = ""
    at_ms: int | None = None


OnStage = Callable[[Stage], None]
"""Told of each stage as it starts (`RUNNING`) and ends; called on the ping's own thread."""


class FailureKind(StrEnum):
    """What went wrong, independent of where."""

    CANCELLED = "cancelled"
    TIMEOUT = "timeout"
    # resolving
    NAME_NOT_FOUND = "name_not_found"
    RESOLVER_FAILED = "resolver_failed"
    ADDRESS_IMPOSSIBLE = "address_impossible"
    """The name resolves to an address that cannot be the service."""
    # reaching
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NO_ROUTE = "no_route"
    """This computer itself has no way out."""
    RESET = "reset"
    """Reset, or closed before anything was said."""
    # TLS
    CERTIFICATE = "certificate"
    """Refused; `verify_code` is OpenSSL's number of the reason."""
    HANDSHAKE = "handshake"
    """No common version or cipher, or an alert."""
    NOT_TLS = "not_tls"
    # HTTP
    CUT_OFF = "cut_off"
    MALFORMED = "malformed"
    """What was answered is not HTTP (or not SOCKS)."""
    # the proxy's own answers
    PROXY_STATUS = "proxy_status"
    """Another status than 2xx to CONNECT; see `ProxyFacts.status`."""
    SOCKS_NO_METHOD = "socks_no_method"
    SOCKS_LOGIN_REFUSED = "socks_login_refused"
    SOCKS_REPLY = "socks_reply"
    """Another reply code than 0; see `ProxyFacts.socks_reply`."""
    # settings
    ADDRESS_UNUSABLE = "address_unusable"
    """See `Observation.unusable`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The first thing that went wrong: at which stage, of which kind.

    `verify_code` is OpenSSL's X509_V_ERR number where the kind is `CERTIFICATE`; `alert` the name
    of a TLS alert that was received; `proxy_tls` tells a handshake with an `https://` proxy;
    `no_authorities` that this computer trusts nobody at all.
    """

    stage: StageId
    kind: FailureKind
    verify_code: int | None = None
    alert: str | None = None
    proxy_tls: bool = False
    no_authorities: bool = False


class ProxySource(StrEnum):
    """Where the choice of a proxy came from."""

    SETTING = "setting"
    ENVIRONMENT = "environment"
    SYSTEM = "system"
    PAC = "pac"
    NONE = "none"


class DirectReason(StrEnum):
    """Why no proxy is used."""

    SETTING = "setting"
    """The user said: none."""
    NOTHING_CONFIGURED = "nothing_configured"
    NO_PROXY = "no_proxy"
    """A proxy is set, an exception covers this host."""
    LOOPBACK = "loopback"
    """The service is on this computer."""
    PAC = "pac"
    """The PAC file says so."""
    PAC_UNUSABLE = "pac_unusable"
    """The PAC file cannot be used; browsers go without a proxy then."""
    FOLLOW_UP = "follow_up"
    """To see whether it works without the proxy."""


class ProxyAuthScheme(StrEnum):
    """The schemes to sign in to a proxy that the program has, by their registered names.

    Proxies write them in any letter case (RFC 9110, section 11.1).
    """

    NEGOTIATE = "Negotiate"
    NTLM = "NTLM"
    DIGEST = "Digest"
    BASIC = "Basic"


class ProxyAuthOutcome(StrEnum):
    """What came of one way to sign in to a proxy."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """The proxy did not take the password, or the ticket."""
    NOT_TAKEN = "not_taken"
    """The proxy did not go into it: neither a password nor a ticket was sent."""
    FAILED = "failed"
    """Nothing could be sent; see `ProxyAuthAttempt.problem`."""
    WITHHELD = "withheld"
    """The password was refused before in this run, and was not sent again."""


class ProxyAuthProblem(StrEnum):
    """Why Kerberos, or the operating system, did not help to sign in."""

    NOT_INSTALLED = "not_installed"
    NO_TICKET = "no_ticket"
    TICKET_EXPIRED = "ticket_expired"
    CLOCK = "clock"
    """This computer's clock and the Kerberos server's differ by too much."""
    REALM = "realm"
    """There is no Kerberos server for the account or the proxy, or it does not know one of them."""
    UNREACHABLE = "unreachable"
    """No Kerberos server answers."""
    PASSWORD = "password"
    """The Kerberos server does not accept the password."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProxyAuthAttempt:
    """One way to sign in to a proxy that was tried.

    `scheme` is the proxy's name for it, `mechanism` what ran inside (`kerberos`, `ntlm` or
    empty), `account` the name of whom it was for, `detail` the library's own words.
    """

    scheme: str
    outcome: ProxyAuthOutcome
    mechanism: str = ""
    account: str = ""
    problem: ProxyAuthProblem | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProxyFacts:
    """Which proxy was used and why, and what it answered.

    `url` has no user name or password and is `None` on a direct path. `variable` is the
    environment variable or system setting that decided. `status`, `reason` and `headers` are its
    answer to CONNECT, `offers` the names of the sign-in methods it offers, `auth_attempts` those
    that were tried, `socks_reply` the reply code of RFC 1928, section 6. `exceptions` are the hosts
    that go without (NO_PROXY), `exempted_by` the one that covers this host; `username` is the one
    that was sent.
    """

    url: str | None = None
    source: ProxySource = ProxySource.NONE
    variable: str = ""
    direct_reason: DirectReason | None = None
    exempted_by: str = ""
    exceptions: tuple[str, ...] = ()
    username: str = ""
    password_sent: bool = False
    password_in_clear: bool = False
    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    offers: tuple[str, ...] = ()
    auth_attempts: tuple[ProxyAuthAttempt, ...] = ()
    socks_reply: int | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """A setting that cannot be used as written.

    `field` is `url`, `proxy`, `pac` or `timeout`; `value` is as written, without a password;
    `reason` an `AddressFault` or `range`; `source` and `variable` say where it stands.
    """

    field: str
    value: str
    reason: str
    source: ProxySource = ProxySource.SETTING
    variable: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as the peer presented it, trusted or not. The dates are UTC."""

    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CertificateChain:
    """The certificates as the service presented them, its own first."""

    certificates: tuple[Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """What was agreed on, as OpenSSL names it."""

    version: str
    cipher: str


@dataclass(frozen=True, slots=True)
class ServiceAddresses:
    """The service's addresses: all that are `known`, those that `failed`, the one `reached`."""

    known: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    reached: str | None = None


@dataclass(frozen=True, slots=True)
class SentRequest:
    """The request: all its headers as they were sent, and whether the key is among them."""

    headers: tuple[tuple[str, str], ...] = ()
    with_key: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to the ping.

    `body` is the content, at most 64 KiB of it (`truncated` tells that there was more); it is
    empty where the answer broke off after its headers.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: Body = EMPTY_BODY
    truncated: bool = False

    def header(self, name: str) -> str | None:
        """Give the first header of that name, letter case aside."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried: `what` (an address, a CONNECT leg), when, how long, the outcome."""

    what: str
    at_ms: int
    ms: int
    outcome: str


@dataclass(frozen=True, slots=True)
class OtherRoute:
    """A follow-up probe along the other route, without the key: through `proxy_url` or directly.

    `works` tells that the API answered there, with 401 as it has to.
    """

    proxy_url: str | None
    works: bool


@dataclass(frozen=True, slots=True)
class ServerTime:
    """The time by the `Date` header of the service or the proxy (RFC 9110, section 6.6.1).

    `ahead_s` is how many seconds this computer's clock is ahead of it (negative: behind);
    `suits_certificate` tells that the certificates are valid at that time.
    """

    time: datetime
    ahead_s: int
    suits_certificate: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was found out after something had failed; `None` is what was not looked at.

    `authorization_works`: the key in the `Authorization` header got the pong;
    `direct_works_with_key`: after a 401 through a proxy, the same call without it got the pong;
    `plain_http`: what answers without TLS, where somebody else answered with it.
    """

    other_route: OtherRoute | None = None
    authorization_works: bool | None = None
    direct_works_with_key: bool | None = None
    plain_http: Response | None = None


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What one ping saw and a report shows as it is.

    `stages` has all six in order. `addresses` are those of the service; `chain` are the
    certificates as presented, the service's own (`certificate`) first. `exception` is the
    library's text.
    """

    url: str
    stages: tuple[Stage, ...]
    elapsed_ms: int
    _: KW_ONLY
    key_sent: bool = False
    addresses: tuple[str, ...] = ()
    certificate: Certificate | None = None
    chain: tuple[Certificate, ...] = ()
    tls: TlsFacts | None = None
    attempts: tuple[Attempt, ...] = ()
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Observation(CallFacts):
    """Everything one ping saw. `failure` is `None` when HTTP answered, whatever the answer.

    `request_headers` are those that were sent. Its texts are clean of secrets.
    """

    proxy: ProxyFacts = ProxyFacts()
    failure: Failure | None = None
    unusable: Unusable | None = None
    address: str | None = None
    failed_addresses: tuple[str, ...] = ()
    trust_variable: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    response: Response | None = None
    follow_up: FollowUp = FollowUp()
    server_time: ServerTime | None = None
    pac_problem: str = ""
