"""What is said of files that a key list goes into and comes out of; English templates.

The places are filled after translation, by `words`. Nothing but text stands here.
"""

from __future__ import annotations

from iottly_keycheck.keys.exchange_file import ExchangeFault
from iottly_keycheck.keys.importing import Outcome

TRANSFER_ERRORS: dict[ExchangeFault, str] = {
    ExchangeFault.TOO_LONG: "The file is too long: 16 MiB and 10,000 keys at most.",
    ExchangeFault.ENCODING: "The file is no text that can be read (UTF-8 or UTF-16).",
    ExchangeFault.UNKNOWN: "The file is no list of keys: neither exported by this program, nor a table with a column “description”.",
    ExchangeFault.NEWER: "The file was exported by a newer version of this program.",
    ExchangeFault.DAMAGED: "The file is damaged.",
    ExchangeFault.PASSPHRASE: "This is not the passphrase of the file.",
}

IMPORT_OUTCOMES: dict[Outcome, str] = {
    Outcome.ADDED: "added",
    Outcome.UNCHANGED: "in the list already",
    Outcome.OTHER_KEY: "not added: the list has another key called that",
    Outcome.OTHER_DESCRIPTION: "not added: the list has this key as “{known_as}”",
    Outcome.KEY_WANTED: "not in the list; the file has no keys, so add it with its key",
    Outcome.REFUSED: "not added: {reason}",
}
