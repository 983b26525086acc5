"""How it was decided which proxy to use, and what came of it, a sentence each step.

Pure: a report's facts and hints say it all, in the order in which
`connection.proxy_choice.route` looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iottly_keycheck.connection.facts.observation import DirectReason, ProxySource
from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import hint_messages, messages
from iottly_keycheck.diagnosis.text.hint_messages import ProxyStep
from iottly_keycheck.diagnosis.text.messages import Translate, english

_ASKED_AND_TRIED = (
    HintId.PROXY_OFFERS,
    HintId.SIGNED_IN,
    HintId.SIGN_IN_REFUSED,
    HintId.SIGN_IN_NOT_TAKEN,
    HintId.SIGN_IN_WITHHELD,
    HintId.SIGN_IN_FAILED,
    HintId.KERBEROS_NOT_INSTALLED,
    HintId.KERBEROS_NO_TICKET,
    HintId.KERBEROS_TICKET_EXPIRED,
    HintId.KERBEROS_CLOCK,
    HintId.KERBEROS_REALM,
    HintId.KERBEROS_UNREACHABLE,
    HintId.KERBEROS_PASSWORD,
)
_DIRECTLY = {
    DirectReason.SETTING: (ProxyStep.SETTINGS_NONE,),
    DirectReason.NOTHING_CONFIGURED: (
        ProxyStep.SETTINGS_AUTO,
        ProxyStep.ENVIRONMENT_NONE,
        ProxyStep.SYSTEM_NONE,
    ),
    DirectReason.NO_PROXY: (ProxyStep.SETTINGS_AUTO,),
    DirectReason.LOOPBACK: (ProxyStep.LOOPBACK,),
    DirectReason.PAC: (ProxyStep.PAC_DIRECT,),
    DirectReason.PAC_UNUSABLE: (),
}


def proxy_steps(report: Report, translate: Translate = english) -> tuple[str, ...]:
    """Give the steps as sentences; none where the check did not come so far."""
    return tuple(_steps(report, translate))


def _steps(report: Report, translate: Translate) -> Iterator[str]:
    yield from _hints(report, translate, HintId.SETTING_UNUSABLE)
    for step in _chosen(report):
        yield translate(hint_messages.PROXY_STEPS[step]).format(
            proxy=report.proxy.url or "",
            variable=_arguments(report, HintId.PROXY_FROM).get("variable", ""),
        )
    yield from _hints(
        report, translate, HintId.PAC_PROBLEM, HintId.NO_PROXY_EXEMPTS, HintId.NO_PROXY_MISSES
    )
    yield from _hints(report, translate, *_ASKED_AND_TRIED)
    if report.proxy.status is not None:
        answered = translate(hint_messages.PROXY_STEPS[ProxyStep.ANSWERED])
        yield answered.format(status=report.proxy.status)
    yield from _hints(report, translate, HintId.TUNNEL_BROKE, HintId.WENT_DIRECT)


def _chosen(report: Report) -> tuple[ProxyStep, ...]:
    """Give where was looked, up to the place that decided."""
    if report.proxy.url is None:
        reason = _arguments(report, HintId.WENT_DIRECT).get("reason", "")
        return _DIRECTLY.get(DirectReason(reason), ()) if reason in list(DirectReason) else ()
    match report.proxy.source:
        case ProxySource.SETTING:
            return (ProxyStep.SETTINGS_PROXY,)
        case ProxySource.ENVIRONMENT:
            return (ProxyStep.SETTINGS_AUTO, ProxyStep.ENVIRONMENT_PROXY)
        case ProxySource.SYSTEM:
            return (
                ProxyStep.SETTINGS_AUTO,
                ProxyStep.ENVIRONMENT_NONE,
                ProxyStep.SYSTEM_PROXY,
            )
        case ProxySource.PAC:
            return (ProxyStep.PAC_PROXY,)
        case ProxySource.NONE:
            return ()


def _hints(report: Report, translate: Translate, *ids: HintId) -> Iterator[str]:
    return (messages.hint(each, translate) for each in report.hints if each.id in ids)


def _arguments(report: Report, hint_id: HintId) -> Mapping[str, str]:
    return next((hint.args for hint in report.hints if hint.id is hint_id), {})
