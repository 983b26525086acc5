"""What is said of an exception that has ended a command, and the exit status that goes with it."""

from __future__ import annotations

from iottly_keycheck.cli.console import Console, OutputFailed
from iottly_keycheck.cli.exit_status import ExitStatus, WrongUsage
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.logbook import places
from iottly_keycheck.secret import StoreError

EXPECTED = (WrongUsage, KeyListError, StoreError, OutputFailed)
"""What there is a sentence for; anything else is a defect."""

_USERS_OWN_SLIP = frozenset(
    {
        KeyListErrorCode.DESCRIPTION_EMPTY,
        KeyListErrorCode.DESCRIPTION_TOO_LONG,
        KeyListErrorCode.DESCRIPTION_CHARACTERS,
        KeyListErrorCode.DESCRIPTION_TAKEN,
        KeyListErrorCode.DESCRIPTION_HOLDS_KEY,
        KeyListErrorCode.KEY_MALFORMED,
        KeyListErrorCode.KEY_KNOWN,
        KeyListErrorCode.KEY_UNKNOWN,
    }
)


def print_failure(error: Exception, console: Console) -> ExitStatus:
    """Say it on standard error and give the status."""
    match error:
        case WrongUsage():
            console.refuse(str(error))
            return ExitStatus.WRONG_USAGE
        case KeyListError():
            console.refuse(messages.key_list_error(error))
            slip = error.code in _USERS_OWN_SLIP
            return ExitStatus.WRONG_USAGE if slip else ExitStatus.PROBLEM
        case StoreError():
            console.refuse(messages.store_error(error))
        case OutputFailed():
            console.refuse(f"The output cannot be written ({error}).")
        case _:
            _print_defect(error, console)
    return ExitStatus.PROBLEM


def _print_defect(error: Exception, console: Console) -> None:
    """Say that it is a defect of ours, and where: its text, which may hold a key, is left out."""
    console.refuse(
        "This is a defect of the program. Please send these lines to whoever looks after it:"
    )
    for line in places(type(error), error.__traceback__).splitlines():
        console.warn(line)
