"""What widgets of our own are to screen readers: Qt knows a role for its own classes only."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = "accessibleRole"


def set_accessible_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Say what a widget is; to be called when it is made."""
    _install_factory()
    widget.setProperty(_ROLE, role.value)


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_interface)


def _interface(_name: str, of: QObject) -> QAccessibleInterface | None:
    """Give what Qt asks for a widget with a role, and leave all others to Qt."""
    if isinstance(of, QWidget) and (role := of.property(_ROLE)) is not None:
        return QAccessibleWidget(of, QAccessible.Role(role))
    return None
