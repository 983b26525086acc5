"""The commands `export` and `import`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iottly_keycheck import atomic_file
from iottly_keycheck.cli.arguments import ENCRYPTED
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import Dependencies
from iottly_keycheck.cli.exit_status import ExitStatus, WrongUsage
from iottly_keycheck.cli.key_input import ask
from iottly_keycheck.cli.passphrase import NO_TERMINAL, chosen_store, new_passphrase, unlock
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.transfer import exchange_file
from iottly_keycheck.keys.transfer.exchange_file import Descriptions, SealedKeys, TransferError
from iottly_keycheck.keys.transfer.importing import (
    ImportedLine,
    compare,
    import_keys,
    portable_keys,
)
from iottly_keycheck.settings import KeyStore

_LONGEST_SHOWN = 200


def export(path: Path, form: str, parts: Dependencies, console: Console) -> ExitStatus:
    """Write the list to a new file; one that is there already is left alone."""
    if path.exists():
        raise WrongUsage("There is a file of that name already; give another name.")
    if form == ENCRYPTED:
        data, count, whole = _sealed(parts, console)
    else:
        rows = parts.keys().rows()
        write = exchange_file.to_json if form == "json" else exchange_file.to_csv
        data, count, whole = write(rows).encode(), len(rows), True
    try:
        atomic_file.create(path, data)
    except OSError as error:
        raise WrongUsage(f"The file cannot be written ({error.strerror}).") from None
    what = "with the keys, encrypted" if form == ENCRYPTED else "without the keys"
    console.line(f"Written: {count} of the list's entries, {what}.")
    return ExitStatus.WORKS if whole else ExitStatus.PROBLEM


def _sealed(parts: Dependencies, console: Console) -> tuple[bytes, int, bool]:
    keys = parts.keys()
    if any(row.store is KeyStore.FILE for row in keys.rows()):
        unlock(keys.stores.file, console)
    portable, lost = portable_keys(keys)
    for row in lost:
        console.warn(f"“{row.description}” is left out: its key is not there any more.")
    passphrase = new_passphrase("Passphrase for the exported file")
    return exchange_file.to_sealed(portable, passphrase), len(portable), not lost


def import_(path: Path, parts: Dependencies, console: Console) -> ExitStatus:
    """Add the keys of a file, and tell of each of its lines what became of it."""
    try:
        found = exchange_file.read(_content(path))
        lines = (
            _added(found, parts, console)
            if isinstance(found, SealedKeys)
            else _compared(found, parts)
        )
    except TransferError as error:
        raise WrongUsage(messages.transfer_error(error)) from None
    settled = True
    for line in lines:
        console.line(
            f"{line.number}. {_shortened(line.description)}: {messages.import_outcome(line)}"
        )
        settled = settled and line.settled
    return ExitStatus.WORKS if settled else ExitStatus.PROBLEM


def _added(found: SealedKeys, parts: Dependencies, console: Console) -> Iterator[ImportedLine]:
    passphrase = ask("Passphrase of the exported file")
    if passphrase is None:
        raise WrongUsage(NO_TERMINAL)
    portable = found.open(passphrase)
    store = chosen_store(parts, console)
    keys = parts.keys()
    if store is KeyStore.FILE or any(row.store is KeyStore.FILE for row in keys.rows()):
        unlock(keys.stores.file, console)
    keys.finish_interrupted()
    return import_keys(keys, portable)


def _compared(found: Descriptions, parts: Dependencies) -> Iterator[ImportedLine]:
    return compare(parts.keys(), found.texts)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(exchange_file.LONGEST_FILE + 1)
    except OSError as error:
        raise WrongUsage(f"The file cannot be read ({error.strerror}).") from None


def _shortened(text: str) -> str:
    """Give a text from a file no more than a line's room."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
