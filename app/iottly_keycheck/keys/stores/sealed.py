"""A text sealed by a passphrase: Argon2id and AES-GCM of the `cryptography` library, in JSON.

The library is imported when it is used: few people need it.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from iottly_keycheck.secret import Secret

FORMAT = "iottly-keycheck sealed"
_VERSION = 1
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
"""NIST SP 800-38D, section 8.2.2: a nonce of 96 random bits for each text."""
LONGEST_DOCUMENT = 16 * 1024 * 1024


class SealFault(StrEnum):
    """Why a sealed text cannot be opened."""

    PASSPHRASE = "passphrase"
    """It was sealed with another passphrase."""
    DAMAGED = "damaged"
    NEWER = "newer"
    """It was written by a newer version."""


class SealError(Exception):
    """A sealed text cannot be opened; `code` says why. Nothing of the text is in it."""

    def __init__(self, fault: SealFault, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Effort:
    """What it costs to try a passphrase (RFC 9106, section 3.1).

    The defaults are that document's second recommendation, for a computer with little memory.
    """

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024

    @property
    def bearable(self) -> bool:
        """Whether a file from anywhere may ask this of the computer."""
        return (
            1 <= self.iterations <= 16
            and 1 <= self.lanes <= 16
            and 8 * self.lanes <= self.memory_kib <= 256 * 1024
        )


class Sealer:
    """Seals and opens texts of one passphrase, which was worked on once and is not kept.

    `purpose` keeps sealed texts of different kinds apart.
    """

    def __init__(self, key: Secret, header: Mapping[str, Any]) -> None:
        self._key = key
        self._header = header

    @classmethod
    def new(cls, passphrase: Secret, purpose: str, effort: Effort | None = None) -> Sealer:
        """Make one with a salt of its own. Takes some tenths of a second."""
        return cls._derived(passphrase, purpose, effort or Effort(), os.urandom(_SALT_BYTES))

    @classmethod
    def of(cls, document: bytes, passphrase: Secret) -> Sealer:
        """Make the one that can open the document. Raises `SealError`."""
        fields = open_envelope(document)
        salt = base64.b64decode(fields["header"]["salt"])
        effort = Effort(**fields["header"]["argon2id"])
        sealer = cls._derived(passphrase, fields["header"]["purpose"], effort, salt)
        sealer.open(document)
        return sealer

    def seal(self, text: str) -> bytes:
        """Give the text as a document, sealed under a nonce of its own."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(_octets(self._key)).encrypt(
            nonce, text.encode("utf-8", "surrogatepass"), _canonical(self._header)
        )
        fields = {
            "header": self._header,
            "nonce": base64.b64encode(nonce).decode(),
            "text": base64.b64encode(sealed).decode(),
        }
        document = {"format": FORMAT, "version": _VERSION, **fields, "sha256": _digest(fields)}
        return json.dumps(document, indent=1).encode() + b"\n"

    def open(self, document: bytes) -> str:
        """Give the text of a document. Raises `SealError`.

        `PASSPHRASE` where it was sealed under another passphrase, or under this one anew.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        fields = open_envelope(document)
        if fields["header"] != self._header:
            raise SealError(SealFault.PASSPHRASE, "sealed under another passphrase or salt")
        try:
            text = AESGCM(_octets(self._key)).decrypt(
                base64.b64decode(fields["nonce"]),
                base64.b64decode(fields["text"]),
                _canonical(fields["header"]),
            )
        except InvalidTag:
            raise SealError(SealFault.PASSPHRASE, "the passphrase does not open it") from None
        return text.decode("utf-8", "surrogatepass")

    @classmethod
    def _derived(cls, passphrase: Secret, purpose: str, effort: Effort, salt: bytes) -> Sealer:
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        derivation = Argon2id(
            salt=salt,
            length=_KEY_BYTES,
            iterations=effort.iterations,
            lanes=effort.lanes,
            memory_cost=effort.memory_kib,
        )
        key = derivation.derive(passphrase.reveal().encode("utf-8", "surrogatepass"))
        header = {
            "purpose": purpose,
            "cipher": "AES-256-GCM",
            "argon2id": asdict(effort),
            "salt": base64.b64encode(salt).decode(),
        }
        return cls(Secret(base64.b64encode(key).decode()), header)


def purpose_of(document: bytes) -> str | None:
    """Tell for what a document was sealed; `None` where it is no sealed document at all."""
    if len(document) > LONGEST_DOCUMENT or FORMAT.encode() not in document[:200]:
        return None
    try:
        return str(open_envelope(document)["header"]["purpose"])
    except SealError:
        return ""


def open_envelope(document: bytes) -> dict[str, Any]:
    """Take a document apart, and see that it is whole and asks for nothing unbearable.

    Raises `SealError`, and never for the passphrase, which is not needed for that.
    """
    if len(document) > LONGEST_DOCUMENT:
        raise SealError(SealFault.DAMAGED, "too long")
    try:
        data = json.loads(document)
        if data["format"] != FORMAT or not isinstance(data["version"], int):
            raise SealError(SealFault.DAMAGED, "another kind of file")
        if data["version"] > _VERSION:
            raise SealError(SealFault.NEWER, f"version {data['version']}")
        fields = {name: data[name] for name in ("header", "nonce", "text")}
        # An accident is told from a wrong passphrase by this; tampering shows in the seal itself.
        if data["sha256"] != _digest(fields):
            raise SealError(SealFault.DAMAGED, "its check sum is another one")
        _refuse_unusable(fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SealError(SealFault.DAMAGED, type(error).__name__) from None
    return fields


def _refuse_unusable(fields: dict[str, Any]) -> None:
    header = fields["header"]
    effort = Effort(**header["argon2id"])
    numbers = asdict(effort).values()
    if not all(type(number) is int for number in numbers) or not effort.bearable:
        raise SealError(SealFault.DAMAGED, "it asks for too much work")
    salt = base64.b64decode(header["salt"], validate=True)
    nonce = base64.b64decode(fields["nonce"], validate=True)
    base64.b64decode(fields["text"], validate=True)
    if len(salt) != _SALT_BYTES or len(nonce) != _NONCE_BYTES:
        raise SealError(SealFault.DAMAGED, "salt or nonce have another length")
    if not isinstance(header["purpose"], str) or header["cipher"] != "AES-256-GCM":
        raise SealError(SealFault.DAMAGED, "another cipher")


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _digest(fields: Mapping[str, Any]) -> str:
    import hashlib  # with OpenSSL, which is 3.5 MB that a start has no use for

    return hashlib.sha256(_canonical(fields)).hexdigest()


def _octets(key: Secret) -> bytes:
    return base64.b64decode(key.reveal())
