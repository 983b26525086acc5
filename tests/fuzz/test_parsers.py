"""Whatever comes in: every parser gives an answer or refuses, soon, and nothing else happens.

Each has properties (hypothesis, the same examples in every run) and a run of mutations of good
input (a seed of its own). `--fuzz N` makes it so many times longer.
"""

import json
import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iottly_keycheck.check import utc_now
from iottly_keycheck.cli.check.keys_file import read_keys
from iottly_keycheck.cli.console import escape_control_chars
from iottly_keycheck.cli.exit_status import WrongUsage
from iottly_keycheck.cli.key_input import decoded
from iottly_keycheck.diagnosis.report import Report, ReportError, from_json, to_json
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.keys.list.database import Database
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyFault, KeyListError, KeyRow
from iottly_keycheck.keys.rules.cleaning import LONGEST_KEY, clean
from iottly_keycheck.keys.rules.description import LONGEST_DESCRIPTION, normalize
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.keys.transfer.csv_file import (
    Descriptions,
    TransferError,
)
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import SettingsFile
from support.findings import finding
from support.pings import Here

KEY = "719cc48b719cc48b719cc48b719c6f64"
LONGEST_SECONDS = 2.0
"""For one input, on a busy machine; the slowest takes a tenth of it."""

HOSTILE = [
    "<b>x</b><img src=x onerror=alert(1)><script>",
    "\x00\x01\x1b[2J\x1b]0;owned\x07\x9b31m\x7f\u0085",
    "\u202e\u2066\u200f\ufeff\u200b\u2028\u2029",
    "\ud800\udfff",
    "{0.__class__}{description}%s%n{}{{",
    "x" * 100_000,
    "\n" * 1_000,
    "'; DROP TABLE keys; --",
    "=HYPERLINK(1)",
    "\U0010ffff\ufffe" * 50,
    "A\u0300" * 500,
    "[" * 5_000,
]

bounded = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
any_text = st.one_of(st.text(), st.text(st.characters()), st.sampled_from(HOSTILE))
pasted = st.one_of(
    any_text,
    st.builds(
        "{}{}{}".format,
        st.text(max_size=5),
        st.sampled_from([KEY, "bearer x"]),
        st.text(max_size=5),
    ),
)


@pytest.fixture
def rounds(pytestconfig: pytest.Config) -> int:
    """How many mutations; some seconds' worth."""
    return 1_500 * pytestconfig.getoption("fuzz")


def mutations(good: bytes, seed: int, rounds: int) -> list[bytes]:
    """Give input that is nearly good: bytes changed, lost, repeated, hostile text put in."""
    chance = random.Random(seed)
    found = []
    for _ in range(rounds):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            end = min(len(data), place + chance.randint(1, 40))
            match chance.randrange(5):
                case 0:
                    data[place:end] = chance.randbytes(chance.randint(0, 8))
                case 1:
                    del data[place:end]
                case 2:
                    data[place:place] = data[place:end] * chance.randint(1, 50)
                case 3:
                    data[place:place] = chance.choice(HOSTILE).encode("utf-8", "surrogatepass")
                case 4:
                    data[place:end] = chance.choice(
                        [b"null", b"-1", b"1e999", b"9" * 5_000, b"true", b"[]", b'{"a":1}', b'"']
                    )
        found.append(bytes(data))
    return found


def values_changed(document: object, seed: int, rounds: int) -> list[str]:
    """Give JSON of the right shape in which some values are others."""
    chance = random.Random(seed)
    others = [None, True, -1, 10**400, 1.5, "", *HOSTILE, [], {}, [[]], {"id": "ok"}, "NaN"]

    def changed(value: object, rate: float) -> object:
        if chance.random() < rate:
            return chance.choice(others)
        if isinstance(value, dict):
            return {
                name: changed(each, rate) for name, each in value.items() if chance.random() > 0.005
            }
        if isinstance(value, list):
            return [changed(each, rate) for each in value] * chance.choice([1, 1, 1, 1, 2])
        return value

    return [json.dumps(changed(document, chance.choice([0.01, 0.05]))) for _ in range(rounds)]


def soon(call: Callable[[], object]) -> object:
    begun = time.monotonic()
    result = call()
    assert time.monotonic() - begun < LONGEST_SECONDS
    return result


