"""The colours can be read, and reach every widget when the system changes them."""

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from iottly_keycheck.ui.controls.icons import Badge, badge_of, badge_pixmap
from iottly_keycheck.ui.style.program_icon import SIZES, program_icon
from iottly_keycheck.ui.style.resource import resource
from iottly_keycheck.ui.style.theme import (
    DARK,
    LIGHT,
    ColorRoles,
    StyleClass,
    Theme,
    color_roles,
    em,
    mix,
    set_style_class,
)

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11

GROUNDS = ("ground", "panel", "selected", "good_ground", "warning_ground", "bad_ground")
READ = [(text, ground, TEXT) for text in ("text", "muted") for ground in GROUNDS]
READ += [
    ("accent_text", "ground", TEXT),
    ("accent_text", "panel", TEXT),
    ("on_accent", "accent_fill", TEXT),
    ("on_primary", "primary", TEXT),
    ("good", "ground", TEXT),
    ("warning", "ground", TEXT),
    ("bad", "ground", TEXT),
    ("bad", "panel", TEXT),
    ("bad", "selected", TEXT),
    ("bad", "bad_ground", TEXT),
    ("on_badge", "good", SHAPE),
    ("on_badge", "warning", SHAPE),
    ("on_badge", "bad", SHAPE),
    ("edge", "ground", SHAPE),
    ("edge", "panel", SHAPE),
    ("good", "panel", SHAPE),
    ("muted", "panel", SHAPE),
    ("accent_fill", "ground", SHAPE),
    ("accent_fill", "panel", SHAPE),
    ("muted", "ground", SHAPE),
]


def luminance(colour: str) -> float:
    """Give the relative luminance as WCAG 2.2 defines it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    value = QColor(colour)
    red, green, blue = (linear(c) for c in (value.redF(), value.greenF(), value.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("on_top", "below", "least"), READ)
def test_what_is_read_has_enough_contrast(
    roles: ColorRoles, on_top: str, below: str, least: float
) -> None:
    colours = asdict(roles)
    assert contrast(colours[on_top], colours[below]) >= least


def pairs() -> set[tuple[str, str]]:
    """Give text and ground of every rule of the style sheet that sets both."""
    sheet = resource("style/window.qss").read_text(encoding="utf-8")
    rules = re.findall(r"\{([^}]*)\}", sheet)
    found = (
        (
            re.search(r"(?<![\w-])color: \$(\w+)", rule),
            re.search(r"(?<![\w-])background: \$(\w+)", rule),
        )
        for rule in rules
    )
    return {(text[1], ground[1]) for text, ground in found if text and ground}


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_what_the_style_sheet_puts_on_a_ground_can_be_read(roles: ColorRoles) -> None:
    colours = asdict(roles)
    assert len(pairs()) > 3
    faint = [pair for pair in pairs() if contrast(colours[pair[0]], colours[pair[1]]) < TEXT]
    assert faint == []


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
def test_the_scroll_bar_can_be_seen(roles: ColorRoles) -> None:
    assert contrast(mix(roles.muted, roles.ground, 0.8), roles.ground) >= SHAPE


def test_a_mixed_colour_lies_between_the_two() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.fixture
def live_theme(theme: Theme, qapp: QApplication) -> Iterator[Theme]:
    """The program's theme, put back afterwards."""
    font = qapp.font()
    yield theme
    qapp.setFont(font)
    theme.follow(Qt.ColorScheme.Light)


def test_widgets_follow_the_system_to_dark(qtbot: QtBot, live_theme: Theme) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    assert color_roles(widget.palette()) is LIGHT
    with qtbot.waitSignal(live_theme.changed) as told:
        live_theme.follow(Qt.ColorScheme.Dark)
    assert told.args == [DARK]
    assert color_roles(widget.palette()) is DARK


def test_a_system_that_does_not_say_is_light(live_theme: Theme) -> None:
    live_theme.follow(Qt.ColorScheme.Unknown)
    assert live_theme.roles is LIGHT


def test_a_larger_font_reaches_headings_too(
    qtbot: QtBot, live_theme: Theme, qapp: QApplication
) -> None:
    label = QLabel("Reporting")
    set_style_class(label, StyleClass.TITLE)
    qtbot.addWidget(label)
    label.show()
    before = label.font().pixelSize()
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    qtbot.waitUntil(lambda: label.font().pixelSize() >= 2 * before - 1)


def test_a_look_given_later_shows(qtbot: QtBot, theme: Theme) -> None:
    button = QPushButton("Test connection")
    qtbot.addWidget(button)
    button.show()
    set_style_class(button, StyleClass.ACCENT)
    assert button.grab().toImage().pixelColor(10, 10).name() == LIGHT.accent_fill


def test_lengths_grow_with_the_font() -> None:
    small, large = QFont(), QFont()
    small.setPixelSize(10)
    large.setPixelSize(20)
    assert em(large, 1.5) == 2 * em(small, 1.5) == 30


def test_the_palette_is_of_the_roles_too(theme: Theme, qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.roles.ground


@pytest.mark.parametrize(
    ("cause", "remark", "badge"),
    [
        (None, False, Badge.UNTESTED),
        ("cancelled", False, Badge.UNTESTED),
        ("ok", False, Badge.WORKS),
        ("ok", True, Badge.REMARK),
        ("key_rejected", False, Badge.FAILS),
        ("a_cause_of_a_newer_version", False, Badge.FAILS),
    ],
)
def test_a_result_has_its_badge(cause: str | None, remark: bool, badge: Badge) -> None:
    assert badge_of(cause, remark=remark) is badge


def test_badges_differ_by_shape_and_not_by_colour_alone(qapp: QApplication) -> None:
    shapes = set()
    for badge in Badge:
        image = badge_pixmap(badge, 32, LIGHT).toImage()
        cells = [(x, y) for x in range(0, 32, 2) for y in range(0, 32, 2)]
        shapes.add(tuple(image.pixelColor(x, y).alpha() > 127 for x, y in cells))
    assert len(shapes) == len(Badge)


def test_a_badge_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    pixmap = badge_pixmap(Badge.WORKS, 16, LIGHT, ratio=2.0)
    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (32, 16)


@pytest.mark.parametrize("size", SIZES)
def test_the_programs_icon_is_a_picture_of_its_svg(qapp: QApplication, size: int) -> None:
    """Else draw it anew: `icons.png` of packaging/recipes."""
    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(resource("icons/iottly-keycheck.svg"))).render(painter)
    painter.end()
    shown = program_icon().pixmap(QSize(size, size), 1.0).toImage()
    assert shown.convertToFormat(drawn.format()) == drawn
