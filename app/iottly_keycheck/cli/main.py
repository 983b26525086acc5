"""From the arguments to the command, and from its end to the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from iottly_keycheck.cli.arguments import (
    AddKey,
    CheckKeys,
    Command,
    ExportKeys,
    ImportKeys,
    ListKeys,
    OpenWindow,
    RemoveKey,
    Show,
    parse,
)
from iottly_keycheck.cli.console import Console, OutputFailed
from iottly_keycheck.cli.outcome import ExitStatus, WrongUsage
from iottly_keycheck.cli.parts import Parts, Program
from iottly_keycheck.keys.model import KeyListError, Refusal
from iottly_keycheck.secret import StoreError

_USERS_OWN_SLIP = frozenset(
    {
        Refusal.DESCRIPTION_EMPTY,
        Refusal.DESCRIPTION_TOO_LONG,
        Refusal.DESCRIPTION_CHARACTERS,
        Refusal.DESCRIPTION_TAKEN,
        Refusal.DESCRIPTION_HOLDS_KEY,
        Refusal.KEY_MALFORMED,
        Refusal.KEY_KNOWN,
        Refusal.KEY_UNKNOWN,
    }
)


_SAID_ELSEWHERE = (WrongUsage, KeyListError, StoreError, OutputFailed)
"""What `main` has a sentence for; anything else is a defect."""


def main(arguments: Sequence[str], program: Program) -> int:
    """Do what the arguments say and give the exit status, an `ExitStatus` or the window's own.

    Results go to standard output, everything else to standard error. Called on the main thread.
    """
    console = Console(sys.stdout, sys.stderr, os.environ)
    try:
        return _run(parse(arguments), program, console)
    except WrongUsage as usage:
        console.refuse(str(usage))
        return ExitStatus.WRONG_USAGE
    except KeyListError as error:
        from iottly_keycheck.diagnosis import words

        console.refuse(words.refusal(error))
        slip = error.refusal in _USERS_OWN_SLIP
        return ExitStatus.WRONG_USAGE if slip else ExitStatus.PROBLEM
    except StoreError as error:
        from iottly_keycheck.diagnosis import words

        console.refuse(words.store_failure(error))
        return ExitStatus.PROBLEM
    except OutputFailed as failed:
        console.refuse(f"The output cannot be written ({failed}).")
        return ExitStatus.PROBLEM
    except KeyboardInterrupt:
        console.refuse("Stopped.")
        return ExitStatus.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect gets a sentence, not its text
        return _tell_defect(error, console)


def _tell_defect(error: Exception, console: Console) -> ExitStatus:
    """Say that it is a defect of ours, and where: its text, which may hold a key, is left out."""
    from iottly_keycheck.logbook import places

    console.refuse(
        "This is a defect of the program. Please send these lines to whoever looks after it:"
    )
    for line in places(type(error), error.__traceback__).splitlines():
        console.note(line)
    return ExitStatus.PROBLEM


def _run(command: Command, program: Program, console: Console) -> int:
    match command:
        case Show(text):
            for line in text.splitlines():
                console.line(line)
            return ExitStatus.WORKS
        case OpenWindow(practice):
            return _open_window(program, practice=practice)
        case CheckKeys(practice=practice):
            from iottly_keycheck.cli import checks

            with (
                _noting_warnings(console),
                program.parts(practice=practice) as parts,
                _telling(parts, console),
            ):
                return checks.check(command, parts, console)
        case ExportKeys() | ImportKeys():
            from iottly_keycheck.cli import exchange_commands

            with (
                _noting_warnings(console),
                program.parts(practice=False) as parts,
                _telling(parts, console),
            ):
                match command:
                    case ExportKeys(path, form):
                        return exchange_commands.export(path, form, parts, console)
                    case ImportKeys(path):
                        return exchange_commands.import_(path, parts, console)
        case ListKeys() | AddKey() | RemoveKey():
            from iottly_keycheck.cli import key_commands

            with (
                _noting_warnings(console),
                program.parts(practice=False) as parts,
                _telling(parts, console),
            ):
                match command:
                    case ListKeys():
                        return key_commands.show_list(parts, console)
                    case AddKey(description):
                        return key_commands.add(description, parts, console)
                    case RemoveKey(description):
                        return key_commands.remove(description, parts, console)


@contextmanager
def _telling(parts: Parts, console: Console) -> Iterator[None]:
    """Say in the end what was the matter with the list, and keep defects in the log."""
    try:
        yield
    except (*_SAID_ELSEWHERE, KeyboardInterrupt):
        raise
    except Exception as error:
        import logging

        from iottly_keycheck.logbook import places

        # Here the log is still open; what is said on standard error comes later.
        where = places(type(error), error.__traceback__)
        logging.getLogger(__name__).info("defect: %s", where)
        raise
    finally:
        for problem in parts.list_problems():
            from iottly_keycheck.diagnosis import words

            console.note(words.list_problem(problem))


@contextmanager
def _noting_warnings(console: Console) -> Iterator[None]:
    """Have what is logged as a warning said on standard error, as long as the command lasts."""
    import logging

    from iottly_keycheck.cli.log_notes import LogNotes

    notes = LogNotes(console)
    logging.getLogger().addHandler(notes)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(notes)


def _open_window(program: Program, *, practice: bool) -> int:
    from iottly_keycheck.cli.display import can_open_window

    if not can_open_window(os.environ):
        raise WrongUsage(
            "There is no display to open the window on; the commands list, add, remove and check"
            " work without one (see --help)."
        )
    return program.open_window(practice=practice)
