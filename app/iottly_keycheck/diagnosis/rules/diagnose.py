"""From what one ping saw to its cause: ordered rules, a pure function over facts."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    Observation,
    ProxyAuthOutcome,
    ProxyAuthProblem,
    ProxyAuthScheme,
    ProxyFacts,
    Response,
    StageId,
)
from iottly_keycheck.connection.facts.response_body import BodyKind

if TYPE_CHECKING:
    from iottly_keycheck.diagnosis.rules.pages import Page

Kind = FailureKind

_CERTIFICATE_CAUSES = {
    # OpenSSL's X509_V_ERR numbers
    9: Cause.TLS_NOT_YET_VALID,
    10: Cause.TLS_EXPIRED,
    62: Cause.TLS_WRONG_HOST,
    64: Cause.TLS_WRONG_HOST,
}

_FAILURE_CAUSES = {
    (StageId.DNS, Kind.NAME_NOT_FOUND): Cause.DNS_NAME_NOT_FOUND,
    (StageId.DNS, Kind.RESOLVER_FAILED): Cause.DNS_UNAVAILABLE,
    (StageId.DNS, Kind.TIMEOUT): Cause.DNS_UNAVAILABLE,
    (StageId.DNS, Kind.ADDRESS_IMPOSSIBLE): Cause.DNS_BLOCKED,
    (StageId.TCP, Kind.REFUSED): Cause.CONNECTION_REFUSED,
    (StageId.TCP, Kind.TIMEOUT): Cause.CONNECTION_TIMEOUT,
    (StageId.TCP, Kind.RESET): Cause.CONNECTION_RESET,
    (StageId.TCP, Kind.UNREACHABLE): Cause.NETWORK_UNREACHABLE,
    (StageId.TLS, Kind.RESET): Cause.CONNECTION_RESET,
    (StageId.TLS, Kind.TIMEOUT): Cause.TLS_TIMEOUT,
    (StageId.TLS, Kind.HANDSHAKE): Cause.TLS_HANDSHAKE_FAILED,
    (StageId.TLS, Kind.NOT_TLS): Cause.TLS_NOT_SPOKEN,
    (StageId.HTTP, Kind.TIMEOUT): Cause.RESPONSE_TIMEOUT,
    (StageId.HTTP, Kind.CUT_OFF): Cause.RESPONSE_CUT_OFF,
    (StageId.HTTP, Kind.MALFORMED): Cause.UNEXPECTED_RESPONSE,
    (StageId.PROXY, Kind.NAME_NOT_FOUND): Cause.PROXY_NAME_NOT_FOUND,
    (StageId.PROXY, Kind.RESOLVER_FAILED): Cause.PROXY_NAME_NOT_FOUND,
    (StageId.PROXY, Kind.REFUSED): Cause.PROXY_REFUSED,
    (StageId.PROXY, Kind.UNREACHABLE): Cause.PROXY_UNREACHABLE,
    (StageId.PROXY, Kind.TIMEOUT): Cause.PROXY_TIMEOUT,
    (StageId.PROXY, Kind.CERTIFICATE): Cause.PROXY_TLS_FAILED,
    (StageId.PROXY, Kind.HANDSHAKE): Cause.PROXY_TLS_FAILED,
    (StageId.PROXY, Kind.SOCKS_LOGIN_REFUSED): Cause.PROXY_AUTH_REJECTED,
}

_DATE_CAUSES = frozenset({Cause.TLS_EXPIRED, Cause.TLS_NOT_YET_VALID})

# Kept with any body: a page in their place says no more than the number does.
_KEPT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS})

_DENIED = frozenset({401, 403, 429, 451})
_SOCKS_DENIED, _SOCKS_UPSTREAM = frozenset({2}), frozenset({1, 3, 4, 5, 6})
_OUR_SCHEMES = frozenset(scheme.lower() for scheme in ProxyAuthScheme)

_SAID_NO = frozenset({ProxyAuthOutcome.REFUSED, ProxyAuthOutcome.WITHHELD})
# Of these the first tells that Kerberos is no way here, the second that there is nobody to sign in.
_NOTHING_TRIED = frozenset({ProxyAuthProblem.NOT_INSTALLED, ProxyAuthProblem.NO_TICKET})
_TRIED_IN_VAIN = frozenset(ProxyAuthProblem) - _NOTHING_TRIED


def diagnose(seen: Observation) -> Cause:
    """Give the cause of what was seen: follow-up probes outrank the first call."""
    if seen.unusable is not None:
        return Cause.SETTINGS_INVALID
    first = _first_request(seen)
    if first is Cause.CANCELLED:
        return first
    return _follow_up(seen, first) or first


def is_portal(response: Response) -> bool:
    """Tell whether an answer is that of a network which wants people to sign in."""
    return _response(response) is Cause.CAPTIVE_PORTAL


def _first_request(seen: Observation) -> Cause:
    """Judge the documented call by itself."""
    if seen.failure is not None:
        return _failure(seen.failure, seen.proxy)
    if seen.response is None:
        return Cause.INTERNAL_ERROR
    return _response(seen.response)


def _follow_up(seen: Observation, first: Cause) -> Cause | None:
    """Judge what was found out besides; `None` where it does not change the cause."""
    look = seen.follow_up
    if look.direct_works_with_key:
        return Cause.PROXY_STRIPS_KEY
    if look.authorization_works:
        return Cause.HEADER_NOT_ACCEPTED
    if first in _DATE_CAUSES and seen.server_time and seen.server_time.suits_certificate:
        return Cause.CLOCK_WRONG
    if look.other_route and look.other_route.works and look.other_route.proxy_url:
        # The direct path was the first one, and only the proxy gets out.
        return Cause.PROXY_REQUIRED
    if seen.pac_problem and seen.failure is not None and seen.proxy.url is None:
        return Cause.PAC_UNUSABLE
    return None


def _failure(failure: Failure, proxy: ProxyFacts) -> Cause:
    """Judge what went wrong before a whole answer was there."""
    stage, kind = failure.stage, failure.kind
    if kind is Kind.CANCELLED:
        return Cause.CANCELLED
    if kind is Kind.NO_ROUTE:
        return Cause.OFFLINE
    if kind is Kind.PROXY_STATUS:
        return _proxy_status(proxy)
    if kind is Kind.SOCKS_NO_METHOD:
        return Cause.PROXY_AUTH_UNSUPPORTED if proxy.username else Cause.PROXY_AUTH_REQUIRED
    if kind is Kind.SOCKS_REPLY:
        return _socks_reply(proxy.socks_reply)
    if kind is Kind.CERTIFICATE and stage is StageId.TLS:
        return _CERTIFICATE_CAUSES.get(failure.verify_code or 0, Cause.TLS_UNTRUSTED)
    # Whatever else a proxy does, it does not talk as a proxy of its kind.
    otherwise = Cause.PROXY_NOT_A_PROXY if stage is StageId.PROXY else Cause.INTERNAL_ERROR
    return _FAILURE_CAUSES.get((stage, kind), otherwise)


def _proxy_status(proxy: ProxyFacts) -> Cause:
    """Judge an HTTP proxy's refusal of CONNECT."""
    status = proxy.status or 0
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return _proxy_auth(proxy)
    if status in _DENIED:
        return Cause.PROXY_DENIED
    if _is_redirect(status) or status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED:
        return Cause.CAPTIVE_PORTAL
    if _is_server_error(status):
        return Cause.PROXY_UPSTREAM_FAILED
    return Cause.PROXY_NOT_A_PROXY


