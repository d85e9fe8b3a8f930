"""By when: a deadline's words, and the days they stand for where the words or the document's date tell."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.claims.claim import Deadline, DeadlineKind
from tracker.claims.evidence import lasts
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.mark import Mark

LONDON = ZoneInfo("Europe/London")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})")
_SEASON = re.compile(r"([0-9]{4}|-)-(spring|summer|autumn|winter)")
_MONTH = re.compile(r"--([0-9]{2})(?:-([0-9]{2}))?")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""First and last month; winter runs on into the next year."""
_CHRISTMAS, _EASTER = (12, 25), ((3, 22), (4, 25))
"""Easter Sunday falls in this stretch of days."""
_CALENDAR = re.compile(
    r"\b(?P<which>this|next|the) (?:time next )?"
    r"(?P<unit>academic year|school year|financial year|calendar year|year|month)\b"
)
_BY = re.compile(r"^(?:by|until|no later than|not later than|ahead of|in time for|before)\b", re.IGNORECASE)
_SPANS = re.compile(r"from [0-9]{4} to [0-9]{2,4}$", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:before|ahead of|in time for)\b", re.IGNORECASE)
_FROM = re.compile(r"^(?:from|after|as of|starting|beginning)\b", re.IGNORECASE)
_THROUGH = re.compile(r"(?:over|during|throughout|across|for)\b", re.IGNORECASE)
"""Before a length of time: how long it goes on, not by when it is done."""
_RANGES = re.compile(r"(?:from|between|for|in|by)\b", re.IGNORECASE)
_JOINS = re.compile(r" (?:(?=to |until )|and |or |to |until )|[–-](?=\d)")
"""Between the two ends of a range: "from 1 June to 30 June 2026"."""
_START_OF = re.compile(r"\b(?:start|beginning) of\b", re.IGNORECASE)
_LASTS = re.compile(r"(?:for|over|during|throughout)\b", re.IGNORECASE)
"""How long a thing lasts, which a named date beside it outranks: "for two years from April 2016"."""
_STARTS = re.compile(r"(?:(?:by|from|in|on|until|early|late|mid|end of|the)[ -]){0,3}$", re.IGNORECASE)
_LABELS = re.compile(r"(?: ?:| [–—-] |[.;,]?$)")
_TOMORROW = re.compile(r"\b(?:tomorrow|tonight)\b")
_FINANCIAL = re.compile(r"\b(?:financial|tax) year")
_ACADEMIC = re.compile(r"\b(?:academic|school) year")
_ON = re.compile(r"(?:in|on|at|during)\b", re.IGNORECASE)
_GOES_BACK = re.compile(
    r"\b(?:following|after|since|despite|given|because of|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )due to"
    r"|in (?:response|reply) to|to reflect|reflecting|"
    r"the (?:end|close|withdrawal|closure) of) [^,;:.–—0-9]{0,120}$",
    re.IGNORECASE,
)
_DONE_THEN = re.compile(
    r"(?<!\bbe )(?<!\bbe [a-z]ully )\b(?:announced|launched|published|carried out|conducted|commissioned|promised|pledged|"
    r"agreed|signed|unveiled|set out|concluded|outlined|passed|introduced|issued|made) $"
)
"""What came before, with its time behind it: "the survey carried out during 2025"; not "will be published in May"."""
_TERM = re.compile(r"\b(?:parliament|government|office|administration|election|spending review|budget)\b")
_TELLS_WHICH = re.compile(r"\b(?:that|who|which) (?:have|has|had|is|are|was|were|did) [^,;:]{0,120}$")
"""Before a time inside the subject: "schools that had a nurse between May and July will …"."""
_NEAR = 40
"""Characters before a time in which its own verb stands."""
_COUNTED = re.compile(r"\b(?:days?|weeks?|months?|years?|terms?|decade|century|half[- ]term)\b")
NO_DATE = "needs the document’s date, which is not known"
UNNAMED_START = "counts from a start that the words do not name"
POLITICAL = "ends with a term of politics whose day is not set here"
UNSET = "names no time"
UNDATED = "is not dated in these words"

Days = tuple[date, date]


def deadline_of(text: str, offset: int, published: datetime | None = None, *, verb: int = 0) -> Deadline | None:
    """The first deadline of a claim, a date before a duration; `offset` is where the claim starts in the document.

    What stands inside the subject, before the verb that ends at `verb` ("details of the plan for 2028 will be published
    in May"), is taken only where nothing else is.

    Words like "next spring" become days by the day of publication in London; without it they stay unresolved. Words
    that count from an unnamed start ("within 100 days") or to a political one ("this parliament") are left as they are.
    """
    day = published.astimezone(LONDON).date() if published else None
    marks = [one for one in (*_labelled(text), *find_deadlines(text)) if not _is_over(one, day)]
    marks = [one for one in marks if not _of_something_else(text, one) and not lasts(one)]
    marks = [one for one in marks if one.start >= verb or not _TELLS_WHICH.search(text, 0, one.start)]
    if not marks:
        return None
    marks.sort(key=lambda mark: _is_of_the_subject(text, mark, verb))
    named = (one for one in marks if _ISO.fullmatch(one.key))
    beside = next((one for one in marks if one.start == marks[0].end + 1 and _BY.match(one.text)), marks[0])
    mark = next(named, marks[0]) if _LASTS.match(marks[0].text) else beside
    days, note = _days(mark, day)
    if days and day and mark.key.startswith("later "):
        days = max(day, days[0]), days[1]
    earliest, latest = _bounds(mark, days) if days else (None, None)
    if ends := _other_end(text, mark, marks):
        until, _ = _days(ends, day)
        earliest, latest = (days or (None,))[0], until[1] if until else None
        mark = Mark(text=text[mark.start : ends.end], start=mark.start, end=ends.end, key=ends.key)
    return Deadline(
        text=mark.text,
        start=offset + mark.start,
        end=offset + mark.end,
        by=mark.key if _ISO.fullmatch(mark.key) else None,
        kind=_kind(mark, note, earliest, latest),
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        note=note,
    )


