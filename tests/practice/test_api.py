import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.practice import PracticeApi, SampleKey


@pytest.fixture
def api() -> Iterator[PracticeApi]:
    with PracticeApi() as api:
        yield api


def sample(description: str) -> SampleKey:
    return next(sample for sample in PracticeApi.sample_keys if sample.description == description)


def get(
    api: PracticeApi, headers: dict[str, str], path: str = "/v1.0/project/ping"
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(api.url).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def ping(api: PracticeApi, key: str) -> tuple[http.client.HTTPResponse, bytes]:
    return get(api, {"Authentication": f"bearer {key}"})


def connect(api: PracticeApi) -> socket.socket:
    address = urlsplit(api.url)
    assert address.hostname
    assert address.port
    return socket.create_connection((address.hostname, address.port), timeout=10)


def request(key: str, *more: str) -> bytes:
    lines = ["GET /v1.0/project/ping HTTP/1.1", f"Authentication: bearer {key}", *more, "", ""]
    return "\r\n".join(lines).encode()


def test_a_working_key_gets_the_documented_answer(api: PracticeApi) -> None:
    response, body = ping(api, sample("Analytics").secret.reveal())
    assert response.status == 200
    assert json.loads(body) == {"status": "pong"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authentication": "bearer 0123456789abcdef0123456789abcdef"},
        {"Authentication": sample("Analytics").secret.reveal()},
        {"Authentication": f"Basic {sample('Analytics').secret.reveal()}"},
        {"Authorization": f"bearer {sample('Analytics').secret.reveal()}"},
    ],
)
def test_without_a_known_key_in_that_header_it_is_401_with_words(
    api: PracticeApi, headers: dict[str, str]
) -> None:
    response, body = get(api, headers)
    assert response.status == 401
    assert json.loads(body)["error"]


def test_another_path_is_404_with_words(api: PracticeApi) -> None:
    key = sample("Analytics").secret.reveal()
    response, body = get(api, {"Authentication": f"bearer {key}"}, "/v1.0/ping")
    assert response.status == 404
    assert json.loads(body)["error"]


@pytest.mark.parametrize(
    ("description", "status", "content_type"),
    [
        ("Old dashboard", 401, "application/json"),
        ("John Smith", 403, "text/html; charset=utf-8"),
        ("Testing Lab", 200, "application/json"),
        ("Reporting", 500, "application/json"),
        ("Nightly maintenance", 503, "application/json"),
    ],
)
def test_failures_say_in_words_what_went_wrong(
    api: PracticeApi, description: str, status: int, content_type: str
) -> None:
    response, body = ping(api, sample(description).secret.reveal())
    assert response.status == status
    assert response.headers["Content-Type"] == content_type
    assert json.loads(body)["error"]


def test_a_failure_can_come_with_status_200(api: PracticeApi) -> None:
    _, body = ping(api, sample("Testing Lab").secret.reveal())
    assert json.loads(body)["status"] == 400


def test_moved_site_redirects(api: PracticeApi) -> None:
    response, _ = ping(api, sample("Moved site").secret.reveal())
    assert (response.status, response.headers["Location"]) == (301, "/v2.0/project/ping")


def test_guest_wifi_is_a_page_to_sign_in(api: PracticeApi) -> None:
    response, body = ping(api, sample("Guest Wi-Fi").secret.reveal())
    assert response.status == 200
    assert b'type="password"' in body


def test_weak_line_ends_before_the_answer_is_whole(api: PracticeApi) -> None:
    with pytest.raises(http.client.IncompleteRead):
        ping(api, sample("Weak line").secret.reveal())


def test_the_samples_differ_and_show_different_causes() -> None:
    samples = PracticeApi.sample_keys
    assert len({sample.description.lower() for sample in samples}) == len(samples)
    assert len({sample.secret.reveal() for sample in samples}) == len(samples)
    causes = [sample.cause for sample in samples if sample.cause is not Cause.OK]
    assert len(set(causes)) == len(causes)


def test_the_keys_have_the_usual_shape_and_stay_the_same() -> None:
    for sample in PracticeApi.sample_keys:
        key = sample.secret.reveal()
        assert len(key) == 32
        assert set(key) <= set("0123456789abcdef")
        assert sample.secret == sample.secret


def test_stopping_ends_the_answers_that_are_still_to_come() -> None:
    with PracticeApi() as api:
        client = connect(api)
        # The interim answer shows that the request is being worked on.
        key = sample("Silent site").secret.reveal()
        client.sendall(request(key, "Expect: 100-continue"))
        assert client.recv(100).startswith(b"HTTP/1.1 100 ")
        begun = time.monotonic()
    with client:
        assert client.recv(1) == b""
    assert time.monotonic() - begun < 1


def test_clients_that_hang_up_or_talk_nonsense_leave_no_trace(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with PracticeApi() as api:
        threads = set(threading.enumerate())
        for words in (b"", b"\x16\x03\x01 nonsense\r\n\r\n", request("unknown"), b"GET"):
            with connect(api) as client:
                client.sendall(words)
                # Closing with a reset, not in good order.
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        # Connections are taken in turn: when this one is answered, the others have their threads.
        assert ping(api, sample("Analytics").secret.reveal())[0].status == 200
        for thread in set(threading.enumerate()) - threads:
            thread.join(10)
    assert capfd.readouterr() == ("", "")


def test_an_answer_does_not_wait_for_acknowledgements(api: PracticeApi) -> None:
    key = sample("Analytics").secret.reveal()
    begun = time.monotonic()
    for _ in range(20):
        ping(api, key)
    assert time.monotonic() - begun < 20 * 0.03
