"""Faults on the way to the service, and the service's own, that sockets on this computer make."""

from __future__ import annotations

import socket

from faultlab.scene import Fault, Lab, Scene, SetUp
from iottly_keycheck.cause import Cause
from support import answers
from support.answers import (
    response,
    say,
    say_at_once,
)
from support.checks import LOGIN
from support.servers import Script

HOST = "127.0.0.1"


def api(script: Script, tls: str | None = "good", *, host: str = HOST) -> SetUp:
    """A server in the API's place; without `tls` it speaks before any handshake."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(script, tls)
        return Scene(("--url", f"https://{host}:{server.port}/v1.0"), lab.trust)

    return set_up


def plain_api(script: Script) -> SetUp:
    """The same by plain HTTP, which is allowed on this computer."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(script)
        return Scene(("--url", f"http://{HOST}:{server.port}/v1.0"))

    return set_up


def nobody_there(lab: Lab) -> Scene:
    return Scene(("--url", f"https://{HOST}:{lab.closed_port()}/v1.0"), lab.trust)


def full_waiting_room(lab: Lab) -> Scene:
    """A listener that takes no more clients: the kernel drops what asks to connect."""
    listener = lab.stack.enter_context(socket.socket())
    listener.bind((HOST, 0))
    listener.listen(0)
    for _ in range(4):
        waiting = lab.stack.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(listener.getsockname())
    return Scene(("--url", f"https://{HOST}:{listener.getsockname()[1]}/v1.0"), lab.trust)


def without_trust(tls: str) -> SetUp:
    """A server whose authority only the laboratory trusts, checked without that trust."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(say(response()), tls)
        return Scene(("--url", server.url(HOST)))

    return set_up


def with_key(key: str) -> SetUp:
    """A server that would say pong, and this in the key's place."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(say(response()), "good")
        return Scene(("--url", server.url(HOST)), lab.trust, key)

    return set_up


def with_settings(**settings: object) -> SetUp:
    """A settings file as somebody else has left it."""

    def set_up(lab: Lab) -> Scene:
        return Scene(env=lab.trust, settings=settings)

    return set_up


