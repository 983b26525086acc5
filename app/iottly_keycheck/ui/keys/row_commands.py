"""What can be done with the keys that are selected: the actions of keyboard and menus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


class RowCommands(QObject):
    """The actions of the list, each made once; who carries one out connects to its `triggered`.

    Their shortcuts work while the list has the focus: a field has its own Delete and Copy.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        standard = QKeySequence.StandardKey
        self.test = self._make(self.tr("Test connection"))
        self.rename = self._make(self.tr("Rename"), QKeySequence(Qt.Key.Key_F2))
        self.reveal = self._make(self.tr("Show key"))
        self.copy = self._make(self.tr("Copy key"), QKeySequence(standard.Copy))
        self.delete = self._make(self.tr("Delete"), QKeySequence(standard.Delete))
        self.select_all = self._make(self.tr("Select all"), QKeySequence(standard.SelectAll))
        self.set_target(0, revealed=False)

    def set_target(self, count: int, *, revealed: bool) -> None:
        """Say what can be done with so many keys; `revealed` is about a single one.

        A new name is for the one that is looked at, however many are selected.
        """
        for action in (self.test, self.delete, self.rename):
            action.setEnabled(count > 0)
        for action in (self.reveal, self.copy):
            action.setEnabled(count == 1)
        self.reveal.setText(self.tr("Hide key") if revealed else self.tr("Show key"))
        if count > 1:
            self.test.setText(self.tr("Test %n key(s)", "", count))
            self.delete.setText(self.tr("Delete %n key(s)", "", count))
        else:
            self.test.setText(self.tr("Test connection"))
            self.delete.setText(self.tr("Delete"))

    def menu(self) -> QMenu:
        """Make the menu of the rows that are selected."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.test])
        menu.addSeparator()
        menu.addActions([self.reveal, self.copy, self.rename])
        menu.addSeparator()
        menu.addActions([self.delete])
        return menu

    def _make(self, text: str, shortcut: QKeySequence | None = None) -> QAction:
        action = QAction(text, self._view)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if shortcut is not None:
            action.setShortcut(shortcut)
        self._view.addAction(action)
        return action
