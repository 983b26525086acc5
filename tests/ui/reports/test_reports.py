"""What people do with reports: copy, save, open, see what would be sent, and send it."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import ProxySource
from iottly_keycheck.diagnosis.report import (
    Report,
    ReportProxy,
    ReportResponse,
    from_json,
    to_json,
)
from iottly_keycheck.diagnosis.sharing.curl import PLACEHOLDER
from iottly_keycheck.diagnosis.sharing.email import Recipient
from iottly_keycheck.diagnosis.sharing.report_text import as_text
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import CheckRecord
from iottly_keycheck.ui.reports.report_file import suggested_name
from iottly_keycheck.ui.reports.report_preview import ReportPreview
from iottly_keycheck.ui.shell.main_window import MainWindow
from iottly_keycheck.ui.transfer.import_dialog import ImportDialog
from support.reports import make_report
from ui.screen import Screen
from ui.screen_keys import click

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
PROXY_ASKS = make_report(
    Cause.PROXY_AUTH_REQUIRED,
    checked_at=AT,
    proxy=ReportProxy("http://proxy.corp.example:3128", ProxySource.ENVIRONMENT, 407, ("Basic",)),
)
FROM_A_CUSTOMER = make_report(
    Cause.SERVER_ERROR,
    checked_at=AT,
    description="Customer's key",
    error="<b>Traceback</b>",
    http_status=500,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, where folders are found."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


class MailProgram(QObject):
    """Is what the desktop opens for `mailto:` addresses, and for folders."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def mail() -> Iterator[MailProgram]:
    program = MailProgram()
    for scheme in ("mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, program, "open")
    yield program
    for scheme in ("mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def answered(window: MainWindow, keys: KeyList, qtbot: QtBot) -> Screen:
    """Give the window with the report of a key whose proxy asks for a password."""
    key = keys.find("Analytics")
    report = PROXY_ASKS
    keys.record(
        key.id,
        CheckRecord(report.checked_at, report.cause, False, None, 6, "", to_json(report)),
    )
    with qtbot.waitSignal(window.controllers.checks.report_shown):
        window.controllers.list.reload()
        qtbot.waitUntil(lambda: window.controllers.list.model.row_of(key.id).last is not None)
        window.controllers.checks.set_current_key(key.id)
    return Screen(window, qtbot)


def choose(kind: QFileDialog.AcceptMode, path: Path, qtbot: QtBot) -> None:
    """Choose a file in the dialog that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog.acceptMode() is kind
    dialog.selectFile(str(path))
    dialog.accept()


def preview(screen: Screen, qtbot: QtBot) -> ReportPreview:
    click(screen.report_actions.send)
    dialog = screen.dialog(ReportPreview)
    qtbot.waitUntil(dialog.send.isEnabled)
    return dialog


# copying


def test_a_report_is_copied_as_text_that_anybody_can_read(answered: Screen, qtbot: QtBot) -> None:
    click(answered.report_actions.copy)
    qtbot.waitUntil(lambda: answered.report_done() == "Copied.")
    assert QGuiApplication.clipboard().text() == as_text(PROXY_ASKS)
    assert "The proxy asks for a user name and a password." in as_text(PROXY_ASKS)


def test_its_request_is_copied_for_curl_without_the_key(answered: Screen, qtbot: QtBot) -> None:
    answered.choose("Copy as curl command")
    qtbot.waitUntil(lambda: answered.report_done() == "Copied.")
    command = QGuiApplication.clipboard().text()
    assert command.startswith("curl ")
    assert PLACEHOLDER in command
    assert "--proxy http://proxy.corp.example:3128" in command


def test_the_menu_offers_reports_only_while_there_is_one(screen: Screen, keys: KeyList) -> None:
    about_one = [
        screen.action(text)
        for text in (
            "Copy report as text",
            "Copy as curl command",
            "Save report…",
            "Send report…",
        )
    ]
    assert not any(action.isEnabled() for action in about_one)
    assert screen.action("Open report…").isEnabled()
    screen.open_report(PROXY_ASKS, "customer.json")
    assert all(action.isEnabled() for action in about_one)
    screen.leave_report()
    assert not any(action.isEnabled() for action in about_one)


# saving


def test_a_report_is_saved_and_can_be_opened_again(
    answered: Screen, home: Path, qtbot: QtBot
) -> None:
    click(answered.report_actions.save)
    choose(QFileDialog.AcceptMode.AcceptSave, home / "report.json", qtbot)
    qtbot.waitUntil(lambda: answered.report_done() == "Saved as report.json.")
    assert from_json((home / "report.json").read_text(encoding="utf-8")) == PROXY_ASKS
    answered.choose("Open report…")
    choose(QFileDialog.AcceptMode.AcceptOpen, home / "report.json", qtbot)
    answered.wait_for(answered.origin)
    assert "report.json" in answered.origin()


def test_a_report_that_cannot_be_saved_says_so(answered: Screen, home: Path, qtbot: QtBot) -> None:
    (home / "a folder").mkdir()
    answered.window.controllers.reports.write(PROXY_ASKS, str(home / "a folder"))
    assert answered.wait_for(answered.notice) == "Could not be saved as a folder: Is a directory."


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("Analytics", "iottly-Analytics-20261124-120000.json"),
        ("../../etc/passwd", "iottly-etc-passwd-20261124-120000.json"),
        ("Büro 1: Labor", "iottly-Büro-1-Labor-20261124-120000.json"),
        ("???", "iottly-key-20261124-120000.json"),
        (None, "iottly-key-20261124-120000.json"),
        ("x" * 200, f"iottly-{'x' * 40}-20261124-120000.json"),
    ],
)
def test_the_file_name_tells_key_and_time(description: str | None, name: str) -> None:
    assert suggested_name(replace(PROXY_ASKS, description=description)) == name


# opening


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_support_drops_a_customers_report_on_the_window(
    screen: Screen, home: Path, encoding: str
) -> None:
    path = home / "customer.json"
    path.write_text(to_json(FROM_A_CUSTOMER), encoding=encoding)
    assert screen.drop_file(path)
    screen.wait_for(screen.origin)
    assert screen.title() == "Customer's key"
    assert "customer.json" in screen.origin()
    assert screen.notice() == ""
    screen.leave_report()
    assert screen.title() == "Analytics"


def test_a_dropped_list_of_keys_is_still_looked_at_as_one(screen: Screen, home: Path) -> None:
    path = home / "keys.csv"
    path.write_text("description\nDashboard\n", encoding="utf-8")
    assert screen.drop_file(path)
    screen.dialog(ImportDialog).close()


DAMAGED = "“x.json” cannot be shown: the report is damaged, or was made by a newer version"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "“x.json” is not a report of this program."),
        (b"\xff\xfe\x00", "“x.json” is not a report of this program."),
        (b"[1, 2]", "“x.json” is not a report of this program."),
        (to_json(PROXY_ASKS)[:-20].encode(), DAMAGED),
        (to_json(PROXY_ASKS).replace('"schema": 1', '"schema": 2').encode(), DAMAGED),
        (b'{"schema": 1, "cause": [], "stages": ' + b"[" * 100_000, DAMAGED),
        (to_json(PROXY_ASKS).replace('"stages": [', '"stages": 7, "x": [').encode(), DAMAGED),
    ],
    ids=["empty", "binary", "other JSON", "cut off", "newer", "deep", "other types"],
)
def test_what_is_no_report_is_told_in_one_sentence(
    window: MainWindow, screen: Screen, home: Path, content: bytes, sentence: str
) -> None:
    (home / "x.json").write_bytes(content)
    window.controllers.reports.open_file(str(home / "x.json"))
    assert screen.wait_for(screen.notice).startswith(sentence)
    assert screen.title() == "Analytics"


def test_a_pipe_is_not_waited_for(window: MainWindow, screen: Screen, home: Path) -> None:
    os.mkfifo(home / "pipe.json")
    window.controllers.reports.open_file(str(home / "pipe.json"))
    assert screen.wait_for(screen.notice) == "“pipe.json” cannot be read: Invalid argument."


# seeing what is sent, and sending it


def test_the_preview_shows_what_is_sent_and_leaves_out_what_it_is_told_to(
    answered: Screen, qtbot: QtBot
) -> None:
    dialog = preview(answered, qtbot)
    assert dialog.report.text() == as_text(PROXY_ASKS)
    assert "proxy.corp.example" in dialog.report.text()
    dialog.hosts.click()
    assert not dialog.send.isEnabled()  # until it is seen
    qtbot.waitUntil(lambda: "[host 1]" in dialog.report.text())
    assert "corp.example" not in dialog.report.text() + dialog.mail.text()
    assert "Analytics" in dialog.report.text()
    dialog.names.click()
    qtbot.waitUntil(lambda: "[description 1]" in dialog.report.text())
    dialog.hosts.click()
    qtbot.waitUntil(lambda: "proxy.corp.example" in dialog.report.text())
    assert "Analytics" not in dialog.report.text()


def test_what_is_copied_and_saved_there_leaves_out_the_same(
    answered: Screen, home: Path, qtbot: QtBot
) -> None:
    dialog = preview(answered, qtbot)
    dialog.hosts.click()
    qtbot.waitUntil(dialog.copy.isEnabled)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.report.text()
    dialog.save.click()
    choose(QFileDialog.AcceptMode.AcceptSave, home / "report.json", qtbot)
    qtbot.waitUntil((home / "report.json").exists)
    assert "corp.example" not in (home / "report.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("report", "suggested"),
    [(PROXY_ASKS, Recipient.IT), (FROM_A_CUSTOMER, Recipient.SUPPORT)],
)
def test_whoever_can_mend_it_is_suggested(
    screen: Screen, qtbot: QtBot, report: Report, suggested: Recipient
) -> None:
    screen.open_report(report, "x.json")
    dialog = preview(screen, qtbot)
    assert dialog.recipient is suggested
    for choice in dialog.addressees.values():
        assert choice.isEnabled()


def test_an_e_mail_opens_and_the_report_lies_ready_to_be_attached(
    answered: Screen, home: Path, mail: MailProgram, qtbot: QtBot
) -> None:
    dialog = preview(answered, qtbot)
    dialog.addressees[Recipient.SUPPORT].click()
    shown = dialog.mail.text()
    dialog.send.click()
    answered.wait_for(answered.notice)
    (url,) = mail.opened
    assert url.toEncoded().startsWith(b"mailto:iottly-support@tomorrowdata.io?subject=iottly%20API")
    assert len(url.toEncoded()) <= 2_000
    body = url.query(QUrl.ComponentFormattingOption.FullyDecoded).partition("body=")[2]
    assert body.replace("\r\n", "\n").strip() in shown
    (saved,) = (home / "Downloads").iterdir()
    assert from_json(saved.read_text(encoding="utf-8")) == PROXY_ASKS
    assert saved.name in answered.notice()
    assert str(saved.parent) in answered.notice()
    assert not isinstance(QApplication.activeModalWidget(), ReportPreview)
    answered.act_on_notice()
    assert mail.opened[-1] == QUrl.fromLocalFile(str(saved.parent))


def test_a_second_e_mail_leaves_the_first_ones_report_alone(
    answered: Screen, home: Path, mail: MailProgram, qtbot: QtBot
) -> None:
    for number in (1, 2):
        dialog = preview(answered, qtbot)
        if number == 2:
            dialog.hosts.click()
            qtbot.waitUntil(dialog.send.isEnabled)
        dialog.send.click()
        qtbot.waitUntil(lambda number=number: len(mail.opened) == number)
    first, second = sorted((home / "Downloads").iterdir(), key=lambda path: len(path.name))
    assert "corp.example" in first.read_text(encoding="utf-8")
    assert "corp.example" not in second.read_text(encoding="utf-8")
    assert second.name == first.name.replace(".json", "-2.json")


def test_the_attachment_that_cannot_be_saved_is_told(
    answered: Screen, home: Path, mail: MailProgram, qtbot: QtBot
) -> None:
    (home / "Downloads").write_text("in the way")
    preview(answered, qtbot).send.click()
    assert answered.wait_for(answered.notice) == "Could not be saved as Downloads: File exists."
    assert mail.opened == []


def test_a_huge_report_from_elsewhere_is_previewed_in_time(
    screen: Screen, home: Path, qtbot: QtBot
) -> None:
    headers = tuple(("X-Long", "a.b " * 12_000) for _ in range(60))
    huge = replace(FROM_A_CUSTOMER, response=ReportResponse(headers, ""))
    assert len(json.dumps(to_json(huge))) > 2_000_000
    screen.open_report(huge, "huge.json")
    dialog = preview(screen, qtbot)
    assert dialog.report.text().endswith("too long to show all of it.")
