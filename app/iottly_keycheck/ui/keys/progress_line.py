"""How far the testing of many keys is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.checks.batch_controller import Progress
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class


class ProgressLine(QWidget):
    """A bar, a count that runs with it, and a button that stops all of it.

    Signals: `cancel_requested()`.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Keys tested"))
        self.count = PlainLabel(parent=self)
        set_style_class(self.count, StyleClass.MUTED)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.setAccessibleName(self.tr("Stop testing the keys"))
        self.cancel.clicked.connect(self._cancel)
        unit = em(self.font())
        self.bar.setFixedHeight(round(unit * 0.5))
        text = QVBoxLayout()
        text.setSpacing(round(unit * 0.3))
        text.addStretch(1)
        text.addWidget(self.count)
        text.addWidget(self.bar)
        text.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(unit)
        layout.addLayout(text, 1)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self.bar.setMaximum(progress.total)
        self.bar.setValue(progress.done)
        self.cancel.setEnabled(not progress.stopped)
        counted = self.tr("{done} of {total}").format(done=progress.done, total=progress.total)
        if progress.stopped:
            self.count.setText(self.tr("Stopping…"))
        elif progress.failed:
            failed = self.tr("%n failed", "", progress.failed)
            both = self.tr("{counted}, {failed}")
            self.count.setText(both.format(counted=counted, failed=failed))
        else:
            self.count.setText(counted)

    def summary(self, progress: Progress) -> str:
        """Say in one sentence what came of it."""
        if progress.stopped:
            sentence = self.tr("Stopped: {done} of {total} keys were tested.")
            return sentence.format(done=progress.done, total=progress.total)
        if not progress.failed:
            return self.tr("%n key(s) tested: all work.", "", progress.done)
        tested = self.tr("%n key(s) tested", "", progress.done)
        failed = self.tr("%n do(es) not work", "", progress.failed)
        return self.tr("{tested}: {failed}.").format(tested=tested, failed=failed)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.count.setText(self.tr("Stopping…"))
        self.cancel_requested.emit()
