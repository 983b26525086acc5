"""NO_PROXY has no standard; these are the readings of curl, Go, Python and the desktops."""

import pytest

from iottly_keycheck.connection.proxy_choice.no_proxy import entries, exempting

API = "api.cloud.iottly.com"


@pytest.mark.parametrize(
    "text",
    [
        API,
        "API.Cloud.Iottly.COM",
        "iottly.com",
        ".iottly.com",
        "*.iottly.com",
        "com",
        "*",
        "localhost,iottly.com",
        "localhost, iottly.com ,x",
        "localhost;iottly.com",
        "localhost iottly.com",
        ",,iottly.com,,",
        f"{API}:443",
        "iottly.com:443",
        ".iottly.com:443",
        f"{API}.",
        "iottly.com.",
    ],
)
def test_covers_the_api(text: str) -> None:
    assert exempting(entries(text), API, 443)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ",",
        "ttly.com",
        "notiottly.com",
        "iottly.co",
        "www.api.cloud.iottly.com",
        f"{API}:8443",
        "iottly.com:80",
        "10.0.0.0/8",
        "0.0.0.0/0",
        "::/0",
        ".",
        "*.",
        "<local>",
    ],
)
def test_does_not_cover_the_api(text: str) -> None:
    assert exempting(entries(text), API, 443) is None


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("10.0.0.0/8", "10.1.2.3"),
        ("10.1.2.3/8", "10.1.2.3"),
        ("10.1.2.3:443", "10.1.2.3"),
        ("10.0.0.0/8:443", "10.1.2.3"),
        ("::1", "::1"),
        ("[::1]", "::1"),
        ("[::1]:443", "::1"),
        ("fd00::/8", "fd77::10"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("10.0.0.0/255.0.0.0", "10.1.2.3"),
    ],
)
def test_covers_an_address(text: str, host: str) -> None:
    assert exempting(entries(text), host, 443)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("10.1.2", "10.1.2.3"),
        ("1.2.3", "10.1.2.3"),
        ("11.0.0.0/8", "10.1.2.3"),
        ("10.1.2.3:80", "10.1.2.3"),
        ("::1", "127.0.0.1"),
        ("10.0.0.0/99", "10.1.2.3"),
    ],
)
def test_does_not_cover_an_address(text: str, host: str) -> None:
    assert exempting(entries(text), host, 443) is None


def test_tells_which_entry_it_was() -> None:
    assert exempting(entries("localhost, .Iottly.com"), API, 443) == ".Iottly.com"
