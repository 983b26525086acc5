"""The keys of a file as Qt's views see them: descriptions, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.transfer.importing import ImportedLine, ImportOutcome
from iottly_keycheck.ui.controls.plain_text import show_control_chars, tool_tip
from iottly_keycheck.ui.text.translation import translated

_LONGEST_SHOWN = 200

Index = QModelIndex | QPersistentModelIndex


class ImportLines(QAbstractTableModel):
    """Puts first what the user may have to do something about, and last what is as it should be.

    A file has thousands of keys at most; the words are made for those that are on the screen.
    """

    def __init__(self, lines: Iterable[ImportedLine], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = sorted(lines, key=_importance)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the keys."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Count the columns."""
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Description"), self.tr("What becomes of it"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell one thing about a key."""
        text = self._text(self._lines[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(text)
        return None

    def _text(self, line: ImportedLine, column: int) -> str:
        if column == 0:
            return _on_one_line(line.description)
        if line.outcome is ImportOutcome.ADDED:
            return self.tr("new")
        return _on_one_line(messages.import_outcome(line, translated))


def _importance(line: ImportedLine) -> int:
    return (
        [ImportOutcome.ADDED, ImportOutcome.UNCHANGED].index(line.outcome) + 1
        if line.settled
        else 0
    )


def _on_one_line(text: str) -> str:
    """Give what comes from the file the room of a line; it can do nothing there."""
    shown = show_control_chars(text[:_LONGEST_SHOWN]).replace("\n", " ").replace("\t", " ")
    return shown if len(text) <= _LONGEST_SHOWN else f"{shown}…"
