"""The settings dialog lets out only what can be used, and no stored password at all."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.connection.facts.address import AddressFault
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import Settings
from iottly_keycheck.ui.controls.checked_field import CheckedField
from iottly_keycheck.ui.settings.settings_dialog import SettingsDialog
from iottly_keycheck.ui.style.theme import StyleClass, Theme

DEFAULTS = Settings(url="https://api.corp.example/v1.0", timeout=20.0)
MANUAL = Settings(
    proxy="http://proxy.example:3128",
    proxy_username="maria",
    pac="http://pac.example/proxy.pac",
    timeout=30.0,
)


class Opened:
    """A dialog on the screen, and what a person does with it."""

    def __init__(self, qtbot: QtBot, settings: Settings, *, password_stored: bool = False) -> None:
        self.qtbot = qtbot
        self.dialog = SettingsDialog(settings, DEFAULTS, password_stored=password_stored)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.ok = self.dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)

    def type_into(self, field: QLineEdit, text: str) -> None:
        field.setFocus()
        field.clear()
        self.qtbot.keyClicks(field, text)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def fault_of(self, field: QLineEdit) -> str:
        parent = field.parentWidget()
        assert isinstance(parent, CheckedField)
        return parent.fault.text()


@pytest.fixture
def automatic(qtbot: QtBot, theme: Theme) -> Opened:
    return Opened(qtbot, Settings())


@pytest.fixture
def manual(qtbot: QtBot, theme: Theme) -> Opened:
    return Opened(qtbot, MANUAL, password_stored=True)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(proxy="none", timeout=1.0),
        MANUAL,
        Settings(proxy="socks5h://proxy.example:1080", timeout=2.5),
    ],
)
def test_what_is_not_touched_comes_back_as_it_was(
    qtbot: QtBot, theme: Theme, settings: Settings
) -> None:
    opened = Opened(qtbot, settings)
    opened.click(opened.ok)
    assert opened.dialog.settings == settings
    assert opened.dialog.password is None
    assert not opened.dialog.forget_password


def test_ok_accepts(qtbot: QtBot, automatic: Opened) -> None:
    with qtbot.waitSignal(automatic.dialog.accepted):
        automatic.click(automatic.ok)


def test_escape_changes_nothing(qtbot: QtBot, automatic: Opened) -> None:
    with (
        qtbot.waitSignal(automatic.dialog.rejected),
        qtbot.assertNotEmitted(automatic.dialog.accepted),
    ):
        qtbot.keyClick(automatic.dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", AddressFault.EMPTY),
        ("nonsense", AddressFault.SCHEME),
        ("http://api.example/v1.0", AddressFault.PLAIN_HTTP),
        ("https://me:secret@api.example", AddressFault.CREDENTIALS),
        ("https://api.example/?x=1", AddressFault.QUERY),
    ],
)
def test_an_address_that_cannot_be_used_is_named_at_once(
    automatic: Opened, typed: str, fault: AddressFault
) -> None:
    dialog = automatic.dialog
    automatic.type_into(dialog.url, typed)
    assert automatic.fault_of(dialog.url) == messages.unusable("url", fault)
    assert dialog.url.accessibleDescription() == messages.unusable("url", fault)
    assert dialog.url.property("styleClass") == StyleClass.FAULT
    assert not automatic.ok.isEnabled()


def test_the_fault_goes_when_it_is_mended(automatic: Opened) -> None:
    automatic.type_into(automatic.dialog.url, "nonsense")
    automatic.type_into(automatic.dialog.url, " https://api.example/v1.0 ")
    assert automatic.fault_of(automatic.dialog.url) == ""
    assert automatic.ok.isEnabled()
    assert automatic.dialog.settings.url == "https://api.example/v1.0"


@pytest.mark.parametrize("typed", ["", "0", "121", "soon", "nan", "-3"])
def test_a_time_out_of_range_is_named(automatic: Opened, typed: str) -> None:
    automatic.type_into(automatic.dialog.timeout, typed)
    assert automatic.fault_of(automatic.dialog.timeout) == messages.unusable("timeout", "range")
    assert not automatic.ok.isEnabled()


@pytest.mark.parametrize(("typed", "seconds"), [("1", 1.0), ("120", 120.0), ("2,5", 2.5)])
def test_a_time_in_range_is_taken(automatic: Opened, typed: str, seconds: float) -> None:
    automatic.type_into(automatic.dialog.timeout, typed)
    assert automatic.ok.isEnabled()
    assert automatic.dialog.settings.timeout == seconds


def test_a_stored_time_that_cannot_be_used_has_to_be_mended(qtbot: QtBot, theme: Theme) -> None:
    opened = Opened(qtbot, Settings(timeout=math.nan))
    assert not opened.ok.isEnabled()


def test_the_fields_of_a_proxy_show_for_a_manual_one_only(automatic: Opened) -> None:
    proxy = automatic.dialog.proxy
    assert not proxy.address.isVisible()
    automatic.click(proxy.manual)
    assert proxy.address.isVisible()
    automatic.click(proxy.none)
    assert not proxy.address.isVisible()


def test_a_manual_proxy_needs_an_address(automatic: Opened) -> None:
    automatic.click(automatic.dialog.proxy.manual)
    assert not automatic.ok.isEnabled()


def test_a_proxy_that_cannot_be_used_is_named(automatic: Opened) -> None:
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    automatic.type_into(proxy.address, "ftp://proxy.example")
    assert automatic.fault_of(proxy.address) == messages.unusable("proxy", AddressFault.SCHEME)
    assert not automatic.ok.isEnabled()


def test_what_is_wrong_with_an_unused_proxy_does_not_matter(automatic: Opened) -> None:
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    automatic.type_into(proxy.address, "ftp://proxy.example")
    automatic.click(proxy.none)
    assert automatic.ok.isEnabled()
    assert automatic.dialog.settings.proxy == "none"


def test_a_manual_proxy_with_user_and_password(automatic: Opened) -> None:
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    automatic.type_into(proxy.address, "proxy.example:3128")
    automatic.type_into(proxy.username, "maria")
    automatic.type_into(proxy.password, "s3cret")
    settings = automatic.dialog.settings
    assert (settings.proxy, settings.proxy_username) == ("http://proxy.example:3128", "maria")
    assert automatic.dialog.password == Secret("s3cret")


def test_a_password_inside_the_address_moves_to_its_field(qtbot: QtBot, automatic: Opened) -> None:
    with qtbot.waitActive(automatic.dialog):
        automatic.dialog.activateWindow()
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    automatic.type_into(proxy.address, "http://maria:s3%21cret@proxy.example:3128")
    qtbot.keyClick(proxy.address, Qt.Key.Key_Tab)
    assert proxy.address.text() == "http://proxy.example:3128"
    assert proxy.username.text() == "maria"
    assert automatic.dialog.password == Secret("s3!cret")


def test_ok_moves_it_too_where_a_click_does_not_move_the_focus(automatic: Opened) -> None:
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    proxy.address.setText("http://maria:s3cret@proxy.example:3128")
    automatic.dialog.accept()
    assert automatic.dialog.settings.proxy_username == "maria"
    assert automatic.dialog.password == Secret("s3cret")


def test_return_in_the_address_leaves_no_password_in_the_settings(
    qtbot: QtBot, automatic: Opened
) -> None:
    proxy = automatic.dialog.proxy
    automatic.click(proxy.manual)
    automatic.type_into(proxy.address, "http://maria:s3cret@proxy.example:3128")
    with qtbot.waitSignal(automatic.dialog.accepted):
        qtbot.keyClick(proxy.address, Qt.Key.Key_Return)
    assert automatic.dialog.settings.proxy == "http://proxy.example:3128"
    assert automatic.dialog.settings.proxy_username == "maria"


def test_a_password_is_hidden_until_it_is_revealed(automatic: Opened) -> None:
    password = automatic.dialog.proxy.password
    assert password.echoMode() is QLineEdit.EchoMode.Password
    password.reveal.trigger()
    assert password.echoMode() is QLineEdit.EchoMode.Normal


def test_a_stored_password_is_not_shown(manual: Opened) -> None:
    assert manual.dialog.proxy.password.text() == ""
    assert manual.dialog.proxy.password.placeholderText().startswith("Stored.")
    assert manual.dialog.password is None


def test_a_stored_password_can_be_forgotten(manual: Opened) -> None:
    forget = manual.dialog.proxy.forget
    manual.click(forget)
    assert manual.dialog.forget_password
    assert not forget.isVisible()


def test_without_a_stored_password_there_is_none_to_forget(automatic: Opened) -> None:
    automatic.click(automatic.dialog.proxy.manual)
    assert not automatic.dialog.proxy.forget.isVisible()


def test_the_defaults_come_back(manual: Opened) -> None:
    manual.click(manual.dialog.use_defaults)
    settings = manual.dialog.settings
    assert (settings.url, settings.proxy, settings.timeout) == (DEFAULTS.url, "auto", 20.0)


def test_the_defaults_are_not_accepted_by_themselves(qtbot: QtBot, manual: Opened) -> None:
    with qtbot.assertNotEmitted(manual.dialog.accepted):
        manual.click(manual.dialog.use_defaults)
    assert manual.dialog.isVisible()


def test_every_control_has_a_name(manual: Opened) -> None:
    controls = [
        widget
        for widget in manual.dialog.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
    ]
    assert len(controls) > 8
    assert [w for w in controls if not (w.accessibleName() or getattr(w, "text", str)())] == []


def test_tab_leads_from_top_to_bottom(manual: Opened) -> None:
    dialog, proxy = manual.dialog, manual.dialog.proxy
    expected = [dialog.url, proxy.manual, proxy.address, proxy.username, proxy.password]
    expected += [proxy.forget, dialog.timeout]
    order, widget = [], dialog.url
    for _ in range(60):
        order.append(widget)
        widget = widget.nextInFocusChain()
    places = [order.index(widget) for widget in expected]
    assert places == sorted(places)


def test_it_fits_a_small_screen_at_twice_the_font(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    small = qapp.font()
    large = QFont(small)
    large.setPointSizeF(small.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        opened = Opened(qtbot, MANUAL, password_stored=True)
        assert opened.dialog.height() <= opened.dialog.screen().availableSize().height()
        assert all(
            opened.dialog.rect().contains(button.geometry().translated(button.parentWidget().pos()))
            for button in opened.dialog.buttons.findChildren(QPushButton)
        )
    finally:
        qapp.setFont(small)
