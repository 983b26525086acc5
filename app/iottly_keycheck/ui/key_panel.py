"""The left side of the window: the keys, and the form that adds one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from iottly_keycheck.ui.add_key_form import AddKeyForm
from iottly_keycheck.ui.key_list_model import KeyListModel
from iottly_keycheck.ui.key_list_view import KeyListView
from iottly_keycheck.ui.notice_bar import NoticeBar
from iottly_keycheck.ui.plain_text import PlainLabel
from iottly_keycheck.ui.theme import Look, em, set_look

AGES_MS = 60_000


class KeyPanel(QWidget):
    """What the web console's panel "Manage API keys" shows, with what a desktop adds.

    Its parts are public: `view` (the list), `form`, and `undo`, the bar after a deletion.
    """

    def __init__(self, model: KeyListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = KeyListView(model, self)
        self.form = AddKeyForm(self)
        self.undo = NoticeBar(Look.CARD, dismissible=False, parent=self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._explanation())
        self._lay_out()
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._choose_page)
        ages = QTimer(self)
        ages.setInterval(AGES_MS)
        ages.timeout.connect(model.refresh)
        ages.start()

    def _lay_out(self) -> None:
        unit = em(self.font())
        title = QLabel(self.tr("Manage API keys"), self)
        set_look(title, Look.TITLE)
        header = QWidget(self)
        set_look(header, Look.PANEL)
        header.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        header_layout = QVBoxLayout(header)
        header_layout.setContentsMargins(round(unit * 1.3), unit, unit, unit)
        header_layout.addWidget(title)
        column = QVBoxLayout()
        column.setSpacing(0)
        for widget in (header, rule(self), self._pages, self.undo, rule(self), self.form):
            column.addWidget(widget, stretch=int(widget is self._pages))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column)
        layout.addWidget(rule(self, Qt.Orientation.Vertical))

    def show_deleted(self, description: str) -> None:
        """Offer to bring that key back; an empty description offers nothing."""
        if description:
            sentence = self.tr("Deleted “{description}”. This does not revoke the key at iottly.")
            self.undo.say(sentence.format(description=description), self.tr("Undo"))
        else:
            self.undo.clear()

    def show_loaded(self) -> None:
        """Begin: at the first key, or with the explanation of an empty list."""
        self._choose_page()
        if self._model.rows:
            self.view.select_key(self._model.rows[0].id)
            self.view.setFocus()
        else:
            self.form.begin()

    def _explanation(self) -> QWidget:
        page = QWidget(self)
        unit = em(self.font())
        layout = QVBoxLayout(page)
        layout.setContentsMargins(round(unit * 1.3), round(unit * 1.3), unit, unit)
        text = PlainLabel(
            self.tr(
                "Paste an API key below and give it a name: it is kept in your keyring and tested"
                " at once. Keys are made in the web console of iottly, which the link below opens."
            )
        )
        set_look(text, Look.MUTED)
        layout.addWidget(text)
        layout.addStretch(1)
        return page

    def _choose_page(self) -> None:
        self._pages.setCurrentIndex(0 if self._model.rowCount() else 1)


def rule(parent: QWidget, along: Qt.Orientation = Qt.Orientation.Horizontal) -> QFrame:
    """Make a line that divides."""
    line = QFrame(parent)
    if along is Qt.Orientation.Horizontal:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    set_look(line, Look.RULE)
    return line
