import http.server
import json
import os
import socketserver
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from cli.sample_keys import key_of
from iottly_keycheck.practice import PracticeApi
from support.modules import KEYRING_MODULES, assert_not_loaded
from support.program import Finished

Run = Callable[..., Finished]


@contextmanager
def serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve on a free port of this computer and give the base URL."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/v1.0"
        server.shutdown()
        thread.join()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass

    def log_error(self, *_: object) -> None:
        pass


def answering(body: bytes, status: int = 200) -> type[Quiet]:
    class Answering(Quiet):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answering


def test_a_working_key_from_standard_input(api: PracticeApi, run_program: Run) -> None:
    done = run_program(
        "check", "--key-stdin", "--json", "--url", api.url, stdin=key_of("Analytics")
    )
    report = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert (report["schema"], report["cause"], report["http_status"]) == (1, "ok", 200)
    assert report["url"] == f"{api.url}/project/ping"
    assert report["description"] is None


def test_what_people_paste_is_cleaned(api: PracticeApi, run_program: Run) -> None:
    pasted = f'\ufeffcurl -H "Authentication: bearer {key_of("Analytics")}" {api.url}/x\r\n'
    done = run_program("check", "--key-stdin", "--json", "--url", api.url, stdin=pasted)
    assert json.loads(done.out)["cause"] == "ok"


@pytest.mark.parametrize("stdin", ["", "two words", "x" * 70_000])
def test_what_is_no_key_is_a_report_too(api: PracticeApi, run_program: Run, stdin: str) -> None:
    done = run_program("check", "--key-stdin", "--json", "--url", api.url, stdin=stdin)
    report = json.loads(done.out)
    assert (done.code, report["cause"], report["key_sent"]) == (1, "key_malformed", False)


def test_the_practice_api_shows_each_cause_once_in_the_lists_order(run_program: Run) -> None:
    done = run_program("check", "--practice", "--json", "--timeout", "5")
    reports = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert [(report["description"], report["cause"]) for report in reports] == [
        (sample.description, sample.cause) for sample in PracticeApi.sample_keys
    ]


def test_practice_touches_nothing_of_the_user(run_program: Run, home: Path) -> None:
    before = sorted(home.rglob("*"))
    done = run_program("check", "--practice", "analytics", "--json")
    assert (done.code, json.loads(done.out)["description"]) == (0, "Analytics")
    assert sorted(home.rglob("*")) == before


def test_people_get_the_verdict_and_what_was_seen(api: PracticeApi, run_program: Run) -> None:
    done = run_program("check", "--key-stdin", "--url", api.url, stdin=key_of("Reporting"))
    assert done.code == 1
    assert done.err == ""
    assert done.out.startswith("✗ ")
    assert "\n  1. " in done.out
    assert "HTTP status  500" in done.out
    assert "ServerSelectionTimeoutError" in done.out
    assert "http " in done.out
    assert "\x1b" not in done.out


def test_several_keys_end_with_a_count(run_program: Run, tmp_path: Path, api: PracticeApi) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"Works\t{key_of('Analytics')}\nRevoked\t{key_of('Old dashboard')}\n")
    keys.chmod(0o600)
    done = run_program("check", "--keys", str(keys), "--url", api.url)
    assert done.code == 1
    assert "✓ Works: " in done.out
    assert "✗ Revoked: " in done.out
    assert done.out.endswith("\n2 keys tested: 1 working, 1 not.\n")
    done = run_program("check", "--keys", str(keys), "--url", api.url, "--json")
    assert [report["cause"] for report in json.loads(done.out)] == ["ok", "key_rejected"]


def test_one_key_of_a_file_is_a_list_all_the_same(
    run_program: Run, tmp_path: Path, api: PracticeApi
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"Works\t{key_of('Analytics')}\n")
    keys.chmod(0o600)
    done = run_program("check", "--keys", str(keys), "--url", api.url, "--json")
    assert (done.code, len(json.loads(done.out))) == (0, 1)


