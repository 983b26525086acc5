"""Descriptions as they are typed, and as they are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.rules.description import (
    LONGEST_DESCRIPTION,
    case_fold,
    holds_key,
    looks_like_key,
    may_hold_key,
    normalize,
    numbered,
    says_little,
)
from iottly_keycheck.secret import Secret


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Analytics", "Analytics"),
        ("  Operator \t\n 1 ", "Operator 1"),
        ("Cafe\u0301", "Café"),
        ("فروش‌گاه", "فروش‌گاه"),
        ("👩‍🔧 Lab", "👩‍🔧 Lab"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("x" * LONGEST_DESCRIPTION, "x" * LONGEST_DESCRIPTION),
    ],
)
def test_a_description_is_kept_as_people_mean_it(typed, kept):
    assert normalize(typed) == kept


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", KeyListErrorCode.DESCRIPTION_EMPTY),
        (" \u00a0\n", KeyListErrorCode.DESCRIPTION_EMPTY),
        ("\u200b", KeyListErrorCode.DESCRIPTION_EMPTY),
        ("x" * (LONGEST_DESCRIPTION + 1), KeyListErrorCode.DESCRIPTION_TOO_LONG),
        ("bell\x07", KeyListErrorCode.DESCRIPTION_CHARACTERS),
        ("nul\x00", KeyListErrorCode.DESCRIPTION_CHARACTERS),
        ("\udcff", KeyListErrorCode.DESCRIPTION_CHARACTERS),
        ("evil\u202egpj.exe", KeyListErrorCode.DESCRIPTION_CHARACTERS),
        ("\u2066isolated", KeyListErrorCode.DESCRIPTION_CHARACTERS),
    ],
)
def test_what_cannot_be_a_description_is_refused_with_the_reason(typed, refusal):
    with pytest.raises(KeyListError) as refused:
        normalize(typed)
    assert refused.value.code is refusal


@given(st.text())
def test_tidying_twice_changes_nothing(typed):
    try:
        kept = normalize(typed)
    except KeyListError:
        return
    assert normalize(kept) == kept
    kept.encode()


@pytest.mark.parametrize(
    ("one", "other"), [("ANALYTICS", "analytics"), ("Straße", "STRASSE"), ("İ", "i̇")]
)
def test_letter_case_makes_no_other_description(one, other):
    assert case_fold(one) == case_fold(other)


def test_a_key_is_found_in_a_description_in_any_letter_case():
    key = Secret("719cc48b719cc48b719cc48b719c6f64")
    told = "my key is 719CC48B719CC48B719CC48B719C6F64!"
    assert holds_key(told, key)
    assert may_hold_key(told, ("719c", "6f64"))
    assert not holds_key("719c and 6f64", key)
    assert not may_hold_key("Analytics", ("719c", "6f64"))


def test_a_numbered_description_is_no_longer_than_any():
    assert numbered("Lab", 2) == "Lab (2)"
    assert normalize(numbered("x" * LONGEST_DESCRIPTION, 12)).endswith("x (12)")


@pytest.mark.parametrize("around", ["{}", "key: {}", "<{}>", "x{}x"])
def test_what_has_the_shape_of_a_key_is_noticed_anywhere(around):
    key = "719cc48b13aa7be9a89a433493966f64"
    assert looks_like_key(around.format(key))
    assert looks_like_key(around.format(key.upper()))
    assert not looks_like_key(around.format(key[:31]))


@pytest.mark.parametrize(
    "name",
    ["test", "Test key 1", "KEY", "key1", "aaa", "x", "1", "42", "new key", "---"],
)
def test_a_name_that_says_little_is_noticed(name):
    assert says_little(name)


GOOD = "Analytics|Reporting|Dashboard|John Smith|Operator 1|Testing Lab|IT|R2D2|Prova motori|報告"


@pytest.mark.parametrize("name", [*GOOD.split("|"), "", "  "])
def test_a_name_that_tells_who_uses_the_key_is_left_alone(name):
    assert not says_little(name)


def test_what_is_printable_is_never_refused():
    signs = (chr(code) for code in range(0x110000))
    refused = [sign for sign in signs if sign.isprintable() and refuses(sign)]
    assert refused == []


def refuses(sign):
    try:
        normalize(f"a{sign}a")
    except KeyListError as error:
        return error.code is KeyListErrorCode.DESCRIPTION_CHARACTERS
    return False
