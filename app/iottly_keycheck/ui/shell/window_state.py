"""How the user has arranged the window, kept from one start to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize

if TYPE_CHECKING:
    from iottly_keycheck.ui.shell.main_view import MainView
    from iottly_keycheck.ui.shell.main_window import MainWindow

_USUAL_SIZE = QSize(1180, 780)
_FRAME = QSize(16, 56)
"""What the frame of a window may take of the screen, in pixels; it is not known beforehand."""


class WindowState:
    """Size, place and divider of the window, the order of the keys, and whether details are open.

    Without a `file`, or where it cannot be written, nothing is kept.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def restore_place(self, window: MainWindow) -> None:
        """Put a new window where the last one was. A screen that is gone is no place for it."""
        room = window.screen().availableSize() - _FRAME
        window.resize(_USUAL_SIZE.boundedTo(room))
        if self._file:
            # Qt moves and shrinks it where the screens are others now.
            window.restoreGeometry(_bytes(_settings(self._file).value("geometry")))

    def restore(self, main_view: MainView) -> None:
        """Arrange what is in a new window as it was in the last one."""
        if self._file is None:
            return
        from iottly_keycheck.ui.list_model.key_order import Order

        kept = _settings(self._file)
        main_view.splitter.restoreState(_bytes(kept.value("divider")))
        main_view.pane.report_actions.details.setChecked(kept.value("details") == "open")
        if kept.value("order") in set(Order):
            main_view.panel.use_order(Order(str(kept.value("order"))))

    def save(self, window: MainWindow) -> None:
        """Keep how the window is arranged now."""
        if self._file is None:
            return
        main_view, order = window.main_view, window.controllers.list.model.order
        details = main_view.pane.report_actions.details.isChecked()
        keep = _settings(self._file)
        keep.setValue("geometry", window.saveGeometry())
        keep.setValue("divider", main_view.splitter.saveState())
        keep.setValue("details", "open" if details else "folded")
        keep.setValue("order", str(order))
        keep.sync()


def _settings(file: Path) -> QSettings:
    return QSettings(str(file), QSettings.Format.IniFormat)


def _bytes(value: object) -> QByteArray:
    """Give what was kept, or nothing where the file holds something else."""
    return value if isinstance(value, QByteArray) else QByteArray()
