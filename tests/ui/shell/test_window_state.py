"""The window comes back as it was left, wherever there is room for it now."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.list_model.key_order import Order
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window

Opener = Callable[[Path | None], MainWindow]


@pytest.fixture
def opener(qtbot: QtBot, theme, keys, checker, settings, store) -> Iterator[Opener]:
    """Open windows that keep their state in a file."""
    windows: list[MainWindow] = []

    def open_window(file: Path | None) -> MainWindow:
        window = make_window(WindowDependencies(keys, checker, settings, store, window_state=file))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded), qtbot.waitExposed(window):
            window.show()
        windows.append(window)
        return window

    yield open_window
    for window in windows:
        window.close()


def test_it_comes_back_as_it_was_left(opener: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "state" / "window.ini"
    first = opener(file)
    first.setGeometry(60, 70, 1011, 650)
    first.main_view.splitter.setSizes([500, 500])
    first.main_view.pane.report_actions.details.setChecked(True)
    first.main_view.panel.use_order(Order.NAME)
    sizes = first.main_view.splitter.sizes()
    first.close()
    second = opener(file)
    assert second.geometry() == QRect(60, 70, 1011, 650)
    qtbot.waitUntil(lambda: second.main_view.splitter.sizes() == sizes)
    assert second.main_view.pane.report_actions.details.isChecked()
    assert second.controllers.list.model.order is Order.NAME
    assert second.main_view.panel.tools.order.currentData() == Order.NAME


def test_a_first_window_fits_the_screen_with_its_frame(opener: Opener) -> None:
    window = opener(None)
    room = window.screen().availableSize()
    assert window.height() <= room.height() - 40
    assert window.width() <= room.width()


def test_a_screen_that_is_gone_is_no_place_for_it(opener: Opener, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = opener(file)
    first.setGeometry(5000, 4000, 1000, 600)
    first.close()
    second = opener(file)
    assert second.screen().availableGeometry().contains(second.geometry())


def test_a_damaged_file_is_no_arrangement(opener: Opener, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(b"[General]\ngeometry=7\ndivider=@ByteArray(nonsense)\norder=none\n\xff\x00")
    usual = opener(None).size()
    assert opener(file).size() == usual


def test_where_nothing_can_be_written_nothing_is_kept(opener: Opener, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    window = opener(tmp_path / "file" / "window.ini")
    window.close()
    assert not window.isVisible()


def test_no_key_and_no_description_is_in_the_file(opener: Opener, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    opener(file).close()
    assert set(QSettings(str(file), QSettings.Format.IniFormat).allKeys()) == {
        "geometry", "divider", "details", "order",
    }  # fmt: skip
