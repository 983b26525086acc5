import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.model import Refusal
from iottly_keycheck.ui.add_key_form import AddKeyForm

KEY = "719cc48b13aa7be9a89a433493966f64"


@pytest.fixture
def form(qtbot: QtBot) -> AddKeyForm:
    form = AddKeyForm()
    qtbot.addWidget(form)
    form.resize(390, form.sizeHint().height())
    form.show()
    form.activateWindow()
    form.description.setFocus()
    return form


def test_enter_moves_on_and_then_adds(form: AddKeyForm, qtbot: QtBot) -> None:
    QTest.keyClicks(form.description, "Analytics")
    with qtbot.assertNotEmitted(form.add_wanted):
        QTest.keyClick(form.description, Qt.Key.Key_Return)
    assert form.focusWidget() is form.key
    QTest.keyClicks(form.key, KEY)
    with qtbot.waitSignal(form.add_wanted) as added:
        QTest.keyClick(form.key, Qt.Key.Key_Return)
    assert added.args == ["Analytics", KEY]


def test_the_button_adds(form: AddKeyForm, qtbot: QtBot) -> None:
    form.description.setText("Analytics")
    form.key.setText(KEY)
    with qtbot.waitSignal(form.add_wanted) as added:
        QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)
    assert added.args == ["Analytics", KEY]


def test_the_key_is_not_shown_unless_asked_for(form: AddKeyForm) -> None:
    assert form.key.echoMode() is QLineEdit.EchoMode.Password
    form.show_key.click()
    assert form.key.echoMode() is QLineEdit.EchoMode.Normal
    form.clear()
    assert form.key.echoMode() is QLineEdit.EchoMode.Password


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(form: AddKeyForm) -> None:
    form.description.setText("Analytics")
    form.key.setText("not a key")
    form.refuse("That is not a key.", Refusal.KEY_MALFORMED)
    assert form.fault == "That is not a key."
    assert form.focusWidget() is form.key
    assert form.key.accessibleDescription() == "That is not a key."
    assert form.key.property("look") == "fault"
    assert (form.description.text(), form.key.text()) == ("Analytics", "not a key")


def test_a_refusal_goes_when_one_begins_to_mend_it(form: AddKeyForm) -> None:
    form.refuse("It has no description.", Refusal.DESCRIPTION_EMPTY)
    QTest.keyClicks(form.description, "A")
    assert form.fault == ""
    assert form.description.property("look") == ""


def test_nothing_is_added_twice_while_the_keyring_is_asked(form: AddKeyForm, qtbot: QtBot) -> None:
    form.description.setText("Analytics")
    form.key.setText(KEY)
    form.set_busy(True)
    with qtbot.assertNotEmitted(form.add_wanted):
        QTest.keyClick(form.key, Qt.Key.Key_Return)
        QTest.mouseClick(form.add, Qt.MouseButton.LeftButton)
    assert (form.description.text(), form.key.text()) == ("Analytics", KEY)


def test_a_command_of_several_lines_is_pasted_whole(form: AddKeyForm) -> None:
    command = f'curl -H "Authentication: bearer {KEY}" \\\n  https://api.cloud.iottly.com'
    QGuiApplication.clipboard().setText(command)
    form.key.setFocus()
    form.key.paste()
    assert KEY in form.key.text()
    assert "https://api.cloud.iottly.com" in form.key.text()
    QGuiApplication.clipboard().clear()


def test_a_narrow_form_stacks_its_buttons(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    form = AddKeyForm(panel)
    panel.show()
    form.resize(form.minimumSizeHint().width(), 300)
    qtbot.waitUntil(lambda: form.create_online.y() > form.add.geometry().bottom())
    form.resize(500, 300)
    qtbot.waitUntil(lambda: form.create_online.y() < form.add.geometry().bottom())


def test_new_keys_are_made_in_the_web_console(
    form: AddKeyForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "iottly_keycheck.ui.add_key_form.QDesktopServices.openUrl",
        lambda url: opened.append(url.toString()),
    )
    form.create_online.click()
    assert opened == ["https://cloud.iottly.com"]
