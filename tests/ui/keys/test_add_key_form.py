import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.keys.model import KeyListErrorCode
from iottly_keycheck.ui.keys.add_key_form import AddKeyForm

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
    with qtbot.assertNotEmitted(form.add_requested):
        QTest.keyClick(form.description, Qt.Key.Key_Return)
    assert form.focusWidget() is form.key
    QTest.keyClicks(form.key, KEY)
    with qtbot.waitSignal(form.add_requested) as added:
        QTest.keyClick(form.key, Qt.Key.Key_Return)
    assert added.args == ["Analytics", KEY]


def test_the_button_adds(form: AddKeyForm, qtbot: QtBot) -> None:
    form.description.setText("Analytics")
    form.key.setText(KEY)
    with qtbot.waitSignal(form.add_requested) as added:
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
    form.show_error("That is not a key.", KeyListErrorCode.KEY_MALFORMED)
    assert form.fault == "That is not a key."
    assert form.focusWidget() is form.key
    assert form.key.accessibleDescription() == "That is not a key."
    assert form.key.property("styleClass") == "fault"
    assert (form.description.text(), form.key.text()) == ("Analytics", "not a key")


def test_a_refusal_goes_when_one_begins_to_mend_it(form: AddKeyForm) -> None:
    form.show_error("It has no description.", KeyListErrorCode.DESCRIPTION_EMPTY)
    QTest.keyClicks(form.description, "A")
    assert form.fault == ""
    assert form.description.property("styleClass") == ""


def test_nothing_is_added_twice_while_the_keyring_is_asked(form: AddKeyForm, qtbot: QtBot) -> None:
    form.description.setText("Analytics")
    form.key.setText(KEY)
    form.set_busy(True)
    with qtbot.assertNotEmitted(form.add_requested):
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
        "iottly_keycheck.ui.keys.add_key_form.QDesktopServices.openUrl",
        lambda url: opened.append(url.toString()),
    )
    form.create_online.click()
    assert opened == ["https://cloud.iottly.com"]


def press_tab(form: AddKeyForm) -> None:
    """Go on to the next field, past suggestions that may be open."""
    QTest.keyClick(QApplication.activePopupWidget() or form.description, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.key


class TestNames:
    @pytest.fixture
    def taken(self) -> list[str]:
        return []

    @pytest.fixture
    def form(self, qtbot: QtBot, taken: list[str]) -> AddKeyForm:
        form = AddKeyForm(taken=lambda: taken)
        qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        form.description.setFocus()
        return form

    def suggested(self, form: AddKeyForm) -> list[str]:
        model = form.description.completer().completionModel()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def test_names_as_in_iottlys_documentation_are_suggested(self, form: AddKeyForm) -> None:
        QTest.keyClick(form.description, Qt.Key.Key_Down)
        assert [name.split(" – ")[0] for name in self.suggested(form)] == [
            "Analytics",
            "Reporting",
            "Dashboard",
            "John Smith",
            "Operator 1",
            "Testing Lab",
        ]

    def test_names_that_are_taken_are_not(self, form: AddKeyForm, taken: list[str]) -> None:
        taken += ["analytics", "Operator 1", "operator 2", "John Smith"]
        form.description.suggest()
        assert [name.split(" – ")[0] for name in self.suggested(form)] == [
            "Reporting",
            "Dashboard",
            "Operator 3",
            "Testing Lab",
        ]

    def test_what_is_chosen_stands_in_the_field_by_its_name_alone(
        self, form: AddKeyForm, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(form.description, "da")
        popup = form.description.completer().popup()
        qtbot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        assert form.description.text() == "Dashboard"

    @pytest.mark.parametrize("name", ["test", "Key 1", "aaa", "new key"])
    def test_a_name_that_says_little_is_remarked_on_and_taken(
        self, form: AddKeyForm, name: str, qtbot: QtBot
    ) -> None:
        QTest.keyClicks(form.description, name)
        assert not form.remark.isVisible()  # who knows what will follow
        press_tab(form)
        assert f"“{name}”" in form.remark.text()
        QTest.keyClicks(form.key, KEY)
        with qtbot.waitSignal(form.add_requested) as added:
            form.add.click()
        assert added.args == [name, KEY]

    def test_a_remark_goes_when_one_thinks_better_of_it(self, form: AddKeyForm) -> None:
        QTest.keyClicks(form.description, "test")
        press_tab(form)
        assert form.remark.isVisible()
        form.description.setFocus()
        QTest.keyClicks(form.description, "ing lab")
        assert not form.remark.isVisible()
        press_tab(form)
        assert not form.remark.isVisible()

    def test_a_key_pasted_into_the_wrong_field_goes_to_the_right_one(
        self, form: AddKeyForm
    ) -> None:
        QGuiApplication.clipboard().setText(KEY)
        form.description.paste()
        assert form.description.text() == ""
        assert form.key.text() == KEY
        assert "API key" in form.remark.text()
        form.description.undo()
        assert form.description.text() == ""
        QGuiApplication.clipboard().clear()
