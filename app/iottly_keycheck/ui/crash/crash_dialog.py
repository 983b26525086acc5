"""What a defect leaves for support, to look at and to hand on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.crash.crash_reporter import Crash
from iottly_keycheck.ui.style.theme import StyleClass, em, monospaced, set_style_class


class CrashDialog(QDialog):
    """Shows the text of a crash; copies it, and opens the folder with its file.

    `open_url` opens a folder in the user's file manager. `stopped` tells that the program has
    come to its end by it.
    """

    def __init__(
        self,
        crash: Crash,
        parent: QWidget | None = None,
        *,
        stopped: bool = False,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._crash = crash
        self._open_url = open_url
        self.setWindowTitle(self.tr("Report of a defect"))
        self.text = PlainBlock(self.tr("Report of a defect"), parent=self)
        self.text.setFont(monospaced())
        set_style_class(self.text, StyleClass.DETAILS)
        self.text.document().setDocumentMargin(em(self.font(), 0.5))
        self.text.setText(crash.text)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.clicked.connect(self._copy)
        self.folder = QPushButton(self.tr("Open folder"), self)
        self.folder.clicked.connect(self._open_folder)
        self.said = PlainLabel(parent=self)
        set_style_class(self.said, StyleClass.MUTED)
        self._lay_out(stopped=stopped)

    def _lay_out(self, *, stopped: bool) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(unit)
        for sentence in self._sentences(stopped=stopped):
            layout.addWidget(PlainLabel(sentence, self))
        layout.addWidget(self.text, stretch=1)
        if self._crash.path is not None:
            place = self.tr("It is kept as {path}.").format(path=self._crash.path)
            self.said.setText(place)
        layout.addWidget(self.said)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        for button in (self.copy, self.folder):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.folder.setVisible(self._crash.path is not None)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(min(unit * 50, room.width() - unit), min(unit * 34, room.height() - 4 * unit))

    def _sentences(self, *, stopped: bool) -> list[str]:
        sentences = [
            self.tr(
                "Please send this text to iottly support (iottly-support@tomorrowdata.io) and say"
                " what you did last. It tells where in the program the defect is; no keys,"
                " passwords or descriptions are in it."
            )
        ]
        if stopped:
            sentences.insert(0, self.tr("iottly Key Check has to stop: there is a defect in it."))
        return sentences

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._crash.text)
        self.said.setText(self.tr("Copied."))

    def _open_folder(self) -> None:
        if self._crash.path is not None:
            self._open_url(QUrl.fromLocalFile(str(self._crash.path.parent)))


def show_fatal_crash(crash: Crash) -> None:
    """Show, until it is closed, what has ended the program; nothing else runs by now."""
    CrashDialog(crash, stopped=True).exec()
