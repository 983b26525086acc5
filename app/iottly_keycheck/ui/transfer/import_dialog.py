"""What a file of keys would change, and the question whether to."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.keys.transfer.importing import ImportedLine, ImportOutcome
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.transfer.import_lines import ImportLines
from iottly_keycheck.ui.transfer.transfer_controller import ImportPreview


class ImportDialog(QDialog):
    """Shows each key of the file, and what becomes of it; stays while keys are added.

    Signals:
        import_requested(): add what is new.
        stop_requested(): add no more.
    """

    import_requested = Signal()
    stop_requested = Signal()

    def __init__(self, foreseen: ImportPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way = False
        self.setWindowTitle(self.tr("Import keys"))
        self.summary = [PlainLabel(text, self) for text in self._summary(foreseen)]
        set_style_class(self.summary[0], StyleClass.STRONG)
        self.lines = QTreeView(self)
        self.lines.setAccessibleName(self.tr("Keys of the file"))
        self._fill(foreseen.lines)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(self.tr("Keys that are added"))
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.add = QPushButton(self.tr("Import %n key(s)", "", len(foreseen.new)), self)
        self.add.setDefault(True)
        self.add.clicked.connect(self.import_requested)
        self.buttons = QDialogButtonBox(self)
        if foreseen.new:
            self.buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
            self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        else:
            self.add.hide()
            self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def _summary(self, foreseen: ImportPreview) -> Iterator[str]:
        outcomes = [line.outcome for line in foreseen.lines]
        known, wanted = (
            outcomes.count(ImportOutcome.UNCHANGED),
            outcomes.count(ImportOutcome.KEY_WANTED),
        )
        rest = len(outcomes) - len(foreseen.new) - known - wanted
        if not outcomes:
            yield self.tr("“{name}” has no keys in it.").format(name=foreseen.name)
        elif not foreseen.has_keys:
            sentence = self.tr(
                "“{name}” has descriptions only, so nothing can be added from it. Here is how it"
                " compares with your list."
            )
            yield sentence.format(name=foreseen.name)
        elif foreseen.new:
            yield self.tr("What importing “{name}” will do:").format(name=foreseen.name)
        elif known == len(outcomes):
            sentence = self.tr("All keys of “{name}” are in your list already. Nothing changes.")
            yield sentence.format(name=foreseen.name)
        else:
            sentence = self.tr("There is nothing to add from “{name}”.")
            yield sentence.format(name=foreseen.name)
        if foreseen.new:
            yield self.tr("%n key(s) will be added.", "", len(foreseen.new))
        if known and known != len(outcomes):
            yield self.tr("%n key(s) are in your list already.", "", known)
        if wanted:
            yield self.tr("%n description(s) are not in your list.", "", wanted)
        if rest:
            yield self.tr("%n key(s) cannot be added; the list says why.", "", rest)

    def _fill(self, lines: tuple[ImportedLine, ...]) -> None:
        view = self.lines
        view.setModel(ImportLines(lines, self))
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAllColumnsShowFocus(True)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        view.header().resizeSection(0, em(self.font(), 15))
        view.header().setSectionsClickable(False)
        view.setHidden(not lines)

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.5))
        for label in self.summary:
            layout.addWidget(label)
        layout.addSpacing(round(unit * 0.4))
        layout.addWidget(self.lines, stretch=1)
        layout.addWidget(self.progress)
        layout.addSpacing(round(unit * 0.4))
        layout.addWidget(self.buttons)
        room = self.screen().availableSize()
        rows = 0 if self.lines.isHidden() else 2 + self.lines.model().rowCount()
        height = layout.sizeHint().height() - self.lines.sizeHint().height()
        height += min(rows, 14) * round(unit * 1.8)
        self.resize(min(unit * 52, room.width() - unit), min(height, room.height() - 4 * unit))

    def show_progress(self, done: int, total: int) -> None:
        """Say how many of the keys were added."""
        self._under_way = True
        self.add.setDisabled(True)
        self.progress.show()
        sentence = self.tr("Adding keys: {done} of {total}")
        self.summary[0].setText(sentence.format(done=done, total=total))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def show_end(self, _imported: object) -> None:
        """Close: the keys were added, or as many as could be."""
        self._under_way = False
        self.accept()

    def reject(self) -> None:
        """Go; while keys are added, stop that first, and go if that takes too long."""
        if self._under_way:
            self._under_way = False
            self.stop_requested.emit()
        else:
            super().reject()
