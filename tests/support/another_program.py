"""Another program on the same screen: it reads the clipboard, takes it, takes the keyboard.

Run as a program it answers each line of its standard input with a line of JSON. `AnotherProgram`
is the side of the tests.
"""

import base64
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QProcess, QProcessEnvironment, QSocketNotifier
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow


class AnotherProgram:
    """What the tests ask of it. Everything goes through the window system, as between programs."""

    def __init__(self, process: QProcess, qtbot: object) -> None:
        self._process = process
        self._qtbot = qtbot

    def clipboard(self) -> dict[str, bytes]:
        """Give what is offered on the clipboard: the bytes of each format."""
        return self._read("read")

    def selection(self) -> dict[str, bytes]:
        """Likewise for what a middle click inserts (X11's PRIMARY)."""
        return self._read("selection")

    def copy(self, text: str) -> None:
        """Put something on the clipboard itself."""
        self._ask("copy", text)

    def bring_to_front(self) -> None:
        """Open a window and take the keyboard."""
        self._ask("window")

    def _read(self, what: str) -> dict[str, bytes]:
        return {name: base64.b64decode(data) for name, data in self._ask(what).items()}

    def _ask(self, *words: str) -> dict[str, str]:
        self._process.write(json.dumps(words).encode() + b"\n")
        self._qtbot.waitUntil(self._process.canReadLine, timeout=20_000)
        return json.loads(bytes(self._process.readLine().data()))


@contextmanager
def another_program(qtbot: object) -> Iterator[AnotherProgram]:
    """Start it on the display of the tests."""
    process = QProcess()
    process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
    process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    process.start(sys.executable, ["-P", __file__])
    try:
        yield AnotherProgram(process, qtbot)
    finally:
        process.kill()
        process.waitForFinished(10_000)


class _Answers:
    def __init__(self, clipboard: QClipboard) -> None:
        self._clipboard = clipboard
        self._window: QWindow | None = None
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self.answer)

    def answer(self) -> None:
        line = sys.stdin.readline()
        if not line:
            QGuiApplication.quit()
            return
        match json.loads(line):
            case ["read"]:
                answer = self._formats(QClipboard.Mode.Clipboard)
            case ["selection"]:
                answer = self._formats(QClipboard.Mode.Selection)
            case ["copy", text]:
                self._clipboard.setText(text)
                answer = {}
            case ["window"]:
                self._open_window()
                return  # answered when the window has the keyboard
        _say(answer)

    def _open_window(self) -> None:
        self._window = QWindow()
        self._window.activeChanged.connect(self._window_is_active)
        self._window.show()
        self._window.requestActivate()

    def _window_is_active(self) -> None:
        if self._window.isActive():
            self._window.activeChanged.disconnect(self._window_is_active)
            _say({})

    def _formats(self, mode: QClipboard.Mode) -> dict[str, str]:
        content = self._clipboard.mimeData(mode)
        return {
            name: base64.b64encode(content.data(name).data()).decode() for name in content.formats()
        }


def _say(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> int:
    app = QGuiApplication(["another-program"])
    answers = _Answers(app.clipboard())
    status = app.exec()
    del answers
    return status


if __name__ == "__main__":
    sys.exit(main())
