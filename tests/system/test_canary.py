"""Keys and passwords of unique value go through every feature of the window.

Meanwhile and afterwards they are looked for in every file, in what the program prints, on the
clipboard and in the selection, in what a screen reader is told, and in what the system tells of
the running program. (The command line's part is in tests/cli/test_canary.py.)
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from support.another_program import AnotherProgram, another_program
from support.answers import response
from support.canary import Canaries
from support.certificates import Authority
from support.proxies import Tunnels, connects_for
from support.secret_service import SecretService
from support.servers import Peer, Server

SECRETS = {
    "hex key": "c0ffee15600dfade5eedca5cadeb0a7d",
    "odd key": "Canary.Odd/Key+With~Signs#4711",
    "password": "canary:Pass w%rd/zz",
}
CANARIES = Canaries(SECRETS)
PROGRAM = Path(__file__).parent / "canary_window.py"
PATIENCE_MS = 60_000

pytestmark = pytest.mark.only_on("linux")


def echo(peer: Peer) -> None:
    """Answer like a server that repeats all that it was sent, in every place there is."""
    head = peer.read_head()
    key = head.partition(b"bearer ")[2].partition(b"\r")[0].decode()
    body = json.dumps({"error": f"no such key: {key}", "request": head.decode()}).encode()
    peer.send(response(body, 500, [("X-Echo", f"bearer {key}"), ("Set-Cookie", f"key={key}")]))


class Lived:
    """The program that is used, from outside; `places` are those at which it waited."""

    def __init__(self, process: QProcess, other: AnotherProgram, qtbot: QtBot) -> None:
        self.process = process
        self.said = b""
        self.places: list[str] = []
        self._other = other
        self._qtbot = qtbot

    def follow(self, allowed: dict[str, list[str]]) -> None:
        """Go along to the end. `allowed` tells what may be on the clipboard at a place."""
        while place := self._next_place():
            self.places.append(place)
            clipboard = b"\0".join(self._other.clipboard().values())
            assert CANARIES.found_in(clipboard) == allowed.get(place, []), place
            assert CANARIES.found_in(b"\0".join(self._other.selection().values())) == [], place
            for process in family(self.process.processId()):
                assert CANARIES.in_process(process) == [], place
            self.process.write(b"\n")
        assert self.process.exitCode() == 0, self.said.decode()[-3000:]
        assert b"STUCK" not in self.said, self.said.decode()[-3000:]
        assert CANARIES.found_in(self.said) == []
        assert CANARIES.found_in(b"\0".join(self._other.clipboard().values())) == []
        assert CANARIES.found_in(b"\0".join(self._other.selection().values())) == []

    def _next_place(self) -> str:
        while True:
            self._qtbot.waitUntil(self._has_said, timeout=PATIENCE_MS)
            self.said += self.process.readAllStandardError().data()
            while self.process.canReadLine():
                line = self.process.readLine().data()
                self.said += line
                if line.startswith(b"AT "):
                    return line.decode().strip().removeprefix("AT ")
            if self._ended():
                self.said += self.process.readAllStandardError().data()
                return ""

    def _has_said(self) -> bool:
        return self.process.canReadLine() or self._ended()

    def _ended(self) -> bool:
        return self.process.state() is QProcess.ProcessState.NotRunning


def family(process: int) -> Iterator[int]:
    """Give a process and all that it has started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))


@pytest.fixture
def live(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Lived]]:
    """Have the program used; in the end nothing is found in home and temporary files."""
    temporary = home / "tmp"
    temporary.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(temporary))
    authority = Authority(tmp_path)
    table = tmp_path / "keys.csv"
    keys = (SECRETS["hex key"], SECRETS["odd key"], f"{SECRETS['odd key']} x")
    table.write_text("\n".join(["description,key", *(f"Imported,{key}" for key in keys)]))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))

    @contextmanager
    def live(story: str, **allowed: list[str]) -> Iterator[Lived]:
        basic = base64.b64encode(f"user:{SECRETS['password']}".encode())
        with Server(echo, tls=authority.good) as server:
            seen = Tunnels(("127.0.0.1", server.port))
            with (
                Server(connects_for(b"Basic " + basic, seen, 'Basic realm="x"')) as proxy,
                another_program(qtbot) as other,
            ):
                given = SECRETS | {
                    "table": str(table),
                    "story": story,
                    "folder": str(home),
                    "url": server.url(),
                    "proxy": f"http://127.0.0.1:{proxy.port}",
                }
                process = QProcess()
                process.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
                process.start(sys.executable, ["-P", str(PROGRAM)])
                process.write(json.dumps(given).encode() + b"\n")
                try:
                    yield Lived(process, other, qtbot)
                finally:
                    process.kill()
                    process.waitForFinished(10_000)
                if story == "keyring":
                    assert seen.seen  # the proxy was signed in to
                assert SECRETS["hex key"].encode() in server.received

    yield live
    assert CANARIES.files_with([home]) == {}


def test_keys_in_the_keyring(
    live: Callable[..., Lived], secret_service: SecretService, home: Path
) -> None:
    with live("keyring") as lived:
        lived.follow({"copied": ["hex key"]})
    assert {"typed", "revealed", "masked", "copied", "forgotten", "exported", "crash copied"} < set(
        lived.places
    )
    data = home / ".local" / "share" / "iottly-keycheck"
    with closing(KeyList(Database(data / "keys.sqlite3"), KeyringStore("iottly-keycheck"))) as keys:
        kept = {keys.secret(row.id).reveal() for row in keys.rows()}
    assert kept == {SECRETS["hex key"], SECRETS["odd key"]}
    assert list(home.rglob("crash-*.txt"))
    assert (home / "proxy.json").exists()


def test_keys_for_the_session(
    live: Callable[..., Lived], no_secret_service: None, home: Path
) -> None:
    with live("session") as lived:
        lived.follow({})
    assert {"added", "exported", "crash copied", "asked"} < set(lived.places)
    data = home / ".local" / "share" / "iottly-keycheck"
    with closing(KeyList(Database(data / "keys.sqlite3"), KeyringStore("iottly-keycheck"))) as keys:
        assert keys.rows() == ()
