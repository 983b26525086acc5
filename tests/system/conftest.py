"""The composed program against the practice API, with nothing made up."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytestqt.qtbot import QtBot

from iottly_keycheck.compose import Composition
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.settings import PROXY_NONE, Settings
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from iottly_keycheck.ui.style.theme import Theme
from support.secret_service import SecretService

Open = Callable[..., MainWindow]


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
    with composition.parts(practice=False, in_window=True) as parts:
        store = parts.settings()
        store.save(Settings(url=practice.url, proxy=PROXY_NONE, timeout=30))
        window = make_window(
            WindowDependencies(parts.keys(), parts.checker(), store, parts.proxy_passwords)
        )
        show(window, qtbot)
        yield window
        end(window)


@pytest.fixture
def practice_window(qtbot: QtBot, theme: Theme, composition: Composition) -> Iterator[MainWindow]:
    """The window that `--practice` opens."""
    with composition.parts(practice=True) as parts:
        window = make_window(
            WindowDependencies(
                parts.keys(), parts.checker(), parts.settings(), parts.proxy_passwords, True
            )
        )
        show(window, qtbot)
        yield window
        end(window)


def show(window: MainWindow, qtbot: QtBot) -> None:
    """Show the window, active, with its list loaded."""
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.controllers.list.loaded):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def end(window: MainWindow) -> None:
    """Close the window, as the end of a program would: the next one has not its words."""
    window.close_unasked()
    window.controllers.language.uninstall()


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, composition: Composition, practice: PracticeApi
) -> Iterator[Open]:
    """Open the window as its user starts it; the one that was open before is closed."""
    opened: list[tuple[MainWindow, ExitStack]] = []

    def close() -> None:
        while opened:
            window, stack = opened.pop()
            end(window)
            stack.close()

    def start() -> MainWindow:
        close()
        stack = ExitStack()
        parts = stack.enter_context(composition.parts(practice=False, in_window=True))
        store = parts.settings()
        store.save(Settings(url=practice.url, proxy=PROXY_NONE, timeout=30))
        window = make_window(
            WindowDependencies(parts.keys(), parts.checker(), store, parts.proxy_passwords)
        )
        opened.append((window, stack))
        show(window, qtbot)
        return window

    yield start
    close()
