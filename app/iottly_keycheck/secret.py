"""A key that cannot be printed; what a store of secrets must do, and how it can fail."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Never, Protocol, Self


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
        import hmac  # with OpenSSL, which is 3.5 MB of the window's memory if it comes sooner

        return hmac.compare_digest(_octets(self.__text), _octets(other.__text))

    # A hash would be a fingerprint that outlives the comparison.
    __hash__ = None  # type: ignore[assignment]  # the documented way to say "unhashable"

    def __reduce_ex__(self, protocol: object) -> Never:
        raise TypeError("a secret is not pickled or copied")

    # Slots are given out by this one, without going through the other.
    def __getstate__(self) -> Never:
        raise TypeError("a secret is not pickled or copied")


def _octets(text: str) -> bytes:
    # What came from a terminal may hold surrogates for bytes that are not UTF-8.
    return text.encode("utf-8", "surrogatepass")


class StoreFailure(StrEnum):
    """How a store of secrets can fail, as far as the public causes tell."""

    UNAVAILABLE = "unavailable"
    """There is no such store on this computer."""
    LOCKED = "locked"
    """It is locked and nobody can be asked, or the prompt was dismissed."""
    ERROR = "error"
    """It failed otherwise, or does not answer."""


class StoreReason(StrEnum):
    """Why a store of secrets failed, where that is known: each has a sentence of its own."""

    failure: StoreFailure

    def __new__(cls, reason: str, failure: StoreFailure) -> StoreReason:
        member = str.__new__(cls, reason)
        member._value_ = reason
        member.failure = failure
        return member

    NO_BUS = "no_bus", StoreFailure.UNAVAILABLE
    """No session of a desktop is there: its message bus (D-Bus) does not answer."""
    TURNED_OFF = "turned_off", StoreFailure.UNAVAILABLE
    """The user has set one of the `keyring` library's backends that keep nothing."""
    SETTING_UNUSABLE = "setting_unusable", StoreFailure.UNAVAILABLE
    """What the user has set for the `keyring` library cannot be used."""
    DISMISSED = "dismissed", StoreFailure.LOCKED
    """Somebody was asked to unlock it, and did not."""
    SILENT = "silent", StoreFailure.ERROR
    """It does not answer; what it was asked may still be done."""
    BROKEN_OFF = "broken_off", StoreFailure.ERROR
    """It ended in the middle of a call, which may be done or not."""
    TOO_LONG = "too_long", StoreFailure.ERROR
    """The secret is longer than it keeps. Arguments: `limit` and `length`, in characters."""
    NOT_KEPT = "not_kept", StoreFailure.ERROR
    """What was read back is not what was written, or what was deleted is still there."""
    OTHER_SESSION = "other_session", StoreFailure.ERROR
    """The secret is in the memory of another program, for as long as that runs."""
    FOLDER_NOT_WRITABLE = "folder_not_writable", StoreFailure.ERROR
    """The folder of the program's own files is read-only or full. Arguments: `path`."""


class StoreError(Exception):
    """A store of secrets failed.

    `failure` is the kind; `reason` says more where more is known, and `arguments` fill its
    sentence; `detail` is the library's own words for support. None holds a secret.
    """

    def __init__(
        self,
        failure: StoreFailure,
        detail: str,
        reason: StoreReason | None = None,
        **arguments: str,
    ) -> None:
        super().__init__(f"{reason or failure}: {detail}")
        self.failure = failure
        self.reason = reason
        self.detail = detail
        self.arguments: Mapping[str, str] = arguments

    @classmethod
    def because(cls, reason: StoreReason, detail: str, **arguments: str) -> Self:
        """Make the error for a reason, which has its kind of failure."""
        return cls(reason.failure, detail, reason, **arguments)


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
