"""Faults in what the service answers: the way there is fine, and the key is sent."""

from __future__ import annotations

from faultlab.scene import Fault
from faultlab.service_faults import api
from iottly_keycheck.cause import Cause
from support import answers
from support.answers import (
    PONG,
    SIGN_IN,
    failure,
    page,
    response,
    say,
    say_then_hold,
    say_then_reset,
    say_without_goodbye,
)
from support.servers import Script


def answered(
    name: str,
    cause: Cause,
    how: str,
    script: Script,
    http_status: int | None = None,
    **more: object,
) -> Fault:
    """A fault in the answer: the way there is fine, and the key was sent."""
    stages = {
        Cause.OK: "--oooo",
        Cause.KEY_REJECTED: "--ooox",
        Cause.KEY_FORBIDDEN: "--ooox",
        Cause.HEADER_NOT_ACCEPTED: "--ooox",
    }.get(cause, "--oox-")
    return Fault(name, cause, how, api(script), stages, http_status, key_sent=True, **more)  # type: ignore[arg-type]  # passed on


ANSWER_FAULTS = [
    answered(
        "works_after_early_hints",
        Cause.OK,
        "103 Early Hints, then the pong",
        say(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + response()),
        200,
    ),
    answered(
        "works_without_a_length_and_without_goodbye",
        Cause.OK,
        "a pong without a length, and TLS not closed properly, as many servers do",
        say_without_goodbye(b"HTTP/1.0 200 OK\r\n\r\n" + PONG),
        200,
    ),
    answered(
        "silent_after_request",
        Cause.RESPONSE_TIMEOUT,
        "the request is read and never answered",
        answers.hold,
        waits=True,
    ),
    answered(
        "head_by_drips",
        Cause.RESPONSE_TIMEOUT,
        "the head of the answer comes a byte at a time",
        answers.drip_head,
        waits=True,
    ),
    answered(
        "body_by_drips",
        Cause.RESPONSE_TIMEOUT,
        "the body of the answer comes a byte at a time",
        answers.drip_body,
        200,
        waits=True,
    ),
    answered(
        "chunks_by_drips",
        Cause.RESPONSE_TIMEOUT,
        "the body comes in chunks of a byte, slowly",
        answers.drip_chunks,
        200,
        waits=True,
    ),
    answered(
        "body_never_whole",
        Cause.RESPONSE_TIMEOUT,
        "the body stops before the length that its head has promised",
        say_then_hold(response()[:-4]),
        200,
        waits=True,
    ),
    answered(
        "interim_answers_for_ever",
        Cause.RESPONSE_TIMEOUT,
        "100 Continue, again and again",
        answers.endless_interim_answers,
        waits=True,
    ),
    answered(
        "cut_off_before_the_head",
        Cause.RESPONSE_CUT_OFF,
        "closed without an answer",
        say(b""),
    ),
    answered(
        "cut_off_in_the_head",
        Cause.RESPONSE_CUT_OFF,
        "closed in the middle of the head",
        say(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    ),
    answered(
        "cut_off_in_the_body",
        Cause.RESPONSE_CUT_OFF,
        "closed in the middle of the body",
        say(response()[:-4]),
        200,
    ),
    answered(
        "cut_off_in_the_chunks",
        Cause.RESPONSE_CUT_OFF,
        "closed in the middle of a chunked body",
        say(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{"status"'),
        200,
    ),
    answered(
        "cut_off_without_goodbye",
        Cause.RESPONSE_CUT_OFF,
        "a body without a length, and TLS not closed properly",
        say_without_goodbye(b'HTTP/1.1 200 OK\r\n\r\n{"status": "po'),
        200,
    ),
    answered(
        "reset_after_request",
        Cause.RESPONSE_CUT_OFF,
        "a reset in answer to the request",
        say_then_reset(b""),
    ),
    answered(
        "reset_in_the_body",
        Cause.RESPONSE_CUT_OFF,
        "a reset in the middle of the body",
        say_then_reset(response()[:-4]),
        200,
    ),
    answered(
        "rejected",
        Cause.KEY_REJECTED,
        "401 with the API's words",
        say(failure(401, "Invalid API key")),
        401,
        error="Invalid API key",
    ),
    answered(
        "forbidden",
        Cause.KEY_FORBIDDEN,
        "403 with the API's words",
        say(failure(403, "No permission")),
        403,
        error="No permission",
    ),
    answered(
        "header_not_accepted",
        Cause.HEADER_NOT_ACCEPTED,
        "401 to the documented header, pong to Authorization",
        answers.by_header({b"Authorization: Bearer ": response()}, failure(401)),
        401,
    ),
    answered(
        "sign_in_page",
        Cause.CAPTIVE_PORTAL,
        "a page with a form to sign in",
        say(page(SIGN_IN)),
        200,
    ),
    answered(
        "sign_in_redirect",
        Cause.CAPTIVE_PORTAL,
        "a redirect to a sign-in page",
        say(page("Found", 302, [("Location", "http://portal.example/login?to=x")])),
        302,
    ),
    answered(
        "network_authentication_required",
        Cause.CAPTIVE_PORTAL,
        "511",
        say(page("Sign in first", 511)),
        511,
    ),
    answered(
        "block_page",
        Cause.BLOCKED_BY_FILTER,
        "403 with a page of a web filter",
        say(page("Access to this web site was blocked. Category: Internet of Things", 403)),
        403,
    ),
    answered(
        "block_page_in_a_200",
        Cause.BLOCKED_BY_FILTER,
        "200 with a page of a web filter",
        say(page("FortiGuard Web Filtering: access denied")),
        200,
    ),
    answered(
        "redirected",
        Cause.REDIRECTED,
        "301 to another address",
        say(response(b"", 301, [("Location", "https://elsewhere.example/v2.0/project/ping")])),
        301,
        hints=("redirected_to",),
    ),
    answered(
        "other_json",
        Cause.UNEXPECTED_RESPONSE,
        "200 with JSON that is no pong",
        say(response(b'{"status": "ping"}')),
        200,
    ),
    answered(
        "web_page",
        Cause.UNEXPECTED_RESPONSE,
        "200 with some web page",
        say(page("It works!")),
        200,
    ),
    answered(
        "not_http",
        Cause.UNEXPECTED_RESPONSE,
        "bytes that are no HTTP answer",
        say(b"* OK IMAP4rev1 ready\r\n"),
    ),
    answered(
        "http_0_9",
        Cause.UNEXPECTED_RESPONSE,
        "a body without any head, as HTTP/0.9 had it",
        say(PONG),
    ),
    answered(
        "headers_for_ever",
        Cause.UNEXPECTED_RESPONSE,
        "headers without end",
        answers.endless_headers,
    ),
    answered(
        "header_line_for_ever",
        Cause.UNEXPECTED_RESPONSE,
        "one header without end",
        answers.endless_header_line,
    ),
    answered(
        "body_for_ever",
        Cause.UNEXPECTED_RESPONSE,
        "a body without end",
        answers.endless_body,
        200,
    ),
    answered(
        "compression_bomb",
        Cause.UNEXPECTED_RESPONSE,
        "a compressed body of a gigabyte of zeros",
        answers.compression_bomb,
        200,
    ),
    answered(
        "chunks_rubbish",
        Cause.UNEXPECTED_RESPONSE,
        "a chunked body whose lengths are no numbers",
        say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nbytes\r\n"),
        200,
    ),
    answered(
        "compression_rubbish",
        Cause.UNEXPECTED_RESPONSE,
        "a body that is called compressed and is not",
        say(response(headers=[("Content-Encoding", "gzip")])),
        200,
    ),
    answered(
        "not_found",
        Cause.NOT_FOUND,
        "404",
        say(failure(404, "No such handler")),
        404,
        error="No such handler",
    ),
    answered(
        "rate_limited",
        Cause.RATE_LIMITED,
        "429 with Retry-After",
        say(response(b'{"error": "slowly"}', 429, [("Retry-After", "120")])),
        429,
        error="slowly",
        hints=("retry_after",),
    ),
    answered("other_4xx", Cause.API_ERROR, "418", say(failure(418, "teapot")), 418, error="teapot"),
    answered(
        "failure_in_a_200",
        Cause.API_ERROR,
        "200 whose JSON says status 400 and an error",
        say(response(b'{"status": 400, "error": "no project"}')),
        200,
        error="no project",
    ),
    answered(
        "server_error",
        Cause.SERVER_ERROR,
        "500 with the text of an exception",
        say(failure(500, "KeyError: 'project'")),
        500,
        error="KeyError: 'project'",
    ),
    answered(
        "bad_gateway", Cause.SERVER_ERROR, "502 with a web page", say(page("nginx", 502)), 502
    ),
    answered(
        "unavailable",
        Cause.SERVICE_UNAVAILABLE,
        "503",
        say(failure(503, "maintenance")),
        503,
        error="maintenance",
    ),
]
