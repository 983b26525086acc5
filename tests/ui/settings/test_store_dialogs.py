"""The dialogs about the place where keys are kept: what they ask, and what they let out."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.rules.description import LONGEST_DESCRIPTION
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import KeyStore, Settings
from iottly_keycheck.ui.keyring.passphrase_dialog import Asking, PassphraseDialog
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.settings.store_form import Kept
from iottly_keycheck.ui.stores.closing_question import ClosingQuestion
from iottly_keycheck.ui.stores.store_offer import StoreOffer
from iottly_keycheck.ui.style.theme import Theme

FILE, KEYRING, SESSION = KeyStore.FILE, KeyStore.KEYRING, KeyStore.SESSION
PASSPHRASE = "correct horse battery"
Given = list[tuple[Secret | None, Secret | None]]


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()


def settings_dialog(qtbot: QtBot, settings: Settings, kept: Kept | None) -> SettingsDialog:
    dialog = SettingsDialog(settings, Settings(), password_stored=False, kept=kept)
    shown(qtbot, dialog)
    return dialog


class TestPassphrase:
    @pytest.fixture(params=Asking)
    def asking(self, request: pytest.FixtureRequest) -> Asking:
        return request.param

    def ask(self, qtbot: QtBot, asking: Asking) -> tuple[PassphraseDialog, Given]:
        dialog = PassphraseDialog("Title", "Why it is asked.", asking, can_forget=True)
        shown(qtbot, dialog)
        given: Given = []
        dialog.given.connect(lambda known, new: given.append((known, new)))
        return dialog, given

    def fill(self, dialog: PassphraseDialog, known: str, new: str, again: str) -> None:
        for field, text in ((dialog.known, known), (dialog.new, new), (dialog.again, again)):
            if field.isVisible():
                field.field.clear()
                QTest.keyClicks(field.field, text)

    def test_it_asks_for_what_it_needs_and_hides_it(
        self, qtbot: QtBot, theme: Theme, asking: Asking
    ) -> None:
        dialog, given = self.ask(qtbot, asking)
        visible = [field.isVisible() for field in (dialog.known, dialog.new, dialog.again)]
        assert (
            visible
            == {
                Asking.KNOWN: [True, False, False],
                Asking.NEW: [False, True, True],
                Asking.CHANGE: [True, True, True],
            }[asking]
        )
        for line in dialog.findChildren(QLineEdit):
            assert line.echoMode() is QLineEdit.EchoMode.Password
        self.fill(dialog, PASSPHRASE, "another passphrase", "another passphrase")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        known = None if asking is Asking.NEW else Secret(PASSPHRASE)
        new = None if asking is Asking.KNOWN else Secret("another passphrase")
        assert given == [(known, new)]
        assert dialog.isVisible()

    @pytest.mark.parametrize(
        ("new", "again", "fault"),
        [
            ("", "", "A passphrase has 8 characters at least."),
            ("1234567", "1234567", "A passphrase has 8 characters at least."),
            (PASSPHRASE, "", "The two are not the same."),
            (PASSPHRASE, PASSPHRASE + " ", "The two are not the same."),
        ],
    )
    def test_a_new_one_is_long_and_typed_twice(
        self, qtbot: QtBot, theme: Theme, new: str, again: str, fault: str
    ) -> None:
        dialog, given = self.ask(qtbot, Asking.NEW)
        self.fill(dialog, "", new, again)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert given == []
        assert fault in (dialog.new.fault.text(), dialog.again.fault.text())
        self.fill(dialog, "", PASSPHRASE, PASSPHRASE)
        assert (dialog.new.fault.text(), dialog.again.fault.text()) == ("", "")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert len(given) == 1

    def test_an_empty_one_is_not_tried(self, qtbot: QtBot, theme: Theme) -> None:
        dialog, given = self.ask(qtbot, Asking.KNOWN)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert given == []

    def test_while_it_is_tried_nothing_else_is_taken_and_refused_it_is_asked_again(
        self, qtbot: QtBot, theme: Theme
    ) -> None:
        dialog, given = self.ask(qtbot, Asking.KNOWN)
        height = dialog.height()
        self.fill(dialog, "wrong", "", "")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        assert not ok.isEnabled()
        assert not dialog.known.field.isEnabled()
        dialog.refuse("It is another one.")
        assert ok.isEnabled()
        assert dialog.known.fault.text() == "It is another one."
        assert dialog.known.field.accessibleDescription() == "It is another one."
        assert dialog.height() > height, "the sentence has no room"
        assert dialog.known.field.selectedText()
        self.fill(dialog, PASSPHRASE, "", "")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert [known for known, _ in given] == [Secret("wrong"), Secret(PASSPHRASE)]

    def test_escape_gives_it_up(self, qtbot: QtBot, theme: Theme) -> None:
        dialog, given = self.ask(qtbot, Asking.KNOWN)
        with qtbot.waitSignal(dialog.rejected):
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert given == []


class TestPlaceInSettings:
    def test_where_there_is_but_one_place_there_is_no_choice(
        self, qtbot: QtBot, theme: Theme
    ) -> None:
        dialog = settings_dialog(qtbot, Settings(key_store=SESSION), None)
        assert not dialog.stores.isVisible()
        assert dialog.settings.key_store == SESSION
        assert not dialog.stores.move_keys

    def test_the_place_is_shown_and_chosen(self, qtbot: QtBot, theme: Theme) -> None:
        dialog = settings_dialog(qtbot, Settings(key_store=FILE), Kept())
        assert dialog.stores.choice.value is FILE
        dialog.stores.choice.choices[SESSION].click()
        assert dialog.settings.key_store == SESSION
        dialog.use_defaults.click()
        assert dialog.settings.key_store == KEYRING

    def test_a_place_that_is_not_known_stays_until_another_is_chosen(
        self, qtbot: QtBot, theme: Theme
    ) -> None:
        dialog = settings_dialog(qtbot, Settings(key_store="vault"), Kept())
        assert dialog.stores.choice.value is None
        assert dialog.settings.key_store == "vault"
        dialog.stores.choice.choices[FILE].click()
        assert dialog.settings.key_store == FILE

    @pytest.mark.parametrize(
        ("stores", "chosen", "offered"),
        [
            ((), FILE, False),
            ((KEYRING, KEYRING), KEYRING, False),
            ((KEYRING, KEYRING), FILE, True),
            ((FILE, SESSION), FILE, True),
        ],
    )
    def test_keys_that_are_elsewhere_may_come_along(
        self,
        qtbot: QtBot,
        theme: Theme,
        stores: tuple[KeyStore, ...],
        chosen: KeyStore,
        offered: bool,
    ) -> None:
        dialog = settings_dialog(qtbot, Settings(), Kept(stores))
        dialog.stores.choice.choices[chosen].click()
        assert dialog.stores.move_too.isVisible() is offered
        assert dialog.stores.move_keys is offered
        dialog.stores.move_too.setChecked(False)
        assert not dialog.stores.move_keys

    def test_only_a_file_that_is_there_has_a_passphrase_to_change(
        self, qtbot: QtBot, theme: Theme
    ) -> None:
        without = settings_dialog(qtbot, Settings(), Kept())
        assert not without.stores.change_passphrase.isVisible()
        dialog = settings_dialog(qtbot, Settings(), Kept(file_there=True))
        with qtbot.waitSignal(dialog.stores.passphrase_change_requested):
            dialog.stores.change_passphrase.click()


def test_the_first_place_offered_is_taken_by_return(qtbot: QtBot, theme: Theme) -> None:
    offer = StoreOffer((FILE, SESSION), "There is none.")
    shown(qtbot, offer)
    with qtbot.waitSignal(offer.accepted):
        QTest.keyClick(offer, Qt.Key.Key_Return)
    assert offer.value is FILE


def dialogs() -> Iterator[QDialog]:
    for asking in Asking:
        yield PassphraseDialog("Title", "Why it is asked, in a long sentence. " * 3, asking)
    yield StoreOffer((FILE, SESSION), "There is none, " * 8, "So install one, " * 8)
    yield ClosingQuestion(["W" * LONGEST_DESCRIPTION], FILE)


def test_every_control_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    for dialog in dialogs():
        shown(qtbot, dialog)
        controls = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QAbstractButton)]
        for control in controls:
            name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
            # The eye in a field is an action, with a text of its own.
            assert name or not control.isVisible() or isinstance(control.parent(), QLineEdit)


def test_they_fit_a_small_screen_at_twice_the_font(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    small = qapp.font()
    large = QFont(small)
    large.setPointSizeF(small.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        for dialog in dialogs():
            shown(qtbot, dialog)
            room = dialog.screen().availableSize()
            assert dialog.height() <= room.height()
            assert dialog.width() <= room.width()
            assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
    finally:
        qapp.setFont(small)
