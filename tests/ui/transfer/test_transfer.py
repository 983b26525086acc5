"""Importing and exporting in the window: seen before it is done, and nothing done twice."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.keys.transfer import csv_file
from iottly_keycheck.secret import Secret, StoreError, StoreFailure
from iottly_keycheck.ui.transfer.import_dialog import ImportDialog
from ui.screen import Screen

NEW = {"Dashboard": "d" * 32, "Testing Lab": "e" * 32}


def table(path: Path, entries: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Description", "Key"), *entries.items()])
    return path


def preview(screen: Screen, path: Path) -> ImportDialog:
    screen.import_file(path)
    return screen.dialog(ImportDialog)


def summary(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.summary]


def shown_lines(dialog: ImportDialog) -> dict[str, str]:
    model = dialog.lines.model()
    rows = range(model.rowCount())
    return {model.index(row, 0).data(): model.index(row, 1).data() for row in rows}


def test_a_table_with_keys_is_shown_first_and_then_its_new_keys_are_added(
    screen: Screen, keys: KeyList, tmp_path: Path, qtbot: QtBot
) -> None:
    known = keys.secret(keys.find("Reporting").id).reveal()
    entries = {"reporting": known, "Analytics": "f" * 32, **NEW, "": "a" * 32}
    dialog = preview(screen, table(tmp_path / "list.csv", entries))
    assert summary(dialog) == [
        "What importing “list.csv” will do:",
        "2 keys will be added.",
        "1 key is in your list already.",
        "2 keys cannot be added; the list says why.",
    ]
    outcomes = shown_lines(dialog)
    assert outcomes.pop("").startswith("not added: ")
    assert outcomes == {
        "reporting": "in the list already",
        "Analytics": "not added: the list has another key called that",
        "Dashboard": "new",
        "Testing Lab": "new",
    }
    assert screen.descriptions() == ["Analytics", "Reporting", "John Smith"]
    dialog.add.click()
    qtbot.waitUntil(lambda: screen.descriptions()[3:] == ["Dashboard", "Testing Lab"])
    assert screen.notices() == ["2 keys were added."]
    for description, key in NEW.items():
        assert keys.secret(keys.find(description).id).reveal() == key
    assert QApplication.activeModalWidget() is None


def test_the_same_file_again_changes_nothing_and_says_so(
    screen: Screen, keys: KeyList, tmp_path: Path, qtbot: QtBot
) -> None:
    path = table(tmp_path / "list.csv", NEW)
    preview(screen, path).add.click()
    qtbot.waitUntil(lambda: len(screen.descriptions()) == 5)
    before = keys.rows()
    dialog = preview(screen, path)
    assert summary(dialog) == ["All keys of “list.csv” are in your list already. Nothing changes."]
    assert not dialog.add.isVisible()
    dialog.close()
    assert keys.rows() == before


def test_cancel_adds_nothing(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = preview(screen, table(tmp_path / "list.csv", NEW))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert screen.descriptions() == ["Analytics", "Reporting", "John Smith"]
    assert screen.notices() == []


def test_a_table_of_descriptions_is_compared_and_nothing_of_it_can_be_added(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("description\nAnalytics\nDashboard\n")
    screen.import_file(path)
    dialog = screen.dialog(ImportDialog)
    assert "has descriptions only" in summary(dialog)[0]
    assert summary(dialog)[1:] == [
        "1 key is in your list already.",
        "1 description is not in your list.",
    ]
    assert shown_lines(dialog)["Dashboard"].startswith("not in the list")
    assert not dialog.add.isVisible()
    dialog.close()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "no text that can be read"),
        (b"<html><b>hello</b>", "no list of keys"),
        (b"[" * 100_000, "no list of keys"),
        (b"description\n" + b"x" * 20_000, "too long"),
        (b" " * (csv_file.LONGEST_FILE + 1), "too long"),
        (b"", "no list of keys"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    screen: Screen, tmp_path: Path, qtbot: QtBot, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "file"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    screen.import_file(path)
    qtbot.waitUntil(lambda: sentence in screen.notice())
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("path", ["/dev/zero", "/no/such/file", "a\0b", ""])
def test_what_is_no_file_is_refused_with_a_sentence(
    screen: Screen, qtbot: QtBot, path: str
) -> None:
    screen.import_file(path)
    qtbot.waitUntil(lambda: "cannot be read" in screen.notice())


def test_hostile_descriptions_are_lines_of_plain_text(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    hostile = [
        "<b>bold</b><img src=x>",
        "a\u202eb\u2066c",
        "one\nline\ttab",
        "\x1b[31mred",
        "x" * 9999,
    ]
    path = tmp_path / "<i>list.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["description"], *([text] for text in hostile)])
    dialog = preview(screen, path)
    shown = list(shown_lines(dialog))
    assert shown[:4] == ["<b>bold</b><img src=x>", "a\ufffdb\ufffdc", "one line tab", "␛[31mred"]
    assert len(shown[4]) < 300
    assert "<i>list.csv" in summary(dialog)[0]
    assert {label.textFormat() for label in dialog.summary} == {Qt.TextFormat.PlainText}
    assert dialog.lines.sizeHintForRow(0) < 60
    dialog.close()


def test_a_store_that_fails_in_the_middle_leaves_what_is_there_and_says_why(
    screen: Screen, store: MemoryStore, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    dialog = preview(screen, table(tmp_path / "list.csv", NEW))
    keep, kept = store.set, []

    def fail_on_the_second(name: str, secret: Secret) -> None:
        if kept:
            raise StoreError(StoreFailure.ERROR, "broken")
        kept.append(name)
        keep(name, secret)

    monkeypatch.setattr(store, "set", fail_on_the_second)
    dialog.add.click()
    screen.wait_for(screen.notice)
    qtbot.waitUntil(lambda: screen.descriptions()[3:] == ["Dashboard"])
    told = screen.notices()
    assert told[0] == "1 key was added."
    assert len(told) > 1
    assert QApplication.activeModalWidget() is None


def test_an_import_can_be_stopped(
    screen: Screen, tmp_path: Path, qtbot: QtBot, monkeypatch
) -> None:
    entries = {f"Key {number}": f"{number:032x}" for number in range(50)}
    dialog = preview(screen, table(tmp_path / "list.csv", entries))
    dialog.add.click()
    assert dialog.progress.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: len(screen.descriptions()) > 3)
    assert len(screen.descriptions()) < 53
    assert "added" in screen.notice()


def test_descriptions_are_exported_without_keys(
    screen: Screen, keys: KeyList, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    screen.export_to(path)
    assert screen.wait_for(screen.notice) == (
        "3 descriptions were exported, without the keys, as list.csv."
    )
    text = path.read_text()
    assert "Analytics" in text
    for row in keys.rows():
        assert keys.secret(row.id).reveal() not in text


def test_a_file_that_cannot_be_written_gets_a_sentence(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "list.csv").mkdir()
    screen.export_to(tmp_path / "list.csv")
    qtbot.waitUntil(lambda: "cannot be read or written" in screen.notice())


def test_a_file_that_is_dropped_on_the_window_is_looked_at(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    path = table(tmp_path / "list.csv", NEW)
    assert screen.drop_file(path)
    screen.dialog(ImportDialog).close()


@pytest.mark.parametrize("urls", [[], ["https://iottly.com/list.csv"], ["file:///a", "file:///b"]])
def test_nothing_else_can_be_dropped(screen: Screen, urls: list[str]) -> None:
    content = QMimeData()
    content.setUrls([QUrl(url) for url in urls])
    content.setText("text")
    assert not screen.drop(content)


def test_the_menu_leads_there(screen: Screen, qtbot: QtBot) -> None:
    screen.choose("Export keys…")
    chooser = screen.dialog(QFileDialog)
    assert chooser.selectedFiles()[0].endswith(".csv")
    chooser.reject()
    screen.choose("Import keys…")
    screen.dialog(QFileDialog).reject()


def test_every_control_has_a_name(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = preview(screen, table(tmp_path / "list.csv", NEW))
    assert dialog.lines.accessibleName()
    assert dialog.progress.accessibleName()
    assert dialog.add.text() == "Import 2 keys"
    assert all(isinstance(label, QLabel) for label in dialog.summary)
    dialog.close()
