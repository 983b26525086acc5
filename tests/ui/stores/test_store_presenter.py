"""What the window tells of the place where keys are kept, and what it does about it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.secret import StoreError, StoreReason
from iottly_keycheck.settings import KeyStore, Settings
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.stores.key_moving import Moved
from ui.conftest import KEY

from .three_places import FILE, KEYRING, SESSION, Kept, kept_window, locked


@pytest.fixture
def kept(theme: object, tmp_path: Path) -> Iterator[Kept]:
    with kept_window(tmp_path) as kept:
        yield kept


def move(window: MainWindow, store: KeyStore, qtbot: QtBot) -> Moved:
    with qtbot.waitSignal(window.controllers.stores.moving.ended) as ended:
        window.controllers.stores.move_all(store)
    return ended.args[0]


class TestMoving:
    @pytest.mark.parametrize("store", KeyStore)
    def test_every_key_comes_along(self, kept: Kept, qtbot: QtBot, store: KeyStore) -> None:
        window = kept.open(qtbot)
        moved = move(window, store, qtbot)
        assert moved == Moved(store, 2, (), 0)
        assert set(kept.places().values()) == {store}
        assert not window.main_view.store_presenter.progress.isVisible()
        assert window.main_view.messages.text == ""

    def test_what_cannot_be_had_stays_and_the_others_go(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot)
        kept.keyring.failure = locked()
        moved = move(window, FILE, qtbot)
        assert (moved.done, moved.left) == (1, 0)
        assert kept.places() == {"keyring": KEYRING, "file": FILE, "session": FILE}
        assert window.main_view.messages.text == (
            "“keyring” stays where it was. The keyring on this computer is locked."
        )

    def test_a_place_that_takes_nothing_is_not_asked_for_every_key(
        self, kept: Kept, qtbot: QtBot
    ) -> None:
        kept.choose(SESSION)
        for number in range(3, 7):
            kept.keys.add(f"session {number}", f"{number}{KEY[1:]}")
        window = kept.open(qtbot)
        kept.keyring.failure = locked()
        moved = move(window, KEYRING, qtbot)
        assert (moved.done, len(moved.failures), moved.left) == (0, 2, 4)
        assert kept.keyring.tries <= 4
        assert window.main_view.messages.text == (
            "6 keys stay where they were. The keyring on this computer is locked."
        )

    def test_a_key_that_was_lost_stays_as_it_is_and_is_counted(
        self, kept: Kept, qtbot: QtBot
    ) -> None:
        window = kept.open(qtbot)
        kept.keyring._secrets.clear()
        moved = move(window, FILE, qtbot)
        assert (moved.done, moved.left) == (1, 1)
        assert window.main_view.messages.text == "Keys that stay where they were: 1"

    def test_it_can_be_stopped(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot)
        moving = window.controllers.stores.moving
        with qtbot.waitSignal(moving.ended) as ended:
            window.controllers.stores.move_all(SESSION)
            QTest.mouseClick(
                window.main_view.store_presenter.progress.button, Qt.MouseButton.LeftButton
            )
        assert (ended.args[0].done, ended.args[0].left) == (1, 1)
        assert sorted(kept.places().values()).count(SESSION) == 2

    def test_no_other_place_is_chosen_meanwhile(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot)
        with qtbot.waitSignal(window.controllers.stores.moving.ended):
            window.controllers.stores.move_all(SESSION)
            assert not window.controllers.stores.choosable
        assert window.controllers.stores.choosable


class TestStrip:
    def test_it_tells_of_some_keys_and_of_all(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot)
        strip = window.main_view.store_presenter.strip
        qtbot.waitUntil(lambda: strip.text.startswith("Some keys"))
        with qtbot.waitSignal(window.controllers.settings.changed):
            window.controllers.stores.choose(SESSION, window.controllers.list.reload)
        assert strip.text.startswith("Keys are kept for this session only")
        assert strip.isVisible()

    def test_it_goes_when_the_keys_are_kept_for_good(self, kept: Kept, qtbot: QtBot) -> None:
        window = kept.open(qtbot)
        strip = window.main_view.store_presenter.strip
        qtbot.waitUntil(strip.isVisible)
        qtbot.waitUntil(lambda: strip.button.text() == "Move keys to the keyring")
        QTest.mouseClick(strip.button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not strip.isVisible())
        assert set(kept.places().values()) == {KEYRING}


class TestLanguage:
    @pytest.fixture
    def loud(self) -> Iterator[QTranslator]:
        class Loud(QTranslator):
            def translate(self, context, source, disambiguation=None, n=-1) -> str:
                return source.upper() if "{" not in source else source

        translator = Loud()
        yield translator
        QCoreApplication.removeTranslator(translator)

    def test_the_strip_is_there_in_the_new_language(
        self, kept: Kept, loud: QTranslator, qtbot: QtBot
    ) -> None:
        window = kept.open(qtbot)
        qtbot.waitUntil(window.main_view.store_presenter.strip.isVisible)
        before = window.main_view.panel
        QCoreApplication.installTranslator(loud)
        window.controllers.language.changed.emit()
        qtbot.waitUntil(lambda: window.main_view.panel is not before)
        assert window.main_view.store_presenter.strip.text.startswith("SOME KEYS")

    def test_a_question_that_is_open_is_given_up(
        self, kept: Kept, loud: QTranslator, qtbot: QtBot
    ) -> None:
        window = kept.open(qtbot)
        kept.file.lock()
        window.controllers.secrets.toggle(
            next(row.id for row in kept.keys.rows() if row.store is FILE)
        )
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseDialog))
        before = window.main_view.panel
        QCoreApplication.installTranslator(loud)
        window.controllers.language.changed.emit()
        qtbot.waitUntil(lambda: window.main_view.panel is not before)
        assert QApplication.activeModalWidget() is None
        assert window.main_view.messages.text == ""


def test_what_was_deleted_and_could_not_be_removed_is_told_with_the_reason(
    kept: Kept, qtbot: QtBot
) -> None:
    window = kept.open(qtbot)
    window.controllers.list.undo_timer.setInterval(0)
    row = next(row for row in kept.keys.rows() if row.store is KEYRING)
    window.controllers.list.delete([row.id])
    qtbot.waitUntil(lambda: "keyring" not in kept.places())
    kept.keyring.failure = locked()
    kept.keys._now = lambda: datetime.now(UTC) + timedelta(minutes=1)
    window.controllers.list.purge()
    qtbot.waitUntil(
        lambda: window.main_view.messages.text.startswith("What you deleted is off the list.")
    )
    assert window.main_view.messages.text.endswith("The keyring on this computer is locked.")
    kept.keyring.failure = None
    window.controllers.list.purge()
    qtbot.waitUntil(lambda: not kept.keyring._secrets)


def test_a_defect_on_the_way_is_no_failure_of_a_store(
    kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = kept.open(qtbot)
    monkeypatch.setattr(kept.keys, "set_store", lambda *_: {}["a defect"])
    with qtbot.captureExceptions() as seen:
        move(window, KEYRING, qtbot)
    assert seen[0][0] is KeyError
    assert not window.main_view.store_presenter.progress.isVisible()


def test_a_place_that_is_not_known_has_a_choice_of_all_places(kept: Kept, qtbot: QtBot) -> None:
    kept.settings.save(Settings(key_store="vault"))
    window = kept.open(qtbot)
    error = StoreError.because(StoreReason.UNKNOWN_STORE, "vault")
    window.main_view.store_presenter.offer(error, window.controllers.list.reload)
    offer = QApplication.activeModalWidget()
    assert list(offer.choice.choices) == [KEYRING, FILE, SESSION]
    offer.accept()
    qtbot.waitUntil(lambda: kept.settings.load().key_store == KEYRING)
