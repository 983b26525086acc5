"""What nobody expected is logged without what it says, and told to the user once."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.crash import CrashHook
from support.log_warnings import LogWarnings

KEY = "719cc48b13aa7be9a89a433493966f64"


@pytest.fixture
def hook(qtbot: QtBot) -> Iterator[CrashHook]:
    before = sys.excepthook, threading.excepthook
    hook = CrashHook()
    yield hook
    hook.close()
    assert (sys.excepthook, threading.excepthook) == before


def fail() -> None:
    raise ValueError(f"Invalid header value: {KEY}")


def raise_into_hook() -> None:
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())


def test_a_defect_on_the_windows_thread_is_told(
    hook: CrashHook, qtbot: QtBot, log_warnings: LogWarnings, caplog: pytest.LogCaptureFixture
) -> None:
    log_warnings.expect("ValueError at")
    with qtbot.waitSignal(hook.crashed):
        raise_into_hook()
    assert "test_crash.py" in caplog.text
    assert "in fail" in caplog.text
    assert KEY not in caplog.text


def test_a_defect_on_another_thread_is_logged_and_opens_nothing(
    hook: CrashHook, qtbot: QtBot, log_warnings: LogWarnings, caplog: pytest.LogCaptureFixture
) -> None:
    log_warnings.expect("ValueError at")
    with qtbot.assertNotEmitted(hook.crashed, wait=50):
        worker = threading.Thread(target=fail)
        worker.start()
        worker.join()
    assert "in fail" in caplog.text
    assert KEY not in caplog.text


def test_a_defect_on_one_of_qts_threads_opens_nothing_either(
    hook: CrashHook, qtbot: QtBot, log_warnings: LogWarnings
) -> None:
    log_warnings.expect("ValueError at")

    class Worker(QThread):
        def run(self) -> None:
            raise_into_hook()

    worker = Worker()
    with qtbot.assertNotEmitted(hook.crashed, wait=50):
        worker.start()
        worker.wait()


def test_a_thread_that_ends_itself_is_no_defect(hook: CrashHook) -> None:
    worker = threading.Thread(target=sys.exit)
    worker.start()
    worker.join()


def test_an_exception_in_a_slot_finds_the_hook(
    hook: CrashHook, qtbot: QtBot, log_warnings: LogWarnings
) -> None:
    log_warnings.expect("ValueError at")

    class Failing(QObject):
        def slot(self) -> None:
            fail()

    failing = Failing()
    source = QObject()
    source.destroyed.connect(failing.slot)
    with qtbot.waitSignal(hook.crashed):
        source.deleteLater()
