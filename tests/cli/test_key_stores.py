"""Commands on a computer without a keyring: keys in an encrypted file, or for a session only."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from iottly_keycheck.practice import PracticeApi
from support.program import Finished
from support.terminal import run_on_terminal

Run = Callable[..., Finished]

KEY = "719cc48b719cc48b719cc48b719c6f64"
PASSPHRASE = "canary horse battery"

pytestmark = pytest.mark.only_on("linux")


@pytest.fixture
def keep_keys_in(home: Path, no_secret_service: None) -> Callable[[str], None]:
    def choose(store: str) -> None:
        file = home / ".config" / "iottly-keycheck" / "settings.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"key_store": store}))

    return choose


ADDING = [
    ("API key (it does not show): ", KEY),
    ("New passphrase for it (it does not show): ", PASSPHRASE),
    ("The same once more (it does not show): ", PASSPHRASE),
]
UNLOCKING = [("your keys (it does not show): ", PASSPHRASE)]


def test_a_key_in_the_encrypted_file_from_adding_to_removing(
    keep_keys_in: Callable[[str], None], run_program: Run, api: PracticeApi, home: Path
) -> None:
    keep_keys_in("file")
    code, shown = run_on_terminal("add", "Analytics", answers=ADDING)
    assert code == 0, shown
    assert "new encrypted file" in shown
    assert KEY not in shown
    assert PASSPHRASE not in shown
    code, shown = run_on_terminal("check", "--url", api.url, answers=UNLOCKING)
    assert code == 1
    assert "does not accept this key" in shown
    code, shown = run_on_terminal("check", "--url", api.url, answers=[(UNLOCKING[0][0], "wrong")])
    assert code == 1
    assert "not the passphrase" in shown
    # Without a terminal nobody can be asked.
    done = run_program("check", "--json", "--url", api.url)
    assert (done.code, json.loads(done.out)["cause"]) == (1, "keyring_locked")
    assert "encrypted file" in json.loads(done.out)["headline"]
    for file in home.rglob("*"):
        if file.is_file():
            assert KEY.encode() not in file.read_bytes()
            assert PASSPHRASE.encode() not in file.read_bytes()
    code, _ = run_on_terminal("remove", "Analytics", answers=UNLOCKING)
    assert code == 0
    assert "no keys" in run_program("list").err


@pytest.mark.parametrize(
    ("first", "second", "part"),
    [("short", None, "8 characters"), (PASSPHRASE, "another horse", "not the same")],
)
def test_a_new_passphrase_is_long_and_typed_twice(
    keep_keys_in: Callable[[str], None], run_program: Run, first: str, second: str, part: str
) -> None:
    keep_keys_in("file")
    answers = [ADDING[0], (ADDING[1][0], first)]
    if second:
        answers.append((ADDING[2][0], second))
    code, shown = run_on_terminal("add", "Analytics", answers=answers)
    assert code == 2
    assert part in shown
    assert "no keys" in run_program("list").err


def test_a_passphrase_is_never_read_from_standard_input(
    keep_keys_in: Callable[[str], None], run_program: Run
) -> None:
    keep_keys_in("file")
    done = run_program("add", "Analytics", stdin=f"{KEY}\n{PASSPHRASE}\n{PASSPHRASE}\n")
    assert (done.code, done.out) == (2, "")
    assert "asked for on a terminal" in done.err


def test_a_command_keeps_nothing_for_a_session_that_ends_with_it(
    keep_keys_in: Callable[[str], None], run_program: Run
) -> None:
    keep_keys_in("session")
    done = run_program("add", "Analytics", stdin=KEY)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_store_that_is_not_known_is_said(
    keep_keys_in: Callable[[str], None], run_program: Run
) -> None:
    keep_keys_in("cloud")
    done = run_program("add", "Analytics", stdin=KEY)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "does not know" in done.err
