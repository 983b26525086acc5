"""The desktop's service for notifications, as a program of its own on a session bus.

See the Desktop Notifications Specification 1.2. It prints what it is asked to show, a JSON line
each; like most of them, it takes no call whose arguments are of other types than specified. What
a user does with what is shown is said by calls of `Emit`.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"
SERVICE = DBusAddress("/org/freedesktop/Notifications", bus_name=NAME, interface=NAME)


def signal(member: str, number: int, more: str | int, to: str = "") -> Message:
    """Make a signal of the service about the notification of that number.

    `to` is a name on the bus; without it, it is for everybody.
    """
    signature = "us" if isinstance(more, str) else "uu"
    made = new_signal(SERVICE, member, signature, (number, more))
    if to:
        made.header.fields[HeaderFields.destination] = to
    return made


def emit(address: str, member: str, number: int, more: str | int, to: str = "") -> None:
    """Have the service on that bus emit such a signal."""
    kind = "us" if isinstance(more, str) else "uu"
    call = new_method_call(SERVICE, "Emit", f"ss{kind}", (to, member, number, more))
    with closing(open_dbus_connection(address)) as connection:
        reply = connection.send_and_get_reply(call, timeout=10)
        assert reply.header.message_type is MessageType.method_return, reply.body


def main(address: str, way: str) -> None:
    """Serve on that bus.

    By the `way` "silent" no call is ever answered, by "plain" there are no actions.
    """
    with closing(open_dbus_connection(address)) as connection:
        connection.send_and_get_reply(message_bus.RequestName(NAME), timeout=10)
        count = 0
        while True:
            call = connection.receive()
            if call.header.message_type is not MessageType.method_call or way == "silent":
                continue
            member = call.header.fields.get(HeaderFields.member)
            if member == "Notify":
                count += 1
            if member == "Emit":
                to, *said = call.body
                connection.send(signal(*said, to))
            connection.send(_answer(call, count, [] if way == "plain" else ["actions"]))


def _answer(call: Message, count: int, abilities: list[str]) -> Message:
    fields = call.header.fields
    match fields.get(HeaderFields.member), fields.get(HeaderFields.signature):
        case "GetCapabilities", None:
            return new_method_return(call, "as", (["body", "body-markup", *abilities],))
        case "Notify", "susssasa{sv}i":
            _program, replaces, icon, title, text, actions, hints, _milliseconds = call.body
            line = {"replaces": replaces, "icon": icon, "title": title, "text": text}
            line["desktop"] = hints["desktop-entry"][1]
            line |= {"actions": actions, "asked_by": fields[HeaderFields.sender]}
            line["number"] = replaces or count
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
            return new_method_return(call, "u", (replaces or count,))
        case "Emit", _:
            return new_method_return(call)
    return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
