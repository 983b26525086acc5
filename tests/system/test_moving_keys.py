"""Keys that go from one place to another through the real window, with a real keyring and file."""

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.stores.file_store import FileStore
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.shell.main_window import MainWindow
from support.secret_service import SecretService, session_bus, unlocked_keyring_on

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
)
from .conftest import Open
from .reading import descriptions, key_id
from .test_main_job import add_by_hand, badge_is, sample_key

pytestmark = [pytest.mark.only_on("linux"), pytest.mark.needs("dbus-daemon")]

FILE, KEYRING, SESSION = KeyStore.FILE, KeyStore.KEYRING, KeyStore.SESSION


def places(window: MainWindow) -> set[KeyStore]:
    return {row.store for row in window.controllers.list.model.rows}


def in_keyring() -> int:
    import secretstorage

    with closing(secretstorage.dbus_init()) as connection:
        return len(list(secretstorage.get_default_collection(connection).get_all_items()))


def in_file(home: Path) -> int:
    file = FileStore(home / ".local" / "share" / "iottly-keycheck" / "keys.sealed")
    if not file.exists:
        return 0
    file.unlock(Secret(PASSPHRASE))
    return len(file._secrets())


def go_away_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    other.close()
    come_back(window, qtbot)


def keep_in(window: MainWindow, store: KeyStore, qtbot: QtBot) -> None:
    """Choose another place in the settings, and let the keys come along."""
    window.main_view.dialogs.open_settings()
    settings = dialog(qtbot, SettingsDialog)
    settings.stores.choice.choose(store)
    assert settings.stores.move_too.isVisible()
    settings.accept()


def add_two(window: MainWindow, practice: PracticeApi, qtbot: QtBot) -> None:
    for name in ("Analytics", "Old dashboard"):
        come_back(window, qtbot)
        add_by_hand(window, name, sample_key(practice, name))
        qtbot.waitUntil(lambda: badge_is(window, name, BADGES[name]), timeout=ANSWER_MS)  # noqa: B023 - waited for in its turn


def add_two_to_file(window: MainWindow, practice: PracticeApi, qtbot: QtBot) -> None:
    add_to_file(window, "Analytics", sample_key(practice, "Analytics"), qtbot)
    come_back(window, qtbot)
    add_by_hand(window, "Old dashboard", sample_key(practice, "Old dashboard"))
    qtbot.waitUntil(lambda: badge_is(window, "Old dashboard", Badge.FAILS), timeout=ANSWER_MS)


BADGES = {"Analytics": Badge.WORKS, "Old dashboard": Badge.FAILS}


def test_keys_of_a_session_move_to_a_keyring_that_appears(
    open_window: Open,
    practice: PracticeApi,
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    qtbot: QtBot,
) -> None:
    with session_bus(os.environ, with_services=False) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        window = open_window(KEYRING)
        add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
        choose(qtbot, SESSION)
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
        go_away_and_come_back(window, qtbot)
        strip = window.main_view.store_presenter.strip
        assert strip.button.text() == "Keep them for good…"
        with unlocked_keyring_on(address, os.environ):
            go_away_and_come_back(window, qtbot)
            qtbot.waitUntil(lambda: strip.button.text() == "Move keys to the keyring")
            click(strip.button)
            qtbot.waitUntil(lambda: places(window) == {KEYRING}, timeout=ANSWER_MS)
            qtbot.waitUntil(lambda: not strip.isVisible())
            assert not window.main_view.store_presenter.progress.isVisible()
            assert window.main_view.messages.text == ""
            assert in_keyring() == 1
            again = open_window()
            assert descriptions(again) == ["Analytics"]
            with qtbot.waitSignal(again.controllers.checks.finished, timeout=ANSWER_MS):
                again.controllers.checks.test(key_id(again, "Analytics"))
            assert badge_is(again, "Analytics", Badge.WORKS)


