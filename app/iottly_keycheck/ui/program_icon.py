"""The program's icon."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from iottly_keycheck.ui.resource import resource


def program_icon() -> QIcon:
    """Give the icon, drawn sharp in every size."""
    return QIcon(str(resource("icons/iottly-keycheck.svg")))
