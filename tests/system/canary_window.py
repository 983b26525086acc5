"""The program, used by somebody in a hurry: every feature of the window, one after the other.

A child of test_canary.py. The first line of its standard input has the secrets and addresses, as
JSON. It prints what is on the screen, what a screen reader would say, and "AT" with the name of
each place where the tests look around; an empty line of input lets it go on.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from iottly_keycheck.__main__ import main
from iottly_keycheck.ui.crash.crash_dialog import CrashDialog
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.shell import app
from iottly_keycheck.ui.shell.closing_question import ClosingQuestion
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.transfer.import_dialog import ImportDialog

Step = Callable[[], object] | str
"""Something to wait for, or the name of a place at which the tests look around."""

GIVEN = json.loads(sys.stdin.readline())
HEX, ODD = GIVEN["hex key"], GIVEN["odd key"]
FOLDER = Path(GIVEN["folder"])
PATIENCE_MS = 40_000


class Lived(MainWindow):
    """The window, and somebody who uses it."""

    def populate(self, parts: WindowDependencies) -> None:
        super().populate(parts)
        self.controllers.list.loaded.connect(self._begin)

    def _begin(self) -> None:
        story = {"keyring": in_the_keyring, "session": for_the_session}[GIVEN["story"]]
        self._reader = Reader(story(self), self)


class Reader(QObject):
    """Goes through a story, from one step to the next."""

    def __init__(self, story: Iterator[Step], window: MainWindow) -> None:
        super().__init__(window)
        self._story = story
        self._window = window
        self._wait: Callable[[], object] | None = None
        self._since = 0
        self._timer = QTimer(self, interval=10)
        self._timer.timeout.connect(self._look)
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._let_go)
        self._input.setEnabled(False)
        self._next()

    def _next(self) -> None:
        try:
            step = next(self._story)
        except StopIteration:
            self._window.close()
            return
        if isinstance(step, str):
            say(on_the_screen(self._window))
            say([f"AT {step}"])
            self._input.setEnabled(True)
        else:
            self._wait, self._since = step, 0
            self._timer.start()

    def _look(self) -> None:
        if self._wait():
            self._timer.stop()
            self._next()
            return
        self._since += self._timer.interval()
        if self._since > PATIENCE_MS:
            say([*on_the_screen(self._window), f"STUCK in line {self._place()}"])
            self._timer.stop()
            self._window.close()

    def _place(self) -> int:
        """Give the line of the innermost generator."""
        story = self._story
        while story.gi_yieldfrom is not None:
            story = story.gi_yieldfrom
        return story.gi_frame.f_lineno

    def _let_go(self) -> None:
        self._input.setEnabled(False)
        sys.stdin.readline()
        self._next()


def say(lines: list[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line!a}\n" if not line.startswith("AT ") else f"{line}\n")
    sys.stdout.flush()


def on_the_screen(window: MainWindow) -> list[str]:
    """Give every text of every widget, and what assistive technology is told."""
    told = []
    for widget in QApplication.allWidgets():
        told += [widget.windowTitle(), widget.windowIconText(), widget.toolTip()]
        told += [widget.statusTip(), widget.whatsThis(), widget.objectName()]
        text = getattr(widget, "text", None)
        # A field that hides what is typed has it all the same.
        if callable(text) and not _hides(widget):
            told.append(str(text()))
    told += _spoken(QAccessible.queryAccessibleInterface(window), 0)
    return [line for line in told if line]


def _hides(widget: QWidget) -> bool:
    hidden = QLineEdit.EchoMode.Password
    return isinstance(widget, QLineEdit) and widget.echoMode() is hidden


def _spoken(told: QAccessibleInterface | None, depth: int) -> Iterator[str]:
    if told is None or not told.isValid() or depth > 20:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield told.text(kind)
    for place in range(told.childCount()):
        yield from _spoken(told.child(place), depth + 1)


# --- what somebody does -------------------------------------------------------------------------


def key_id(window: MainWindow, description: str) -> int | None:
    rows = window.controllers.list.model.rows
    return next((row.id for row in rows if row.description == description), None)


def type_key(window: MainWindow, description: str, key: str) -> None:
    form = window.main_view.panel.form
    form.clear()
    QTest.keyClicks(form.description, description)
    QTest.keyClicks(form.key, key)
    QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)


def idle(window: MainWindow) -> bool:
    return window.controllers.checks.running_key is None and not window.controllers.batches.running


def look_at(window: MainWindow, description: str) -> None:
    window.main_view.panel.view.select_key(key_id(window, description))


def dialog(kind: type[QDialog]) -> QDialog | None:
    there = QApplication.activeModalWidget()
    return there if isinstance(there, kind) else None


def fill_settings(window: MainWindow, **proxy: str) -> Iterator[Step]:
    window.main_view.menu_actions.settings.trigger()
    yield lambda: dialog(SettingsDialog)
    settings = dialog(SettingsDialog)
    settings.url.setText(GIVEN["url"])
    if proxy:
        settings.proxy.manual.click()
        settings.proxy.address.setText(GIVEN["proxy"])
        settings.proxy.username.setText("user")
        QTest.keyClicks(settings.proxy.password, proxy["password"])
        settings.proxy.password.reveal.trigger()
        QTest.keySequence(settings.proxy.password, "Ctrl+A")
        settings.proxy.password.reveal.trigger()
    else:
        settings.proxy.none.click()
    settings.accept()
    yield (
        lambda: window.controllers.settings.settings.proxy == (GIVEN["proxy"] if proxy else "none")
    )


def add(window: MainWindow, description: str, pasted: str) -> Iterator[Step]:
    type_key(window, description, pasted)
    yield lambda: key_id(window, description) is not None
    yield lambda: idle(window)


def slips(window: MainWindow) -> Iterator[Step]:
    """A key in the wrong place, twice, in a description."""
    for description, key in ((HEX, HEX), (f"My {ODD}", ODD), ("Two", f"{HEX} {HEX}")):
        type_key(window, description, key)
        yield lambda: window.main_view.panel.form.fault
        # What was typed into the wrong field is on the screen, as it should be; not in a message.
        assert window.main_view.panel.form.fault not in (HEX, ODD)
        window.main_view.panel.form.clear()


def show_while_typing(window: MainWindow) -> Iterator[Step]:
    form = window.main_view.panel.form
    QTest.keyClicks(form.key, HEX)
    form.show_key.click()
    QTest.keySequence(form.key, "Ctrl+A")
    QTest.mouseDClick(form.key, Qt.MouseButton.LeftButton)
    form.show_key.click()
    yield "typed"
    form.clear()


def reveal(window: MainWindow) -> Iterator[Step]:
    look_at(window, "Analytics")
    window.main_view.panel.view.reveal_requested.emit(key_id(window, "Analytics"))
    yield window.controllers.secrets.reveal_timer.isActive
    yield "revealed"
    look_at(window, "Odd one")
    yield "masked"


def copy(window: MainWindow) -> Iterator[Step]:
    look_at(window, "Analytics")
    window.main_view.panel.view.commands.copy.trigger()
    yield window.controllers.secrets.clipboard.timer.isActive


def use_report(window: MainWindow, name: str) -> Iterator[Step]:
    actions = window.main_view.pane.report_actions
    yield actions.isVisible
    actions.copy.click()
    yield f"report {name} copied"
    saved = FOLDER / f"{name}.json"
    window.controllers.reports.write(actions.report, str(saved))
    yield saved.exists
    if not window.main_view.pane.answer.details.isVisible():
        actions.details.click()
    details = window.main_view.pane.answer.details
    yield lambda: details.isVisible() and not details.filling
    details.copy_all.click()
    yield f"details {name} copied"


def rename_and_undo(window: MainWindow) -> Iterator[Step]:
    window.controllers.list.rename(key_id(window, "Odd one"), f"Odd {ODD[:2]}")
    yield lambda: key_id(window, f"Odd {ODD[:2]}")
    # A key for a description is refused; the editor stays open with what was typed.
    window.controllers.list.rename(key_id(window, "Analytics"), HEX)
    yield lambda: window.main_view.panel.view.viewport().findChild(QLineEdit)
    QTest.keyClick(window.main_view.panel.view.viewport().findChild(QLineEdit), Qt.Key.Key_Escape)
    look_at(window, f"Odd {ODD[:2]}")
    window.main_view.panel.view.commands.delete.trigger()
    yield lambda: key_id(window, f"Odd {ODD[:2]}") is None
    yield window.main_view.panel.undo.isVisible
    window.main_view.panel.undo.button.click()
    yield lambda: key_id(window, f"Odd {ODD[:2]}")


def exchange(window: MainWindow) -> Iterator[Step]:
    window.controllers.transfer.export(str(FOLDER / "list.csv"))
    yield (FOLDER / "list.csv").exists
    yield "exported"
    window.main_view.transfer_presenter.open_file(GIVEN["table"])
    yield lambda: dialog(ImportDialog)
    yield "foreseen"
    dialog(ImportDialog).reject()


def crash(window: MainWindow) -> Iterator[Step]:
    while window.main_view.messages.isVisible():
        window.main_view.messages.dismiss.click()
    QTimer.singleShot(0, _fail)
    yield (
        lambda: (
            window.main_view.messages.button.isVisible()
            and "report" in window.main_view.messages.button.text()
        )
    )
    window.main_view.messages.button.click()
    yield lambda: dialog(CrashDialog)
    dialog(CrashDialog).copy.click()
    yield "crash copied"
    dialog(CrashDialog).reject()


def _fail() -> None:
    try:
        {}[ODD]
    except KeyError as error:
        raise RuntimeError(f"bad header: bearer {HEX}", {"key": HEX}) from error


def in_the_keyring(window: MainWindow) -> Iterator[Step]:
    yield from fill_settings(window)
    yield from add(window, "Analytics", f"curl -H 'Authentication: bearer {HEX}' {GIVEN['url']}")
    yield from use_report(window, "direct")
    yield from add(window, "Odd one", ODD)
    yield from slips(window)
    yield from show_while_typing(window)
    yield from reveal(window)
    yield from copy(window)
    yield "copied"
    window.controllers.secrets.forget_copy()
    yield "forgotten"
    yield from rename_and_undo(window)
    for password in (GIVEN["password"], f"{GIVEN['password']}x"):
        yield from fill_settings(window, password=password)
        look_at(window, "Analytics")
        window.controllers.checks.test_current()
        yield lambda: not idle(window)
        yield lambda: idle(window)
        yield from use_report(window, "proxy")
    yield from fill_settings(window)
    window.main_view.menu_actions.test_all.trigger()
    yield lambda: not idle(window)
    yield lambda: idle(window)
    yield from exchange(window)
    yield from crash(window)
    yield from copy(window)


def for_the_session(window: MainWindow) -> Iterator[Step]:
    yield from fill_settings(window)
    yield from add(window, "Analytics", HEX)
    yield from add(window, "Odd one", ODD)
    yield "added"
    yield from use_report(window, "session")
    yield from exchange(window)
    yield from crash(window)
    QTimer.singleShot(0, window.close)
    yield lambda: dialog(ClosingQuestion)
    yield "asked"
    dialog(ClosingQuestion).forget.click()


if __name__ == "__main__":
    app.MainWindow = Lived
    sys.exit(main())
