"""The desktop's portal, as far as it tells programs whether to be light or dark.

See org.freedesktop.portal.Settings in the documentation of XDG Desktop Portal.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_NAME = "org.freedesktop.portal.Desktop"
_SETTINGS = DBusAddress(
    "/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings"
)
_SCHEME = ("org.freedesktop.appearance", "color-scheme")
_DARK, _LIGHT = 1, 2


class Portal:
    """Answers programs that ask for the colour scheme, and tells them of another one."""

    def __init__(self, connection: DBusConnection, *, dark: bool) -> None:
        self._connection = connection
        self._scheme = _DARK if dark else _LIGHT

    def set_dark(self, dark: bool) -> None:
        """Have the user choose dark or light in the desktop's settings."""
        self._scheme = _DARK if dark else _LIGHT
        changed = (*_SCHEME, ("u", self._scheme))
        self._connection.send(new_signal(_SETTINGS, "SettingChanged", "ssv", changed))

    def serve(self) -> None:
        """Answer until the bus is gone."""
        with suppress(OSError, EOFError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._connection.send(self._answer(message))

    def _answer(self, call: Message) -> Message:
        scheme = ("u", self._scheme)
        match call.header.fields.get(HeaderFields.member):
            case "ReadAll":
                space, key = _SCHEME
                return new_method_return(call, "a{sa{sv}}", ({space: {key: scheme}},))
            case "ReadOne":
                return new_method_return(call, "v", (scheme,))
            case "Read":
                return new_method_return(call, "v", (("v", scheme),))
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")


@contextmanager
def portal(bus: str, *, dark: bool) -> Iterator[Portal]:
    """Run the portal on a session bus."""
    with closing(open_dbus_connection(bus)) as connection:
        connection.send_and_get_reply(message_bus.RequestName(_NAME), timeout=10)
        served = Portal(connection, dark=dark)
        thread = threading.Thread(target=served.serve, daemon=True)
        thread.start()
        yield served
        connection.sock.shutdown(2)
        thread.join(10)
