"""The command line as its own parsers know it: for the manual and for completion."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from unittest import mock

from iottly_keycheck.cli import arguments
from iottly_keycheck.cli.parser import Parser


@dataclass(frozen=True, slots=True)
class Documented:
    """A command and the parser of its options; the name is empty for the one without a command."""

    name: str
    parser: Parser

    @property
    def usage(self) -> str:
        """What follows the program's name, "[DESCRIPTION] [OPTION ...]" for instance."""
        written = self.parser.usage or ""
        return written.removeprefix(self.parser.prog).strip()

    @property
    def options(self) -> list[argparse.Action]:
        """The options, in the order of the help."""
        return [action for action in self.parser._actions if action.option_strings]


def documented() -> list[Documented]:
    """Give every command, the one without a name first."""
    return [_ask(name) for name in ("", *arguments._COMMANDS)]


def _ask(name: str) -> Documented:
    """Ask a command for help, and take the parser that gives it."""
    made: list[Parser] = []

    class Recorded(Parser):
        def __init__(self, *args: str) -> None:
            super().__init__(*args)
            made.append(self)

    with mock.patch.object(arguments, "Parser", Recorded):
        arguments.parse([*filter(None, [name]), "--help"])
    (parser,) = made
    return Documented(name, parser)
