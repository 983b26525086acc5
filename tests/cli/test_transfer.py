"""The commands `export` and `import`, with the real keyring and on a real terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]

KEY, OTHER = "719cc48b719cc48b719cc48b719c6f64", "ffff0000ffff0000ffff0000ffff0000"
pytestmark = pytest.mark.only_on("linux")


@pytest.fixture
def two_keys(secret_service: SecretService, run_program: Run) -> None:
    assert run_program("add", "Analytics", stdin=KEY).code == 0
    assert run_program("add", "=cmd|x", stdin=OTHER).code == 0


def test_descriptions_are_written_without_keys(
    two_keys: None, run_program: Run, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    done = run_program("export", str(file))
    assert (done.code, done.err) == (0, "")
    text = file.read_text()
    assert text.startswith("description,")
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


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_keys_of_a_table_are_added_once(
    two_keys: None, run_program: Run, tmp_path: Path, delimiter: str
) -> None:
    file = tmp_path / "keys.csv"
    lines = (("Key", "Description"), (KEY, "Analytics"), ("a" * 32, "Reporting"), ("x y", "Odd"))
    file.write_text("".join(f"{delimiter.join(line)}\n" for line in lines))
    done = run_program("import", str(file))
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[:2] == [
        "1. Analytics: in the list already",
        "2. Reporting: added",
    ]
    assert done.out.splitlines()[2].startswith("3. Odd: not added: ")
    listed = run_program("list").out
    done = run_program("import", str(file))
    assert (done.code, done.out.count("in the list already")) == (1, 2)
    assert run_program("list").out == listed
    for key in (KEY, "a" * 32):
        assert key not in done.out


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
        ["export", "a", "--encrypted"],
        ["import", str(tmp_path)],
        ["import", str(tmp_path / "none")],
        ["export", str(tmp_path / "none" / "list.csv")],
        ["import", KEY],
    ):
        done = run_program(*arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), arguments
        assert KEY not in done.err
