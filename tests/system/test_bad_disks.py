"""A damaged list, a full disk and a home that cannot be written: the window says so and goes on."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.compose import Composition
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings, SettingsInMemory
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import make_window
from iottly_keycheck.ui.style.theme import Theme
from support.disks import leave, make_room, read_only, small_disk
from support.secret_service import SecretService

from .answering import ANSWER_MS, click, dialog
from .conftest import Open, show
from .reading import descriptions
from .test_main_job import add_by_hand, badge_is, sample_key

pytestmark = pytest.mark.only_on("linux")


def test_a_damaged_list_is_told_and_what_was_saved_is_shown(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    home: Path,
    qtbot: QtBot,
) -> None:
    window = open_window()
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    window.close()
    database = home / ".local" / "share" / "iottly-keycheck" / "keys.sqlite3"
    data = bytearray(database.read_bytes())
    data[16:24] = bytes(8)  # page size and format versions in SQLite's header
    database.write_bytes(data)
    window = open_window()
    assert "The key list was damaged." in window.main_view.messages.text
    assert "keys.sqlite3.damaged-1" in window.main_view.messages.text
    assert descriptions(window) == ["Analytics"]
    assert (database.parent / "keys.sqlite3.damaged-1").read_bytes() == bytes(data)


def test_a_full_disk_takes_no_key_says_so_and_loses_nothing(
    composition: Composition,
    theme: Theme,
    practice: PracticeApi,
    secret_service: SecretService,
    home: Path,
    qtbot: QtBot,
) -> None:
    disk = home / ".local" / "share" / "iottly-keycheck"
    with small_disk(disk), composition.parts(practice=False) as parts:
        store = SettingsInMemory(Settings(url=practice.url, proxy=PROXY_NONE))
        window = make_window(
            WindowDependencies(parts.keys(), parts.checker(), store, parts.proxy_passwords)
        )
        show(window, qtbot)
        key = sample_key(practice, "Analytics")
        leave(disk, 0)
        add_by_hand(window, "Analytics", key)
        form = window.main_view.panel.form
        qtbot.waitUntil(lambda: "cannot be written" in form.fault, timeout=ANSWER_MS)
        assert (form.description.text(), form.key.text()) == ("Analytics", key)
        make_room(disk)
        click(form.add)
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
        window.close()


def test_settings_that_find_no_room_are_shown_again(
    open_window: Open, secret_service: SecretService, home: Path, qtbot: QtBot
) -> None:
    disk = home / ".config" / "iottly-keycheck"
    with small_disk(disk):
        window = open_window()
        leave(disk, 0)
        window.main_view.dialogs.open_settings()
        settings = dialog(qtbot, SettingsDialog)
        settings.timeout.setText("20")
        settings.accept()
        qtbot.waitUntil(settings.isVisible, timeout=ANSWER_MS)
        assert settings.timeout.text() == "20"
        assert "The settings could not be saved" in window.main_view.messages.text
        assert window.controllers.settings.settings.timeout == 30
        settings.reject()
        make_room(disk)


@pytest.mark.needs("mounts")
def test_a_home_that_cannot_be_written_gets_a_sentence(
    composition: Composition,
    theme: Theme,
    practice: PracticeApi,
    home: Path,
    qtbot: QtBot,
) -> None:
    with read_only(home), composition.parts(practice=False) as parts:
        window = make_window(
            WindowDependencies(
                parts.keys(), parts.checker(), parts.settings(), parts.proxy_passwords
            )
        )
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(
            lambda: "cannot be written" in window.main_view.messages.text, timeout=ANSWER_MS
        )
        assert window.isVisible()
        window.close()
