"""The desktop's service for notifications, as a program of its own on a session bus.

See the Desktop Notifications Specification 1.2. It prints what it is asked to show, a JSON line
each; like most of them, it takes no call whose arguments are of other types than specified.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing

from jeepney import HeaderFields, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"


def main(address: str, way: str) -> None:
    """Serve on that bus; by the `way` "silent" no call is ever answered."""
    with closing(open_dbus_connection(address)) as connection:
        connection.send_and_get_reply(message_bus.RequestName(NAME), timeout=10)
        count = 0
        while True:
            call = connection.receive()
            if call.header.message_type is not MessageType.method_call or way == "silent":
                continue
            if call.header.fields.get(HeaderFields.member) == "Notify":
                count += 1
            connection.send(_answer(call, count))


def _answer(call: Message, count: int) -> Message:
    fields = call.header.fields
    match fields.get(HeaderFields.member), fields.get(HeaderFields.signature):
        case "GetCapabilities", None:
            return new_method_return(call, "as", (["body", "body-markup"],))
        case "Notify", "susssasa{sv}i":
            _program, replaces, icon, title, text, _actions, hints, _milliseconds = call.body
            line = {"replaces": replaces, "icon": icon, "title": title, "text": text}
            line["desktop"] = hints["desktop-entry"][1]
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
            return new_method_return(call, "u", (replaces or count,))
    return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
