"""Nothing in the window is without a name, and the keyboard's place can always be seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.style.theme import Theme
from ui.screen import Screen

from .test_room import opening_actions


@pytest.fixture
def tested(window: MainWindow, checker, qtbot: QtBot) -> MainWindow:
    """The window with an answer and its details in it."""
    checker.may_end.set()
    screen = Screen(window, qtbot)
    screen.test_to_the_end()
    screen.show_details()
    return window


def dialogs(window: MainWindow) -> Iterator[QDialog]:
    """Open what the menus open, one after the other."""
    for action in opening_actions(window):
        action.trigger()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            if not isinstance(dialog, QFileDialog):  # which is the desktop's, or Qt's
                yield dialog
            dialog.close()


def controls(shown: QWidget) -> list[QWidget]:
    """Give what a person can act on there."""
    return [
        widget
        for widget in shown.findChildren(QWidget)
        if widget.isVisible()
        and (
            isinstance(widget, QAbstractButton | QComboBox | QLineEdit)
            or (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy())
        )
    ]


def nameless(shown: QWidget) -> list[QWidget]:
    """Give the controls of which a screen reader can say nothing, or not what they are."""
    found = []
    for widget in controls(shown):
        seen = QAccessible.queryAccessibleInterface(widget)
        name = seen.text(QAccessible.Text.Name).strip()
        if isinstance(widget, QComboBox):  # whose name is what is chosen, on Linux
            name = widget.accessibleName()
        if not name or seen.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            found.append(widget)
    return found


def test_every_control_of_the_window_has_a_name_and_a_role(tested: MainWindow) -> None:
    assert len(controls(tested)) > 20
    assert nameless(tested) == []


def test_every_control_of_every_dialog_has_a_name_and_a_role(tested: MainWindow) -> None:
    seen = 0
    for dialog in dialogs(tested):
        seen += len(controls(dialog))
        assert nameless(dialog) == [], dialog
    assert seen > 20


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_the_place_of_the_keyboard_can_be_seen(
    tested: MainWindow, theme: Theme, scheme: Qt.ColorScheme, qtbot: QtBot
) -> None:
    theme.follow(scheme)
    try:
        assert unseen(tested) == []
        for dialog in dialogs(tested):
            qtbot.waitUntil(dialog.isActiveWindow)
            assert unseen(dialog) == [], dialog
    finally:
        theme.follow(Qt.ColorScheme.Light)


def unseen(shown: QWidget) -> list[str]:
    """Give the controls that look the same with and without the focus."""
    return [
        f"{type(control).__name__} {control.accessibleName()}"
        for control in controls(shown)
        if control.isEnabled() and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not shows_focus(shown, control)
    ]


def shows_focus(shown: QWidget, control: QWidget) -> bool:
    control.setFocus(Qt.FocusReason.TabFocusReason)
    if not control.hasFocus():
        return True  # another one stands in for it, and has its turn
    scrolled = control.mapTo(shown, control.rect().topLeft())
    focused = look(shown, control)
    control.clearFocus()
    if control.mapTo(shown, control.rect().topLeft()) != scrolled:
        return True
    return focused != look(shown, control)


def look(shown: QWidget, control: QWidget) -> QImage:
    place = QRect(control.mapTo(shown, control.rect().topLeft()), control.size())
    return shown.grab(place.adjusted(-3, -3, 3, 3)).toImage()
