"""Proxies as people run them, from Debian: each in the world's town."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from support.checks import PASSWORD
from support.islands import Island
from support.processes import end
from support.squids import squid_command

PORT = 3128
_ATTEMPTS = 200
_TICK = 0.05  # seconds

_SQUID = """
http_port {host}:3128
pid_filename none
access_log none
cache_log /dev/null
cache_store_log none
cache deny all
netdb_filename none
pinger_enable off
dns_nameservers {name_server}
dns_timeout 1 second
negative_dns_ttl 1 second
connect_timeout 1 second
forward_timeout 2 seconds
shutdown_lifetime 0 seconds
acl blocked dstdomain blocked.lab.test
http_access deny blocked
{access}
"""
_OPEN = "http_access allow all"
_WITH_PASSWORD = """
auth_param basic program /usr/lib/squid/basic_ncsa_auth {passwords}
auth_param basic realm Lab, with a comma
auth_param basic children 1
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
"""

_TINYPROXY = """
Port 3128
Listen {host}
Timeout 5
Filter "{filter}"
ConnectPort 443
{access}
"""

_DANTE = """
logoutput: /dev/null
internal: {host} port = 3128
external: net0
socksmethod: none
clientmethod: none
user.privileged: root
user.unprivileged: {user}
client pass {{ from: 0.0.0.0/0 to: 0.0.0.0/0 }}
socks block {{ from: 0.0.0.0/0 to: blocked.lab.test }}
socks pass {{ from: 0.0.0.0/0 to: 0.0.0.0/0 protocol: tcp }}
"""

_HPSOCKD = """
daemon {{
    directory "{folder}"; negotiate-file "negotiations"; user "{user}";
    listen-address {{ {host}; }}; port 3128;
}};
route {{ {{ default {host} }}; }};
method-list {{ {{ number 0; name "noAuth"; internal; flags 0; }}; }};
client-method {{ {{ src {{ 10.0.0.0/8; }}; method {{ "noAuth"; }}; }}; }};
client {{
    deny connect {{ src {{ 10.0.0.0/8; }}; dest {{ {forbidden}; }}; }};
    permit connect {{ src {{ 10.0.0.0/8; }}; }};
}};
"""
# It goes into the background, from where it is fetched with a namespace of processes.
_IN_THE_FOREGROUND = [
    *("unshare", "--pid", "--fork", "--kill-child"),
    *("sh", "-c", '"$@"; exec sleep infinity', "sh"),
]


class DebianProxies:
    """Starts each proxy when it is asked for, once; each has an address of its own, port 3128."""

    def __init__(
        self,
        town: Island,
        name_server: str,
        resolv_conf: Path,
        addresses: list[str],
        forbidden: str,
    ) -> None:
        self._town = town
        self._name_server = name_server
        self._resolv_conf = resolv_conf
        self._free = addresses
        self._forbidden = forbidden
        self._started: dict[str, str] = {}
        self._lock = threading.Lock()
        self._stack = ExitStack()
        # squid and its helper do not run as root, and have to read their files.
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._folder.chmod(0o755)

    def close(self) -> None:
        self._stack.close()

    def address(self, name: str) -> str:
        """Give "host:port" of a proxy, which answers when this returns."""
        makers: dict[str, Callable[[str], list[str]]] = {
            "squid": lambda host: self._squid(host, _OPEN),
            "squid_with_password": lambda host: self._squid(host, _WITH_PASSWORD),
            "tinyproxy": lambda host: self._tinyproxy(host, ""),
            "tinyproxy_with_password": lambda host: self._tinyproxy(host, "BasicAuth lab secret"),
            "dante": self._dante,
            "hpsockd": self._hpsockd,
            "microsocks": lambda host: ["microsocks", "-i", host, "-p", str(PORT)],
            "microsocks_with_password": self._microsocks_with_password,
        }
        with self._lock:
            if name not in self._started:
                host = self._free.pop()
                self._start(makers[name](host), host)
                self._started[name] = host
            return f"{self._started[name]}:{PORT}"

    def _squid(self, host: str, access: str) -> list[str]:
        passwords = self._file("passwords", f"canary-user:{_encrypted(PASSWORD)}\n")
        configuration = _SQUID.format(
            host=host,
            name_server=self._name_server,
            access=access.format(passwords=passwords),
        )
        file = self._file(f"squid-{host}", configuration)
        return [*self._town.as_nobody, *self._stack.enter_context(squid_command(file))]

    def _tinyproxy(self, host: str, access: str) -> list[str]:
        blocked = self._file("blocked", "blocked\\.lab\\.test\n")
        configuration = _TINYPROXY.format(host=host, filter=blocked, access=access)
        return ["tinyproxy", "-d", "-c", str(self._file(f"tinyproxy-{host}", configuration))]

    def _dante(self, host: str) -> list[str]:
        pid = self._folder / "dante.pid"
        file = self._file("dante", _DANTE.format(host=host, user=self._user))
        return ["danted", "-f", str(file), "-p", str(pid)]

    def _hpsockd(self, host: str) -> list[str]:
        folder = self._folder / "hpsockd"
        folder.mkdir()
        folder.chmod(0o777)
        configuration = _HPSOCKD.format(
            host=host, folder=folder, forbidden=self._forbidden, user=self._user
        )
        return [
            *_IN_THE_FOREGROUND,
            "hpsockd",
            "-c",
            str(self._file("hpsockd.conf", configuration)),
        ]

    @property
    def _user(self) -> str:
        """Who has fewer rights than root, if anybody."""
        return "root" if self._town.one_user else "nobody"

    def _microsocks_with_password(self, host: str) -> list[str]:
        return ["microsocks", "-i", host, "-p", str(PORT), "-u", "canary-user", "-P", PASSWORD]

    def _file(self, name: str, text: str) -> Path:
        path = self._folder / name
        path.write_text(text)
        path.chmod(0o644)
        return path

    def _start(self, command: list[str], host: str) -> None:
        process = self._town.start(*command, resolv_conf=self._resolv_conf)
        self._stack.callback(_end_all, process)
        waiting = threading.Event()
        for _ in range(_ATTEMPTS):
            if process.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with status {process.returncode}")
            if self._town.answers(host, PORT):
                return
            waiting.wait(_TICK)
        raise RuntimeError(f"{command[0]} does not answer")


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End a service, and take in what it has started and left to us."""
    end(process)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-process.pid, 0)


def _encrypted(password: str) -> str:
    done = subprocess.run(
        ["openssl", "passwd", "-apr1", "-stdin"],
        input=password.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()
