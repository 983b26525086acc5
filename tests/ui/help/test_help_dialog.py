"""The help answers the first questions and leads on."""

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from iottly_keycheck import __version__
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.help.help_dialog import HelpDialog
from iottly_keycheck.ui.style.theme import Theme


@pytest.fixture
def opened() -> list[QUrl]:
    """The addresses that were opened."""
    return []


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, opened: list[QUrl]) -> HelpDialog:
    dialog = HelpDialog(open_url=opened.append)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.mark.parametrize(
    "words",
    [
        "works from this computer",
        "“Create new API key”",
        "the proxy, the network, the encryption",
        "does not revoke it",
        "iottly-support@tomorrowdata.io",
        __version__,
    ],
)
def test_it_says_what_people_ask(dialog: HelpDialog, words: str) -> None:
    assert any(words in label.text() for label in dialog.findChildren(PlainLabel))


def test_the_console_opens_in_the_browser(
    qtbot: QtBot, dialog: HelpDialog, opened: list[QUrl]
) -> None:
    qtbot.mouseClick(dialog.console, Qt.MouseButton.LeftButton)
    assert opened == [QUrl("https://cloud.iottly.com")]


def test_support_is_written_to_by_mail(
    qtbot: QtBot, dialog: HelpDialog, opened: list[QUrl]
) -> None:
    qtbot.mouseClick(dialog.support, Qt.MouseButton.LeftButton)
    assert opened == [QUrl("mailto:iottly-support@tomorrowdata.io")]


def test_escape_closes_it(qtbot: QtBot, dialog: HelpDialog) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_return_opens_nothing(qtbot: QtBot, dialog: HelpDialog, opened: list[QUrl]) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert opened == []


def test_the_page_scrolls_by_keyboard(qtbot: QtBot, dialog: HelpDialog) -> None:
    dialog.resize(400, 300)
    bar = dialog.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog.page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
