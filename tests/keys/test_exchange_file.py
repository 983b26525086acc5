"""Lists that go out and come back: without keys as tables, with keys encrypted only."""

import csv
import io
import json
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iottly_keycheck.keys.list.database import MEMORY, Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode, KeyRow
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.stores.sealed import Effort, Sealer
from iottly_keycheck.keys.transfer import exchange_file
from iottly_keycheck.keys.transfer.exchange_file import (
    Descriptions,
    PortableKey,
    SealedKeys,
    TransferError,
    TransferErrorCode,
)
from iottly_keycheck.keys.transfer.importing import (
    ImportOutcome,
    compare,
    import_keys,
    portable_keys,
    preview,
)
from iottly_keycheck.secret import Secret
from support.findings import finding

LIGHT = Effort(iterations=1, lanes=1, memory_kib=8)
PASSPHRASE = Secret("correct horse battery")
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


def sealed(keys: KeyList) -> bytes:
    return exchange_file.to_sealed(portable_keys(keys)[0], PASSPHRASE, LIGHT)


def opened(data: bytes) -> tuple[PortableKey, ...]:
    found = exchange_file.read(data)
    assert isinstance(found, SealedKeys)
    return found.open(PASSPHRASE)


def fault_of(data: bytes) -> TransferErrorCode:
    with pytest.raises(TransferError) as failed:
        exchange_file.read(data)
    return failed.value.code


@pytest.mark.parametrize("write", [exchange_file.to_csv, exchange_file.to_json])
def test_descriptions_come_back_to_the_letter_and_no_key_is_in_the_file(full, write):
    text = write(full.rows())
    assert exchange_file.read(text.encode()) == Descriptions(tuple(NAMES))
    for row in full.rows():
        assert full.secret(row.id).reveal() not in text
    assert "key_rejected" in text


