"""The log: useful to support, and without a secret whatever anybody writes into it."""

import json
import logging
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iottly_keycheck import logbook
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.secret import Secret
from support.program import Finished
from support.secret_service import SecretService

KEY = "719cc48b719cc48b719cc48b719c6f64"
LOG = logging.getLogger("iottly_keycheck.test")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "log" / "log.txt"
    handler = logbook.keep_in(path)
    assert handler is not None
    yield path
    logging.getLogger(logbook.LOGGER).removeHandler(handler)
    handler.close()


@pytest.mark.parametrize(
    "text",
    [
        f"key {KEY}",
        f"key {KEY.upper()}.",
        f"{{'Authentication': 'bearer {KEY}x-odd!'}}",
        "Authorization: Basic dXNlcjpjYW5hcnk=",
        "Bearer odd-canary-key",
        "http://user:canary@proxy.example:3128/",
        "authentication=canary",
    ],
)
def test_what_looks_like_a_secret_is_taken_out(log: Path, text: str) -> None:
    LOG.info("before %s after", text)
    LOG.info(text)
    written = log.read_text()
    for secret in (KEY, KEY.upper(), "canary", "dXNlcjpjYW5hcnk"):
        assert secret not in written
    assert "[" in written


def test_of_an_exception_only_its_place_is_written(log: Path, log_warnings) -> None:
    log_warnings.expect("failed")
    try:
        int("canary")
    except ValueError:
        LOG.exception("failed")
    written = log.read_text()
    assert "canary" not in written
    assert "ValueError at" in written
    assert "test_logbook.py:" in written


def test_it_is_changed_when_it_is_long_and_bounded_in_all(log: Path) -> None:
    for _ in range(3_000):
        LOG.info("x" * 1_000)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["log.txt", "log.txt.1", "log.txt.2"]
    assert sum(file.stat().st_size for file in files) < 2_000_000


def test_a_log_that_cannot_be_written_is_no_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert logbook.keep_in(tmp_path / "file" / "log.txt") is None
    handler = logbook.keep_in(tmp_path)  # a folder in its place
    assert handler is not None
    LOG.info("lost")
    logging.getLogger(logbook.LOGGER).removeHandler(handler)
    assert capsys.readouterr().err == ""


@pytest.mark.only_on("linux")
def test_support_finds_in_it_what_was_done_but_no_names(
    secret_service: SecretService, run_program: Callable[..., Finished], home: Path
) -> None:
    assert run_program("add", "John Smith", stdin=KEY).code == 0
    with PracticeApi() as api:
        done = run_program("check", "--json", "--url", api.url)
    cause = json.loads(done.out)["cause"]
    secret_service.lock()
    run_program("check")
    file = home / ".local" / "state" / "iottly-keycheck" / "log" / "log.txt"
    written = file.read_text()
    for part in (
        "start: version",
        f"check of key 1: {cause}, HTTP 401",
        "key=failed",
        "store keyring: get failed: locked",
        "check of key 1: keyring_locked",
        " end\n",
    ):
        assert part in written
    assert "John" not in written
    assert KEY not in written
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_defect_of_the_command_line_gets_a_sentence_and_its_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from iottly_keycheck.cli.main import main

    class Broken:
        def parts(self, *, practice: bool) -> None:
            raise RuntimeError(f"canary {Secret('x')} {KEY}")

    assert main(["list"], Broken()) == 1
    err = capsys.readouterr().err
    assert "defect of the program" in err
    assert "RuntimeError at" in err
    assert "canary" not in err
