"""Import and export through the real window, where keyring and encrypted file have their ways."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.stores.sealed import Effort
from iottly_keycheck.keys.transfer import exchange_file
from iottly_keycheck.keys.transfer.exchange_file import PortableKey
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.stores.store_offer import StoreOffer
from iottly_keycheck.ui.transfer.import_dialog import ImportDialog
from iottly_keycheck.ui.transfer.transfer_controller import ExportForm
from support.secret_service import SecretService

from .answering import ANSWER_MS, PASSPHRASE, add_to_file, choose, dialog, give, give_new, no_dialog
from .conftest import Open
from .reading import descriptions, texts
from .test_main_job import sample_key

pytestmark = pytest.mark.only_on("linux")

OF_THE_FILE = "passphrase of the export"
KEYS = {"Dashboard": "d" * 32, "Testing Lab": "e" * 32}


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    portable = [PortableKey(description, Secret(key)) for description, key in KEYS.items()]
    light = Effort(iterations=1, lanes=1, memory_kib=8)
    path = tmp_path / "list.sealed"
    path.write_bytes(exchange_file.to_sealed(portable, Secret(OF_THE_FILE), light))
    return path


def unseal(window: MainWindow, path: Path, qtbot: QtBot) -> PassphraseDialog:
    window.main_view.transfer_presenter.open_file(str(path))
    asked = dialog(qtbot, PassphraseDialog)
    asked.known.field.setText(OF_THE_FILE)
    QTest.keyClick(asked.known.field, Qt.Key.Key_Return)
    return asked


def test_a_list_goes_to_another_computer(
    window: MainWindow, composition, tmp_path: Path, sealed: Path, qtbot: QtBot
) -> None:
    unseal(window, sealed, qtbot)
    dialog(qtbot, ImportDialog).add.click()
    qtbot.waitUntil(lambda: descriptions(window) == list(KEYS), timeout=ANSWER_MS)
    path = tmp_path / "out.sealed"
    window.main_view.transfer_presenter.export_to(ExportForm.SEALED, str(path))
    give_new(qtbot, "another passphrase", "another passphrase")
    qtbot.waitUntil(path.exists, timeout=ANSWER_MS)
    found = exchange_file.read(path.read_bytes()).open(Secret("another passphrase"))
    assert {each.description: each.key.reveal() for each in found} == KEYS


def test_a_keyring_that_does_not_answer_can_be_left(
    window: MainWindow, secret_service: SecretService, sealed: Path, qtbot: QtBot
) -> None:
    unseal(window, sealed, qtbot)
    shown = dialog(qtbot, ImportDialog)
    secret_service.freeze()
    shown.add.click()
    qtbot.waitUntil(shown.progress.isVisible)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(no_dialog)
    secret_service.thaw()
    # What was under way is done after all, and the list tells; the rest was left.
    qtbot.waitUntil(lambda: descriptions(window) == ["Dashboard"], timeout=ANSWER_MS)


def test_the_encrypted_file_of_the_list_is_opened_on_the_way(
    open_window: Open,
    no_secret_service: None,
    practice: PracticeApi,
    sealed: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(KeyStore.FILE)
    add_to_file(window, "Analytics", sample_key(practice, "Analytics"), qtbot)
    window = open_window()
    ours = unseal(window, sealed, qtbot)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, ours))
    assert "Your keys are in an encrypted file" in " ".join(texts(dialog(qtbot, PassphraseDialog)))
    give(qtbot, PASSPHRASE)
    shown = dialog(qtbot, ImportDialog)
    shown.add.click()
    qtbot.waitUntil(lambda: descriptions(window) == ["Analytics", *KEYS], timeout=ANSWER_MS)
    assert no_dialog()


def test_without_a_keyring_another_place_is_offered_and_the_import_goes_on(
    open_window: Open, no_secret_service: None, sealed: Path, qtbot: QtBot
) -> None:
    window = open_window(KeyStore.KEYRING)
    unseal(window, sealed, qtbot)
    dialog(qtbot, ImportDialog).add.click()
    dialog(qtbot, StoreOffer)
    choose(qtbot, KeyStore.SESSION)
    qtbot.waitUntil(lambda: descriptions(window) == list(KEYS), timeout=ANSWER_MS)
