"""The window's parts together: what is asked at the left shows at the right, and lasts."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from iottly_keycheck.cause import Cause
from iottly_keycheck.connection.facts.observation import Stage, StageId, StageState
from iottly_keycheck.keys.list.key_list import KeyList
from iottly_keycheck.keys.model import KeyListError, KeyListErrorCode
from iottly_keycheck.keys.stores.memory_store import MemoryStore
from iottly_keycheck.secret import StoreError, StoreFailure
from iottly_keycheck.settings import FileProblem, SettingsInMemory, SettingsProblem
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.crash.crash_reporter import Crash
from iottly_keycheck.ui.keys import key_list_controller
from iottly_keycheck.ui.shell.dependencies import WindowDependencies
from iottly_keycheck.ui.shell.main_window import MainWindow, make_window
from ui.screen import Screen

KEY = "a04ecc48b13aa7be9a89a433493991bc"


class TestTesting:
    def test_a_key_that_works(self, screen, checker, qtbot: QtBot) -> None:
        checker.may_end.set()
        screen.test()
        qtbot.waitUntil(lambda: screen.badge("Analytics") is Badge.WORKS)
        assert checker.checked == ["Analytics"]

    def test_it_can_be_cancelled(self, screen, checker, qtbot: QtBot) -> None:
        screen.test()
        qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
        assert screen.test_label() == "Cancel"
        screen.test()
        qtbot.waitUntil(lambda: not screen.is_testing())
        assert screen.badge("Analytics") is Badge.UNTESTED

    def test_another_key_can_be_looked_at_meanwhile(self, screen, checker, qtbot: QtBot) -> None:
        screen.test()
        qtbot.waitUntil(lambda: checker.checked == ["Analytics"])
        screen.select("Reporting")
        assert screen.title() == "Reporting"
        assert not screen.can_test()
        screen.select("Analytics")
        assert screen.title() == "Analytics"
        assert screen.test_label() == "Cancel"

    def test_a_result_of_a_key_not_looked_at_shows_when_one_comes_back(
        self, screen, checker, qtbot: QtBot
    ) -> None:
        checker.cause = Cause.KEY_REJECTED
        screen.test()
        screen.select("Reporting")
        checker.may_end.set()
        qtbot.waitUntil(lambda: screen.badge("Analytics") is Badge.FAILS)
        assert (screen.title(), screen.verdict()) == ("Reporting", "Not tested yet")
        assert screen.can_test()
        screen.select("Analytics")
        assert screen.title() == "Analytics"
        assert screen.verdict() == "iottly does not accept this key."

    def test_a_defect_in_a_check_is_told_and_the_next_can_be_made(
        self, screen, checker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(type(checker), "check", lambda *_: {}["a defect"])
            with qtbot.captureExceptions() as seen:
                screen.test()
                qtbot.waitUntil(lambda: len(seen) == 1)
        assert seen[0][0] is KeyError
        assert not screen.is_testing()
        assert screen.can_test()

    def test_f5_tests(self, screen, checker, qtbot: QtBot) -> None:
        screen.test_selected()
        qtbot.waitUntil(lambda: checker.checked == ["Analytics"])

    def test_a_check_that_waits_for_the_keyring_says_so(
        self, screen, checker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def prompt(_key, _settings, token, on_stage):
            on_stage(Stage(StageId.KEY, StageState.RUNNING))
            asked = threading.Event()
            with token.listening(asked.set):
                asked.wait()
            raise StoreError(StoreFailure.LOCKED, "dismissed")

        monkeypatch.setattr(checker, "check", prompt)
        screen.test()
        screen.wait_for(screen.waiting)
        screen.give_up_waiting()
        qtbot.waitUntil(lambda: not screen.is_testing())
        assert screen.waiting() == ""


class TestAdding:
    def test_a_new_key_is_selected_and_tested_at_once(self, screen, checker, qtbot: QtBot) -> None:
        checker.may_end.set()
        screen.add_key("Dashboard", KEY)
        qtbot.waitUntil(lambda: "Dashboard" in screen.descriptions())
        qtbot.waitUntil(lambda: screen.badge("Dashboard") is Badge.WORKS)
        assert screen.current() == "Dashboard"
        assert screen.form.key.text() == ""
        assert screen.notice() == ""

    def test_it_is_tested_after_the_check_that_is_under_way(
        self, screen, checker, qtbot: QtBot
    ) -> None:
        screen.test()
        screen.add_key("Dashboard", KEY)
        qtbot.waitUntil(lambda: "Dashboard" in screen.descriptions())
        assert checker.checked == ["Analytics"]
        checker.may_end.set()
        qtbot.waitUntil(lambda: checker.checked == ["Analytics", "Dashboard"])

    @pytest.mark.parametrize(
        ("description", "key", "look_at"),
        [
            ("", KEY, "description"),
            ("analytics", KEY, "description"),
            ("Dashboard", "two words", "key"),
            ("Dashboard", "0" + "19cc48b13aa7be9a89a433493966f64", "key"),
        ],
    )
    def test_what_is_refused_stays_in_the_form(
        self, screen, qtbot: QtBot, description: str, key: str, look_at: str
    ) -> None:
        screen.add_key(description, key)
        qtbot.waitUntil(lambda: bool(screen.form.fault))
        form = screen.form
        assert (form.description.text(), form.key.text()) == (description, key)
        assert getattr(form, look_at).property("styleClass") == "fault"
        assert form.add.isEnabled()

    def test_an_unusual_shape_is_a_gentle_remark(self, screen, qtbot: QtBot) -> None:
        screen.add_key("Dashboard", "UPPER-CASE-AND-SHORT")
        qtbot.waitUntil(lambda: "Dashboard" in screen.descriptions())
        assert "Dashboard" in screen.notice()

    def test_without_a_keyring_the_key_is_not_lost(
        self, screen, store: MemoryStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def no_keyring(*_: object) -> None:
            raise StoreError(StoreFailure.UNAVAILABLE, "no provider")

        monkeypatch.setattr(store, "set", no_keyring)
        screen.add_key("Dashboard", KEY)
        qtbot.waitUntil(lambda: bool(screen.form.fault))
        assert screen.form.key.text() == KEY
        assert "Dashboard" not in screen.descriptions()

    def test_a_keyring_that_does_not_answer_can_be_given_up(
        self, screen, store: MemoryStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = threading.Event()
        original = store.set

        def slow(name, secret):
            answer.wait()
            original(name, secret)

        monkeypatch.setattr(store, "set", slow)
        screen.add_key("Dashboard", KEY)
        screen.wait_for(screen.waiting)
        screen.give_up_waiting()
        form = screen.form
        assert form.fault
        assert (form.description.text(), form.key.text()) == ("Dashboard", KEY)
        # Unlocked later, the key is there after all, and the list says so.
        answer.set()
        qtbot.waitUntil(lambda: "Dashboard" in screen.descriptions())


class TestDeleting:
    def test_it_takes_effect_at_once_and_says_what_it_does_not_do(
        self, screen, keys: KeyList
    ) -> None:
        screen.delete()
        assert screen.descriptions() == ["Reporting", "John Smith"]
        assert "“Analytics”" in screen.wait_for(screen.deleted)
        assert "does not revoke" in screen.deleted()
        assert [row.description for row in keys.rows()] == ["Reporting", "John Smith"]

    def test_undo_brings_back_one_after_the_other(self, window, screen, qtbot: QtBot) -> None:
        screen.delete()
        qtbot.waitUntil(lambda: "“Analytics”" in screen.deleted())
        screen.delete()
        qtbot.waitUntil(lambda: "“Reporting”" in screen.deleted())
        screen.undo()
        qtbot.waitUntil(lambda: screen.descriptions() == ["Reporting", "John Smith"])
        assert "“Analytics”" in screen.deleted()
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: screen.descriptions() == ["Analytics", "Reporting", "John Smith"])
        assert screen.deleted() == ""
        assert screen.current() == "Analytics"

    def test_what_cannot_come_back_yet_can_be_tried_again(self, screen, qtbot: QtBot) -> None:
        screen.delete()
        screen.wait_for(screen.deleted)
        screen.select("Reporting")
        screen.rename("Analytics")
        qtbot.waitUntil(lambda: screen.descriptions() == ["Analytics", "John Smith"])
        screen.undo()
        qtbot.waitUntil(lambda: "Analytics" in screen.notice())
        screen.rename("Reporting")
        qtbot.waitUntil(lambda: screen.descriptions() == ["Reporting", "John Smith"])
        screen.undo()
        qtbot.waitUntil(lambda: screen.descriptions() == ["Analytics", "Reporting", "John Smith"])

    def test_when_the_time_is_over_the_secret_leaves_the_keyring(
        self, window, screen, keys: KeyList, store: MemoryStore, qtbot: QtBot, monkeypatch
    ) -> None:
        monkeypatch.setattr(keys, "purge_deleted", purged := threading.Event().set)
        assert (
            window.controllers.list.undo_timer.interval() > key_list_controller.UNDO_SECONDS * 1000
        )
        window.controllers.list.undo_timer.setInterval(50)
        screen.delete()
        screen.wait_for(screen.deleted)
        qtbot.waitUntil(lambda: screen.deleted() == "")
        qtbot.waitUntil(purged.__self__.is_set)

    def test_the_check_of_a_deleted_key_is_stopped(self, screen, checker, qtbot: QtBot) -> None:
        screen.test()
        screen.delete()
        qtbot.waitUntil(screen.can_test)

    def test_an_empty_list_explains_itself(self, screen) -> None:
        for _ in range(3):
            screen.delete()
        assert screen.descriptions() == []
        assert not screen.list.isVisible()
        assert not screen.can_test()


class TestSecrets:
    def test_that_a_key_was_copied_is_said(self, window, screen, qtbot: QtBot) -> None:
        with qtbot.waitSignal(window.controllers.secrets.copied):
            screen.copy_key()
        assert QToolTip.text().startswith("Copied.")
        QToolTip.hideText()

    def test_a_key_that_the_keyring_has_lost_is_named(
        self, screen, store: MemoryStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "get", lambda _name: None)
        screen.show_key("Analytics")
        qtbot.waitUntil(lambda: "“Analytics”" in screen.notice())


class TestSettings:
    def test_other_settings_make_results_look_old(
        self, window, screen, checker, qtbot: QtBot
    ) -> None:
        checker.may_end.set()
        screen.test()
        qtbot.waitUntil(lambda: screen.badge("Analytics") is Badge.WORKS)
        assert not screen.is_outdated("Analytics")
        other = replace(window.controllers.settings.settings, proxy="none")
        with qtbot.waitSignal(window.controllers.checks.report_shown) as shown:
            window.controllers.settings.save(other, None, forget=False)
        assert shown.args[1] is True
        assert screen.is_outdated("Analytics")

    def test_the_dialog_changes_them(
        self, window, screen, settings: SettingsInMemory, qtbot: QtBot
    ) -> None:
        QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        dialog = screen.dialog(QDialog)
        dialog.url.setText("http://127.0.0.1:8080/v1.0")
        with qtbot.waitSignal(window.controllers.settings.changed):
            dialog.accept()
        assert settings.load().url == "http://127.0.0.1:8080/v1.0"

    def test_what_cannot_be_saved_is_shown_again(
        self, screen, settings: SettingsInMemory, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read_only(_settings: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(settings, "save", read_only)
        dialog = screen.open_settings()
        dialog.url.setText("http://127.0.0.1:8080/v1.0")
        dialog.accept()
        qtbot.waitUntil(dialog.isVisible)
        assert dialog.url.text() == "http://127.0.0.1:8080/v1.0"
        assert "Permission denied" in screen.notice()
        dialog.reject()


class TestStart:
    """The frame is on the screen first, and what is inside comes when it is whole."""

    def test_nothing_is_seen_of_the_list_until_it_is_read(
        self, theme, keys, checker, settings, store, qtbot: QtBot
    ) -> None:
        window = shown_frame(qtbot)
        window.populate(WindowDependencies(keys, checker, settings, store))
        assert not window.updatesEnabled()
        qtbot.waitUntil(window.updatesEnabled)
        assert Screen(window, qtbot).current() == "Analytics"
        window.close()

    def test_a_slow_disk_keeps_nobody_from_the_rest(
        self, theme, keys, checker, settings, store, qtbot: QtBot, monkeypatch
    ) -> None:
        may_read, rows = threading.Event(), keys.rows
        monkeypatch.setattr(keys, "rows", lambda: may_read.wait() and rows())
        window = shown_frame(qtbot)
        window.populate(WindowDependencies(keys, checker, settings, store))
        qtbot.waitUntil(window.updatesEnabled)
        assert not window.controllers.list.is_loaded
        with qtbot.waitSignal(window.controllers.list.loaded):
            may_read.set()
        window.close()

    def test_an_empty_frame_can_be_closed(self, qtbot: QtBot) -> None:
        window = shown_frame(qtbot)
        assert window.close()
        assert not window.isVisible()


def shown_frame(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.painted):
        window.show()
    return window


class TestMessages:
    @pytest.mark.parametrize(
        "refusal", [KeyListErrorCode.LIST_DAMAGED, KeyListErrorCode.LIST_NEWER]
    )
    def test_a_list_that_cannot_be_read_is_named(
        self,
        theme,
        keys,
        checker,
        settings,
        store,
        qtbot: QtBot,
        monkeypatch,
        refusal: KeyListErrorCode,
    ) -> None:
        def rows() -> None:
            raise KeyListError(refusal, path="the/list.sqlite3")

        monkeypatch.setattr(keys, "rows", rows)
        window = make_window(WindowDependencies(keys, checker, settings, store))
        qtbot.addWidget(window)
        window.show()
        screen = Screen(window, qtbot)
        qtbot.waitUntil(lambda: "the/list.sqlite3" in screen.notice())
        window.close()

    def test_settings_that_could_not_be_read_are_named(
        self, theme, keys, checker, settings: SettingsInMemory, store, tmp_path, qtbot: QtBot
    ) -> None:
        settings.problems = tuple(
            SettingsProblem(FileProblem.DAMAGED, tmp_path / name) for name in ("own", "site")
        )
        window = make_window(WindowDependencies(keys, checker, settings, store))
        qtbot.addWidget(window)
        own, site = Screen(window, qtbot).notices()
        assert str(tmp_path / "own") in own
        assert str(tmp_path / "site") in site
        window.close()

    def test_practice_is_marked_plainly(
        self, theme, keys, checker, settings, store, qtbot: QtBot
    ) -> None:
        window = make_window(WindowDependencies(keys, checker, settings, store, practice=True))
        qtbot.addWidget(window)
        assert Screen(window, qtbot).mark() == "Practice API: nothing here is real"
        assert "Practice" in window.windowTitle()
        window.close()

    def test_the_title_has_no_key_and_no_mark(self, window, screen) -> None:
        assert window.windowTitle() == "iottly Key Check"
        assert screen.mark() == ""


def test_every_control_has_a_name(window: MainWindow, screen: Screen) -> None:
    """A screen reader says an accessible name, or else a button's text."""
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox

    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QAbstractSpinBox)
    controls = [control for kind in kinds for control in window.findChildren(kind)]
    assert len(controls) > 10
    nameless = [
        control
        for control in controls
        if control.isVisible()
        and not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_ctrl_n_begins_a_new_key(window: MainWindow, screen: Screen) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is screen.form.description


@pytest.mark.parametrize(
    ("font_scale", "width", "height"), [(1, 900, 560), (2, 1366, 768)], ids=["small", "200 %"]
)
def test_everything_has_room(
    qapp,
    theme,
    keys,
    checker,
    settings,
    store,
    qtbot: QtBot,
    font_scale: int,
    width: int,
    height: int,
) -> None:
    usual = QApplication.font()
    font = QFont(usual)
    font.setPointSizeF(usual.pointSizeF() * font_scale)
    qapp.setFont(font)
    try:
        window = make_window(WindowDependencies(keys, checker, settings, store, practice=True))
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.controllers.list.loaded):
            window.show()
        window.resize(width, height)
        # All at once, which hardly happens: two messages, a deletion, a refusal.
        window.show_defect(Crash("ValueError at\n", None))
        screen = Screen(window, qtbot)
        screen.show_all_bars()
        screen.form.show_error("Give the key a description.", KeyListErrorCode.DESCRIPTION_EMPTY)
        screen.wait_for(screen.deleted)
        qtbot.waitUntil(lambda: (window.width(), window.height()) == (width, height))
        assert window.minimumSizeHint().width() <= width
        assert window.minimumSizeHint().height() <= height
        form = screen.form
        assert (
            form.create_online.mapTo(window, form.create_online.rect().bottomRight()).y() < height
        )
        window.close()
    finally:
        qapp.setFont(usual)


def test_tab_goes_through_the_window_in_its_order(window: MainWindow, screen: Screen) -> None:
    form = screen.form
    last = screen.test_button
    landmarks = [screen.list, form.description, form.key, form.add, last]
    reached = [window.focusWidget()]
    while last not in reached:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() not in reached, "Tab goes round without reaching everything"
        reached.append(window.focusWidget())
    assert [widget for widget in reached if widget in landmarks] == landmarks
    names = [widget.accessibleName() for widget in reached]
    assert names[1:4] == ["Show key: Analytics", "Copy key: Analytics", "Delete: Analytics"]
