"""What each command of the command line does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from iottly_keycheck.cli.arguments import (
    AddKey,
    CheckKeys,
    Command,
    ExportKeys,
    ImportKeys,
    ListKeys,
    OpenWindow,
    PrintText,
    RemoveKey,
)
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import CompositionRoot, Dependencies
from iottly_keycheck.cli.exit_status import ExitStatus
from iottly_keycheck.cli.open_window import open_window


def run(command: Command, program: CompositionRoot, console: Console) -> int:
    """Do it and give the exit status. Raises what `failures` has a sentence for."""
    match command:
        case PrintText(text):
            for line in text.splitlines():
                console.line(line)
            return ExitStatus.WORKS
        case OpenWindow(practice):
            return open_window(program, practice=practice)
        case CheckKeys(practice=practice):
            from iottly_keycheck.cli.check import check_command

            with _parts(program, console, practice=practice) as parts:
                return check_command.check(command, parts, console)
        case ExportKeys() | ImportKeys():
            from iottly_keycheck.cli import transfer_commands

            with _parts(program, console) as parts:
                match command:
                    case ExportKeys(path):
                        return transfer_commands.export(path, parts, console)
                    case ImportKeys(path):
                        return transfer_commands.import_(path, parts, console)
        case ListKeys() | AddKey() | RemoveKey():
            from iottly_keycheck.cli import key_commands

            with _parts(program, console) as parts:
                match command:
                    case ListKeys():
                        return key_commands.show_list(parts, console)
                    case AddKey(description):
                        return key_commands.add(description, parts, console)
                    case RemoveKey(description):
                        return key_commands.remove(description, parts, console)


@contextmanager
def _parts(
    program: CompositionRoot, console: Console, *, practice: bool = False
) -> Iterator[Dependencies]:
    """Give what a command works with, while what there is to be said of it is said."""
    with (
        _noting_warnings(console),
        program.parts(practice=practice) as parts,
        _telling(parts, console),
    ):
        yield parts


@contextmanager
def _telling(parts: Dependencies, console: Console) -> Iterator[None]:
    """Say in the end what was the matter with the list, and keep defects in the log."""
    try:
        yield
    except Exception as error:
        import logging

        from iottly_keycheck.cli.error_messages import EXPECTED
        from iottly_keycheck.logbook import places

        if not isinstance(error, EXPECTED):
            # Here the log is still open; what is said on standard error comes later.
            where = places(type(error), error.__traceback__)
            logging.getLogger(__name__).info("defect: %s", where)
        raise
    finally:
        for problem in parts.list_problems():
            from iottly_keycheck.diagnosis.text import messages

            console.warn(messages.list_problem(problem))


@contextmanager
def _noting_warnings(console: Console) -> Iterator[None]:
    """Have what is logged as a warning said on standard error, as long as the command lasts."""
    import logging

    from iottly_keycheck.cli.log_handler import ConsoleLogHandler

    notes = ConsoleLogHandler(console)
    logging.getLogger().addHandler(notes)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(notes)
