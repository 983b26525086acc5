"""The window, opened by the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from iottly_keycheck.cli.exit_status import WrongUsage

if TYPE_CHECKING:
    from iottly_keycheck.cli.dependencies import CompositionRoot


def open_window(program: CompositionRoot, *, practice: bool) -> int:
    """Open it and give its exit status. Raises `WrongUsage` where there is no display."""
    from iottly_keycheck.cli.display import can_open_window

    if not can_open_window(os.environ):
        raise WrongUsage(
            "There is no display to open the window on; the commands list, add, remove and check"
            " work without one (see --help)."
        )
    return program.open_window(practice=practice)
