"""What a person does with the dialogs of the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

ANSWER_MS = 15_000


def dialog(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """Wait for the dialog of that kind that is in front."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=ANSWER_MS)
    return QApplication.activeModalWidget()


def no_dialog() -> bool:
    return QApplication.activeModalWidget() is None


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
