"""A window that tells how far it is, in a process of its own: `started_window.py bare|ours`.

It prints "painted" after its first paint and "loaded" when its list is shown; when a line comes
from standard input it prints the most memory that it has had, in kB, and ends.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication, QMainWindow

    from iottly_keycheck.ui.shell.dependencies import WindowDependencies


def tell(what: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def end_when_told(window: QMainWindow) -> QSocketNotifier:
    """Print the memory and close the window when a line comes."""
    from PySide6.QtCore import QSocketNotifier

    def end() -> None:
        notifier.setEnabled(False)
        found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
        assert found
        tell(found[1])
        window.close()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(end)
    return notifier


def bare() -> int:
    """Show the least that a program with a list would be."""
    from PySide6.QtCore import QEvent, QTimer
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Bare(QMainWindow):
        painted = False

        def event(self, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and not self.painted:
                self.painted = True
                QTimer.singleShot(0, self.load)
            return super().event(event)

        def load(self) -> None:
            tell("painted")
            tell("loaded")

    application = QApplication(["bare"])
    window = Bare()
    table = QTableView(window)
    model = QStandardItemModel(window)
    for number in range(20):
        model.appendRow([QStandardItem(f"Operator {number}"), QStandardItem("0000 •••• abcd")])
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1000, 640)
    notifier = end_when_told(window)
    window.show()
    status = application.exec()
    del notifier
    return status


def ours() -> int:
    """Open the program's window, as its user does."""
    # In the order in which the program loads itself.
    main = import_module("iottly_keycheck.__main__")
    for module in ("cli.main", "compose"):
        import_module(f"iottly_keycheck.{module}")
    application = import_module("iottly_keycheck.ui.shell.application")
    make_application = application.make_application

    def make_and_listen(name: str) -> QApplication:
        made = make_application(name)
        _listen()
        return made

    # Until then nothing of its window is there.
    application.make_application = make_and_listen
    return main.main_window()


def _listen() -> None:
    from iottly_keycheck.ui.shell import app
    from iottly_keycheck.ui.shell.main_window import MainWindow

    class Telling(MainWindow):
        """The same window, which tells."""

        def __init__(self, state_file: Path | None) -> None:
            super().__init__(state_file)
            self._notifier = end_when_told(self)
            self.painted.connect(partial(tell, "painted"))

        def populate(self, parts: WindowDependencies) -> None:
            super().populate(parts)
            self.controllers.list.loaded.connect(self._tell_loaded)

        def _tell_loaded(self) -> None:
            self.main_view.panel.view.viewport().repaint()
            tell("loaded")

    app.MainWindow = Telling  # type: ignore[misc]  # as said


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else ours())
