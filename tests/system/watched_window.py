"""The program with a window that tells on standard output how far it is; a child of the tests.

`watched_window.py MODULES` prints the modules that are loaded at the first paint, and ends.
`watched_window.py FRAME` prints "painted" when there is an empty frame, and goes on.
`watched_window.py HANG` tests a key whose service is silent, and prints "testing" when it waits.
`watched_window.py STAY` prints "loaded" when it is there, and "forward" when it is raised.
`watched_window.py FORGET` keeps a key for its session, and prints "kept".
`watched_window.py ASK` is closed with such a key, and prints "asked".
`watched_window.py BEAT` prints at its end for how many ms its thread was busy at a stretch.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from iottly_keycheck.compose import Composition
from iottly_keycheck.connection.facts.observation import Stage
from iottly_keycheck.ui.shell import app
from iottly_keycheck.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from iottly_keycheck.ui.shell.dependencies import WindowDependencies


class AtFirstPaint(MainWindow):
    def __init__(self, state_file: Path | None) -> None:
        super().__init__(state_file)
        self.painted.connect(self._tell)

    def _tell(self) -> None:
        sys.stdout.write("\n".join(sys.modules))
        self.close()


class Framed(MainWindow):
    def __init__(self, state_file: Path | None) -> None:
        super().__init__(state_file)
        self.painted.connect(partial(_tell, "painted"))


class Hanging(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        self.controllers.list.loaded.connect(self._test)

    def _test(self) -> None:
        rows, checks = self.controllers.list.model.rows, self.controllers.checks
        checks.stage_seen.connect(self._tell)
        checks.test(next(row.id for row in rows if row.description == "Silent site"))
        self.main_view.panel.view.select_key(checks.running_key)

    def _tell(self, stage: Stage) -> None:
        if stage.id == "http":
            sys.stdout.write("testing\n")
            sys.stdout.flush()


class Beating(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        self.controllers.list.loaded.connect(self._begin)

    def _begin(self) -> None:
        from support.heartbeat import Heartbeat

        self._heartbeat = Heartbeat(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        sys.stdout.write(f"{self._heartbeat.longest_ms}\n")
        super().closeEvent(event)


class Forgetting(MainWindow):
    """Has a key that is forgotten when it closes."""

    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
        self.controllers.list.added.connect(self._kept)
        self.controllers.list.add("Analytics", "719cc48b13aa7be9a89a433493966f64")

    def _kept(self) -> None:
        _tell("kept")


class Asking(Forgetting):
    def _kept(self) -> None:
        # Not sooner: what the first paint loads is looked at here.
        from iottly_keycheck.ui.shell.closing_question import ClosingQuestion

        self.close()
        question = QApplication.activeModalWidget()
        _tell("asked" if isinstance(question, ClosingQuestion) else "not asked")


class Staying(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        QTimer.singleShot(0, partial(_tell, "loaded"))

    def bring_to_front(self, token: str) -> None:
        super().bring_to_front(token)
        _tell("forward")


def _tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    hangs = sys.argv[1] == "HANG"
    app.MainWindow = {
        "ASK": Asking,
        "BEAT": Beating,
        "FRAME": Framed,
        "FORGET": Forgetting,
        "HANG": Hanging,
        "MODULES": AtFirstPaint,
        "STAY": Staying,
    }[sys.argv[1]]
    # The practice API is a server and loads more than the program needs that opens.
    sys.exit(Composition().open_window(practice=hangs))
