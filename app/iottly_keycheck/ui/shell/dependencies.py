"""What the window is made of: the objects that `compose` hands over."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from iottly_keycheck.check import Checker
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.secret import SecretStore
from iottly_keycheck.settings import Settings, SettingsStore


@dataclass(frozen=True, slots=True)
class WindowDependencies:
    """The collaborators of the window.

    `proxy_passwords` keeps the password of a manual proxy under `ProxyAddress.secret_name`;
    `practice` tells that all of it lives in memory, beside the practice API; `window_state` is the
    file in which the window's sizes are kept, if any.
    """

    keys: KeyList
    checker: Checker
    settings: SettingsStore
    proxy_passwords: SecretStore
    practice: bool = False
    window_state: Path | None = None
    practice_parts: Callable[[], AbstractContextManager[WindowDependencies]] | None = None
    """What a window on the practice API is made of, for as long as it is open."""
    proxy_known: Callable[[Settings], bool] = lambda _settings: False
    """Tells whether there is a proxy to go through, by the settings or without them; blocks."""
