"""How the proxy was chosen is told step by step, as it really was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from iottly_keycheck.diagnosis.text.proxy_steps import proxy_steps
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE
from support.answers import response, say
from support.certificates import Authority
from support.pings import Here
from support.proxies import Tunnels, connects, refusal
from support.servers import Server

HOST = "127.0.0.1"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def service(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.trust_file))
    with Server(say(response()), authority.good) as server:
        yield server


def steps(service: Server, proxy: str = PROXY_AUTO, **environ: str) -> tuple[str, ...]:
    return proxy_steps(Here(environ).check(service.url(HOST), proxy=proxy))


def test_nothing_is_set_anywhere(service: Server) -> None:
    assert steps(service) == (
        "The settings of this program leave it to this computer.",
        "The environment variables HTTPS_PROXY and ALL_PROXY name no proxy.",
        "This computer's network settings name no proxy.",
        "No proxy was used.",
    )


def test_the_settings_say_none(service: Server) -> None:
    assert steps(service, PROXY_NONE) == (
        "The settings of this program say: no proxy.",
        "No proxy was used.",
    )


def test_the_environment_names_one(service: Server) -> None:
    with Server(connects(Tunnels((HOST, service.port)))) as proxy:
        url = f"http://{HOST}:{proxy.port}"
        assert steps(service, HTTPS_PROXY=url) == (
            "The settings of this program leave it to this computer.",
            f"The environment variable HTTPS_PROXY names the proxy {url}.",
            "The proxy answered 200 to the request for a connection (CONNECT).",
        )


def test_an_exception_covers_the_host(service: Server) -> None:
    found = steps(service, HTTPS_PROXY="http://proxy.example:3128", NO_PROXY=HOST)
    assert found[0] == "The settings of this program leave it to this computer."
    assert HOST in found[1]
    assert found[-1] == "No proxy was used."


def test_the_settings_name_one_that_refuses(service: Server) -> None:
    with Server(say(refusal(407, [("Proxy-Authenticate", "Basic")]))) as proxy:
        url = f"http://{HOST}:{proxy.port}"
        assert steps(service, url) == (
            f"The settings of this program name the proxy {url}.",
            "The proxy offers these ways to sign in: Basic.",
            "The proxy answered 407 to the request for a connection (CONNECT).",
        )


def test_a_service_on_this_computer_asks_no_proxy() -> None:
    with Server(say(response())) as plain:
        assert steps(plain, HTTPS_PROXY="http://proxy.example:3128")[0] == (
            "The service is on this computer, which no proxy is asked for."
        )


def test_a_pac_file_names_one(service: Server, tmp_path: Path) -> None:
    with Server(connects(Tunnels((HOST, service.port)))) as proxy:
        address = f"{HOST}:{proxy.port}"
        script = f'function FindProxyForURL() {{ return "PROXY {address}"; }}'
        (tmp_path / "proxy.pac").write_text(script)
        report = Here().check(service.url(HOST), pac=(tmp_path / "proxy.pac").as_uri())
    assert proxy_steps(report)[0] == (
        f"The automatic configuration (PAC) file names the proxy http://{address}."
    )
