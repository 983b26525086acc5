"""Descriptions: the names that people give to their keys."""

from __future__ import annotations

import re
import unicodedata

from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.secret import Secret

LONGEST_DESCRIPTION = 200

_KEY = re.compile(r"[0-9A-Fa-f]{32}")
_WORD = re.compile(r"[^\W_]+")
_SAYS_LITTLE = re.compile(
    r"(a|an|the|my|our|this|new|old|good|keys?|api|apikey|token|tests?|testing|tested|try|te?mp"
    r"|foo|bar|baz|abc|asdf?|qwe|qwerty|default|untitled|unnamed|none|name|description|todo"
    r"|iottly|some|another|one|two|il|la|lo|una?|uno|mi[ao]|nuov[ao]|vecchi[ao]|chiav[ei]|prov[aeo]"
    r"|nome|descrizione|(.)\2*)?\d*"
)
"""Words that tell no key from another, in the languages of the window, and numbers."""

_REFUSED_CATEGORIES = {"Cc", "Cs"}
# They would let a description rearrange the words around it.
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def normalize(text: str) -> str:
    """Give the description as it is kept: composed (NFC), no white space but single blanks.

    Raises `KeyListError` where nothing visible remains, for more than 200 characters, and for
    control characters.
    """
    description = " ".join(unicodedata.normalize("NFC", text).split())
    if len(description) > LONGEST_DESCRIPTION:
        raise KeyListError(KeyListErrorCode.DESCRIPTION_TOO_LONG, limit=str(LONGEST_DESCRIPTION))
    if any(_refused(character) for character in description):
        raise KeyListError(KeyListErrorCode.DESCRIPTION_CHARACTERS)
    if all(unicodedata.category(character) in {"Cf", "Zs"} for character in description):
        raise KeyListError(KeyListErrorCode.DESCRIPTION_EMPTY)
    return description


def is_one(value: object) -> bool:
    """Tell whether a value out of a file can be shown as a description."""
    return (
        isinstance(value, str)
        and len(value) <= LONGEST_DESCRIPTION
        # Nothing that is refused is printable; asked first: 10,000 keys in 115 ms, not 160.
        and (value.isprintable() or not any(_refused(character) for character in value))
    )


def case_fold(description: str) -> str:
    """Give what two descriptions have in common that differ in letter case only."""
    return unicodedata.normalize("NFC", description.casefold())


def looks_like_key(description: str) -> bool:
    """Tell whether something in it has the shape of an iottly key, in whatever letter case."""
    return _KEY.search(description) is not None


def says_little(description: str) -> bool:
    """Tell whether it will not help anybody to know later who or what uses the key.

    "test", "key 1", "aaa" and "42" say little; nothing typed yet says nothing wrong.
    """
    text = case_fold(description).strip()
    return text != "" and all(_SAYS_LITTLE.fullmatch(word) for word in _WORD.findall(text))


def holds_key(description: str, key: Secret) -> bool:
    """Tell whether the key stands in the description, in whatever letter case."""
    return key.reveal().casefold() in description.casefold()


def may_hold_key(description: str, ends: tuple[str, str] | None) -> bool:
    """Tell from a key's ends whether it is worth reading the key to ask `holds_key`."""
    if ends is None:
        return True
    return all(end.casefold() in description.casefold() for end in ends)


def numbered(description: str, number: int) -> str:
    """Give the description with a number behind it, for where the plain one is taken."""
    suffix = f" ({number})"
    return description[: LONGEST_DESCRIPTION - len(suffix)].rstrip() + suffix


def _refused(character: str) -> bool:
    return (
        unicodedata.category(character) in _REFUSED_CATEGORIES or character in _DIRECTION_OVERRIDES
    )