def _proxy_auth(proxy: ProxyFacts) -> Cause:
    """Judge a 407 by what was tried: what was refused outranks what could not be tried."""
    outcomes = {tried.outcome for tried in proxy.auth_attempts}
    if outcomes & _SAID_NO or any(tried.problem in _TRIED_IN_VAIN for tried in proxy.auth_attempts):
        return Cause.PROXY_AUTH_REJECTED
    offers = {offer.lower() for offer in proxy.offers}
    if offers and not offers & _OUR_SCHEMES:
        return Cause.PROXY_AUTH_UNSUPPORTED
    if ProxyAuthOutcome.NOT_TAKEN in outcomes:
        # Kerberos would be the way, as far as it is there.
        without = any(
            tried.problem is ProxyAuthProblem.NOT_INSTALLED for tried in proxy.auth_attempts
        )
        return Cause.PROXY_AUTH_UNSUPPORTED if without else Cause.PROXY_AUTH_REJECTED
    if proxy.username and offers == {ProxyAuthScheme.DIGEST.lower()}:
        return Cause.PROXY_AUTH_UNSUPPORTED  # by an algorithm that is not known
    return Cause.PROXY_AUTH_REQUIRED


def _socks_reply(code: int | None) -> Cause:
    """Judge a reply code of RFC 1928, section 6."""
    if code in _SOCKS_DENIED:
        return Cause.PROXY_DENIED
    if code in _SOCKS_UPSTREAM:
        return Cause.PROXY_UPSTREAM_FAILED
    return Cause.PROXY_NOT_A_PROXY


