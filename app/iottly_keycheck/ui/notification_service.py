"""The service of free desktops that shows notifications (Desktop Notifications Specification 1.2).

By jeepney, as Python's Qt can make no unsigned integer, which the service insists on.
"""

from __future__ import annotations

import threading
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message  # type: ignore[import-untyped]  # it has none
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]  # it has none

_SECONDS = 5.0
"""A service that has not answered by then shows nothing."""


class NotShownError(Exception):
    """There is no such service, or it does not do what it is asked."""


class NotificationService:
    """Shows one notification at a time: the next takes the place of the last. Calls block.

    The connection stays open, since a desktop may take away what is shown when it closes.
    """

    def __init__(self, program: str, desktop_name: str, bus: str = "SESSION") -> None:
        """`program` is its name for people, `desktop_name` that of its desktop file."""
        self._program = program
        self._desktop_name = desktop_name
        self._bus = bus
        self._lock = threading.Lock()
        self._connection: DBusConnection | None = None
        self._markup = False
        self._shown = 0

    def show(self, title: str, text: str) -> None:
        """Show this. Raises `NotShownError`."""
        with self._lock:
            try:
                self._show(title, text)
            except Exception as error:
                self._close()
                raise NotShownError(str(error)) from error

    def close(self) -> None:
        """Let go of the bus, unless it is being waited for."""
        if self._lock.acquire(blocking=False):
            self._close()
            self._lock.release()

    def _show(self, title: str, text: str) -> None:
        if self._connection is None:
            self._open()
        arguments: tuple[Any, ...] = (
            self._program,
            self._shown,
            self._desktop_name,
            title,
            escape(text, quote=False) if self._markup else text,
            [],
            {"desktop-entry": ("s", self._desktop_name)},
            -1,  # as long as the desktop shows such things
        )
        (self._shown,) = self._call("Notify", "susssasa{sv}i", arguments)

    def _open(self) -> None:
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection(self._bus)
        (abilities,) = self._call("GetCapabilities")
        self._markup = "body-markup" in abilities
        self._shown = 0

    def _call(self, method: str, *signature_and_arguments: Any) -> Any:
        from jeepney import DBusAddress, MessageType, new_method_call

        assert self._connection is not None
        service = DBusAddress(
            "/org/freedesktop/Notifications",
            bus_name="org.freedesktop.Notifications",
            interface="org.freedesktop.Notifications",
        )
        call = new_method_call(service, method, *signature_and_arguments)
        reply: Message = self._connection.send_and_get_reply(call, timeout=_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise NotShownError(str(reply.body))
        return reply.body

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
