"""What every controller needs that makes checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from iottly_keycheck.check import Checker
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.keyring.keyring_wait import KeyringWait
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel
from iottly_keycheck.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class CheckServices:
    """The list and its rows in the window, what makes a check, and how work leaves the thread.

    `proxy_known` tells whether there is a proxy to go through; it blocks.
    """

    keys: KeyList
    checker: Checker
    model: KeyListModel
    tasks: Tasks
    wait: KeyringWait
    proxy_known: Callable[[Settings], bool]
