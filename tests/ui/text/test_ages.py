from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from iottly_keycheck.ui.text.ages import age, moves
from iottly_keycheck.ui.text.language import Language

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def language(qapp: object) -> Iterator[Language]:
    before = QLocale()
    language = Language()
    language.use("en")
    yield language
    language.uninstall()
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-40), "just now"),
        (timedelta(), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=2, seconds=59), "2 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=11), "11 hours ago"),
        (timedelta(hours=13), "yesterday"),
        (timedelta(days=1, hours=11), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=6), "6 days ago"),
    ],
)
def test_ages_as_people_say_them(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=1), "1 minuto fa"),
        (timedelta(minutes=2), "2 minuti fa"),
        (timedelta(hours=1), "1 ora fa"),
        (timedelta(hours=11), "11 ore fa"),
        (timedelta(days=2), "2 giorni fa"),
    ],
)
def test_ages_in_italian(ago: timedelta, words: str, language: Language) -> None:
    language.use("it")
    assert age(NOW - ago, NOW) == words


def test_a_week_ago_is_a_date() -> None:
    assert "17" in age(NOW - timedelta(days=7), NOW)


@pytest.mark.parametrize(
    ("ago", "moving"),
    [(timedelta(), True), (timedelta(days=6, hours=23), True), (timedelta(days=8), False)],
)
def test_a_date_stays_and_all_else_moves_on(ago: timedelta, moving: bool) -> None:
    assert moves(NOW - ago, NOW) is moving


def test_nothing_that_stays_is_said_in_other_words_later() -> None:
    then = NOW - timedelta(days=8)
    assert {age(then, NOW + timedelta(hours=hours)) for hours in range(48)} == {age(then, NOW)}
