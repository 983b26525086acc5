"""Faults of a proxy on the way."""

from __future__ import annotations

from collections.abc import Callable

from faultlab.scene import Fault, Lab, Scene, SetUp
from faultlab.service_faults import HOST, full_waiting_room
from iottly_keycheck.cause import Cause
from support import answers, proxies
from support.answers import (
    failure,
    response,
    say,
    say_at_once,
    say_then_reset,
)
from support.checks import LOGIN, TOKEN
from support.proxies import BASIC, Tunnels, connects, refusal, socks, wants
from support.servers import Script


def proxy(
    script: Callable[[Lab], Script],
    *,
    scheme: str = "http",
    login: str = "",
    tls: str | None = None,
) -> SetUp:
    """A proxy in the environment; the service behind it would say pong."""

    def set_up(lab: Lab) -> Scene:
        service = lab.serve(say(response()), "good")
        server = lab.serve(script(lab), tls)
        user = f"{login}@" if login else ""
        env = lab.trust | {"HTTPS_PROXY": f"{scheme}://{user}{HOST}:{server.port}"}
        return Scene(("--url", service.url(HOST)), env)

    return set_up


def scripted(script: Script, **more: str | None) -> SetUp:
    """The same, where the proxy does not lead anywhere."""
    return proxy(lambda _: script, **more)  # type: ignore[arg-type]  # passed on


def proxy_at(address: Callable[[Lab], str]) -> SetUp:
    """A proxy that cannot be reached."""

    def set_up(lab: Lab) -> Scene:
        service = lab.serve(say(response()), "good")
        return Scene(("--url", service.url(HOST)), lab.trust | {"HTTPS_PROXY": address(lab)})

    return set_up


def to_pong(lab: Lab) -> Tunnels:
    """Tunnels to a service that says pong."""
    service = lab.serve(say(response()), "good")
    return Tunnels((HOST, service.port))


def key_rejected(lab: Lab) -> Scene:
    service = lab.serve(say(failure(401)), "good")
    server = lab.serve(connects(Tunnels((HOST, service.port))))
    env = lab.trust | {"HTTPS_PROXY": f"http://{HOST}:{server.port}"}
    return Scene(("--url", service.url(HOST)), env)


def dropping_proxy(lab: Lab) -> str:
    scene = full_waiting_room(lab)
    return scene.options[1].replace("https", "http").removesuffix("/v1.0")


def by_proxy(name: str, cause: Cause, how: str, set_up: SetUp, **more: object) -> Fault:
    stages = more.pop("stages", "x-----")
    source = more.pop("proxy_source", "environment")
    return Fault(name, cause, how, set_up, stages, proxy_source=source, **more)  # type: ignore[arg-type]  # passed on


def answers_connect(name: str, cause: Cause, how: str, status: int, **more: object) -> Fault:
    headers = more.pop("headers", ())
    script = say(refusal(status, headers, b"no"))  # type: ignore[arg-type]  # passed on
    return by_proxy(name, cause, how, scripted(script), proxy_status=status, **more)


def answers_socks(code: int, cause: Cause, how: str) -> Fault:
    set_up = scripted(socks(proxies.saying(proxies.reply(code))), scheme="socks5h")
    return by_proxy(f"socks_reply_{code}", cause, how, set_up)


