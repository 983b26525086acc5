"""Takes the key and passwords out of everything that leaves this room, however it echoes them."""

from __future__ import annotations

import base64
import re
import sys
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus

from iottly_keycheck.connection.facts.observation import Observation, Response

KEY, PASSWORD = "[key]", "[password]"

_SHORT = 8
"""A shorter secret is taken out only where it stands by itself, else half of all text would go."""
_SHORTEST_CUT = 4
"""How many of a secret's first characters count as one that was cut off."""


_LONGEST_ESCAPE = 12
"""How many characters one of a secret's may take, written as an escape."""
_ESCAPE = re.compile(
    # A text inside a text has two backslashes.
    r"\\{1,2}(?:u(?P<hex>[0-9a-f]{4})|(?P<letter>[/\\\"]))|%(?P<percent>[0-9a-f]{2})"
    r"|&#(?:x0{0,6}(?P<html_hex>[0-9a-f]{1,6})|0{0,6}(?P<html>[0-9]{1,7}));",
    re.IGNORECASE,
)
_CUT_ESCAPE = re.compile(
    r"(?:\\{1,2}(?:u[0-9a-f]{0,3})?|%[0-9a-f]?|&(?:#x?[0-9a-f]{0,6})?)\Z", re.IGNORECASE
)


_PROOF = re.compile(r'\b(?:response|cnonce)="([^"]*)"')
"""What proves the password in the scheme Digest."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """Replaces secrets in texts. `patterns` are pairs of a pattern and what stands in its place."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    secrets: tuple[tuple[str, str], ...]

    def text(self, text: str) -> str:
        """Give the text without the secrets."""
        for pattern, replacement in self.patterns:
            text = pattern.sub(replacement, text)
        if not _may_hold_escapes(text):
            return text
        for pattern, replacement in self.patterns:
            plain = _Plain(text)
            for found in reversed(list(pattern.finditer(plain.text))):
                start, end = plain.starts[found.start()], plain.starts[found.end()]
                text = text[:start] + replacement + text[end:]
        return text

    def cut(self, text: str) -> str:
        """The same for a text that was cut off: also without a secret's beginning at its end."""
        text = self.text(text)
        tail = text[-_LONGEST_ESCAPE * max(len(secret) for secret, _ in self.secrets) :]
        plain = _Plain(_CUT_ESCAPE.sub("", tail))
        end = plain.text.lower()
        for secret, replacement in self.secrets:
            for length in range(min(len(secret), len(end)), _SHORTEST_CUT - 1, -1):
                if end.endswith(secret[:length].lower()):
                    start = plain.starts[len(end) - length]
                    return text[: len(text) - len(tail) + start] + replacement
        return text

    def optional(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((self.text(name), self.text(value)) for name, value in pairs)

    def observation(self, seen: Observation) -> Observation:
        """Give the observation without the secrets."""
        return replace(
            seen,
            url=self.text(seen.url),
            unusable=seen.unusable and replace(seen.unusable, value=self.text(seen.unusable.value)),
            stages=tuple(replace(stage, detail=self.text(stage.detail)) for stage in seen.stages),
            proxy=replace(
                seen.proxy,
                reason=self.text(seen.proxy.reason),
                headers=self.pairs(seen.proxy.headers),
                offers=tuple(self.text(offer) for offer in seen.proxy.offers),
                auth_attempts=tuple(
                    replace(each, account=self.text(each.account), detail=self.text(each.detail))
                    for each in seen.proxy.auth_attempts
                ),
            ),
            request_headers=self.pairs(seen.request_headers),
            response=self._response(seen.response),
            follow_up=replace(seen.follow_up, plain_http=self._response(seen.follow_up.plain_http)),
            attempts=tuple(
                replace(attempt, what=self.text(attempt.what), outcome=self.text(attempt.outcome))
                for attempt in seen.attempts
            ),
            exception=self.optional(seen.exception),
        )

    def _response(self, response: Response | None) -> Response | None:
        if response is None:
            return None
        body = response.body
        return replace(
            response,
            reason=self.text(response.reason),
            headers=self.pairs(response.headers),
            body=replace(body, text=self.cut(body.text), error=self.optional(body.error)),
        )


def redactor(
    key: str, passwords: tuple[tuple[str, str], ...] = (), sent: tuple[str, ...] = ()
) -> Redactor:
    """Make the redactor for a key and for pairs of user name and password that may be sent.

    `sent` are the values of `Proxy-Authorization` that were.
    """
    found: list[tuple[str, str]] = [(form, KEY) for form in _forms(key)]
    for username, password in passwords:
        token = base64.b64encode(f"{username}:{password}".encode("utf-8", "replace")).decode(
            "ascii"
        )
        found += [(form, PASSWORD) for form in (token, *_forms(password))]
    for value in sent:
        _, _, token = value.partition(" ")
        parts = (token, *_PROOF.findall(token))
        found += [(form, PASSWORD) for part in parts for form in _forms(part)]
    # The longest first, so that none leaves a part of another behind.
    found = sorted(((form, place) for form, place in found if form), key=lambda pair: -len(pair[0]))
    return Redactor(tuple((_pattern(form), place) for form, place in found), tuple(found))


def _forms(secret: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            (secret, quote(secret, safe="", errors="replace"), quote_plus(secret, errors="replace"))
        )
    )


def _pattern(secret: str) -> re.Pattern[str]:
    escaped = re.escape(secret)
    if len(secret) < _SHORT:
        return re.compile(rf"(?<![0-9A-Za-z]){escaped}(?![0-9A-Za-z])")
    return re.compile(escaped, re.IGNORECASE)


class _Plain:
    """A text with its escapes read; `starts` has the place in the text of each letter, and its end.

    An escape is one of JSON's, a URL's or HTML's; a secret is visible ASCII, mostly.
    """

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self.starts: list[int] = []
        position = 0
        for found in _ESCAPE.finditer(text):
            letters.append(text[position : found.start()])
            self.starts += range(position, found.start())
            code = found["hex"] or found["percent"] or found["html_hex"]
            number = int(code, 16) if code else int(found["html"] or 0)
            letters.append(found["letter"] or chr(min(number, sys.maxunicode)))
            self.starts.append(found.start())
            position = found.end()
        letters.append(text[position:])
        self.starts += range(position, len(text) + 1)
        self.text = "".join(letters)


def _may_hold_escapes(text: str) -> bool:
    return "\\" in text or "%" in text or "&#" in text
