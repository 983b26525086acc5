"""What the command line works with: made by `compose`, each part when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from iottly_keycheck.check import Checker
    from iottly_keycheck.cli.overrides import ProxyLogin
    from iottly_keycheck.keys.list.key_list import KeyList
    from iottly_keycheck.keys.model import ListProblem
    from iottly_keycheck.settings import SettingsStore


class Dependencies(Protocol):
    """The collaborators of a command. What a command does not ask for is not even imported."""

    def keys(self) -> KeyList:
        """Give the key list. Raises `KeyListError` where it cannot be opened."""

    def list_problems(self) -> Sequence[ListProblem]:
        """Tell what was the matter with the list, as far as it was looked at."""

    def checker(self, proxy_login: ProxyLogin | None = None) -> Checker:
        """Give what makes checks, with the password of a proxy that was typed, if any."""

    def settings(self) -> SettingsStore:
        """Give where the settings are."""


class CompositionRoot(Protocol):
    """What the command line can have made."""

    def parts(self, *, practice: bool) -> AbstractContextManager[Dependencies]:
        """Give the user's own parts, or those of a practice API that lasts as long."""

    def open_window(self, *, practice: bool) -> int:
        """Open the window, on the practice API if wanted; give its exit status when it closes."""
