"""What shells complete, from the parsers of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from recipes import product
from recipes.commands import Documented, documented

FILES = {
    "bash": f"bash-completion/completions/{product.NAME}",
    "zsh": f"zsh/vendor-completions/_{product.NAME}",
    "fish": f"fish/vendor_completions.d/{product.NAME}.fish",
}
"""Where each shell looks for it, under `share`."""


def write(share: Path) -> None:
    """Write the completion of each shell."""
    import shtab

    for shell, name in FILES.items():
        target = share / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(shtab.complete(whole_parser(), shell=shell) + "\n", encoding="utf-8")


def whole_parser() -> argparse.ArgumentParser:
    """Give one parser of the whole command line; the program itself has one for each command."""
    bare, *commands = documented()
    whole = argparse.ArgumentParser(product.NAME, add_help=False)
    _take_options(whole, bare)
    holder = whole.add_subparsers()
    for command in commands:
        first_sentence = (command.parser.description or "").replace("\n", " ").partition(". ")[0]
        added = holder.add_parser(command.name, help=first_sentence.rstrip("."), add_help=False)
        _take_options(added, command)
        if "FILE" in command.usage.split():
            _complete_files(added.add_argument("file", metavar="FILE"))
    return whole


def _take_options(parser: argparse.ArgumentParser, command: Documented) -> None:
    for option in command.options:
        parser._add_action(option)
        if option.metavar == "FILE":
            _complete_files(option)


def _complete_files(action: argparse.Action) -> None:
    import shtab

    action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab looks there
