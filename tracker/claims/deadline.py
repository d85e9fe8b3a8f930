"""By when: a deadline's words, and the days they stand for where the words or the document's date tell."""

import re
from datetime import date, datetime
from typing import NamedTuple
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
from tracker.wording.glance import may_hold
from tracker.wording.mark import Mark

LONDON = ZoneInfo("Europe/London")
_THROUGH = deferred(r"(?:over|during|throughout|across|for)\b", re.IGNORECASE)
"""Before a length of time: how long it goes on, not by when it is done."""
_RANGES = deferred(r"(?:from|between|during|for|in|by)\b", re.IGNORECASE)
_JOINS = deferred(r" (?:(?=to |until )|and |or |to |until )|[–-](?=\d)")
"""Between the two ends of a range: "from 1 June to 30 June 2026"."""
TIMING: tuple[DeadlineKind, ...] = ("start", "period")
"""Kinds that tell from when or over which time, not by when."""
_EVENT = deferred(
    r"\b(?:as soon as|immediately (?:after|following|upon|once)|within [\w-]+ (?:days|weeks|months|years) of) "
    r"(?!possible|practica|we can|that)[^,.;:–—]{3,100}",
    re.IGNORECASE,
)
_IN_EVENT = ("s soon as", "mmediately ", "ithin ")
_STARTS = deferred(r"(?:(?:by|from|in|on|until|early|late|mid|end of|the)[ -]){0,3}$", re.IGNORECASE)
_LABELS = deferred(r"(?: ?:| [–—-] |[.;,]?$)")
_ON = deferred(r"(?:in|on|at|during)\b", re.IGNORECASE)
_GOES_BACK = deferred(
    r"\b(?:following|after|since|despite|given|because of|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )due to"
    r"|in (?:response|reply) to|same [a-z ]{1,40} as|to reflect|reflecting|"
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
_ASIDE = deferred(r", (?:which|who) (?:have|has|had|is|are|was|were) [^,;]{0,120}$| being [a-z]{2,14}ed [^,;]{0,80}$")
"""Before a time of what is only told about a thing: "the clubs, which are due to open in May"."""
_OF_SOMEBODY = deferred(r" of (?:their|his|her|your|each|life|employment|teaching)\b")
_NAMES = deferred(r" [A-Z][a-z]")
_COMMENCES = deferred(r"(?:commencing|starting|beginning)\b", re.IGNORECASE)
"""Before a day that is told of the deed itself, however old the page's date makes it."""
_NEAR = 40
"""Characters before a time in which its own verb stands."""


class Times(NamedTuple):
    """What is said of when: by when, and beside that from when, or over which time."""

    deadline: Deadline | None = None
    timing: tuple[Deadline, ...] = ()

    @property
    def told(self) -> tuple[Deadline, ...]:
        """All of them, the deadline first."""
        return (self.deadline, *self.timing) if self.deadline else self.timing


def deadline_of(text: str, offset: int, published: datetime | None = None, *, verb: int = 0) -> Deadline | None:
    """By when it is to be done, as `times_of` finds it."""
    return times_of(text, offset, published, verb=verb).deadline


def times_of(text: str, offset: int, published: datetime | None = None, *, verb: int = 0) -> Times:
    """The first deadline of a claim, and its first start and period; `offset` is where the claim starts in the document.

    What stands inside the subject, before the verb that ends at `verb` ("details of the plan for 2028 will be published
    in May"), is taken only where nothing else is.

    Words like "next spring" become days by the day of publication in London; without it they stay unresolved. Words
    that count from an unnamed start ("within 100 days") or to a political one ("this parliament") are left as they are.
    """
    day = published.astimezone(LONDON).date() if published else None
    marks = [one for one in (*_labelled(text), *_events(text), *find_deadlines(text)) if not _is_over(one, day)]
    marks = [one for one in marks if not _of_something_else(text, one) and not lasts(one)]
    marks = [one for one in marks if one.start >= verb or not _TELLS_WHICH.search(text, 0, one.start)]
    marks = [one for one in marks if not _ASIDE.search(text, 0, one.start)]
    if not marks:
        return Times()
    marks.sort(key=lambda mark: _is_of_the_subject(text, mark, verb))
    told = [_told(text, mark, marks, offset, day) for mark in marks]
    due = [one for one in told if one.kind not in TIMING]
    beside = next((one for one in due[1:] if one.start == due[0].end + 1 and BY.match(one.text)), None)
    deadline = beside or next(iter(due), None)
    first = {one.kind: one for one in reversed(told) if deadline is None or not _overlap(one, deadline)}
    return Times(deadline, tuple(first[kind] for kind in TIMING if kind in first))


def _overlap(one: Deadline, other: Deadline) -> bool:
    return one.start < other.end and other.start < one.end


def _told(text: str, mark: Mark, marks: list[Mark], offset: int, day: date | None) -> Deadline:
    """A time with its kind and its days."""
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


def _events(text: str) -> tuple[Mark, ...]:
    """What it waits for, in words of time: "as soon as the county leaves the league"."""
    found = _EVENT.search(text) if may_hold(text, _IN_EVENT) else None
    if found is None:
        return ()
    return (Mark(text=found.group(0), start=found.start(), end=found.end(), key="first day after an event"),)


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
    if (
        text[mark.end - 1 : mark.end].isalpha()
        and _NAMES.match(text, mark.end)
        and mark.text.rpartition(" ")[2][:1].isupper()
    ):
        return True  # "in the Government Food Strategy"
    if _OF_SOMEBODY.match(text, mark.end):
        return True  # "in the first two years of their careers"
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
    found = ISO.fullmatch(mark.key)
    years = YEARS.fullmatch(mark.key)
    if _COMMENCES.match(mark.text):
        return False
    last = int(years[2]) if years else int(found[1]) if found else None
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
