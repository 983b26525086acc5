"""The command line as its own parser knows it: for the manual and for completion."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from iottly_keycheck.cli.arguments import parser


def commands(whole: argparse.ArgumentParser | None = None) -> Mapping[str, argparse.ArgumentParser]:
    """Give the parser of each command; the name is empty for that of the whole command line."""
    whole = whole or parser()
    # The library gives them to nobody, and is stable in how it keeps them.
    (holder,) = (each for each in whole._actions if each.dest == "command")
    assert isinstance(holder.choices, Mapping)
    return {"": whole, **holder.choices}


def options(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """Give the options of a command, in the order of its help."""
    return [action for action in command._actions if action.option_strings]


def usage(command: argparse.ArgumentParser) -> str:
    """Give what follows the command's name, "[DESCRIPTION] [OPTION ...]" for instance."""
    written = command.usage or " ".join(
        str(action.metavar) for action in command._actions if not action.option_strings
    )
    return written.removeprefix(command.prog).strip()
