"""What can be a key of the list, whatever else is in it."""

from __future__ import annotations

from iottly_keycheck.keys.model import KeyFault, KeyListError, KeyListErrorCode
from iottly_keycheck.keys.rules.cleaning import clean
from iottly_keycheck.keys.rules.description import holds_key, looks_like_key, normalize
from iottly_keycheck.secret import Secret


def validate_new_key(description: str, pasted: str) -> tuple[str, Secret]:
    """Give the description as it is kept, and the key that was pasted, cleaned.

    Raises `KeyListError` for what cannot be a description or a key, and for a description that
    holds the key or what looks like one.
    """
    name = normalize(description)
    key = clean(pasted)
    if isinstance(key, KeyFault):
        raise KeyListError(KeyListErrorCode.KEY_MALFORMED, fault=key.value)
    if looks_like_key(name) or holds_key(name, key):
        raise KeyListError(KeyListErrorCode.DESCRIPTION_HOLDS_KEY)
    return name, key
