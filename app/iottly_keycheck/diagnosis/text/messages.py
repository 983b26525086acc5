"""The messages of a report: the templates of `cause_messages` and `hint_messages`, translated and
filled.

`translate` is given a template and gives it back in the reader's language: the window's
translator, or `english` for the command line and reports. Filling comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import ProxySource
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.rules.comparison import Comparison
from iottly_keycheck.diagnosis.text import cause_messages, hint_messages, store_messages
from iottly_keycheck.diagnosis.text.cause_messages import CauseMessage
from iottly_keycheck.diagnosis.text.store_messages import STORE_CAUSES, STORES
from iottly_keycheck.keys.model import AddedKey, KeyListError, ListProblem
from iottly_keycheck.secret import StoreError
from iottly_keycheck.settings import SettingsProblem

if TYPE_CHECKING:
    from iottly_keycheck.keys.transfer.csv_file import TransferError
    from iottly_keycheck.keys.transfer.importing import ImportedLine

Translate = Callable[[str], str]

# `proxy` and the headline say these.
_SAID_ELSEWHERE = frozenset(
    {HintId.WENT_DIRECT, HintId.PROXY_FROM, HintId.KEY_FAULT, HintId.STORE_REASON}
)

_ABOUT_PASSWORDS = frozenset({HintId.SIGN_IN_WITHHELD, HintId.KERBEROS_PASSWORD})
_ABOUT_CLOCKS = frozenset({HintId.KERBEROS_CLOCK, HintId.CLOCK_OFF})
_ABOUT_TICKETS = frozenset(
    {
        HintId.SIGN_IN_REFUSED,
        HintId.KERBEROS_TICKET_EXPIRED,
        HintId.KERBEROS_REALM,
        HintId.KERBEROS_UNREACHABLE,
        HintId.SIGN_IN_FAILED,
    }
)


def english(template: str) -> str:
    """Leave the template as it is."""
    return template


def headline(report: Report, translate: Translate = english) -> str:
    """Give the one sentence that says what is the matter."""
    return translate(_cause_message(report).headline).format_map(_arguments(report, translate))


def next_steps(report: Report, translate: Translate = english) -> tuple[str, ...]:
    """Give what to do, in the order to try it."""
    arguments = _arguments(report, translate)
    return tuple(translate(step).format_map(arguments) for step in _cause_message(report).steps)


def responsible_party(report: Report, translate: Translate = english) -> str:
    """Say whether the key was sent, and who can act on the cause."""
    if report.works:
        return translate(cause_messages.KEY_SENT).format_map(_arguments(report, translate))
    parts = [translate(cause_messages.PARTIES[report.party])]
    if not report.key_sent:
        parts.insert(0, translate(cause_messages.KEY_NOT_SENT))
    return " ".join(part for part in parts if part)


def hint(hint: Hint, translate: Translate = english) -> str:
    """Give the sentence of a hint."""
    arguments = dict(hint.args)
    if "source" in arguments:
        arguments["origin"] = _origin(arguments, translate)
    return translate(hint_messages.HINTS[hint.id]).format_map(_Blanks(arguments))


def hints(report: Report, translate: Translate = english) -> tuple[str, ...]:
    """Give the sentences of the hints that say more than the rest of the report does."""
    return tuple(hint(each, translate) for each in report.hints if each.id not in _SAID_ELSEWHERE)


def proxy(report: Report, translate: Translate = english) -> str:
    """Say which proxy was in use and where that came from, in a few words."""
    arguments = _arguments(report, translate)
    if report.proxy.url is not None:
        return translate(hint_messages.PROXY_IN_USE).format_map(arguments)
    reason = _hint_arguments(report, HintId.WENT_DIRECT).get("reason", "")
    template = hint_messages.PROXY_NONE_BECAUSE.get(reason, hint_messages.PROXY_NONE)
    return translate(template).format_map(arguments)


def comparison(found: Comparison, translate: Translate = english) -> str:
    """Say what comes of comparing a check through the proxy with one without it."""
    return translate(hint_messages.COMPARISONS[found])


def key_list_error(error: KeyListError, translate: Translate = english) -> str:
    """Say why the key list refused."""
    key = (error.code, error.arguments.get("fault", ""))
    return translate(hint_messages.KEY_LIST_ERRORS[key]).format_map(error.arguments)


def store_error(error: StoreError, translate: Translate = english) -> str:
    """Say how the store of secrets failed."""
    wording = _worded_as(STORE_CAUSES[error.failure], str(error.reason or ""))
    return translate(wording.headline).format_map(_Blanks(error.arguments))


def kept(added: AddedKey, translate: Translate = english) -> str | None:
    """Say where a key is that was added, where that is not the system's own keyring."""
    if added.failure is not None:
        reason = store_error(added.failure, translate)
        return translate(store_messages.SESSION_ONLY).format(reason=reason)
    if added.keyring is None:
        return None
    plain_text = added.keyring.plain_text
    template = store_messages.KEPT_IN_PLAIN_TEXT if plain_text else store_messages.KEPT_IN
    return translate(template).format(name=added.keyring.name)


