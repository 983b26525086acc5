"""A file of keys: a line each, DESCRIPTION TAB KEY."""

from __future__ import annotations

from pathlib import Path

from iottly_keycheck.check import PastedKey
from iottly_keycheck.cli.check.file_access import others_may_use
from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.cli.key_input import decoded, looks_like_key
from iottly_keycheck.keys.rules.description import holds_key
from iottly_keycheck.secret import Secret

_LONGEST_FILE = 1024 * 1024
_SHORTEST_SECRET = 8


def read_keys(path: Path) -> tuple[PastedKey, ...]:
    """Read the keys, not cleaned yet. Blank lines and those that begin with `#` do not count.

    Raises `WrongUsage` for a file that others may read, that cannot be read, or that has a line
    of another form; such a line is named by its number, as its text may be a key.
    """
    try:
        with path.open("rb") as file:
            # Of the open file, so that no other one can take its place in between.
            if others_may_use(file.fileno()):
                raise WrongUsage(
                    "Other people on this computer may read the file of keys;"
                    " make it yours alone first (chmod 600)."
                )
            data = file.read(_LONGEST_FILE + 1)
    except OSError as error:
        raise WrongUsage(f"The file of keys cannot be read ({error.strerror}).") from None
    if len(data) > _LONGEST_FILE:
        raise WrongUsage("The file of keys is longer than 1 MiB.")
    return tuple(
        _key(number, line)
        for number, line in enumerate(decoded(data).split("\n"), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    )


def _key(number: int, line: str) -> PastedKey:
    description, _, key = line.partition("\t")
    description, key = description.strip(), key.strip()
    if not description or not key or looks_like_key(description) or _names_key(description, key):
        raise WrongUsage(f"Line {number} of the file of keys is not: DESCRIPTION, a tab, KEY.")
    return PastedKey(Secret(key), description)


def _names_key(description: str, key: str) -> bool:
    """Tell whether the description has the key in it; so short a one is a slip, and no secret."""
    return len(key) >= _SHORTEST_SECRET and holds_key(description, Secret(key))
