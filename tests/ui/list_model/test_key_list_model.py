from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.model import CheckRecord, KeyRow
from iottly_keycheck.secret import Secret
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.list_model.key_list_model import KeyListModel, Role
from iottly_keycheck.ui.list_model.key_order import Order
from iottly_keycheck.ui.text.language import Language

PATH = "the settings of now"
KEY = "719cc48b13aa7be9a89a433493966f64"


def row(key_id: int, description: str, cause: str | None = None, **last: object) -> KeyRow:
    checked = None
    if cause:
        facts = {"remark": False, "route_fingerprint": PATH, "ago": timedelta(), **last}
        at = datetime.now(UTC) - facts.pop("ago")
        checked = CheckRecord(
            at, cause, http_status=200, elapsed_ms=1, id=1, key_id=key_id, **facts
        )
    return KeyRow(key_id, description, ("719c", "6f64"), datetime.now(UTC), key_id, checked)


@pytest.fixture(autouse=True)
def english(qapp: object) -> Iterator[None]:
    """Speak English: it has words of its own for what is counted."""
    language = Language(system=QLocale("en_GB"))
    before = QLocale()
    language.use("en")
    yield
    language.uninstall()
    QLocale.setDefault(before)


A, B, C = row(1, "Analytics"), row(2, "Reporting"), row(3, "John Smith")


@pytest.fixture
def model() -> KeyListModel:
    model = KeyListModel()
    model.set_route_fingerprint(PATH)
    model.set_rows([A, B, C])
    return model


def descriptions(model: KeyListModel) -> list[str]:
    return [model.index(place).data() for place in range(model.rowCount())]


def test_it_is_a_model_as_qt_wants_it(model: KeyListModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    "rows", [[], [A], [C], [A, C], [A, B, C, row(4, "New")], [B, row(4, "New")], [row(4, "New"), A]]
)
def test_new_rows_take_the_place_of_the_old(model: KeyListModel, rows: list[KeyRow]) -> None:
    model.set_rows(rows)
    assert descriptions(model) == [shown.description for shown in rows]


def test_rows_that_are_the_same_are_not_repainted(model: KeyListModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.dataChanged):
        model.set_rows([A, B, C])


@pytest.mark.parametrize(
    ("cause", "remark", "badge", "said"),
    [
        (None, False, Badge.UNTESTED, "no result"),
        ("cancelled", False, Badge.UNTESTED, "no result"),
        ("ok", False, Badge.WORKS, "works"),
        ("ok", True, Badge.REMARK, "works, with a remark"),
        ("key_rejected", False, Badge.FAILS, "does not work"),
        ("a cause of a later version", False, Badge.FAILS, "does not work"),
    ],
)
def test_the_last_result_is_shown_and_said(
    model: KeyListModel, cause: str | None, remark: bool, badge: Badge, said: str
) -> None:
    model.set_rows([row(1, "Analytics", cause, remark=remark)])
    index = model.index(0)
    age = "just now" if cause else "never tested"
    assert Badge(index.data(Role.BADGE)) is badge  # Qt makes a plain text of it
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Analytics, {said}, {age}"


def test_a_result_of_other_settings_looks_old(model: KeyListModel) -> None:
    model.set_rows([row(1, "Analytics", "ok", ago=timedelta(minutes=2))])
    index = model.index(0)
    assert not index.data(Role.OUTDATED)
    assert index.data(Role.AGE) == "2 minutes ago"
    model.set_route_fingerprint("other settings")
    assert index.data(Role.OUTDATED)
    assert index.data(Role.AGE) == "2 minutes ago, outdated"


def test_a_key_is_whole_only_while_it_is_revealed(model: KeyListModel) -> None:
    index = model.index_of(2)
    masked = "719c •••••••• 6f64"
    assert index.data(Role.KEY_TEXT) == masked
    model.reveal(2, Secret(KEY))
    assert index.data(Role.KEY_TEXT) == KEY
    assert KEY not in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert KEY not in str(index.data(Qt.ItemDataRole.ToolTipRole))
    model.hide(2)
    assert index.data(Role.KEY_TEXT) == masked