def settings_problem(problem: SettingsProblem, translate: Translate = english) -> str:
    """Say which settings file was not used, why, and where it is now."""
    template = hint_messages.FILE_PROBLEMS[problem.problem, problem.kept_as is not None]
    return translate(template).format(path=problem.path, kept_as=problem.kept_as)


def list_problem(problem: ListProblem, translate: Translate = english) -> str:
    """Say that the key list was damaged, what was saved, and where the damaged one is now."""
    return translate(hint_messages.LIST_PROBLEM).format(
        keys=problem.keys_saved, checks=problem.checks_saved, kept_as=problem.kept_as
    )


def transfer_error(error: TransferError, translate: Translate = english) -> str:
    """Say why a file cannot be imported."""
    from iottly_keycheck.diagnosis.text.transfer_messages import TRANSFER_ERRORS  # few need a list

    return translate(TRANSFER_ERRORS[error.code])


def import_outcome(line: ImportedLine, translate: Translate = english) -> str:
    """Say what became of one key of a file, to stand behind its description."""
    from iottly_keycheck.diagnosis.text.transfer_messages import IMPORT_OUTCOMES

    reason = "" if line.error is None else key_list_error(line.error, translate)
    return translate(IMPORT_OUTCOMES[line.outcome]).format(known_as=line.known_as, reason=reason)


def unusable(field: str, reason: str, translate: Translate = english) -> str:
    """Say why an address, proxy, PAC address or deadline cannot be used as typed."""
    own = hint_messages.UNUSABLE.get((field, reason))
    return translate(own or hint_messages.UNUSABLE.get(("", reason), reason))


def _cause_message(report: Report) -> CauseMessage:
    return _worded_as(report.cause, _kind(report))


def _worded_as(cause: Cause, kind: str) -> CauseMessage:
    own = cause_messages.CAUSES.get((cause, kind)) or STORES.get((cause, kind))
    return own or cause_messages.CAUSES[cause, ""]


def _kind(report: Report) -> str:
    """Give the kind of a cause that has several wordings; the hints carry it."""
    if report.remark:
        return "remark"
    if report.cause is Cause.KEY_MALFORMED:
        return _hint_arguments(report, HintId.KEY_FAULT).get("fault", "")
    if report.cause is Cause.PROXY_AUTH_REJECTED:
        return _how_refused(report)
    if report.cause is Cause.TLS_UNTRUSTED:
        return HintId.NO_TRUST_STORE if report.trusts_nobody else ""
    if report.cause in STORE_CAUSES.values():
        return _hint_arguments(report, HintId.STORE_REASON).get("reason", "")
    if report.cause is Cause.SETTINGS_INVALID:
        arguments = _hint_arguments(report, HintId.SETTING_UNUSABLE)
        elsewhere = arguments.get("source") in (ProxySource.ENVIRONMENT, ProxySource.SYSTEM)
        return (
            f"{arguments.get('field')}_{arguments['source']}"
            if elsewhere
            else arguments.get("field", "")
        )
    return ""


def _how_refused(report: Report) -> str:
    """Tell a password that the proxy refuses from a ticket, and from a clock."""
    ids = {hint.id for hint in report.hints}
    ways = (each.args.get("way", "") for each in report.hints if each.id is HintId.SIGN_IN_REFUSED)
    if ids & _ABOUT_PASSWORDS or any("Kerberos" not in way for way in ways):
        return ""
    if ids & _ABOUT_CLOCKS:
        return "clock"
    return "kerberos" if ids & _ABOUT_TICKETS else ""


def _hint_arguments(report: Report, hint_id: HintId) -> Mapping[str, str]:
    return next((hint.args for hint in report.hints if hint.id is hint_id), {})


def _arguments(report: Report, translate: Translate) -> Mapping[str, str]:
    """Give what the templates of causes may name."""
    fault = _hint_arguments(report, HintId.SETTING_UNUSABLE)
    variable = _hint_arguments(report, HintId.PROXY_FROM).get("variable", "")
    proxy_url = report.proxy.url or ""
    return _Blanks(
        _hint_arguments(report, HintId.STORE_REASON),
        host=_host(report.url),
        proxy=proxy_url,
        proxy_host=_host(proxy_url),
        origin=_origin({"source": report.proxy.source, "variable": variable}, translate),
        status=str(report.http_status or ""),
        variable=fault.get("variable", ""),
        reason=unusable(fault.get("field", ""), fault.get("reason", ""), translate)
        if fault
        else "",
    )


def _origin(arguments: Mapping[str, str], translate: Translate) -> str:
    template = hint_messages.ORIGINS.get(arguments["source"], "")
    return translate(template).format_map(_Blanks(arguments))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        placeholder = re.search(r"://(\[[^\]/]+\])", url)  # as `anonymize` leaves it
        return placeholder[1] if placeholder else url


class _Blanks(dict[str, str]):
    """Arguments whose absence leaves a blank: a report from elsewhere may lack one."""

    def __missing__(self, key: str) -> str:
        return ""
