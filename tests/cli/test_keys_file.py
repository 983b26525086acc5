from pathlib import Path

import pytest

from iottly_keycheck.cli.check.keys_file import read_keys
from iottly_keycheck.cli.exit_status import WrongUsage

KEY = "0123456789abcdef" * 2


def written(path: Path, data: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(data)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"Analytics\tone\nJohn Smith\ttwo\n",
        b"Analytics\tone\nJohn Smith\ttwo",
        b"\xef\xbb\xbfAnalytics\tone\r\n\r\nJohn Smith\ttwo\r\n",
        b"# of the team\n  # more\n \t \nAnalytics \t one\n\nJohn Smith\ttwo\t\n",
        "Analytics\tone\r\nJohn Smith\ttwo\r\n".encode("utf-16"),
    ],
)
def test_it_reads_what_editors_write(tmp_path: Path, data: bytes) -> None:
    keys = read_keys(written(tmp_path / "keys", data))
    assert [(key.description, key.text.reveal()) for key in keys] == [
        ("Analytics", "one"),
        ("John Smith", "two"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        f"Analytics {KEY}",
        KEY,
        f"\t{KEY}",
        "Analytics\t",
        f"{KEY}\tAnalytics",
        "of another shape: Odd/Key+4711\tOdd/Key+4711",
    ],
)
def test_a_bad_line_is_named_by_its_number_without_its_text(tmp_path: Path, line: str) -> None:
    path = written(tmp_path / "keys", f"# first\nReporting\tx\n{line}\n".encode())
    with pytest.raises(WrongUsage, match=r"^Line 3 ") as refused:
        read_keys(path)
    assert KEY not in str(refused.value)
    assert "Odd" not in str(refused.value)


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("mode", [0o640, 0o620, 0o610, 0o604, 0o602, 0o644, 0o777])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path / "keys", f"Analytics\t{KEY}".encode(), mode)
    with pytest.raises(WrongUsage, match="Other people"):
        read_keys(path)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_ones_own_is_read(tmp_path: Path, mode: int) -> None:
    assert len(read_keys(written(tmp_path / "keys", b"Analytics\tx", mode))) == 1


def test_no_file_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    for path, why in [
        (tmp_path / "none", "No such file"),
        (tmp_path, "directory"),
        (written(tmp_path / "huge", b"#" * 1024 * 1024 + b"\n"), "1 MiB"),
    ]:
        with pytest.raises(WrongUsage, match=why):
            read_keys(path)


def test_bytes_that_are_no_text_leave_the_other_lines(tmp_path: Path) -> None:
    keys = read_keys(written(tmp_path / "keys", b"Analytics\t\xff\xfe\nReporting\tx\n"))
    assert [key.text.reveal() for key in keys] == ["\ufffd\ufffd", "x"]
