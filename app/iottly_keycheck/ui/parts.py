"""What the window is made of: the objects that `compose` hands over."""

from __future__ import annotations

from dataclasses import dataclass

from iottly_keycheck.check import Checker
from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.secret import SecretStore
from iottly_keycheck.settings import SettingsStore


@dataclass(frozen=True, slots=True)
class WindowParts:
    """The collaborators of the window.

    `proxy_passwords` keeps the password of a manual proxy under `ProxyAddress.secret_name`;
    `practice` tells that all of it lives in memory, beside the practice API.
    """

    keys: KeyList
    checker: Checker
    settings: SettingsStore
    proxy_passwords: SecretStore
    practice: bool = False
