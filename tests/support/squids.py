"""squid from Debian, on loopback, with the helpers of its own that sign people in."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from support.processes import end, start
from support.realm import REALM, SERVICE, USER, USER_PASSWORD, free_port

_ATTEMPTS, _TICK = 200, 0.05
_HELPERS = "/usr/lib/squid"

_SQUID = """
{port_line}
pid_filename none
access_log stdio:{folder}/access.log
cache_log {folder}/cache.log
cache_store_log none
cache deny all
netdb_filename none
pinger_enable off
shutdown_lifetime 0 seconds
coredump_dir {folder}
{sign_in}
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
"""
_KERBEROS = f"-r -t none -k {{keytab}} -s {SERVICE}@{REALM}"
_LINES = {
    "basic": [
        f"auth_param basic program {_HELPERS}/basic_ncsa_auth {{folder}}/basic",
        "auth_param basic realm Lab, with a comma",
    ],
    "digest": [
        f"auth_param digest program {_HELPERS}/digest_file_auth -c {{folder}}/digest",
        "auth_param digest realm lab",
    ],
    "ntlm": [f"auth_param ntlm program {_HELPERS}/ntlm_fake_auth"],
    "negotiate": [
        f"auth_param negotiate program {_HELPERS}/negotiate_kerberos_auth {_KERBEROS}",
    ],
}


class Squid:
    """One squid that wants a sign-in; `log` gives what it has noted of each request."""

    def __init__(self, port: int, folder: Path, scheme: str) -> None:
        self.port = port
        self._folder = folder
        self.url = f"{scheme}://localhost:{port}"

    def log(self) -> list[str]:
        return (self._folder / "access.log").read_text().splitlines()


@contextmanager
def squid_command(configuration: Path) -> Iterator[list[str]]:
    """Give the command that runs it in the foreground, and let go of what it leaves in memory.

    What it shares has the name of the service, "squid" unless told: two could not run.
    """
    name = f"lab{secrets.token_hex(8)}"
    yield ["squid", "-N", "-n", name, "-f", str(configuration)]
    for left in Path("/dev/shm").glob(f"{name}-*"):
        left.unlink(missing_ok=True)


@contextmanager
def squid(
    folder: Path,
    *schemes: str,
    keytab: Path | None = None,
    certificate: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Squid]:
    """Run squid with these ways to sign in, for `USER`; with a `certificate` it speaks TLS itself.

    squid and its helpers do not run as root: they have to be able to read and write `folder`.
    """
    folder.mkdir()
    folder.chmod(0o777)
    port = free_port()
    (folder / "basic").write_text(f"{USER}:{_encrypted(USER_PASSWORD)}\n")
    secret = hashlib.md5(f"{USER}:lab:{USER_PASSWORD}".encode()).hexdigest()
    (folder / "digest").write_text(f"{USER}:lab:{secret}\n")
    lines = [
        line for scheme in schemes for line in (*_LINES[scheme], f"auth_param {scheme} children 2")
    ]
    port_line = f"http_port 127.0.0.1:{port}"
    if certificate is not None:
        port_line = f"https_port 127.0.0.1:{port} tls-cert={certificate}"
    configuration = _SQUID.format(port_line=port_line, folder=folder, sign_in="\n".join(lines))
    configuration = configuration.format(folder=folder, keytab=keytab)
    (folder / "squid.conf").write_text(configuration)
    with squid_command(folder / "squid.conf") as command:
        process = start(command, env={**os.environ, **(environment or {})})
        try:
            _await(port, process, folder)
            yield Squid(port, folder, "https" if certificate else "http")
        finally:
            end(process)
            with contextlib.suppress(ChildProcessError):
                while True:
                    os.waitpid(-process.pid, 0)


def _await(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    waiting = threading.Event()
    for _ in range(_ATTEMPTS):
        if process.poll() is not None:
            log = folder / "cache.log"
            raise RuntimeError(log.read_text() if log.exists() else "squid does not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            waiting.wait(_TICK)
        else:
            return
    raise RuntimeError("squid does not answer")


def _encrypted(password: str) -> str:
    done = subprocess.run(
        ["openssl", "passwd", "-apr1", "-stdin"],
        input=password.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()
