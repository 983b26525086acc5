"""The README's two commands in a clean Debian, by everybody who may type them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support import clean_debian, pip_settings
from support.checks import KEY
from support.clean_debian import AS_A_CONTAINER, RELEASES, WITHOUT_NAMESPACES, Tree
from support.processes import end
from support.program import Finished

from .conftest import ROOT, USER

PACKAGES = ("git", "python3", "python3-venv")
CHECKOUT = "/srv/key check für alle"
DEV = ("python3", f"{CHECKOUT}/packaging/dev.py")
SAMPLES = "11 keys tested: 2 working, 9 not.\n"

WHO = {
    "root": ("root", ()),
    "container": ("root", AS_A_CONTAINER),
    "without_namespaces": ("root", (*WITHOUT_NAMESPACES, *AS_A_CONTAINER)),
    "user": (USER, ()),
}


def put_checkout(tree: Tree, user: str) -> None:
    """Copy what git has of this checkout, and what is new, as a clone would have it."""
    place = tree.root / CHECKOUT.lstrip("/")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).exists():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    tree.do("chown", "-R", user, CHECKOUT)


@pytest.fixture(scope="module", params=RELEASES)
def base(request: pytest.FixtureRequest, room: Path) -> Iterator[Tree]:
    """A Debian with Python and git, and nothing of ours."""
    tree = clean_debian.make(room / request.param, request.param, *PACKAGES)
    tree.do("useradd", "--create-home", "--shell", "/bin/sh", USER)
    yield tree
    shutil.rmtree(tree.root)


@pytest.fixture
def copy(base: Tree, room: Path) -> Iterator[Tree]:
    """A copy of it, for one test."""
    root = room / "copy"
    subprocess.run(["cp", "--archive", str(base.root), str(root)], check=True)
    yield Tree(root)
    shutil.rmtree(root)


@pytest.fixture
def dev(copy: Tree) -> Callable[..., Finished]:
    """Type a command of `packaging/dev.py` in that copy, as one of WHO."""
    variables = pip_settings.carry(copy.root)

    def type_it(who: str, *arguments: str, timeout: float = 600, **env: str) -> Finished:
        user, before = WHO[who]
        put_checkout(copy, user)
        home = {"HOME": f"/home/{USER}" if user == USER else "/root"}
        command = (*before, *DEV, *arguments)
        return copy.run(*command, user=user, env=variables | home | env, timeout=timeout)

    return type_it


@pytest.mark.parametrize("who", ["root", "container", "user"])
def test_run_needs_python_and_pip_alone(dev: Callable[..., Finished], who: str):
    done = dev(who, "run")
    assert (done.code, done.out[-len(SAMPLES) :]) == (0, SAMPLES), done
    *_, said = done.err.splitlines()
    assert said.startswith("There is no display here: testing the practice API")
    assert "Traceback" not in done.err

    # The second time nothing is installed, and nothing said but what the program says.
    again = dev(who, "run", "--version")
    assert (again.code, again.err) == (0, "")


def test_run_brings_what_the_window_wants(
    dev: Callable[..., Finished], copy: Tree, display: str, tmp_path: Path
):
    # Until a window is there, which is what `run` is waited for.
    done = dev("user", "run", DISPLAY=display)
    assert (done.code, done.out[-len(SAMPLES) :]) == (0, SAMPLES), done
    assert re.search(r"^  sudo apt-get install .*\blibegl1\b", done.err, re.MULTILINE)

    variables = pip_settings.carry(copy.root) | {"HOME": "/root", "DISPLAY": display}
    process = copy.start(*DEV, "run", "--practice", user="root", env=variables)
    try:
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "iottly-keycheck"]
        found = subprocess.run(
            search, env=os.environ, capture_output=True, text=True, check=True, timeout=300
        )
        assert found.stdout.split()
        assert not (copy.root / "usr/sbin/policy-rc.d").exists()
    finally:
        end(process)


def test_a_computer_without_authorities_is_named(dev: Callable[..., Finished], copy: Tree):
    assert dev("root", "run", "--version").code == 0
    shutil.rmtree(copy.root / "etc/ssl/certs")
    check = f"""
        cd /tmp
        openssl req -x509 -newkey rsa:2048 -nodes -keyout own.pem -out own.crt -days 2 \
            -subj /CN=localhost -addext subjectAltName=DNS:localhost 2> /dev/null
        coproc openssl s_server -cert own.crt -key own.pem -accept 127.0.0.1:0
        until [[ $line = ACCEPT* ]]; do read -r line <&"${{COPROC[0]}}"; done
        printf %s {KEY} | python3 '{DEV[1]}' run \
            check --key-stdin --json --proxy none --url "https://localhost:${{line##*:}}/v1.0"
        kill "$COPROC_PID"
    """
    done = copy.run("bash", "-c", check, env={"HOME": "/root"})
    assert '"cause": "tls_untrusted"' in done.out, done
    assert '"party": "computer"' in done.out
    assert '"no_trust_store"' in done.out


@pytest.mark.parametrize("base", ["bookworm"], indirect=True)
def test_the_tests_pass_where_no_namespaces_can_be_made(dev: Callable[..., Finished]):
    # The root of a user namespace can install nothing, so that comes first.
    assert dev("root", "test", "tests/test_secret.py", timeout=3000).code == 0
    done = dev("without_namespaces", "test", timeout=3000)
    assert done.code == 0, done.out[-6000:]
    assert re.search(r"not run: .*namespaces", done.out)
