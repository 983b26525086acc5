"""Where the program's own files are: in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[2]


def resource(name: str) -> Path:
    """Give the path of a file under `resources/`."""
    packed = _PACKAGE / "resources" / name
    return packed if packed.exists() else _PACKAGE.parent.parent / "resources" / name
