"""The words of `diagnosis.words` in the reader's language, and times as people read them."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

_MINUTES = re.compile(r"(\W)mm")


def translated(template: str) -> str:
    """Give a template of `diagnosis.words` in the reader's language, its places still open."""
    return QCoreApplication.translate("messages", template)


def duration(ms: int) -> str:
    """Say a time in milliseconds, or in seconds from one second on."""
    if ms < 1000:
        return QCoreApplication.translate("translation", "{count} ms").format(count=ms)
    seconds = QLocale().toString(ms / 1000, "f", 1)
    return QCoreApplication.translate("translation", "{count} s").format(count=seconds)


def local_time(time: datetime) -> str:
    """Say a time as the user's locale writes it, on this computer's clock."""
    return QLocale().toString(_local(time), QLocale.FormatType.ShortFormat)


def local_second(time: datetime) -> str:
    """Say a time in the same way, to the second."""
    locale, form = QLocale(), QLocale.FormatType.ShortFormat
    to_the_second = _MINUTES.sub(r"\1mm\1ss", locale.timeFormat(form))
    local = _local(time)
    return QCoreApplication.translate("translation", "{day} {time}").format(
        day=locale.toString(local.date(), form), time=locale.toString(local.time(), to_the_second)
    )


def local_day(time: datetime) -> str:
    """Say a day as the user's locale writes it."""
    return QLocale().toString(_local(time).date(), QLocale.FormatType.ShortFormat)


def _local(time: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(time.timestamp()))
