"""What is said of files that a key list goes into and comes out of; English templates.

The places are filled after translation, by `messages`. Nothing but text stands here.
"""

from __future__ import annotations

from iottly_keycheck.keys.transfer.csv_file import TransferErrorCode
from iottly_keycheck.keys.transfer.importing import ImportOutcome

TRANSFER_ERRORS: dict[TransferErrorCode, str] = {
    TransferErrorCode.TOO_LONG: "The file is too long: 16 MiB and 10,000 keys at most.",
    TransferErrorCode.ENCODING: "The file is no text that can be read (UTF-8 or UTF-16).",
    TransferErrorCode.UNKNOWN: "The file is no list of keys: it is not a table with a column “description”.",
    TransferErrorCode.DAMAGED: "The file is damaged.",
}

IMPORT_OUTCOMES: dict[ImportOutcome, str] = {
    ImportOutcome.ADDED: "added",
    ImportOutcome.UNCHANGED: "in the list already",
    ImportOutcome.OTHER_KEY: "not added: the list has another key called that",
    ImportOutcome.OTHER_DESCRIPTION: "not added: the list has this key as “{known_as}”",
    ImportOutcome.KEY_WANTED: "not in the list; the file has no keys, so add it with its key",
    ImportOutcome.REFUSED: "not added: {reason}",
}
