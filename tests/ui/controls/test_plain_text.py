"""Text from elsewhere is shown to the letter, wraps, and acts on nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.controls.plain_text import PlainBlock, PlainLabel, show_control_chars

MARKUP = '<b>bold</b> <img src="http://example.org/x.png"> &amp; &'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (MARKUP, MARKUP),
        ("\x1b[31mred", "␛[31mred"),
        ("photo\u202egnp.exe", "photo\ufffdgnp.exe"),
        ("\u2066isolated\u2069", "\ufffdisolated\ufffd"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("one\u2028two", "one\ntwo"),
        ("a\x00b\x7f", "a␀b␡"),
        ("perché 鍵", "perché 鍵"),
    ],
)
def test_characters_that_act_become_signs(text: str, shown: str) -> None:
    assert show_control_chars(text) == shown


def test_a_label_takes_markup_as_text(qapp: QApplication) -> None:
    label = PlainLabel(MARKUP)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_a_screen_reader_gets_a_long_address_in_one_piece(qapp: QApplication) -> None:
    address = "http://proxy.example.org:3128/v1.0"
    label = PlainLabel(address)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == address


def test_a_label_wraps_a_word_that_is_wider_than_the_window(qtbot: QtBot) -> None:
    label = PlainLabel("x" * 500)
    qtbot.addWidget(label)
    metrics = QFontMetrics(label.font())
    assert label.minimumSizeHint().width() < metrics.horizontalAdvance("x" * 20)
    assert label.heightForWidth(200) > 5 * metrics.height()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("http://proxy.corp.example:3128", "http://|proxy.|corp.|example:3128"),
        ("iottly-support@tomorrowdata.io", "iottly-|support@|tomorrowdata.io"),
        ("Netzwerkverbindung", "Netz|werk|verb|indu|ng"),
        ("two ordinary words", "two ordinary words"),
    ],
)
def test_a_label_breaks_addresses_after_a_sign(qapp: QApplication, text: str, drawn: str) -> None:
    label = PlainLabel(text)
    assert super(PlainLabel, label).text() == drawn.replace("|", "\u200b")
    assert label.text() == text


def test_a_label_leaves_ordinary_words_whole(qtbot: QtBot) -> None:
    label = PlainLabel("Authentication")
    qtbot.addWidget(label)
    advance = QFontMetrics(label.font()).horizontalAdvance("Authentication")
    assert label.minimumSizeHint().width() >= advance


def test_a_block_is_as_high_as_its_text(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    block = PlainBlock("Error", parent=window)
    block.setText("word " * 300 + "x" * 500)
    layout.addWidget(block)
    layout.addStretch(1)
    window.resize(400, 2000)
    with qtbot.waitExposed(window):
        window.show()
    assert block.verticalScrollBar().maximum() == 0
    assert block.height() > 20 * QFontMetrics(block.font()).height()


def test_a_long_block_scrolls(qtbot: QtBot) -> None:
    block = PlainBlock("Error", longest=8)
    qtbot.addWidget(block)
    block.setText("\n".join("line" for _ in range(100)))
    assert block.heightForWidth(300) < 10 * QFontMetrics(block.font()).lineSpacing()


def test_a_block_is_copied_by_keyboard_to_the_letter(qtbot: QtBot) -> None:
    block = PlainBlock("Error")
    qtbot.addWidget(block)
    block.setText(MARKUP)
    block.show()
    block.setFocus()
    qtbot.keyClick(block, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(block, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == MARKUP


def test_a_block_cannot_be_typed_into(qtbot: QtBot) -> None:
    block = PlainBlock("Error")
    qtbot.addWidget(block)
    block.setText("as it was")
    qtbot.keyClicks(block, "x")
    assert block.text() == "as it was"
