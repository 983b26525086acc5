"""How long ago something was, as people say it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_DATES = 8 * _DAY
"""From here on it is a date at whatever time of the day; a week after midnight is not yet."""


def age(then: datetime, now: datetime) -> str:
    """Say how long before `now` something was; both know their time zone.

    From a week on it is the date, short, as the user's locale writes it. A clock that was set
    back makes no negative ages: that is "just now".
    """
    return _Ages().age(then, now)


def moves(then: datetime, now: datetime) -> bool:
    """Tell whether the words for it will be other ones some day: a date stays."""
    return (now - then).total_seconds() < _DATES


def long_age() -> str:
    """Give an age as long as they usually get, to measure what room they need."""
    return _Ages().minutes(59)


class _Ages(QObject):
    """The words, in a class: of counted words, `lupdate` finds those of `self.tr` only."""

    def age(self, then: datetime, now: datetime) -> str:
        seconds = (now - then).total_seconds()
        if seconds < _MINUTE:
            return self.tr("just now")
        if seconds < _HOUR:
            return self.minutes(int(seconds // _MINUTE))
        days = (now.astimezone().date() - then.astimezone().date()).days
        if seconds < _DAY and days == 0:
            return self.tr("%n hour(s) ago", "", int(seconds // _HOUR))
        if days <= 1:
            return self.tr("yesterday")
        if days < 7:
            return self.tr("%n day(s) ago", "", days)
        day = then.astimezone().date()
        date = QDate(day.year, day.month, day.day)
        return QLocale().toString(date, QLocale.FormatType.ShortFormat)

    def minutes(self, count: int) -> str:
        return self.tr("%n minute(s) ago", "", count)
