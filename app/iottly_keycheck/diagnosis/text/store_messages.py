"""The sentences about a failure of a secret store: English templates, as in `cause_messages`.

A reason without a sentence here is worded by its cause. Nothing but text stands here.
"""

from __future__ import annotations

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.text.cause_messages import TEST_AGAIN, CauseMessage
from iottly_keycheck.secret import StoreFailure, StoreReason

STORE_CAUSES = {
    StoreFailure.UNAVAILABLE: Cause.KEYRING_UNAVAILABLE,
    StoreFailure.LOCKED: Cause.KEYRING_LOCKED,
    StoreFailure.ERROR: Cause.KEYRING_ERROR,
}

_LOG_IN_AGAIN = "Log out of this computer, log in again, and test again."
_WHO_LOOKS_AFTER_IT = "If that does not help, send the report to whoever looks after this computer."

_WORDINGS: dict[StoreReason, CauseMessage] = {
    StoreReason.NO_BUS: CauseMessage(
        "No keyring can be reached, because this session has no desktop's message bus (D-Bus).",
        ("Start this program from the desktop, not from a remote or administrator's session.",),
    ),
    StoreReason.TURNED_OFF: CauseMessage(
        "The keyring is turned off by a setting of the “keyring” library.",
        (
            "Remove the variable PYTHON_KEYRING_BACKEND, or the line “default-keyring” in keyringrc.cfg.",
        ),
    ),
    StoreReason.SETTING_UNUSABLE: CauseMessage(
        "The keyring that is set for the “keyring” library cannot be used.",
        ("Correct or remove the variable PYTHON_KEYRING_BACKEND, or the file keyringrc.cfg.",),
    ),
    StoreReason.DISMISSED: CauseMessage(
        "The keyring stayed locked, because its password was not given.",
        (
            "Test again, and answer the window that asks for the keyring's password (often the one that you log in with).",
        ),
    ),
    StoreReason.SILENT: CauseMessage(
        "The keyring on this computer does not answer.",
        (TEST_AGAIN, _LOG_IN_AGAIN, _WHO_LOOKS_AFTER_IT),
    ),
    StoreReason.BROKEN_OFF: CauseMessage(
        "The keyring on this computer ended while it was being asked.",
        (TEST_AGAIN, _LOG_IN_AGAIN, _WHO_LOOKS_AFTER_IT),
    ),
    StoreReason.TOO_LONG: CauseMessage(
        "This key is too long for this computer's keyring: {limit} characters at most, it has {length}.",
        (
            "Make sure that you pasted the key, and nothing else: a key of iottly has 32 characters.",
        ),
    ),
    StoreReason.NOT_KEPT: CauseMessage(
        "The keyring on this computer did not keep what it was given.",
        (TEST_AGAIN, _WHO_LOOKS_AFTER_IT),
    ),
    StoreReason.OTHER_SESSION: CauseMessage(
        "This key is kept for its session only, by another window of this program.",
        ("Test it in the window in which it was added, or add it here.",),
    ),
    StoreReason.FOLDER_NOT_WRITABLE: CauseMessage(
        "This program cannot write to its own folder: {path}",
        ("Make sure that the disk has room, and that this folder is yours.", TEST_AGAIN),
    ),
}

STORES: dict[tuple[Cause, str], CauseMessage] = {
    (STORE_CAUSES[reason.failure], str(reason)): wording for reason, wording in _WORDINGS.items()
}

SESSION_ONLY = (
    "{reason} So the key is kept for this session only: when this window closes, it is forgotten."
)
KEPT_IN = "This key is kept in “{name}”, the keyring that is configured on this computer."
KEPT_IN_PLAIN_TEXT = "This key is kept in “{name}”, the keyring that is configured on this computer, which writes it down as plain text: whoever can read that file can use the key."