def with_environment(**env: str) -> SetUp:
    """A server that would say pong, with a proxy's address in the environment."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(say(response()), "good")
        return Scene(("--url", server.url(HOST)), lab.trust | env)

    return set_up


SERVICE_FAULTS = [
    Fault(
        "works", Cause.OK, "nothing is wrong", api(say(response())), "--oooo", 200, key_sent=True
    ),
    Fault(
        "works_by_plain_http_on_this_computer",
        Cause.OK,
        "nothing is wrong, by plain HTTP to a loopback address",
        plain_api(say(response())),
        "--o-oo",
        200,
        key_sent=True,
    ),
    Fault(
        "works_behind_an_intermediate",
        Cause.OK,
        "nothing is wrong, with a chain of three certificates",
        api(say(response()), "by_an_intermediate"),
        "--oooo",
        200,
        key_sent=True,
    ),
    Fault(
        "works_at_localhost_by_one_family",
        Cause.OK,
        "the name has two addresses, and only IPv4 answers",
        api(say(response()), host="localhost"),
        "-ooooo",
        200,
        key_sent=True,
    ),
    Fault(
        "key_with_a_space",
        Cause.KEY_MALFORMED,
        "a space in the middle of the key",
        with_key("cafe5eed c0ffee"),
        "-----x",
        hints=("key_fault",),
    ),
    Fault("key_empty", Cause.KEY_MALFORMED, "no key at all", with_key(" \n"), "-----x"),
    Fault(
        "key_not_ascii",
        Cause.KEY_MALFORMED,
        "letters that no HTTP header can carry",
        with_key("sch\u00f6ner-schl\u00fcssel-000000"),
        "-----x",
    ),
    Fault(
        "plain_http_to_another_computer",
        Cause.SETTINGS_INVALID,
        "the settings want the key sent in clear text",
        with_settings(url="http://192.0.2.1/v1.0"),
        "------",
        hints=("setting_unusable",),
    ),
    Fault(
        "url_nonsense",
        Cause.SETTINGS_INVALID,
        "the settings have no URL in place of the API's address",
        with_settings(url="ask the IT department"),
        "------",
    ),
    Fault(
        "timeout_nonsense",
        Cause.SETTINGS_INVALID,
        "the settings have a deadline of a year",
        with_settings(url="https://127.0.0.1:1/v1.0", timeout=31536000),
        "------",
    ),
    Fault(
        "proxy_variable_of_an_unknown_kind",
        Cause.SETTINGS_INVALID,
        "HTTPS_PROXY=ftp://proxy.example",
        with_environment(HTTPS_PROXY="ftp://proxy.example:21"),
        "x-----",
        hints=("setting_unusable",),
    ),
    Fault(
        "proxy_variable_with_a_bad_port",
        Cause.SETTINGS_INVALID,
        "https_proxy names port 99999",
        with_environment(https_proxy=f"http://{LOGIN}@proxy.example:99999"),
        "x-----",
    ),
    Fault(
        "refused",
        Cause.CONNECTION_REFUSED,
        "nothing listens at the port",
        nobody_there,
        "--x---",
    ),
    Fault(
        "dropped",
        Cause.CONNECTION_TIMEOUT,
        "the request to connect is dropped (a full queue)",
        full_waiting_room,
        "--x---",
        waits=True,
    ),
    Fault(
        "reset_at_once",
        Cause.CONNECTION_RESET,
        "a reset as soon as the connection stands",
        api(answers.reset_at_once, None),
        "--ox-- or --x---",
    ),
    Fault(
        "closed_at_once",
        Cause.CONNECTION_RESET,
        "closed as soon as the connection stands",
        api(answers.close_at_once, None),
        "--ox--",
    ),
    Fault(
        "reset_in_handshake",
        Cause.CONNECTION_RESET,
        "a reset in answer to the first TLS message",
        api(answers.reset_in_handshake, None),
        "--ox--",
    ),
    Fault(
        "closed_in_handshake",
        Cause.CONNECTION_RESET,
        "closed in answer to the first TLS message",
        api(answers.close_in_handshake, None),
        "--ox--",
    ),
    Fault(
        "self_signed",
        Cause.TLS_UNTRUSTED,
        "a self-signed certificate",
        api(say(response()), "self_signed", host="localhost"),
        "-oox--",
        hints=("issued_by",),
    ),
    Fault(
        "unknown_authority",
        Cause.TLS_UNTRUSTED,
        "a certificate by an authority that nobody here knows",
        without_trust("good"),
        "--ox--",
        hints=("issued_by",),
    ),
    Fault(
        "security_software",
        Cause.TLS_UNTRUSTED,
        "a certificate by security software that opens TLS",
        api(say(response()), "by_security_software"),
        "--ox--",
        hints=("issued_by", "security_product"),
    ),
    Fault(
        "incomplete_chain",
        Cause.TLS_UNTRUSTED,
        "the server does not send its intermediate certificate",
        api(say(response()), "without_its_intermediate"),
        "--ox--",
    ),
    Fault(
        "expired",
        Cause.TLS_EXPIRED,
        "the certificate expired yesterday",
        api(say(response()), "expired"),
        "--ox--",
        hints=("certificate_dates",),
    ),
    Fault(
        "not_yet_valid",
        Cause.TLS_NOT_YET_VALID,
        "the certificate becomes valid tomorrow",
        api(say(response()), "not_yet_valid"),
        "--ox--",
        hints=("certificate_dates",),
    ),
    Fault(
        "for_another_host",
        Cause.TLS_WRONG_HOST,
        "the certificate is for another name",
        api(say(response()), "for_another_host", host="localhost"),
        "-oox--",
        hints=("certificate_for",),
    ),
    Fault(
        "for_another_address",
        Cause.TLS_WRONG_HOST,
        "the certificate is for a name, the API's address is a number",
        api(say(response()), "for_another_host"),
        "--ox--",
    ),
    Fault(
        "name_in_the_subject_only",
        Cause.TLS_WRONG_HOST,
        "the name stands in the certificate's common name only",
        api(say(response()), "common_name_only", host="localhost"),
        "-oox--",
    ),
    Fault(
        "old_protocol",
        Cause.TLS_HANDSHAKE_FAILED,
        "the server speaks TLS 1.0 only",
        api(say(response()), "old_protocol_only"),
        "--ox--",
    ),
    Fault(
        "no_common_cipher",
        Cause.TLS_HANDSHAKE_FAILED,
        "there is no cipher that both sides know",
        api(say(response()), "no_common_cipher"),
        "--ox--",
    ),
    Fault(
        "alert",
        Cause.TLS_HANDSHAKE_FAILED,
        "the server answers with a TLS alert",
        api(answers.fatal_alert, None),
        "--ox--",
    ),
    Fault(
        "client_certificate_in_tls_1_2",
        Cause.TLS_HANDSHAKE_FAILED,
        "the server wants a certificate of the client, in TLS 1.2",
        api(say(response()), "wants_a_client_certificate_in_tls_1_2"),
        "--ox--",
    ),
    Fault(
        "client_certificate_in_tls_1_3",
        Cause.TLS_HANDSHAKE_FAILED,
        "the server wants a certificate of the client, in TLS 1.3, where it says so late",
        api(say(response()), "wants_a_client_certificate"),
        "--ox--",
        key_sent=True,
    ),
    Fault(
        "banner_of_another_protocol",
        Cause.TLS_NOT_SPOKEN,
        "an SSH server answers",
        api(say_at_once(b"SSH-2.0-OpenSSH_9.2p1\r\n"), None),
        "--ox--",
    ),
    Fault(
        "plain_http_where_tls_is_due",
        Cause.TLS_NOT_SPOKEN,
        "an HTTP server answers without TLS",
        api(say_at_once(response(b"", 400)), None),
        "--ox--",
    ),
    Fault(
        "silent_after_accept",
        Cause.TLS_TIMEOUT,
        "connected, then not a word",
        api(answers.hold, None),
        "--ox--",
        waits=True,
    ),
    Fault(
        "silent_in_handshake",
        Cause.TLS_TIMEOUT,
        "the handshake stops in the middle of a record",
        api(answers.half_a_server_hello, None),
        "--ox--",
        waits=True,
    ),
]
