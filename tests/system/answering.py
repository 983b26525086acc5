"""What a person does with the dialogs about the place where keys are kept."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from iottly_keycheck.settings import KeyStore
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.keyring.passphrase_dialog import PassphraseDialog
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.stores.store_offer import StoreOffer

from .test_main_job import add_by_hand, badge_is

ANSWER_MS = 15_000
PASSPHRASE = "canary horse battery"


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """Wait for the dialog of that kind that is in front."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=ANSWER_MS)
    return QApplication.activeModalWidget()


def no_dialog() -> bool:
    return QApplication.activeModalWidget() is None


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, store: KeyStore) -> None:
    """Answer the question where keys are to be kept."""
    offer = dialog(qtbot, StoreOffer)
    offer.choice.choose(store)
    click(offer.keep)


def give_new(qtbot: QtBot, first: str, second: str) -> PassphraseDialog:
    def asks() -> bool:
        shown = QApplication.activeModalWidget()
        return isinstance(shown, PassphraseDialog) and shown.new.isVisible()

    qtbot.waitUntil(asks, timeout=ANSWER_MS)
    asked = QApplication.activeModalWidget()
    for field, text in ((asked.new.field, first), (asked.again.field, second)):
        field.clear()
        QTest.keyClicks(field, text)
    QTest.keyClick(asked.again.field, Qt.Key.Key_Return)
    return asked


def give(qtbot: QtBot, passphrase: str) -> PassphraseDialog:
    asked = dialog(qtbot, PassphraseDialog)
    QTest.keyClicks(asked.known.field, passphrase)
    QTest.keyClick(asked.known.field, Qt.Key.Key_Return)
    return asked


def come_back(window: MainWindow, qtbot: QtBot) -> None:
    """Be at the window again after a dialog: no window manager is there who would see to it."""
    qtbot.waitUntil(no_dialog, timeout=ANSWER_MS)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def add_to_file(window: MainWindow, description: str, key: str, qtbot: QtBot) -> None:
    """Add the first key to the file, with its passphrase."""
    add_by_hand(window, description, key)
    give_new(qtbot, PASSPHRASE, PASSPHRASE)
    qtbot.waitUntil(lambda: badge_is(window, description, Badge.WORKS), timeout=ANSWER_MS)


def stores_of(window: MainWindow) -> list[KeyStore]:
    return [row.store for row in window.controllers.list.model.rows]
