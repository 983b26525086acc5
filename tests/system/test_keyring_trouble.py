"""Keyrings as they are in the field, through the real window: each trouble has its own sentence."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iottly_keycheck.practice import PracticeApi
from iottly_keycheck.ui.controls.icons import Badge
from iottly_keycheck.ui.list_model.key_list_model import Role
from support.keepassxc import KeePassXC, keepassxc
from support.secret_service import SecretService

from .answering import ANSWER_MS, click, no_dialog
from .conftest import Open
from .reading import badge, descriptions, key_id, texts
from .test_main_job import add_by_hand, badge_is, sample_key

pytestmark = pytest.mark.only_on("linux")


def none_installed(request: pytest.FixtureRequest, patch: pytest.MonkeyPatch) -> None:
    request.getfixturevalue("no_secret_service")


def no_bus(request: pytest.FixtureRequest, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


def turned_off(request: pytest.FixtureRequest, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def unusable(request: pytest.FixtureRequest, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (none_installed, "This computer has no keyring"),
        (no_bus, "no desktop's message bus (D-Bus)"),
        (turned_off, "The keyring is turned off"),
        (unusable, "cannot be used"),
    ],
)
def test_where_there_is_no_keyring_keys_are_kept_for_the_session_and_one_message_says_why(
    open_window: Open,
    practice: PracticeApi,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    home: Path,
    trouble: Callable[..., None],
    sentence: str,
) -> None:
    trouble(request, monkeypatch)
    window = open_window()
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    assert no_dialog()
    assert sentence in window.main_view.messages.text
    assert "when this window closes, it is forgotten" in window.main_view.messages.text
    assert window.main_view.panel.form.fault == ""
    key = sample_key(practice, "Analytics").encode()
    assert descriptions(open_window()) == []
    files = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in files if key in path.read_bytes()]


def test_a_locked_keyring_is_named_and_not_passed_by(
    open_window: Open,
    practice: PracticeApi,
    locked_secret_service: SecretService,
    qtbot: QtBot,
) -> None:
    window = open_window()
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    form = window.main_view.panel.form
    qtbot.waitUntil(lambda: form.fault == "The keyring on this computer is locked.")
    assert descriptions(window) == []
    assert no_dialog()


def test_a_keyring_that_is_unlocked_meanwhile_takes_the_key(
    open_window: Open,
    practice: PracticeApi,
    locked_secret_service: SecretService,
    qtbot: QtBot,
) -> None:
    window = open_window()
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: bool(window.main_view.panel.form.fault))
    locked_secret_service.unlock()
    click(window.main_view.panel.form.add)
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)


def test_a_silent_keyring_is_given_up_after_five_seconds(
    open_window: Open, practice: PracticeApi, secret_service: SecretService, qtbot: QtBot
) -> None:
    window = open_window()
    key = sample_key(practice, "Analytics")
    secret_service.freeze()
    add_by_hand(window, "Analytics", key)
    qtbot.waitUntil(window.main_view.waiting.isVisible)
    form = window.main_view.panel.form
    sentence = "The keyring on this computer does not answer."
    qtbot.waitUntil(lambda: form.fault == sentence, timeout=8000)
    assert not window.main_view.waiting.isVisible()
    assert (form.description.text(), form.key.text()) == ("Analytics", key)
    secret_service.thaw()


def test_a_keyring_that_ends_in_the_middle_is_named(
    open_window: Open, practice: PracticeApi, secret_service: SecretService, qtbot: QtBot
) -> None:
    window = open_window()
    key = sample_key(practice, "Analytics")
    secret_service.freeze()
    add_by_hand(window, "Analytics", key)
    qtbot.waitUntil(window.main_view.waiting.isVisible)
    secret_service.kill()
    form = window.main_view.panel.form
    sentence = "The keyring on this computer ended while it was being asked."
    qtbot.waitUntil(lambda: form.fault == sentence, timeout=ANSWER_MS)
    assert form.key.text() == key
    assert descriptions(window) == []


def test_a_prompt_has_all_the_time_it_needs_and_dismissed_it_is_named(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = open_window()
    key = sample_key(practice, "Analytics")
    add_by_hand(window, "Analytics", key)
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    secret_service.lock()
    dismissed = threading.Event()
    with monkeypatch.context() as patch:
        # A prompt needs gnome-shell and somebody before it; everything around it is real.
        patch.setattr("secretstorage.Collection.unlock", lambda _: dismissed.wait(20))
        window.controllers.secrets.toggle(key_id(window, "Analytics"))
        qtbot.waitUntil(window.main_view.waiting.isVisible)
        assert "Waiting for your keyring…" in window.main_view.waiting.text
        with qtbot.assertNotEmitted(window.controllers.secrets.failed, wait=6000):
            pass
        dismissed.set()
        sentence = "The keyring stayed locked, because its password was not given."
        qtbot.waitUntil(lambda: window.main_view.messages.text == sentence, timeout=ANSWER_MS)
    assert not window.main_view.waiting.isVisible()
    secret_service.unlock()
    window.controllers.secrets.toggle(key_id(window, "Analytics"))
    index = window.main_view.panel.view.currentIndex()
    qtbot.waitUntil(lambda: index.data(Role.KEY_TEXT) == key, timeout=ANSWER_MS)


def test_a_test_without_a_keyring_says_so(
    open_window: Open,
    practice: PracticeApi,
    secret_service: SecretService,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = open_window()
    add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
    qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=ANSWER_MS)
    no_bus_either(monkeypatch)
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: badge(window, "Analytics") is Badge.FAILS, timeout=ANSWER_MS)
    assert any("D-Bus" in text for text in texts(window.main_view.pane))


def no_bus_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")


@pytest.mark.needs("keepassxc", "Xvfb", "xdotool", "dbus-daemon")
class TestWithAPerson:
    """KeePassXC asks for every item; somebody takes time, or says no."""

    @pytest.fixture
    def person(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeePassXC]:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
        with keepassxc(home, ask=True) as running:
            yield running

    def test_who_takes_time_is_waited_for(
        self, open_window: Open, practice: PracticeApi, person: KeePassXC, qtbot: QtBot
    ) -> None:
        window = open_window()
        add_by_hand(window, "Analytics", sample_key(practice, "Analytics"))
        qtbot.waitUntil(window.main_view.waiting.isVisible, timeout=ANSWER_MS)
        assert "Waiting for your keyring…" in window.main_view.waiting.text
        person.answer()
        qtbot.waitUntil(lambda: badge_is(window, "Analytics", Badge.WORKS), timeout=2 * ANSWER_MS)
        assert not window.main_view.waiting.isVisible()

    def test_a_key_whose_question_is_refused_stays_in_the_form(
        self, open_window: Open, practice: PracticeApi, person: KeePassXC, qtbot: QtBot
    ) -> None:
        window = open_window()
        key = sample_key(practice, "Analytics")
        add_by_hand(window, "Analytics", key)
        qtbot.waitUntil(window.main_view.waiting.isVisible, timeout=ANSWER_MS)
        person.refuse()
        form = window.main_view.panel.form
        qtbot.waitUntil(lambda: bool(form.fault), timeout=2 * ANSWER_MS)
        assert form.key.text() == key
        assert descriptions(window) == []
        assert not window.main_view.waiting.isVisible()
