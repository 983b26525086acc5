"""Import and export through the real window, where the keyring has its ways."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.keys.transfer.csv_file import Descriptions
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.transfer.import_dialog import ImportDialog
from support.secret_service import SecretService

from .answering import ANSWER_MS, dialog, no_dialog
from .conftest import Open
from .reading import descriptions

pytestmark = pytest.mark.only_on("linux")

KEYS = {"Dashboard": "d" * 32, "Testing Lab": "e" * 32}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(
        "".join(f"{name},{key}\n" for name, key in {"description": "key", **KEYS}.items())
    )
    return path


def preview(window: MainWindow, path: Path, qtbot: QtBot) -> ImportDialog:
    window.main_view.transfer_presenter.open_file(str(path))
    return dialog(qtbot, ImportDialog)


def test_keys_come_from_a_table_and_descriptions_go_into_one(
    window: MainWindow, tmp_path: Path, table: Path, qtbot: QtBot
) -> None:
    preview(window, table, qtbot).add.click()
    qtbot.waitUntil(lambda: descriptions(window) == list(KEYS), timeout=ANSWER_MS)
    path = tmp_path / "out.csv"
    window.controllers.transfer.export(str(path))
    qtbot.waitUntil(path.exists, timeout=ANSWER_MS)
    assert csv_file.read(path.read_bytes()) == Descriptions(tuple(KEYS))


def test_a_keyring_that_does_not_answer_can_be_left(
    window: MainWindow, secret_service: SecretService, table: Path, qtbot: QtBot
) -> None:
    shown = preview(window, table, qtbot)
    secret_service.freeze()
    shown.add.click()
    qtbot.waitUntil(shown.progress.isVisible)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(no_dialog)
    secret_service.thaw()
    # What was under way is done after all, and the list tells; the rest was left.
    qtbot.waitUntil(lambda: descriptions(window) == ["Dashboard"], timeout=ANSWER_MS)


def test_without_a_keyring_the_keys_are_kept_for_the_session_and_one_message_says_so(
    open_window: Open, no_secret_service: None, table: Path, qtbot: QtBot
) -> None:
    window = open_window()
    preview(window, table, qtbot).add.click()
    qtbot.waitUntil(lambda: descriptions(window) == list(KEYS), timeout=ANSWER_MS)
    messages = window.main_view.messages
    qtbot.waitUntil(messages.isVisible)
    assert messages.text == "2 keys were added."
    messages.dismiss.click()
    assert "for this session only" in messages.text
