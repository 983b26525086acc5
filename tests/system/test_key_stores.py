"""Keys in an encrypted file or for a session only, through the real window, without a keyring."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.stores.store_offer import StoreOffer

from .answering import (
    ANSWER_MS,
    PASSPHRASE,
    add_to_file,
    choose,
    click,
    come_back,
    dialog,
    give,
    give_new,
    no_dialog,
)
from .conftest import Open
from .reading import badge, descriptions, key_id, texts
from .test_main_job import add_by_hand, badge_is, sample_key

pytestmark = pytest.mark.only_on("linux")


def check(window: MainWindow, description: str, qtbot: QtBot) -> None:
    window.main_view.panel.view.select_key(key_id(window, description))
    come_back(window, qtbot)
    with qtbot.waitSignal(window.controllers.checks.finished, timeout=ANSWER_MS):
        QTest.keyClick(window, Qt.Key.Key_F5)


class TestWithoutKeyring:
    @pytest.fixture(autouse=True)
    def no_keyring(self, no_secret_service: None) -> None:
        pass

    def test_keys_for_this_session_are_tested_and_forgotten(
        self, open_window: Open, practice: PracticeApi, home: Path, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.KEYRING)
        key = sample_key(practice, "Analytics")
        assert not window.main_view.store_presenter.strip.isVisible()
        add_by_hand(window, "Analytics", key)
        offer = dialog(qtbot, StoreOffer)
        assert "This computer has no keyring, the safe place where keys are kept." in texts(offer)
        choose(qtbot, KeyStore.SESSION)
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
        assert window.main_view.panel.form.key.text() == ""
        assert "forgotten" in window.main_view.store_presenter.strip.text
        assert window.main_view.store_presenter.strip.isVisible()
        again = open_window()
        assert descriptions(again) == []
        assert again.main_view.store_presenter.strip.isVisible()
        assert not [
            path for path in home.rglob("*") if path.is_file() and key.encode() in path.read_bytes()
        ]

    def test_keys_in_an_encrypted_file_are_asked_for_once(
        self, open_window: Open, practice: PracticeApi, home: Path, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.KEYRING)
        key = sample_key(practice, "Analytics")
        add_by_hand(window, "Analytics", key)
        choose(qtbot, KeyStore.FILE)
        asked = give_new(qtbot, "short", "short")
        assert "A passphrase has 8 characters at least." in texts(asked)
        give_new(qtbot, PASSPHRASE, "another horse")
        assert "The two are not the same." in texts(asked)
        give_new(qtbot, PASSPHRASE, PASSPHRASE)
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)

        window = open_window()
        assert descriptions(window) == ["Analytics"]
        assert no_dialog()
        QTest.keyClick(window, Qt.Key.Key_F5)
        asked = give(qtbot, "canary horse batter")
        wrong = "This is not the passphrase of the encrypted file with your keys."
        qtbot.waitUntil(lambda: wrong in texts(asked), timeout=ANSWER_MS)
        assert window.controllers.checks.running_key is None
        with qtbot.waitSignal(window.controllers.checks.finished, timeout=ANSWER_MS):
            give(qtbot, PASSPHRASE)
        check(window, "Analytics", qtbot)
        with qtbot.waitSignal(window.controllers.secrets.copied):
            window.controllers.secrets.copy(key_id(window, "Analytics"))
        assert no_dialog()
        for path in home.rglob("*"):
            if path.is_file():
                assert key.encode() not in path.read_bytes()
                assert PASSPHRASE.encode() not in path.read_bytes()

    def test_whoever_wants_neither_loses_nothing(
        self, open_window: Open, practice: PracticeApi, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.KEYRING)
        key = sample_key(practice, "Analytics")
        form = window.main_view.panel.form
        add_by_hand(window, "Analytics", key)
        dialog(qtbot, StoreOffer).reject()
        come_back(window, qtbot)
        assert (form.description.text(), form.key.text()) == ("Analytics", key)
        click(form.add)
        choose(qtbot, KeyStore.FILE)
        QTest.keyClick(dialog(qtbot, PassphraseDialog), Qt.Key.Key_Escape)
        assert (form.description.text(), form.key.text()) == ("Analytics", key)
        assert form.add.isEnabled()
        assert window.controllers.settings.settings.key_store == KeyStore.KEYRING
        assert window.main_view.messages.text == ""

    @pytest.mark.parametrize("action", ["test", "reveal", "copy", "delete"])
    def test_a_locked_file_stays_locked_for_who_cancels(
        self, open_window: Open, practice: PracticeApi, qtbot: QtBot, action: str
    ) -> None:
        window = open_window(KeyStore.FILE)
        add_to_file(window, "Analytics", sample_key(practice, "Analytics"), qtbot)
        window = open_window()
        view = window.main_view.panel.view
        window.main_view.panel.view.select_key(key_id(window, "Analytics"))
        {
            "test": lambda: QTest.keyClick(window, Qt.Key.Key_F5),
            "reveal": lambda: view.reveal_requested.emit(view.current_key),
            "copy": lambda: view.copy_requested.emit(view.current_key),
            "delete": lambda: QTest.keyClick(view, Qt.Key.Key_Delete),
        }[action]()
        QTest.keyClick(dialog(qtbot, PassphraseDialog), Qt.Key.Key_Escape)
        qtbot.waitUntil(no_dialog)
        assert descriptions(window) == ["Analytics"]
        assert badge(window, "Analytics") is Badge.WORKS
        assert window.main_view.messages.text == ""
        assert window.main_view.pane.test_button.isEnabled()

    def test_a_key_leaves_the_file_when_it_is_deleted(
        self, open_window: Open, practice: PracticeApi, home: Path, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.FILE)
        add_to_file(window, "Analytics", sample_key(practice, "Analytics"), qtbot)
        window = open_window()
        window.main_view.panel.view.setFocus()
        QTest.keyClick(window.main_view.panel.view, Qt.Key.Key_Delete)
        give(qtbot, PASSPHRASE)
        qtbot.waitUntil(lambda: descriptions(window) == [], timeout=ANSWER_MS)
        file = FileStore(home / ".local" / "share" / "iottly-keycheck" / "keys.sealed")
        file.unlock(Secret(PASSPHRASE))
        assert len(file._secrets()) == 1
        window.controllers.list.undo_timer.setInterval(0)
        window.controllers.list.undo_timer.start()

    def test_another_passphrase_is_chosen_in_the_settings(
        self, open_window: Open, practice: PracticeApi, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.FILE)
        add_to_file(window, "Analytics", sample_key(practice, "Analytics"), qtbot)
        window.main_view.dialogs.open_settings()
        settings = dialog(qtbot, SettingsDialog)
        click(settings.stores.change_passphrase)
        asked = dialog(qtbot, PassphraseDialog)
        QTest.keyClicks(asked.known.field, "not this one")
        give_new(qtbot, "another canary", "another canary")
        wrong = "This is not the passphrase of the encrypted file with your keys."
        qtbot.waitUntil(lambda: wrong in texts(asked), timeout=ANSWER_MS)
        asked.known.field.clear()
        QTest.keyClicks(asked.known.field, PASSPHRASE)
        give_new(qtbot, "another canary", "another canary")
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is settings, timeout=ANSWER_MS)
        settings.reject()
        window = open_window()
        QTest.keyClick(window, Qt.Key.Key_F5)
        with qtbot.waitSignal(window.controllers.checks.finished, timeout=ANSWER_MS):
            give(qtbot, "another canary")

    def test_the_file_gets_its_passphrase_as_soon_as_it_is_chosen(
        self, open_window: Open, practice: PracticeApi, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.KEYRING)
        window.main_view.dialogs.open_settings()
        settings = dialog(qtbot, SettingsDialog)
        settings.stores.choice.choose(KeyStore.FILE)
        settings.accept()
        give_new(qtbot, PASSPHRASE, PASSPHRASE)
        come_back(window, qtbot)
        add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
        assert no_dialog()

    def test_a_forgotten_passphrase_is_not_the_end(
        self, open_window: Open, practice: PracticeApi, home: Path, qtbot: QtBot
    ) -> None:
        window = open_window(KeyStore.FILE)
        key = sample_key(practice, "Analytics")
        add_to_file(window, "Analytics", key, qtbot)
        window = open_window()
        add_by_hand(window, "Reporting", sample_key(practice, "Reporting"))
        click(dialog(qtbot, PassphraseDialog).forget)
        box = dialog(qtbot, QMessageBox)
        click(next(button for button in box.buttons() if button.text() == "Start a new file"))
        give_new(qtbot, "another canary", "another canary")
        qtbot.waitUntil(lambda: "Reporting" in descriptions(window), timeout=ANSWER_MS)
        assert "keys.sealed.old-1" in window.main_view.messages.text
        kept = FileStore(home / ".local" / "share" / "iottly-keycheck" / "keys.sealed.old-1")
        kept.unlock(Secret(PASSPHRASE))
        assert list(kept._secrets().values()) == [key]
        # The row of the key that is lost can be deleted, and the key be added anew.
        window.main_view.panel.view.select_key(key_id(window, "Analytics"))
        QTest.keyClick(window.main_view.panel.view, Qt.Key.Key_Delete)
        come_back(window, qtbot)
        add_by_hand(window, "Analytics", key)
        qtbot.waitUntil(
            lambda: sorted(descriptions(window)) == ["Analytics", "Reporting"], timeout=ANSWER_MS
        )
