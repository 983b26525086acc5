"""The window as a person reads it."""

from PySide6.QtWidgets import QLabel, QWidget

from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.list_model.key_list_model import Role
from iottly_keycheck.ui.shell.main_window import MainWindow


def texts(widget: QWidget) -> list[str]:
    """Give the text of every label that is on the screen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def descriptions(window: MainWindow) -> list[str]:
    """Give the keys of the list, in its order."""
    return [row.description for row in window.controllers.list.model.rows]


def badge(window: MainWindow, description: str) -> Badge:
    """Give the badge of a key."""
    return Badge(
        window.controllers.list.model.index_of(key_id(window, description)).data(Role.BADGE)
    )


def key_id(window: MainWindow, description: str) -> int:
    """Give the id of a key."""
    rows = window.controllers.list.model.rows
    return next(row.id for row in rows if row.description == description)
