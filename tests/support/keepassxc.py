"""KeePassXC as the keyring: another provider of the Secret Service than gnome-keyring."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from support.display import x_server
from support.processes import end, start
from support.secret_service import await_owner, session_bus

_PASSWORD = b"correct horse\n"
_SETTINGS = """\
[General]
ConfigVersion=2
[FdoSecrets]
Enabled=true
ConfirmAccessItem={ask}
ConfirmDeleteItem=false
ShowNotification=false
[GUI]
CheckForUpdates=false
[Security]
LockDatabaseIdle=false
"""


class KeePassXC:
    """A running one; `display` is where it asks."""

    def __init__(self, display: str) -> None:
        self.display = display

    def answer(self) -> None:
        """Be the person who allows what the program asks for, once the question is there."""
        self._press("Return")

    def refuse(self) -> None:
        """Be the person who closes the question without allowing anything."""
        self._press("Escape")

    def _press(self, key: str) -> None:
        question = ["search", "--onlyvisible", "--name", "Access Request"]
        # The window is gone when the key is let go of, which xdotool takes for a failure.
        press = ["windowfocus", "--sync", "key", "--clearmodifiers", key]
        self._xdotool(question[0], "--sync", *question[1:], *press)
        # A computer that is busy may show the window before it takes keys.
        while self._xdotool(*question) == 0:
            self._xdotool(*question, *press)

    def _xdotool(self, *arguments: str) -> int:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=os.environ | {"DISPLAY": self.display},
            check=False,
            timeout=30,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return done.returncode


@contextmanager
def keepassxc(home: Path, *, ask: bool) -> Iterator[KeePassXC]:
    """Run it with an open database that programs may use; with `ask`, a person allows each item.

    `DBUS_SESSION_BUS_ADDRESS` is for the caller to set from the environment that is yielded.
    """
    settings = home / ".config" / "keepassxc" / "keepassxc.ini"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS.format(ask=str(ask).lower()))
    database = _database(home)
    with x_server() as display, session_bus(os.environ, with_services=False) as address:
        environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        process = start(
            ["keepassxc", "--pw-stdin", str(database)], env=environment, stdin=subprocess.PIPE
        )
        try:
            assert process.stdin is not None
            process.stdin.write(_PASSWORD)
            process.stdin.close()
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = address
            await_owner(address, "org.freedesktop.secrets")
            _await_collection()
            yield KeePassXC(display)
        finally:
            end(process)


def _database(home: Path) -> Path:
    """Make a database whose entries are given to other programs."""
    plain, shown = home / "plain.kdbx", home / "shown.kdbx"
    twice = _PASSWORD * 2
    _run(["keepassxc-cli", "db-create", "-p", str(plain)], twice)
    xml = _run(["keepassxc-cli", "export", str(plain)], _PASSWORD).decode()
    found = re.search(r"<Root>\s*<Group>\s*<UUID>(.*?)</UUID>", xml)
    assert found is not None
    group = f"{{{uuid.UUID(bytes=base64.b64decode(found[1]))}}}"
    item = f"<Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{group}</Value></Item>"
    changed = home / "shown.xml"
    changed.write_text(xml.replace("</Meta>", f"<CustomData>{item}</CustomData></Meta>", 1))
    _run(["keepassxc-cli", "import", "-p", str(changed), str(shown)], twice)
    return shown


def _run(command: list[str], typed: bytes) -> bytes:
    done = subprocess.run(command, input=typed, capture_output=True, check=True, timeout=30)
    return done.stdout


def _await_collection() -> None:
    """Wait until the database is open and given to programs, which the service tells by signals."""
    import secretstorage
    from jeepney import MatchRule, message_bus

    with closing(secretstorage.dbus_init()) as connection:
        rule = MatchRule(type="signal", path_namespace="/org/freedesktop/secrets")
        with connection.filter(rule) as signals:
            connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=10)
            while not any(
                not collection.is_locked()
                for collection in secretstorage.get_all_collections(connection)
            ):
                connection.recv_until_filtered(signals, timeout=30)
