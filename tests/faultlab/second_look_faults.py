"""Faults that only a second look can tell: by another path, another header, another clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from faultlab.proxy_faults import to_pong
from faultlab.scene import Fault, Lab, Scene, SetUp
from faultlab.service_faults import HOST
from iottly_keycheck.cause import Cause
from support.answers import endless_body, hold, page, response, say
from support.proxies import connects, granting, refusal, socks
from support.servers import Script


def proxy_is_needed(*options: str, **env: str) -> SetUp:
    """Nobody listens at the service's address; the proxy knows another way."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(connects(to_pong(lab)))
        url = f"https://{HOST}:{lab.closed_port()}/v1.0"
        variables = lab.trust | {"HTTPS_PROXY": f"http://{HOST}:{server.port}"} | env
        return Scene(("--url", url, *options), variables)

    return set_up


def with_clock(from_days: float, to_days: float, server_days: float) -> SetUp:
    """A certificate valid between these days from now, at a server whose date is another."""

    def set_up(lab: Lab) -> Scene:
        date = format_datetime(datetime.now(UTC) + timedelta(days=server_days), usegmt=True)
        context = lab.authority.valid(from_days, to_days)
        server = lab.serve(say(response(headers=[("Date", date)])), context)
        return Scene(("--url", server.url(HOST)), lab.trust)

    return set_up


