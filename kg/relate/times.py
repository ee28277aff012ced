"""Finds when a thing is said to happen, resolved against the article's date.

A value is as precise as the words: `去年` -> 2025, `今年5月` -> 2026-05, `昨日` -> 2026-05-19.
What names no year, month or day (日前, 近年来, “十四五”期间, 2021年至2025年) has the value "".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Time", "find_times", "resolve"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: `text[start:end]` means `value`."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What an expression is relative to: the article's date and the day named last."""

    year: int
    month: int
    day: int
    last: str = ""

    def today(self) -> date | None:
        return date(self.year, self.month, self.day) if self.day else None


_ONES = "一二三四五六七八九"
# Not the 二十 of 一二十年前, which is no number.
_N = rf"(?:\d{{1,2}}|(?<![{_ONES}十])(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}两])(?![{_ONES}十]))"
_Y = r"(?:(?:19|20)\d\d|[一二][九〇零○0][〇零○一二三四五六七八九]{2})"
_PART = r"(?:凌晨|清晨|早晨|早间|上午|中午|午间|下午|傍晚|晚间|晚上|晚|夜间|深夜|早)?"
_EDGE = r"(?:年?[初末底中]|[上中下]旬|份)"
_DASH = r"(?:[-—–~～]+|至|到)"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_WEEK = {c: i for i, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
# A month and day this far ahead of the article's date belong to the year before.
_AHEAD = 190

_Make = Callable[[re.Match[str], _Anchor], str]


def find_times(text: str, article_date: str) -> tuple[Time, ...]:
    """The time expressions of a text in order, never overlapping.

    Args:
        article_date: ISO 8601 to the precision known, or "".
    """
    anchor = _anchor(article_date)
    found: list[Time] = []
    place = 0
    while match := _ANY.search(text, place):
        kind = match.lastgroup or ""
        value = _MAKE[kind](_PATTERNS[kind].match(text, match.start()), anchor)  # type: ignore[arg-type]
        found.append(Time(match.start(), match.end(), value))
        if len(value) == 10:
            anchor = _Anchor(anchor.year, anchor.month, anchor.day, value)
        place = match.end()
    return tuple(found)


def resolve(expression: str, article_date: str) -> str:
    """The value of one expression: `去年10月` on 2026-05-20 -> `2025-10`; "" if it has none."""
    times = find_times(expression, article_date)
    return times[0].value if times else ""


def _anchor(article_date: str) -> _Anchor:
    parts = [int(part) for part in re.findall(r"\d+", article_date[:10])[:3]]
    year, month, day = (*parts, 0, 0, 0)[:3]
    return _Anchor(year, month, day)


def _number(text: str) -> int:
    """`12`, `十二`, `二十三` and `二〇二五` as numbers."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in text))


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    if not year or month > 12 or day > 31:
        return ""
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])


def _year_of(word: str, anchor: _Anchor) -> int:
    shift = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2, "本": 0, "当": 0, "上": -1, "次": 1}
    return anchor.year + shift[word[0]] if anchor.year else 0


def _full(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(*(_number(match[name]) for name in "ymd"))


def _year_month(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(_number(match["y"]), _number(match["m"]))


def _year(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(_number(match["y"]))


def _relative_full(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(_year_of(match["w"], anchor), _number(match["m"]), _number(match["d"]))


def _relative_month(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(_year_of(match["w"], anchor), _number(match["m"]))


def _relative_year(match: re.Match[str], anchor: _Anchor) -> str:
    return _iso(_year_of(match["w"], anchor))


def _month_day(match: re.Match[str], anchor: _Anchor) -> str:
    month, day = _number(match["m"]), _number(match["d"])
    return _iso(_fitting_year(month, day, anchor), month, day)


def _fitting_year(month: int, day: int, anchor: _Anchor) -> int:
    """The article's year, or the one beside it when that is nearer by far."""
    today = anchor.today()
    if today is None:
        return anchor.year
    ahead = (month - today.month) * 30 + day - today.day
    return today.year - (ahead > _AHEAD) + (ahead < -330)


def _month(match: re.Match[str], anchor: _Anchor) -> str:
    month = _number(match["m"])
    return _iso(_fitting_year(month, 15, anchor), month)


def _within(match: re.Match[str], anchor: _Anchor) -> str:
    """A half, a quarter or some months of a year: as precise as the year."""
    named = match.groupdict()
    if named.get("y"):
        return _iso(_number(named["y"]))
    return _iso(_year_of(named.get("w") or "今", anchor))


def _day(match: re.Match[str], anchor: _Anchor) -> str:
    """A bare day: of this month, or of the last one when it would lie ahead."""
    day = _number(match["d"])
    today = anchor.today()
    if today is None or not 0 < day < 32:
        return f"{anchor.last[:8]}{day:02d}" if anchor.last and 0 < day < 32 else ""
    year, month = today.year, today.month
    if day > today.day + 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return _iso(year, month, day)


def _this_month(match: re.Match[str], anchor: _Anchor) -> str:
    if not anchor.month:
        return ""
    shift = {"本": 0, "当": 0, "上": -1, "下": 1, "这": 0}[match["w"][0]]
    months = anchor.year * 12 + anchor.month - 1 + shift
    day = match.groupdict().get("d")
    return _iso(months // 12, months % 12 + 1, _number(day) if day else 0)


def _near_day(match: re.Match[str], anchor: _Anchor) -> str:
    shift = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "次": 1}[match["w"]]
    base = anchor.today() or (date.fromisoformat(anchor.last) if anchor.last else None)
    if base is not None and match["w"] == "次" and anchor.last:
        base = date.fromisoformat(anchor.last)
    return (base + timedelta(days=shift)).isoformat() if base else ""


def _same_day(match: re.Match[str], anchor: _Anchor) -> str:
    today = anchor.today()
    return anchor.last or (today.isoformat() if today else "")


def _weekday(match: re.Match[str], anchor: _Anchor) -> str:
    today = anchor.today()
    if today is None:
        return ""
    wanted, which = _WEEK[match["d"]], match["w"]
    monday = today - timedelta(days=today.weekday())
    if which in ("上", "上个"):
        return (monday + timedelta(days=wanted - 7)).isoformat()
    if which in ("下", "下个"):
        return (monday + timedelta(days=wanted + 7)).isoformat()
    back = 0 if which in ("本", "这") or wanted <= today.weekday() else 7
    return (monday + timedelta(days=wanted - back)).isoformat()


def _ago(match: re.Match[str], anchor: _Anchor) -> str:
    count, unit, today = _number(match["n"]), match["u"], anchor.today()
    sign = -1 if match["way"] in ("前", "以前", "之前") else 1
    if unit == "年":
        return _iso(anchor.year + sign * count if anchor.year else 0)
    if unit in ("个月", "月"):
        months = anchor.year * 12 + anchor.month - 1 + sign * count
        return _iso(months // 12, months % 12 + 1) if anchor.month else ""
    days = count * (7 if unit in ("周", "个星期") else 1)
    return (today + timedelta(days=sign * days)).isoformat() if today else ""


def _one_month(match: re.Match[str], anchor: _Anchor) -> str:
    """5月20日至23日: the month; days of two months: the year."""
    year = _number(match["y"]) if match["y"] else _fitting_year(_number(match["m"]), 15, anchor)
    other = match["m2"]
    return _iso(year, 0 if other and _number(other) != _number(match["m"]) else _number(match["m"]))


def _nothing(match: re.Match[str], anchor: _Anchor) -> str:
    return ""


_W = r"(?P<w>今年|去年|前年|明年|后年|本年|当年|上年|次年)"
# In order: an expression is read by the first kind that fits at its place.
_KINDS: tuple[tuple[str, str, _Make], ...] = (
    ("years", rf"{_Y}年?{_DASH}{_Y}年(?:间|期间)?", _nothing),
    ("decade", r"(?:上世纪|本世纪)?[\d一二三四五六七八九十]{2,4}年代", _nothing),
    ("plan", r"[“\"]?十[二三四五六]五[”\"]?(?:时期|期间|规划期|末|初|以来|收官)", _nothing),
    (
        "days",
        rf"(?:(?P<y>{_Y})年)?(?P<m>{_N})月{_N}日?{_DASH}(?:(?P<m2>{_N})月)?{_N}日",
        _one_month,
    ),
    ("full", rf"(?P<y>{_Y})\s*年\s*(?P<m>{_N})\s*月\s*(?P<d>{_N})\s*[日号]{_PART}", _full),
    ("dashed", r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", _full),
    (
        "part",
        rf"(?:(?P<y>{_Y})年|{_W})?的?(?:第?[一二三四1-4]个?季度|[qQ][1-4](?![a-zA-Z\d])|[上下]半年"
        rf"|前[一二三四两1-4]个?季度|前?{_N}个月|{_N}月?份?{_DASH}{_N}月份?)(?:末|初|内|以来)?(?!前|后|内)",
        _within,
    ),
    ("month", rf"(?P<y>{_Y})\s*年\s*(?P<m>{_N})\s*月{_EDGE}?", _year_month),
    ("isomonth", r"(?P<y>(?:19|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])(?![-/\d])", _year_month),
    ("year", rf"(?P<y>{_Y})(?:\s*年|财年)(?!代){_EDGE}?(?:以来)?", _year),
    ("wfull", rf"{_W}的?(?P<m>{_N})月(?P<d>{_N})[日号]{_PART}", _relative_full),
    ("wmonth", rf"{_W}的?(?P<m>{_N})月{_EDGE}?", _relative_month),
    ("wyear", rf"{_W}(?:年)?(?:[初末底中]|以来|内|全年)?", _relative_year),
    (
        "thisday",
        rf"(?P<w>本月|当月|上月|上个月|下月|下个月|这个月)(?P<d>{_N})[日号]{_PART}",
        _this_month,
    ),
    (
        "thismonth",
        r"(?P<w>本月|当月|上月|上个月|下月|下个月|这个月)(?:[初末底中]|以来|[上中下]旬)?",
        _this_month,
    ),
    ("monthday", rf"(?P<m>{_N})\s*月\s*(?P<d>{_N})\s*[日号]{_PART}", _month_day),
    ("bare", rf"(?P<m>{_N})\s*月{_EDGE}?(?![\d一二三四五六七八九十]|亮|球|饼)", _month),
    ("ago", rf"(?P<n>{_N})(?P<u>年|个月|月|天|日|周|个星期)(?P<way>以?前|之前|后)", _ago),
    (
        "day",
        rf"(?<![\d.第])(?P<d>\d{{1,2}})[日号](?!电子|线|楼|机|店|院|地块|宗|文|令){_PART}",
        _day,
    ),
    (
        "near",
        r"(?P<w>大前|前|昨|今|明|后|次)(?:天|日|晚|晨|夜|早)(?!后|的?新)(?:间|上|晚|早)?",
        _near_day,
    ),
    ("same", r"当天|当日|同日|同一天|即日", _same_day),
    (
        "week",
        r"(?P<w>上个?|下个?|本|这)?(?:周|星期)(?P<d>[一二三四五六日天])(?!期|报|刊)",
        _weekday,
    ),
    (
        "vague",
        r"日前|近日|近期|近来|最近|近年来|目前|此前|早前|不久前|稍早|年内|多年|[上本下]周",
        _nothing,
    ),
    ("yearedge", r"(?<!\d)年[初末底中]", _within),
)
_PATTERNS = {name: re.compile(regex) for name, regex, _ in _KINDS}
_MAKE = {name: make for name, _, make in _KINDS}


def _without_names(regex: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", regex)


_ANY = re.compile("|".join(f"(?P<{name}>{_without_names(regex)})" for name, regex, _ in _KINDS))