PROXY_FAULTS = [
    by_proxy(
        "works_through_a_proxy",
        Cause.OK,
        "nothing is wrong, through an HTTP proxy",
        proxy(lambda lab: connects(to_pong(lab))),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=200,
    ),
    by_proxy(
        "works_through_a_proxy_with_password",
        Cause.OK,
        "nothing is wrong, through an HTTP proxy that wants the password it gets",
        proxy(
            lambda lab: proxies.connects_for(TOKEN, to_pong(lab), BASIC, "NTLM"),
            login=LOGIN,
        ),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=200,
        hints=("proxy_password_in_clear",),
    ),
    by_proxy(
        "works_through_a_tls_proxy",
        Cause.OK,
        "nothing is wrong, through a proxy that speaks TLS itself",
        proxy(lambda lab: connects(to_pong(lab)), scheme="https", tls="good"),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=200,
    ),
    by_proxy(
        "works_through_socks5h",
        Cause.OK,
        "nothing is wrong, through a SOCKS5 proxy",
        proxy(lambda lab: socks(proxies.granting(to_pong(lab))), scheme="socks5h"),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
    ),
    by_proxy(
        "works_through_socks5_with_password",
        Cause.OK,
        "nothing is wrong, through a SOCKS5 proxy that takes the login",
        proxy(
            lambda lab: socks(
                proxies.granting(to_pong(lab)), method=proxies.LOGIN, login_answer=b"\x01\x00"
            ),
            scheme="socks5",
            login=LOGIN,
        ),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        hints=("proxy_password_in_clear",),
    ),
    by_proxy(
        "works_through_a_tls_proxy_with_password",
        Cause.OK,
        "nothing is wrong, through an https proxy that wants the password it gets",
        proxy(
            lambda lab: proxies.connects_for(TOKEN, to_pong(lab), BASIC),
            scheme="https",
            login=LOGIN,
            tls="good",
        ),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=200,
    ),
    by_proxy(
        "works_through_a_wordy_proxy",
        Cause.OK,
        "nothing is wrong, through a proxy that adds headers that mean nothing there",
        proxy(
            lambda lab: connects(
                to_pong(lab),
                b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
            )
        ),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
        proxy_status=200,
    ),
    by_proxy(
        "works_through_socks5h_by_name",
        Cause.OK,
        "nothing is wrong, through a SOCKS5 proxy that answers with a name",
        proxy(
            lambda lab: socks(proxies.granting(to_pong(lab), b"\x05\x00\x00\x03\x04here\x00\x00")),
            scheme="socks5h",
        ),
        stages="o--ooo",
        http_status=200,
        key_sent=True,
    ),
    by_proxy(
        "key_rejected_through_a_proxy",
        Cause.KEY_REJECTED,
        "401 through the proxy, and without it",
        key_rejected,
        stages="o--oox",
        http_status=401,
        key_sent=True,
        proxy_status=200,
    ),
    by_proxy(
        "proxy_closes_after_407",
        Cause.PROXY_AUTH_REQUIRED,
        "407 and the end of the connection, as most proxies do it",
        scripted(say(wants(BASIC))),
        proxy_status=407,
        offers=("Basic",),
    ),
    by_proxy(
        "proxy_cut_off_in_its_answer",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy closes in the middle of its answer to CONNECT",
        scripted(say(b"HTTP/1.1 200 Connection established\r\n")),
    ),
    by_proxy(
        "socks_cut_off_in_its_answer",
        Cause.PROXY_NOT_A_PROXY,
        "the SOCKS proxy closes in the middle of its reply",
        scripted(socks(proxies.saying(b"\x05\x00\x00")), scheme="socks5h"),
    ),
    by_proxy(
        "socks_closes_at_once",
        Cause.PROXY_NOT_A_PROXY,
        "the SOCKS proxy closes in answer to the greeting",
        scripted(answers.close_in_handshake, scheme="socks5h"),
    ),
    by_proxy(
        "socks_login_closed",
        Cause.PROXY_AUTH_REJECTED,
        "the SOCKS proxy closes in answer to the login, as RFC 1929 has it",
        scripted(
            socks(proxies.holding, method=proxies.LOGIN, login_answer=b""),
            scheme="socks5h",
            login=LOGIN,
        ),
    ),
    by_proxy(
        "proxy_refused",
        Cause.PROXY_REFUSED,
        "nothing listens at the proxy's address",
        proxy_at(lambda lab: f"http://{HOST}:{lab.closed_port()}"),
        hints=("direct_works",),
    ),
    by_proxy(
        "socks_proxy_refused",
        Cause.PROXY_REFUSED,
        "nothing listens at the SOCKS proxy's address",
        proxy_at(lambda lab: f"socks5h://{HOST}:{lab.closed_port()}"),
    ),
    by_proxy(
        "proxy_dropped",
        Cause.PROXY_TIMEOUT,
        "the request to connect to the proxy is dropped",
        proxy_at(dropping_proxy),
        waits=True,
        hints=("direct_works",),
    ),
    by_proxy(
        "proxy_silent",
        Cause.PROXY_TIMEOUT,
        "the proxy never answers CONNECT",
        scripted(answers.hold),
        waits=True,
    ),
    by_proxy(
        "proxy_drips",
        Cause.PROXY_TIMEOUT,
        "the proxy's answer to CONNECT comes a byte at a time",
        scripted(answers.drip_head),
        waits=True,
    ),
    by_proxy(
        "tls_proxy_silent",
        Cause.PROXY_TIMEOUT,
        "the https proxy never ends the handshake",
        scripted(answers.hold, scheme="https"),
        waits=True,
    ),
    by_proxy(
        "socks_silent",
        Cause.PROXY_TIMEOUT,
        "the SOCKS proxy never answers the request",
        scripted(socks(proxies.holding), scheme="socks5h"),
        waits=True,
    ),
    answers_connect(
        "proxy_wants_a_password",
        Cause.PROXY_AUTH_REQUIRED,
        "407 that offers Basic, and no user name is set",
        407,
        headers=[("Proxy-Authenticate", BASIC), ("Proxy-Authenticate", "NTLM")],
        offers=("Basic", "NTLM"),
        hints=("proxy_offers",),
    ),
    answers_connect(
        "proxy_wants_something",
        Cause.PROXY_AUTH_REQUIRED,
        "407 that does not say how",
        407,
    ),
    by_proxy(
        "socks_wants_a_password",
        Cause.PROXY_AUTH_REQUIRED,
        "no acceptable method (0xFF), and no user name is set",
        scripted(socks(proxies.holding, method=proxies.NO_METHOD), scheme="socks5h"),
    ),
    by_proxy(
        "proxy_rejects_the_password",
        Cause.PROXY_AUTH_REJECTED,
        "407 again, with the password",
        scripted(proxies.connects_for(b"another", Tunnels((HOST, 1)), BASIC), login=LOGIN),
        proxy_status=407,
        offers=("Basic",),
    ),
    by_proxy(
        "socks_rejects_the_password",
        Cause.PROXY_AUTH_REJECTED,
        "the SOCKS login is refused",
        scripted(
            socks(proxies.holding, method=proxies.LOGIN, login_answer=b"\x01\x01"),
            scheme="socks5h",
            login=LOGIN,
        ),
    ),
    by_proxy(
        "proxy_offers_no_way_of_ours",
        Cause.PROXY_AUTH_UNSUPPORTED,
        "407 that offers Bearer and Hawk only",
        scripted(say(wants("Bearer", "Hawk")), login=LOGIN),
        proxy_status=407,
        offers=("Bearer", "Hawk"),
        hints=("proxy_offers",),
    ),
    by_proxy(
        "socks_offers_no_way_of_ours",
        Cause.PROXY_AUTH_UNSUPPORTED,
        "no acceptable method (0xFF), although a user name is set",
        scripted(socks(proxies.holding, method=proxies.NO_METHOD), scheme="socks5h", login=LOGIN),
    ),
    answers_connect("proxy_denies_401", Cause.PROXY_DENIED, "401 to CONNECT", 401),
    answers_connect("proxy_denies_403", Cause.PROXY_DENIED, "403 to CONNECT", 403),
    answers_connect("proxy_denies_429", Cause.PROXY_DENIED, "429 to CONNECT", 429),
    answers_connect("proxy_denies_451", Cause.PROXY_DENIED, "451 to CONNECT", 451),
    answers_connect("proxy_fails_500", Cause.PROXY_UPSTREAM_FAILED, "500 to CONNECT", 500),
    answers_connect("proxy_fails_502", Cause.PROXY_UPSTREAM_FAILED, "502 to CONNECT", 502),
    answers_connect("proxy_fails_503", Cause.PROXY_UPSTREAM_FAILED, "503 to CONNECT", 503),
    answers_connect("proxy_fails_504", Cause.PROXY_UPSTREAM_FAILED, "504 to CONNECT", 504),
    answers_connect("portal_answers_connect_511", Cause.CAPTIVE_PORTAL, "511 to CONNECT", 511),
    answers_connect(
        "portal_answers_connect_302",
        Cause.CAPTIVE_PORTAL,
        "302 to CONNECT",
        302,
        headers=[("Location", "http://portal.example/")],
    ),
    answers_connect("web_server_400", Cause.PROXY_NOT_A_PROXY, "400 to CONNECT", 400),
    answers_connect("web_server_404", Cause.PROXY_NOT_A_PROXY, "404 to CONNECT", 404),
    answers_connect("web_server_405", Cause.PROXY_NOT_A_PROXY, "405 to CONNECT", 405),
    by_proxy(
        "proxy_closes",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy closes without an answer to CONNECT",
        scripted(say(b"")),
    ),
    by_proxy(
        "proxy_resets",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy resets the connection in answer to CONNECT",
        scripted(say_then_reset(b"")),
    ),
    by_proxy(
        "proxy_speaks_ssh",
        Cause.PROXY_NOT_A_PROXY,
        "an SSH server at the proxy's address",
        scripted(say_at_once(b"SSH-2.0-OpenSSH_9.2p1\r\n")),
    ),
    by_proxy(
        "proxy_headers_for_ever",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy's headers have no end",
        scripted(answers.endless_headers),
    ),
    by_proxy(
        "proxy_speaks_tls",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy wants TLS, and http:// is configured",
        scripted(say(response()), tls="good"),
    ),
    by_proxy(
        "proxy_speaks_no_tls",
        Cause.PROXY_NOT_A_PROXY,
        "the proxy speaks plain HTTP, and https:// is configured",
        scripted(say_at_once(refusal(400)), scheme="https"),
    ),
    by_proxy(
        "http_proxy_where_socks_is_set",
        Cause.PROXY_NOT_A_PROXY,
        "an HTTP proxy, and socks5h:// is configured",
        scripted(say_at_once(refusal(400)), scheme="socks5h"),
    ),
    by_proxy(
        "socks_proxy_where_http_is_set",
        Cause.PROXY_NOT_A_PROXY,
        "a SOCKS proxy that closes on CONNECT, and http:// is configured",
        scripted(socks(proxies.holding)),
    ),
    by_proxy(
        "socks_rubbish",
        Cause.PROXY_NOT_A_PROXY,
        "bytes that are no SOCKS",
        scripted(say_at_once(b"\x04\x5a\x00\x00\x00\x00\x00\x00"), scheme="socks5h"),
    ),
    answers_socks(1, Cause.PROXY_UPSTREAM_FAILED, "SOCKS reply 1, general failure"),
    answers_socks(2, Cause.PROXY_DENIED, "SOCKS reply 2, not allowed by the rules"),
    answers_socks(3, Cause.PROXY_UPSTREAM_FAILED, "SOCKS reply 3, network unreachable"),
    answers_socks(4, Cause.PROXY_UPSTREAM_FAILED, "SOCKS reply 4, host unreachable"),
    answers_socks(5, Cause.PROXY_UPSTREAM_FAILED, "SOCKS reply 5, connection refused"),
    answers_socks(6, Cause.PROXY_UPSTREAM_FAILED, "SOCKS reply 6, TTL expired"),
    answers_socks(7, Cause.PROXY_NOT_A_PROXY, "SOCKS reply 7, command not supported"),
    answers_socks(8, Cause.PROXY_NOT_A_PROXY, "SOCKS reply 8, address type not supported"),
    answers_socks(99, Cause.PROXY_NOT_A_PROXY, "SOCKS reply 99, which means nothing"),
    by_proxy(
        "proxy_certificate_untrusted",
        Cause.PROXY_TLS_FAILED,
        "the https proxy's certificate is by nobody known",
        scripted(say(response()), scheme="https", tls="by_nobody_known"),
    ),
    by_proxy(
        "proxy_certificate_expired",
        Cause.PROXY_TLS_FAILED,
        "the https proxy's certificate has expired",
        scripted(say(response()), scheme="https", tls="expired"),
    ),
    by_proxy(
        "proxy_certificate_for_another",
        Cause.PROXY_TLS_FAILED,
        "the https proxy's certificate is for another name",
        scripted(say(response()), scheme="https", tls="for_another_host"),
    ),
    by_proxy(
        "proxy_old_protocol",
        Cause.PROXY_TLS_FAILED,
        "the https proxy speaks TLS 1.0 only",
        scripted(say(response()), scheme="https", tls="old_protocol_only"),
    ),
    by_proxy(
        "tunnel_resets",
        Cause.CONNECTION_RESET,
        "the tunnel is made, then reset",
        scripted(proxies.connects_and(answers.reset_in_handshake)),
        stages="o--x--",
        proxy_status=200,
        hints=("tunnel_broke",),
    ),
    by_proxy(
        "tunnel_silent",
        Cause.TLS_TIMEOUT,
        "the tunnel is made, then silent",
        scripted(proxies.connects_and(answers.hold)),
        stages="o--x--",
        proxy_status=200,
        hints=("tunnel_broke",),
        waits=True,
    ),
    by_proxy(
        "tunnel_speaks_no_tls",
        Cause.TLS_NOT_SPOKEN,
        "the tunnel is made, and leads to plain HTTP",
        scripted(proxies.connects_and(say_at_once(response(b"", 302)))),
        stages="o--x--",
        proxy_status=200,
        hints=("tunnel_broke",),
    ),
    *(
        by_proxy(
            f"tls_tunnel_{name}",
            cause,
            f"an https proxy whose tunnel {how}",
            scripted(proxies.connects_and(script), scheme="https", tls="good"),
            stages="o--x--",
            proxy_status=200,
            hints=("tunnel_broke",),
            waits=waits,
        )
        for name, cause, how, script, waits in (
            ("resets", Cause.CONNECTION_RESET, "is reset", answers.reset_in_handshake, False),
            ("closes", Cause.CONNECTION_RESET, "is closed", answers.close_in_handshake, False),
            ("silent", Cause.TLS_TIMEOUT, "is silent", answers.hold, True),
            (
                "speaks_no_tls",
                Cause.TLS_NOT_SPOKEN,
                "leads to plain HTTP",
                say_at_once(response(b"", 302)),
                False,
            ),
            (
                "alert",
                Cause.TLS_HANDSHAKE_FAILED,
                "answers with a TLS alert",
                answers.fatal_alert,
                False,
            ),
        )
    ),
    by_proxy(
        "tls_proxy_untrusted_service",
        Cause.TLS_UNTRUSTED,
        "an https proxy that works, and a service by nobody known behind it",
        proxy(
            lambda lab: connects(
                Tunnels((HOST, lab.serve(say(response()), "by_nobody_known").port))
            ),
            scheme="https",
            tls="good",
        ),
        stages="o--x--",
        proxy_status=200,
    ),
    by_proxy(
        "tls_proxy_response_cut_off",
        Cause.RESPONSE_CUT_OFF,
        "an https proxy that works, and a service behind it that closes without an answer",
        proxy(
            lambda lab: connects(Tunnels((HOST, lab.serve(say(b""), "good").port))),
            scheme="https",
            tls="good",
        ),
        stages="o--ox-",
        proxy_status=200,
        key_sent=True,
    ),
    by_proxy(
        "tls_proxy_response_silent",
        Cause.RESPONSE_TIMEOUT,
        "an https proxy that works, and a service behind it that is silent",
        proxy(
            lambda lab: connects(Tunnels((HOST, lab.serve(answers.hold, "good").port))),
            scheme="https",
            tls="good",
        ),
        stages="o--ox-",
        proxy_status=200,
        key_sent=True,
        waits=True,
    ),
    by_proxy(
        "proxy_opens_tls",
        Cause.TLS_UNTRUSTED,
        "the proxy opens TLS with a certificate of its own",
        proxy(
            lambda lab: connects(
                Tunnels((HOST, lab.serve(say(response()), "by_security_software").port))
            )
        ),
        stages="o--x--",
        proxy_status=200,
        hints=("security_product",),
    ),
    by_proxy(
        "proxy_strips_the_key",
        Cause.PROXY_STRIPS_KEY,
        "401 through the proxy, pong without it",
        proxy(lambda lab: connects(Tunnels((HOST, lab.serve(say(failure(401)), "good").port)))),
        stages="o--oox",
        proxy_status=200,
        http_status=401,
        key_sent=True,
    ),
]
