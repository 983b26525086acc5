"""Keys and passwords of unique value go through every feature of the command line.

Afterwards they are looked for in every file, every output, and in what the system tells of the
running program: they are in the keyring, and nowhere else. (The window's part is in tests/system.)
"""

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from cli.running import Running
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore
from iottly_keycheck.secret import Secret
from support.answers import failure, hold, response, say
from support.canary import Canaries
from support.certificates import Authority
from support.program import Finished, run_program
from support.proxies import Tunnels, connects_for
from support.secret_service import SecretService
from support.servers import Peer, Server
from support.terminal import run_on_terminal

HEX = "c0ffee15600dfade5eedca5cadeb0a7d"
ODD = "Canary.Odd/Key+With~Signs#4711"
PASSED = "9d1fcab005e5badc0dedeadfacade042"
PASSWORD = "canary:Pass w%rd/äö"
SECRETS = {
    "hex key": HEX,
    "odd key": ODD,
    "passed key": PASSED,
    "password": PASSWORD,
}
CANARIES = Canaries(SECRETS)

pytestmark = pytest.mark.only_on("linux")


class Watched:
    """Runs the program and keeps all that it says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> Finished:
        done = run_program(*arguments, stdin=stdin, env=environment)
        self.said += [done.out, done.err]
        return done

    def on_terminal(self, *arguments: str, answers: list[tuple[str, str]]) -> int:
        code, shown = run_on_terminal(*arguments, answers=answers)
        self.said.append(shown)
        return code


@pytest.fixture
def watched(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Watch the program; in the end nothing is found in outputs, home and temporary files."""
    temporary = home / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    watched = Watched()
    yield watched
    for text in watched.said:
        assert CANARIES.found_in(text.encode()) == [], text
    assert CANARIES.files_with([home]) == {}


@pytest.fixture
def data(home: Path) -> Path:
    return home / ".local" / "share" / "iottly-keycheck"


def settings(home: Path, **values: object) -> None:
    file = home / ".config" / "iottly-keycheck" / "settings.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(values))


def echo(peer: Peer) -> None:
    """Answer like a server that repeats all that it was sent, in every place there is."""
    head = peer.read_head()
    key = head.partition(b"bearer ")[2].partition(b"\r")[0].decode()
    body = json.dumps({"error": f"no such key: {key}", "request": head.decode()}).encode()
    peer.send(response(body, 500, [("X-Echo", f"bearer {key}"), ("Set-Cookie", f"key={key}")]))


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for name, secret in SECRETS.items():
        for form in (
            secret.encode(),
            secret.encode("utf-16-le"),
            base64.b64encode(f"x:{secret}!".encode()),
            base64.b64encode(f"user:{secret}".encode()),
            secret.encode().hex().upper().encode(),
        ):
            assert name in CANARIES.found_in(b"before " + form + b" after"), (name, form)
    (tmp_path / HEX).touch()
    assert list(CANARIES.files_with([tmp_path]).values()) == [["hex key"]]
    assert CANARIES.found_in(b"nothing of that kind") == []


def test_keys_in_the_keyring(
    secret_service: SecretService, watched: Watched, home: Path, data: Path, tmp_path: Path
) -> None:
    settings(home, timeout=5)
    run = watched.run
    assert run("add", "Analytics", stdin=f"curl -H 'Authentication: bearer {HEX}' x").code == 0
    assert run("add", "Odd one", stdin=ODD).code == 0
    # Slips: a key in the wrong place, twice, in a description, on the command line.
    for arguments, stdin in [
        (["add", "Again"], HEX),
        (["add", f"My {ODD}"], ODD),
        (["add", "Two"], f"{PASSED} {PASSED}"),
        (["add", PASSED], ""),
        (["check", PASSED], ""),
        (["remove", PASSED], ""),
        (["check", "--url", f"https://{PASSED}"], ""),
        (["export", PASSED], ""),
        ([PASSED], ""),
    ]:
        assert run(*arguments, stdin=stdin).code == 2, arguments
    for script in (say(response()), say(failure(401)), echo):
        with Server(script) as server:
            for more in ([], ["--json", "--verbose"]):
                run("check", "--all", "--url", server.url(), *more)
    with Server(echo) as server:
        assert run("check", "--key-stdin", "--url", server.url(), stdin=PASSED).code == 1
    file = tmp_path / "keys.tsv"
    file.touch(mode=0o600)
    file.write_text(f"Passed\t{PASSED}\n")
    metrics = home / "keys.prom"
    options = ["--url", "http://127.0.0.1:9", "--json", "--metrics", str(metrics)]
    run("check", "--keys", str(file), *options)
    assert metrics.exists()
    assert run("export", str(home / "list.csv")).code == 0
    assert run("import", str(home / "list.csv")).code == 0
    assert run("remove", "Odd one").code == 0
    typed = [("API key (it does not show): ", ODD)]
    assert watched.on_terminal("add", "Odd one", answers=typed) == 0
    for key, code in ((ODD, 0), (f"{PASSED} {ODD}", 1)):
        file.write_text(f"description\tkey\nOdd one\t{key}\n")
        assert run("import", str(file)).code == code
    # Rows come and go, so that the list has pages that were freed.
    assert run("remove", "Analytics").code == 0
    assert run("add", "Analytics", stdin=HEX).code == 0
    secret_service.lock()
    run("check", "--all")
    secret_service.unlock()
    list_file = data / "keys.sqlite3"
    list_file.write_bytes(b"\0" * 100 + list_file.read_bytes()[100:])
    assert "damaged" in run("list").err
    kept = {each.reveal() for each in _in_keyring(data)}
    assert kept == {HEX, ODD}


