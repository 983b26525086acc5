"""The past checks as the user sees them: below the facts, all in a list, one in the pane."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from iottly_keycheck.ui.history_section import HistorySection
from iottly_keycheck.ui.history_session import HistoryController
from iottly_keycheck.ui.notice_bar import MessageBar
from iottly_keycheck.ui.pane_desk import PaneDesk


class HistoryDesk(QObject):
    """Brings history, pane and dialog together."""

    def __init__(
        self,
        session: HistoryController,
        desk: PaneDesk,
        messages: MessageBar,
        window: QWidget,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._messages = messages
        self._window = window
        self.section = HistorySection(parent)
        self.section.opened.connect(session.open)
        self.section.all_requested.connect(self.show_all)
        session.newest_read.connect(self.section.show_checks)
        session.report_read.connect(desk.open_past)
        session.last_requested.connect(desk.show_last)
        session.unreadable.connect(self._tell_unreadable)

    def show_all(self) -> None:
        """Show all past checks of the key that is looked at."""
        from iottly_keycheck.ui.history_dialog import HistoryDialog

        row = self._session.row
        if row is None:
            return
        dialog = HistoryDialog(row.description, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.more_requested.connect(self._session.read_page)
        self._session.page_read.connect(dialog.add_page)
        dialog.opened.connect(self._session.open)
        dialog.begin()
        dialog.open()

    def _tell_unreadable(self) -> None:
        self._messages.tell(
            self.tr("There is no report of this check any more, or none that can be read.")
        )
