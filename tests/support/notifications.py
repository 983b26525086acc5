"""A desktop's tray and notifications, as a program of its own on a session bus.

See the Desktop Notifications Specification 1.2 and the Status Notifier Item. It prints what it is
asked to show, a JSON line each, and clicks on it at once.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"
_TRAY = "org.kde.StatusNotifierWatcher"
_SERVICE = DBusAddress("/org/freedesktop/Notifications", bus_name=NAME, interface=NAME)
_ANSWERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "Get": ("v", (("b", True),)),  # somebody shows the tray
    "GetCapabilities": ("as", (["body", "body-markup", "actions"],)),
    "Notify": ("u", (1,)),
}


def main(address: str) -> None:
    """Serve on that bus."""
    with closing(open_dbus_connection(address)) as connection:
        for name in (_TRAY, NAME):
            connection.send_and_get_reply(message_bus.RequestName(name), timeout=10)
        while True:
            call = connection.receive()
            if call.header.message_type is not MessageType.method_call:
                continue
            member = call.header.fields[HeaderFields.member]
            connection.send(_answer(call, member))
            if member == "Notify":
                _, _, _, title, text, *_ = call.body
                sys.stdout.write(json.dumps({"title": title, "text": text}) + "\n")
                sys.stdout.flush()
                connection.send(new_signal(_SERVICE, "ActionInvoked", "us", (1, "default")))


def _answer(call: Message, member: str) -> Message:
    signature, body = _ANSWERS.get(member, (None, ()))
    return new_method_return(call, signature, body)


if __name__ == "__main__":
    main(sys.argv[1])