def test_keys_of_the_file_may_move_to_a_keyring_that_was_missed(
    open_window: Open,
    practice: PracticeApi,
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    qtbot: QtBot,
) -> None:
    with session_bus(os.environ, with_services=False) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        window = open_window(KEYRING)
        add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
        choose(qtbot, FILE)
        give_new(qtbot, PASSPHRASE, PASSPHRASE)
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
        come_back(window, qtbot)
        assert window.main_view.messages.text == ""
        with unlocked_keyring_on(address, os.environ):
            go_away_and_come_back(window, qtbot)
            qtbot.waitUntil(lambda: "There is a keyring now." in window.main_view.messages.text)
            click(window.main_view.messages.button)
            qtbot.waitUntil(lambda: places(window) == {KEYRING}, timeout=ANSWER_MS)
            assert (in_keyring(), in_file(home)) == (1, 0)
            assert window.controllers.settings.settings.key_store == KEYRING


def test_keys_move_to_the_file_and_back_by_the_settings(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    home: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(KEYRING)
    add_two(window, practice, qtbot)
    keep_in(window, FILE, qtbot)
    give_new(qtbot, PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: places(window) == {FILE}, timeout=ANSWER_MS)
    qtbot.waitUntil(lambda: not window.controllers.stores.moving.under_way)
    assert (in_keyring(), in_file(home)) == (0, 2)

    window = open_window()
    keep_in(window, KEYRING, qtbot)
    give(qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: places(window) == {KEYRING}, timeout=ANSWER_MS)
    assert (in_keyring(), in_file(home)) == (2, 0)
    assert window.main_view.messages.text == ""


def test_the_password_of_the_proxy_comes_along(
    open_window: Open, secret_service: SecretService, home: Path, qtbot: QtBot
) -> None:
    window = open_window(KEYRING)
    address = "http://proxy.example:3128"
    manual = replace(window.controllers.settings.settings, proxy=address, proxy_username="maria")
    with qtbot.waitSignal(window.controllers.settings.changed, timeout=ANSWER_MS):
        window.controllers.settings.save(manual, Secret("canary password"), forget=False)
    assert in_keyring() == 1
    window.controllers.stores.choose_and_move(FILE)
    give_new(qtbot, PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: (in_keyring(), in_file(home)) == (0, 1), timeout=ANSWER_MS)


def test_whoever_gives_no_passphrase_moves_nothing(
    open_window: Open, practice: PracticeApi, secret_service: SecretService, qtbot: QtBot
) -> None:
    window = open_window(KEYRING)
    add_two(window, practice, qtbot)
    keep_in(window, FILE, qtbot)
    dialog(qtbot, PassphraseDialog).reject()
    come_back(window, qtbot)
    assert places(window) == {KEYRING}
    assert in_keyring() == 2
    assert not window.main_view.store_presenter.progress.isVisible()


def test_a_locked_keyring_takes_no_keys_and_says_so_once(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    home: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(FILE)
    add_two_to_file(window, practice, qtbot)
    secret_service.lock()
    keep_in(window, KEYRING, qtbot)
    sentence = "2 keys stay where they were. The keyring on this computer is locked."
    qtbot.waitUntil(lambda: window.main_view.messages.text == sentence, timeout=ANSWER_MS)
    assert places(window) == {FILE}
    assert in_file(home) == 2


def test_a_keyring_that_freezes_on_the_way_is_given_up_and_nothing_is_lost(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    home: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(FILE)
    add_two_to_file(window, practice, qtbot)
    secret_service.freeze()
    keep_in(window, KEYRING, qtbot)
    qtbot.waitUntil(window.main_view.waiting.isVisible)
    assert window.main_view.store_presenter.progress.text == "Moving keys to the keyring: 0 of 2"
    with qtbot.waitSignal(window.controllers.wait.came_late, timeout=ANSWER_MS):
        click(window.main_view.waiting.button)
        qtbot.waitUntil(lambda: not window.controllers.stores.moving.under_way)
        assert not window.main_view.store_presenter.progress.isVisible()
        secret_service.thaw()
    come_back(window, qtbot)
    # The one that was under way may have arrived; each is whole, and works as before.
    for name, expected in BADGES.items():
        with qtbot.waitSignal(window.controllers.checks.finished, timeout=ANSWER_MS):
            window.controllers.checks.test(key_id(window, name))
        qtbot.waitUntil(lambda: badge_is(window, name, expected))  # noqa: B023 - waited for in its turn
    assert in_keyring() + in_file(home) == 2
