"""The program's icon."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from iottly_keycheck.ui.style.resource import resource

SIZES = (32, 128)


def program_icon() -> QIcon:
    """Give the icon as pictures of its SVG: what draws SVG is 2 MB, and nothing else needs it."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(resource(f"icons/iottly-keycheck-{size}.png")))
    return icon
