"""A key that cannot be printed; what a store of secrets must do, and how it can fail."""

from __future__ import annotations

import hmac
from enum import StrEnum
from typing import Never, Protocol


class Secret:
    """A key or a password: it compares in constant time and shows itself to nobody by accident.

    `repr`, `str` and every format give `Secret(…)`; pickling and copying into a dictionary of
    attributes are refused. The text comes out by `reveal()` alone, so that each place that needs
    it can be found by that name.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str) -> None:
        self.__text = text

    def reveal(self) -> str:
        """Give the text itself, for the keyring, the one header, or the user who asks to see it."""
        return self.__text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(_octets(self.__text), _octets(other.__text))

    # A hash would be a fingerprint that outlives the comparison.
    __hash__ = None  # type: ignore[assignment]  # the documented way to say "unhashable"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("a secret is not pickled or copied")


def _octets(text: str) -> bytes:
    # What came from a terminal may hold surrogates for bytes that are not UTF-8.
    return text.encode("utf-8", "surrogatepass")


class StoreFailure(StrEnum):
    """How a store of secrets can fail."""

    UNAVAILABLE = "unavailable"
    """There is no such store on this computer."""
    LOCKED = "locked"
    """It is locked and nobody can be asked, or the prompt was dismissed."""
    ERROR = "error"
    """It failed otherwise, or does not answer."""


class StoreError(Exception):
    """A store of secrets failed.

    `failure` is the kind, `detail` the library's own words for support; neither holds a secret.
    """

    def __init__(self, failure: StoreFailure, detail: str) -> None:
        super().__init__(f"{failure}: {detail}")
        self.failure = failure
        self.detail = detail


class SecretStore(Protocol):
    """A place where secrets live, each under a name that is no secret.

    Every call may block for as long as a person takes to answer a prompt, so none is made on a
    window's thread. Each raises `StoreError`.
    """

    def get(self, name: str) -> Secret | None:
        """Give the secret of that name, `None` where there is none."""

    def set(self, name: str, secret: Secret) -> None:
        """Keep the secret under that name; it was read back and is the same when this returns."""

    def delete(self, name: str) -> None:
        """Forget the secret of that name; no error where there is none."""
