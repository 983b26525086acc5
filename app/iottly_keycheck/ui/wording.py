"""The words of `diagnosis.words` in the reader's language, and times as people read them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale


def in_language(template: str) -> str:
    """Give a template of `diagnosis.words` in the reader's language, its places still open."""
    return QCoreApplication.translate("words", template)


def duration(ms: int) -> str:
    """Say a time in milliseconds, or in seconds from one second on."""
    if ms < 1000:
        return QCoreApplication.translate("wording", "{count} ms").format(count=ms)
    seconds = QLocale().toString(ms / 1000, "f", 1)
    return QCoreApplication.translate("wording", "{count} s").format(count=seconds)


def local_time(time: datetime) -> str:
    """Say a time as the user's locale writes it, on this computer's clock."""
    return QLocale().toString(_local(time), QLocale.FormatType.ShortFormat)


def local_day(time: datetime) -> str:
    """Say a day as the user's locale writes it."""
    return QLocale().toString(_local(time).date(), QLocale.FormatType.ShortFormat)


def _local(time: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(time.timestamp()))
