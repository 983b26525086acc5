"""What a check through the proxy and the same one without it tell together."""

from __future__ import annotations

from enum import StrEnum

from iottly_keycheck.cause import Cause, Party
from iottly_keycheck.connection.facts.observation import DirectReason
from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.diagnosis.report import Report


class Comparison(StrEnum):
    """What comes of comparing the two; each has a sentence of its own."""

    BOTH_WORK = "both_work"
    ONLY_DIRECT_WORKS = "only_direct_works"
    ONLY_PROXY_WORKS = "only_proxy_works"
    ONLY_DIRECT_REACHES = "only_direct_reaches"
    """The key does not work, but iottly answers on the direct way alone."""
    ONLY_PROXY_REACHES = "only_proxy_reaches"
    BOTH_FAIL_ALIKE = "both_fail_alike"
    """For the same cause, which the proxy is not, then."""
    BOTH_FAIL = "both_fail"
    """For different causes."""
    NO_PROXY = "no_proxy"
    """No proxy applies here: both went directly."""


def compare(proxied: Report, direct: Report) -> Comparison:
    """Compare the check through the proxy with the one without it, of the same key."""
    if _had_no_proxy(proxied):
        return Comparison.NO_PROXY
    match proxied.works, direct.works:
        case True, True:
            return Comparison.BOTH_WORK
        case False, True:
            return Comparison.ONLY_DIRECT_WORKS
        case True, False:
            return Comparison.ONLY_PROXY_WORKS
    if proxied.cause is direct.cause:
        return Comparison.BOTH_FAIL_ALIKE
    match _reached(proxied), _reached(direct):
        case False, True:
            return Comparison.ONLY_DIRECT_REACHES
        case True, False:
            return Comparison.ONLY_PROXY_REACHES
    return Comparison.BOTH_FAIL


def _had_no_proxy(report: Report) -> bool:
    """Tell whether there was none to go through; one that cannot be used is one all the same."""
    reasons = (hint.args.get("reason") for hint in report.hints if hint.id is HintId.WENT_DIRECT)
    return report.proxy.url is None and any(
        reason != DirectReason.PAC_UNUSABLE for reason in reasons
    )


def _reached(report: Report) -> bool:
    """Tell whether it was iottly that answered."""
    by_iottly = report.party in (Party.KEY, Party.SERVICE)
    surely = report.cause is not Cause.UNEXPECTED_RESPONSE
    return report.http_status is not None and by_iottly and surely
