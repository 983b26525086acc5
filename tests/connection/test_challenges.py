"""`Proxy-Authenticate`, as proxies write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.connection.proxy_auth import digest
from iottly_keycheck.connection.proxy_auth.challenges import Challenge, read, schemes
from iottly_keycheck.secret import Secret


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], ()),
        (["", ",", " , ,"], ()),
        (["Negotiate"], (Challenge("Negotiate"),)),
        (["NTLM TlRM=="], (Challenge("NTLM", "TlRM=="),)),
        (["NTLM, Negotiate"], (Challenge("NTLM"), Challenge("Negotiate"))),
        (
            ["Negotiate abc, Basic realm=x"],
            (Challenge("Negotiate", "abc"), Challenge("Basic", "", {"realm": "x"})),
        ),
        (
            ['Basic realm="a, Digest b=\\"c\\""'],
            (Challenge("Basic", "", {"realm": 'a, Digest b="c"'}),),
        ),
        (["bAsIc ReAlM = x"], (Challenge("bAsIc", "", {"realm": "x"}),)),
        (
            ["Basic realm=x,\r\n charset=UTF-8"],
            (Challenge("Basic", "", {"realm": "x", "charset": "UTF-8"}),),
        ),
        (["Digest a=1, a=2, b=3"], (Challenge("Digest", "", {"a": "1", "b": "3"}),)),
        (["realm=x"], ()),
        (
            ["Basic realm=x, NTLM", "Negotiate"],
            (Challenge("Basic", "", {"realm": "x"}), Challenge("NTLM"), Challenge("Negotiate")),
        ),
    ],
)
def test_forms(headers: list[str], expected: tuple[Challenge, ...]) -> None:
    assert read(headers) == expected


def test_each_scheme_once() -> None:
    assert schemes(read(["Digest a=1", "Basic", "Digest a=2"])) == ("Digest", "Basic")


@given(st.lists(st.text(st.characters(max_codepoint=255)), max_size=4))
def test_anything_is_read(headers: list[str]) -> None:
    read(headers)


@given(
    st.dictionaries(
        st.sampled_from(["realm", "nonce", "opaque", "algorithm", "qop", "stale", "domain"]),
        st.text(st.characters(max_codepoint=255))
        | st.sampled_from(["MD5-sess", "SHA-256", "auth"]),
    ),
    st.text(),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_digest_is_answered_on_one_line(
    parameters: dict[str, str], username: str, password: str
) -> None:
    header = ", ".join(
        '{}="{}"'.format(name, value.replace("\\", "\\\\").replace('"', '\\"'))
        for name, value in parameters.items()
    )
    for challenge in read([f"Digest {header}"]):
        if digest.best([challenge]) is not None and username.isprintable():
            value = digest.authorization(challenge, "x.test:443", username, Secret(password))
            assert "\r" not in value
            assert "\n" not in value
            value.encode("latin-1")
