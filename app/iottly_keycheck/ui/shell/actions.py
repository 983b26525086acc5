"""What can be done in the window as a whole: the actions, their shortcuts and their menus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from iottly_keycheck.ui.keys.row_commands import RowCommands

Menu = tuple[QAction | None, ...]
"""A menu's actions; `None` is the line between two groups."""


class Actions(QObject):
    """Makes every action once; whoever carries one out connects to its `triggered`."""

    def __init__(self, window: QWidget, rows: RowCommands, parent: QObject | None = None) -> None:
        """`rows` are the list's own."""
        super().__init__(parent or window)
        self._window = window
        self._rows = rows
        role = QAction.MenuRole
        self.new_key = self._make(self.tr("New key"), "Ctrl+N")
        self.import_keys = self._make(self.tr("Import keys…"))
        self.export_keys = self._make(self.tr("Export keys…"))
        self.settings = self._make(self.tr("Settings"), "Ctrl+,", role.PreferencesRole)
        self.quit = self._make(self.tr("Quit"), "Ctrl+Q", role.QuitRole)
        self.undo = self._make(self.tr("Undo delete"), "Ctrl+Z")
        self.find = self._make(self.tr("Find"), "Ctrl+F")
        self.test = self._make(self.tr("Test connection"), "F5")
        self.test_all = self._make(self.tr("Test all"), "Shift+F5")
        self.watch = self._make(self.tr("Watch…"))
        self.compare = self._make(self.tr("Test with and without proxy"), "Ctrl+F5")
        self.copy_report = self._make(self.tr("Copy report as text"), "Ctrl+Shift+C")
        self.copy_curl = self._make(self.tr("Copy as curl command"))
        self.save_report = self._make(self.tr("Save report…"), "Ctrl+S")
        self.send_report = self._make(self.tr("Send report…"), "Ctrl+E")
        self.open_report = self._make(self.tr("Open report…"), "Ctrl+O")
        self.practice = self._make(self.tr("Try the practice API"))
        self.help = self._make(self.tr("Help"), "F1")
        self.about = self._make(self.tr("About iottly Key Check"), role=role.AboutRole)
        self.offer_undo(())
        self.offer_report(False)

    def offer_undo(self, descriptions: Sequence[str]) -> None:
        """Offer to bring back the keys that were deleted, if there are any."""
        self.undo.setEnabled(bool(descriptions))

    def offer_report(self, there_is_one: bool) -> None:
        """Offer what can be done with the report that is shown, if there is one."""
        for action in (self.copy_report, self.copy_curl, self.save_report, self.send_report):
            action.setEnabled(there_is_one)

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into a menu bar."""
        for title, actions in self._menus():
            menu = QMenu(title, bar)
            for action in actions:
                if action is None:
                    menu.addSeparator()
                else:
                    menu.addAction(action)
            bar.addMenu(menu)

    def _menus(self) -> Iterator[tuple[str, Menu]]:
        exchange = (self.import_keys, self.export_keys)
        yield self.tr("&File"), (self.new_key, *exchange, None, self.settings, None, self.quit)
        rows = self._rows
        keys = (rows.rename, rows.copy, rows.reveal, rows.delete)
        yield self.tr("&Edit"), (self.undo, None, *keys, None, rows.select_all, self.find)
        yield self.tr("&Test"), (self.test, self.test_all, None, self.compare, self.watch)
        copying = (self.copy_report, self.copy_curl)
        report = (*copying, None, self.save_report, self.send_report, None, self.open_report)
        yield self.tr("&Report"), report
        yield self.tr("&Help"), (self.help, self.practice, None, self.about)

    def _make(
        self, text: str, shortcut: str = "", role: QAction.MenuRole = QAction.MenuRole.NoRole
    ) -> QAction:
        action = QAction(text, self)
        action.setMenuRole(role)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = self.tr("{action} ({shortcut})")
            action.setToolTip(tip.format(action=text, shortcut=key))
        # A shortcut works where its action is at home, also while no menu shows it.
        self._window.addAction(action)
        return action
