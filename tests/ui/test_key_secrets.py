"""Keys are on the screen and on the clipboard only as long as they are wanted there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.key_list import KeyList
from iottly_keycheck.ui.attention import AWAY_MS, Attention
from iottly_keycheck.ui.key_list_model import Role
from iottly_keycheck.ui.key_secrets import REVEALED_MS
from iottly_keycheck.ui.secret_clipboard import COPIED_MS, hints
from iottly_keycheck.ui.window import MainWindow
from support.another_program import AnotherProgram, another_program


@pytest.fixture
def other(window: MainWindow, qtbot: QtBot) -> Iterator[AnotherProgram]:
    with another_program(qtbot) as program:
        yield program


def key_of(window: MainWindow, keys: KeyList, description: str) -> str:
    return keys.secret(id_of(window, description)).reveal()


def id_of(window: MainWindow, description: str) -> int:
    return next(row.id for row in window.sessions.list.model.rows if row.description == description)


def shown(window: MainWindow) -> list[str]:
    """Give the descriptions of the keys that stand there whole."""
    model = window.sessions.list.model
    indexes = [model.index(place) for place in range(model.rowCount())]
    whole = [index for index in indexes if "•" not in index.data(Role.KEY_TEXT)]
    assert whole == [index for index in indexes if index.data(Role.REVEALED)]
    return [index.data() for index in whole]


def reveal(window: MainWindow, qtbot: QtBot, description: str = "Analytics") -> None:
    window.face.panel.view.reveal_wanted.emit(id_of(window, description))
    qtbot.waitUntil(lambda: shown(window) == [description])


def copy(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.sessions.secrets.copied):
        window.sessions.secrets.copy(id_of(window, "Analytics"))


class TestARevealedKey:
    def test_is_masked_after_a_while(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.sessions.secrets.reveal_timer.interval() == REVEALED_MS
        window.sessions.secrets.reveal_timer.setInterval(50)
        reveal(window, qtbot)
        qtbot.waitUntil(lambda: not shown(window))

    def test_is_masked_when_another_is_looked_at(self, window: MainWindow, qtbot: QtBot) -> None:
        reveal(window, qtbot)
        QTest.keyClick(window.face.panel.view, Qt.Key.Key_Down)
        assert shown(window) == []

    def test_is_masked_when_another_is_revealed(self, window: MainWindow, qtbot: QtBot) -> None:
        reveal(window, qtbot)
        reveal(window, qtbot, "John Smith")

    def test_is_not_shown_when_it_comes_too_late(self, window: MainWindow, qtbot: QtBot) -> None:
        window.sessions.secrets.toggle(id_of(window, "Analytics"))
        window.face.panel.view.select_key(id_of(window, "Reporting"))
        with qtbot.waitSignal(window.sessions.secrets.copied):
            window.sessions.secrets.copy(id_of(window, "Reporting"))
        assert shown(window) == []

    def test_is_masked_when_the_window_is_minimised(self, window: MainWindow, qtbot: QtBot) -> None:
        reveal(window, qtbot)
        window.showMinimized()
        qtbot.waitUntil(lambda: not shown(window))

    def test_is_masked_when_another_program_has_the_keyboard_for_long(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        (attention,) = window.findChildren(Attention)
        assert attention.timer.interval() == AWAY_MS < REVEALED_MS
        reveal(window, qtbot)
        other.come_forward()
        qtbot.waitUntil(attention.timer.isActive)
        assert shown(window) == ["Analytics"]
        attention.timer.start(50)
        qtbot.waitUntil(lambda: not shown(window))

    def test_stays_when_the_window_has_the_keyboard_again(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        (attention,) = window.findChildren(Attention)
        reveal(window, qtbot)
        dialog = QDialog(window)
        dialog.open()
        qtbot.waitUntil(attention.timer.isActive)
        dialog.close()
        window.activateWindow()
        qtbot.waitUntil(lambda: not attention.timer.isActive())
        assert shown(window) == ["Analytics"]

    def test_is_masked_by_asking_again(self, window: MainWindow, qtbot: QtBot) -> None:
        reveal(window, qtbot)
        window.face.panel.view.reveal_wanted.emit(id_of(window, "Analytics"))
        assert shown(window) == []


class TestACopiedKey:
    @pytest.mark.only_on("linux")
    def test_is_offered_to_other_programs_as_a_secret(
        self, window: MainWindow, keys: KeyList, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(window, qtbot)
        offered = other.clipboard()
        assert offered["text/plain"].decode() == key_of(window, keys, "Analytics")
        assert offered["x-kde-passwordManagerHint"] == b"secret"

    def test_leaves_the_clipboard_after_a_while(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        timer = window.sessions.secrets.clipboard.timer
        assert timer.interval() == COPIED_MS
        timer.setInterval(50)
        copy(window, qtbot)
        qtbot.waitUntil(lambda: not timer.isActive())
        assert other.clipboard() == {}

    def test_leaves_what_another_program_has_copied_since(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(window, qtbot)
        other.copy("something else")
        qtbot.waitUntil(lambda: not QGuiApplication.clipboard().ownsClipboard())
        window.sessions.secrets.forget_copy()
        assert other.clipboard()["text/plain"] == b"something else"

    def test_leaves_what_was_copied_here_since(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(window, qtbot)
        QGuiApplication.clipboard().setText("a report")
        window.sessions.secrets.forget_copy()
        assert other.clipboard()["text/plain"] == b"a report"

    def test_leaves_the_clipboard_when_the_window_is_closed(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(window, qtbot)
        window.close()
        assert other.clipboard() == {}


@pytest.mark.only_on("linux")
class TestWhatAMiddleClickInserts:
    """X11's PRIMARY selection, which every program reads."""

    def test_is_not_a_key_that_is_copied_or_revealed(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(window, qtbot)
        reveal(window, qtbot)
        view = window.face.panel.view
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
        QTest.keySequence(view, "Ctrl+A")
        QTest.keyClick(view, Qt.Key.Key_F2)
        QTest.keySequence(view.viewport().findChild(QLineEdit), "Ctrl+A")
        # What can be selected there is the description.
        assert other.selection()["text/plain"] == b"Analytics"

    def test_is_not_a_key_that_was_typed_and_selected(
        self, window: MainWindow, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        form = window.face.panel.form
        form.key.setText("secret-719cc48b")
        form.show_key.click()
        for select in (
            lambda: QTest.keySequence(form.key, "Ctrl+A"),
            lambda: QTest.mouseDClick(form.key, Qt.MouseButton.LeftButton),
        ):
            form.key.deselect()
            select()
            assert "719cc48b" in form.key.selectedText()
            assert other.selection() == {}
        assert not QGuiApplication.clipboard().text(QClipboard.Mode.Selection)


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", {"x-kde-passwordManagerHint": b"secret"}),
        ("darwin", {"application/x-nspasteboard-concealed-type": b"secret"}),
        (
            "win32",
            {
                "ExcludeClipboardContentFromMonitorProcessing": b"secret",
                "CanIncludeInClipboardHistory": bytes(4),
                "CanUploadToCloudClipboard": bytes(4),
            },
        ),
    ],
)
def test_each_platform_s_clipboard_managers_are_told(
    platform: str, expected: dict[str, bytes]
) -> None:
    given = {
        name.removeprefix('application/x-qt-windows-mime;value="').removesuffix('"'): value
        for name, value in hints(platform).items()
    }
    assert given == expected