def _in_keyring(data: Path) -> list[Secret]:
    with closing(KeyList(Database(data / "keys.sqlite3"), KeyringStore("iottly-keycheck"))) as keys:
        return [secret for row in keys.rows() if (secret := keys.secret(row.id)) is not None]


def test_a_proxy_s_password(
    secret_service: SecretService, watched: Watched, home: Path, data: Path, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    trust = {"SSL_CERT_FILE": str(authority.trust_file)}
    assert watched.run("add", "Analytics", stdin=HEX).code == 0
    with Server(echo, tls=authority.good) as server:
        address = ("127.0.0.1", server.port)
        seen = Tunnels(address)
        basic = base64.b64encode(f"user:{PASSWORD}".encode())
        with Server(connects_for(b"Basic " + basic, seen, 'Basic realm="x"')) as proxy:
            place = f"127.0.0.1:{proxy.port}"
            store = KeyringStore("iottly-keycheck")
            store.set(f"proxy:user@{place}", Secret(PASSWORD))
            settings(home, proxy=f"http://{place}", proxy_username="user", timeout=5)
            for more in (["--json"], ["--verbose"]):
                watched.run("check", "--url", server.url(), *more, **trust)
            assert seen.seen, watched.said
            # What the person's own environment says is not ours to hide, and not ours to copy.
            settings(home)
            login = f"user:{quote(PASSWORD, safe='')}@{place}"
            watched.run(
                "check", "--url", server.url(), "--json", HTTPS_PROXY=f"http://{login}", **trust
            )
            # A wrong one is refused.
            settings(home, proxy=f"http://{place}", proxy_username="user", timeout=5)
            store.set(f"proxy:user@{place}", Secret(f"{PASSWORD}x"))
            done = watched.run("check", "--url", server.url(), "--json", **trust)
            assert json.loads(done.out)["cause"] == "proxy_auth_rejected"


def test_what_others_see_of_the_running_program(
    secret_service: SecretService,
    watched: Watched,
    start_program: Callable[..., Running],
) -> None:
    assert watched.run("add", "Analytics", stdin=HEX).code == 0
    with Server(hold) as server:
        for arguments, stdin in ((["--key-stdin"], PASSED), (["Analytics"], "")):
            running = start_program(
                "check", *arguments, "--verbose", "--url", server.url(), stdin=stdin
            )
            running.await_note("http running")
            assert CANARIES.in_process(running.process.pid) == []
            running.interrupt()
            _, out, err, _ = running.finish()
            watched.said += [out, err]
        assert PASSED.encode() in server.received


BROKEN = """
import sys
from iottly_keycheck import __main__
from iottly_keycheck.connection import ping
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.keys.list import key_list
from iottly_keycheck.keys.stores import keyring_store
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.keyring_store import KeyringStore

class BrokenStore(KeyringStore):
    def set(self, name, secret):
        raise RuntimeError(f"cannot keep {secret.reveal()}", secret.reveal())

class BrokenList(KeyList):
    def add(self, description, pasted):
        try:
            raise ValueError(pasted)
        except ValueError as error:
            raise RuntimeError(pasted) from error

class BrokenPing(Ping):
    def __call__(self, settings, key, *_):
        header = {"Authentication": "bearer " + key.reveal()}
        raise RuntimeError(f"bad header {header!r}")

match sys.argv.pop(1):
    case "store":
        keyring_store.KeyringStore = BrokenStore
    case "list":
        key_list.KeyList = BrokenList
    case "ping":
        ping.Ping = BrokenPing
sys.exit(__main__.main())
"""


@pytest.mark.parametrize("part", ["store", "list", "ping"])
def test_defects_tell_where_but_not_what(
    secret_service: SecretService, watched: Watched, home: Path, part: str
) -> None:
    """A part that raises exceptions with the key in them, as libraries do."""
    arguments = ["check", "--key-stdin", "--json"] if part == "ping" else ["add", "Analytics"]
    done = subprocess.run(
        [sys.executable, "-P", "-c", BROKEN, part, *arguments],
        input=ODD.encode(),
        capture_output=True,
        check=False,
        timeout=30,
        start_new_session=True,
    )
    watched.said += [done.stdout.decode(), done.stderr.decode()]
    assert done.returncode == 1
    assert b"RuntimeError" in done.stdout + done.stderr
    log = (home / ".local" / "state" / "iottly-keycheck" / "log" / "log.txt").read_text()
    assert "RuntimeError" in log
