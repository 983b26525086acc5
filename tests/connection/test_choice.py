"""Which proxy applies, and where it came from, as the report tells it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.check import ignore_stage
from iottly_keycheck.connection.ping import Ping
from iottly_keycheck.connection.proxy_choice.desktop_proxy import gnome_proxy, kde_proxy
from iottly_keycheck.connection.proxy_choice.route import SystemProxy
from iottly_keycheck.deadline import Deadline
from iottly_keycheck.diagnosis.hint import HintId
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import PROXY_NONE, Settings
from support.answers import page, response, say
from support.certificates import Authority
from support.checks import KEY
from support.pings import Here
from support.proxies import refusal
from support.servers import Server

URL = "https://127.0.0.1:1/v1.0"


@pytest.fixture
def proxy() -> Iterator[str]:
    """The address of a proxy that denies everything."""
    with Server(say(refusal(403))) as server:
        yield f"127.0.0.1:{server.port}"


def hint(report: Report, hint_id: HintId) -> dict[str, str]:
    return next(dict(each.args) for each in report.hints if each.id is hint_id)


@pytest.mark.parametrize(
    ("variable", "form"),
    [
        ("HTTPS_PROXY", "http://{}"),
        ("https_proxy", "http://{}"),
        ("https_proxy", "{}"),
        ("HTTPS_PROXY", "{}/"),
        ("https_proxy", "  http://{}/  "),
        ("https_proxy", "HTTP://{}"),
        ("ALL_PROXY", "http://{}"),
        ("all_proxy", "{}"),
    ],
)
def test_a_variable_is_used_and_named(proxy: str, variable: str, form: str) -> None:
    report = Here({variable: form.format(proxy)}).check(URL)
    assert (report.cause, report.proxy.url) == (Cause.PROXY_DENIED, f"http://{proxy}")
    assert report.proxy.source == "environment"
    assert hint(report, HintId.PROXY_FROM)["variable"] == variable


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_PROXY": "http://{}"},
        {"http_proxy": "http://{}"},
        {"FTP_PROXY": "http://{}"},
        {"HTTPS_PROXY": ""},
        {"https_proxy": "", "HTTPS_PROXY": "http://{}"},
    ],
)
def test_what_is_not_for_https_is_not_used(proxy: str, environ: dict[str, str]) -> None:
    here = Here({name: value.format(proxy) for name, value in environ.items()})
    report = here.check(URL)
    assert (report.proxy.url, report.proxy.source) == (None, "none")


def test_lower_case_and_the_narrower_name_win(proxy: str) -> None:
    nobody = "http://127.0.0.1:2"
    here = Here({"HTTPS_PROXY": nobody, "https_proxy": f"http://{proxy}", "ALL_PROXY": nobody})
    assert here.check(URL).proxy.url == f"http://{proxy}"


def test_no_proxy_exempts_and_is_named(proxy: str) -> None:
    here = Here({"HTTPS_PROXY": f"http://{proxy}", "no_proxy": "localhost,127.0.0.0/8"})
    report = here.check(URL)
    assert (report.proxy.url, report.proxy.source) == (None, "none")
    assert hint(report, HintId.NO_PROXY_EXEMPTS)["entry"] == "127.0.0.0/8"


def test_the_setting_wins_over_the_environment(proxy: str) -> None:
    here = Here({"HTTPS_PROXY": "http://127.0.0.1:2", "NO_PROXY": "*"})
    report = here.check(URL, proxy=f"http://{proxy}")
    assert (report.proxy.url, report.proxy.source) == (f"http://{proxy}", "setting")


def test_none_is_none(proxy: str) -> None:
    report = Here({"HTTPS_PROXY": f"http://{proxy}"}).check(URL, proxy="none")
    assert (report.proxy.url, report.proxy.source) == (None, "none")


@pytest.mark.parametrize(("answer", "asked"), [(response(), 0), (page("Blocked", 403), 1)])
def test_told_to_use_no_proxy_it_asks_the_system_only_where_something_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, asked: int
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    urls: list[str] = []

    def ask_system(url: str) -> SystemProxy:
        urls.append(url)
        return SystemProxy()

    with Server(say(answer), authority.good) as server:
        settings = Settings(url=server.url("localhost"), proxy=PROXY_NONE)
        ping = Ping({}, ask_system, "lab/0")
        ping(settings, Secret(KEY), None, Deadline(10), ignore_stage)
    assert len(urls) == asked


GNOME = """\
org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1']
org.gnome.system.proxy mode '{mode}'
org.gnome.system.proxy.http host 'web.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host '{https}'
org.gnome.system.proxy.https port {port}
org.gnome.system.proxy.socks host '{socks}'
org.gnome.system.proxy.socks port 1080
"""


def gnome(mode: str = "manual", https: str = "", port: int = 3128, socks: str = "") -> str:
    return GNOME.format(mode=mode, https=https, port=port, socks=socks)


@pytest.mark.parametrize(
    ("listing", "url"),
    [
        (gnome(https="proxy.example"), "http://proxy.example:3128"),
        (gnome(https="fd00::1"), "http://[fd00::1]:3128"),
        (gnome(socks="socks.example"), "socks5h://socks.example:1080"),
        (gnome(https="proxy.example", socks="socks.example"), "http://proxy.example:3128"),
        (gnome(https="proxy.example", port=0), ""),
        (gnome(), ""),
        (gnome(mode="none", https="proxy.example"), ""),
        ("", ""),
        ("org.gnome.system.proxy mode\norg.gnome.system.proxy\n\n'", ""),
        ("org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host [[[[", ""),
    ],
)
def test_gnome(listing: str, url: str) -> None:
    assert gnome_proxy(listing).url == url


def test_gnome_exceptions() -> None:
    found = gnome_proxy(gnome(https="proxy.example"))
    assert found.exceptions == ("localhost", "127.0.0.0/8", "::1")


def test_gnome_automatic() -> None:
    listing = gnome(mode="auto").replace("url ''", "url 'http://pac.example/proxy.pac'")
    assert gnome_proxy(listing).pac == "http://pac.example/proxy.pac"


KDE = (
    "[Proxy Settings]\nProxyType={kind}\nhttpsProxy={https}\nsocksProxy={socks}\nNoProxyFor=a.b,c\n"
)


@pytest.mark.parametrize(
    ("kind", "https", "socks", "url"),
    [
        (1, "http://proxy.example 3128", "", "http://proxy.example:3128"),
        (1, "http://proxy.example:3128", "", "http://proxy.example:3128"),
        (1, "proxy.example 3128", "", "http://proxy.example:3128"),
        (1, "", "socks://socks.example 1080", "socks5h://socks.example:1080"),
        (1, "", "", ""),
        (0, "http://proxy.example 3128", "", ""),
        (4, "MY_PROXY", "", "http://environment.example:3128"),
        (4, "NOT_SET", "", ""),
        (9, "x", "y", ""),
    ],
)
def test_kde(tmp_path: Path, kind: int, https: str, socks: str, url: str) -> None:
    file = tmp_path / "kioslaverc"
    file.write_text(KDE.format(kind=kind, https=https, socks=socks))
    environ = {"MY_PROXY": "http://environment.example:3128"}
    assert kde_proxy(file, environ).url == url


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"no section", b"[Proxy Settings]\n", None]
)
def test_kde_without_usable_settings(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "kioslaverc"
    if content is not None:
        file.write_bytes(content)
    assert kde_proxy(file, {}).url == ""
