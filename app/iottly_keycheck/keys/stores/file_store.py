"""Secrets in an encrypted file behind a passphrase, for computers without a keyring."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from iottly_keycheck import atomic_file, file_lock
from iottly_keycheck.keys.stores.sealed import Effort, Sealer, SealError, SealFault
from iottly_keycheck.secret import Secret, StoreError, StoreReason

PURPOSE = "keys"
SHORTEST_PASSPHRASE = 8
"""Characters. Argon2id makes guesses dear, and cannot make a short passphrase long."""
_PATIENCE_SECONDS = 5.0

_REASONS = {
    SealFault.PASSPHRASE: StoreReason.PASSPHRASE_NEEDED,
    SealFault.DAMAGED: StoreReason.FILE_DAMAGED,
    SealFault.NEWER: StoreReason.FILE_NEWER,
}


class FileStore:
    """A `SecretStore` in one encrypted file; safe to use from every thread.

    Locked at first: what needs the file raises `PASSPHRASE_NEEDED`, until `unlock`, or `create`
    where there is no file yet, was given the passphrase. That is asked for once per session and
    kept nowhere; the key that it gives stays in memory. Nothing waits for a person here.

    Every change is written under a lock, so that two programs lose nothing of each other's, with
    a nonce of its own, as a whole new file that is read back.
    """

    def __init__(
        self, path: Path, *, patience: float = _PATIENCE_SECONDS, effort: Effort | None = None
    ) -> None:
        self.path = path
        self._patience = patience
        self._effort = effort
        self._sealer: Sealer | None = None
        self._guard = threading.Lock()

    @property
    def exists(self) -> bool:
        """Whether there is a file, for `unlock`, or none yet, for `create` to make."""
        try:
            return self.path.exists()
        except OSError:
            return False  # nobody may look; whoever tries to open it is told so

    @property
    def unlocked(self) -> bool:
        """Whether secrets can be had."""
        return self._sealer is not None

    def create(self, passphrase: Secret) -> None:
        """Make the file, empty, behind a new passphrase. Takes some tenths of a second.

        `PASSPHRASE_NEEDED` where there is one by now: another program was quicker.
        """
        sealer = Sealer.new(passphrase, PURPOSE, self._effort)
        with self._guard, self._locked():
            if self.exists:
                raise StoreError.because(StoreReason.PASSPHRASE_NEEDED, "there is a file already")
            self._write(sealer, {})
            self._sealer = sealer

    def unlock(self, passphrase: Secret) -> None:
        """Open the file. Takes some tenths of a second.

        `PASSPHRASE_WRONG` for another passphrase, `PASSPHRASE_NEEDED` where there is no file.
        """
        document = self._document()
        if document is None:
            raise self._needed()
        try:
            sealer = Sealer.of(document, passphrase)
        except SealError as error:
            raise self._failed(error, wrong=StoreReason.PASSPHRASE_WRONG) from None
        with self._guard:
            self._sealer = sealer

    def lock(self) -> None:
        """Forget the key; the passphrase is needed again."""
        with self._guard:
            self._sealer = None

    def change_passphrase(self, passphrase: Secret) -> None:
        """Seal the unlocked file behind another passphrase, from now on."""
        sealer = Sealer.new(passphrase, PURPOSE, self._effort)
        with self._guard, self._locked():
            self._open_sealer()
            self._write(sealer, self._secrets())
            self._sealer = sealer

    def set_aside(self) -> Path | None:
        """Put a file away whose passphrase nobody knows, so that `create` can make another.

        Gives its new name; `None` where there was no file.
        """
        with self._guard, self._locked():
            self._sealer = None
            names = (self.path.with_name(f"{self.path.name}.old-{number}") for number in count(1))
            kept_as = next(name for name in names if not name.exists())
            try:
                return self.path.rename(kept_as)
            except FileNotFoundError:
                return None
            except OSError as error:
                raise self._not_writable(error) from None

    def get(self, name: str) -> Secret | None:
        """See `SecretStore`."""
        with self._guard:
            text = self._secrets().get(name)
        return None if text is None else Secret(text)

    def set(self, name: str, secret: Secret) -> None:
        """See `SecretStore`."""
        with self._changing() as secrets:
            secrets[name] = secret.reveal()

    def delete(self, name: str) -> None:
        """See `SecretStore`."""
        with self._guard:
            if name not in self._secrets():
                return
        with self._changing() as secrets:
            secrets.pop(name, None)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, str]]:
        """Give the secrets to be changed, and write them when the block ends."""
        with self._guard, self._locked():
            secrets = self._secrets()
            yield secrets
            self._write(self._open_sealer(), secrets)

    def _secrets(self) -> dict[str, str]:
        """Read the file anew: another program may have changed it."""
        document = self._document()
        if document is None:
            return {}  # for which no passphrase is needed
        try:
            return _read(self._open_sealer().open(document))
        except SealError as error:
            if error.fault is SealFault.PASSPHRASE:
                self._sealer = None  # another program has changed the passphrase
            raise self._failed(error) from None

    def _open_sealer(self) -> Sealer:
        if self._sealer is None:
            raise self._needed()
        return self._sealer

    def _document(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._not_writable(error) from None

    def _write(self, sealer: Sealer, secrets: dict[str, str]) -> None:
        document = sealer.seal(json.dumps({"secrets": secrets}, sort_keys=True))
        try:
            atomic_file.replace(self.path, document)
            # Under the lock nobody else writes: these are of programs that were killed.
            atomic_file.clear_unfinished(self.path)
        except OSError as error:
            raise self._not_writable(error) from None
        if self._document() != document:
            raise StoreError.because(
                StoreReason.NOT_KEPT, "what was read back is not what was written"
            )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self.path.with_name(f"{self.path.name}.lock")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with file_lock.holding(lock, self._patience):
                yield
        except file_lock.Busy:
            raise StoreError.because(
                StoreReason.FILE_BUSY, "the lock is held", path=str(self.path)
            ) from None
        except OSError as error:
            raise self._not_writable(error) from None

    def _needed(self) -> StoreError:
        return StoreError.because(StoreReason.PASSPHRASE_NEEDED, "not unlocked yet")

    def _failed(self, error: SealError, wrong: StoreReason | None = None) -> StoreError:
        reason = _REASONS[error.fault]
        if wrong and error.fault is SealFault.PASSPHRASE:
            reason = wrong
        return StoreError.because(reason, error.detail, path=str(self.path))

    def _not_writable(self, error: OSError) -> StoreError:
        return StoreError.because(StoreReason.FILE_NOT_WRITABLE, str(error), path=str(self.path))


def _read(text: str) -> dict[str, str]:
    """Read what was sealed. Raises `SealError` for what this program has not written."""
    try:
        secrets = json.loads(text)["secrets"]
        if all(isinstance(value, str) for value in secrets.values()):
            return dict(secrets)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise SealError(SealFault.DAMAGED, "what was sealed is no list of secrets")
