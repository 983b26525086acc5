"""From the arguments to the command, and from its end to the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.exit_status import ExitStatus

if TYPE_CHECKING:
    from iottly_keycheck.cli.dependencies import CompositionRoot


def main(arguments: Sequence[str], program: CompositionRoot) -> int:
    """Do what the arguments say and give the exit status, an `ExitStatus` or the window's own.

    Results go to standard output, everything else to standard error. Called on the main thread.
    """
    console = Console(sys.stdout, sys.stderr, os.environ)
    try:
        return _run(arguments, program, console)
    except KeyboardInterrupt:
        console.refuse("Stopped.")
        return ExitStatus.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - each gets its sentence, and a defect not its text
        from iottly_keycheck.cli import error_messages

        return error_messages.print_failure(error, console)


def _run(arguments: Sequence[str], program: CompositionRoot, console: Console) -> int:
    if set(arguments) <= {"--practice"}:
        from iottly_keycheck.cli.open_window import open_window

        # At once: loading what the other commands are takes a tenth of the time to the window.
        return open_window(program, practice=bool(arguments))
    from iottly_keycheck.cli import dispatch
    from iottly_keycheck.cli.arguments import parse

    return dispatch.run(parse(arguments), program, console)
