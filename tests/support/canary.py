"""Secrets that are unlike anything else, and the search for them, however they are written."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote


class Canaries:
    """Secrets by what they are; `found_in` tells which of them stand in some bytes."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self._forms = {name: tuple(_forms(secret)) for name, secret in secrets.items()}

    def found_in(self, data: bytes) -> list[str]:
        """Give the names of the secrets that are in there, in whatever usual encoding."""
        lower = data.lower()
        return [
            name
            for name, forms in self._forms.items()
            if any(form in data or form.lower() in lower for form in forms)
        ]

    def files_with(self, folders: Iterable[Path], but: Iterable[Path] = ()) -> dict[str, list[str]]:
        """Give the files under these folders in which, or in whose names, there are some."""
        theirs = set(but)
        found: dict[str, list[str]] = {}
        for folder in folders:
            for path in (each for each in folder.rglob("*") if each not in theirs):
                data = os.fsencode(path)
                if path.is_file():
                    # What SQLite and Python read is not all that is in a file: freed pages are.
                    data += b"\0" + path.read_bytes()
                if secrets := self.found_in(data):
                    found[str(path)] = secrets
        return found

    def in_process(self, pid: int) -> list[str]:
        """Give those that others on this computer can see of a running program (proc(5))."""
        place = Path(f"/proc/{pid}")
        return self.found_in(
            (place / "cmdline").read_bytes()
            + (place / "environ").read_bytes()
            + (place / "comm").read_bytes()
        )


def _forms(secret: str) -> Iterator[bytes]:
    plain = secret.encode()
    yield plain
    yield secret.encode("utf-16-le")
    yield plain.hex().encode()
    yield quote(secret, safe="").encode()
    for shift in range(3):
        # In the middle of something else its letters depend on what stands before it.
        encoded = base64.b64encode(b"\0" * shift + plain)
        yield encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]
