"""Tables: a list goes out without its keys, and keys come in."""

import csv
import io
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, KeyRow
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.keys.transfer.csv_file import (
    Descriptions,
    PortableKey,
    PortableKeys,
    TransferError,
    TransferErrorCode,
)
from iottly_keycheck.keys.transfer.importing import (
    ImportOutcome,
    compare,
    import_keys,
    preview,
)
from iottly_keycheck.secret import Secret
from support.findings import finding

KEY, OTHER = "719cc48b719cc48b719cc48b719c6f64", "0" * 32
NAMES = ["Analytics", "John Smith", "=1+1", "@SUM(A1)", "'quoted'", "a;b,c", "Zoë “the” 2nd"]


@pytest.fixture
def full(keys: KeyList) -> KeyList:
    for number, name in enumerate(NAMES):
        keys.add(name, f"{number:08x}".ljust(32, "0"))
    keys.record(1, finding("key_rejected", http_status=401))
    return keys


@pytest.fixture
def empty():
    with closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
        yield keys


def table(keys: KeyList) -> bytes:
    """Write a list as a person would who has the keys at hand."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["Description", "Key"])
    writer.writerows([row.description, keys.secret(row.id).reveal()] for row in keys.rows())
    return file.getvalue().encode()


def portable(data: bytes) -> tuple[PortableKey, ...]:
    found = csv_file.read(data)
    assert isinstance(found, PortableKeys)
    return found.keys


def fault_of(data: bytes) -> TransferErrorCode:
    with pytest.raises(TransferError) as failed:
        csv_file.read(data)
    return failed.value.code


def test_descriptions_come_back_to_the_letter_and_no_key_is_in_the_file(full):
    text = csv_file.to_csv(full.rows())
    assert csv_file.read(text.encode()) == Descriptions(tuple(NAMES))
    for row in full.rows():
        assert full.secret(row.id).reveal() not in text
    assert "key_rejected" in text


def test_a_spreadsheet_finds_nothing_to_calculate(full):
    table = list(csv.reader(io.StringIO(csv_file.to_csv(full.rows()))))
    assert table[0] == ["description", "masked_key", "created_at", "last_cause", "last_checked_at"]
    for cell in (cell for row in table for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_any_description_comes_back(names):
    rows = [
        KeyRow(number, name, None, datetime.now(UTC), number) for number, name in enumerate(names)
    ]
    assert csv_file.read(csv_file.to_csv(rows).encode()).texts == tuple(names)


@pytest.mark.parametrize(
    "data",
    [
        "Description;State\r\nAnalytics;x\r\nReporting;y\r\n".encode("utf-16"),
        b"\xef\xbb\xbfnumber,DESCRIPTION \n1,Analytics\n\n2,Reporting",
    ],
)
def test_tables_of_other_programs_are_read(data):
    assert csv_file.read(data) == Descriptions(("Analytics", "Reporting"))


@pytest.mark.parametrize(
    "data",
    [
        b"description,key\nAnalytics,one\nReporting,two",
        "Key;State; Description\r\none;x;Analytics\r\ntwo;y;Reporting\r\n".encode("utf-16"),
        b"\xef\xbb\xbfDESCRIPTION\tKEY\nAnalytics\tone\n\nReporting\ttwo\n",
    ],
)
def test_a_column_of_keys_is_known_by_its_name_whatever_stands_between_columns(data):
    assert portable(data) == (
        PortableKey("Analytics", Secret("one")),
        PortableKey("Reporting", Secret("two")),
    )


class TestWithKeys:
    def test_a_list_comes_back_on_another_computer_and_twice_changes_nothing(self, full, empty):
        data = table(full)
        lines = list(import_keys(empty, portable(data)))
        assert [line.outcome for line in lines] == [ImportOutcome.ADDED] * len(NAMES)
        assert [row.description for row in empty.rows()] == NAMES
        for mine, other in zip(full.rows(), empty.rows(), strict=True):
            assert full.secret(mine.id) == empty.secret(other.id)
        before = empty.rows()
        for again in (data, table(empty)):
            lines = list(import_keys(empty, portable(again)))
            assert {line.outcome for line in lines} == {ImportOutcome.UNCHANGED}
            assert all(line.settled for line in lines)
        assert empty.rows() == before

    def test_conflicts_are_named_line_by_line_and_change_nothing(self, keys, store):
        keys.add("Analytics", KEY)
        keys.add("Reporting", OTHER)
        before = keys.rows()
        lines = list(
            import_keys(
                keys,
                [
                    PortableKey("ANALYTICS", Secret(KEY)),
                    PortableKey("Analytics", Secret("a" * 32)),
                    PortableKey("Dashboard", Secret(OTHER)),
                    PortableKey("", Secret("b" * 32)),
                    PortableKey("Bell\a", Secret("b" * 32)),
                    PortableKey("Two words", Secret("two words")),
                    PortableKey("New", Secret("c" * 32)),
                ],
            )
        )
        assert [(line.number, line.outcome, line.known_as) for line in lines] == [
            (1, ImportOutcome.UNCHANGED, ""),
            (2, ImportOutcome.OTHER_KEY, ""),
            (3, ImportOutcome.OTHER_DESCRIPTION, "Reporting"),
            (4, ImportOutcome.REFUSED, ""),
            (5, ImportOutcome.REFUSED, ""),
            (6, ImportOutcome.REFUSED, ""),
            (7, ImportOutcome.ADDED, ""),
        ]
        assert keys.rows()[:2] == before
        assert len(store._secrets) == 3

    def test_trouble_of_the_list_ends_it(self, keys, monkeypatch):
        def full_disk(*_: object) -> None:
            raise KeyListError(KeyListErrorCode.LIST_NOT_WRITABLE, path="p", detail="full")

        monkeypatch.setattr(keys, "add", full_disk)
        with pytest.raises(KeyListError):
            list(import_keys(keys, [PortableKey("A", Secret(KEY))]))

    @pytest.mark.parametrize(
        "data",
        [
            f"description,key\nAnalytics,{KEY}\n\xe9".encode("latin-1"),
            f'description,key\nAnalytics,{KEY}\n"open'.encode(),
            f"description,key\n{KEY}".encode(),
        ],
    )
    def test_a_file_that_is_refused_hangs_on_to_no_exception_that_holds_it(self, data):
        with pytest.raises(TransferError) as failed:
            csv_file.read(data)
        assert failed.value.__context__ is None


NAMED = st.sampled_from(["Analytics", " analytics", "Reporting", "Straße", "STRASSE", "", KEY])
GIVEN = st.sampled_from([KEY, f"bearer {KEY}", OTHER, "short", "", "two words"])
LINES = st.lists(st.builds(PortableKey, NAMED, GIVEN.map(Secret)), max_size=6)


@given(LINES, LINES)
def test_what_is_foreseen_of_an_import_is_what_comes_of_it(there, given_keys):
    with closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
        list(import_keys(keys, there))
        before = keys.rows()
        foreseen = list(preview(keys, given_keys))
        assert keys.rows() == before
        done = list(import_keys(keys, given_keys))
        assert [told(line) for line in foreseen] == [told(line) for line in done]


def told(line):
    error = line.error and (line.error.code, line.error.arguments)
    return line.number, line.description, line.outcome, line.known_as, error


def test_a_file_without_keys_adds_nothing_and_tells_what_is_missing(keys):
    keys.add("Analytics", KEY)
    lines = list(compare(keys, ["analytics ", "Reporting", "Bell\a"]))
    assert [line.outcome for line in lines] == [
        ImportOutcome.UNCHANGED,
        ImportOutcome.KEY_WANTED,
        ImportOutcome.REFUSED,
    ]
    assert len(keys.rows()) == 1


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", TransferErrorCode.UNKNOWN),
        (b"\xff\xfe\x00\xd8", TransferErrorCode.ENCODING),
        (b"description\nAnalytics \xe9", TransferErrorCode.ENCODING),
        (b"name,key\nAnalytics,x", TransferErrorCode.UNKNOWN),
        (b'description\n"open', TransferErrorCode.DAMAGED),
        (b"key,description\nx", TransferErrorCode.DAMAGED),
        (b"description\n" + b"x" * 10_000_000, TransferErrorCode.DAMAGED),
        (b"description\n" + b"x" * 10_001, TransferErrorCode.TOO_LONG),
        (b"description\n" + b"x\n" * 10_001, TransferErrorCode.TOO_LONG),
        (b"x" * (csv_file.LONGEST_FILE + 1), TransferErrorCode.TOO_LONG),
        (b"x" * 10_000_000, TransferErrorCode.DAMAGED),
        (b"[" * 100_000, TransferErrorCode.UNKNOWN),
        (b'{"description": "Analytics"}', TransferErrorCode.UNKNOWN),
        (b"<html><body>description</body></html>", TransferErrorCode.UNKNOWN),
        (b"SQLite format 3\0" + b"\0" * 4096, TransferErrorCode.UNKNOWN),
    ],
)
def test_what_is_no_such_file_is_refused(data, fault):
    assert fault_of(data) is fault
