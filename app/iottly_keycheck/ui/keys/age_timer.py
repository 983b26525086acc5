"""A timer that keeps relative times true, and runs only while somebody sees them."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QListView

from iottly_keycheck.ui.list_model.key_list_model import KeyListModel, Role
from iottly_keycheck.ui.text.ages import moves


class AgeTimer(QObject):
    """Repaints the relative times ("2 minutes ago") in the key list when they have changed.

    `timer` is all that wakes an idle window. It stops while the view is hidden, minimised or on
    another workspace, and while no age can change. Its interval is constant, also for ages of
    hours: after the computer has slept, no age is wrong for longer than one interval.
    """

    def __init__(self, view: QListView, model: KeyListModel, every_ms: int) -> None:
        super().__init__(view)
        # First what is asked for each event: they come from here on.
        self._view = view
        self._model = model
        self._shown = False
        self._seen = False
        self._painted: dict[int, str] = {}
        self.timer = QTimer(self, interval=every_ms, timerType=Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self._tick)
        model.dataChanged.connect(self._start_if_needed)
        model.rearranged.connect(self._start_if_needed)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See `QObject.eventFilter`; nothing is kept from the view or its window."""
        match event.type():
            case QEvent.Type.Show if watched is self._view:
                self._shown = True
                # Only the window of the system knows whether it is on the workspace in sight.
                self._view.window().windowHandle().installEventFilter(self)
                self._repaint_outdated()
            case QEvent.Type.Hide if watched is self._view:
                self._shown = False
                self._repaint_outdated()
            case QEvent.Type.Expose:
                self._repaint_outdated()
        return False

    def _repaint_outdated(self) -> None:
        seen = self._shown and self._view.window().windowHandle().isExposed()
        if seen == self._seen:
            return
        self._seen = seen
        if seen:
            self._model.refresh()
            self._start_if_needed()
        else:
            self.timer.stop()

    def _start_if_needed(self) -> None:
        if self._seen and not self.timer.isActive() and self._something_moves():
            self.timer.start()

    def _something_moves(self) -> bool:
        now = datetime.now(UTC)
        return any(row.last and moves(row.last.checked_at, now) for row in self._model.shown)

    def _tick(self) -> None:
        painted, self._painted = self._painted, {}
        view = self._view.viewport().rect()
        first = self._view.indexAt(view.topLeft()).row()
        last = self._view.indexAt(view.bottomLeft()).row()  # -1 below the last one
        for place in range(max(first, 0), (last if last >= 0 else self._model.rowCount() - 1) + 1):
            index, key_id = self._model.index(place), self._model.row_at(place).id
            words = self._painted[key_id] = str(index.data(Role.AGE))
            if words != painted.get(key_id):
                self._view.update(index)
        if not self._something_moves():
            self.timer.stop()
