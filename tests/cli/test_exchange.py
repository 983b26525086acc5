"""The commands `export` and `import`, with the real keyring and on a real terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Finished
from support.secret_service import SecretService
from support.terminal import run_on_terminal

Run = Callable[..., Finished]

KEY, OTHER = "719cc48b719cc48b719cc48b719c6f64", "ffff0000ffff0000ffff0000ffff0000"
PASSPHRASE = "canary horse battery"
HIDDEN = "(it does not show): "
SEALING = [(f"exported file {HIDDEN}", PASSPHRASE), (f"once more {HIDDEN}", PASSPHRASE)]
OPENING = [(f"exported file {HIDDEN}", PASSPHRASE)]

pytestmark = pytest.mark.only_on("linux")


@pytest.fixture
def two_keys(secret_service: SecretService, run_program: Run) -> None:
    assert run_program("add", "Analytics", stdin=KEY).code == 0
    assert run_program("add", "=cmd|x", stdin=OTHER).code == 0


@pytest.mark.parametrize(
    ("name", "options", "first"),
    [("list.csv", [], "description,"), ("list.JSON", [], "{"), ("l", ["--format", "json"], "{")],
)
def test_descriptions_are_written_without_keys(
    two_keys: None, run_program: Run, tmp_path: Path, name: str, options: list[str], first: str
) -> None:
    file = tmp_path / name
    done = run_program("export", str(file), *options)
    assert (done.code, done.err) == (0, "")
    text = file.read_text()
    assert text.startswith(first)
    assert "Analytics" in text
    assert KEY not in text
    assert file.stat().st_mode & 0o077 == 0
    done = run_program("export", str(file))
    assert (done.code, done.out) == (2, "")
    assert file.read_text() == text
    # All of it is there; nothing is changed.
    done = run_program("import", str(file))
    assert (done.code, done.out.count("in the list already")) == (0, 2)
    run_program("remove", "Analytics")
    done = run_program("import", str(file))
    assert done.code == 1
    assert "1. Analytics: not in the list" in done.out


def test_keys_are_written_encrypted_and_come_back(
    two_keys: None, run_program: Run, tmp_path: Path
) -> None:
    file = tmp_path / "list.sealed"
    code, shown = run_on_terminal("export", str(file), "--encrypted", answers=SEALING)
    assert code == 0, shown
    data = file.read_bytes()
    for secret in (KEY, OTHER, PASSPHRASE, "Analytics"):
        assert secret.encode() not in data
        assert secret not in shown
    run_program("remove", "Analytics")
    code, shown = run_on_terminal("import", str(file), answers=OPENING)
    assert (code, "1. Analytics: added" in shown) == (0, True), shown
    listed = run_program("list").out
    code, shown = run_on_terminal("import", str(file), answers=OPENING)
    assert (code, shown.count("in the list already")) == (0, 2), shown
    assert run_program("list").out == listed
    code, shown = run_on_terminal("import", str(file), answers=[(OPENING[0][0], "another one")])
    assert (code, "not the passphrase" in shown) == (2, True), shown
    done = run_program("import", str(file), stdin=PASSPHRASE)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00\xd8", b"x" * 10_000_000, b"<html>", b"[" * 100_000, b'description\n"x'],
)
def test_a_file_that_is_no_list_gets_one_sentence(
    run_program: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    done = run_program("import", str(file))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_hostile_descriptions_drive_no_terminal(run_program: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text('description\n"\x1b]0;owned\x07\u202etxt.exe <b>x</b>"\n' + "y" * 9_000)
    done = run_program("import", str(file))
    assert done.code == 1
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert len(done.out) < 1_000


def test_wrong_usage_gets_one_sentence(run_program: Run, tmp_path: Path) -> None:
    for arguments in (
        ["export"],
        ["import"],
        ["export", "a", "b"],
        ["export", "a", "--format", "xml"],
        ["export", "a", "--format", "csv", "--encrypted"],
        ["import", str(tmp_path)],
        ["import", str(tmp_path / "none")],
        ["export", str(tmp_path / "none" / "list.csv")],
        ["import", KEY],
    ):
        done = run_program(*arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), arguments
        assert KEY not in done.err
