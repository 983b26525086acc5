"""The package in a Debian that has nothing else, from its installation to its removal."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from iottly_keycheck import __version__
from iottly_keycheck.practice import PracticeApi
from support.answers import response, say
from support.certificates import Authority
from support.checks import KEY
from support.processes import end
from support.proxies import Tunnels, connects
from support.realm import USER as PERSON
from support.realm import USER_PASSWORD, realm
from support.servers import Server
from support.squids import squid

from .conftest import ROOT, USER, Installed, Session

PROGRAM = "iottly-keycheck"
PICTURE = ROOT / "build" / "installed-window.png"
SITE = "etc/xdg/iottly-keycheck"


@contextmanager
def companys_defaults(installed: Installed, **settings: object) -> Iterator[None]:
    """Lay down settings for everybody, as an administrator does."""
    folder = installed.tree.root / SITE
    folder.mkdir(parents=True)
    (folder / "settings.json").write_text(json.dumps(settings))
    (folder / "settings.json").chmod(0o644)
    folder.chmod(0o755)
    try:
        yield
    finally:
        shutil.rmtree(folder)


def sample_key(practice: PracticeApi, description: str) -> str:
    samples = {sample.description: sample.secret for sample in practice.sample_keys}
    return samples[description].reveal()


@pytest.fixture
def run(session: Session) -> Callable[..., tuple[int, dict]]:
    """Run `check --key-stdin --json` as an ordinary user; give status and report."""

    def check(*arguments: str, env: dict[str, str] | None = None) -> tuple[int, dict]:
        done = session.tree.run(
            *(PROGRAM, "check", "--key-stdin", "--json", *arguments),
            user=USER,
            env=session.env | (env or {}),
            stdin=KEY,
        )
        assert done.err == ""
        return done.code, json.loads(done.out)

    return check


def test_it_tests_the_sample_keys(installed: Installed):
    done = installed.tree.run(PROGRAM, "check", "--practice", user=USER)
    assert (done.code, done.err) == (1, "")
    assert "✓ Analytics: This key works." in done.out
    version = installed.tree.run(PROGRAM, "--version", user=USER)
    assert version.out == f"iottly-keycheck {__version__}\n"


def test_a_key_is_kept_in_the_keyring_and_tested(installed: Installed, session: Session):
    def program(*arguments: str, stdin: str = "") -> str:
        done = session.tree.run(PROGRAM, *arguments, user=USER, env=session.env, stdin=stdin)
        assert done.code == 0, done
        return done.out

    with PracticeApi() as api, companys_defaults(installed, url=api.url, proxy="none"):
        key = sample_key(api, "Analytics")
        program("add", "Front desk", stdin=key)
        (report,) = json.loads(f"[{program('check', 'Front desk', '--json')}]")
        assert (report["cause"], report["url"]) == ("ok", f"{api.url}/project/ping")
        assert "Front desk" in program("list")
        home = installed.tree.root / "home" / USER
        kept = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
        assert kept
        assert not [data for data in kept if key.encode() in data]
        program("remove", "Front desk")


def test_it_trusts_what_the_administrator_trusts(run, authority: Authority):
    with Server(say(response()), authority.good) as service:
        code, report = run("--url", service.url(), "--proxy", "none")
    assert (code, report["cause"]) == (0, "ok"), report
    with Server(say(response()), authority.by_nobody_known) as service:
        code, report = run("--url", service.url(), "--proxy", "none")
    assert (code, report["cause"]) == (1, "tls_untrusted")


def test_it_starts_itself_to_run_a_pac_file(run, session: Session, authority: Authority):
    with Server(say(response()), authority.good) as service:
        tunnels = Tunnels((service.host, service.port))
        with Server(connects(tunnels)) as proxy:
            pac = Path(session.env["XDG_RUNTIME_DIR"]).parent / "proxy.pac"
            pac.write_text(
                "function FindProxyForURL(url, host) { return dnsDomainIs(host, '.lab.test')"
                f" ? 'PROXY 127.0.0.1:{proxy.port}' : 'DIRECT'; }}"
            )
            pac.chmod(0o644)
            code, report = run("--url", "https://api.lab.test/v1.0", "--pac", pac.as_uri())
    assert (code, report["cause"]) == (0, "ok"), report
    assert report["proxy"]["source"] == "pac"
    assert tunnels.asked_for == ["api.lab.test:443"]


def test_it_signs_in_to_a_proxy_by_kerberos(session: Session, authority: Authority, room: Path):
    folder = room / "kerberos"
    folder.mkdir(mode=0o755)
    (folder / "realm").mkdir()
    with (
        realm(folder / "realm") as lab,
        squid(
            folder / "squid", "negotiate", keytab=lab.keytab, environment=lab.environment
        ) as proxy,
        Server(say(response()), authority.good) as service,
    ):
        login = f"{PERSON}:{quote(USER_PASSWORD)}"
        done = session.tree.sharing(folder).run(
            *(PROGRAM, "check", "--key-stdin", "--json", "--url", service.url()),
            *("--proxy", proxy.url.replace("//", f"//{login}@")),
            user=USER,
            env=session.env | {"KRB5_CONFIG": lab.environment["KRB5_CONFIG"]},
            stdin=KEY,
        )
    report = json.loads(done.out)
    assert report["cause"] == "ok", report
    (way,) = [hint["args"]["way"] for hint in report["hints"] if hint["id"] == "signed_in"]
    assert "Kerberos" in way


def test_its_window_opens_takes_a_key_and_tests_it(
    installed: Installed, session: Session, qtbot: QtBot
):

    def press(*arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.strip()

    with PracticeApi() as api, companys_defaults(installed, url=api.url, proxy="none"):
        process = session.tree.start(PROGRAM, user=USER, env=session.env)
        try:
            window = press("search", "--sync", "--onlyvisible", "--class", PROGRAM).split()[0]
            press("windowfocus", "--sync", window)
            press("key", "ctrl+n")
            press("type", "--delay", "20", "Analytics")
            press("key", "Return")
            press("type", "--delay", "20", sample_key(api, "Analytics"))
            press("key", "Return")
            try:
                qtbot.waitUntil(lambda: "works" in listed(session), timeout=30_000)
            finally:
                keep_picture(PICTURE)
            press("key", "ctrl+q")
            said, _ = process.communicate(timeout=30)
            assert (process.returncode, said.decode()) == (0, "")
        finally:
            end(process)


def listed(session: Session) -> str:
    return session.tree.run(PROGRAM, "list", user=USER, env=session.env).out


def keep_picture(path: Path) -> None:
    """Keep what is on the screen, for whoever wants to look at it."""
    path.parent.mkdir(exist_ok=True)
    assert QGuiApplication.primaryScreen().grabWindow(0).save(str(path))


def test_its_window_speaks_the_users_language_qts_words_too(session: Session):
    italian = session.env | {"LANG": "it_IT.UTF-8"}
    process = session.tree.start(PROGRAM, "--practice", user=USER, env=italian)
    try:
        command = ["search", "--sync", "--onlyvisible", "--class", PROGRAM]
        subprocess.run(["xdotool", *command], capture_output=True, check=True, timeout=60)
        # Qt maps the files of words into memory.
        maps = Path(f"/proc/{process.pid}/maps").read_text()
        assert {"iottly-keycheck_it.qm", "qtbase_it.qm"} <= set(re.findall(r"[\w-]+\.qm", maps))
    finally:
        end(process)


def test_programs_that_it_starts_do_not_get_its_libraries(run, session: Session):
    told = Path(session.env["XDG_RUNTIME_DIR"]) / "environment"
    asked = session.tree.root / "usr/local/bin/gsettings"
    asked.write_text(f"#!/bin/sh\nenv > {told}\n")
    asked.chmod(0o755)
    try:
        run("--url", "https://api.lab.test/v1.0", "--timeout", "2")
    finally:
        asked.unlink()
    seen = dict(line.split("=", 1) for line in told.read_text().splitlines())
    assert seen["HOME"] == session.env["HOME"]
    assert "LD_LIBRARY_PATH" not in seen
    assert not [name for name in seen if name.startswith("QT_")]


def test_what_a_desktop_needs_is_there(installed: Installed):
    files = installed.tree.files()
    for name in (
        f"/usr/share/applications/{PROGRAM}.desktop",
        f"/usr/share/icons/hicolor/scalable/apps/{PROGRAM}.svg",
        f"/usr/share/icons/hicolor/48x48/apps/{PROGRAM}.png",
        "/usr/share/metainfo/com.iottly.keycheck.metainfo.xml",
        f"/usr/share/bash-completion/completions/{PROGRAM}",
    ):
        assert name in files


def test_nothing_in_it_leads_to_the_machine_that_built_it(installed: Installed):
    bundle = installed.tree.root / "usr/lib/iottly-keycheck"
    places = [str(ROOT).encode(), str(Path.home()).encode()]
    found = [
        path
        for path in bundle.rglob("*")
        if path.is_file() and any(place in path.read_bytes() for place in places)
    ]
    assert not found


def test_it_leaves_nothing_behind_but_what_is_the_users(installed: Installed):
    # Whatever order the tests run in, this one is the last: the package is gone after it.
    installed.tree.do("apt-get", "purge", "-q", "-y", PROGRAM)
    left = {path for path in installed.tree.files() if re.search(r"iottly|keycheck", path)}
    users_own = re.compile(rf"/home/{USER}/\.(?:config|local/share|local/state)/{PROGRAM}(?:/|$)")
    assert {path for path in left if not users_own.match(path)} == set()
