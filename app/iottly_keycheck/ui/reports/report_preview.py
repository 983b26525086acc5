"""The question what of a report is sent, and to whom; what is sent is seen as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QRadioButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.diagnosis.sharing.email import IOTTLY_SUPPORT, Email, Recipient
from iottly_keycheck.diagnosis.sharing.identifying_names import NameKind
from iottly_keycheck.ui.controls.flow_layout import FlowLayout
from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.reports.report_controller import PreparedReport
from iottly_keycheck.ui.style.theme import StyleClass, em, monospaced, set_style_class

_LONGEST_SHOWN = 100_000
"""Characters; the field takes long to lay out more, and no report from here has them."""


class ReportPreview(QDialog):
    """Shows a report as others will see it, and offers the ways to them.

    Signals:
        without_requested(object): the report is to be shown without names of these kinds, a
            `frozenset` of `NameKind`.
        copy_requested(object), save_requested(object), mail_requested(object): what to do with the
            `PreparedReport` that is shown; `recipient` tells to whom the mail goes.
    """

    without_requested = Signal(object)
    copy_requested = Signal(object)
    save_requested = Signal(object)
    mail_requested = Signal(object)

    def __init__(self, suggested: Recipient, folder: Path, parent: QWidget | None = None) -> None:
        """`folder` is where the report is going to be saved that is to be attached."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Send report"))
        self._prepared: PreparedReport | None = None
        self.addressees = {
            Recipient.SUPPORT: QRadioButton(
                self.tr("iottly support ({address})").format(address=IOTTLY_SUPPORT), self
            ),
            Recipient.IT: QRadioButton(self.tr("Your IT department"), self),
        }
        self.addressees[suggested].setChecked(True)
        self.names = QCheckBox(self.tr("Names"), self)
        self.hosts = QCheckBox(self.tr("Computers and addresses"), self)
        self.users = QCheckBox(self.tr("Users and folders"), self)
        explained: tuple[tuple[QCheckBox, str], ...] = (
            (self.names, self.tr("The description of the key, and companies in certificates")),
            (self.hosts, self.tr("Names and addresses of proxies and other computers")),
            (self.users, self.tr("Who is logged in, and where files are on this computer")),
        )
        for box, explanation in explained:
            box.setToolTip(explanation)
            box.setAccessibleDescription(explanation)
        self.report = self._block(self.tr("Report as it will be sent"))
        self.mail = self._block(self.tr("E-mail as it will be sent"))
        self.views = QTabWidget(self)
        self.views.addTab(self.report, self.tr("Report"))
        self.views.addTab(self.mail, self.tr("E-mail"))
        self.views.setAccessibleName(self.tr("What is sent"))
        self.views.tabBar().setAccessibleName(self.tr("What is sent"))
        self.views.setDocumentMode(True)
        self.views.tabBar().setDrawBase(False)
        self.about = PlainLabel(
            self.tr(
                "“Write e-mail” saves the report in {folder} and opens your mail program: attach"
                " the file there. No key and no password is in it."
            ).format(folder=folder),
            self,
        )
        set_style_class(self.about, StyleClass.MUTED)
        self._add_buttons()
        self._lay_out()
        for choice in (*self.addressees.values(), *self._left_out):
            choice.toggled.connect(self._choose)

    @property
    def recipient(self) -> Recipient:
        """Who is to get the e-mail."""
        return next(to for to, choice in self.addressees.items() if choice.isChecked())

    @property
    def anonymized(self) -> frozenset[NameKind]:
        """What is left out."""
        kinds = (kinds for choice, kinds in self._left_out.items() if choice.isChecked())
        return frozenset().union(*kinds)

    @property
    def _left_out(self) -> dict[QCheckBox, frozenset[NameKind]]:
        return {
            self.names: frozenset({NameKind.DESCRIPTION, NameKind.CERTIFICATE}),
            self.hosts: frozenset({NameKind.HOST}),
            # Folders are called after the user, as a rule.
            self.users: frozenset({NameKind.USER, NameKind.PATH}),
        }

    def show_prepared(self, prepared: PreparedReport) -> None:
        """Show the report as it would be sent now, and offer to."""
        self._prepared = prepared
        text = prepared.text
        if len(text) > _LONGEST_SHOWN:
            rest = self.tr("… and so on: the report is too long to show all of it.")
            text = "\n".join((text[:_LONGEST_SHOWN], rest))
        _show(self.report, text)
        self._show_mail(prepared.emails[self.recipient])
        self._offer(True)

    def _block(self, name: str) -> PlainBlock:
        block = PlainBlock(name, parent=self)
        block.setFont(monospaced())
        block.document().setDocumentMargin(em(self.font(), 0.6))
        set_style_class(block, StyleClass.DETAILS)
        return block

    def _add_buttons(self) -> None:
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.clicked.connect(self._copy)
        self.save = QPushButton(self.tr("Save…"), self)
        self.save.clicked.connect(self._save)
        self.send = QPushButton(self.tr("Write e-mail"), self)
        set_style_class(self.send, StyleClass.PRIMARY)
        self.send.setDefault(True)
        self.send.clicked.connect(self._send)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        for button in (self.copy, self.save, self.send):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self._offer(False)

    def _offer(self, offered: bool) -> None:
        for button in (self.copy, self.save, self.send):
            button.setEnabled(offered)

    def _lay_out(self) -> None:
        unit = em(self.font())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.5)] * 4)
        layout.setSpacing(round(unit * 0.6))
        for title, choices in self._questions():
            row = FlowLayout(spacing=unit)
            label = PlainLabel(title, self)
            label.setWordWrap(False)
            set_style_class(label, StyleClass.STRONG)
            for widget in (label, *choices):
                row.addWidget(widget)
            layout.addLayout(row)
        layout.addWidget(self.views, stretch=1)
        layout.addWidget(self.about)
        layout.addWidget(self.buttons)
        room = self.screen().availableSize()
        self.resize(min(unit * 58, room.width() - unit), min(unit * 42, room.height() - 4 * unit))
        self.views.setFocus()

    def _questions(self) -> Iterator[tuple[str, tuple[QWidget, ...]]]:
        yield self.tr("Send to"), tuple(self.addressees.values())
        yield self.tr("Leave out"), tuple(self._left_out)

    def _choose(self) -> None:
        if self.sender() in self._left_out:
            # What was seen is what is sent: nothing until the new text is seen.
            self._offer(False)
            self.without_requested.emit(self.anonymized)
        elif self._prepared:
            self._show_mail(self._prepared.emails[self.recipient])

    def _show_mail(self, email: Email) -> None:
        head = self.tr("To: {address}\nSubject: {subject}\n\n{body}")
        address = email.to or self.tr("(you type the address)")
        _show(self.mail, head.format(address=address, subject=email.subject, body=email.body))

    def _copy(self) -> None:
        self.copy_requested.emit(self._prepared)

    def _save(self) -> None:
        self.save_requested.emit(self._prepared)

    def _send(self) -> None:
        self.mail_requested.emit(self._prepared)


def _show(block: PlainBlock, text: str) -> None:
    """Show another text at the place that is looked at."""
    place = block.verticalScrollBar().value()
    block.setText(text)
    block.verticalScrollBar().setValue(place)
