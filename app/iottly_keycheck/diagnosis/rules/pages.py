"""Pages that answer in place of the API: a sign-in page, or a web filter's block page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

SIGN_IN_WORDS = re.compile(
    r"\b(?:log[\s_-]?[io]n|sign[\s_-]?[io]n|logon|authenticat\w*|captive|hot-?spot|wi-?fi|splash"
    r"|guest|accedi|anmelden|connexion)\b|portal",
    re.IGNORECASE,
)
_BLOCK_WORDS = re.compile(
    r"\bblocked\b|\bdenied\b|\bcategor(?:y|ies)\b"
    # Every second web page links to its privacy policy.
    r"|(?<!privacy )(?<!cookie )(?<!cookies )\bpolic(?:y|ies)\b"
    r"|\b(?:zscaler|forti(?:guard|gate|net)|sophos|barracuda|blue ?coat|websense|forcepoint"
    r"|umbrella|opendns|mcafee|palo alto|sonicwall|watchguard|untangle|smoothwall|lightspeed"
    r"|iboss|netskope|contentkeeper|securly|goguardian|kerio|e2guardian|dansguardian|squidguard"
    r"|pi-?hole|nextdns|usercheck|trend micro)\b",
    re.IGNORECASE,
)
_INVISIBLE = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: a form to sign in, a way to one, or the words of a block page."""

    sign_in_form: bool
    sign_in_link: bool
    block_words: bool


def read_page(text: str) -> Page:
    """Read a page of at most 64 KiB. Never raises."""
    parser = _PageParser()
    parser.feed(text)
    parser.close()
    return Page(
        parser.password_field or bool(SIGN_IN_WORDS.search(_joined(parser.form_texts))),
        bool(SIGN_IN_WORDS.search(_joined(parser.link_texts))),
        bool(_BLOCK_WORDS.search(_joined(parser.texts))),
    )


def _joined(texts: list[str]) -> str:
    """Join texts as a browser shows them: white space of any length is one space."""
    return " ".join(" ".join(texts).split())


class _PageParser(HTMLParser):
    """Gathers what stands in forms, in links and refreshes, and the visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.password_field = False
        self.form_texts: list[str] = []
        self.link_texts: list[str] = []
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form_texts += [values.get("action", ""), values.get("id", "")]
        elif tag in ("input", "button"):
            self.password_field |= values.get("type", "").lower() == "password"
            self.form_texts += [values.get("name", ""), values.get("value", "")]
        elif tag == "a":
            self.link_texts.append(values.get("href", ""))
        elif tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.link_texts.append(values.get("content", ""))
        if tag in _INVISIBLE or tag in ("a", "button", "form"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            # What was left open inside it ends with it.
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not _INVISIBLE.isdisjoint(self._open):
            return
        self.texts.append(data)
        if "a" in self._open:
            self.link_texts.append(data)
        if "button" in self._open:
            self.form_texts.append(data)
