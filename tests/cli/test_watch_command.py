"""`check --watch`: what is printed, when it ends, and how."""

import http.server
import json
import os
import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from cli.running import Running
from cli.sample_keys import key_of
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.practice import PracticeApi
from support.program import Finished
from support.secret_service import SecretService

Run = Callable[..., Finished]
Start = Callable[..., Running]


class Service:
    """An API that answers in turn as it is told, and knows when it was asked."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.asked = threading.Semaphore(0)
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status = service.answers.pop(0) if service.answers else 200
                body = b'{"status": "pong"}' if status == 200 else b'{"error": "broken"}'
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                service.asked.release()

            def log_message(self, *_: object) -> None:
                pass

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1.0"


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()
    with service.server:
        thread = threading.Thread(target=service.server.serve_forever, args=(0.02,))
        thread.start()
        yield service
        service.server.shutdown()
        thread.join()


@pytest.fixture
def start_watch(start_program: Start, service: Service) -> Callable[..., Running]:
    """Start a watch of one key at the service, every five seconds."""

    def start(*options: str, stdout: int = -1) -> Running:
        arguments = ("check", "--key-stdin", "--watch", "5", "--url", service.url, *options)
        return start_program(*arguments, stdin="a1" * 16, stdout=stdout)

    return start


@pytest.mark.parametrize("seconds", ["4.9", "0", "-1", "nan", "inf", "soon", "1e9"])
def test_less_than_five_seconds_is_wrong_usage(run_program: Run, seconds: str) -> None:
    done = run_program("check", "--practice", f"--watch={seconds}")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "iottly-keycheck: --watch: It has to be a number of seconds from 5 to 86400.\n"
    )


@pytest.mark.only_on("linux", "darwin")
class TestEnding:
    def test_between_two_checks_ctrl_c_leaves_the_status_of_the_last(
        self, start_watch: Start, service: Service
    ) -> None:
        service.answers = [200, 503]
        running = start_watch("--json")
        lines = [json.loads(running.line()) for _ in range(2)]
        running.interrupt()
        code, out, err, seconds = running.finish()
        assert [line["cause"] for line in lines] == ["ok", "service_unavailable"]
        assert (code, out) == (1, "")
        assert err == "2 checks, 1 failed: service_unavailable 1\n"
        assert seconds < 2  # it waits for nothing; the next check would come in five
        starts = [datetime.fromisoformat(line["checked_at"]) for line in lines]
        assert 4 <= (starts[1] - starts[0]).total_seconds() <= 6

    def test_a_key_that_works_to_the_end_is_status_0(
        self, start_watch: Start, service: Service
    ) -> None:
        running = start_watch()
        line = running.line()
        running.interrupt()
        code, out, err, _ = running.finish()
        assert (code, out, err) == (0, "", "1 check, none failed\n")
        assert re.fullmatch(r"✓ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ok +  HTTP 200 +\d+ ms\n", line), (
            line
        )

    def test_in_a_check_ctrl_c_prints_it_as_stopped(
        self, api: PracticeApi, start_program: Start
    ) -> None:
        options = ("--json", "--verbose", "--url", api.url)
        running = start_program(
            "check", "--key-stdin", "--watch", "5", *options, stdin=key_of("Silent site")
        )
        running.await_note("http running")
        running.interrupt()
        code, out, err, seconds = running.finish()
        assert (code, json.loads(out)["cause"]) == (130, "cancelled")
        assert err.endswith("0 checks, none failed\n")
        assert seconds < 2

    def test_a_reader_that_has_gone_ends_it_without_a_word(
        self, start_watch: Start, service: Service
    ) -> None:
        read, write = os.pipe()
        running = start_watch("--json", stdout=write)
        os.close(write)
        with os.fdopen(read) as reader:
            assert json.loads(reader.readline())["cause"] == "ok"
        code, _, err, seconds = running.finish()
        assert (code, err) == (0, "")
        assert seconds < 2  # it does not wait for the next check to find out


def test_several_keys_are_a_line_each_and_named(
    service: Service, start_program: Start, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(f"Analytics\t{'a1' * 16}\nJohn Smith\t{'b2' * 16}\n")
    keys.chmod(0o600)
    service.answers = [200, 401, 401]
    running = start_program("check", "--keys", str(keys), "--watch", "5", "--url", service.url)
    first, second = running.line(), running.line()
    running.interrupt()
    code, _, err, _ = running.finish()
    assert re.match(r"✓ .*  ok .*  Analytics\n", first)
    assert re.match(r"✗ .*  key_rejected .* HTTP 401 .*  John Smith\n", second)
    assert (code, err) == (1, "2 checks, 1 failed: key_rejected 1\n")


def test_practice_is_watched_too(start_program: Start) -> None:
    running = start_program("check", "--practice", "Analytics", "--watch", "5", "--json")
    assert json.loads(running.line())["description"] == "Analytics"
    running.interrupt()
    assert running.finish()[0] == 0


@pytest.mark.only_on("linux")
def test_the_keyring_is_asked_once_and_every_check_is_in_the_history(
    secret_service: SecretService,
    service: Service,
    run_program: Run,
    start_program: Start,
    home: Path,
) -> None:
    assert run_program("add", "Analytics", stdin="a1" * 16).code == 0
    running = start_program("check", "Analytics", "--watch", "5", "--json", "--url", service.url)
    causes = [json.loads(running.line())["cause"]]
    secret_service.lock()
    service.answers = [503]
    causes.append(json.loads(running.line())["cause"])
    running.interrupt()
    assert (causes, running.finish()[0]) == (["ok", "service_unavailable"], 1)
    file = home / ".local" / "share" / "iottly-keycheck" / "keys.sqlite3"
    with closing(KeyList(Database(file), MemoryStore())) as keys:
        (row,) = keys.rows()
        history = [entry.cause for entry in keys.history(row.id, 10)]
    assert history == ["service_unavailable", "ok"]


def test_metrics_are_written_after_each_round(
    start_watch: Start, service: Service, tmp_path: Path
) -> None:
    file = tmp_path / "iottly.prom"
    service.answers = [503]
    running = start_watch("--metrics", str(file))
    running.line()
    running.interrupt()
    assert running.finish()[0] == 1
    assert "service_unavailable" in file.read_text()
