"""What the bindings to Qt must not do to Python."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_call_into_qt_takes_nothing_from_none(qtbot: QtBot):
    """PySide6 6.12.0 did, and Python 3.11, whose None can die, aborted somewhere else later."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("text")
    assert sys.getrefcount(None) > before - 500
