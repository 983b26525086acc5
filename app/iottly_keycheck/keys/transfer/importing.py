"""Keys that come from a file, and what becomes of each; the same file changes nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import AddedKey, KeyListError, KeyListErrorCode, KeyRow
from iottly_keycheck.keys.rules.cleaning import clean
from iottly_keycheck.keys.rules.description import case_fold, normalize
from iottly_keycheck.keys.rules.validation import validate_new_key
from iottly_keycheck.keys.transfer.csv_file import PortableKey
from iottly_keycheck.secret import Secret, StoreError, StoreReason


class ImportOutcome(StrEnum):
    """What became of one key of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    """It is in the list already, under that description."""
    OTHER_KEY = "other_key"
    """The list has another key under that description; nothing was changed."""
    OTHER_DESCRIPTION = "other_description"
    """The list has it under another description, `known_as`; nothing was changed."""
    KEY_WANTED = "key_requested"
    """The file has no keys, and the list none under that description."""
    REFUSED = "refused"
    """It cannot be added; `error` says why."""


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One key of a file: which one it is, counted from 1, and what became of it.

    `description` comes from the file: show it as plain text only. `added` is the key that
    was added.
    """

    number: int
    description: str
    outcome: ImportOutcome
    known_as: str = ""
    error: KeyListError | None = None
    added: AddedKey | None = None

    @property
    def settled(self) -> bool:
        """Whether the list has the key now, as the file says."""
        return self.outcome in (ImportOutcome.ADDED, ImportOutcome.UNCHANGED)


def import_keys(keys: KeyList, portable: Iterable[PortableKey]) -> Iterator[ImportedLine]:
    """Add the keys of a file one after the other, and tell of each what became of it.

    Blocks, and raises `StoreError` and `KeyListError` for list and stores, as `KeyList.add` does;
    what was added by then stays.
    """
    for number, each in enumerate(portable, start=1):
        try:
            added = keys.add(each.description, each.key.reveal())
        except KeyListError as error:
            yield _not_added(keys, number, each, error)
        else:
            yield ImportedLine(number, each.description, ImportOutcome.ADDED, added=added)


def preview(keys: KeyList, portable: Iterable[PortableKey]) -> Iterator[ImportedLine]:
    """Tell what `import_keys` would make of the keys of a file. Changes nothing.

    Blocks and raises likewise: each key of the list is read, to know it again.
    """
    held = _KnownKeys()
    for row in keys.rows():
        held.hold(row.description, _read(keys, row))
    for number, each in enumerate(portable, start=1):
        try:
            name, key = validate_new_key(each.description, each.key.reveal())
        except KeyListError as error:
            yield ImportedLine(number, each.description, ImportOutcome.REFUSED, error=error)
            continue
        outcome, known_as = held.outcome(name, key)
        if outcome is ImportOutcome.ADDED:
            held.hold(name, key)
        yield ImportedLine(number, each.description, outcome, known_as)


def compare(keys: KeyList, descriptions: Iterable[str]) -> Iterator[ImportedLine]:
    """Tell of the descriptions of a file which of them the list has. Changes nothing."""
    for number, text in enumerate(descriptions, start=1):
        try:
            known = keys.find(normalize(text))
        except KeyListError as error:
            yield ImportedLine(number, text, ImportOutcome.REFUSED, error=error)
        else:
            outcome = ImportOutcome.KEY_WANTED if known is None else ImportOutcome.UNCHANGED
            yield ImportedLine(number, text, outcome)


class _KnownKeys:
    """Descriptions with their keys, as a list that could be had; `None` for a key that is lost."""

    def __init__(self) -> None:
        self._named: dict[str, Secret | None] = {}
        self._by_end: dict[str, list[tuple[str, Secret]]] = {}

    def hold(self, name: str, key: Secret | None) -> None:
        self._named[case_fold(name)] = key
        if key is not None:
            self._by_end.setdefault(_end(key), []).append((name, key))

    def outcome(self, name: str, key: Secret) -> tuple[ImportOutcome, str]:
        """Tell what adding this would come to, and how the key is known if it is."""
        if case_fold(name) in self._named:
            same = self._named[case_fold(name)] == key
            return (ImportOutcome.UNCHANGED if same else ImportOutcome.OTHER_KEY), ""
        for known_as, known in self._by_end.get(_end(key), ()):
            if known == key:
                return ImportOutcome.OTHER_DESCRIPTION, known_as
        return ImportOutcome.ADDED, ""


def _end(key: Secret) -> str:
    return key.reveal()[-4:]


def _read(keys: KeyList, row: KeyRow) -> Secret | None:
    try:
        return keys.secret(row.id)
    except StoreError as error:
        # It is no reason to refuse anything, as in `KeyList.add`.
        if error.reason is StoreReason.OTHER_SESSION:
            return None
        raise


def _not_added(keys: KeyList, number: int, each: PortableKey, error: KeyListError) -> ImportedLine:
    """Tell what an unchanged list means. Raises what is the list's own trouble."""
    known_as = error.arguments.get("description", "")
    match error.code:
        case KeyListErrorCode.DESCRIPTION_TAKEN:
            holder = keys.find(known_as)
            same = holder is not None and keys.secret(holder.id) == clean(each.key.reveal())
            outcome = ImportOutcome.UNCHANGED if same else ImportOutcome.OTHER_KEY
            return ImportedLine(number, each.description, outcome)
        case KeyListErrorCode.KEY_KNOWN if case_fold(known_as) == case_fold(
            normalize(each.description)
        ):
            return ImportedLine(number, each.description, ImportOutcome.UNCHANGED)
        case KeyListErrorCode.KEY_KNOWN:
            return ImportedLine(number, each.description, ImportOutcome.OTHER_DESCRIPTION, known_as)
        case (
            KeyListErrorCode.LIST_NEWER
            | KeyListErrorCode.LIST_DAMAGED
            | KeyListErrorCode.LIST_NOT_WRITABLE
            | KeyListErrorCode.LIST_BUSY
        ):
            raise error
        case _:
            return ImportedLine(number, each.description, ImportOutcome.REFUSED, error=error)