def _other_end(text: str, mark: Mark, marks: list[Mark]) -> Mark | None:
    """The end of a range that opens with the mark ("from May 2026 to July 2027"), with or without a preposition."""
    joined = _JOINS.match(text, mark.end) if _RANGES.match(mark.text) else None
    if joined is None:
        return None
    return next((one for one in (*marks, *find_dates(text)) if one.start == joined.end()), None)


def _labelled(text: str) -> tuple[Mark, ...]:
    """A date that labels the words ("Autumn 2022: the rules will …"), or is all of them, as an item may be."""
    first = next(iter(find_dates(text)), None)
    if first is None or _STARTS.match(text[: first.start]) is None:
        return ()
    labels = _LABELS.match(text, first.end) is not None
    return (Mark(text=text[: first.end], start=0, end=first.end, key=first.key),) if labels else ()


def _of_something_else(text: str, mark: Mark) -> bool:
    """The time of what the commitment only goes back to: "updated following the end of the trial in 2023"."""
    if _ON.match(mark.text) is None:
        return False
    near = max(0, mark.start - _NEAR)
    return _GOES_BACK.search(text, 0, mark.start) is not None or _DONE_THEN.search(text, near, mark.start) is not None


def _is_of_the_subject(text: str, mark: Mark, verb: int) -> bool:
    """Whether it stands before the verb, and neither opens the clause nor is set apart by a comma."""
    opens = len(text[: mark.start].split()) <= 1 or text.startswith(",", mark.end)
    return mark.start < verb and not opens


def _is_over(mark: Mark, published: date | None) -> bool:
    """A date of a year that was over on the day of publication: "the costs from 2019" sets no time."""
    found = _ISO.fullmatch(mark.key) or _YEARS.fullmatch(mark.key)
    last = found and int(found[2] if found.re is _YEARS else found[1])
    return last is not None and published is not None and last < published.year


def _kind(mark: Mark, note: str | None, earliest: date | None, latest: date | None) -> DeadlineKind:
    starts = _FROM.match(mark.text) is not None and latest is None
    if starts and note in {None, NO_DATE, UNNAMED_START}:
        return "start"
    if earliest or latest or note == NO_DATE:
        return "date"
    if note == POLITICAL:
        return "term"
    if note == UNSET:
        return "vague"
    return "period" if _THROUGH.match(mark.text) else "relative"


def _days(mark: Mark, published: date | None) -> tuple[Days | None, str | None]:
    """First and last day that the words could mean; or None, and why."""
    key = mark.key
    if iso := _ISO.fullmatch(key):
        return _iso(iso), None
    if years := _YEARS.fullmatch(key):
        return _of_years(mark.text, int(years[1]), int(years[2])), None
    if (season := _SEASON.fullmatch(key)) and season[1] != "-":
        return _season(int(season[1]), season[2]), None
    if near := _near(key):
        return (near(published), None) if published else (None, NO_DATE)
    if _TERM.search(key):
        return None, POLITICAL
    if _COUNTED.search(key):
        return None, UNNAMED_START if re.search(r"\d|first|coming|next|within|decade", key) else UNDATED
    return None, UNSET


def _near(key: str) -> Callable[[date], Days] | None:
    """What a key means that counts from the day of publication: tomorrow, "--autumn", "next year"."""
    if _TOMORROW.search(key):
        return lambda day: (day + timedelta(days=1),) * 2
    if yearly := _yearly(key):
        return lambda day: _next(yearly, day)
    calendar = None if _TERM.search(key) else _CALENDAR.search(key)
    return (lambda day: _calendar(calendar, day)) if calendar else None


def _of_years(words: str, first: int, last: int) -> Days:
    """From the financial year's first day to the school year's last, unless the words tell which year they mean."""
    if _FINANCIAL.search(words):
        return date(first, 4, 1), date(last, 3, 31)
    begins = date(first, 9, 1) if _ACADEMIC.search(words) else date(first, 4, 1)
    return begins, date(last, 8, 31)


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


def _season(year: int, name: str) -> Days:
    first, last = _SEASONS[name]
    return date(year, first, 1), _last(date(year + (last > 12), (last - 1) % 12 + 1, 1))  # noqa: PLR2004 - months


def _next(days: Callable[[int], Days], published: date) -> Days:
    """The first of the yearly stretches that is not over on the day of publication."""
    for year in (published.year - 1, published.year):
        if days(year)[1] >= published:
            return days(year)
    return days(published.year + 1)


def _yearly(key: str) -> Callable[[int], Days] | None:
    """What a key without a year ("--autumn", "--09-01", Christmas) means in a given year."""
    if season := _SEASON.fullmatch(key):
        return lambda year: _season(year, season[2])
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


def _bounds(mark: Mark, days: Days) -> tuple[date | None, date | None]:
    """What the preposition makes of the days: an end, a beginning, or both, as of "from 2026 to 2028"."""
    first, last = days
    words = mark.text
    if _SPANS.match(words):
        return days
    if _BY.match(words):
        end = first - timedelta(days=1) if _BEFORE.match(words) else first if _START_OF.search(words) else last
        return None, end
    if _FROM.match(words):
        return (last + timedelta(days=1) if words.lower().startswith("after") else first), None
    return first, last
