"""Days: the first and the last day that the words of a time could mean, or why there are none."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from tracker.patterns import deferred
from tracker.wording.mark import Mark

ISO = deferred(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
YEARS = deferred(r"([0-9]{4})/([0-9]{4})")
_SEASON = deferred(r"([0-9]{4}|-)-(spring|summer|autumn|winter)")
_MONTH = deferred(r"--([0-9]{2})(?:-([0-9]{2}))?")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""First and last month; winter runs on into the next year."""
_TERMS = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
"""Months of the school terms of that name."""
_OF_A_TERM = deferred(r"(?<!half )(?<!half-)\bterm\b", re.IGNORECASE)
_PARTS = ("early", "mid", "late")
_PART = deferred(r"\b(early(?=[ -])|mid(?=[ -]|dle of )|late(?=[ -]))", re.IGNORECASE)
"""A third of what follows: "early 2027", "late May", "the middle of the 2030s"."""
_DECADE = deferred(r"\b([0-9]{3}0)s$")
_IN_MONTH = (1, 11, 21)
"""First days of the thirds of a month."""
_GRACE = timedelta(days=31)
"""For so long a day without a year is still this year's: what a page was given out for is often just over."""
_CHRISTMAS, _EASTER = (12, 25), ((3, 22), (4, 25))
"""Easter Sunday falls in this stretch of days."""
_CALENDAR = deferred(
    r"\b(?P<which>this|next|the) (?:time next )?"
    r"(?P<unit>academic year|school year|financial year|calendar year|year|month)\b"
)
BY = deferred(
    r"^(?:by|until|no later than|not later than|ahead of|in time for|before|on or before|up to)\b", re.IGNORECASE
)
_SPANS = deferred(r"from [0-9]{4} to [0-9]{2,4}$", re.IGNORECASE)
_BEFORE = deferred(r"^(?:before|ahead of|in time for)\b", re.IGNORECASE)
FROM = deferred(
    r"^(?:from|after|as of|backdated to|starting|beginning|commencing|(?:no|not) earlier than|no sooner than)\b",
    re.IGNORECASE,
)
_START_OF = deferred(r"\b(?:start|beginning) of\b", re.IGNORECASE)
_END_OF = deferred(r"\b(?:end|close) of\b", re.IGNORECASE)
_AT_ITS_END = deferred(r"at the (?:very )?(?:end|close) of\b", re.IGNORECASE)
"""Of a year or a season its last month."""
_LATER = deferred(
    r"in the (?:coming (?:days|weeks|months|years)|(?:long(?:er)?|medium|short(?:er)?|near)[ -]term)", re.IGNORECASE
)
"""A plural that counts nothing, or "the long term"."""
_TOMORROW = deferred(r"\b(?:tomorrow|tonight)\b")
_FINANCIAL = deferred(r"\b(?:financial|tax) year")
_SHORT = deferred(r"[0-9]{4}[–/-][0-9]{2}$")
"""As budgets write a year: "2027-28"."""
_ACADEMIC = deferred(r"\b(?:academic|school) year")
_TERM = deferred(
    r"\b(?:parliament|parliamentary (?:term|session)|government|office|administration|election|spending review|budget)\b"
)
_COUNTED = deferred(r"\b(?:days?|weeks?|months?|years?|terms?|decade|century|half[- ]term)\b")
NO_DATE = "needs the document’s date, which is not known"
UNNAMED_START = "counts from a start that the words do not name"
POLITICAL = "ends with a term of politics whose day is not set here"
UNSET = "names no time"
UNDATED = "is not dated in these words"

Days = tuple[date, date]


def days_of(mark: Mark, published: date | None, *, money: bool = False) -> tuple[Days | None, str | None]:
    """First and last day that the words could mean; or None, and why. Of money, "2027-28" is a financial year."""
    days, note = _days_of(mark, published, money=money)
    return (_third(_PART.search(mark.text), days) if days else None), note


def _third(part: re.Match[str] | None, days: Days) -> Days:
    """The third of a month, a season or a year that is meant; of other stretches all."""
    first, last = days
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if part is None or first == last or (months > 1 and months % 3):
        return days
    at = _PARTS.index(part[1].lower())
    if months == 1:
        ends = (*(first.replace(day=day - 1) for day in _IN_MONTH[1:]), last)
        return first.replace(day=_IN_MONTH[at]), ends[at]
    step = months // 3
    return _months_on(first, at * step), _last(_months_on(first, (at + 1) * step - 1))


def _months_on(first: date, months: int) -> date:
    return date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1)


def _days_of(mark: Mark, published: date | None, *, money: bool) -> tuple[Days | None, str | None]:
    key = mark.key
    if iso := ISO.fullmatch(key):
        return _iso(iso), None
    if years := YEARS.fullmatch(key):
        return _of_years(mark.text, int(years[1]), int(years[2]), money=money), None
    term = _OF_A_TERM.search(mark.text) is not None
    if named := _of_a_season(key, term=term) or _of_a_decade(key):
        return named, None
    if _LATER.fullmatch(mark.text):
        return None, UNSET
    if near := _near(key, term=term):
        return (near(published), None) if published else (None, NO_DATE)
    if _TERM.search(key):
        return None, POLITICAL
    if _COUNTED.search(key):
        return None, UNNAMED_START if re.search(r"\d|first|coming|next|within|decade", key) else UNDATED
    return None, UNSET


