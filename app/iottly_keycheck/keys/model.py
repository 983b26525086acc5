"""The rows of the key list and the reasons why it refuses something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from iottly_keycheck.secret import StoreError

MASK = "•" * 8
SHORTEST_WITH_ENDS = 24
"""A shorter key shows as dots only: its ends would be too much of it."""
END_LENGTH = 4


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One check of a key, as the history keeps it.

    `cause` is the id of a cause; `remark` tells an `ok` with a warning; `route_fingerprint` is
    `Settings.route_fingerprint` of the settings it was made with. `report` is the report as JSON
    where the check is about to be recorded: what is read from the history is without it. `id` is 0
    until it is recorded.
    """

    checked_at: datetime
    cause: str
    remark: bool
    http_status: int | None
    elapsed_ms: int
    route_fingerprint: str
    report: str = ""
    id: int = 0
    key_id: int = 0


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key of the list; the secret itself is not in it.

    `ends` are the first and last four characters, `None` for a short key; times are UTC;
    `position` orders the list; `last` is the newest check;
    `session_only` tells that the key is forgotten when the window closes that has it in memory.
    """

    id: int
    description: str
    ends: tuple[str, str] | None
    created_at: datetime
    position: int
    last: CheckRecord | None = None
    session_only: bool = False

    @property
    def masked(self) -> str:
        """The key as people may see it: `719c •••••••• 6f64`."""
        return f"{self.ends[0]} {MASK} {self.ends[1]}" if self.ends else MASK


@dataclass(frozen=True, slots=True)
class ListProblem:
    """A list that was damaged: where it is kept as it was, and what of it is in the new one.

    `keys_saved` and `checks_saved` count the keys that are shown and the past checks.
    """

    path: Path
    kept_as: Path
    keys_saved: int
    checks_saved: int


class KeyFault(StrEnum):
    """Why a text cannot be a key."""

    EMPTY = "empty"
    PLACEHOLDER = "placeholder"
    """The documentation's `<PUT HERE YOUR API KEY>`, still to be replaced."""
    WHITE_SPACE = "white_space"
    QUOTES = "quotes"
    CHARACTERS = "characters"
    """Something else than visible ASCII."""
    TOO_LONG = "too_long"


class KeyListErrorCode(StrEnum):
    """Why the key list refuses what it was asked."""

    DESCRIPTION_EMPTY = "description_empty"
    DESCRIPTION_TOO_LONG = "description_too_long"
    """`arguments`: `limit`."""
    DESCRIPTION_CHARACTERS = "description_characters"
    """Control characters inside."""
    DESCRIPTION_TAKEN = "description_taken"
    """`arguments`: `description` of the key that has it."""
    DESCRIPTION_HOLDS_KEY = "description_holds_key"
    KEY_MALFORMED = "key_malformed"
    """`arguments`: `code`, a `KeyFault`."""
    KEY_KNOWN = "key_known"
    """`arguments`: `description` of the key in the list."""
    KEY_UNKNOWN = "key_unknown"
    """No such key in the list (any more)."""
    LIST_NEWER = "list_newer"
    """The list was written by a newer version; it is left alone. `arguments`: `path`."""
    LIST_DAMAGED = "list_damaged"
    """It cannot be read as a list, and not be put right. `arguments`: `path`, `detail`."""
    LIST_NOT_WRITABLE = "list_not_writable"
    """Read-only, disk full, no such folder, not ours to open. `arguments`: `path`, `detail`."""
    LIST_BUSY = "list_busy"
    """Another program holds it for too long. `arguments`: `path`, `detail`."""


class KeyListError(Exception):
    """The key list refused; `code` says why, `arguments` fill the sentence."""

    def __init__(self, refusal: KeyListErrorCode, **arguments: str) -> None:
        super().__init__(refusal.value)
        self.code = refusal
        self.arguments: Mapping[str, str] = arguments


@dataclass(frozen=True, slots=True)
class ConfiguredKeyring:
    """A keyring that somebody has configured for the `keyring` library, by the library's name.

    `plain_text` tells that it writes down what it keeps as it is.
    """

    name: str
    plain_text: bool


@dataclass(frozen=True, slots=True)
class AddedKey:
    """A key that was added; `usual_shape` tells whether it looks like an iottly key.

    `keyring` is where it is kept, where that is not the system's own; `failure` tells why there is
    no keyring, where the key is kept for this session only.
    """

    row: KeyRow
    usual_shape: bool
    keyring: ConfiguredKeyring | None = None
    failure: StoreError | None = None


class StoreSilentError(StoreError):
    """A store of secrets did not answer in time; what it was asked may still be done."""
