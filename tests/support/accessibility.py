"""The window as a screen reader gets it: over the accessibility bus (AT-SPI), from outside.

Every question is a call to the program, as assistive programs make it; nothing is remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE = 15.0
_ROOT = "/org/a11y/atspi/accessible/root"
_ATSPI = "org.a11y.atspi"
_SCREEN = 0
"""Coordinates count from the screen's corner (AtspiCoordType)."""


class State(IntEnum):
    """Bits of a state set (AtspiStateType)."""

    CHECKED = 4
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTED = 23
    SHOWING = 25


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in the window as it was when it was asked."""

    owner: str
    path: str
    role: str
    name: str
    states: int

    def has(self, state: State) -> bool:
        return bool(self.states >> state & 1)


class Reader:
    """Reads one program's windows, and hears what it announces. Made by `reader`."""

    def __init__(self, bus: DBusConnection, announcements: DBusConnection) -> None:
        self._bus = bus
        self._announcements = announcements
        self._heard: list[str] = []

    def everything(self) -> list[Seen]:
        """Give all that is showing, in the order in which it is read."""
        programs = self._children(f"{_ATSPI}.Registry", _ROOT)
        return [seen for owner, path in programs for seen in self._walk(owner, path)]

    def names(self) -> list[str]:
        """Give the names of all that is showing."""
        return [seen.name for seen in self.everything()]

    def find(self, name: str, role: str = "") -> Seen | None:
        """Give what is showing by that name and role."""
        matches = (
            seen for seen in self.everything() if seen.name == name and role in ("", seen.role)
        )
        return next(matches, None)

    def wait_for(self, name: str, role: str = "") -> Seen:
        """Give it as soon as it is showing."""
        return self.wait(lambda: self.find(name, role), f"{role or 'anything'} {name!r}")

    def wait_until_gone(self, name: str, role: str = "") -> None:
        self.wait(lambda: self.find(name, role) is None, f"no {role} {name!r}")

    def wait(self, condition: Callable[[], Any], what: str) -> Any:
        """Ask until there is an answer; each question takes the program a while."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := condition():
                return found
        raise AssertionError(f"{what} did not come; there is {self.names()}")

    def focused(self) -> Seen | None:
        """Give what the keyboard acts on."""
        focused = [seen for seen in self.everything() if seen.has(State.FOCUSED)]
        return focused[-1] if focused else None

    def wait_for_focus(self, name: str) -> None:
        """Wait until the keyboard acts on something of that name."""
        try:
            self.wait(lambda: (seen := self.focused()) and seen.name == name, "the focus")
        except AssertionError:
            raise AssertionError(f"the focus is not at {name!r}, but at {self.focused()}") from None

    def place(self, seen: Seen) -> Place:
        """Ask where something is."""
        (extents,) = self._call(seen.owner, seen.path, "Component", "GetExtents", "u", (_SCREEN,))
        return Place(*extents)

    def text(self, seen: Seen) -> str:
        """Ask for the text that stands in something."""
        return str(self._call(seen.owner, seen.path, "Text", "GetText", "ii", (0, -1))[0])

    def description(self, seen: Seen) -> str:
        """Ask what else is said about something."""
        return str(self._property(seen.owner, seen.path, "Description"))

    def press(self, seen: Seen) -> None:
        """Do what something is for, as assistive programs can where there is no mouse."""
        self._call(seen.owner, seen.path, "Action", "DoAction", "i", (0,))

    def hear(self, sentence: str) -> None:
        """Wait until the program has announced that sentence."""
        deadline = time.monotonic() + PATIENCE
        while sentence not in self._heard:
            left = deadline - time.monotonic()
            assert left > 0, f"{sentence!r} was not announced, but {self._heard}"
            message = self._announcements.receive(timeout=left)
            if message.body and len(message.body) > 3:
                self._heard.append(str(message.body[3][1]))

    def _walk(self, owner: str, path: str, around: int = 0) -> Iterator[Seen]:
        """Give something that is showing, and what is in it; `around` are the states around it."""
        ((low, high),) = self._call(owner, path, "Accessible", "GetState")
        states = low | high << 32
        if not states >> State.SHOWING & 1:
            return
        (role,) = self._call(owner, path, "Accessible", "GetRoleName")
        if role == "list item":  # the current one says that it has the focus, wherever that is
            states &= around | ~(1 << State.FOCUSED)
        name = str(self._property(owner, path, "Name"))
        yield Seen(owner, path, str(role), name, states)
        if role != "combo box":  # its choices are in a window that is not open
            for child_owner, child in self._children(owner, path):
                yield from self._walk(child_owner, child, states)

    def _children(self, owner: str, path: str) -> list[tuple[str, str]]:
        (children,) = self._call(owner, path, "Accessible", "GetChildren")
        return list(children)

    def _property(self, owner: str, path: str, name: str) -> object:
        address = DBusAddress(path, bus_name=owner, interface=f"{_ATSPI}.Accessible")
        return self._send(Properties(address).get(name))[0][1]

    def _call(
        self, owner: str, path: str, interface: str, method: str, signature: str = "", body=()
    ) -> tuple[Any, ...]:
        address = DBusAddress(path, bus_name=owner, interface=f"{_ATSPI}.{interface}")
        return self._send(new_method_call(address, method, signature or None, body))

    def _send(self, message: object) -> tuple[Any, ...]:
        return self._bus.send_and_get_reply(message, timeout=PATIENCE).body


@contextmanager
def reader(session_bus: str) -> Iterator[Reader]:
    """Read what programs on that session bus show; begun before they are started, to hear all."""
    bus_of = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
    with closing(open_dbus_connection(session_bus)) as session:
        (address,) = session.send_and_get_reply(
            new_method_call(bus_of, "GetAddress"), timeout=PATIENCE
        ).body
    with (
        closing(open_dbus_connection(address)) as bus,
        closing(open_dbus_connection(address)) as announcements,
    ):
        rule = MatchRule(type="signal", interface=f"{_ATSPI}.Event.Object", member="Announcement")
        announcements.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        registry = DBusAddress(
            "/org/a11y/atspi/registry",
            bus_name=f"{_ATSPI}.Registry",
            interface=f"{_ATSPI}.Registry",
        )
        event = ("object:announcement", [], "")
        register = new_method_call(registry, "RegisterEvent", "sass", event)
        announcements.send_and_get_reply(register, timeout=PATIENCE)
        yield Reader(bus, announcements)
