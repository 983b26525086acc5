"""The commands `list`, `add` and `remove`."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from iottly_keycheck.cause import Cause
from iottly_keycheck.cli.console import Console
from iottly_keycheck.cli.dependencies import Dependencies
from iottly_keycheck.cli.exit_status import PROGRAM, ExitStatus, WrongUsage
from iottly_keycheck.cli.key_input import read_key
from iottly_keycheck.diagnosis.hint import Hint, HintId
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.model import CheckRecord, KeyListError, KeyListErrorCode, KeyRow
from iottly_keycheck.keys.rules.description import normalize
from iottly_keycheck.secret import StoreError

if TYPE_CHECKING:
    from iottly_keycheck.keys.list.key_list import KeyList


def show_list(parts: Dependencies, console: Console) -> ExitStatus:
    """Print the keys of the list, a line each."""
    rows = parts.keys().rows()
    if not rows:
        console.warn(f"The list has no keys; {PROGRAM} add DESCRIPTION adds one.")
        return ExitStatus.WORKS
    now = datetime.now(UTC)
    _print_table(
        [
            ("Description", "Key", "Last result", "When"),
            *((row.description, row.masked, *_last(row.last, now)) for row in rows),
        ],
        console,
    )
    return ExitStatus.WORKS


def add(description: str, parts: Dependencies, console: Console) -> ExitStatus:
    """Read a key and keep it under that description."""
    keys = parts.keys()
    # What can be refused without the key is refused before anybody looks for it.
    holder = keys.find(normalize(description))
    if holder is not None:
        raise KeyListError(KeyListErrorCode.DESCRIPTION_TAKEN, description=holder.description)
    key = read_key()
    keys.finish_interrupted()
    added = keys.add(description, key.reveal())
    where = f" in {added.keyring.name}" if added.keyring else ""
    console.line(f"Saved as “{added.row.description}”{where}: {added.row.masked}")
    if added.keyring and added.keyring.plain_text and (sentence := messages.kept(added)):
        console.warn(sentence)
    if not added.usual_shape:
        console.line(messages.hint(Hint(HintId.KEY_UNUSUAL)))
    return ExitStatus.WORKS


def remove(description: str, parts: Dependencies, console: Console) -> ExitStatus:
    """Remove a key from list and keyring."""
    keys = parts.keys()
    row = row_of(description, keys)
    keys.finish_interrupted()
    try:
        keys.remove(row.id)
    except StoreError:
        console.warn(
            f"“{row.description}” is off the list. Its key is still where it was kept, and leaves"
            " that place when the program next finds it working."
        )
        raise
    console.line(f"Removed “{row.description}” from this computer.")
    console.line("The key goes on working: to revoke it, delete it at https://cloud.iottly.com.")
    return ExitStatus.WORKS


def row_of(description: str, keys: KeyList) -> KeyRow:
    """Find a key by its description. Raises `WrongUsage` with the nearest one where there is none.

    What was typed is not repeated: it may be a key.
    """
    row = keys.find(description)
    if row is not None:
        return row
    folded = {row.description.casefold(): row.description for row in keys.rows()}
    near = difflib.get_close_matches(description.casefold(), folded, n=1)
    question = f"; did you mean “{folded[near[0]]}”?" if near else f" ({PROGRAM} list shows them)."
    raise WrongUsage(f"No key in the list has that description{question}")


def _last(entry: CheckRecord | None, now: datetime) -> tuple[str, str]:
    if entry is None:
        return "not tested", ""
    result = entry.cause
    if entry.cause == Cause.OK:
        result = "works, with a remark" if entry.remark else "works"
    when = entry.checked_at.astimezone()
    return result, f"{when:%Y-%m-%d %H:%M} ({age(entry.checked_at, now)})"


def age(then: datetime, now: datetime) -> str:
    """Say how long before `now` something was, in whole units."""
    since = now - then
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if since >= length:
            count = since // length
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"  # also where the clock was set back


def _print_table(rows: Sequence[Sequence[str]], console: Console) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        console.line("  ".join(cells).rstrip())
