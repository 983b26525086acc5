"""Close calls: whole answers of every kind, and the cause that each comes to (DESIGN's rules)."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.diagnosis.report import LONGEST_BODY, LONGEST_ERROR, Report, from_json, to_json
from support.answers import PONG, failure, page, response, say
from support.pings import Here
from support.servers import Server

FORM = '<form action="/login"><input name="user"><input type="password" name="p"></form>'
LINK = '<p>Welcome to our network.</p><a href="/guest/login">Sign in</a>'
REFRESH = '<meta http-equiv="refresh" content="0;url=http://portal.example/login">'
BLOCKED = "<h1>Access denied</h1><p>This site is blocked by policy. Category: Technology</p>"
PLAIN = "<h1>It works!</h1>"
DEEP = b'{"status": ' + b"[" * 30_000 + b"]" * 30_000 + b"}"
BIG = b'{"status": "pong", "padding": "' + b"x" * 200_000 + b'"}'


def check(answer: bytes) -> Report:
    with Server(say(answer)) as server:
        return Here().check(server.url("127.0.0.1"))


def header(name: str, value: str, status: int = 200, body: bytes = PONG) -> bytes:
    return response(body, status, [(name, value)])


def compressed(body: bytes, coding: str, data: bytes) -> bytes:
    return response(data, headers=[("Content-Encoding", coding)])


def chunked(*chunks: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


OK = {
    "pong": response(),
    "error_null": response(b'{"status": "pong", "error": null}'),
    "error_empty": response(b'{"status": "pong", "error": ""}'),
    "more_fields": response(b'{"version": 7, "status": "pong"}'),
    "labelled_html": response(content_type="text/html; charset=utf-8"),
    "labelled_picture": response(content_type="image/png"),
    "labelled_nonsense": response(content_type=";;;"),
    "labelled_a_wrong_charset": response(content_type="application/json; charset=utf-16"),
    "labelled_an_unknown_charset": response(content_type="application/json; charset=klingon"),
    "white_space_around": response(b'\r\n\t {"status": "pong"}\n\n'),
    "byte_order_mark": response(b"\xef\xbb\xbf" + PONG),
    "utf_16_with_mark": response('{"status": "pong"}'.encode("utf-16")),
    "utf_16_without_mark": response('{"status": "pong"}'.encode("utf-16-le")),
    "utf_16_big": response('{"status": "pong"}'.encode("utf-16-be")),
    "utf_32": response('{"status": "pong"}'.encode("utf-32")),
    "escaped": response(b'{"\\u0073tatus": "\\u0070ong"}'),
    "gzip": compressed(PONG, "gzip", gzip.compress(PONG)),
    "deflate": compressed(PONG, "deflate", zlib.compress(PONG)),
    "chunked": chunked(PONG[:5], PONG[5:]),
    "http_1_0": b"HTTP/1.0 200 OK\r\n\r\n" + PONG,
    "no_reason": b"HTTP/1.1 200\r\nContent-Length: 18\r\n\r\n" + PONG,
    "bare_line_feeds": b"HTTP/1.1 200 OK\nContent-Length: 18\n\n" + PONG,
    "after_continue": b"HTTP/1.1 100 Continue\r\n\r\n" + response(),
    "after_early_hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + response(),
    "date_nonsense": header("Date", "yesterday, I think"),
    "more_bytes_than_said": response() + b"and more",
    "location_in_a_200": header("Location", "/login"),
}
UNEXPECTED = {
    "empty": response(b""),
    "white_space": response(b" \n"),
    "ping": response(b'{"status": "ping"}'),
    "pong_in_capitals": response(b'{"status": "PONG"}'),
    "pong_in_a_list": response(b'{"status": ["pong"]}'),
    "status_true": response(b'{"status": true}'),
    "status_200": response(b'{"status": 200}'),
    "status_399": response(b'{"status": 399}'),
    "status_missing": response(b"{}"),
    "json_text": response(b'"pong"'),
    "json_list": response(b'[{"status": "pong"}]'),
    "json_null": response(b"null"),
    "json_number": response(b"200"),
    "json_cut": response(PONG[:-1]),
    "json_twice": response(PONG + PONG),
    "json_in_a_comment": response(b"/**/" + PONG),
    "plain_text": response(b"pong"),
    "xml": response(b'<?xml version="1.0"?><status>pong</status>'),
    "zero_bytes": response(bytes(1000)),
    "random_bytes": response(bytes(range(256))),
    "deep": response(DEEP),
    "bigger_than_is_read": response(BIG),
    "web_page": page(PLAIN),
    "201": response(status=201),
    "202": response(status=202),
    "203": response(status=203),
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "206": response(status=206),
    "299": response(status=299),
    "300_without_location": response(b"", 300),
    "301_without_location": response(b"", 301),
    "302_with_an_empty_location": header("Location", "", 302),
    "304": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "304_with_location": b"HTTP/1.1 304 Not Modified\r\nLocation: /x\r\n\r\n",
    "600": response(status=600),
    "999": response(status=999),
    "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    "status_99": b"HTTP/1.1 99 Odd\r\n\r\n",
    "status_1000": b"HTTP/1.1 1000 Odd\r\n\r\n",
    "status_no_number": b"HTTP/1.1 OK fine\r\n\r\n",
    "http_2_preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "ftp": b"220 FTP ready\r\n",
    "gzip_rubbish": compressed(PONG, "gzip", b"no gzip"),
    "gzip_cut": compressed(PONG, "gzip", gzip.compress(BIG)[:100]),
    "unknown_coding": compressed(PONG, "klingon", b"\x00\x01"),
    "negative_chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n",
    "401_header_in_a_200": header("WWW-Authenticate", "Basic", 200, b"{}"),
}
STATUS = {
    "401": (failure(401), Cause.KEY_REJECTED),
    "401_empty": (response(b"", 401), Cause.KEY_REJECTED),
    "401_page": (page(PLAIN, 401), Cause.KEY_REJECTED),
    "401_page_with_a_link_to_sign_in": (page(LINK, 401), Cause.KEY_REJECTED),
    "401_block_page": (page(BLOCKED, 401), Cause.KEY_REJECTED),
    "401_page_with_a_form": (page(FORM, 401), Cause.CAPTIVE_PORTAL),
    "403": (failure(403), Cause.KEY_FORBIDDEN),
    "403_empty": (response(b"", 403), Cause.KEY_FORBIDDEN),
    "403_plain_text": (response(b"Forbidden", 403, content_type="text/plain"), Cause.KEY_FORBIDDEN),
    "403_json_labelled_html": (
        response(b'{"error": "no"}', 403, content_type="text/html"),
        Cause.KEY_FORBIDDEN,
    ),
    "403_page": (page("<h1>Forbidden</h1>", 403), Cause.BLOCKED_BY_FILTER),
    "403_page_labelled_json": (
        response(b"<html><body>Forbidden</body></html>", 403),
        Cause.BLOCKED_BY_FILTER,
    ),
    "403_page_with_a_form": (page(FORM, 403), Cause.CAPTIVE_PORTAL),
    "404": (failure(404), Cause.NOT_FOUND),
    "404_page": (page(PLAIN, 404), Cause.NOT_FOUND),
    "404_page_with_a_form": (page(FORM, 404), Cause.NOT_FOUND),
    "404_block_page": (page(BLOCKED, 404), Cause.NOT_FOUND),
    "429": (failure(429), Cause.RATE_LIMITED),
    "429_page": (page(PLAIN, 429), Cause.RATE_LIMITED),
    "400": (failure(400), Cause.API_ERROR),
    "405": (failure(405), Cause.API_ERROR),
    "407_without_a_proxy": (response(b"", 407), Cause.API_ERROR),
    "410_page": (page(PLAIN, 410), Cause.API_ERROR),
    "418_block_page": (page(BLOCKED, 418), Cause.BLOCKED_BY_FILTER),
    "451": (page("<h1>Unavailable</h1>", 451), Cause.BLOCKED_BY_FILTER),
    "451_json": (failure(451), Cause.API_ERROR),
    "499": (failure(499), Cause.API_ERROR),
    "500": (failure(500), Cause.SERVER_ERROR),
    "500_page": (page(PLAIN, 500), Cause.SERVER_ERROR),
    "500_page_with_a_form": (page(FORM, 500), Cause.SERVER_ERROR),
    "501": (failure(501), Cause.SERVER_ERROR),
    "502_block_page": (page(BLOCKED, 502), Cause.SERVER_ERROR),
    "503": (failure(503), Cause.SERVICE_UNAVAILABLE),
    "503_page": (page(PLAIN, 503), Cause.SERVICE_UNAVAILABLE),
    "504": (failure(504), Cause.SERVER_ERROR),
    "511": (response(b"", 511), Cause.CAPTIVE_PORTAL),
    "520_page": (page(PLAIN, 520), Cause.SERVER_ERROR),
    "599": (failure(599), Cause.SERVER_ERROR),
    # a failure in a success's clothes
    "200_says_400": (response(b'{"status": 400, "error": "no"}'), Cause.API_ERROR),
    "200_says_401": (response(b'{"status": 401, "error": "no"}'), Cause.KEY_REJECTED),
    "200_says_403": (response(b'{"status": 403}'), Cause.KEY_FORBIDDEN),
    "200_says_404": (response(b'{"status": 404, "error": "no"}'), Cause.NOT_FOUND),
    "200_says_429": (response(b'{"status": 429}'), Cause.RATE_LIMITED),
    "200_says_500": (response(b'{"status": 500, "error": "no"}'), Cause.SERVER_ERROR),
    "200_says_503": (response(b'{"status": 503}'), Cause.SERVICE_UNAVAILABLE),
    "200_says_401_0": (response(b'{"status": 401.0, "error": "no"}'), Cause.KEY_REJECTED),
    "200_says_1e3": (response(b'{"status": 1e3, "error": "no"}'), Cause.API_ERROR),
    "200_says_infinity": (response(b'{"status": Infinity, "error": "no"}'), Cause.API_ERROR),
    "200_pong_and_error": (response(b'{"status": "pong", "error": "no"}'), Cause.API_ERROR),
    "200_error_alone": (response(b'{"error": "no"}'), Cause.API_ERROR),
    "200_error_false": (response(b'{"status": "pong", "error": false}'), Cause.API_ERROR),
    "200_error_object": (response(b'{"error": {"code": 7}}'), Cause.API_ERROR),
    "200_says_200_and_error": (response(b'{"status": 200, "error": "no"}'), Cause.API_ERROR),
    # pages in the API's place
    "200_form": (page(FORM), Cause.CAPTIVE_PORTAL),
    "200_link": (page(LINK), Cause.CAPTIVE_PORTAL),
    "200_refresh": (page(REFRESH), Cause.CAPTIVE_PORTAL),
    "200_form_labelled_json": (response(f"<html>{FORM}</html>".encode()), Cause.CAPTIVE_PORTAL),
    "200_form_in_utf_16": (response(f"<html>{FORM}</html>".encode("utf-16")), Cause.CAPTIVE_PORTAL),
    "200_form_in_capitals": (page(FORM.upper()), Cause.CAPTIVE_PORTAL),
    "200_block_page": (page(BLOCKED), Cause.BLOCKED_BY_FILTER),
    "200_block_page_by_name": (page("<h1>Zscaler</h1>"), Cause.BLOCKED_BY_FILTER),
    "200_privacy_policy": (
        page('<h1>Hello</h1><a href="/p">Privacy policy</a>'),
        Cause.UNEXPECTED_RESPONSE,
    ),
    "200_script_says_denied": (
        page("<script>if (denied) blocked()</script><p>Hello</p>"),
        Cause.UNEXPECTED_RESPONSE,
    ),
    # redirects, which are not followed
    "301": (header("Location", "https://elsewhere.example/", 301), Cause.REDIRECTED),
    "302_relative": (header("Location", "/v2.0/project/ping", 302), Cause.REDIRECTED),
    "303": (header("Location", "/x", 303), Cause.REDIRECTED),
    "307": (header("Location", "/x", 307), Cause.REDIRECTED),
    "308": (header("Location", "/x", 308), Cause.REDIRECTED),
    "302_login": (header("Location", "http://10.0.0.1/login", 302), Cause.CAPTIVE_PORTAL),
    "302_portal": (header("Location", "http://captiveportal.example/", 302), Cause.CAPTIVE_PORTAL),
    "302_hotspot": (header("Location", "http://hotspot.example/", 302), Cause.CAPTIVE_PORTAL),
    "302_nonsense": (header("Location", "ht!tp://[", 302), Cause.REDIRECTED),
}


@pytest.mark.parametrize("answer", OK.values(), ids=OK)
def test_works(answer: bytes) -> None:
    report = check(answer)
    assert (report.cause, report.http_status) == (Cause.OK, 200), report


@pytest.mark.parametrize("answer", UNEXPECTED.values(), ids=UNEXPECTED)
def test_unexpected(answer: bytes) -> None:
    report = check(answer)
    assert report.cause is Cause.UNEXPECTED_RESPONSE, report


@pytest.mark.parametrize(("answer", "cause"), STATUS.values(), ids=STATUS)
def test_cause(answer: bytes, cause: Cause) -> None:
    report = check(answer)
    assert report.cause is cause, report


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        ("plain", "plain"),
        ("  spaces stay  \n", "  spaces stay  \n"),
        ("<b>tags stay</b>", "<b>tags stay</b>"),
        ("Ärger mit 💥", "Ärger mit 💥"),
        ("\x00\x1b[31m", "\x00\x1b[31m"),
        ("\ud800 alone", "\ufffd alone"),
        ({"code": 7, "why": ["ä"]}, '{"code":7,"why":["ä"]}'),
        ([1, None], "[1,null]"),
        (0, "0"),
        (False, "false"),
        ("x" * 3000, "x" * LONGEST_ERROR),
    ],
)
def test_error_is_kept_to_the_letter(error: object, shown: str) -> None:
    assert check(failure(400, error)).error == shown


@pytest.mark.parametrize("error", [None, ""])
def test_no_error_is_none(error: object) -> None:
    assert check(failure(400, error)).error is None


def test_the_status_in_the_body_is_not_the_http_status() -> None:
    assert check(response(b'{"status": 401, "error": "no"}')).http_status == 200


def test_an_error_beyond_what_is_read_is_lost_but_the_cause_is_not() -> None:
    body = json.dumps({"padding": "x" * 100_000, "error": "late"}).encode()
    report = check(response(body, 500))
    assert (report.cause, report.error) == (Cause.SERVER_ERROR, None)


def test_the_body_in_the_report_is_bounded() -> None:
    report = check(response(BIG, 500))
    assert report.response is not None
    assert len(report.response.body) <= LONGEST_BODY


@pytest.mark.parametrize(
    "answer",
    [
        *(OK | UNEXPECTED).values(),
        *(answer for answer, _ in STATUS.values()),
        failure(400, "\ud800\x00"),
        header("X-Odd", "\xff\xfe\x80"),
    ],
)
def test_every_report_is_read_as_it_was_written(answer: bytes) -> None:
    report = check(answer)
    assert from_json(to_json(report)) == from_json(to_json(from_json(to_json(report))))
    to_json(report).encode()
