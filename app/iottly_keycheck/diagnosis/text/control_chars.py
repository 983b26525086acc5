"""Text from elsewhere, made safe to show where it could drive something: a terminal, mostly."""

from __future__ import annotations


def escape_control_chars(text: str) -> str:
    r"""Show what is not printable as an escape: `\x1b`, `\n`, `\u202e`.

    So no text from elsewhere can drive the terminal or turn the reading direction around.
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )
