"""Text from elsewhere is read and nothing more: it is not rendered, and it holds up nothing.

Answers of whatever stands in the API's place, descriptions, import files; the window is looked
through afterwards, label by label.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from support.answers import response, say
from support.servers import Server

from .conftest import show

KEY = "719cc48b13aa7be9a89a433493966f64"
HTML = '<b>bold</b><img src="file:///etc/passwd"><script>alert(1)</script>'
BIDI = "safe\u202efdp.exe\u2066\u200f"
CONTROLS = "one\x1b[31m\x00\x07\x08two\x7f\x9b31m"
LINE = "x" * 10_000_000
DEEP = '{"error":' + "[" * 100_000 + "]" * 100_000 + "}"
MOST_MS = 2000
"""How long the window's thread may be busy at a stretch: a busy computer's tests run meanwhile."""

ANSWERS = {
    "html": response(json.dumps({"error": HTML}).encode(), 500),
    "bidi": response(json.dumps({"error": BIDI}).encode(), 500),
    "controls": response(json.dumps({"error": CONTROLS}).encode(), 500),
    "page": response(f"<html><title>{HTML}</title>{BIDI}</html>".encode(), 502),
    "line": response(json.dumps({"error": LINE}).encode(), 500),
    "no spaces": response(b"x" * 60_000, 500),
    "many lines": response(b"\n" * 60_000, 500),
    "deep": response(DEEP.encode(), 500),
    "encoding": response(b'{"error": "\xff\xfe\xc3("}', 500),
    "headers": response(
        b"{}", 500, [("X-" + "a" * 200, HTML), ("Server", "\x1b[31m" + "y" * 5000)]
    ),
}


class Heartbeat(QTimer):
    """Beats on the window's thread and remembers the longest time that it could not."""

    def __init__(self) -> None:
        super().__init__(interval=5)
        self.longest_ms = 0
        self._since = QElapsedTimer()
        self._since.start()
        self.timeout.connect(self._beat)
        self.start()

    def _beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._since.restart())


def not_plain(window: QWidget) -> Iterator[str]:
    """Give what could be rendered, or acts instead of showing, of all that is in the window."""
    for widget in [window, *window.findChildren(QWidget)]:
        tip = widget.toolTip()
        if QtGui.Qt.mightBeRichText(tip) and _text_of(tip) == tip:
            yield f"tool tip: {tip!r}"
        match widget:
            case QLabel():
                shown = QLabel.text(widget)
                if widget.textFormat() != Qt.TextFormat.PlainText and QtGui.Qt.mightBeRichText(
                    shown
                ):
                    yield f"label: {shown[:200]!r}"
            case QTextEdit():
                yield f"a field that renders: {widget}"
                shown = ""
            case QPlainTextEdit():
                shown = widget.toPlainText()
            case QAbstractButton() | QLineEdit():
                shown = widget.text()
            case _:
                shown = widget.windowTitle()
        if acting := set(shown) & ACTING:
            yield f"{widget}: {acting}"


ACTING = {chr(code) for code in (*range(9), *range(11, 32), *range(0x7F, 0xA0))} | set(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)


def _text_of(markup: str) -> str:
    document = QTextDocument()
    document.setHtml(markup)
    return document.toPlainText()


def add(window: MainWindow, qtbot: QtBot, description: str) -> None:
    with qtbot.waitSignal(window.controllers.checks.finished, timeout=30_000):
        window.controllers.list.add(description, KEY)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_an_answer(window: MainWindow, qtbot: QtBot, answer: bytes) -> None:
    with Server(say(answer)) as server:
        settings = replace(window.controllers.settings.settings, url=server.url())
        with qtbot.waitSignal(window.controllers.settings.changed):
            window.controllers.settings.save(settings, None, forget=False)
        heart = Heartbeat()
        add(window, qtbot, "Analytics")
        qtbot.waitUntil(window.main_view.pane.report_actions.isVisible)
        window.main_view.pane.report_actions.details.setChecked(True)
        details = window.main_view.pane.answer.details
        qtbot.waitUntil(lambda: details.isVisible() and not details.filling, timeout=30_000)
        window.grab()
        qtbot.waitUntil(lambda: window.controllers.checks.running_key is None)
        assert list(not_plain(window)) == []
        assert heart.longest_ms < MOST_MS


@pytest.mark.parametrize(
    "description",
    [
        "<b>bold</b><img src=x>",
        "&amp; & <",
        "a" + "\u0301" * 199,
        "W" * 200,
        "مرحبا <i>hello</i> שלום",
        "👩‍👩‍👧‍👦" * 28,
    ],
)
def test_a_description(window: MainWindow, qtbot: QtBot, description: str) -> None:
    add(window, qtbot, description)
    qtbot.waitUntil(window.main_view.pane.report_actions.isVisible)
    window.controllers.list.delete([window.controllers.list.model.rows[0].id])
    qtbot.waitUntil(window.main_view.panel.undo.isVisible)
    window.grab()
    assert list(not_plain(window)) == []


def test_rows_that_another_program_has_written(
    window: MainWindow, composition, home: Path, qtbot: QtBot, theme
) -> None:
    add(window, qtbot, "Analytics")
    window.close()
    (file,) = home.rglob("keys.sqlite3")
    for description in (HTML + BIDI + CONTROLS, "x" * 1_000_000, ""):
        with sqlite3.connect(file) as database:
            database.execute("UPDATE keys SET description = ?", (description,))
        database.close()
        with composition.parts(practice=False) as parts:
            again = make_window(
                WindowDependencies(
                    parts.keys(), parts.checker(), parts.settings(), parts.proxy_passwords
                )
            )
            show(again, qtbot)
            heart = Heartbeat()
            again.grab()
            qtbot.waitUntil(lambda w=again: w.controllers.checks.running_key is None)
            assert list(not_plain(again)) == []
            assert heart.longest_ms < MOST_MS
            again.close()


@pytest.mark.parametrize(
    "content",
    [
        b"description\n" + LINE.encode(),
        LINE.encode(),
        (LINE + "\n").encode("utf-16"),
        DEEP.encode(),
        b"description;key\n" + LINE.encode() + b";" + b"k" * 9_000,
        ("description\n" + f"{HTML}{BIDI}\n" * 9_000).encode(),
    ],
    ids=["csv line", "line", "utf-16", "deep", "with a key", "rows"],
)
def test_a_file_that_is_imported(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    path = tmp_path / f"{HTML[:3]}\u202elist.csv"
    path.write_bytes(content)
    heart = Heartbeat()
    window.main_view.transfer_presenter.open_file(str(path))
    qtbot.waitUntil(
        lambda: (
            window.main_view.messages.isVisible() or QApplication.activeModalWidget() is not None
        ),
        timeout=30_000,
    )
    window.grab()
    assert list(not_plain(window)) == []
    assert heart.longest_ms < MOST_MS
    if dialog := QApplication.activeModalWidget():
        dialog.grab()
        dialog.close()
