"""From a pasted key to an answer: the real window, keyring, list, request and practice API."""

import sys
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.list_model.key_list_model import Role
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from support.heartbeat import PROMISED_MS, Heartbeat

from .reading import badge, descriptions, key_id, texts
from .screenshots import keep_screenshot

ANSWER_MS = 15_000


def sample_key(practice: PracticeApi, description: str) -> str:
    samples = {sample.description: sample.secret for sample in practice.sample_keys}
    return samples[description].reveal()


def add_by_hand(window: MainWindow, description: str, key: str) -> None:
    """Add a key as a person does: click, type, Enter, paste (which types fast), click."""
    form = window.main_view.panel.form
    QTest.mouseClick(form.description, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.description, description)
    QTest.keyClick(form.description, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), key)
    QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)


def test_a_key_is_added_tested_at_once_and_its_answer_read(
    window: MainWindow, practice: PracticeApi, qtbot: QtBot
) -> None:
    key = sample_key(practice, "Analytics")
    add_by_hand(window, "Analytics", key)
    qtbot.waitUntil(lambda: "This key works." in texts(window.main_view.pane), timeout=ANSWER_MS)
    qtbot.waitUntil(lambda: badge(window, "Analytics") is Badge.WORKS)
    assert "200 OK" in " ".join(texts(window.main_view.pane))
    index = window.main_view.panel.view.currentIndex()
    assert index.data() == "Analytics"
    assert index.data(Role.KEY_TEXT) == f"{key[:4]} •••••••• {key[-4:]}"
    assert not any(key in text for text in texts(window))


def test_it_is_in_the_keyring_nowhere_else_and_survives_the_window(
    window: MainWindow, composition, practice: PracticeApi, home, caplog, qtbot: QtBot
) -> None:
    key = sample_key(practice, "Old dashboard")
    add_by_hand(window, "Old dashboard", key)
    qtbot.waitUntil(lambda: badge_is(window, "Old dashboard", Badge.FAILS), timeout=ANSWER_MS)
    window.close()
    with composition.parts(practice=False) as parts:
        keys: KeyList = parts.keys()
        (row,) = keys.rows()
        assert row.last.cause == "key_rejected"
        assert keys.secret(row.id).reveal() == key
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "keys.sqlite3" for path in files)
    assert not [path for path in files if key.encode() in path.read_bytes()]
    assert key not in caplog.text


def badge_is(window: MainWindow, description: str, wanted: Badge) -> bool:
    return description in descriptions(window) and badge(window, description) is wanted


def test_the_whole_curl_line_of_the_documentation_is_a_key_too(
    window: MainWindow, practice: PracticeApi, qtbot: QtBot
) -> None:
    key = sample_key(practice, "Analytics")
    line = f'curl -H "Authentication: bearer {key}" {practice.url}/project/ping'
    add_by_hand(window, "Analytics", line)
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)


def test_the_window_stays_live_while_iottly_is_silent_and_cancel_ends_it(
    window: MainWindow, practice: PracticeApi, qtbot: QtBot
) -> None:
    add_by_hand(window, "Silent site", sample_key(practice, "Silent site"))
    qtbot.waitUntil(lambda: window.controllers.checks.running_key is not None)
    heartbeat = Heartbeat()
    with qtbot.waitSignal(
        window.controllers.checks.stage_seen, check_params_cb=is_waiting_for_the_answer
    ):
        pass
    qtbot.waitUntil(lambda: any("1 s" in text for text in texts(window.main_view.pane)))
    stall = heartbeat.longest_ms
    sys.stdout.write(f"longest stall of the window's thread: {stall} ms\n")
    assert stall < 4 * PROMISED_MS
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: "Analytics" in descriptions(window))
    window.main_view.panel.view.select_key(key_id(window, "Silent site"))
    since = QElapsedTimer()
    since.start()
    QTest.mouseClick(window.main_view.pane.test_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controllers.checks.running_key != key_id(window, "Silent site"))
    assert since.elapsed() < 1000
    # The key that was added meanwhile had its turn after that.
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)


def is_waiting_for_the_answer(stage) -> bool:
    return stage.id == "http" and stage.state == "running"


def test_a_frozen_keyring_is_said_aloud_and_can_be_given_up(
    window: MainWindow, secret_service, practice: PracticeApi, qtbot: QtBot
) -> None:
    secret_service.freeze()
    key = sample_key(practice, "Analytics")
    add_by_hand(window, "Analytics", key)
    qtbot.waitUntil(window.main_view.waiting.isVisible)
    QTest.mouseClick(window.main_view.waiting.button, Qt.MouseButton.LeftButton)
    assert window.main_view.panel.form.key.text() == key
    assert window.main_view.panel.form.fault
    secret_service.thaw()
    # What was under way is done after all, and the list tells.
    qtbot.waitUntil(lambda: descriptions(window) == ["Analytics"], timeout=ANSWER_MS)


