"""By when: a deadline's words, and the days they stand for where the words or the document's date tell."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.claims.claim import Deadline, DeadlineKind
from tracker.claims.days import (
    BY,
    FROM,
    ISO,
    NO_DATE,
    POLITICAL,
    UNNAMED_START,
    UNSET,
    YEARS,
    between,
    bounds_of,
    days_of,
)
from tracker.claims.evidence import lasts
from tracker.patterns import deferred
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.mark import Mark

LONDON = ZoneInfo("Europe/London")
_THROUGH = deferred(r"(?:over|during|throughout|across|for)\b", re.IGNORECASE)
"""Before a length of time: how long it goes on, not by when it is done."""
_RANGES = deferred(r"(?:from|between|for|in|by)\b", re.IGNORECASE)
_JOINS = deferred(r" (?:(?=to |until )|and |or |to |until )|[–-](?=\d)")
"""Between the two ends of a range: "from 1 June to 30 June 2026"."""
_LASTS = deferred(r"(?:for|over|during|throughout)\b", re.IGNORECASE)
"""How long a thing lasts, which a named date beside it outranks: "for two years from April 2016"."""
_STARTS = deferred(r"(?:(?:by|from|in|on|until|early|late|mid|end of|the)[ -]){0,3}$", re.IGNORECASE)
_LABELS = deferred(r"(?: ?:| [–—-] |[.;,]?$)")
_ON = deferred(r"(?:in|on|at|during)\b", re.IGNORECASE)
_GOES_BACK = deferred(
    r"\b(?:following|after|since|despite|given|because of|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )due to"
    r"|in (?:response|reply) to|to reflect|reflecting|"
    r"the (?:end|close|withdrawal|closure) of) [^,;:.–—0-9]{0,120}$",
    re.IGNORECASE,
)
_DONE_THEN = deferred(
    r"(?<!\bbe )(?<!\bbe [a-z]ully )\b(?:announced|launched|published|carried out|conducted|commissioned|promised|pledged|"
    r"agreed|signed|unveiled|set out|concluded|outlined|passed|introduced|issued|made) $"
)
"""What came before, with its time behind it: "the survey carried out during 2025"; not "will be published in May"."""
_TELLS_WHICH = deferred(r"\b(?:that|who|which) (?:have|has|had|is|are|was|were|did) [^,;:]{0,120}$")
"""Before a time inside the subject: "schools that had a nurse between May and July will …"."""
_NEAR = 40
"""Characters before a time in which its own verb stands."""


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
    named = (one for one in marks if ISO.fullmatch(one.key))
    beside = next((one for one in marks if one.start == marks[0].end + 1 and BY.match(one.text)), marks[0])
    mark = next(named, marks[0]) if _LASTS.match(marks[0].text) else beside
    days, note = days_of(mark, day)
    if days and day and mark.key.startswith("later "):
        days = max(day, days[0]), days[1]
    earliest, latest = bounds_of(mark, days) if days else (None, None)
    if ends := _other_end(text, mark, marks):
        earliest, latest = between(mark, ends, day)
        note = None if latest else note
        mark = Mark(text=text[mark.start : ends.end], start=mark.start, end=ends.end, key=ends.key)
    return Deadline(
        text=mark.text,
        start=offset + mark.start,
        end=offset + mark.end,
        by=mark.key if ISO.fullmatch(mark.key) else None,
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
    found = ISO.fullmatch(mark.key) or YEARS.fullmatch(mark.key)
    last = found and int(found[2] if found.re is YEARS else found[1])
    return last is not None and published is not None and last < published.year


def _kind(mark: Mark, note: str | None, earliest: date | None, latest: date | None) -> DeadlineKind:
    starts = FROM.match(mark.text) is not None and latest is None
    if starts and note in {None, NO_DATE, UNNAMED_START}:
        return "start"
    if earliest or latest or note == NO_DATE:
        return "date"
    if note == POLITICAL:
        return "term"
    if note == UNSET:
        return "vague"
    return "period" if _THROUGH.match(mark.text) else "relative"