def test_a_spreadsheet_finds_nothing_to_calculate(full):
    table = list(csv.reader(io.StringIO(exchange_file.to_csv(full.rows()))))
    assert table[0] == ["description", "key", "created_at", "last_cause", "last_checked_at"]
    for cell in (cell for row in table for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_any_description_comes_back(names):
    rows = [
        KeyRow(number, name, None, datetime.now(UTC), number) for number, name in enumerate(names)
    ]
    for write in (exchange_file.to_csv, exchange_file.to_json):
        assert exchange_file.read(write(rows).encode()).texts == tuple(names)


@pytest.mark.parametrize(
    "data",
    [
        "Description;Key\r\nAnalytics;x\r\nReporting;y\r\n".encode("utf-16"),
        b"\xef\xbb\xbfkey,DESCRIPTION \n1,Analytics\n\n2,Reporting",
    ],
)
def test_tables_of_other_programs_are_read(data):
    assert exchange_file.read(data) == Descriptions(("Analytics", "Reporting"))


class TestWithKeys:
    def test_a_list_comes_back_on_another_computer_and_twice_changes_nothing(self, full, empty):
        data = sealed(full)
        lines = list(import_keys(empty, opened(data)))
        assert [line.outcome for line in lines] == [ImportOutcome.ADDED] * len(NAMES)
        assert [row.description for row in empty.rows()] == NAMES
        for mine, other in zip(full.rows(), empty.rows(), strict=True):
            assert full.secret(mine.id) == empty.secret(other.id)
        before = empty.rows()
        for again in (data, sealed(empty)):
            lines = list(import_keys(empty, opened(again)))
            assert {line.outcome for line in lines} == {ImportOutcome.UNCHANGED}
            assert all(line.settled for line in lines)
        assert empty.rows() == before

    def test_nothing_of_it_can_be_read_without_the_passphrase(self, full):
        data = sealed(full)
        for row in full.rows():
            assert full.secret(row.id).reveal().encode() not in data
            assert row.description.encode() not in data
        found = exchange_file.read(data)
        with pytest.raises(TransferError) as failed:
            found.open(Secret("wrong"))
        assert failed.value.code is TransferErrorCode.PASSPHRASE

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

    def test_a_key_that_the_store_has_lost_is_left_out_and_named(self, full, store):
        store._secrets.pop(next(iter(store._secrets)))
        portable, lost = portable_keys(full)
        assert [row.description for row in lost] == NAMES[:1]
        assert [each.description for each in portable] == NAMES[1:]

    def test_trouble_of_the_list_ends_it(self, keys, monkeypatch):
        def full_disk(*_: object) -> None:
            raise KeyListError(KeyListErrorCode.LIST_NOT_WRITABLE, path="p", detail="full")

        monkeypatch.setattr(keys, "add", full_disk)
        with pytest.raises(KeyListError):
            list(import_keys(keys, [PortableKey("A", Secret(KEY))]))

    @pytest.mark.parametrize(
        "text",
        ["[]", "{}", '{"keys": {}}', '{"keys": [1]}', '{"keys": [{"key": 1}]}', "[" * 9999, "x"],
    )
    def test_what_was_sealed_but_is_no_list_is_damage_and_is_not_repeated(self, text):
        found = exchange_file.read(Sealer.new(PASSPHRASE, "export", LIGHT).seal(text))
        with pytest.raises(TransferError) as failed:
            found.open(PASSPHRASE)
        assert failed.value.code is TransferErrorCode.DAMAGED
        assert failed.value.__context__ is None


NAMED = st.sampled_from(["Analytics", " analytics", "Reporting", "Straße", "STRASSE", "", KEY])
GIVEN = st.sampled_from([KEY, f"bearer {KEY}", OTHER, "short", "", "two words"])
LINES = st.lists(st.builds(PortableKey, NAMED, GIVEN.map(Secret)), max_size=6)


@given(LINES, LINES)
def test_what_is_foreseen_of_an_import_is_what_comes_of_it(there, portable):
    with closing(KeyList(Database(MEMORY), MemoryStore())) as keys:
        list(import_keys(keys, there))
        before = keys.rows()
        foreseen = list(preview(keys, portable))
        assert keys.rows() == before
        done = list(import_keys(keys, portable))
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
        (b"x" * (exchange_file.LONGEST_FILE + 1), TransferErrorCode.TOO_LONG),
        (b"x" * 10_000_000, TransferErrorCode.DAMAGED),
        (b"[" * 100_000, TransferErrorCode.UNKNOWN),
        (b'{"a":' * 100_000, TransferErrorCode.UNKNOWN),
        (b'{"format": "iottly-keycheck list", "version": 2, "keys": []}', TransferErrorCode.NEWER),
        (
            b'{"format": "iottly-keycheck list", "version": "1", "keys": []}',
            TransferErrorCode.UNKNOWN,
        ),
        (
            b'{"format": "iottly-keycheck list", "version": 1, "keys": [[]]}',
            TransferErrorCode.UNKNOWN,
        ),
        (b"<html><body>description</body></html>", TransferErrorCode.UNKNOWN),
        (b"SQLite format 3\0" + b"\0" * 4096, TransferErrorCode.UNKNOWN),
    ],
)
def test_what_is_no_such_file_is_refused(data, fault):
    assert fault_of(data) is fault


def test_a_sealed_file_of_a_newer_version_or_with_something_lost_says_so(full):
    data = sealed(full)
    document = json.loads(data)
    assert fault_of(json.dumps(document | {"version": 2}).encode()) is TransferErrorCode.NEWER
    assert fault_of(data.replace(b"AES-256", b"AES-255")) is TransferErrorCode.DAMAGED
    assert fault_of(data[:-30]) is TransferErrorCode.DAMAGED
    own_file = Sealer.new(PASSPHRASE, "keys", LIGHT).seal("{}")
    assert fault_of(own_file) is TransferErrorCode.UNKNOWN
