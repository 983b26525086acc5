"""The window's colours and sizes: roles for light and dark, applied to the whole program."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from iottly_keycheck.ui.style.resource import resource


@dataclass(frozen=True, slots=True)
class ColorRoles:
    """What each colour is for, as `#rrggbb`.

    Every text colour has WCAG 2.2 AA contrast (4.5:1) on each ground that it is used on.
    `edge` outlines what can be filled in (3:1); `line` only divides. `on_badge` is the sign
    inside a filled shape of `good`, `warning` or `bad`.
    """

    ground: str
    panel: str
    selected: str
    line: str
    edge: str
    text: str
    muted: str
    accent_text: str
    accent_fill: str
    on_accent: str
    primary: str
    on_primary: str
    good: str
    good_ground: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    on_badge: str


LIGHT = ColorRoles(
    ground="#ffffff",
    panel="#f5f5f5",
    selected="#eef2f8",
    line="#dddddd",
    edge="#253551",
    text="#253551",
    muted="#5b6780",
    accent_text="#bf4407",
    accent_fill="#ed570c",
    on_accent="#151c28",
    primary="#253551",
    on_primary="#ffffff",
    good="#2f7d0b",
    good_ground="#eef8e4",
    warning="#8a5300",
    warning_ground="#fff4e0",
    bad="#c5121f",
    bad_ground="#fdecee",
    on_badge="#ffffff",
)

DARK = ColorRoles(
    ground="#151c28",
    panel="#1c2533",
    selected="#24304a",
    line="#334056",
    edge="#e6ebf4",
    text="#e6ebf4",
    muted="#9fabc0",
    accent_text="#ff8a4c",
    accent_fill="#ff7a33",
    on_accent="#151c28",
    primary="#e6ebf4",
    on_primary="#151c28",
    good="#8fdc4f",
    good_ground="#1d3016",
    warning="#ffc46b",
    warning_ground="#3a2c12",
    bad="#ff7d86",
    bad_ground="#3a1c22",
    on_badge="#151c28",
)


class StyleClass(StrEnum):
    """What a widget is in the style sheet, beyond its class (`resources/style/window.qss`)."""

    PLAIN = ""
    # labels
    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    MUTED = "muted"
    FAULT = "fault"
    """A sentence about a fault, or the field that has it."""
    # buttons
    PRIMARY = "primary"
    """The navy button."""
    ACCENT = "accent"
    """The one big orange button."""
    STOP = "stop"
    """The same button while it stops what it started."""
    DANGER = "danger"
    LINK = "link"
    SECTION = "section"
    """A heading that folds what is below it."""
    # grounds
    PANEL = "panel"
    CARD = "card"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    RULE = "rule"
    CHOICES = "choices"
    """A list that opens under a field."""
    SEARCH = "search"
    """A field with an edge all around."""
    DETAILS = "details"


def set_style_class(widget: QWidget, look: StyleClass) -> None:
    """Give a widget its look, also while it is on the screen."""
    if widget.property("styleClass") == look.value:
        return
    widget.setProperty("styleClass", look.value)
    # The style sheet reads properties when a widget is polished, which is when it is first shown.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def color_roles(palette: QPalette) -> ColorRoles:
    """Give the roles in use, for painting: `roles_of(self.palette())`, `option.palette`.

    A change arrives at every widget as a palette change and repaints it.
    """
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def em(font: QFont, factor: float = 1.0) -> int:
    """Give a length in pixels that grows with the font; 1 is the font's size."""
    return round(QFontInfo(font).pixelSize() * factor)


def monospaced() -> QFont:
    """Give the system's fixed-pitch font in the size of the program's font."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(em(QApplication.font(), 0.95))
    return font


class Theme(QObject):
    """Applies the colours to the program and follows the system between light and dark.

    Signals: `changed(roles)`: new colours were applied; `roles` are the `ColorRoles`.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.roles = LIGHT
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        self.follow(hints.colorScheme())
        self._font_watch = _FontMonitor()
        self._font_watch.changed.connect(self._reapply)

    @Slot(Qt.ColorScheme)
    def follow(self, scheme: Qt.ColorScheme) -> None:
        """Apply the colours of a scheme; a system that does not say is light."""
        self.roles = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        self._reapply()
        self.changed.emit(self.roles)

    @Slot()
    def _reapply(self) -> None:
        self._app.setPalette(make_palette(self.roles))
        self._app.setStyleSheet(make_style_sheet(self.roles, self._app.font()))


class _FontMonitor(QWidget):
    """Never shown: under a style sheet, widgets learn of a new font only when it is set again.

    Signals: `changed()`: the program's font is another one.
    """

    changed = Signal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.changed.emit()


def make_palette(roles: ColorRoles) -> QPalette:
    """Give the palette from which Fusion draws what the style sheet leaves to it."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(QColor(roles.text), QColor(roles.ground))
    colours = {
        role.Window: roles.ground,
        role.WindowText: roles.text,
        role.Base: roles.ground,
        role.AlternateBase: roles.panel,
        role.Text: roles.text,
        role.PlaceholderText: roles.muted,
        role.Button: roles.panel,
        role.ButtonText: roles.text,
        role.Highlight: roles.primary,
        role.HighlightedText: roles.on_primary,
        role.ToolTipBase: roles.panel,
        role.ToolTipText: roles.text,
        role.Link: roles.accent_text,
        role.LinkVisited: roles.accent_text,
        role.Accent: roles.accent_fill,
    }
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor(roles.muted))
    return palette


def make_style_sheet(roles: ColorRoles, font: QFont) -> str:
    """Fill the style sheet with colours, and with sizes that follow the font."""
    template = Template(resource("style/window.qss").read_text(encoding="utf-8"))
    return template.substitute(
        asdict(roles),
        check=resource("icons/check.svg").as_posix(),
        primary_hover=mix(roles.primary, roles.ground, 0.85),
        accent_hover=mix(roles.accent_fill, roles.ground, 0.88),
        good_line=mix(roles.good, roles.good_ground, 0.45),
        warning_line=mix(roles.warning, roles.warning_ground, 0.45),
        bad_line=mix(roles.bad, roles.bad_ground, 0.45),
        scroll=mix(roles.muted, roles.ground, 0.8),
        title=f"{em(font, 1.65)}px",
        heading=f"{em(font, 1.28)}px",
        large=f"{em(font, 1.15)}px",
    )


def mix(colour: str, ground: str, share: float) -> str:
    """Give the colour as it looks when it covers the ground to that share (0 to 1)."""
    top, below = QColor(colour), QColor(ground)
    channels = (
        round(getattr(top, name)() * share + getattr(below, name)() * (1 - share))
        for name in ("red", "green", "blue")
    )
    return QColor(*channels).name()
