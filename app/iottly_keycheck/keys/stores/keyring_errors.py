"""How the `keyring` library and what is under it fail, as kinds of failure."""

from __future__ import annotations

from collections.abc import Iterator

from iottly_keycheck.secret import Secret, StoreError, StoreFailure, StoreReason

# By name, as the classes belong to libraries that are not on every system, and not imported yet;
# what is more telling comes first.
_KINDS = {
    # The libraries call it "not available", too: but it was there, and may have done it.
    "org.freedesktop.DBus.Error.NoReply": StoreFailure.ERROR,
    "KeyringLocked": StoreFailure.LOCKED,
    "LockedException": StoreFailure.LOCKED,
    "PromptDismissedException": StoreFailure.LOCKED,
    "org.freedesktop.Secret.Error.IsLocked": StoreFailure.LOCKED,
    "NoKeyringError": StoreFailure.UNAVAILABLE,
    "SecretServiceNotAvailableException": StoreFailure.UNAVAILABLE,
    "org.freedesktop.DBus.Error.ServiceUnknown": StoreFailure.UNAVAILABLE,
    # The session bus itself is not there.
    "FileNotFoundError": StoreFailure.UNAVAILABLE,
    "ConnectionRefusedError": StoreFailure.UNAVAILABLE,
}
_REASONS = {
    "org.freedesktop.DBus.Error.NoReply": StoreReason.BROKEN_OFF,
    "PromptDismissedException": StoreReason.DISMISSED,
    "FileNotFoundError": StoreReason.NO_BUS,
    "ConnectionRefusedError": StoreReason.NO_BUS,
}


def store_error(error: Exception, secret: Secret | None = None) -> StoreError:
    """Make the store's error of a library's; the secret at hand is left out of its words."""
    if isinstance(error, StoreError):
        return error
    names = set(_names(error))
    failure = next((kind for name, kind in _KINDS.items() if name in names), StoreFailure.ERROR)
    reason = next((why for name, why in _REASONS.items() if name in names), None)
    detail = f"{type(error).__name__}: {error}"
    if secret:
        detail = detail.replace(secret.reveal(), "[key]")
    return StoreError(failure, detail, reason)


def is_gone(error: Exception) -> bool:
    """Tell whether it says that an item of the Secret Service went while it was in use."""
    # A dismissed prompt is a kind of it in SecretStorage, and something else here.
    names = set(_names(error))
    return "ItemNotFoundException" in names and "PromptDismissedException" not in names


def _names(error: BaseException | None) -> Iterator[str]:
    """Give what an exception and those that caused it are called: classes and D-Bus names."""
    while error is not None:
        yield from (kind.__name__ for kind in type(error).__mro__)
        name = getattr(error, "name", None)
        if isinstance(name, str):
            yield name
        error = error.__cause__