@pytest.mark.parametrize("text", ["# nobody\n", f"{key_of('Analytics')}\n"])
def test_a_file_without_usable_lines_is_wrong_usage(
    run_program: Run, tmp_path: Path, text: str
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(text)
    keys.chmod(0o600)
    done = run_program("check", "--keys", str(keys))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert key_of("Analytics") not in done.err


def test_a_plain_server_without_the_api_is_not_found(run_program: Run, tmp_path: Path) -> None:
    with serving(partial(Quiet, directory=str(tmp_path))) as url:
        done = run_program("check", "--key-stdin", "--json", "--url", url, stdin="a" * 32)
    report = json.loads(done.out)
    assert (done.code, report["cause"], report["http_status"]) == (1, "not_found", 404)


def test_a_plain_server_with_a_page_is_unexpected(run_program: Run, tmp_path: Path) -> None:
    (tmp_path / "v1.0" / "project").mkdir(parents=True)
    (tmp_path / "v1.0" / "project" / "ping").write_text("<html><h1>It works!</h1></html>")
    with serving(partial(Quiet, directory=str(tmp_path))) as url:
        done = run_program("check", "--key-stdin", "--json", "--url", url, stdin="a" * 32)
    report = json.loads(done.out)
    assert (done.code, report["cause"], report["http_status"]) == (1, "unexpected_response", 200)


@pytest.mark.parametrize("options", [[], ["--json", "--verbose"]])
def test_a_server_cannot_drive_the_terminal(run_program: Run, options: list[str]) -> None:
    error = "\x1b]0;owned\x07 \x9b2J \u202egnp.exe \x7f\r\n✓ works"
    body = json.dumps({"status": 500, "error": error}).encode()
    with serving(answering(body, 500)) as url:
        done = run_program("check", "--key-stdin", "--url", url, *options, stdin="a" * 32)
    assert done.code == 1
    for character in done.out + done.err:
        assert character.isprintable() or character == "\n"
    if not options:
        assert r"\x1b]0;owned\x07 \x9b2J \u202egnp.exe \x7f\r\n✓ works" in done.out


def test_an_echoed_key_is_shown_nowhere(run_program: Run) -> None:
    key = "0123456789abcdef" * 2
    with serving(answering(json.dumps({"status": 500, "error": f"no {key}"}).encode(), 500)) as url:
        for options in ([], ["--json", "--verbose"]):
            done = run_program("check", "--key-stdin", "--url", url, *options, stdin=key)
            assert done.code == 1
            assert key not in done.out + done.err


def test_an_output_that_is_not_utf8_is_no_reason_to_fail(
    api: PracticeApi, run_program: Run
) -> None:
    done = run_program(
        "check",
        "--key-stdin",
        "--url",
        api.url,
        stdin=key_of("John Smith"),
        env={"PYTHONIOENCODING": "ascii"},
    )
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith("x ")


def test_verbose_tells_the_stages_on_standard_error(api: PracticeApi, run_program: Run) -> None:
    done = run_program(
        "check",
        "--key-stdin",
        "--json",
        "--verbose",
        "--url",
        api.url,
        stdin=key_of("Analytics"),
    )
    assert json.loads(done.out)["cause"] == "ok"
    assert f"Testing the key at {api.url}" in done.err
    assert "tcp running" in done.err
    assert "http ok " in done.err


def test_a_password_on_the_command_line_works_with_a_remark(run_program: Run) -> None:
    done = run_program(
        "check",
        "--key-stdin",
        "--json",
        "--verbose",
        "--timeout",
        "3",
        "--url",
        "https://iottly.invalid",
        "--proxy",
        "http://joe:hunter2@127.0.0.1:1",
        stdin="a" * 32,
    )
    report = json.loads(done.out)
    assert (done.code, report["cause"]) == (1, "proxy_refused")
    assert report["proxy"]["url"] == "http://127.0.0.1:1"
    assert "password_on_command_line" in [hint["id"] for hint in report["hints"]]
    assert "hunter2" not in done.out + done.err


def test_a_bad_proxy_in_the_environment_is_a_finding(run_program: Run) -> None:
    done = run_program(
        "check",
        "--key-stdin",
        "--json",
        "--url",
        "https://iottly.invalid",
        stdin="a" * 32,
        env={"HTTPS_PROXY": "ftp://x"},
    )
    assert (done.code, json.loads(done.out)["cause"]) == (1, "settings_invalid")


@pytest.mark.only_on("linux")
def test_a_bad_setting_is_a_finding_and_an_option_goes_before_it(
    run_program: Run, home: Path, api: PracticeApi
) -> None:
    settings = home / ".config" / "iottly-keycheck" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"url": "nonsense"}))
    key = key_of("Analytics")
    done = run_program("check", "--key-stdin", "--json", stdin=key)
    assert (done.code, json.loads(done.out)["cause"]) == (1, "settings_invalid")
    done = run_program("check", "--key-stdin", "--json", "--url", api.url, stdin=key)
    assert (done.code, json.loads(done.out)["cause"]) == (0, "ok")


@pytest.mark.only_on("linux")
def test_a_damaged_settings_file_is_said_aloud(
    run_program: Run, home: Path, api: PracticeApi
) -> None:
    settings = home / ".config" / "iottly-keycheck" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text("{")
    key = key_of("Analytics")
    done = run_program("check", "--key-stdin", "--json", "--url", api.url, stdin=key)
    assert (done.code, json.loads(done.out)["cause"]) == (0, "ok")
    assert "settings.json" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.only_on("linux")
def test_it_loads_neither_qt_nor_the_keyring_nor_what_many_keys_want(api: PracticeApi) -> None:
    script = (
        "import sys\n"
        "from iottly_keycheck.__main__ import main\n"
        "status = main()\n"
        "print(status, *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "--key-stdin", "--json", "--url", api.url],
        input=key_of("Analytics").encode(),
        capture_output=True,
        env=dict(os.environ),
        check=True,
        timeout=20,
    )
    status, *loaded = done.stderr.decode().split()
    assert status == "0"
    heavy = {"PySide6", "cryptography", "pypac", "iottly_keycheck.batch"}
    assert_not_loaded(
        heavy | KEYRING_MODULES | {"iottly_keycheck.cli.check.ordered_checks"}, loaded
    )


@pytest.mark.only_on("linux")
def test_a_list_of_a_newer_version_is_left_alone(run_program: Run, home: Path) -> None:
    folder = home / ".local" / "share" / "iottly-keycheck"
    folder.mkdir(parents=True)
    file = folder / "keys.sqlite3"
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = file.read_bytes()
    for command in (["list"], ["check", "--all", "--json"], ["remove", "x"]):
        done = run_program(*command)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert file.read_bytes() == before
