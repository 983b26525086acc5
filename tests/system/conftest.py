"""The composed program against the practice API, with nothing made up."""

import os
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.compose import Composition
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings
from iottly_keycheck.ui.parts import WindowParts
from iottly_keycheck.ui.theme import Theme
from iottly_keycheck.ui.window import MainWindow
from support.secret_service import SecretService


@pytest.fixture
def composition() -> Iterator[Composition]:
    """Give the program's own composition, and the file mask back that it sets."""
    mask = os.umask(0o077)
    yield Composition()
    os.umask(mask)


@pytest.fixture
def practice() -> Iterator[PracticeApi]:
    with PracticeApi() as api:
        yield api


@pytest.fixture(scope="session")
def theme(qapp: object) -> Theme:
    return Theme(qapp)


@pytest.fixture
def window(
    qtbot: QtBot,
    theme: Theme,
    composition: Composition,
    practice: PracticeApi,
    secret_service: SecretService,
) -> Iterator[MainWindow]:
    """The window as its user has it: own keyring, list and settings; iottly is the practice API."""
    with composition.parts(practice=False) as parts:
        store = parts.settings()
        store.save(Settings(url=practice.url, proxy=PROXY_NONE, timeout=30))
        window = MainWindow(
            WindowParts(parts.keys(), parts.checker(), store, parts.proxy_passwords)
        )
        show(window, qtbot)
        yield window
        window.close()


@pytest.fixture
def practice_window(qtbot: QtBot, theme: Theme, composition: Composition) -> Iterator[MainWindow]:
    """The window that `--practice` opens."""
    with composition.parts(practice=True) as parts:
        window = MainWindow(
            WindowParts(
                parts.keys(), parts.checker(), parts.settings(), parts.proxy_passwords, True
            )
        )
        show(window, qtbot)
        yield window
        window.close()


def show(window: MainWindow, qtbot: QtBot) -> None:
    """Show the window, active, with its list loaded."""
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.list.loaded):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
