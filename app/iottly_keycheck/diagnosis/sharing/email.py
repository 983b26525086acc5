"""The e-mail that goes with a report: to whom, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from itertools import accumulate
from urllib.parse import quote

from iottly_keycheck.cause import Party
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.text import hint_messages, messages
from iottly_keycheck.diagnosis.text.control_chars import escape_control_chars
from iottly_keycheck.diagnosis.text.messages import Translate, english

IOTTLY_SUPPORT = "iottly-support@tomorrowdata.io"

LONGEST_URL = 2_000
"""Characters of a `mailto:` address; mail programs cut longer ones."""

_LONGEST_SENTENCE = 450
_LONGEST_FACT = 250
"""Characters as they are in the address, where most that is no letter takes three."""


class Recipient(StrEnum):
    """Who can act on a report."""

    SUPPORT = "support"
    """iottly's support."""
    IT = "it"
    """The reader's own IT department, whose address the program does not know."""


_ITS_OWN = frozenset({Party.PROXY, Party.NETWORK, Party.COMPUTER})


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail to be sent by the person's own mail program; `to` may be empty."""

    to: str
    subject: str
    body: str

    @property
    def url(self) -> str:
        """The e-mail as a `mailto:` address (RFC 6068), of ASCII alone."""
        body = self.body.replace("\n", "\r\n")
        fields = f"subject={_encoded(self.subject)}&body={_encoded(body)}"
        return f"mailto:{_encoded(self.to, safe='@')}?{fields}"


def suggested_recipient(report: Report) -> Recipient:
    """Tell who ought to be written to, by whose the cause is."""
    return Recipient.IT if report.party in _ITS_OWN else Recipient.SUPPORT


def compose_email(report: Report, to: Recipient, translate: Translate = english) -> Email:
    """Write the e-mail; the whole report is to be attached, as it does not fit.

    The address as a whole, `Email.url`, has 2,000 characters at most: what does not fit of the
    steps and facts, in this order, is left out.
    """
    headline = _bounded(messages.headline(report, translate), _LONGEST_SENTENCE)
    address = IOTTLY_SUPPORT if to is Recipient.SUPPORT else ""
    subject = translate(hint_messages.EMAIL_SUBJECT).format(headline=headline)
    attached = translate(hint_messages.EMAIL_ATTACHED)
    written = Email(address, subject, _body(headline, [], attached))
    paragraphs: list[str] = []
    for more in _more(report, translate):
        longer = Email(address, subject, _body(headline, [*paragraphs, more], attached))
        if len(longer.url) > LONGEST_URL:
            break
        paragraphs.append(more)
        written = longer
    return written


def _body(headline: str, paragraphs: list[str], attached: str) -> str:
    return "\n".join((headline, "", *paragraphs, *([""] if paragraphs else []), attached, ""))


def _more(report: Report, translate: Translate) -> Iterator[str]:
    if who := messages.responsible_party(report, translate):
        yield who
    cause = report.cause if report.party is None else f"{report.cause} ({report.party})"
    yield translate(hint_messages.EMAIL_CAUSE).format(cause=cause)
    for number, step in enumerate(messages.next_steps(report, translate), start=1):
        yield f"{number}. {_bounded(step, _LONGEST_SENTENCE)}"
    moment = f"{report.checked_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    yield translate(hint_messages.EMAIL_CHECKED).format(moment=moment)
    yield translate(hint_messages.EMAIL_API).format(url=_bounded(report.url, _LONGEST_FACT))
    if report.http_status is not None:
        yield translate(hint_messages.EMAIL_STATUS).format(status=report.http_status)
    if report.error:
        yield translate(hint_messages.EMAIL_ERROR).format(
            error=_bounded(report.error, _LONGEST_FACT)
        )
    proxy = _bounded(messages.proxy(report, translate), _LONGEST_FACT)
    yield translate(hint_messages.EMAIL_PROXY).format(proxy=proxy)
    program = report.program
    yield _bounded(f"{program.name} {program.version}, {program.platform}", _LONGEST_FACT)


def _bounded(text: str, longest: int) -> str:
    lengths = accumulate(len(_encoded(character)) for character in escape_control_chars(text))
    shown = escape_control_chars(text)[: sum(length <= longest for length in lengths)]
    return shown if shown == escape_control_chars(text) else f"{shown}…"


def _encoded(text: str, safe: str = "") -> str:
    return quote(text, safe=safe, errors="replace")
