"""Cleaning: the key itself, taken out of what people paste."""

from __future__ import annotations

import re

from iottly_keycheck.keys.model import KeyFault
from iottly_keycheck.secret import Secret

LONGEST_KEY = 4096

_SPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_ZERO_WIDTH = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
_BLANK = _SPACE + _ZERO_WIDTH

_SINGLE, _DOUBLE = "'‘’‚‛", '"“”„‟'
_QUOTES = _SINGLE + _DOUBLE + "`«»"
_PAIRS = {
    "`": "`",
    "«": "»",
    "»": "«",
    **dict.fromkeys(_SINGLE, _SINGLE),
    **dict.fromkeys(_DOUBLE, _DOUBLE),
}
"""What may close an opening quote; languages differ in the direction of curly ones."""

_HEADER = r"auth(?:entication|orization)\s*:"
_PREFIX = re.compile(rf"{_HEADER}|bearer(?:\s+|\Z)", re.IGNORECASE)
_OPTION = re.compile(
    # -H, -sH or --header; word processors make one long dash of two.
    r"(?:^|\s)[-–—]{1,2}(?:[A-Za-z]*H|header)[\s=]*"
    rf"(?:[{_DOUBLE}](?P<double>\s*(?i:{_HEADER})[^{_DOUBLE}]*)"
    rf"|[{_SINGLE}](?P<single>\s*(?i:{_HEADER})[^{_SINGLE}]*))"
)
_CONTINUATION = re.compile(r"[\\^`]\r?\n")
_PLACEHOLDER = re.compile(r"<\s*(?:put\s+here\s+)?your\s+api\s+key\s*>", re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-~]+")
_USUAL = re.compile(r"[0-9a-f]{32}")

# A whole command with the longest key and other headers is shorter. The bound keeps the peeling
# of nested quotes, which copies what is inside, from costing the square of the length.
_LONGEST_PASTE = 4 * LONGEST_KEY


def clean(text: str) -> Secret | KeyFault:
    """Take the key out of a pasted text, or say why there is none in it.

    White space, zero-width characters and matching quotes around it are left out, and so is what
    it stands in: `bearer …`, a whole `Authentication: …` or `Authorization: …` header, a whole
    curl command. The time is linear in the length of the text.
    """
    text = text.strip(_BLANK)
    if len(text) > _LONGEST_PASTE:
        return KeyFault.TOO_LONG
    key = _peel(_header_of_command(text) or text)
    fault = _fault(key)
    return Secret(key) if fault is None else fault


def looks_usual(key: Secret) -> bool:
    """Tell whether it has the shape of the keys that iottly gives out: 32 lower-case hex digits."""
    return _USUAL.fullmatch(key.reveal()) is not None


def _header_of_command(text: str) -> str | None:
    """Give the header with the key out of a curl command; `None` where there is no such thing."""
    match = _OPTION.search(_CONTINUATION.sub(" ", text))
    return match and (match["double"] or match["single"])


def _peel(text: str) -> str:
    """Take off blanks, quotes, header name and `bearer`, in whatever order they are nested."""
    while True:
        text = text.strip(_BLANK)
        if len(text) > 1 and text[-1] in _PAIRS.get(text[0], ""):
            text = text[1:-1]
        elif match := _PREFIX.match(text):
            text = text[match.end() :]
        else:
            return text


def _fault(key: str) -> KeyFault | None:
    if not key:
        return KeyFault.EMPTY
    if _PLACEHOLDER.fullmatch(key):
        return KeyFault.PLACEHOLDER
    if len(key) > LONGEST_KEY:
        return KeyFault.TOO_LONG
    if any(character in _SPACE for character in key):
        return KeyFault.WHITE_SPACE
    if any(character in _QUOTES for character in key):
        return KeyFault.QUOTES
    if not _VISIBLE_ASCII.fullmatch(key):
        return KeyFault.CHARACTERS
    return None
