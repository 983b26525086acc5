"""The file that `check --metrics` leaves for node exporter, and what it never does."""

import hashlib
import json
import os
import resource
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import Running
from cli.sample_keys import key_of
from cli.test_metrics import report
from iottly_keycheck.cli.check.metrics_file import MetricsFile
from iottly_keycheck.practice import PracticeApi
from support.canary import Canaries
from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]
WORKS = 'iottly_keycheck_key_works{description="%s"} %s\n'


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "collector"
    folder.mkdir()
    return folder / "keys.prom"


def keys_file(folder: Path, **keys: str) -> Path:
    path = folder / "keys"
    path.write_text("".join(f"{name}\t{key}\n" for name, key in keys.items()))
    path.chmod(0o600)
    return path


def test_the_keys_of_a_file(api: PracticeApi, run_program: Run, tmp_path: Path, target: Path):
    keys = keys_file(tmp_path, Works=key_of("Analytics"), Revoked=key_of("Old dashboard"))
    done = run_program("check", "--keys", str(keys), "--url", api.url, "--metrics", str(target))
    assert (done.code, done.err) == (1, "")
    text = target.read_text()
    assert WORKS % ("Works", "1.0") in text
    assert WORKS % ("Revoked", "0.0") in text
    assert 'cause="key_rejected",description="Revoked",party="key"' in text
    assert list(target.parent.iterdir()) == [target]


def test_one_key_from_standard_input_and_json_beside_it(
    api: PracticeApi, run_program: Run, target: Path
) -> None:
    options = ["--url", api.url, "--json", "--metrics", str(target)]
    done = run_program("check", "--key-stdin", *options, stdin=key_of("Analytics"))
    assert (done.code, json.loads(done.out)["cause"]) == (0, "ok")
    assert WORKS % ("standard input", "1.0") in target.read_text()


def test_the_practice_keys(run_program: Run, target: Path) -> None:
    done = run_program("check", "--practice", "--timeout", "1", "--metrics", str(target))
    assert done.code == 1
    assert target.read_text().count("iottly_keycheck_key_cause{") == len(PracticeApi.sample_keys)


@pytest.mark.only_on("linux")
def test_a_key_that_could_not_be_read_is_a_result_too(
    secret_service: SecretService, run_program: Run, target: Path
) -> None:
    assert run_program("add", "Site A", stdin="a" * 32).code == 0
    secret_service.lock()
    done = run_program("check", "--all", "--metrics", str(target))
    assert done.code == 1
    text = target.read_text()
    assert WORKS % ("Site A", "0.0") in text
    assert 'cause="keyring_locked",description="Site A",party="computer"' in text


@pytest.mark.only_on("linux", "darwin")
def test_everybody_may_read_it_though_all_else_is_private(
    api: PracticeApi, run_program: Run, target: Path
) -> None:
    options = ["--url", api.url, "--metrics", str(target)]
    run_program("check", "--key-stdin", *options, stdin=key_of("Analytics"))
    assert target.stat().st_mode & 0o777 == 0o644


def test_keys_are_in_it_in_no_form(
    api: PracticeApi, run_program: Run, tmp_path: Path, target: Path
) -> None:
    key = key_of("Analytics")
    keys = keys_file(tmp_path, Works=key, Odd="Odd/Key+4711")
    run_program("check", "--keys", str(keys), "--url", api.url, "--metrics", str(target))
    data = target.read_bytes()
    assert Canaries({"key": key, "odd": "Odd/Key+4711"}).found_in(data) == []
    # Neither its ends, nor what could be compared with a hash.
    assert key[:4] not in data.decode()
    assert key[-4:] not in data.decode()
    for algorithm in ("md5", "sha1", "sha256"):
        assert hashlib.new(algorithm, key.encode()).hexdigest()[:8] not in data.decode()


def test_each_run_takes_the_place_of_the_one_before(
    api: PracticeApi, run_program: Run, tmp_path: Path, target: Path
) -> None:
    for name in ("Old", "New"):
        keys = keys_file(tmp_path, **{name: key_of("Analytics")})
        run_program("check", "--keys", str(keys), "--url", api.url, "--metrics", str(target))
    assert "New" in target.read_text()
    assert "Old" not in target.read_text()


def test_ctrl_c_leaves_the_file_as_it_was(
    start_program: Callable[..., Running], target: Path
) -> None:
    target.write_text("before\n")
    running = start_program("check", "--practice", "--verbose", "--metrics", str(target))
    running.await_note("Testing Slow site")
    running.await_note("http running")
    running.interrupt()
    assert running.finish()[0] == 130
    assert target.read_text() == "before\n"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.only_on("linux", "darwin")
def test_a_place_that_cannot_have_it_is_refused_before_any_check(
    api: PracticeApi, run_program: Run, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "elsewhere").write_text("mine\n")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    names = ["none/keys.prom", "folder", "link", "dangling", "pipe", "elsewhere/keys.prom"]
    for path in [*(tmp_path / name for name in names), Path("/dev/null"), Path("/dev/stdout")]:
        options = ["--verbose", "--url", api.url, "--metrics", str(path)]
        done = run_program("check", "--key-stdin", *options, stdin=key_of("Analytics"))
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), path
        assert "metrics file" in done.err
    assert (tmp_path / "elsewhere").read_text() == "mine\n"
    assert (tmp_path / "link").is_symlink()


def test_a_key_in_place_of_the_file_is_not_repeated(run_program: Run) -> None:
    key = key_of("Analytics")
    done = run_program("check", "--practice", "--metrics", key)
    assert (done.code, done.out) == (2, "")
    assert key not in done.err


@pytest.mark.only_on("linux")
def test_a_full_disk_is_said_and_leaves_the_file_as_it_was(
    api: PracticeApi, run_program: Run, target: Path
) -> None:
    target.write_text("before\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Stands for a full disk: what is written beyond that fails.
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limits[1]))
    try:
        options = ["--url", api.url, "--metrics", str(target)]
        done = run_program("check", "--key-stdin", *options, stdin=key_of("Analytics"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert done.code == 1
    assert "The metrics file cannot be written (File too large)." in done.err
    assert done.out.startswith("✓")
    assert target.read_text() == "before\n"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.only_on("linux", "darwin")
def test_a_reader_never_finds_half_a_file(target: Path) -> None:
    file = MetricsFile(target)
    few, many = [report()], [report(description=str(number)) for number in range(200)]
    whole = set()
    for reports in (few, many):
        file.write(reports)
        whole.add(target.read_bytes())
    found: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            found.add(target.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(30):
        file.write(few)
        file.write(many)
    done.set()
    reader.join()
    assert found
    assert found <= whole
