"""Writes dates in ISO 8601, as precise as they were given, without a clock or a local time zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

_CLOCK = (
    r"(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2}))?(?:[.,]\d+)?秒?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_DAY = re.compile(
    r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)[日号]?" + _CLOCK
)
_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})(?!\d)月?$")
_YEAR = re.compile(r"(\d{4})年?$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?$")
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{16})(?:\.\d+)?$")
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)"
)
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def iso_date(written: str) -> str:
    """`Thu, 31 Mar 2022 11:40:33 GMT` -> `2022-03-31T11:40:33+00:00`; "" when not understood.

    Knows RFC 822, ISO 8601 and its looser forms, `20260223`, `2026年5月15日 9:30`, `2018`,
    `March 31, 2022` and seconds, milli- or microseconds since 1970 (read as UTC).
    """
    text = " ".join(written.split())
    for read in (_mail, _day, _compact, _epoch, _month, _year, _english):
        if found := read(text):
            return found
    return ""


def date_in(text: str) -> str:
    """The first full date inside a longer text such as a file name or a headline, or ""."""
    found = _DAY.search(text.replace("_", " "))
    return _ymd(*found.group(1, 2, 3)) if found else ""


def _ymd(year: str, month: str, day: str) -> str:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return found.isoformat() if _FIRST_YEAR <= found.year <= _LAST_YEAR else ""


def _with_clock(day: str, clock: tuple[str | None, ...]) -> str:
    """Add hour, minute, second and zone, as far as they are given and possible."""
    hour, minute, second, zone = clock
    if not day or hour is None or minute is None:
        return day
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return day
    # Seconds are always written: `xsd:dateTime` has no shorter form.
    return f"{day}T{int(hour):02d}:{int(minute):02d}:{int(second or 0):02d}{_zone(zone)}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone[0] not in "+-":
        return "+00:00"
    return f"{zone[:3]}:{zone[-2:]}" if int(zone[1:3]) < 24 and int(zone[-2:]) < 60 else ""


def _mail(text: str) -> str:
    if not re.search(r"[A-Za-z]{3}.*\d:\d\d", text):
        return ""
    try:
        parts = parsedate_tz(text)
        if parts is None or not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
            return ""
        zone = timezone(timedelta(seconds=parts[9])) if parts[9] is not None else None
        return datetime(*parts[:6], tzinfo=zone).isoformat()
    except (ValueError, OverflowError, IndexError, TypeError):
        return ""


def _day(text: str) -> str:
    found = _DAY.match(text)
    return _with_clock(_ymd(*found.group(1, 2, 3)), found.group(4, 5, 6, 7)) if found else ""


def _compact(text: str) -> str:
    found = _COMPACT.match(text)
    return _with_clock(_ymd(*found.group(1, 2, 3)), found.group(4, 5, 6, 7)) if found else ""


def _epoch(text: str) -> str:
    found = _EPOCH.match(text)
    if not found:
        return ""
    seconds = int(found[1]) // 10 ** (0 if len(found[1]) < 11 else len(found[1]) - 10)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return moment.isoformat()


def _month(text: str) -> str:
    found = _MONTH.match(text)
    return _ymd(found[1], found[2], "1")[:7] if found else ""


def _year(text: str) -> str:
    found = _YEAR.match(text)
    return found[1] if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR else ""


def _english(text: str) -> str:
    found = _ENGLISH.search(text)
    if not found or found[2][:3].lower() not in _NAMES:
        return ""
    month = str(_NAMES.index(found[2][:3].lower()) + 1)
    day = found[1] or found[3]
    return _ymd(found[4], month, day) if day else _ymd(found[4], month, "1")[:7]
