"""A Kerberos realm of the test's own: MIT's server from Debian, on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from support.processes import end, start

REALM, OTHER_REALM = "LAB.TEST", "OTHER.TEST"
USER, USER_PASSWORD = "canary-user", "canary-pass:w%rd"
SERVICE = "HTTP/localhost"

_ATTEMPTS, _TICK = 200, 0.05

_CLIENT = """
[libdefaults]
  default_realm = {default}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  LAB.TEST = {{
    kdc = 127.0.0.1:{port}
  }}
  OTHER.TEST = {{
    kdc = 127.0.0.1:{port}
  }}
[domain_realm]
  localhost = LAB.TEST
"""
_SERVER = """
[kdcdefaults]
  kdc_listen = 127.0.0.1:{port}
  kdc_tcp_listen = 127.0.0.1:{port}
[realms]
  LAB.TEST = {{
    database_name = {folder}/lab.db
    key_stash_file = {folder}/lab.stash
  }}
  OTHER.TEST = {{
    database_name = {folder}/other.db
    key_stash_file = {folder}/other.stash
  }}
[logging]
  kdc = FILE:/dev/null
"""


class Realm:
    """Two realms with a user each, who do not trust each other; the proxy's service is in `REALM`.

    `environment` is a client's, without a ticket; `keytab` the service's.
    """

    def __init__(self, folder: Path, port: int, name: str = "krb5") -> None:
        self._folder = folder
        self._name = name
        self._port = port
        self._count = 0
        self.keytab = folder / "service.keytab"
        (folder / f"{name}.conf").write_text(_CLIENT.format(default=REALM, port=port))
        (folder / f"{name}-kdc.conf").write_text(_SERVER.format(folder=folder, port=port))
        self.environment = {
            "KRB5_CONFIG": str(folder / f"{name}.conf"),
            "KRB5_KDC_PROFILE": str(folder / f"{name}-kdc.conf"),
            "KRB5CCNAME": f"FILE:{folder}/none",
            "KRB5RCACHETYPE": "none",
        }

    def make(self) -> None:
        """Make the databases, and who is in them."""
        for realm in (REALM, OTHER_REALM):
            self.run("kdb5_util", "-r", realm, "create", "-s", "-P", "master")
            user = f'addprinc +requires_preauth -pw "{USER_PASSWORD}" {USER}@{realm}'
            self.run("kadmin.local", "-r", realm, "-q", user)
        self.run("kadmin.local", "-r", REALM, "-q", f"addprinc -randkey {SERVICE}@{REALM}")
        self.run("kadmin.local", "-r", REALM, "-q", f"ktadd -k {self.keytab} {SERVICE}@{REALM}")
        self.keytab.chmod(0o644)

    def ticket(
        self, realm: str = REALM, *options: str, before: tuple[str, ...] = ()
    ) -> dict[str, str]:
        """Get a ticket; give the environment of a client who has it."""
        self._count += 1
        cache = f"FILE:{self._folder}/{self._name}-cache-{self._count}"
        command = [*before, "kinit", *options, f"{USER}@{realm}"]
        self.run(*command, stdin=f"{USER_PASSWORD}\n", KRB5CCNAME=cache)
        return self.environment | {"KRB5CCNAME": cache}

    def yesterday(self) -> dict[str, str]:
        """Get a ticket that ran out yesterday, of a server whose clock was right then."""
        then = ("faketime", "-f", "-1d")
        earlier = Realm(self._folder, free_port(), name="yesterday")
        with earlier.serving(*then):
            ticket = earlier.ticket(REALM, "-l", "1h", before=then)
        return self.environment | {"KRB5CCNAME": ticket["KRB5CCNAME"]}

    def without_server(self) -> dict[str, str]:
        """The environment of a client for whom no server answers."""
        return Realm(self._folder, free_port(), name="silent").environment

    def run(self, *command: str, stdin: str = "", **more: str) -> None:
        done = subprocess.run(
            command,
            input=stdin.encode(),
            env={**os.environ, **self.environment, **more},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{command}: {done.stdout.decode()}{done.stderr.decode()}")

    @contextmanager
    def serving(self, *before: str) -> Iterator[None]:
        """Let the server answer as long as the block lasts."""
        command = [*before, "krb5kdc", "-n", "-r", REALM, "-r", OTHER_REALM]
        process = start(command, env={**os.environ, **self.environment})
        try:
            _await(self._port, process)
            yield
        finally:
            end(process)


@contextmanager
def realm(folder: Path) -> Iterator[Realm]:
    """Make a realm and serve it."""
    with ExitStack() as stack:
        made = Realm(folder, free_port())
        made.make()
        stack.enter_context(made.serving())
        yield made


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    waiting = threading.Event()
    for _ in range(_ATTEMPTS):
        if process.poll() is not None:
            raise RuntimeError(f"krb5kdc ended with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            waiting.wait(_TICK)
        else:
            return
    raise RuntimeError("krb5kdc does not answer")
