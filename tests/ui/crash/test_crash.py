"""What nobody expected is logged and kept without what it says, and told to the user once."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QThread, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.crash.crash_dialog import CrashDialog
from iottly_keycheck.ui.crash.crash_reporter import MOST_DEFECTS, Crash, CrashReporter
from iottly_keycheck.ui.shell.main_window import MainWindow
from support.log_warnings import LogWarnings

KEY = "719cc48b13aa7be9a89a433493966f64"


class Told(QObject):
    """Stands for the window: it is told of crashes, and notes on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.crashes: list[Crash] = []
        self.threads: set[threading.Thread] = set()

    def tell(self, crash: Crash) -> None:
        self.crashes.append(crash)
        self.threads.add(threading.current_thread())


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def reporter(
    qtbot: QtBot, folder: Path, clock: Clock, log_warnings: LogWarnings
) -> Iterator[CrashReporter]:
    log_warnings.expect("ValueError at")
    before = sys.excepthook, threading.excepthook
    reporter = CrashReporter(folder, "the program 1.0", clock)
    yield reporter
    reporter.close()
    assert (sys.excepthook, threading.excepthook) == before


@pytest.fixture
def told(reporter: CrashReporter) -> Told:
    told = Told()
    reporter.crashed.connect(told.tell)
    return told


def fail() -> None:
    try:
        int(KEY, 2)
    except ValueError as error:
        raise ValueError(f"Invalid header value: {KEY}") from error


def raise_into_hook() -> None:
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())


class Worker(QThread):
    def run(self) -> None:
        raise_into_hook()


def in_slot() -> None:
    class Failing(QObject):
        def slot(self) -> None:
            fail()

    failing = Failing()
    source = QObject()
    source.destroyed.connect(failing.slot)
    del source


def on_thread() -> None:
    worker = threading.Thread(target=fail, name="a worker")
    worker.start()
    worker.join()


def on_one_of_qts_threads() -> None:
    worker = Worker()
    worker.start()
    worker.wait()


@pytest.mark.parametrize("happen", [raise_into_hook, in_slot, on_thread, on_one_of_qts_threads])
def test_a_defect_is_logged_kept_and_told_on_the_window_s_thread(
    happen, told: Told, folder: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    happen()
    qtbot.waitUntil(lambda: bool(told.crashes))
    assert told.threads == {threading.main_thread()}
    (crash,) = told.crashes
    (file,) = folder.iterdir()
    assert (crash.path, crash.text) == (file, file.read_text())
    assert file.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    for text in (crash.text, caplog.text):
        assert "test_crash.py" in text
        assert "in fail" in text
        assert "which came of\nValueError at" in text
        assert KEY not in text
    assert crash.text.startswith("the program 1.0\n")
    if happen is on_thread:
        assert "thread a worker" in crash.text


def test_a_loop_of_crashes_is_one_message_one_file_and_few_lines(
    told: Told,
    folder: Path,
    clock: Clock,
    log_warnings: LogWarnings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    log_warnings.expect("again, for the 641. time")
    for _ in range(1000):
        raise_into_hook()
        clock.now += 1 / 128
    assert len(told.crashes) == len(caplog.records) == 2
    assert len({crash.path for crash in told.crashes}) == len(list(folder.iterdir())) == 1


def fail_at_depth(depth: int) -> None:
    if depth == 0:
        fail()
    fail_at_depth(depth - 1)


def test_a_function_that_calls_itself_for_ever_is_one_defect(
    told: Told, folder: Path, clock: Clock
) -> None:
    for depth in range(200, 220):
        try:
            fail_at_depth(depth)
        except ValueError:
            sys.excepthook(*sys.exc_info())
    (crash,) = told.crashes
    assert len(crash.text.splitlines()) < 100
    assert "and so on" in crash.text


def test_of_very_many_defects_some_are_kept(
    told: Told, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(100):
        code = compile("fail()", f"module {number}", "exec")
        try:
            exec(code, {"fail": fail})
        except ValueError:
            sys.excepthook(*sys.exc_info())
    assert len(told.crashes) == len(caplog.records) == MOST_DEFECTS


def test_another_defect_is_told_at_once(told: Told, folder: Path) -> None:
    raise_into_hook()
    on_thread()
    qt_delivers(told)
    assert len(told.crashes) == len(list(folder.iterdir())) == 2


def qt_delivers(told: Told) -> None:
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.sendPostedEvents(told)


def test_only_the_newest_files_stay(reporter: CrashReporter, folder: Path) -> None:
    written = [reporter.write("thread main", f"story {number}").path for number in range(25)]
    raise_into_hook()
    left = sorted(folder.iterdir())
    assert len(left) == 10
    assert {path for path in left if "story" in path.read_text()} <= set(written)


def test_where_no_file_can_be_written_the_text_is_there_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file"):
        reporter = CrashReporter(folder, "the program 1.0")
        crash = reporter.write("thread main", "story")
        reporter.close()
        assert "story" in crash.text
        assert crash.path is None


def test_a_thread_that_ends_itself_is_no_defect(qtbot: QtBot, folder: Path) -> None:
    reporter = CrashReporter(folder, "the program 1.0")
    worker = threading.Thread(target=sys.exit)
    worker.start()
    worker.join()
    reporter.close()
    assert not folder.exists()


def test_the_window_offers_the_report(
    window: MainWindow, reporter: CrashReporter, folder: Path, qtbot: QtBot
) -> None:
    reporter.crashed.connect(window.show_defect)
    raise_into_hook()
    assert "Something went wrong" in window.main_view.messages.text
    QTest.mouseClick(window.main_view.messages.button, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(CrashDialog)
    assert "ValueError at" in dialog.text.text()
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == next(folder.iterdir()).read_text()
    dialog.close()
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_the_folder_with_the_file_can_be_opened(qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[QUrl] = []
    dialog = CrashDialog(Crash("text", tmp_path / "crash-1.txt"), open_url=opened.append)
    qtbot.addWidget(dialog)
    dialog.folder.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_without_a_file_there_is_no_folder_to_open(qtbot: QtBot) -> None:
    dialog = CrashDialog(Crash("text", None))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.folder.isVisible()
    assert dialog.copy.isVisible()
