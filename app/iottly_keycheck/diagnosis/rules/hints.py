"""What is worth saying besides the cause: a pure function over what one ping saw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import (
    Certificate,
    Observation,
    OtherRoute,
    ProxyAuthAttempt,
    ProxyAuthOutcome,
    ProxyAuthProblem,
    Response,
    StageId,
    Unusable,
)
from iottly_keycheck.diagnosis.hint import Hint, HintId, Level
from iottly_keycheck.diagnosis.rules.diagnose import is_portal
from iottly_keycheck.settings import DOCUMENTED_URL

_CERTIFICATE_CAUSES = frozenset(
    {Cause.TLS_UNTRUSTED, Cause.TLS_EXPIRED, Cause.TLS_NOT_YET_VALID, Cause.TLS_WRONG_HOST}
)
_DATE_CAUSES = frozenset({Cause.TLS_EXPIRED, Cause.TLS_NOT_YET_VALID})
_WORTH_SAYING = 300  # seconds; Kerberos, too, bears no more
_TUNNEL_STAGES = frozenset({StageId.TCP, StageId.TLS})

_OUTCOMES = {
    ProxyAuthOutcome.ACCEPTED: HintId.SIGNED_IN,
    ProxyAuthOutcome.REFUSED: HintId.SIGN_IN_REFUSED,
    ProxyAuthOutcome.NOT_TAKEN: HintId.SIGN_IN_NOT_TAKEN,
    ProxyAuthOutcome.WITHHELD: HintId.SIGN_IN_WITHHELD,
}
_NO_WARNING = frozenset({ProxyAuthOutcome.ACCEPTED, ProxyAuthOutcome.NOT_TAKEN})
_PROBLEMS = {
    ProxyAuthProblem.NOT_INSTALLED: HintId.KERBEROS_NOT_INSTALLED,
    ProxyAuthProblem.NO_TICKET: HintId.KERBEROS_NO_TICKET,
    ProxyAuthProblem.TICKET_EXPIRED: HintId.KERBEROS_TICKET_EXPIRED,
    ProxyAuthProblem.CLOCK: HintId.KERBEROS_CLOCK,
    ProxyAuthProblem.REALM: HintId.KERBEROS_REALM,
    ProxyAuthProblem.UNREACHABLE: HintId.KERBEROS_UNREACHABLE,
    ProxyAuthProblem.PASSWORD: HintId.KERBEROS_PASSWORD,
    ProxyAuthProblem.OTHER: HintId.SIGN_IN_FAILED,
}
_NOT_ITS_FAULT = frozenset({ProxyAuthProblem.NOT_INSTALLED, ProxyAuthProblem.NO_TICKET})
_MECHANISMS = {"kerberos": "Kerberos", "ntlm": "NTLM"}

_AUTHORITIES = "ca-certificates"
"""The package that has the public authorities, on all the large distributions of Linux."""

# What these products write into the issuer's name when they open TLS.
_SECURITY_PRODUCTS = (
    ("avast", "Avast"),
    ("avg ", "AVG"),
    ("bitdefender", "Bitdefender"),
    ("blue coat", "Symantec (Blue Coat)"),
    ("check point", "Check Point"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("eset", "ESET"),
    ("forcepoint", "Forcepoint"),
    ("fortinet", "Fortinet FortiGate"),
    ("fortigate", "Fortinet FortiGate"),
    ("kaspersky", "Kaspersky"),
    ("mcafee", "McAfee Web Gateway"),
    ("netskope", "Netskope"),
    ("palo alto", "Palo Alto Networks"),
    ("sonicwall", "SonicWall"),
    ("sophos", "Sophos"),
    ("squid", "Squid"),
    ("watchguard", "WatchGuard"),
    ("websense", "Forcepoint (Websense)"),
    ("zscaler", "Zscaler"),
)


def hints(seen: Observation, cause: Cause) -> tuple[Hint, ...]:
    """Give the hints to an observation and its cause, the most telling first."""
    return (
        *_about_settings(seen.unusable),
        *_about_addresses(seen),
        *_about_certificate(seen, cause),
        *_about_portal(seen.follow_up.plain_http),
        *_about_clock(seen),
        *_about_answer(seen.response),
        *_about_proxy(seen),
        *_about_other_path(seen.follow_up.other_route),
        *_about_setup(seen),
    )


def _about_settings(unusable: Unusable | None) -> Iterator[Hint]:
    if unusable is not None:
        yield setting_unusable(unusable)


def setting_unusable(unusable: Unusable) -> Hint:
    """Give the hint that carries a setting that cannot be used."""
    return Hint(
        HintId.SETTING_UNUSABLE,
        Level.WARNING,
        {
            "field": unusable.field,
            "value": unusable.value,
            "reason": str(unusable.reason),
            "source": str(unusable.source),
            "variable": unusable.variable,
        },
    )


def _about_addresses(seen: Observation) -> Iterator[Hint]:
    if seen.address and seen.failed_addresses:
        yield Hint(
            HintId.ADDRESSES_FAILED,
            Level.WARNING,
            {"host": _host(seen.url), "addresses": ", ".join(seen.failed_addresses)},
        )


def _about_certificate(seen: Observation, cause: Cause) -> Iterator[Hint]:
    certificate = seen.certificate
    if certificate is None or cause not in _CERTIFICATE_CAUSES:
        return
    if cause is Cause.TLS_UNTRUSTED and _trusts_nobody(seen):
        yield Hint(HintId.NO_TRUST_STORE, Level.WARNING, {"package": _AUTHORITIES})
    elif cause is Cause.TLS_UNTRUSTED:
        yield Hint(HintId.ISSUED_BY, Level.WARNING, {"issuer": certificate.issuer})
    product = _security_product(seen.chain)
    if product:
        yield Hint(HintId.SECURITY_PRODUCT, Level.WARNING, {"product": product})
    if cause is Cause.TLS_WRONG_HOST:
        names = ", ".join(certificate.names) or certificate.subject
        yield Hint(HintId.CERTIFICATE_FOR, Level.INFO, {"names": names})
    if cause in _DATE_CAUSES:
        dates = {
            "not_before": f"{certificate.not_before:%Y-%m-%d}",
            "not_after": f"{certificate.not_after:%Y-%m-%d}",
        }
        yield Hint(HintId.CERTIFICATE_DATES, Level.INFO, dates)


def _trusts_nobody(seen: Observation) -> bool:
    """Tell whether the computer lacks its authorities, and no variable names others."""
    return seen.failure is not None and seen.failure.no_authorities and not seen.trust_variable


def _about_portal(plain_http: Response | None) -> Iterator[Hint]:
    if plain_http is not None and is_portal(plain_http):
        yield Hint(HintId.PORTAL_SEEN, Level.WARNING)


def _about_clock(seen: Observation) -> Iterator[Hint]:
    clock = seen.server_time
    if clock is not None and abs(clock.ahead_s) >= _WORTH_SAYING:
        arguments = {
            "minutes": str(round(abs(clock.ahead_s) / 60)),
            "time": f"{clock.time:%Y-%m-%d %H:%M}",
        }
        yield Hint(HintId.CLOCK_OFF, Level.WARNING, arguments)


def _about_answer(response: Response | None) -> Iterator[Hint]:
    if response is None:
        return
    location = response.header("Location")
    if location:
        yield Hint(HintId.REDIRECTED_TO, Level.INFO, {"location": location[:500]})
    retry_after = response.header("Retry-After")
    if retry_after:
        yield Hint(HintId.RETRY_AFTER, Level.INFO, {"value": retry_after[:100]})
    if response.body.status not in (None, response.status):
        yield Hint(HintId.STATUS_IN_BODY, Level.INFO, {"status": str(response.body.status)})


def _about_proxy(seen: Observation) -> Iterator[Hint]:
    proxy = seen.proxy
    where = {"source": str(proxy.source), "variable": proxy.variable}
    if proxy.url is None:
        if proxy.direct_reason is not None:
            yield Hint(HintId.WENT_DIRECT, Level.INFO, {"reason": str(proxy.direct_reason)})
        if proxy.exempted_by:
            arguments = {"entry": proxy.exempted_by, "host": _host(seen.url)}
            yield Hint(HintId.NO_PROXY_EXEMPTS, Level.INFO, arguments)
        return
    yield Hint(HintId.PROXY_FROM, Level.INFO, {"proxy": proxy.url, **where})
    if proxy.exceptions and seen.failure:
        arguments = {"entries": ", ".join(proxy.exceptions)[:500], "host": _host(seen.url)}
        yield Hint(HintId.NO_PROXY_MISSES, Level.INFO, arguments)
    if proxy.status is not None and seen.failure and seen.failure.stage is StageId.PROXY:
        answer = {"status": str(proxy.status), "reason": proxy.reason[:200]}
        yield Hint(HintId.PROXY_ANSWERED, Level.INFO, answer)
        if proxy.offers:
            yield Hint(HintId.PROXY_OFFERS, Level.INFO, {"offers": ", ".join(proxy.offers)})
    if seen.failure and seen.failure.stage in _TUNNEL_STAGES:
        yield Hint(HintId.TUNNEL_BROKE, Level.INFO, {"proxy": proxy.url})
    for tried in proxy.auth_attempts:
        yield from _about_sign_in(tried)
        if tried.problem is not None and seen.failure and seen.failure.stage is StageId.PROXY:
            yield _about_sign_in_problem(tried, tried.problem)
    if proxy.password_in_clear:
        yield Hint(HintId.PROXY_PASSWORD_IN_CLEAR)


def _about_sign_in(tried: ProxyAuthAttempt) -> Iterator[Hint]:
    inside = _MECHANISMS.get(tried.mechanism, "")
    way = tried.scheme if inside in ("", tried.scheme) else f"{tried.scheme} ({inside})"
    arguments = {"way": way, "account": _account(tried)}
    found = _OUTCOMES.get(tried.outcome)
    if found is not None:
        level = Level.INFO if tried.outcome in _NO_WARNING else Level.WARNING
        yield Hint(found, level, arguments)


def _about_sign_in_problem(tried: ProxyAuthAttempt, problem: ProxyAuthProblem) -> Hint:
    arguments = {"account": _account(tried), "detail": tried.detail[:300] or "?"}
    level = Level.INFO if problem in _NOT_ITS_FAULT else Level.WARNING
    return Hint(_PROBLEMS[problem], level, arguments)


def _account(tried: ProxyAuthAttempt) -> str:
    return tried.account[:200] or "?"


def _about_other_path(other: OtherRoute | None) -> Iterator[Hint]:
    if other is None:
        return
    if other.proxy_url is None:
        yield Hint(HintId.DIRECT_WORKS if other.works else HintId.DIRECT_FAILS_TOO)
    else:
        found = HintId.PROXY_WORKS if other.works else HintId.PROXY_FAILS_TOO
        yield Hint(found, Level.INFO, {"proxy": other.proxy_url})


def _about_setup(seen: Observation) -> Iterator[Hint]:
    host = _host(seen.url)
    if seen.pac_problem:
        yield Hint(HintId.PAC_PROBLEM, Level.WARNING, {"reason": seen.pac_problem[:300]})
    if seen.unusable is None and host != _host(DOCUMENTED_URL):
        yield Hint(HintId.URL_NOT_DOCUMENTED, Level.INFO, {"host": host})
    if seen.trust_variable:
        yield Hint(HintId.TRUST_FROM_ENVIRONMENT, Level.INFO, {"variable": seen.trust_variable})


def _security_product(chain: tuple[Certificate, ...]) -> str | None:
    """Find a product that opens TLS by the names of the issuers."""
    issuers = " ".join(f"{certificate.issuer} " for certificate in chain).lower()
    found = (
        name for mark, name in _SECURITY_PRODUCTS if re.search(rf"\b{re.escape(mark)}", issuers)
    )
    return next(found, None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
