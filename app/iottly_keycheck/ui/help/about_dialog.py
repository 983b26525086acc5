"""About: which program this is, on what terms, and whose work it is built on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6 import __version__ as bindings_version
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck import __version__
from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.help.credits import Work, works
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.tasks import Tasks

_DISTRIBUTION = "iottly-keycheck"


class AboutDialog(QDialog):
    """Name, version and licence; those of Qt; and a list of the rest, which can be copied."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About iottly Key Check"))
        self.works = PlainBlock(self.tr("The work of others in it"), parent=self)
        set_style_class(self.works, StyleClass.DETAILS)
        self.works.document().setDocumentMargin(em(self.font(), 0.5))
        self._lay_out()
        # There is a file to read for each of them.
        tasks.run(partial(works, _DISTRIBUTION), self._show_works)

    def _show_works(self, found: Iterable[Work]) -> None:
        lines = (f"{work.name} {work.version}  ({work.licence})" for work in found)
        self.works.setText("\n".join(lines))

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 0.8))
        layout.addLayout(self._heading())
        for sentence in self._sentences():
            layout.addWidget(PlainLabel(sentence, self))
        heading = PlainLabel(self.tr("The work of others in it"), self)
        set_style_class(heading, StyleClass.STRONG)
        layout.addWidget(heading)
        layout.addWidget(self.works, stretch=1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        buttons.setFocus()
        room = self.screen().availableSize()
        self.resize(min(unit * 44, room.width() - unit), min(unit * 42, room.height() - 4 * unit))

    def _heading(self) -> QHBoxLayout:
        side = em(self.font(), 4)
        picture = QLabel(self)
        icon = QApplication.windowIcon()
        picture.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
        name = PlainLabel("iottly Key Check", self)
        set_style_class(name, StyleClass.TITLE)
        version = PlainLabel(self.tr("Version {version}").format(version=__version__), self)
        set_style_class(version, StyleClass.MUTED)
        titles = QVBoxLayout()
        titles.addWidget(name)
        titles.addWidget(version)
        row = QHBoxLayout()
        row.setSpacing(em(self.font(), 1.2))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(titles, 1)
        return row

    def _sentences(self) -> list[str]:
        return [
            self.tr(
                "Tells whether an iottly API key works from this computer, and what is in the way"
                " if it does not."
            ),
            self.tr(
                "This program is free software under the MIT licence, which its file LICENSE has."
            ),
            self.tr(
                "It uses Qt {qt} and PySide6 {pyside}, unchanged, under the GNU Lesser General"
                " Public License, version 3. You may replace them by your own builds: they lie"
                " beside the program as shared libraries."
            ).format(qt=qVersion(), pyside=bindings_version),
        ]
