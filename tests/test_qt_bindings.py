"""What the bindings to Qt must not do to Python."""

import subprocess
import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

START = """
import linecache
from iottly_keycheck.ui.shell.application import make_application

application = make_application("iottly-keycheck")
from iottly_keycheck.ui.shell import app

print(*(name for name in linecache.cache if "keycheck" in name and "application" not in name))
"""


def test_a_call_into_qt_takes_nothing_from_none(qtbot: QtBot):
    """PySide6 6.12.0 did, and Python 3.11, whose None can die, aborted somewhere else later."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("text")
    assert sys.getrefcount(None) > before - 500


def test_the_sources_of_the_program_are_neither_read_nor_kept_in_memory():
    """PySide6 does both at each import, to look for its own features."""
    ended = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.strip() == ""
