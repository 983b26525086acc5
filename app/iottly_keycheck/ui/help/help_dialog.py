"""Help: what the program does, how to come by a key, and where to ask."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck import __version__
from iottly_keycheck.ui.controls.accessible_role import set_accessible_role
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.links import CONSOLE

SUPPORT = QUrl("mailto:iottly-support@tomorrowdata.io")


class HelpDialog(QDialog):
    """A page of help. `open_url` opens an address in the user's browser or mail program."""

    def __init__(
        self,
        parent: QWidget | None = None,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._open_url = open_url
        self.setWindowTitle(self.tr("Help"))
        self.console = QPushButton(self.tr("Open the iottly console"), self)
        self.console.clicked.connect(self._open_console)
        self.support = QPushButton(self.tr("Write to iottly support"), self)
        self.support.clicked.connect(self._write_to_support)
        for button in (self.console, self.support):
            # Return closes the help and does not open a browser.
            button.setAutoDefault(False)
        self.page = QScrollArea(self)
        self._lay_out()

    def _lay_out(self) -> None:
        unit = em(self.font())
        page = QWidget(self)
        text = QVBoxLayout(page)
        text.setContentsMargins(0, 0, unit, 0)
        text.setSpacing(round(unit * 0.4))
        for heading, paragraphs in self._sections():
            title = PlainLabel(heading, page)
            set_style_class(title, StyleClass.HEADING)
            title.setContentsMargins(0, unit if text.count() else 0, 0, 0)
            text.addWidget(title)
            for paragraph in paragraphs:
                text.addWidget(PlainLabel(paragraph, page))
        version = PlainLabel(
            self.tr("iottly Key Check {version}").format(version=__version__), page
        )
        set_style_class(version, StyleClass.MUTED)
        version.setContentsMargins(0, unit, 0, 0)
        text.addWidget(version)
        text.addStretch(1)
        self.page.setAccessibleName(self.tr("Help"))
        set_accessible_role(self.page, QAccessible.Role.Document)
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setWidget(page)

        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        links = QHBoxLayout()
        links.setSpacing(round(unit * 0.7))
        links.addWidget(self.console)
        links.addWidget(self.support)
        links.addStretch(1)
        links.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 1.4))
        layout.addWidget(self.page, 1)
        layout.addLayout(links)
        room = self.screen().availableSize()
        self.resize(min(unit * 48, room.width() - unit), min(unit * 46, room.height() - 4 * unit))

    def _sections(self) -> list[tuple[str, list[str]]]:
        return [
            (
                self.tr("What this program does"),
                [
                    self.tr(
                        "It tells you whether your iottly API key works from this computer. If it"
                        " does not, it tells you what is in the way and who can fix it."
                    ),
                    self.tr(
                        "A test sends one small request with your key to iottly and looks at"
                        " every step on the way: the proxy, the network, the encryption, the"
                        " answer, the key. Nothing is changed at iottly, and nobody else is asked."
                    ),
                ],
            ),
            (
                self.tr("How to get a key"),
                [
                    self.tr("1. Open the iottly console and go to the dashboard of your project."),
                    self.tr("2. Press OPEN at the top right, and go to “Manage API keys”."),
                    self.tr("3. Type a description and press “Create new API key”."),
                    self.tr("4. Copy the key, and paste it here under “API key”."),
                    self.tr(
                        "A good description says who uses the key: “Analytics” or “Dashboard” for"
                        " a program, “John Smith” or “Testing Lab” for people."
                    ),
                ],
            ),
            (
                self.tr("Your keys"),
                [
                    self.tr(
                        "Keys are kept in the keyring of this computer, or, where there is none,"
                        " until the window closes, and are sent to iottly only. A key gives access"
                        " to your data: do not share it. Reports never contain it."
                    ),
                    self.tr(
                        "Deleting a key here removes it from this computer. It does not revoke it:"
                        " to do that, delete it in the iottly console."
                    ),
                ],
            ),
            (
                self.tr("If it does not work"),
                [
                    self.tr(
                        "Follow the steps under the result. Where they name your IT department,"
                        " save the report and send it to them. For everything else write to"
                        " {address}; the report helps there, too."
                    ).format(address=SUPPORT.path()),
                ],
            ),
        ]

    @Slot()
    def _open_console(self) -> None:
        self._open_url(CONSOLE)

    @Slot()
    def _write_to_support(self) -> None:
        self._open_url(SUPPORT)
