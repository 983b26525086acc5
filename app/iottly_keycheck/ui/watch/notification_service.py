"""The service of free desktops that shows notifications (Desktop Notifications Specification 1.2).

By jeepney, as Python's Qt can make no unsigned integer, which the service insists on.
"""

from __future__ import annotations

import threading
from collections import deque
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message  # type: ignore[import-untyped]  # it has none
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]  # it has none

_SECONDS = 5.0
"""A service that has not answered by then shows nothing."""

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_DEFAULT = "default"
"""The action that is taken by a click on what is shown itself."""


class NotShownError(Exception):
    """There is no such service, or it does not do what it is asked."""


class NotificationService:
    """Shows one notification at a time: the next takes the place of the last. Calls block.

    The connection stays open, since a desktop may take away what is shown when it closes. Signals
    are heard on it and no other, since some desktops send them to whoever asked, and to nobody
    else; it closes once nothing is shown any more, and so nobody has to read on.
    """

    def __init__(self, program: str, desktop_name: str, bus: str = "SESSION") -> None:
        """`program` is its name for people, `desktop_name` that of its desktop file."""
        self._program = program
        self._desktop_name = desktop_name
        self._bus = bus
        self._lock = threading.Lock()
        self._connection: DBusConnection | None = None
        self._heard: deque[Message] = deque()
        self._markup = False
        self._actions = False
        self._owner = ""
        self._shown = 0
        self._token = ""
        self._over = False

    @property
    def descriptor(self) -> int | None:
        """What becomes readable when there is something to `hear`, while there may be."""
        if self._connection is None or not self._actions:
            return None
        number: int = self._connection.sock.fileno()
        return number

    def show(self, title: str, text: str, action: str) -> None:
        """Show this; `action` says what a click on it does. Raises `NotShownError`."""
        with self._lock:
            try:
                self._show(title, text, action)
            except Exception as error:
                self._close()
                raise NotShownError(str(error)) from error
        if self._over:
            self.close()

    def hear(self) -> list[str]:
        """Take what has come in, without blocking: a token for each click on what is shown.

        It is what a Wayland desktop wants of a window that comes to the front, or empty. Not to be
        called while `show` is under way.
        """
        try:
            while self._connection is not None:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            pass  # there is no more
        except Exception:  # noqa: BLE001  # the bus has gone, or sends what no parser understands
            self._close()
        heard = list(self._heard)
        self._heard.clear()
        return [token for message in heard for token in self._clicks(message)]

    def close(self) -> None:
        """Let go of the bus, or have the call do so that waits for it."""
        self._over = True
        if self._lock.acquire(blocking=False):
            self._close()
            self._lock.release()

    def _show(self, title: str, text: str, action: str) -> None:
        if self._connection is None:
            self._open()
        arguments: tuple[Any, ...] = (
            self._program,
            self._shown,
            self._desktop_name,
            title,
            escape(text, quote=False) if self._markup else text,
            [_DEFAULT, action] if self._actions else [],
            {"desktop-entry": ("s", self._desktop_name)},
            -1,  # as long as the desktop shows such things
        )
        (self._shown,) = self._call("Notify", "susssasa{sv}i", arguments)
        self._heard.clear()  # what came before the answer is of the one that was shown before
        self._token = ""

    def _open(self) -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        self._connection = open_dbus_connection(self._bus)
        (abilities,) = self._call("GetCapabilities")
        self._markup = "body-markup" in abilities
        self._actions = "actions" in abilities
        self._shown = 0
        if self._actions:
            said = {"type": "signal", "interface": _NAME, "path": _PATH}
            self._connection.filter(MatchRule(**said), queue=self._heard)
            self._send(message_bus.AddMatch(MatchRule(sender=_NAME, **said)))

    def _call(self, method: str, *signature_and_arguments: Any) -> Any:
        from jeepney import DBusAddress, HeaderFields, new_method_call

        service = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        reply = self._send(new_method_call(service, method, *signature_and_arguments))
        self._owner = reply.header.fields[HeaderFields.sender]
        return reply.body

    def _send(self, call: Message) -> Message:
        from jeepney import MessageType

        assert self._connection is not None
        reply: Message = self._connection.send_and_get_reply(call, timeout=_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise NotShownError(str(reply.body))
        return reply

    def _clicks(self, signal: Message) -> list[str]:
        """Heed a signal if it is the service's and of what is shown: give a click's token."""
        from jeepney import HeaderFields

        fields = signal.header.fields
        if fields.get(HeaderFields.sender) != self._owner or signal.body[:1] != (self._shown,):
            return []
        match fields[HeaderFields.member], signal.body[1:]:
            case "ActivationToken", (str(token),):  # comes before the click that it is of
                self._token = token
            case "ActionInvoked", (action,) if action == _DEFAULT:
                token, self._token = self._token, ""
                return [token]
            case "NotificationClosed", _:
                self._close()
        return []

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
