"""The part of the settings about the proxy: automatic, none, or one that is typed in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from iottly_keycheck.connection.facts.address import AddressError, ProxyAddress, parse_proxy
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import PROXY_AUTO, PROXY_NONE
from iottly_keycheck.ui.controls.checked_field import CheckedField
from iottly_keycheck.ui.controls.password_field import PasswordField
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class
from iottly_keycheck.ui.text.translation import translated


class ProxyForm(QWidget):
    """Three choices, and the fields of a manual proxy under the third.

    Signals: `changed()`: `usable` or a value may be another one.
    """

    changed = Signal()

    def __init__(self, *, password_stored: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._password_stored = password_stored
        self.forget_password = False
        self.automatic = QRadioButton(self.tr("Automatic: as this computer is set up"), self)
        self.none = QRadioButton(self.tr("No proxy"), self)
        self.manual = QRadioButton(self.tr("This proxy:"), self)
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("http://proxy.example:3128")
        self.username = QLineEdit(self)
        self.password = PasswordField(self)
        self.forget = QPushButton(self.tr("Forget the stored password"), self)
        set_style_class(self.forget, StyleClass.LINK)
        self._address_field = CheckedField(self.tr("Proxy address"), self.address, self)
        self._username_field = CheckedField(self.tr("User name (if it asks)"), self.username, self)
        self._password_field = CheckedField(self.tr("Password (if it asks)"), self.password, self)
        self._lay_out()
        self._connect()
        self._show_password_state()

    # the result

    @property
    def value(self) -> str:
        """The setting: `auto`, `none`, or the address without user name and password."""
        if self.automatic.isChecked():
            return PROXY_AUTO
        if self.none.isChecked():
            return PROXY_NONE
        proxy = self._parsed()
        return proxy.url if proxy else self.address.text().strip()

    @property
    def username_value(self) -> str:
        """The user name, empty where no manual proxy is chosen."""
        return self.username.text().strip() if self.manual.isChecked() else ""

    @property
    def password_value(self) -> Secret | None:
        """The password that was typed for the manual proxy."""
        return self.password.password if self.manual.isChecked() else None

    @property
    def usable(self) -> bool:
        """Whether the choice can be used as it stands."""
        return not self._fault()

    def fill(self, proxy: str, username: str) -> None:
        """Show a setting."""
        manual = proxy not in (PROXY_AUTO, PROXY_NONE)
        self.address.setText(proxy if manual else "")
        self.username.setText(username)
        choices = {PROXY_AUTO: self.automatic, PROXY_NONE: self.none}
        choices.get(proxy, self.manual).setChecked(True)
        self.take_apart()
        self._check()

    # inside

    def _lay_out(self) -> None:
        unit = em(self.font())
        self._fields = QWidget(self)
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(2 * unit, round(unit * 0.4), 0, 0)
        fields.setSpacing(round(unit * 0.9))
        fields.addWidget(self._address_field)
        fields.addWidget(self._username_field)
        fields.addWidget(self._password_field)
        fields.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        heading = PlainLabel(self.tr("Proxy"), self)
        set_style_class(heading, StyleClass.STRONG)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(unit * 0.4))
        for widget in (heading, self.automatic, self.none, self.manual, self._fields):
            layout.addWidget(widget)

    def _connect(self) -> None:
        for choice in (self.automatic, self.none, self.manual):
            choice.toggled.connect(self._check)
        self.address.textChanged.connect(self._check)
        self.address.editingFinished.connect(self.take_apart)
        self.forget.clicked.connect(self._forget)

    def _parsed(self) -> ProxyAddress | None:
        try:
            return parse_proxy(self.address.text())
        except AddressError:
            return None

    def _fault(self) -> str:
        if not self.manual.isChecked():
            return ""
        try:
            parse_proxy(self.address.text())
        except AddressError as error:
            return error.fault.value
        return ""

    @Slot()
    def _check(self) -> None:
        self._fields.setVisible(self.manual.isChecked())
        fault = self._fault()
        self._address_field.show_fault(
            messages.unusable("proxy", fault, translated) if fault else ""
        )
        self.changed.emit()

    @Slot()
    def take_apart(self) -> None:
        """Move a user name and password out of the address: the settings are no place for them."""
        proxy = self._parsed()
        if proxy is None or not (proxy.username or proxy.password):
            return
        self.address.setText(proxy.url)
        self.username.setText(proxy.username)
        if proxy.password:
            self.password.setText(proxy.password.reveal())

    @Slot()
    def _forget(self) -> None:
        self.forget_password = True
        self._password_stored = False
        self._show_password_state()

    def _show_password_state(self) -> None:
        self.forget.setVisible(self._password_stored)
        self.password.setPlaceholderText(
            self.tr("Stored. Type here to replace it.") if self._password_stored else ""
        )
