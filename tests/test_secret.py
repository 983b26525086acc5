"""A secret shows itself to nobody by accident."""

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable

import pytest

from iottly_keycheck.secret import Secret

TEXT = "canary-719cc48b13aa7be9"


@pytest.fixture
def secret() -> Secret:
    return Secret(TEXT)


def test_only_reveal_gives_the_text(secret: Secret) -> None:
    assert secret.reveal() == TEXT


@pytest.mark.parametrize("show", [repr, str, "{}".format, "{:>30}".format, lambda s: f"{s!r}{s}"])
def test_no_way_of_writing_it_shows_it(secret: Secret, show: Callable[[Secret], str]) -> None:
    assert TEXT not in show(secret)


def test_a_log_line_does_not_show_it(secret: Secret, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    logging.getLogger("test").info("%s %r", secret, secret)
    assert "Secret" in caplog.text
    assert TEXT not in caplog.text


def test_a_traceback_with_local_values_does_not_show_it(secret: Secret) -> None:
    with pytest.raises(ValueError, match="Secret") as caught:
        raise ValueError(secret)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert TEXT not in "".join(told.format())


@pytest.mark.parametrize(
    "keep", [pickle.dumps, copy.copy, copy.deepcopy, json.dumps, lambda s: s.__getstate__()]
)
def test_it_is_not_pickled_copied_or_written_as_json(
    secret: Secret, keep: Callable[[Secret], object]
) -> None:
    with pytest.raises(TypeError):
        keep(secret)


def test_it_has_no_attributes_to_list(secret: Secret) -> None:
    with pytest.raises(TypeError):
        vars(secret)


def test_two_of_the_same_text_are_equal_and_others_are_not(secret: Secret) -> None:
    assert secret == Secret(TEXT)
    assert secret != Secret("other")
    assert secret != TEXT


def test_it_is_no_dictionary_key(secret: Secret) -> None:
    with pytest.raises(TypeError):
        hash(secret)


def test_an_empty_one_is_false(secret: Secret) -> None:
    assert secret
    assert not Secret("")
