"""The program with a window that tells on standard output how far it is; a child of the tests.

`watched_window.py MODULES` prints the modules that are loaded at the first paint, and ends.
`watched_window.py HANG` tests a key whose service is silent, and prints "testing" when it waits.
`watched_window.py STAY` prints "loaded" when it is there, and "forward" when it is raised.
`watched_window.py BEAT` prints at its end for how many ms its thread was busy at a stretch.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent

from iottly_keycheck.compose import Composition
from iottly_keycheck.connection.observation import Stage
from iottly_keycheck.ui import app
from iottly_keycheck.ui.window import MainWindow


class AtFirstPaint(MainWindow):
    def load(self) -> None:
        sys.stdout.write("\n".join(sys.modules))
        QTimer.singleShot(0, self.close)


class Hanging(MainWindow):
    def load(self) -> None:
        self.list.loaded.connect(self._test)
        super().load()

    def _test(self) -> None:
        rows = self.list.model.rows
        self.checks.stage_seen.connect(self._tell)
        self.checks.test(next(row.id for row in rows if row.description == "Silent site"))
        self.panel.view.select_key(self.checks.running_key)

    def _tell(self, stage: Stage) -> None:
        if stage.id == "http":
            sys.stdout.write("testing\n")
            sys.stdout.flush()


class Beating(MainWindow):
    def load(self) -> None:
        self.list.loaded.connect(self._begin)
        super().load()

    def _begin(self) -> None:
        from support.heartbeat import Heartbeat

        self._heartbeat = Heartbeat(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        sys.stdout.write(f"{self._heartbeat.longest_ms}\n")
        super().closeEvent(event)


class Staying(MainWindow):
    def load(self) -> None:
        _tell("loaded")

    def come_forward(self, token: str) -> None:
        super().come_forward(token)
        _tell("forward")


def _tell(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    hangs = sys.argv[1] == "HANG"
    app.MainWindow = {
        "BEAT": Beating,
        "HANG": Hanging,
        "MODULES": AtFirstPaint,
        "STAY": Staying,
    }[sys.argv[1]]
    # The practice API is a server and loads more than the program needs that opens.
    sys.exit(Composition().open_window(practice=hangs))
