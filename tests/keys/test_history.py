"""What is kept of the checks of a key, and how it is given out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.history import NEWEST, OLDER, History
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from support.findings import finding

START = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = timedelta(seconds=5)


class Kept:
    """A history that keeps little, of a list with two keys."""

    def __init__(self, newest: int, older: int) -> None:
        self.database = Database(MEMORY)
        self.list = KeyList(self.database, MemoryStore())
        self.keys = [self.list.add(f"Key {each}", f"{each:032x}").row.id for each in range(2)]
        self.history = History(self.database, newest, older)

    def record(self, *causes: str, key: int = 0, at: datetime = START) -> None:
        for cause in causes:
            self.history.record(self.keys[key], finding(cause, at))

    def causes(self, key: int = 0) -> list[str]:
        """What is kept, the oldest first."""
        return [entry.cause for entry in reversed(self.history.page(self.keys[key], 10_000))]


@pytest.fixture
def kept() -> Iterator[Kept]:
    kept = Kept(newest=3, older=4)
    yield kept
    kept.list.close()


class TestThinning:
    def test_the_newest_checks_are_all_kept(self, kept: Kept) -> None:
        kept.record("ok", "ok", "ok")
        assert kept.causes() == ["ok", "ok", "ok"]

    def test_of_older_ones_the_changes_stay(self, kept: Kept) -> None:
        kept.record("ok", "ok", "offline", "offline", "offline", "ok", "ok", "ok", "ok")
        assert kept.causes() == ["ok", "offline", "ok", "ok", "ok", "ok"]

    def test_a_remark_is_a_change_too(self, kept: Kept) -> None:
        kept.record("ok", "ok")
        kept.history.record(kept.keys[0], finding("ok", START, remark=True, elapsed_ms=77))
        kept.record("ok", "ok", "ok", "ok")
        times = [entry.elapsed_ms for entry in kept.history.page(kept.keys[0], 10)]
        assert times == [1, 1, 1, 1, 77, 1]

    def test_of_older_ones_the_first_of_each_day_stays(self, kept: Kept) -> None:
        for day in range(3):
            for check in range(4):
                kept.record("ok", at=START + day * DAY + check * LATER)
        found = [entry.checked_at for entry in kept.history.page(kept.keys[0], 100)]
        assert found == [
            *(START + 2 * DAY + check * LATER for check in (3, 2, 1, 0)),
            START + DAY,
            START,
        ]

    def test_more_changes_than_that_are_forgotten_the_oldest_first(self, kept: Kept) -> None:
        kept.record(*(f"cause_{number}" for number in range(20)))
        assert kept.causes() == [f"cause_{number}" for number in range(13, 20)]

    def test_the_history_of_one_key_costs_the_other_nothing(self, kept: Kept) -> None:
        kept.record("offline", "ok", "ok", key=1)
        kept.record(*["ok"] * 20)
        assert kept.causes(1) == ["offline", "ok", "ok"]

    def test_with_a_check_its_report_goes(self, kept: Kept) -> None:
        kept.record(*["ok"] * 5)
        ids = [entry.id for entry in kept.history.page(kept.keys[0], 10)]
        assert [kept.history.report(number) is not None for number in range(1, 6)] == [
            number in ids for number in range(1, 6)
        ]

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=40))
    def test_it_is_the_rule_and_nothing_else(self, checks: list[tuple[str, int]]) -> None:
        kept = Kept(newest=3, older=4)
        day = 0
        expected: list[tuple[int, bool]] = []
        before: tuple[str, int] | None = None
        for number, (cause, days) in enumerate(checks):
            day += days
            kept.record(cause, at=START + day * DAY)
            expected.append((number + 1, (cause, day) != before))
            before = (cause, day)
        landmarks = [number for number, is_one in expected[:-3] if is_one][-4:]
        numbers = landmarks + [number for number, _ in expected[-3:]]
        found = [entry.id for entry in reversed(kept.history.page(kept.keys[0], 100))]
        kept.list.close()
        assert found == numbers


def test_the_program_keeps_this_many(keys: KeyList) -> None:
    row = keys.add("Analytics", "a" * 32).row
    for number in range(NEWEST + OLDER + 20):
        keys.record(row.id, finding(f"cause_{number}"))
    assert len(keys.history(row.id, 10_000)) == NEWEST + OLDER == 1_000


class TestPages:
    @pytest.fixture
    def entries(self, keys: KeyList) -> tuple[CheckRecord, ...]:
        row = keys.add("Analytics", "a" * 32).row
        other = keys.add("Reporting", "b" * 32).row
        made = []
        for number in range(7):
            made.append(keys.record(row.id, finding(elapsed_ms=number)))
            keys.record(other.id, finding())
        return tuple(reversed(made))

    def test_they_follow_one_another_without_gap_and_overlap(
        self, keys: KeyList, entries: tuple[CheckRecord, ...]
    ) -> None:
        key = entries[0].key_id
        first = keys.history(key, 3)
        second = keys.history(key, 3, first[-1].id)
        third = keys.history(key, 3, second[-1].id)
        assert first + second + third == entries
        assert keys.history(key, 3, third[-1].id) == ()

    def test_a_check_that_comes_meanwhile_shifts_no_page(
        self, keys: KeyList, entries: tuple[CheckRecord, ...]
    ) -> None:
        key = entries[0].key_id
        first = keys.history(key, 3)
        keys.record(key, finding())
        assert keys.history(key, 3, first[-1].id) == entries[3:6]
