"""The past checks as the user sees them: below the facts, all in a list, one in the pane."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from iottly_keycheck.ui.controls.notice_bar import MessageBar
from iottly_keycheck.ui.history.history_controller import HistoryController
from iottly_keycheck.ui.history.history_section import HistorySection
from iottly_keycheck.ui.pane.pane_presenter import PanePresenter


class HistoryPresenter(QObject):
    """Brings history, pane and dialog together."""

    def __init__(
        self,
        controller: HistoryController,
        presenter: PanePresenter,
        messages: MessageBar,
        window: QWidget,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._messages = messages
        self._window = window
        self.section = HistorySection(parent)
        self.section.opened.connect(controller.open)
        self.section.all_requested.connect(self.show_all)
        controller.newest_read.connect(self.section.show_checks)
        controller.report_read.connect(presenter.open_past)
        controller.last_requested.connect(presenter.show_last)
        controller.unreadable.connect(self._show_unreadable)

    def show_all(self) -> None:
        """Show all past checks of the key that is looked at."""
        from iottly_keycheck.ui.history.history_dialog import HistoryDialog

        row = self._controller.row
        if row is None:
            return
        dialog = HistoryDialog(row.description, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.more_requested.connect(self._controller.read_page)
        self._controller.page_read.connect(dialog.add_page)
        dialog.opened.connect(self._controller.open)
        dialog.begin()
        dialog.open()

    def _show_unreadable(self) -> None:
        self._messages.enqueue(
            self.tr("There is no report of this check any more, or none that can be read.")
        )
