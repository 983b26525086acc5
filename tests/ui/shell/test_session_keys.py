"""A window without a keyring: it keeps keys for its session, and nobody loses them by one click."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.rules.description import LONGEST_DESCRIPTION
from iottly_keycheck.keys.stores.key_stores import KeyStores
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import Secret, StoreError, StoreFailure
from iottly_keycheck.settings import Settings, SettingsInMemory
from iottly_keycheck.ui.shell import main_window as window_module
from iottly_keycheck.ui.shell.closing_question import ClosingQuestion
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from ui.conftest import KEY, ScriptedChecker
from ui.screen import Screen


class Keyring(MemoryStore):
    """A keyring that is there, or not."""

    there = True

    def get(self, name: str) -> Secret | None:
        self._look()
        return super().get(name)

    def set(self, name: str, secret: Secret) -> None:
        self._look()
        super().set(name, secret)

    def _look(self) -> None:
        if not self.there:
            raise StoreError(StoreFailure.UNAVAILABLE, "no service")


class Kept:
    """A window with a key in the keyring, which went then, and one for this session."""

    def __init__(self) -> None:
        self.keyring = Keyring()
        self.keys = KeyList(Database(MEMORY), KeyStores(self.keyring, session_fallback=True))
        self.keys.add("keyring", f"0{KEY[1:]}")
        self.keyring.there = False
        self.keys.add("session", f"1{KEY[1:]}")

    def open(self, qtbot: QtBot, *, practice: bool = False) -> MainWindow:
        checker = ScriptedChecker(lambda: self.keys)
        checker.may_end.set()
        settings = SettingsInMemory(Settings())
        self.window = make_window(
            WindowDependencies(self.keys, checker, settings, MemoryStore(), practice=practice)
        )
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.controllers.list.loaded):
            self.window.show()
        return self.window

    def places(self) -> dict[str, bool]:
        return {row.description: row.session_only for row in self.keys.rows()}


@pytest.fixture
def kept(theme: Theme) -> Iterator[Kept]:
    kept = Kept()
    yield kept
    kept.window.close_unasked()
    kept.keys.close()


@pytest.fixture
def window(kept: Kept, qtbot: QtBot) -> MainWindow:
    return kept.open(qtbot)


def forgettable(window: MainWindow) -> int:
    return sum(row.session_only for row in window.controllers.list.model.rows)


class TestAdding:
    def test_a_key_is_added_for_this_session_and_one_sentence_says_so(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        screen = Screen(window, qtbot)
        screen.add_key("another", f"2{KEY[1:]}")
        screen.wait_for(lambda: "another" in screen.descriptions())
        screen.wait_for(lambda: screen.notice() != "")
        assert screen.notice() == (
            "This computer has no keyring, the safe place where keys are kept. So the key is kept"
            " for this session only: when this window closes, it is forgotten."
        )
        assert QApplication.activeModalWidget() is None
        assert kept.places()["another"]

    def test_a_keyring_that_is_there_by_then_keeps_it(
        self, kept: Kept, window: MainWindow, qtbot: QtBot
    ) -> None:
        kept.keyring.there = True
        screen = Screen(window, qtbot)
        screen.add_key("another", f"2{KEY[1:]}")
        screen.wait_for(lambda: "another" in screen.descriptions())
        assert not kept.places()["another"]
        assert screen.notice() == ""


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
        kept.keys.add("another", f"3{KEY[1:]}")
        window.controllers.list.reload()
        qtbot.waitUntil(lambda: forgettable(window) == 2)
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
        assert kept.places() == {"keyring": False, "session": True}
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
        session = next(row.id for row in kept.keys.rows() if row.session_only)
        window.controllers.list.delete([session])
        qtbot.waitUntil(lambda: not forgettable(window))
        assert window.close()
        assert QApplication.activeModalWidget() is None

    def test_in_practice(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot, practice=True)
        assert forgettable(window)
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


def test_the_question_fits_a_small_screen_at_twice_the_font(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    small = qapp.font()
    large = QFont(small)
    large.setPointSizeF(small.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        dialog = ClosingQuestion(["W" * LONGEST_DESCRIPTION])
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        room = dialog.screen().availableSize()
        assert dialog.height() <= room.height()
        assert dialog.width() <= room.width()
        assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
    finally:
        qapp.setFont(small)


def test_the_desktop_says_when_its_session_ends(
    qapp: QGuiApplication, window: MainWindow, qtbot: QtBot
) -> None:
    from iottly_keycheck.ui.shell.app import _close_on_signals

    with _close_on_signals(qapp, window):
        qapp.commitDataRequest.emit(None)
    assert window.close()
