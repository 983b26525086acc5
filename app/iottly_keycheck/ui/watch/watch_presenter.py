"""The watch as the user sees it: its dialog, and what the desktop tells."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from iottly_keycheck.ui.history.check_summary import CheckSummary
from iottly_keycheck.ui.history.history_controller import HistoryController
from iottly_keycheck.ui.watch.notifications import Notifications
from iottly_keycheck.ui.watch.watch_controller import WatchController, Watched

if TYPE_CHECKING:
    from iottly_keycheck.ui.shell.main_window import MainWindow
    from iottly_keycheck.ui.watch.watch_dialog import WatchDialog


class WatchPresenter(QObject):
    """Opens one dialog, beside the window; closing it ends the watch.

    Signals: `key_requested(int)`: that key is to be looked at.
    """

    key_requested = Signal(int)

    def __init__(
        self,
        controller: WatchController,
        history: HistoryController,
        notices: Notifications,
        window: MainWindow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._history = history
        self._notices = notices
        self._window = window
        self.dialog: WatchDialog | None = None
        controller.changed.connect(self._show)
        controller.state_changed.connect(self._notify)
        notices.clicked.connect(self._follow)

    def open(self) -> None:
        """Offer to watch the key that is looked at; a watch that goes on is shown instead."""
        watched, row = self._controller.watched, self._history.row
        if self.dialog and watched and watched.going_on:
            self._raise()
        elif row:
            if self.dialog:
                self.dialog.close()
            self._open(row.id, row.description)

    def detach(self) -> None:
        """Leave the watch alone when the dialog closes now: another presenter takes it over."""
        if self.dialog:
            self.dialog.finished.disconnect()

    def restore(self) -> None:
        """Show the watch that goes on, if one does."""
        watched = self._controller.watched
        if watched and watched.going_on:
            self._open(watched.key.id, watched.key.description)
            self._show()

    def _open(self, key_id: int, description: str) -> None:
        from iottly_keycheck.ui.watch.watch_dialog import WatchDialog  # not before the first paint

        dialog = WatchDialog(description, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.start_requested.connect(partial(self._start, key_id))
        dialog.stop_requested.connect(self._controller.stop)
        dialog.opened.connect(partial(self._open_check, key_id))
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.show()

    def _raise(self) -> None:
        if self.dialog:
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _start(self, key_id: int, seconds: float) -> None:
        if self.dialog:
            self.dialog.begin_anew()
        self._controller.start(key_id, seconds)

    def _open_check(self, key_id: int, check: CheckSummary) -> None:
        self.key_requested.emit(key_id)
        if self._history.row and self._history.row.id == key_id:
            self._history.open(check)

    def _closed(self, _result: int) -> None:
        self.dialog = None
        self._controller.stop()

    def _show(self) -> None:
        watched = self._controller.watched
        if watched and not watched.going_on:
            self._notices.hide()
        if self.dialog and watched:
            self.dialog.show_watched(watched)

    # --- what the desktop tells ---

    def _notify(self, watched: Watched) -> None:
        last = watched.checks[-1]
        before = watched.tally.changes[-1].before
        if last.works and before.works:
            title = self.tr("“{description}” works")
        elif last.works:
            title = self.tr("“{description}” works again")
        else:
            title = self.tr("“{description}” does not work")
        title = title.format(description=watched.key.description)
        self._notices.show(title, last.headline, watched.key.id)

    def _follow(self, key_id: int) -> None:
        self._window.bring_to_front("")
        self.key_requested.emit(key_id)
