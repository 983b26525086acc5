"""The commands `export` and `import`."""

from __future__ import annotations

from pathlib import Path

from iottly_keycheck import atomic_file
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import Dependencies
from iottly_keycheck.cli.exit_status import ExitStatus, WrongUsage
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.keys.transfer.csv_file import PortableKeys, TransferError
from iottly_keycheck.keys.transfer.importing import compare, import_keys

_LONGEST_SHOWN = 200


def export(path: Path, parts: Dependencies, console: Console) -> ExitStatus:
    """Write the list to a new file; one that is there already is left alone."""
    if path.exists():
        raise WrongUsage("There is a file of that name already; give another name.")
    rows = parts.keys().rows()
    try:
        atomic_file.create(path, csv_file.to_csv(rows).encode())
    except OSError as error:
        raise WrongUsage(f"The file cannot be written ({error.strerror}).") from None
    console.line(f"Written: {len(rows)} of the list's entries, without the keys.")
    return ExitStatus.WORKS


def import_(path: Path, parts: Dependencies, console: Console) -> ExitStatus:
    """Add the keys of a file, and tell of each of its lines what became of it."""
    try:
        found = csv_file.read(_content(path))
    except TransferError as error:
        raise WrongUsage(messages.transfer_error(error)) from None
    keys = parts.keys()
    if isinstance(found, PortableKeys):
        keys.finish_interrupted()
        lines = import_keys(keys, found.keys)
    else:
        lines = compare(keys, found.texts)
    settled, where = True, None
    for line in lines:
        console.line(
            f"{line.number}. {_shortened(line.description)}: {messages.import_outcome(line)}"
        )
        settled = settled and line.settled
        # All are kept in the same place.
        where = messages.kept(line.added) if line.added else where
    if where:
        console.warn(where)
    return ExitStatus.WORKS if settled else ExitStatus.PROBLEM


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(csv_file.LONGEST_FILE + 1)
    except OSError as error:
        raise WrongUsage(f"The file cannot be read ({error.strerror}).") from None


def _shortened(text: str) -> str:
    """Give a text from a file no more than a line's room."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
