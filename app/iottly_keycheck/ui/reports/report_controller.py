"""What is done with reports off the window's thread: a large one takes its time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from iottly_keycheck.diagnosis.report import Report
from iottly_keycheck.diagnosis.sharing.report_text import as_text
from iottly_keycheck.ui.reports import report_file
from iottly_keycheck.ui.tasks import Task, Tasks
from iottly_keycheck.ui.text.translation import translated

if TYPE_CHECKING:
    from iottly_keycheck.diagnosis.sharing.email import Email, Recipient
    from iottly_keycheck.diagnosis.sharing.identifying_names import NameKind, ThisComputer


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report as it is to be sent: as text, and the e-mail to each of those who may get it."""

    report: Report
    text: str
    emails: Mapping[Recipient, Email]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A report that was saved there, to be attached to that e-mail."""

    path: Path
    email: Email


class ReportController(QObject):
    """Reads, writes and words reports.

    Signals:
        copy_ready(str): what is to be copied.
        prepared(object): the `PreparedReport` that was asked for last.
        written(object): the `Path` of a report that was saved.
        not_written(str, object): the path that was wanted, and the exception.
        attachable(object): an `Attachment`.
        opened(object, str): a `Report`, and the name of the file that it was in.
        not_opened(str, object): the path, and the exception.
    """

    copy_ready = Signal(str)
    prepared = Signal(object)
    written = Signal(object)
    not_written = Signal(str, object)
    attachable = Signal(object)
    opened = Signal(object, str)
    not_opened = Signal(str, object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._preparing: Task | None = None

    def copy_text(self, report: Report) -> None:
        """Have the report as text; see `copy_ready`."""
        self._tasks.run(partial(as_text, report), self.copy_ready.emit)

    def copy_curl(self, report: Report, timeout: float) -> None:
        """Have the request as a curl command of that deadline; see `copy_ready`."""
        from iottly_keycheck.diagnosis.sharing.curl import as_curl

        self._tasks.run(partial(as_curl, report, timeout), self.copy_ready.emit)

    def prepare(self, report: Report, without: Collection[NameKind]) -> None:
        """Have the report as it is to be sent, without names of these kinds; see `prepared`."""
        if self._preparing:
            self._preparing.drop()
        self._preparing = self._tasks.run(partial(_prepare, report, without), self.prepared.emit)

    def open_file(self, path: str) -> None:
        """Read a report; see `opened`."""
        self._tasks.run(
            partial(report_file.read, Path(path)),
            partial(self._is_open, Path(path).name),
            partial(self.not_opened.emit, path),
        )

    def write(self, report: Report, path: str) -> None:
        """Save the report there; see `written`."""
        self._tasks.run(
            partial(report_file.write, Path(path), report),
            self.written.emit,
            partial(self.not_written.emit, path),
        )

    def attach(self, prepared: PreparedReport, to: Recipient, folder: str) -> None:
        """Save the report into a folder, to be attached to an e-mail; see `attachable`."""
        self._tasks.run(
            partial(report_file.write_into, Path(folder), prepared.report),
            partial(self._is_attachable, prepared.emails[to]),
            partial(self.not_written.emit, folder),
        )

    def _is_open(self, name: str, report: Report) -> None:
        self.opened.emit(report, name)

    def _is_attachable(self, written: Email, path: Path) -> None:
        self.attachable.emit(Attachment(path, written))


def _prepare(report: Report, without: Collection[NameKind]) -> PreparedReport:
    # Not before the first paint, and not on the window's thread.
    from iottly_keycheck.diagnosis.sharing.anonymize import anonymize
    from iottly_keycheck.diagnosis.sharing.email import Recipient, compose_email

    report = anonymize(report, without, _this_computer()) if without else report
    emails = {to: compose_email(report, to, translated) for to in Recipient}
    return PreparedReport(report, as_text(report), emails)


def _this_computer() -> ThisComputer:
    import getpass
    import platform

    from iottly_keycheck.diagnosis.sharing.identifying_names import ThisComputer

    users = []
    with suppress(OSError, KeyError):  # nobody of that number is known here
        users.append(getpass.getuser())
    name = platform.node()
    return ThisComputer(tuple(users), (name, name.partition(".")[0]), (str(Path.home()),))
