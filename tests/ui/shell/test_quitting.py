import os
import signal
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.shell.quitting import QuitSignals

pytestmark = pytest.mark.only_on("linux", "darwin")


@pytest.fixture
def signals(qtbot: QtBot) -> Iterator[QuitSignals]:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    signals = QuitSignals()
    yield signals
    signals.close()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_wakes_the_windows_loop(
    signals: QuitSignals, qtbot: QtBot, number: signal.Signals
) -> None:
    with qtbot.waitSignal(signals.received, timeout=1000):
        os.kill(os.getpid(), number)


def test_without_a_signal_nothing_is_received(signals: QuitSignals, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(signals.received, wait=50):
        pass
