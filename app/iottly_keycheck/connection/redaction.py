"""Takes the key and passwords out of everything that leaves this room, however it echoes them."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus

from iottly_keycheck.connection.observation import Observation, Response

KEY, PASSWORD = "[key]", "[password]"

_SHORT = 8
"""A shorter secret is taken out only where it stands by itself, else half of all text would go."""
_SHORTEST_CUT = 4
"""How many of a secret's first characters count as one that was cut off."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """Replaces secrets in texts. `patterns` are pairs of a pattern and what stands in its place."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]
    secrets: tuple[tuple[str, str], ...]

    def text(self, text: str) -> str:
        """Give the text without the secrets."""
        for pattern, replacement in self.patterns:
            text = pattern.sub(replacement, text)
        return text

    def cut(self, text: str) -> str:
        """The same for a text that was cut off: also without a secret's beginning at its end."""
        text = self.text(text)
        for secret, replacement in self.secrets:
            for length in range(min(len(secret), len(text)), _SHORTEST_CUT - 1, -1):
                if text.endswith(secret[:length]):
                    return text[:-length] + replacement
        return text

    def optional(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)

    def pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((self.text(name), self.text(value)) for name, value in pairs)

    def observation(self, seen: Observation) -> Observation:
        """Give the observation without the secrets."""
        return replace(
            seen,
            stages=tuple(replace(stage, detail=self.text(stage.detail)) for stage in seen.stages),
            proxy=replace(
                seen.proxy,
                reason=self.text(seen.proxy.reason),
                headers=self.pairs(seen.proxy.headers),
                offers=tuple(self.text(offer) for offer in seen.proxy.offers),
            ),
            response=None if seen.response is None else self._response(seen.response),
            attempts=tuple(
                replace(attempt, what=self.text(attempt.what), outcome=self.text(attempt.outcome))
                for attempt in seen.attempts
            ),
            exception=self.optional(seen.exception),
        )

    def _response(self, response: Response) -> Response:
        body = response.body
        return replace(
            response,
            reason=self.text(response.reason),
            headers=self.pairs(response.headers),
            body=replace(body, text=self._body(body.text), error=self.optional(body.error)),
        )

    def _body(self, text: str) -> str:
        """Clean a body; one whose JSON escapes spell a secret is written anew."""
        cleaned = self.cut(text)
        if "\\u" not in cleaned:
            return cleaned
        try:
            plain = json.dumps(json.loads(cleaned), ensure_ascii=False)
        except (ValueError, RecursionError):
            return cleaned
        rewritten = self.text(plain)
        return cleaned if rewritten == plain else rewritten


def redactor(key: str, passwords: tuple[tuple[str, str], ...] = ()) -> Redactor:
    """Make the redactor for a key and for pairs of user name and password that may be sent."""
    found: list[tuple[str, str]] = [(form, KEY) for form in _forms(key)]
    for username, password in passwords:
        token = base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
        found += [(form, PASSWORD) for form in (token, *_forms(password))]
    # The longest first, so that none leaves a part of another behind.
    found = sorted(((form, place) for form, place in found if form), key=lambda pair: -len(pair[0]))
    return Redactor(tuple((_pattern(form), place) for form, place in found), tuple(found))


def _forms(secret: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((secret, quote(secret, safe=""), quote_plus(secret))))


def _pattern(secret: str) -> re.Pattern[str]:
    escaped = re.escape(secret)
    if len(secret) < _SHORT:
        return re.compile(rf"(?<![0-9A-Za-z]){escaped}(?![0-9A-Za-z])")
    return re.compile(escaped, re.IGNORECASE)
