"""How long ago something was, as people say it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

translate = QCoreApplication.translate

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def age(then: datetime, now: datetime) -> str:
    """Say how long before `now` something was; both know their time zone.

    From a week on it is the date, short, as the user's locale writes it. A clock that was set
    back makes no negative ages: that is "just now".
    """
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return translate("ages", "just now")
    if seconds < _HOUR:
        return _counted(
            int(seconds // _MINUTE),
            translate("ages", "1 minute ago"),
            translate("ages", "{count} minutes ago"),
        )
    days = (now.astimezone().date() - then.astimezone().date()).days
    if seconds < _DAY and days == 0:
        return _counted(
            int(seconds // _HOUR),
            translate("ages", "1 hour ago"),
            translate("ages", "{count} hours ago"),
        )
    if days <= 1:
        return translate("ages", "yesterday")
    if days < 7:
        return translate("ages", "{count} days ago").format(count=days)
    day = then.astimezone().date()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=count)
