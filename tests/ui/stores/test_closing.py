"""Closing a window whose keys are kept for its session only: nobody loses them by one click."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.shell import main_window as window_module
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.stores.closing_question import ClosingQuestion
from ui.conftest import KEY

from .three_places import FILE, KEYRING, PASSPHRASE, SESSION, Kept, kept_window, locked


@pytest.fixture
def kept(theme: object, tmp_path: Path) -> Iterator[Kept]:
    with kept_window(tmp_path) as kept:
        yield kept


@pytest.fixture
def window(kept: Kept, qtbot: QtBot) -> MainWindow:
    """A window with a key in each place, and a keyring that is there."""
    window = kept.open(qtbot)
    qtbot.waitUntil(lambda: window.controllers.stores.keyring_there)
    return window


def question() -> ClosingQuestion:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ClosingQuestion)
    return asked


def words() -> list[str]:
    return [label.text() for label in question().findChildren(QLabel)]


def cancel() -> QAbstractButton:
    return question().buttons.button(QDialogButtonBox.StandardButton.Cancel)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


class TestAsking:
    def test_one_key_is_named_and_several_are_counted(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        assert not window.close()
        assert words()[0] == (
            "The key “session” is kept for this session only: when this window closes, it is"
            " forgotten."
        )
        click(cancel())
        kept.choose(SESSION)
        kept.keys.add("another", f"3{KEY[1:]}")
        window.controllers.list.reload()
        qtbot.waitUntil(lambda: len(window.controllers.stores.in_session) == 2)
        window.close()
        assert words()[0].startswith("2 key")
        assert words()[0].endswith("when this window closes, they are forgotten.")

    def test_quit_asks_too(self, window: MainWindow) -> None:
        window.main_view.menu_actions.quit.trigger()
        assert question().isVisible()
        assert window.isVisible()

    def test_it_asks_with_one_dialog_however_often_the_window_is_closed(
        self, window: MainWindow
    ) -> None:
        for _ in range(3):
            assert not window.close()
        assert len(window.findChildren(ClosingQuestion)) == 1

    @pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
    def test_escape_and_return_keep_everything_as_it_is(
        self, kept: Kept, window: MainWindow, qtbot: QtBot, key: Qt.Key
    ) -> None:
        window.close()
        asked = question()
        qtbot.waitUntil(asked.isActiveWindow)
        QTest.keyClick(asked, key)
        assert not asked.isVisible()
        assert window.isVisible()
        assert kept.places() == {"keyring": KEYRING, "file": FILE, "session": SESSION}
        window.close()
        assert question().isVisible(), "whoever closes it again is asked again"

    def test_a_window_closed_while_it_is_minimised_comes_back_with_its_question(
        self, window: MainWindow
    ) -> None:
        window.showMinimized()
        window.close()
        assert not window.isMinimized()
        assert question().isVisible()

    def test_a_language_chosen_meanwhile_gives_the_question_up(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.close()
        before = window.main_view
        translator = QTranslator()
        QCoreApplication.installTranslator(translator)
        window.controllers.language.changed.emit()
        qtbot.waitUntil(lambda: window.main_view is not before)
        QCoreApplication.removeTranslator(translator)
        assert QApplication.activeModalWidget() is None
        assert window.isVisible()
        window.close()
        assert question().isVisible()


class TestNotAsking:
    def test_without_such_keys(self, kept: Kept, window: MainWindow, qtbot: QtBot) -> None:
        session = next(row.id for row in kept.keys.rows() if row.store is SESSION)
        window.controllers.list.delete([session])
        qtbot.waitUntil(lambda: not window.controllers.stores.in_session)
        assert window.close()
        assert QApplication.activeModalWidget() is None

    def test_in_practice(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot, practice=True)
        assert window.controllers.stores.in_session
        assert window.close()
        assert QApplication.activeModalWidget() is None

    def test_when_the_terminal_or_the_system_ends_it(self, window: MainWindow) -> None:
        window.close_unasked()
        assert not window.isVisible()
        assert QApplication.activeModalWidget() is None

    def test_when_the_session_of_the_desktop_ends(self, window: MainWindow) -> None:
        window.expect_end()
        assert window.close()
        assert QApplication.activeModalWidget() is None

    def test_a_session_that_goes_on_after_all_has_the_user_asked_again(
        self, window: MainWindow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(window_module, "_SESSION_ENDS_S", 0)
        window.expect_end()
        assert not window.close()
        assert question().isVisible()


class TestForgetting:
    def test_the_window_closes_and_the_key_is_gone(self, kept: Kept, window: MainWindow) -> None:
        window.close()
        asked = question()
        click(asked.forget)
        assert not asked.isVisible()
        assert not window.isVisible()
        assert kept.places()["session"] is SESSION, "nothing was moved"


class TestKeeping:
    def test_the_keyring_takes_all_and_the_window_closes(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.close()
        assert "keyring of this computer" in words()[1]
        click(question().keep)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert set(kept.places().values()) == {KEYRING}
        assert kept.settings.load().key_store == KEYRING

    def test_without_a_keyring_the_file_takes_them_once_its_passphrase_is_given(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        kept.file.lock()
        window.controllers.stores.keyring_there = False
        window.close()
        assert "encrypted file" in words()[1]
        click(question().keep)
        asked = passphrase_dialog(qtbot)
        QTest.keyClicks(asked.known.field, PASSPHRASE.reveal())
        QTest.keyClick(asked, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert set(kept.places().values()) == {FILE}

    def test_whoever_gives_no_passphrase_has_the_window_stay(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        kept.file.lock()
        window.controllers.stores.keyring_there = False
        window.close()
        click(question().keep)
        QTest.keyClick(passphrase_dialog(qtbot), Qt.Key.Key_Escape)
        assert window.isVisible()
        assert kept.places()["session"] is SESSION
        kept.file.unlock(PASSPHRASE)
        move_by_strip(window, qtbot)
        assert window.isVisible(), "that was another wish"

    def test_a_locked_file_whose_keys_should_come_along_has_the_window_stay_as_well(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        kept.file.lock()
        window.close()
        click(question().keep)
        QTest.keyClick(passphrase_dialog(qtbot), Qt.Key.Key_Escape)
        kept.file.unlock(PASSPHRASE)
        move_by_strip(window, qtbot)
        assert window.isVisible()

    def test_a_move_that_fails_is_told_in_a_window_that_stays(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        kept.keyring.failure = locked()
        window.close()
        with qtbot.waitSignal(window.controllers.stores.moving.ended):
            click(question().keep)
        assert window.isVisible()
        assert window.main_view.messages.text.endswith("The keyring on this computer is locked.")
        kept.keyring.failure = None
        move_by_strip(window, qtbot)
        assert window.isVisible()

    def test_a_choice_that_cannot_be_saved_is_told_in_a_window_that_stays(
        self, kept: Kept, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_settings: Settings) -> None:
            raise OSError(errno.ENOSPC, "no room")

        with monkeypatch.context() as patch:
            patch.setattr(kept.settings, "save", full)
            window.close()
            with qtbot.waitSignal(window.controllers.settings.failed):
                click(question().keep)
        assert window.isVisible()
        assert window.main_view.messages.text
        move_by_strip(window, qtbot)
        assert window.isVisible()

    def test_a_move_that_is_stopped_has_the_window_stay(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.close()
        moving = window.controllers.stores.moving
        moving.progressed.connect(moving.stop)  # at the first sign of it
        with qtbot.waitSignal(moving.ended):
            click(question().keep)
        assert window.isVisible()
        assert window.main_view.messages.text.startswith("Keys that stay where they were")

    def test_a_move_that_is_under_way_is_waited_for(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.controllers.stores.move_all(FILE)
        window.close()
        click(question().keep)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert set(kept.places().values()) == {FILE}

    def test_keys_that_came_meanwhile_are_asked_about(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        window.controllers.stores.move_all(SESSION)
        window.close()
        click(question().keep)
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClosingQuestion))
        assert words()[0].startswith("3 key")
        click(question().keep)
        qtbot.waitUntil(lambda: not window.isVisible())
        assert set(kept.places().values()) == {KEYRING}

    def test_whoever_closes_it_meanwhile_and_cancels_has_the_window_stay(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(window.controllers.stores.moving.ended):
            window.controllers.stores.move_all(KEYRING)
            window.close()
            click(question().keep)
            window.close()
            click(cancel())
        assert window.isVisible()


def passphrase_dialog(qtbot: QtBot) -> PassphraseDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseDialog))
    return QApplication.activeModalWidget()


def move_by_strip(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.controllers.stores.moving.ended):
        window.controllers.stores.choose_and_move(KEYRING)
    qtbot.waitUntil(lambda: not window.controllers.stores.in_session)


def test_the_desktop_says_when_its_session_ends(
    qapp: QGuiApplication, window: MainWindow, qtbot: QtBot
) -> None:
    from iottly_keycheck.ui.shell.app import _close_on_signals

    with _close_on_signals(qapp, window):
        qapp.commitDataRequest.emit(None)
    assert window.close()
