"""A key from standard input, or asked for without showing it; never from an argument."""

from __future__ import annotations

import codecs
import re
import sys
import warnings

from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.secret import Secret

LONGEST_INPUT = 64 * 1024
"""Bytes that are read. A whole curl command has its place there; what is longer is no key."""

KEY_TYPED = (
    "That looks like an API key. Other people on this computer can see what is typed here,"
    " so give the description of a key here, and the key itself when you are asked for it,"
    " or on standard input."
)

_KEY_SHAPE = re.compile(r"(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])", re.IGNORECASE)


def looks_like_key(text: str) -> bool:
    """Tell whether there is something inside that has the shape of an iottly key."""
    return _KEY_SHAPE.search(text) is not None


def read_key() -> Secret:
    """Read a key as it comes, not cleaned yet. Raises `WrongUsage`."""
    if sys.stdin is None:
        raise WrongUsage("There is no standard input to read the key from.")
    if sys.stdin.isatty():
        key = ask("API key")
        if key is None:
            raise WrongUsage(
                "This terminal cannot hide what is typed; give the key on standard input."
            )
        return key
    return Secret(decoded(sys.stdin.buffer.read(LONGEST_INPUT)))


def ask(prompt: str) -> Secret | None:
    """Ask on the terminal without showing what is typed; `None` where there is no terminal."""
    import getpass

    try:
        with warnings.catch_warnings():
            # It would show what is typed, and only warn.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return Secret(getpass.getpass(f"{prompt} (it does not show): "))
    except getpass.GetPassWarning:
        return None
    except EOFError:
        return Secret("")


def decoded(data: bytes) -> str:
    """Read text as programs of all systems write it: UTF-8, or UTF-16 with a byte order mark.

    What cannot be decoded becomes U+FFFD, which no key has in it.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
