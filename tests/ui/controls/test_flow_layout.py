"""A row of buttons goes on in the next line where it has to."""

import gc

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.controls.flow_layout import FlowLayout


def row_of(qtbot: QtBot, *texts: str) -> tuple[QWidget, list[QPushButton]]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    row = FlowLayout(spacing=6)
    column.addLayout(row)
    column.addStretch(1)
    buttons = [QPushButton(text, window) for text in texts]
    for button in buttons:
        row.addWidget(button)
    return window, buttons


def show(qtbot: QtBot, window: QWidget, width: int) -> None:
    window.resize(width, 300)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.width() == width)


def test_with_room_they_stand_in_one_line(qtbot: QtBot, theme) -> None:
    window, (first, second, last) = row_of(qtbot, "Copy report", "Save report…", "Details")
    show(qtbot, window, 900)
    assert first.y() == second.y() == last.y()
    assert second.x() > first.geometry().right()
    assert last.x() > second.geometry().right()


def test_without_room_they_go_on_in_the_next_line(qtbot: QtBot, theme) -> None:
    window, (first, second, last) = row_of(qtbot, "Copy report", "Save report…", "Details")
    narrow = max(button.sizeHint().width() for button in (first, second, last)) + 40
    assert window.minimumSizeHint().width() <= narrow
    show(qtbot, window, narrow)
    assert first.x() == second.x()
    assert first.geometry().bottom() < second.y()
    assert second.geometry().bottom() < last.y()


def test_what_is_hidden_takes_no_room(qtbot: QtBot, theme) -> None:
    window, (first, second, _) = row_of(qtbot, "Copy report", "Save report…", "Details")
    first.hide()
    show(qtbot, window, 900)
    assert second.x() == window.layout().contentsMargins().left()


def test_it_goes_with_its_widgets(qtbot: QtBot, theme) -> None:
    window, buttons = row_of(qtbot, "one", "two", "three")
    show(qtbot, window, 900)
    gc.collect()
    buttons[0].deleteLater()
    window.layout().itemAt(0).layout().takeAt(1)
    qtbot.waitUntil(lambda: window.layout().itemAt(0).layout().count() == 1)