def test_a_check_that_waits_for_a_frozen_keyring_can_be_given_up(
    window: MainWindow, secret_service, practice: PracticeApi, qtbot: QtBot
) -> None:
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    secret_service.freeze()
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(window.main_view.waiting.isVisible)
    QTest.mouseClick(window.main_view.waiting.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controllers.checks.running_key is None, timeout=1000)
    assert not window.main_view.waiting.isVisible()
    assert badge(window, "Analytics") is Badge.WORKS
    secret_service.thaw()


def test_a_key_is_renamed_deleted_brought_back_and_tested_again(
    window: MainWindow, practice: PracticeApi, qtbot: QtBot
) -> None:
    view = window.main_view.panel.view
    add_by_hand(window, "Reporting", sample_key(practice, "Reporting"))
    qtbot.waitUntil(lambda: badge_is(window, "Reporting", Badge.FAILS), timeout=ANSWER_MS)

    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    QTest.keyClicks(editor, "Reports")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: descriptions(window) == ["Reports"])
    qtbot.waitUntil(lambda: window.main_view.pane.title.text() == "Reports")

    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert descriptions(window) == []
    qtbot.waitUntil(window.main_view.panel.undo.isVisible)
    QTest.mouseClick(window.main_view.panel.undo.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: descriptions(window) == ["Reports"])

    with qtbot.waitSignal(window.controllers.checks.finished, timeout=ANSWER_MS):
        QTest.keyClick(window, Qt.Key.Key_F5)
    assert badge(window, "Reports") is Badge.FAILS


def test_other_settings_make_the_answer_look_old(
    window: MainWindow, practice: PracticeApi, qtbot: QtBot
) -> None:
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    dialog.url.setText(practice.url.replace("127.0.0.1", "localhost"))
    with qtbot.waitSignal(window.controllers.settings.changed):
        dialog.accept()
    assert window.main_view.panel.view.currentIndex().data(Role.OUTDATED)
    assert any("other settings" in text for text in texts(window.main_view.pane))


def test_an_answer_is_there_again_at_the_next_start(
    window: MainWindow, composition, practice: PracticeApi, qtbot: QtBot
) -> None:
    from iottly_keycheck.ui.shell.dependencies import WindowDependencies

    from .conftest import show

    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    window.close()
    with composition.parts(practice=False) as parts:
        again = make_window(
            WindowDependencies(
                parts.keys(), parts.checker(), parts.settings(), parts.proxy_passwords
            )
        )
        show(again, qtbot)
        qtbot.waitUntil(lambda: "This key works." in texts(again.main_view.pane))
        again.close()


def test_the_list_stands_where_it_stood_when_the_language_changes(
    practice_window: MainWindow, qtbot: QtBot
) -> None:
    window = practice_window
    window.resize(1180, 760)
    window.main_view.panel.view.select_key(key_id(window, "Reporting"))
    bar = window.main_view.panel.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    before, main_view = bar.value(), window.centralWidget()
    assert before > 0
    window.controllers.settings.save(
        replace(window.controllers.settings.settings, language="it"), None, forget=False
    )
    qtbot.waitUntil(lambda: window.centralWidget() is not main_view)
    qtbot.waitUntil(lambda: window.main_view.panel.view.verticalScrollBar().value() == before)


def test_the_pictures_of_the_readme(practice_window: MainWindow, theme, qtbot: QtBot) -> None:
    window = practice_window
    window.resize(1180, 760)
    for description in ("Analytics", "Old dashboard", "John Smith", "Testing Lab", "Reporting"):
        window.main_view.panel.view.select_key(key_id(window, description))
        window.controllers.checks.test_current()
        qtbot.waitUntil(
            lambda name=description: badge(window, name) is not Badge.UNTESTED, timeout=ANSWER_MS
        )
    qtbot.waitUntil(lambda: "500 Internal Server Error" in texts(window.main_view.pane))
    keep_screenshot(qtbot, window, "window-server-error.png")
    theme.follow(Qt.ColorScheme.Dark)
    window.main_view.panel.view.select_key(key_id(window, "Old dashboard"))
    qtbot.waitUntil(lambda: "401 Unauthorized" in texts(window.main_view.pane))
    keep_screenshot(qtbot, window, "window-dark.png")
    theme.follow(Qt.ColorScheme.Light)
    italian = replace(window.controllers.settings.settings, language="it")
    window.controllers.settings.save(italian, None, forget=False)
    qtbot.waitUntil(lambda: "iottly non accetta questa chiave." in texts(window.main_view.pane))
    window.main_view.panel.view.select_key(key_id(window, "John Smith"))
    qtbot.waitUntil(lambda: "403 Forbidden" in texts(window.main_view.pane))
    keep_screenshot(qtbot, window, "window-italian.png")