def test_a_key_that_left_the_list_is_not_revealed_when_it_is_back(model: KeyListModel) -> None:
    model.reveal(2, Secret(KEY))
    model.set_rows([A, C])
    model.set_rows([A, B, C])
    assert not model.index_of(2).data(Role.REVEALED)


def test_a_typed_description_is_asked_for_and_not_yet_shown(
    model: KeyListModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.rename_requested) as asked:
        model.setData(model.index_of(2), "Reports")
    assert asked.args == [2, "Reports"]
    assert model.index_of(2).data() == "Reporting"


def test_the_same_description_is_nothing_to_ask_for(model: KeyListModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.rename_requested):
        model.setData(model.index_of(2), "Reporting")


def test_markup_in_a_description_stays_text_in_its_tooltip(model: KeyListModel) -> None:
    model.set_rows([row(1, "<img src=x>")])
    assert "<img" not in str(model.index(0).data(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("repo", ["Reporting"]),
        ("JOHN", ["John Smith"]),
        ("smith jo", ["John Smith"]),
        ("cafe", ["Café Münster"]),
        ("CAFÉ MUNSTER", ["Café Münster"]),
        ("6f64", ["Analytics", "Reporting", "John Smith", "Café Münster"]),
        ("  ", ["Analytics", "Reporting", "John Smith", "Café Münster"]),
        ("nobody", []),
    ],
)
def test_a_search_finds_every_word_whatever_its_case_and_accents(
    model: KeyListModel, wanted: str, found: list[str]
) -> None:
    model.set_rows([A, B, C, row(4, "Cafe\u0301 Münster")])
    model.search(wanted)
    assert [name.replace("e\u0301", "é") for name in descriptions(model)] == found
    assert model.total == 4


def test_a_key_that_comes_while_one_searches_is_shown_if_it_is_found(model: KeyListModel) -> None:
    model.search("report")
    model.set_rows([A, B, C, row(4, "New"), row(5, "Reports")])
    assert descriptions(model) == ["Reporting", "Reports"]
    assert not model.index_of(4).isValid()
    assert model.row_of(4) is not None


MINUTES = timedelta(minutes=1)
TESTED = [
    row(1, "Works", "ok", ago=3 * MINUTES),
    row(2, "never"),
    row(3, "Operator 10", "key_rejected", ago=1 * MINUTES),
    row(4, "operator 2", "ok", ago=2 * MINUTES, remark=True),
]


@pytest.mark.parametrize(
    ("order", "shown"),
    [
        (Order.ADDED, ["Works", "never", "Operator 10", "operator 2"]),
        (Order.NAME, ["never", "operator 2", "Operator 10", "Works"]),
        (Order.TESTED, ["Operator 10", "operator 2", "Works", "never"]),
        (Order.RESULT, ["Operator 10", "operator 2", "never", "Works"]),
    ],
)
def test_the_list_is_sorted_as_chosen(model: KeyListModel, order: Order, shown: list[str]) -> None:
    model.set_rows(TESTED)
    model.set_order(order)
    assert descriptions(model) == shown


def test_rows_stay_under_the_mouse_while_results_come_in(model: KeyListModel, qtbot: QtBot) -> None:
    model.set_rows(TESTED)
    model.set_order(Order.RESULT)
    failed = replace(TESTED[0].last, cause="key_rejected")
    with qtbot.assertNotEmitted(model.rearranged), qtbot.waitSignal(model.dataChanged):
        model.set_results({1: failed})
    assert Badge(model.index_of(1).data(Role.BADGE)) is Badge.FAILS
    model.sort_again()
    assert descriptions(model) == ["Works", "Operator 10", "operator 2", "never"]


def test_the_result_of_a_key_that_is_gone_is_nobodys(model: KeyListModel) -> None:
    model.set_results({99: TESTED[0].last})
    assert descriptions(model) == ["Analytics", "Reporting", "John Smith"]
