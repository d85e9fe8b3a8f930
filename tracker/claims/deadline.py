"""By when: a deadline's words, and the days they stand for where the words or the document's date tell."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.claims.claim import Deadline, DeadlineKind
from tracker.claims.days import (
    BY,
    FROM,
    ISO,
    NO_DATE,
    POLITICAL,
    UNDATED,
    UNNAMED_START,
    UNSET,
    between,
    bounds_of,
    days_of,
)
from tracker.claims.elsewhere import is_of_something_else
from tracker.claims.events import at_once, waits
from tracker.claims.evidence import lasts
from tracker.patterns import deferred
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.mark import Mark

LONDON = ZoneInfo("Europe/London")
_THROUGH = deferred(r"(?:over|during|throughout|across|for)\b", re.IGNORECASE)
"""Before a length of time: how long it goes on, not by when it is done."""
_COURSE = deferred(r"[a-z]+ the (?:whole )?course of\b", re.IGNORECASE)
_RANGES = deferred(r"(?:from|between|during|for|in|by)\b", re.IGNORECASE)
_JOINS = deferred(r" (?:(?=to |until )|and |or |to |until )|[–-](?=\d)")
"""Between the two ends of a range: "from 1 June to 30 June 2026"."""
_ENDING = deferred(r",? (?:ending|running (?:to|until)|(?=to |until )) ?(?=[a-z0-9A-Z])")
"""Between a length of time and its end: "over six years ending in March 2026"."""
TIMING: tuple[DeadlineKind, ...] = ("start", "period")
"""Kinds that tell from when or over which time, not by when."""
_STARTS = deferred(r"(?:(?:by|from|in|on|until|early|late|mid|end of|the)[ -]){0,3}$", re.IGNORECASE)
_LABELS = deferred(r"(?: ?:| [–—-] |[.;,]?$)")
_MONEY = deferred(r"[£$€] ?[0-9]|\b(?:funding|budgets?|spending|investment) (?:will|to|of|is|rise|increase)\b")
"""Of money a year with two numbers is a financial year."""
_SINCE = deferred(r"\b(?:from|since|after|by|until|before|starting)\b[^:]{0,12}$", re.IGNORECASE)
_WHOLE_YEARS = deferred(r"[0-9]{4}(?:/[0-9]{4})?")


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
    marks = [
        one
        for one in (*_labelled(text), *at_once(text), *find_deadlines(text))
        if not lasts(one) and not is_of_something_else(text, one, day, verb=verb)
    ]
    events = [one for one in waits(text) if not _is_past(one, day)]
    events = [one for one in events if not any(_overlap(one, other) and not _hangs_on(other, one) for other in marks)]
    marks = [*(one for one in marks if not any(_hangs_on(one, event) for event in events)), *events]
    if not marks:
        return Times()
    marks.sort(key=lambda mark: _is_of_the_subject(text, mark, verb))
    told = [_told(text, mark, marks, offset, day) for mark in marks]
    told = [one for one in told if not any(one is not other and _holds(other, one) for other in told)]
    due = [one for one in told if one.kind not in TIMING]
    beside = next((one for one in due[1:] if one.start == due[0].end + 1 and BY.match(one.text)), None)
    deadline = beside or next(iter(due), None)
    first = {one.kind: one for one in reversed(told) if deadline is None or not _overlap(one, deadline)}
    return Times(deadline, tuple(first[kind] for kind in TIMING if kind in first))


@lru_cache(maxsize=64)
def said_on(title: str | None, published: datetime | None) -> datetime | None:
    """The day from which "in March" counts: that of publication, or an earlier one that the title gives.

    Minutes and bulletins are published again and again; "Minutes, 4 February 2026" tells when they were said.
    """
    if not title or published is None:
        return published
    named = [
        days[0]
        for one in find_dates(title)
        if not _SINCE.match(one.text) and (days := days_of(one, None)[0]) is not None
        if not _WHOLE_YEARS.fullmatch(one.key) and not _SINCE.search(title, 0, one.start)
    ]
    told = [datetime(day.year, day.month, day.day, tzinfo=LONDON) for day in named]
    return min((*told, published)) if len(told) == 1 else published


def _overlap(one: Deadline | Mark, other: Deadline | Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _is_past(event: Mark, published: date | None) -> bool:
    """Whether the words date the event before the day of publication: "following the survey's publication in 2019"."""
    found = (days_of(one, None)[0] for one in find_dates(event.text))
    return published is not None and any(days is not None and days[1] < published for days in found)


def _hangs_on(one: Mark, other: Mark) -> bool:
    """Whether a time without days hangs on an event's verb: "once it has reported in the next parliament"."""
    return other.start < one.start and one.end <= other.end and not ISO.fullmatch(one.key)


def _holds(one: Deadline, other: Deadline) -> bool:
    """Whether a time is the other's end: "in March 2026" of "over six years ending in March 2026"."""
    return one.start < other.start and other.end <= one.end


def _told(text: str, mark: Mark, marks: list[Mark], offset: int, day: date | None) -> Deadline:
    """A time with its kind and its days."""
    days, note = days_of(mark, day, money="/" in mark.key and _MONEY.search(text) is not None)
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
    joins = _JOINS if _RANGES.match(mark.text) else _ENDING if _THROUGH.match(mark.text) else None
    joined = joins.match(text, mark.end) if joins else None
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


def _is_of_the_subject(text: str, mark: Mark, verb: int) -> bool:
    """Whether it stands before the verb, and neither opens the clause nor is set apart by a comma."""
    opens = len(text[: mark.start].split()) <= 1 or text.startswith(",", mark.end)
    return mark.start < verb and not opens


def _kind(mark: Mark, note: str | None, earliest: date | None, latest: date | None) -> DeadlineKind:
    starts = FROM.match(mark.text) is not None and latest is None
    if starts and note in {None, NO_DATE, UNNAMED_START, UNDATED}:
        return "start"
    if latest and (earliest is None or _COURSE.match(mark.text)) and _THROUGH.match(mark.text):
        return "period"
    if earliest or latest or note == NO_DATE:
        return "date"
    if note == POLITICAL:
        return "term"
    if note == UNSET:
        return "vague"
    return "period" if _THROUGH.match(mark.text) else "relative"
