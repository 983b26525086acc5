"""The library's parser of arguments, made quiet: it prints nothing, ends nothing, repeats nothing.

What was typed may be a key or a proxy's password, so no sentence has it in it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Never

from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.cli.key_input import KEY_TYPED, looks_like_key


class HelpWanted(Exception):  # a wish, not an error
    """Somebody asks for help; `text` is it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Parser(argparse.ArgumentParser):
    """Options anywhere between words. Raises `HelpWanted` and `WrongUsage` instead of exiting."""

    def __init__(self, name: str, usage: str, description: str, epilog: str = "") -> None:
        super().__init__(
            name,
            f"{name} {usage}".strip(),
            description,
            epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.color = False  # from Python 3.14 on, help has escape sequences by default
        self.add_argument("-h", "--help", action=_Help, nargs=0, help="show this help")

    def error(self, message: str) -> Never:
        """Turn "argument --url: expected one argument" and the like into our own."""
        unquoted = re.sub(r"'.*'", "…", message, flags=re.DOTALL)  # values stand in quotes
        raise WrongUsage(f"{unquoted[:1].upper()}{unquoted[1:]} ({self._see_help}).")

    def take_apart(self, arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
        """Give the options' values, and the words that belong to none of them."""
        options, words = list(arguments), []
        if "--" in options:  # what follows is no option, whatever it begins with
            end = options.index("--")
            options, words = options[:end], options[end + 1 :]
        values, others = self.parse_known_args(options)
        for other in others:
            if other.startswith("-"):
                raise WrongUsage(self._no_such_option(other))
        return values, [*others, *words]

    def refuse_words(self, words: Sequence[str]) -> None:
        """Raise `WrongUsage` where there are any."""
        if any(map(looks_like_key, words)):
            raise WrongUsage(KEY_TYPED)
        if words:
            raise WrongUsage(f"That is more than can be understood here ({self._see_help}).")

    def one_description(self, words: Sequence[str]) -> str:
        """Give the one description. Raises `WrongUsage` for another number of them."""
        if any(map(looks_like_key, words)):
            raise WrongUsage(KEY_TYPED)
        if not words:
            raise WrongUsage(f"A description is missing ({self._see_help}).")
        if len(words) > 1:
            raise WrongUsage('Write a description that has spaces in quotes: "John Smith".')
        return words[0]

    def one_file(self, words: Sequence[str]) -> Path:
        """Give the one file. Raises `WrongUsage` for another number of them."""
        if len(words) != 1:
            raise WrongUsage(f"Give the name of one file ({self._see_help}).")
        return file_named(words[0])

    @property
    def _see_help(self) -> str:
        return f"see {self.prog} --help"

    def _no_such_option(self, option: str) -> str:
        if looks_like_key(option):
            return KEY_TYPED
        name = option.partition("=")[0]
        if re.fullmatch(r"--[a-z][a-z-]{0,20}", name):
            return f"There is no option {name} ({self._see_help})."
        return f"There is no such option ({self._see_help})."


def file_named(name: str) -> Path:
    """Give the path of a file. Raises `WrongUsage` where a key was typed in its place."""
    if looks_like_key(Path(name).name) and not Path(name).exists():
        raise WrongUsage(KEY_TYPED)
    return Path(name)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> Never:
        raise HelpWanted(parser.format_help().rstrip())
