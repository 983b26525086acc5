"""What shells complete, from the parser of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path

from iottly_keycheck.cli.arguments import parser
from recipes import product
from recipes.commands import commands

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
        target.write_text(shtab.complete(_parser(), shell=shell) + "\n", encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    """Give the command line's parser, knowing which arguments are files."""
    import shtab

    whole = parser()
    for command in commands(whole).values():
        for action in command._actions:
            if action.metavar == "FILE":
                action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab looks there
    return whole
