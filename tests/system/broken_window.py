"""The program with a defect in its window; a child of the tests, which tells on standard output.

`broken_window.py START` fails while it is furnished, prints what is shown of that, closes it.
`broken_window.py LOOP` fails again and again, prints what is on the screen, ends.
`broken_window.py FATAL` is ended by a fault in compiled code.
`broken_window.py NEXT` prints what is on the screen, ends.
"""

import ctypes
import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from iottly_keycheck.__main__ import main
from iottly_keycheck.ui.crash.crash_dialog import CrashDialog
from iottly_keycheck.ui.shell import app
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow

KEY = "719cc48b13aa7be9a89a433493966f64"


class BrokenAtStart(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        QTimer.singleShot(0, _tell_and_close)
        raise RuntimeError(f"cannot start with {KEY}")


def _tell_and_close() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashDialog)
    sys.stdout.write(dialog.text.text())
    dialog.reject()


class Fatal(MainWindow):
    def populate(self, _parts: WindowDependencies) -> None:
        ctypes.string_at(0)


class Next(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        QTimer.singleShot(0, self._tell)

    def _tell(self) -> None:
        told = {"message": self.main_view.messages.text, "report": ""}
        self.main_view.messages.button.click()
        for dialog in self.findChildren(CrashDialog):
            told["report"] = dialog.text.text()
        sys.stdout.write(json.dumps(told))
        QTimer.singleShot(0, self.close)


class BrokenInLoop(MainWindow):
    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        self._times = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fail)
        self._timer.start(0)

    def _fail(self) -> None:
        self._times += 1
        if self._times == 300:
            self._timer.stop()
            told = {
                "dialogs": len(self.findChildren(QDialog)),
                "message": self.main_view.messages.text,
                "button": self.main_view.messages.button.text(),
            }
            sys.stdout.write(json.dumps(told))
            QTimer.singleShot(0, self.close)
        raise RuntimeError(f"cannot go on with {KEY}")


if __name__ == "__main__":
    kinds = {"START": BrokenAtStart, "LOOP": BrokenInLoop, "FATAL": Fatal, "NEXT": Next}
    app.MainWindow = kinds[sys.argv.pop()]
    sys.exit(main())