def _response(response: Response) -> Cause:
    """Judge a whole answer; the page it may be outranks its status where the status is vague."""
    status = response.status
    if status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED:
        return Cause.CAPTIVE_PORTAL
    if status == HTTPStatus.OK and response.body.kind is BodyKind.JSON_OBJECT:
        return _json_body(response)
    if _is_redirect(status):
        return _redirect(response)
    if response.body.kind is BodyKind.HTML and not _keeps_its_cause(status):
        from iottly_keycheck.diagnosis.rules.pages import read_page

        return _page(status, read_page(response.body.text))
    return _status(status)


def _json_body(response: Response) -> Cause:
    """Judge the JSON inside a 200: the body decides."""
    body = response.body
    if body.status is not None and 400 <= body.status < 600:
        return _status(body.status)
    if body.error is not None:
        return Cause.API_ERROR
    return Cause.OK if body.pong else Cause.UNEXPECTED_RESPONSE


def _redirect(response: Response) -> Cause:
    location = (response.header("Location") or "").strip()
    if response.status == HTTPStatus.NOT_MODIFIED or not location:
        return Cause.UNEXPECTED_RESPONSE
    from iottly_keycheck.diagnosis.rules.pages import SIGN_IN_WORDS

    return Cause.CAPTIVE_PORTAL if SIGN_IN_WORDS.search(location) else Cause.REDIRECTED


def _page(status: int, page: Page) -> Cause:
    """Judge a page: a form to sign in says more than words, words say more than a link."""
    if page.sign_in_form:
        return Cause.CAPTIVE_PORTAL
    if status == HTTPStatus.UNAUTHORIZED:
        return Cause.KEY_REJECTED
    if page.block_words:
        return Cause.BLOCKED_BY_FILTER
    if page.sign_in_link:
        return Cause.CAPTIVE_PORTAL
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        return Cause.BLOCKED_BY_FILTER
    return _status(status)


def _status(status: int) -> Cause:
    """Judge by the status alone."""
    known = {
        HTTPStatus.UNAUTHORIZED: Cause.KEY_REJECTED,
        HTTPStatus.FORBIDDEN: Cause.KEY_FORBIDDEN,
        HTTPStatus.NOT_FOUND: Cause.NOT_FOUND,
        HTTPStatus.TOO_MANY_REQUESTS: Cause.RATE_LIMITED,
        HTTPStatus.SERVICE_UNAVAILABLE: Cause.SERVICE_UNAVAILABLE,
        HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED: Cause.CAPTIVE_PORTAL,
    }
    if status in known:
        return known[HTTPStatus(status)]
    if _is_server_error(status):
        return Cause.SERVER_ERROR
    if 400 <= status < 500:  # RFC 9110, section 15.5
        return Cause.API_ERROR
    return Cause.UNEXPECTED_RESPONSE


def _keeps_its_cause(status: int) -> bool:
    return status in _KEPT or _is_server_error(status)


def _is_redirect(status: int) -> bool:
    return 300 <= status < 400  # RFC 9110, section 15.4


def _is_server_error(status: int) -> bool:
    return 500 <= status < 600  # RFC 9110, section 15.6
