"""The request of a check as a line for a shell, to be tried without this program."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from urllib.parse import quote

from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.settings import DEFAULT_TIMEOUT

PLACEHOLDER = "<PUT HERE YOUR API KEY>"
"""What the API's documentation has in the place of a key."""

_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))
_GLOBS = frozenset("[]{}")


def as_curl(report: Report, timeout: float = DEFAULT_TIMEOUT) -> str:
    """Give the request as one curl command for a POSIX shell, along the way that the check took.

    The key is for the person to put in, in place of the documentation's placeholder, and curl
    asks for a proxy's password. `timeout` is the deadline in seconds. A report from elsewhere
    cannot bring in an option, a further command or a control character.
    """
    return shlex.join(("curl", *_options(report, timeout)))


def _options(report: Report, timeout: float) -> Iterator[str]:
    # Status and headers tell as much as the body.
    yield "--include"
    yield from ("--header", f"Authentication: bearer {PLACEHOLDER}")
    yield from ("--max-time", f"{timeout:g}")
    if report.proxy.url is None:
        # The environment's proxy was not taken.
        yield from ("--noproxy", "*")
    else:
        yield from ("--proxy", _visible(report.proxy.url))
        yield from _sign_in(report)
    if _GLOBS & set(report.url):
        yield "--globoff"
    # Behind its option, an address that begins with "-" is an address.
    yield from ("--url", _visible(report.url))


def _sign_in(report: Report) -> Iterator[str]:
    """Give how the check signed in to the proxy, if it did."""
    for hint in report.hints:
        if hint.id is HintId.SIGNED_IN:
            if hint.args.get("way", "").startswith("Negotiate"):
                # An empty name is the ticket's (curl(1), "--proxy-negotiate").
                yield from ("--proxy-negotiate", "--proxy-user", ":")
            elif account := _printable(hint.args.get("account", "")):
                # With a name alone, curl asks for the password.
                yield from ("--proxy-anyauth", "--proxy-user", account)
            return


def _visible(url: str) -> str:
    return quote(url, safe=_VISIBLE, errors="replace")


def _printable(text: str) -> str:
    return "" if text == "?" else "".join(filter(str.isprintable, text))
