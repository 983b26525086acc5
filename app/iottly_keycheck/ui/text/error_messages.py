"""One sentence for each failure that is expected of keys, keyring and settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.model import KeyListError
from iottly_keycheck.secret import StoreError
from iottly_keycheck.ui.text.translation import translated


def message_of(error: BaseException) -> str:
    """Say what failed. Anything that is no expected failure is raised: it is a defect."""
    match error:
        case KeyListError():
            return messages.key_list_error(error, translated)
        case StoreError():
            return messages.store_error(error, translated)
        case OSError():
            sentence = QCoreApplication.translate(
                "error_messages", "The settings could not be saved: {reason}."
            )
            return sentence.format(reason=error.strerror or type(error).__name__)
    raise error
