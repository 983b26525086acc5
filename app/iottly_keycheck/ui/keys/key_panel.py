"""The left side of the window: the keys, and the form that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from iottly_keycheck.ui.checks.batch_controller import Progress
from iottly_keycheck.ui.controls.notice_bar import NoticeBar
from iottly_keycheck.ui.keys.add_key_form import AddKeyForm
from iottly_keycheck.ui.keys.age_timer import AgeTimer
from iottly_keycheck.ui.keys.empty_list import EmptyList, NothingFound
from iottly_keycheck.ui.keys.key_list_view import KeyListView
from iottly_keycheck.ui.keys.list_tools import ListTools
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel
from iottly_keycheck.ui.list_model.key_order import Order
from iottly_keycheck.ui.style.theme import StyleClass, set_style_class

AGES_MS = 60_000


class KeyPanel(QWidget):
    """What the web console's panel "Manage API keys" shows, with what a desktop adds.

    Its parts are public: `tools` over the list, `view` (the list), `ages` (what moves the list's
    ages on), `form`, `undo`, the bar after a deletion, and `summary`, the bar after many tests.

    Signals:
        many_tests_requested(object): the ids of the keys that are to be tested.
        practice_requested(): the user wants to try the practice API.
    """

    many_tests_requested = Signal(object)
    practice_requested = Signal()

    def __init__(
        self, model: KeyListModel, parent: QWidget | None = None, *, practice: bool = False
    ) -> None:
        """`practice` tells whether the practice API can be offered."""
        super().__init__(parent)
        self._model = model
        self.tools = ListTools(self)
        self.view = KeyListView(model, self)
        self.form = AddKeyForm(self, self._descriptions)
        self.undo = NoticeBar(StyleClass.CARD, dismissible=False, parent=self)
        self.summary = NoticeBar(StyleClass.CARD, parent=self)
        self.empty = EmptyList(practice=practice, parent=self)
        self.nothing_found = NothingFound(self)
        self._pages = QStackedWidget(self)
        for page in (self.view, self.empty, self.nothing_found):
            self._pages.addWidget(page)
        self.ages = AgeTimer(self.view, model, AGES_MS)
        self._lay_out()
        self._connect()
        self._show_counts()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        parts = (rule(self), self._pages, self.summary, self.undo, rule(self), self.form)
        for widget in (self.tools, *parts):
            column.addWidget(widget, stretch=int(widget is self._pages))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(column)
        layout.addWidget(rule(self, Qt.Orientation.Vertical))

    def _connect(self) -> None:
        model, tools = self._model, self.tools
        model.keys_changed.connect(self._show_counts)
        model.rearranged.connect(self._show_counts)
        tools.search.setText(model.search_text)
        tools.search.textChanged.connect(self._search)
        tools.search.left.connect(self.view.setFocus)
        tools.show_order(model.order)
        tools.order_chosen.connect(model.set_order)
        tools.test_requested.connect(self._test)
        self.view.selection_changed.connect(self._show_counts)
        self.nothing_found.all_requested.connect(self._show_all)
        self.empty.paste_requested.connect(self.form.begin_with_key)
        self.empty.practice_requested.connect(self.practice_requested)
        self.summary.acted.connect(self._show_failures)
        self.form.folded_changed.connect(self._share_room)

    # --- what the window tells ---

    def show_deleted(self, descriptions: Sequence[str]) -> None:
        """Offer to bring those keys back; none offer nothing."""
        match descriptions:
            case []:
                self.undo.clear()
            case [description]:
                sentence = self.tr(
                    "Deleted “{description}”. This does not revoke the key at iottly."
                )
                self.undo.show_message(sentence.format(description=description), self.tr("Undo"))
            case _:
                sentence = self.tr(
                    "Deleted %n key(s). This does not revoke them at iottly.", "", len(descriptions)
                )
                self.undo.show_message(sentence, self.tr("Undo"))

    def show_loaded(self) -> None:
        """Begin: at the first key, or with the explanation of an empty list."""
        self._show_counts()
        if self._model.rowCount():
            self.view.select_key(self._model.row_at(0).id)
            self.view.setFocus()
        elif not self._model.total:
            self.empty.paste.setFocus()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far the testing of many keys is, or what came of it; `None` is not begun."""
        self.tools.show_progress(progress)
        if progress is None or not progress.over or not progress.total:
            self.summary.clear()
        else:
            action = self.tr("Show them") if progress.failed else ""
            self.summary.show_message(self.tools.progress.summary(progress), action)

    def show_keys(self, key_ids: Sequence[int]) -> None:
        """Select these keys and look at the first, whatever was searched for."""
        if not all(self._model.index_of(key_id).isValid() for key_id in key_ids):
            self.tools.search.clear()
        self.view.select_keys(key_ids)

    def use_order(self, order: Order) -> None:
        """Show the keys in an order, and say which."""
        self.tools.show_order(order)
        self._model.set_order(order)

    # --- what the user does ---

    def test_all(self) -> None:
        """Have all keys tested, or those that a search has found."""
        self.many_tests_requested.emit([row.id for row in self._model.shown])

    def _search(self, wanted: str) -> None:
        self._model.search(wanted)
        self._show_counts()

    def _test(self) -> None:
        selected = self.view.selected_keys
        if len(selected) > 1:
            self.many_tests_requested.emit(selected)
        else:
            self.test_all()

    def _show_all(self) -> None:
        self.tools.search.clear()
        self.view.setFocus()

    def _show_failures(self) -> None:
        self.summary.clear()
        self.tools.search.clear()
        self.use_order(Order.RESULT)
        if self._model.rowCount():
            self.view.select_key(self._model.row_at(0).id)
            self.view.setFocus()

    def _show_counts(self) -> None:
        found, wanted = self._model.rowCount(), self._model.search_text
        selected = self.view.selected_count
        total = self._model.total
        self.tools.show_count(found, selected=selected, searched=bool(wanted), total=total)
        if wanted and not found and self._model.total:
            self.nothing_found.show_search(wanted)
            self._pages.setCurrentWidget(self.nothing_found)
        else:
            self._pages.setCurrentWidget(self.view if found else self.empty)

    def _descriptions(self) -> Sequence[str]:
        return [row.description for row in self._model.rows]

    # --- how the room is shared ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Leave the list enough to be a list: where there is little room, the form folds."""
        needed = self.tools.full_height + self.view.comfortable_height + self.form.full_height
        self.form.set_compact(self.height() < needed)
        self.tools.set_compact(self.height() < needed and not self.form.folded)


def rule(parent: QWidget, along: Qt.Orientation = Qt.Orientation.Horizontal) -> QFrame:
    """Make a line that divides."""
    line = QFrame(parent)
    if along is Qt.Orientation.Horizontal:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    set_style_class(line, StyleClass.RULE)
    return line