def wrong_clock(days: int) -> SetUp:
    """A certificate of this month's, and a process whose clock is off by so many days."""

    def set_up(lab: Lab) -> Scene:
        scene = with_clock(-30, 30, 0)(lab)
        # What counts seconds goes on to count real ones: only the date is wrong.
        env = {**scene.env, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        return replace(scene, before=("faketime", "-f", f"{days:+}d"), env=env)

    return set_up


def pac(script: Script, *, works: bool) -> SetUp:
    """A PAC file from a server; the service is there, or not."""

    def set_up(lab: Lab) -> Scene:
        server = lab.serve(script)
        port = lab.serve(say(response()), "good").port if works else lab.closed_port()
        address = f"http://{HOST}:{server.port}/proxy.pac"
        return Scene(("--url", f"https://{HOST}:{port}/v1.0", "--pac", address), lab.trust)

    return set_up


def pac_script(body: str) -> Script:
    text = f"function FindProxyForURL(url, host) {{ {body} }}"
    return say(response(text.encode(), content_type="application/x-ns-proxy-autoconfig"))


def pac_leading_to(proxy_script: Callable[[Lab], Script], answer: str) -> SetUp:
    """A PAC file that names proxies: `{port}` is that of a proxy, `{closed}` one of nobody's."""

    def set_up(lab: Lab) -> Scene:
        port = lab.serve(proxy_script(lab)).port
        places = {"port": port, "closed": lab.closed_port()}
        script = pac_script(f'return "{answer.format(**places)}";')
        return pac(script, works=True)(lab)

    return set_up


SECOND_LOOK_FAULTS = [
    Fault(
        "proxy_is_needed_but_switched_off",
        Cause.PROXY_REQUIRED,
        "the direct path is refused, HTTPS_PROXY works, the program was told to use none",
        proxy_is_needed("--proxy", "none"),
        "--x---",
    ),
    Fault(
        "proxy_is_needed_but_exempted",
        Cause.PROXY_REQUIRED,
        "the direct path is refused, HTTPS_PROXY works, NO_PROXY exempts the host",
        proxy_is_needed(NO_PROXY="localhost,127.0.0.0/8"),
        "--x---",
        hints=("no_proxy_exempts",),
    ),
    Fault(
        "clock_ahead",
        Cause.CLOCK_WRONG,
        "the certificate has expired by this computer's clock, not by the server's",
        with_clock(-800, -400, -500),
        "--ox--",
    ),
    Fault(
        "clock_behind",
        Cause.CLOCK_WRONG,
        "the certificate is not valid yet by this computer's clock, but by the server's",
        with_clock(400, 800, 500),
        "--ox--",
    ),
    *(
        Fault(
            f"clock_off_by_{days}_days",
            Cause.CLOCK_WRONG,
            f"the check runs with a clock that is {abs(days)} days {how}",
            wrong_clock(days),
            "--ox--",
            hints=("clock_off",),
            needs=("faketime",),
            timeout=12,
        )
        for days, how in ((400, "ahead"), (-400, "behind"))
    ),
    Fault(
        "clock_off_by_a_day_does_no_harm",
        Cause.OK,
        "the check runs with a clock that is a day behind, within the certificate's dates",
        wrong_clock(-1),
        "--oooo",
        200,
        key_sent=True,
        needs=("faketime",),
        timeout=12,
    ),
    Fault(
        "clock_not_to_blame",
        Cause.TLS_EXPIRED,
        "the certificate has expired by every clock, and the server's is a little off",
        with_clock(-800, -400, -0.1),
        "--ox--",
    ),
    Fault(
        "pac_refused",
        Cause.PAC_UNUSABLE,
        "the PAC file's server refuses, and so does the service",
        lambda lab: Scene(
            (
                *("--url", f"https://{HOST}:{lab.closed_port()}/v1.0"),
                *("--pac", f"http://{HOST}:{lab.closed_port()}/proxy.pac"),
            )
        ),
        "--x---",
        timeout=12,
    ),
    Fault(
        "pac_not_found",
        Cause.PAC_UNUSABLE,
        "404 in place of the PAC file, and the service refuses",
        pac(say(page("Not found", 404)), works=False),
        "--x---",
        timeout=12,
    ),
    Fault(
        "pac_syntax_error",
        Cause.PAC_UNUSABLE,
        "a PAC file that is no JavaScript, and the service refuses",
        pac(say(response(b"function FindProxyForURL( {")), works=False),
        "--x---",
        timeout=12,
    ),
    Fault(
        "pac_endless",
        Cause.PAC_UNUSABLE,
        "a PAC script that never ends, and the service refuses",
        pac(pac_script("while (true) {}"), works=False),
        "--x---",
        timeout=6,
    ),
    Fault(
        "pac_silent",
        Cause.PAC_UNUSABLE,
        "the PAC file's server never answers, and the service refuses",
        pac(hold, works=False),
        "--x---",
        timeout=6,
    ),
    Fault(
        "pac_for_ever",
        Cause.PAC_UNUSABLE,
        "a PAC file without end, and the service refuses",
        pac(endless_body, works=False),
        "--x---",
        timeout=12,
    ),
    Fault(
        "pac_greedy",
        Cause.PAC_UNUSABLE,
        "a PAC script that wants all memory, and the service refuses",
        pac(pac_script("var a = []; while (true) a.push(Array(100000).join(url));"), works=False),
        "--x---",
        timeout=12,
    ),
    Fault(
        "pac_dead_proxy",
        Cause.PROXY_REFUSED,
        "a PAC file that names a dead proxy alone",
        pac_leading_to(lambda _: say(refusal(403)), f"PROXY {HOST}:{{closed}}"),
        "x-----",
        proxy_source="pac",
        hints=("direct_works",),
        timeout=12,
    ),
    Fault(
        "pac_dead_proxy_then_direct",
        Cause.OK,
        "a PAC file that names a dead proxy first, then DIRECT",
        pac_leading_to(lambda _: say(refusal(403)), f"PROXY {HOST}:{{closed}}; DIRECT"),
        "--oooo",
        200,
        key_sent=True,
        proxy_source="pac",
        timeout=12,
    ),
    Fault(
        "pac_socks",
        Cause.OK,
        "a PAC file that names a SOCKS proxy that works",
        pac_leading_to(lambda lab: socks(granting(to_pong(lab))), f"SOCKS5 {HOST}:{{port}}"),
        "o--ooo",
        200,
        key_sent=True,
        proxy_source="pac",
        timeout=12,
    ),
    Fault(
        "pac_unusable_but_direct_works",
        Cause.OK,
        "a PAC file that is no JavaScript, and the direct path works",
        pac(say(response(b"function FindProxyForURL( {")), works=True),
        "--oooo",
        200,
        key_sent=True,
        timeout=12,
    ),
    Fault(
        "pac_direct",
        Cause.OK,
        "a PAC file that answers DIRECT",
        pac(pac_script('return "DIRECT";'), works=True),
        "--oooo",
        200,
        key_sent=True,
        proxy_source="pac",
        timeout=12,
    ),
    Fault(
        "pac_proxy",
        Cause.OK,
        "a PAC file that names a proxy that works",
        pac_leading_to(lambda lab: connects(to_pong(lab)), f"PROXY {HOST}:{{port}}"),
        "o--ooo",
        200,
        key_sent=True,
        proxy_source="pac",
        proxy_status=200,
        timeout=12,
    ),
    Fault(
        "pac_failover",
        Cause.OK,
        "a PAC file that names a dead proxy first, then one that works",
        pac_leading_to(
            lambda lab: connects(to_pong(lab)),
            f"PROXY {HOST}:{{closed}}; PROXY {HOST}:{{port}}",
        ),
        "o--ooo",
        200,
        key_sent=True,
        proxy_source="pac",
        proxy_status=200,
        timeout=12,
    ),
    Fault(
        "pac_denying_proxy",
        Cause.PROXY_DENIED,
        "a PAC file that names a proxy that denies",
        pac_leading_to(lambda _: say(refusal(403)), f"PROXY {HOST}:{{port}}"),
        "x-----",
        proxy_source="pac",
        proxy_status=403,
        timeout=12,
    ),
]
