"""A session bus of our own, with gnome-keyring on it or with no keyring at all."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from support.processes import end, start

_PASSWORD = b"correct horse"

_WITHOUT_SERVICES = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <auth>EXTERNAL</auth>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def session_bus(
    environment: Mapping[str, str], *, with_services: bool, user: int | None = None
) -> Iterator[str]:
    """Run a session bus in `environment`'s home and give its address.

    `with_services` is the usual configuration, where gnome-keyring starts when it is asked for.
    Whatever the bus has started ends with it.
    """
    runtime = Path(environment["XDG_RUNTIME_DIR"])
    address = f"unix:path={runtime / 'bus'}"
    if with_services:
        how = ["--session", f"--address={address}"]
    else:
        configuration = runtime / "bus.conf"
        configuration.write_text(_WITHOUT_SERVICES.format(address=address))
        how = [f"--config-file={configuration}"]
    process = start(
        ["dbus-daemon", *how, "--nofork", "--nopidfile", "--nosyslog", "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
        user=user,
    )
    try:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError("dbus-daemon did not start")
        yield address
    finally:
        end(process)


def unlock() -> None:
    """Unlock the keyring on this bus with its password, by gnome-keyring's own interface."""
    import secretstorage
    from secretstorage.util import DBusAddressWrapper, format_secret, open_session

    with closing(secretstorage.dbus_init()) as connection:
        session = open_session(connection)
        collection = secretstorage.get_default_collection(connection)
        internal = DBusAddressWrapper(
            "/org/freedesktop/secrets",
            "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
            connection,
        )
        internal.call(
            "UnlockWithMasterPassword",
            "o(oayays)",
            collection.collection_path,
            format_secret(session, _PASSWORD, "text/plain"),
        )


class SecretService:
    """An unlocked gnome-keyring on a bus of its own.

    `environment` is for programs that are to find it.
    """

    def __init__(self, environment: dict[str, str], process: subprocess.Popen[bytes]) -> None:
        self.environment = environment
        self._process = process

    @property
    def pid(self) -> int:
        """The process of the keyring."""
        return self._process.pid

    def lock(self) -> None:
        """Lock the keyring. Nobody can be asked for the password: the bus knows no display."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def unlock(self) -> None:
        """Unlock it with its password, as logging in does."""
        unlock()

    def empty(self) -> None:
        """Take out all that is in it, as a person may with another program."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            for item in secretstorage.get_default_collection(connection).get_all_items():
                item.delete()

    def freeze(self) -> None:
        """Let the keyring answer no more, as if it hung."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen keyring go on."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the keyring. The bus starts a new one, locked, as soon as somebody asks."""
        end(self._process)


@contextmanager
def unlocked_keyring(
    environment: Mapping[str, str], user: int | None = None
) -> Iterator[SecretService]:
    """Run gnome-keyring, with a new keyring that is open, on a bus of its own.

    `environment` needs a HOME and an XDG_RUNTIME_DIR that exist. Root may run both as the `user`
    of that number, who alone can then speak to them.
    """
    # With a display, a locked keyring would open a window and wait for somebody.
    quiet = {name: value for name, value in environment.items() if name != "DISPLAY"}
    with (
        session_bus(quiet, with_services=True, user=user) as address,
        unlocked_keyring_on(address, environment, user) as service,
    ):
        yield service


@contextmanager
def unlocked_keyring_on(
    address: str, environment: Mapping[str, str], user: int | None = None
) -> Iterator[SecretService]:
    """Run gnome-keyring likewise on a bus that is there, as somebody may who has just missed it."""
    quiet = {name: value for name, value in environment.items() if name != "DISPLAY"}
    quiet["DBUS_SESSION_BUS_ADDRESS"] = address
    process = start(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=quiet,
        stdin=subprocess.PIPE,
        user=user,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(_PASSWORD)
        process.stdin.close()
        with _acting_as(user):
            await_owner(address, "org.freedesktop.secrets")
        yield SecretService(dict(environment) | {"DBUS_SESSION_BUS_ADDRESS": address}, process)
    finally:
        end(process)


@contextmanager
def _acting_as(user: int | None) -> Iterator[None]:
    """Be that user for as long as it lasts: a session bus speaks to its own user only."""
    if user is None:
        yield
        return
    own = os.geteuid()
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(own)


def await_owner(address: str, name: str) -> None:
    """Wait until somebody on the bus answers by `name`."""
    from jeepney import MatchRule, message_bus
    from jeepney.io.blocking import open_dbus_connection

    with closing(open_dbus_connection(address)) as connection:
        rule = MatchRule(type="signal", member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        with connection.filter(rule) as changes:
            connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=10)
            owned = connection.send_and_get_reply(message_bus.NameHasOwner(name), timeout=10)
            if not owned.body[0]:
                connection.recv_until_filtered(changes, timeout=30)
