"""The dialog for the settings: where the API is, and how to get there."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from iottly_keycheck.connection.facts.address import AddressError, parse_api
from iottly_keycheck.diagnosis.text import messages
from iottly_keycheck.secret import Secret
from iottly_keycheck.settings import (
    LONGEST_TIMEOUT,
    SHORTEST_TIMEOUT,
    Settings,
)
from iottly_keycheck.ui.controls.checked_field import CheckedField
from iottly_keycheck.ui.settings.language_choice import LanguageChoice
from iottly_keycheck.ui.settings.proxy_form import ProxyForm
from iottly_keycheck.ui.style.theme import em
from iottly_keycheck.ui.text.translation import translated


class SettingsDialog(QDialog):
    """Edits settings and stores nothing: after `accepted` its properties tell the result.

    `defaults` are what "Use defaults" puts back. `password_stored` tells whether there is a
    password for the proxy of `settings`; it is never shown here.
    """

    def __init__(
        self,
        settings: Settings,
        defaults: Settings,
        *,
        password_stored: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before = settings
        self._defaults = defaults
        self.setWindowTitle(self.tr("Settings"))
        self.url = QLineEdit(self)
        self._url_field = CheckedField(self.tr("Address of the iottly API"), self.url, self)
        self.proxy = ProxyForm(password_stored=password_stored, parent=self)
        self.timeout = QLineEdit(self)
        self._timeout_field = CheckedField(
            self.tr("Longest time for one test, in seconds ({shortest} to {longest})").format(
                shortest=round(SHORTEST_TIMEOUT), longest=round(LONGEST_TIMEOUT)
            ),
            self.timeout,
            self,
        )
        self.language = LanguageChoice(self)
        self._language_field = CheckedField(self.tr("Language"), self.language, self)
        self.buttons = QDialogButtonBox(self)
        self.buttons.setStandardButtons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.use_defaults = QPushButton(self.tr("Use defaults"), self)
        self.buttons.addButton(self.use_defaults, QDialogButtonBox.ButtonRole.ResetRole)
        self._lay_out()
        self._connect()
        self._fill(settings)

    @property
    def settings(self) -> Settings:
        """The settings as they stand in the dialog; what it does not show is as before."""
        return replace(
            self._before,
            url=self.url.text().strip(),
            proxy=self.proxy.value,
            proxy_username=self.proxy.username_value,
            timeout=_seconds(self.timeout.text()),
            language=self.language.value,
        )

    @property
    def password(self) -> Secret | None:
        """The proxy's password that was typed, to be stored; `None` where none was."""
        return self.proxy.password_value

    @property
    def forget_password(self) -> bool:
        """Whether the stored password of the former proxy is to be deleted."""
        return self.proxy.forget_password

    def accept(self) -> None:
        # Where a click does not move the focus, the address was not taken apart yet.
        self.proxy.take_apart()
        super().accept()

    def _lay_out(self) -> None:
        unit = em(self.font())
        form = QWidget(self)
        fields = QVBoxLayout(form)
        fields.setContentsMargins(0, 0, round(unit * 0.6), 0)
        fields.setSpacing(round(unit * 1.4))
        fields.addWidget(self._url_field)
        fields.addWidget(self.proxy)
        fields.addWidget(self._timeout_field)
        fields.addWidget(self._language_field)
        fields.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[round(unit * 1.8)] * 4)
        layout.setSpacing(round(unit * 1.4))
        layout.addWidget(scroll, 1)
        layout.addWidget(self.buttons)
        room = self.screen().availableSize()
        self.resize(min(unit * 44, room.width() - unit), min(unit * 56, room.height() - 4 * unit))

    def _connect(self) -> None:
        self.url.textChanged.connect(self._check)
        self.timeout.textChanged.connect(self._check)
        self.proxy.changed.connect(self._check)
        self.use_defaults.clicked.connect(self._fill_defaults)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _fill(self, settings: Settings) -> None:
        self.url.setText(settings.url)
        self.proxy.fill(settings.proxy, settings.proxy_username)
        self.language.fill(settings.language)
        self.timeout.setText("" if math.isnan(settings.timeout) else f"{settings.timeout:g}")
        self._check()

    @Slot()
    def _fill_defaults(self) -> None:
        self._fill(self._defaults)

    @Slot()
    def _check(self) -> None:
        """Say at once what cannot be used, and let only what can be used out of here."""
        fault = _url_fault(self.url.text())
        self._url_field.show_fault(messages.unusable("url", fault, translated) if fault else "")
        timely = self.settings.timeout_usable
        self._timeout_field.show_fault(
            "" if timely else messages.unusable("timeout", "range", translated)
        )
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not fault and timely and self.proxy.usable)


def _seconds(text: str) -> float:
    """Give the number, with either decimal mark; NaN, which cannot be used, for what is none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


def _url_fault(text: str) -> str:
    try:
        parse_api(text)
    except AddressError as error:
        return error.fault.value
    return ""
