"""Secrets in memory, gone with the program: the practice API's keys."""

from __future__ import annotations

from iottly_keycheck.secret import Secret


class MemoryStore:
    """A `SecretStore` that never fails and forgets everything when the program ends."""

    def __init__(self) -> None:
        # Single operations on a dictionary need no lock.
        self._secrets: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        return self._secrets.get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        self._secrets.pop(name, None)
