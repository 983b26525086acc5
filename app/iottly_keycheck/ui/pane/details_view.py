"""What support wants to see of a check, part by part, each to be folded and copied."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.controls.plain_text import PlainLabel
from iottly_keycheck.ui.pane import detail_texts
from iottly_keycheck.ui.pane.detail_section import CopyButton, DetailSection
from iottly_keycheck.ui.pane.timings import bars_of
from iottly_keycheck.ui.pane.waterfall import Waterfall
from iottly_keycheck.ui.style.theme import StyleClass, em, set_style_class

Part = tuple[str, Callable[[Report], str]]


class DetailsView(QWidget):
    """The facts of a report under headings; parts about which nothing is known are left out.

    The parts are laid out lazily: only when the details are shown, and one part at a time, so that
    the window stays responsive.

    Signals: `filled()`: every part has its place.
    """

    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        heading = PlainLabel(self.tr("Details for support"), self)
        set_style_class(heading, StyleClass.STRONG)
        self.copy_all = CopyButton(self.tr("Copy all"), self.tr("Copy all details"), self)
        self.copy_all.offer(self.text)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.copy_all)
        self.waterfall = Waterfall(self)
        self.sections: list[DetailSection] = []
        self._filled = 0
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._fill_next)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(self.font(), 0.7))
        self._column.addLayout(head)
        self.hide()

    def _parts(self) -> tuple[Part, ...]:
        texts = detail_texts
        return (
            (self.tr("Check"), texts.check),
            (self.tr("Timings"), self._timings),
            (self.tr("Request"), texts.request),
            (self.tr("Response headers"), texts.response_headers),
            (self.tr("Response body"), texts.response_body),
            (self.tr("Proxy, step by step"), texts.proxy),
            (self.tr("Addresses and attempts"), texts.addresses),
            (self.tr("Encryption and certificates"), texts.certificates),
            (self.tr("Exception"), texts.exception),
        )

    def text(self) -> str:
        """Give all of it as one text."""
        report = self._report
        if report is None:
            return ""
        texts = ((title, make(report)) for title, make in self._parts())
        return "\n\n".join(f"{title}\n{text}" for title, text in texts if text)

    @property
    def filling(self) -> bool:
        """Whether some parts are still to be laid out."""
        return self._next.isActive()

    def show_report(self, report: Report) -> None:
        """Show the details of a check, as soon as they are looked at."""
        self._report = report
        self._filled = 0
        self.copy_all.offer(self.text)
        if not self.isHidden():
            self._next.start()

    def unfold(self, unfolded: bool) -> None:
        """Show the details, or fold them away."""
        if unfolded and self.isHidden() and not self._filled:
            for section in self.sections:
                section.hide()  # it has the text of an earlier report
            self._next.start()
        self.setVisible(unfolded)

    @Slot()
    def _fill_next(self) -> None:
        parts = self._parts()
        if self._report is None or self.isHidden() or self._filled == len(parts):
            self._next.stop()
            return
        title, make = parts[self._filled]
        if self._filled == len(self.sections):
            picture = self.waterfall if make == self._timings else None
            self.sections.append(DetailSection(title, picture, self))
            self._column.addWidget(self.sections[-1])
            self._put_in_order()
        self.sections[self._filled].show_text(make(self._report))
        self._filled += 1
        if self._filled == len(parts):
            self._next.stop()
            self.filled.emit()

    def _put_in_order(self) -> None:
        """Have Tab lead on from the part before: what is made later would come last."""
        section = self.sections[-1]
        before = self.sections[-2].last_stop if len(self.sections) > 1 else self.copy_all
        self.setTabOrder(before, section.heading)
        self.setTabOrder(section.heading, section.copy)

    def _timings(self, report: Report) -> str:
        self.waterfall.show_bars(bars_of(report), report.elapsed_ms)
        return self.waterfall.text()
