"""What support wants to see of a check, in a fixed-pitch font, each part to be copied."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from iottly_keycheck.connection.observation import Certificate
from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.ui.plain_text import PlainBlock, PlainLabel
from iottly_keycheck.ui.theme import Look, em, monospaced, set_look


class DetailsView(QWidget):
    """The facts of a report under headings; parts about which nothing is known are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, str]] = []
        self._copy = QPushButton(self.tr("Copy details"), self)
        self._copy.clicked.connect(self._copy_all)
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(em(self.font(), 0.4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self.font(), 0.8))
        layout.addLayout(self._blocks)
        layout.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)

    def text(self) -> str:
        """Give all of it as one text."""
        return "\n\n".join(f"{title}\n{body}" for title, body in self._parts)

    def show_report(self, report: Report) -> None:
        """Show the details of a check."""
        self._parts = [(title, body) for title, body in self._parts_of(report) if body]
        while item := self._blocks.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for title, body in self._parts:
            heading = PlainLabel(title, self)
            set_look(heading, Look.MUTED)
            block = PlainBlock(title, parent=self)
            block.setFont(monospaced())
            block.document().setDocumentMargin(em(self.font(), 0.5))
            set_look(block, Look.DETAILS)
            block.setText(body)
            self._blocks.addWidget(heading)
            self._blocks.addWidget(block)

    def _parts_of(self, report: Report) -> list[tuple[str, str]]:
        response = report.response
        return [
            (self.tr("Check"), self._check(report)),
            (self.tr("Proxy"), _proxy(report)),
            (self.tr("Attempts"), _attempts(report)),
            (self.tr("Addresses"), "\n".join(report.addresses)),
            (self.tr("Certificate"), _certificate(report.certificate)),
            (self.tr("TLS"), f"{report.tls.version}  {report.tls.cipher}" if report.tls else ""),
            (
                self.tr("Response headers"),
                "\n".join(f"{name}: {value}" for name, value in response.headers)
                if response
                else "",
            ),
            (self.tr("Response body"), response.body if response else ""),
            (self.tr("Exception"), report.exception or ""),
        ]

    def _check(self, report: Report) -> str:
        sent = self.tr("The key was sent.") if report.key_sent else self.tr("The key was not sent.")
        program = report.program
        return "\n".join(
            (
                f"GET {report.url}",
                sent,
                f"{_utc(report.checked_at)}  {report.elapsed_ms} ms  {report.cause}",
                f"{program.name} {program.version}  {program.platform}",
            )
        )

    @Slot()
    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def _utc(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S} UTC"


def _proxy(report: Report) -> str:
    proxy = report.proxy
    if proxy.url is None:
        return ""
    lines = [f"{proxy.url}  ({proxy.source})"]
    if proxy.status is not None:
        lines.append(f"CONNECT: {proxy.status}")
    if proxy.offers:
        lines.append(f"Proxy-Authenticate: {', '.join(proxy.offers)}")
    return "\n".join(lines)


def _attempts(report: Report) -> str:
    return "\n".join(
        f"{attempt.at_ms:>6} ms  +{attempt.ms:>5} ms  {attempt.what}  {attempt.outcome}"
        for attempt in report.attempts
    )


def _certificate(certificate: Certificate | None) -> str:
    if certificate is None:
        return ""
    return "\n".join(
        (
            f"subject     {certificate.subject}",
            f"issuer      {certificate.issuer}",
            f"not before  {_utc(certificate.not_before)}",
            f"not after   {_utc(certificate.not_after)}",
        )
    )
