"""What people paste, and the key that is found in it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.keys.model import KeyFault
from iottly_keycheck.keys.rules.cleaning import _SPACE, LONGEST_KEY, clean, looks_usual
from iottly_keycheck.secret import Secret

KEY = "719cc48b719cc48b719cc48b719cc48b"
CURL = f'curl -H "Authentication: bearer {KEY}" https://api.cloud.iottly.com/v1.0/project/ping'


def cleaned(text: str) -> str | KeyFault:
    result = clean(text)
    return result.reveal() if isinstance(result, Secret) else result


@pytest.mark.parametrize(
    "pasted",
    [
        KEY,
        f"  {KEY}\r\n",
        f"\ufeff{KEY}\u200b",
        f"\u00a0{KEY}\u3000",
        f'"{KEY}"',
        f"'{KEY}'",
        f"“{KEY}”",
        f"‘{KEY}’",
        f"„{KEY}“",
        f"«{KEY}»",
        f"`{KEY}`",
        f"“ '{KEY}' ”",
        f"bearer {KEY}",
        f"BEARER \t{KEY}",
        f'Bearer "{KEY}"',
        f"Authentication: bearer {KEY}",
        f"authentication:bearer {KEY}",
        f"Authorization: Bearer {KEY}",
        f"Authorization: {KEY}",
        f"'Authentication : bearer {KEY}'\n",
        CURL,
        f"$ {CURL}\n{{<api response>}}",
        f"user@host:~$ {CURL}",
        f"'{CURL}'",
        CURL.replace('"', "'"),
        CURL.replace('"', "“", 1).replace('"', "”"),
        CURL.replace('"', "”"),
        CURL.replace("-H ", "--header "),
        CURL.replace("-H ", "--header="),
        CURL.replace("-H ", "—header "),
        CURL.replace("-H ", "-H"),
        CURL.replace("-H ", "-sSH "),
        CURL.replace("-H", "-H 'Accept: application/json' -H"),
        CURL.replace("-H", '-H "Authenticated-By: me" --header "X-Key: 1" -H'),
        CURL.replace(" -H", " \\\n  -H"),
        CURL.replace(" -H", " ^\r\n  -H").replace("curl", "curl.exe"),
        f"curl https://api.cloud.iottly.com/v1.0/project/ping -H 'Authorization: Bearer {KEY}'",
        f'-H "Authentication: bearer {KEY}"',
    ],
)
def test_the_key_is_taken_out_of_what_it_stands_in(pasted):
    assert cleaned(pasted) == KEY


@pytest.mark.parametrize(
    ("pasted", "fault"),
    [
        ("", KeyFault.EMPTY),
        (" \n\ufeff", KeyFault.EMPTY),
        ('""', KeyFault.EMPTY),
        ("bearer", KeyFault.EMPTY),
        ("Authentication: bearer ", KeyFault.EMPTY),
        ("<PUT HERE YOUR API KEY>", KeyFault.PLACEHOLDER),
        ("Authentication: bearer <YOUR API KEY>", KeyFault.PLACEHOLDER),
        (CURL.replace(KEY, "<PUT HERE YOUR API KEY>"), KeyFault.PLACEHOLDER),
        ("two words", KeyFault.WHITE_SPACE),
        (f"{KEY}\n{KEY}", KeyFault.WHITE_SPACE),
        ("curl https://api.cloud.iottly.com/v1.0/project/ping", KeyFault.WHITE_SPACE),
        ('half"quoted', KeyFault.QUOTES),
        (f"“{KEY}", KeyFault.QUOTES),
        ("schlüssel", KeyFault.CHARACTERS),
        ("a\u200bb", KeyFault.CHARACTERS),
        ("a\x00b", KeyFault.CHARACTERS),
        ("\udcff", KeyFault.CHARACTERS),
        ("k" * (LONGEST_KEY + 1), KeyFault.TOO_LONG),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_the_reason(pasted, fault):
    assert cleaned(pasted) is fault


def test_the_longest_key_is_found_in_the_longest_command():
    key = "k" * LONGEST_KEY
    assert cleaned(CURL.replace(KEY, key)) == key


def test_the_shape_of_an_iottly_key_is_known():
    assert looks_usual(Secret(KEY))
    assert not looks_usual(Secret(KEY.upper()))
    assert not looks_usual(Secret(KEY[:-1]))


def test_every_white_space_there_is_counts_as_such():
    everything = {character for character in map(chr, range(0x110000)) if character.isspace()}
    assert set(_SPACE) == everything


VISIBLE = "".join(c for c in map(chr, range(0x21, 0x7F)) if c not in "\"'`")
KEYS = st.text(VISIBLE, min_size=1, max_size=60).filter(lambda key: cleaned(key) == key)
AROUND = st.text(_SPACE + "\u200b\ufeff\u2060", max_size=5)
WRAPPINGS = st.sampled_from(
    ['"{}"', "'{}'", "“{}”", "‘{}’", "bearer {}", "Authentication: {}", "AUTHORIZATION:bearer {}"]
)


@given(KEYS, st.lists(st.tuples(WRAPPINGS, AROUND, AROUND), max_size=6))
def test_however_a_key_is_wrapped_it_comes_out_unchanged(key, layers):
    pasted = key
    for wrapping, before, after in layers:
        pasted = before + wrapping.format(pasted) + after
    assert cleaned(pasted) == key


@given(st.text() | st.text("\"'“”‘’<>: \nbearAuthorizationHcul-key"))
def test_a_clean_key_is_visible_ascii_and_stays_as_it_is(pasted):
    key = cleaned(pasted)
    if not isinstance(key, KeyFault):
        assert 1 <= len(key) <= LONGEST_KEY
        assert all("!" <= character <= "~" for character in key)
        assert not set(key) & set("\"'`")
        assert cleaned(key) == key


@pytest.mark.parametrize(
    "part",
    ["x", " ", "\u200b \ufeff", "'\"", "“", " -H", "bearer ", ' -H "Authentication:', "<", "\\\n"],
)
def test_ten_megabytes_of_rubbish_cost_no_time(part):
    rubbish = part * (10_000_000 // len(part))
    begun = time.perf_counter()
    assert isinstance(clean(rubbish), KeyFault)
    clean(rubbish[: 4 * LONGEST_KEY])
    assert time.perf_counter() - begun < 1