def between(first: Mark, last: Mark, published: date | None) -> tuple[date | None, date | None]:
    """The days between two ends, of which the first may leave its year to the second ("from 1 June to 30 June 2027")."""
    ends, _ = days_of(last, published)
    if first.key.startswith("--") and ISO.fullmatch(last.key) and ends:
        years = (int(last.key[:4]), int(last.key[:4]) - 1)
        begins = (days_of(first.model_copy(update={"key": f"{year}{first.key[1:]}"}), published)[0] for year in years)
        start = next((one[0] for one in begins if one and one[0] <= ends[1]), None)
        return start, ends[1]
    begun, _ = days_of(first, published)
    if begun and not ISO.fullmatch(last.key):
        ends, _ = days_of(last, begun[0])  # "from May 2026 until the end of the academic year": of that year
    return begun[0] if begun else None, ends[1] if ends else None


def _near(key: str, *, term: bool) -> Callable[[date], Days] | None:
    """What a key means that counts from the day of publication: tomorrow, "--autumn", "next year"."""
    if _TOMORROW.search(key):
        return lambda day: (day + timedelta(days=1),) * 2
    if yearly := _yearly(key, term=term):
        found = _MONTH.fullmatch(key)
        grace = _GRACE if found and found[2] else timedelta()
        return lambda day: _next(yearly, day - grace)
    calendar = None if _TERM.search(key) else _CALENDAR.search(key)
    return (lambda day: _calendar(calendar, day)) if calendar else None


def _of_years(words: str, first: int, last: int, *, money: bool) -> Days:
    """From the financial year's first day to the school year's last, unless the words tell which year they mean."""
    if " funding year" in words:
        return date(first, 8, 1), date(last, 7, 31)
    if _ACADEMIC.search(words):
        return date(first, 9, 1), date(last, 8, 31)
    financial = (money and _SHORT.search(words)) or _FINANCIAL.search(words)
    return date(first, 4, 1), date(last, 3, 31) if financial else date(last, 8, 31)


def _iso(found: re.Match[str]) -> Days | None:
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return date(year or 1, 1, 1), date(year or 1, 12, 31)
        first = date(year or 1, month, day or 1)
    except ValueError:
        return None
    return first, first if day else _last(first)


def _last(first: date) -> date:
    return first.replace(day=monthrange(first.year, first.month)[1])


def _of_a_season(key: str, *, term: bool) -> Days | None:
    season = _SEASON.fullmatch(key)
    return _season(int(season[1]), season[2], term=term) if season and season[1] != "-" else None


def _of_a_decade(key: str) -> Days | None:
    decade = _DECADE.search(key)
    return (date(int(decade[1]), 1, 1), date(int(decade[1]) + 9, 12, 31)) if decade else None


def _season(year: int, name: str, *, term: bool) -> Days:
    first, last = (_TERMS if term and name in _TERMS else _SEASONS)[name]
    return date(year, first, 1), _last(date(year + (last > 12), (last - 1) % 12 + 1, 1))  # noqa: PLR2004 - months


def _next(days: Callable[[int], Days], published: date) -> Days:
    """The first of the yearly stretches that is not over on the day of publication."""
    for year in (published.year - 1, published.year):
        if days(year)[1] >= published:
            return days(year)
    return days(published.year + 1)


def _yearly(key: str, *, term: bool) -> Callable[[int], Days] | None:
    """What a key without a year ("--autumn", "--09-01", Christmas) means in a given year."""
    if season := _SEASON.fullmatch(key):
        return lambda year: _season(year, season[2], term=term)
    if "christmas" in key:
        return lambda year: (date(year, *_CHRISTMAS), date(year, *_CHRISTMAS))
    if "easter" in key:
        return lambda year: (date(year, *_EASTER[0]), date(year, *_EASTER[1]))
    found = _MONTH.fullmatch(key)
    return (lambda year: _in_month(year, int(found[1]), int(found[2] or 0))) if found else None


def _in_month(year: int, month: int, day: int) -> Days:
    first = date(year, month, min(day or 1, monthrange(year, month)[1]))
    return first, first if day else _last(first)


def _calendar(found: re.Match[str], published: date) -> Days:
    ahead = int(found["which"] == "next" or "next" in found[0])
    if found["unit"] == "month":
        first = (published.replace(day=1) + timedelta(days=32 * ahead)).replace(day=1)
        return first, _last(first)
    begins = {"academic year": 9, "school year": 9, "financial year": 4}.get(found["unit"], 1)
    year = published.year - (published.month < begins) + ahead
    first = date(year, begins, 1)
    return first, date(year + 1, begins, 1) - timedelta(days=1)


def bounds_of(mark: Mark, days: Days) -> tuple[date | None, date | None]:
    """What the preposition makes of the days: an end, a beginning, or both, as of "from 2026 to 2028"."""
    first, last = days
    words = mark.text
    if _SPANS.match(words):
        return days
    if BY.match(words):
        before = _BEFORE.match(words) is not None and not _END_OF.search(words)
        end = first - timedelta(days=1) if before else first if _START_OF.search(words) else last
        return None, end
    if FROM.match(words):
        return (last + timedelta(days=1) if words.lower().startswith("after") else first), None
    if _AT_ITS_END.match(words):
        return max(first, last.replace(day=1)), last
    return first, last
