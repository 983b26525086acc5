"""Keys are on the screen and on the clipboard only as long as they are wanted there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.ui.keys.key_secrets import REVEALED_MS
from iottly_keycheck.ui.keys.secret_clipboard import COPIED_MS, hints
from iottly_keycheck.ui.shell.focus_monitor import AWAY_MS, FocusMonitor
from iottly_keycheck.ui.shell.main_window import MainWindow
from support.another_program import AnotherProgram, another_program
from ui.screen import Screen


@pytest.fixture
def other(window: MainWindow, qtbot: QtBot) -> Iterator[AnotherProgram]:
    with another_program(qtbot) as program:
        yield program


def reveal(screen: Screen, qtbot: QtBot, description: str = "Analytics") -> None:
    screen.show_key(description)
    qtbot.waitUntil(lambda: screen.revealed() == [description])


def copy(screen: Screen, qtbot: QtBot) -> None:
    """Copy the key that is looked at, and wait until it is on the clipboard."""
    with qtbot.waitSignal(screen.window.controllers.secrets.copied):
        screen.copy_key()


class TestARevealedKey:
    def test_is_masked_after_a_while(
        self, window: MainWindow, screen: Screen, qtbot: QtBot
    ) -> None:
        assert window.controllers.secrets.reveal_timer.interval() == REVEALED_MS
        window.controllers.secrets.reveal_timer.setInterval(50)
        reveal(screen, qtbot)
        qtbot.waitUntil(lambda: not screen.revealed())

    def test_is_masked_when_another_is_looked_at(self, screen: Screen, qtbot: QtBot) -> None:
        reveal(screen, qtbot)
        QTest.keyClick(screen.list, Qt.Key.Key_Down)
        assert screen.revealed() == []

    def test_is_masked_when_another_is_revealed(self, screen: Screen, qtbot: QtBot) -> None:
        reveal(screen, qtbot)
        reveal(screen, qtbot, "John Smith")

    def test_is_not_shown_when_it_comes_too_late(self, screen: Screen, qtbot: QtBot) -> None:
        screen.show_key("Analytics")
        screen.select("Reporting")
        copy(screen, qtbot)
        assert screen.revealed() == []

    def test_is_masked_when_the_window_is_minimised(
        self, window: MainWindow, screen: Screen, qtbot: QtBot
    ) -> None:
        reveal(screen, qtbot)
        window.showMinimized()
        qtbot.waitUntil(lambda: not screen.revealed())

    def test_is_masked_when_another_program_has_the_keyboard_for_long(
        self, window: MainWindow, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        (attention,) = window.findChildren(FocusMonitor)
        assert attention.timer.interval() == AWAY_MS < REVEALED_MS
        reveal(screen, qtbot)
        other.bring_to_front()
        qtbot.waitUntil(attention.timer.isActive)
        assert screen.revealed() == ["Analytics"]
        attention.timer.start(50)
        qtbot.waitUntil(lambda: not screen.revealed())

    def test_stays_when_the_window_has_the_keyboard_again(
        self, window: MainWindow, screen: Screen, qtbot: QtBot
    ) -> None:
        (attention,) = window.findChildren(FocusMonitor)
        reveal(screen, qtbot)
        dialog = QDialog(window)
        dialog.open()
        qtbot.waitUntil(attention.timer.isActive)
        dialog.close()
        window.activateWindow()
        qtbot.waitUntil(lambda: not attention.timer.isActive())
        assert screen.revealed() == ["Analytics"]

    def test_is_masked_by_asking_again(self, screen: Screen, qtbot: QtBot) -> None:
        reveal(screen, qtbot)
        screen.show_key("Analytics")
        assert screen.revealed() == []


class TestACopiedKey:
    @pytest.mark.only_on("linux")
    def test_is_offered_to_other_programs_as_a_secret(
        self, screen: Screen, keys: KeyList, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(screen, qtbot)
        offered = other.clipboard()
        assert offered["text/plain"].decode() == keys.secret(screen.key_id("Analytics")).reveal()
        assert offered["x-kde-passwordManagerHint"] == b"secret"

    def test_leaves_the_clipboard_after_a_while(
        self, window: MainWindow, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        timer = window.controllers.secrets.clipboard.timer
        assert timer.interval() == COPIED_MS
        timer.setInterval(50)
        copy(screen, qtbot)
        qtbot.waitUntil(lambda: not timer.isActive())
        assert other.clipboard() == {}

    def test_leaves_what_another_program_has_copied_since(
        self, window: MainWindow, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(screen, qtbot)
        other.copy("something else")
        qtbot.waitUntil(lambda: not QGuiApplication.clipboard().ownsClipboard())
        window.controllers.secrets.forget_copy()
        assert other.clipboard()["text/plain"] == b"something else"

    def test_leaves_what_was_copied_here_since(
        self, window: MainWindow, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(screen, qtbot)
        QGuiApplication.clipboard().setText("a report")
        window.controllers.secrets.forget_copy()
        assert other.clipboard()["text/plain"] == b"a report"

    def test_leaves_the_clipboard_when_the_window_is_closed(
        self, window: MainWindow, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(screen, qtbot)
        window.close()
        assert other.clipboard() == {}


@pytest.mark.only_on("linux")
class TestWhatAMiddleClickInserts:
    """X11's PRIMARY selection, which every program reads."""

    def test_is_not_a_key_that_is_copied_or_revealed(
        self, screen: Screen, other: AnotherProgram, qtbot: QtBot
    ) -> None:
        copy(screen, qtbot)
        reveal(screen, qtbot)
        view = screen.list
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
        QTest.keySequence(view, "Ctrl+A")
        QTest.keyClick(view, Qt.Key.Key_F2)
        QTest.keySequence(view.viewport().findChild(QLineEdit), "Ctrl+A")
        # What can be selected there is the description.
        assert other.selection()["text/plain"] == b"Analytics"

    def test_is_not_a_key_that_was_typed_and_selected(
        self, screen: Screen, other: AnotherProgram
    ) -> None:
        form = screen.form
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
