"""A damaged list on the command line: what was saved, and where the rest is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]


@pytest.mark.only_on("linux")
def test_a_damaged_list_is_said_aloud_once_and_goes_on(
    secret_service: SecretService, run_program: Run, home: Path
) -> None:
    assert run_program("add", "Analytics", stdin="a" * 32).code == 0
    path = home / ".local" / "share" / "iottly-keycheck" / "keys.sqlite3"
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    done = run_program("list")
    assert done.code == 0
    assert "Analytics" in done.out
    assert "damaged" in done.err
    assert str(path) in done.err
    assert "keys: 1" in done.err
    done = run_program("list")
    assert (done.code, done.err) == (0, "")
    assert len(list(path.parent.glob("*.damaged-*"))) == 1