class TestPastedText:
    @bounded
    @given(pasted)
    def test_a_key_is_visible_and_bounded_or_there_is_none(self, text: str) -> None:
        key = soon(lambda: clean(text))
        if isinstance(key, Secret):
            assert 0 < len(key.reveal()) <= LONGEST_KEY
            assert key.reveal().isascii()
            assert key.reveal().isprintable()
            assert " " not in key.reveal()
            assert clean(key.reveal()) == key
        else:
            assert isinstance(key, KeyFault)

    @bounded
    @given(st.binary())
    def test_any_bytes_on_standard_input(self, data: bytes) -> None:
        clean(decoded(data))

    def test_long_lines(self) -> None:
        for piece in ("x", " ", "'", "bearer ", "-H 'Authentication: ", '"', "\\\n", "\u200b"):
            soon(lambda piece=piece: clean(piece * (10_000_000 // len(piece))))

    def test_nearly_a_command(self, rounds: int) -> None:
        good = f"curl -X GET -H 'Authentication: bearer {KEY}' https://a/v1.0/project/ping".encode()
        for data in mutations(good, 1, rounds):
            soon(lambda data=data: clean(decoded(data)))


class TestDescriptions:
    @bounded
    @given(any_text)
    def test_a_description_can_be_shown_or_is_refused(self, text: str) -> None:
        try:
            description = soon(lambda: normalize(text))
        except KeyListError as error:
            messages.key_list_error(error)
            return
        assert isinstance(description, str)
        assert 0 < len(description) <= LONGEST_DESCRIPTION
        assert normalize(description) == description
        for character in "\x00\x1b\n\u202e\u2066\ud800":
            assert character not in description
        description.encode()

    @bounded
    @given(any_text)
    def test_a_terminal_is_driven_by_nothing(self, text: str) -> None:
        assert escape_control_chars(text).isprintable()

    def test_long_lines(self) -> None:
        for piece in ("x", " ", "\u0300", "\u200b", "\U0001f600"):
            with pytest.raises(KeyListError):
                soon(lambda piece=piece: normalize(piece * 10_000_000))


@pytest.fixture(scope="module")
def good_report() -> Report:
    return Here().check("http://127.0.0.1:9/v1.0", proxy="http://user:x@127.0.0.1:9")


def use_report(text: str) -> None:
    """Do with a report what window and command line do with it."""
    try:
        report = from_json(text)
    except ReportError:
        return
    written = to_json(report)
    written.encode()
    assert from_json(written) == report
    assert messages.headline(report)
    for said in (
        *messages.next_steps(report),
        *messages.hints(report),
        messages.responsible_party(report),
        messages.proxy(report),
    ):
        assert isinstance(said, str)
    assert len(report.stages) == 6


class TestReports:
    def test_a_good_one(self, good_report: Report) -> None:
        assert from_json(to_json(good_report)).cause is good_report.cause

    def test_nearly_a_report(self, good_report: Report, rounds: int) -> None:
        for data in mutations(to_json(good_report).encode(), 2, rounds):
            soon(lambda data=data: use_report(data.decode("utf-8", "replace")))

    def test_a_report_with_other_values(self, good_report: Report, rounds: int) -> None:
        document = json.loads(to_json(good_report))
        document["hints"] += [
            {"id": str(hint), "level": "info", "args": {"reason": "x", "field": "y"}, "text": "z"}
            for hint in messages.hint_messages.HINTS
        ]
        for text in values_changed(document, 3, 2 * rounds):
            soon(lambda text=text: use_report(text))

    @bounded
    @given(st.recursive(st.none() | st.booleans() | st.floats() | any_text, st.lists))
    def test_any_json(self, value: object) -> None:
        with pytest.raises(ReportError):
            from_json(json.dumps(value))

    @pytest.mark.parametrize("piece", ["[", '{"a":', '"', "9", " ", "\x00", "<html>"])
    def test_deep_and_long(self, piece: str) -> None:
        for length in (100_000, 20_000_000):
            text = piece * (length // len(piece))
            with pytest.raises(ReportError):
                soon(lambda text=text: from_json(text))


def read_file(data: bytes) -> None:
    try:
        found = csv_file.read(data)
    except TransferError as error:
        messages.transfer_error(error)
        return
    lines = found.texts if isinstance(found, Descriptions) else found.keys
    assert len(lines) <= csv_file.MOST_KEYS


@pytest.fixture(scope="module")
def rows() -> list[KeyRow]:
    names = ["Analytics", "=1", "a, b", "Zoë"]
    return [KeyRow(number, name, None, utc_now(), 0) for number, name in enumerate(names)]


class TestImports:
    @pytest.mark.parametrize("with_keys", [False, True])
    def test_nearly_a_file(self, rows: list[KeyRow], rounds: int, with_keys: bool) -> None:
        good = csv_file.to_csv(rows).encode()
        if with_keys:
            good = f"Description;Key\nAnalytics;{KEY}\nReporting;bearer {KEY}\n".encode()
        read_file(good)
        for data in mutations(good, 4, rounds):
            soon(lambda data=data: read_file(data))

    @bounded
    @given(
        st.binary() | st.builds(lambda t: b"description\n" + t.encode("utf-8", "replace"), any_text)
    )
    def test_any_bytes(self, data: bytes) -> None:
        read_file(data)


def test_nearly_a_file_of_keys(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "keys"
    path.touch(mode=0o600)
    good = f"Analytics\t{KEY}\n# a remark\n\nReporting\tbearer {KEY}\n".encode()
    for data in mutations(good, 5, rounds):
        path.write_bytes(data)
        try:
            keys = soon(lambda: read_keys(path))
        except WrongUsage as refused:
            said = [str(refused)]
        else:
            said = [key.description or "" for key in keys]
        assert all(KEY not in text for text in said)


def test_nearly_a_settings_file(tmp_path: Path, rounds: int) -> None:
    site = tmp_path / "site.json"
    good = b'{"url": "https://a", "proxy": "auto", "timeout": 15, "key_store": "file"}'
    for data in mutations(good, 6, rounds):
        site.write_bytes(data)
        store = SettingsFile(tmp_path / "none.json", site)
        found = soon(store.load)
        assert found.route_fingerprint
        for problem in store.problems:
            assert messages.settings_problem(problem)


@pytest.fixture(scope="module")
def good_list(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, MemoryStore]:
    path, store = tmp_path_factory.mktemp("list") / "keys.db", MemoryStore()
    with closing(KeyList(Database(path), store)) as keys:
        for number in range(4):
            row = keys.add(f"Key {number}", f"{number:032x}").row
            keys.record(row.id, finding())
    return path.read_bytes(), store


class TestDatabaseRows:
    def use(self, path: Path, store: MemoryStore) -> None:
        with closing(KeyList(Database(path), store)) as keys:
            for row in keys.rows():
                assert isinstance(row.description, str)
                assert isinstance(row.masked, str)
                keys.secret(row.id)
                for entry in keys.history(row.id, 5):
                    keys.report(entry.id)
            keys.finish_interrupted()

    def test_columns_that_hold_something_else(
        self, good_list: tuple[bytes, MemoryStore], tmp_path: Path, rounds: int
    ) -> None:
        content, store = good_list
        chance = random.Random(7)
        others = [None, -1, 2**63 - 1, 1.5, b"\xff\x00", "", *HOSTILE[:5], "0001-01-01T00:00:00"]
        columns = [
            *(
                ("keys", name)
                for name in ("description", "first", "last", "created_at", "position")
            ),
            *(("keys", name) for name in ("changed_at", "store", "folded", "secret_name")),
            *(("checks", name) for name in ("checked_at", "cause", "remark", "http_status")),
            *(("checks", name) for name in ("elapsed_ms", "route_fingerprint", "report")),
        ]
        for number in range(rounds // 4):
            path = tmp_path / str(number) / "keys.db"
            path.parent.mkdir()
            path.write_bytes(content)
            with closing(sqlite3.connect(path)) as connection, connection:
                for _ in range(chance.randint(1, 3)):
                    table, column = chance.choice(columns)
                    value = chance.choice(others)
                    if isinstance(value, str):
                        value = value.encode("utf-8", "replace").decode()
                    try:
                        connection.execute(
                            f"UPDATE {table} SET {column} = ? WHERE id = ?",
                            (value, chance.randint(1, 4)),
                        )
                    except sqlite3.IntegrityError:
                        continue
            try:
                soon(lambda path=path: self.use(path, store))
            except KeyListError as error:
                messages.key_list_error(error)

    def test_bytes_that_are_others(
        self, good_list: tuple[bytes, MemoryStore], tmp_path: Path, rounds: int
    ) -> None:
        content, store = good_list
        for number, data in enumerate(mutations(content, 8, rounds // 16)):
            path = tmp_path / str(number) / "keys.db"
            path.parent.mkdir()
            path.write_bytes(data)
            try:
                soon(lambda path=path: self.use(path, store))
            except KeyListError as error:
                messages.key_list_error(error)
