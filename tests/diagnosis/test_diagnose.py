"""The judgement is total: whatever was seen has a cause."""

from __future__ import annotations

from itertools import product

import pytest

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts import response_body
from iottly_keycheck.connection.facts.observation import (
    Failure,
    FailureKind,
    Observation,
    ProxyFacts,
    Response,
    StageId,
)
from iottly_keycheck.diagnosis.rules.diagnose import diagnose
from iottly_keycheck.diagnosis.rules.pages import Page, read_page

URL = "https://api.example/v1.0/project/ping"


@pytest.mark.parametrize(("stage", "kind"), list(product(StageId, FailureKind)))
def test_every_failure_has_a_cause(stage: StageId, kind: FailureKind) -> None:
    assert diagnose(Observation(URL, (), 0, failure=Failure(stage, kind))) in set(Cause)


@pytest.mark.parametrize("status", [None, 0, *range(100, 600), 999])
def test_every_answer_of_a_proxy_has_a_cause(status: int | None) -> None:
    failure = Failure(StageId.PROXY, FailureKind.PROXY_STATUS)
    proxy = ProxyFacts("http://proxy.example:1", status=status)
    cause = diagnose(Observation(URL, (), 0, proxy, failure))
    assert cause in {
        Cause.PROXY_AUTH_REQUIRED,
        Cause.PROXY_DENIED,
        Cause.PROXY_UPSTREAM_FAILED,
        Cause.PROXY_NOT_A_PROXY,
        Cause.CAPTIVE_PORTAL,
    }


@pytest.mark.parametrize("code", [None, *range(1, 256)])
def test_every_reply_of_a_socks_proxy_has_a_cause(code: int | None) -> None:
    failure = Failure(StageId.PROXY, FailureKind.SOCKS_REPLY)
    proxy = ProxyFacts("socks5h://proxy.example:1", socks_reply=code)
    cause = diagnose(Observation(URL, (), 0, proxy, failure))
    assert cause.party == "proxy"


@pytest.mark.parametrize("status", [*range(100, 1000)])
def test_only_a_200_works(status: int) -> None:
    response = Response(status, "", (), response_body.read(b'{"status": "pong"}'))
    assert (diagnose(Observation(URL, (), 0, response=response)) is Cause.OK) == (status == 200)


@pytest.mark.parametrize(
    "text",
    [
        "<",
        "<form",
        "</form></form></a></script>",
        "<script>" * 1000,
        "<a href=login" * 1000,
        "<![CDATA[",
        "<!--",
        "&#xffffffff;&#0;&bogus;",
        "<input type=PASSWORD",
        "<p " + "a=b " * 10_000,
        "\x00" * 1000,
    ],
)
def test_any_page_is_read(text: str) -> None:
    read_page(text)


SIGN_IN_FORMS = [
    "<form><input type=password></form>",
    "<form><input type='Password'></form>",
    '<form action="/auth/login"><input name=u></form>',
    "<form><button>Log in</button></form>",
    "<form><input type=submit value='Sign In'></form>",
    "<form><button>Anmelden</button></form>",
    "<input type=password>",
]
SIGN_IN_LINKS = [
    '<a href="http://x.example/login.html">here</a>',
    '<a href="/x">Sign in</a>',
    '<a href="/x"><b>Log</b> in</a>',
    '<meta http-equiv="Refresh" content="0; url=http://portal.example/">',
    '<meta http-equiv=refresh content="0;URL=https://wifi.example/guest">',
]
BLOCK_PAGES = [
    "<h1>Access Denied</h1>",
    "<p>The page has been blocked</p>",
    "<p>Category: Gambling</p>",
    "<p>against company policy</p>",
    "<p>FortiGuard</p>",
    "<p>Zscaler Internet Security</p>",
    "<p>Sophos Web Appliance</p>",
    "<title>Web Page Blocked!</title>",
]
NEITHER = [
    "<h1>It works!</h1>",
    "<p>Welcome to nginx!</p>",
    '<a href="/privacy">Privacy policy</a>',
    "<form action=/search><input name=q><button>Search</button></form>",
    "<style>.blocked { color: red }</style>",
]


@pytest.mark.parametrize("text", SIGN_IN_FORMS)
def test_a_form_to_sign_in(text: str) -> None:
    assert read_page(text).sign_in_form


@pytest.mark.parametrize("text", SIGN_IN_LINKS)
def test_a_way_to_sign_in(text: str) -> None:
    assert read_page(text).sign_in_link


@pytest.mark.parametrize("text", BLOCK_PAGES)
def test_a_block_page(text: str) -> None:
    assert read_page(text).block_words


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text: str) -> None:
    assert read_page(text) == Page(sign_in_form=False, sign_in_link=False, block_words=False)
