"""Dates and deadlines as British prose writes them, each with an ISO key where the words name one.

Order of the rules matters: the longest shape comes first and its characters are taken (docs/studies/extraction.md 6).
Every repetition is bounded, so that the scan stays linear on hostile text.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.patterns import deferred
from tracker.wording.fold import fold
from tracker.wording.glance import SENTENCES, may_hold
from tracker.wording.mark import Mark
from tracker.wording.number import find_numbers, tidy

_MONTHS = {
    name: place
    for place, names in enumerate(
        """
        january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct
        november/nov december/dec
        """.split(),
        start=1,
    )
    for name in names.split("/")
}
_MON = rf"(?P<month>(?:{'|'.join(name.title() for name in _MONTHS)})(?![a-z]))(?:\.(?= \d))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d|,\d)"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ee]aster|[Cc]hristmas)"
_BEFORE_MONTH = (
    r"(?:[Bb]y|[Ff]rom|[Ii]n|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter|[Tt]his|[Nn]ext|[Ll]ast|of|[Dd]uring|for|between|and"
    r"|to|[Ee]arly|[Ll]ate|[Mm]id)[ -]"
)
_BEFORE_SEASON = (
    r"(?:[Tt]his|[Nn]ext|[Ll]ast|[Bb]y|[Ff]rom|[Ii]n|[Uu]ntil|[Bb]efore|[Oo]ver|[Dd]uring|[Aa]fter|[Tt]hroughout"
    r"|(?:[Ee]nd|[Ss]tart|[Bb]eginning) of)"
    r"(?: the)? (?:early |late )?"
)
# A bare 2,025 with a comma is a count; so is "2000 schools": these nouns are counted, not dated.
_COUNTED = r"(?! (?:more |new |extra )?(?:schools|teachers|pupils|places|people|children|nurseries|homes|staff|jobs)\b)"
_NO_NOUN = r"(?!(?<=to \d\d) (?!(?:financial|academic|school|tax|years?|season|and|or|to|the)\b)[a-z])"
"""Not "from 12 hours in 2007 to 16 hours"."""

_YEARS = r"(?P<year>(?:19|20)\d\d)\s?(?:-|–|/|to)\s?(?P<next>(?:(?:19|20)\d\d)|\d\d)(?![\d,]\d|\d)"
_SORT = r"(?:financial|academic|school|tax|funding)"

_RULES: tuple[re.Pattern[str], ...] = tuple(
    deferred(rf"(?<![\w£$€]){shape}")
    for shape in (
        r"(?P<year>20\d\d)-(?P<mon>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?!\d)",
        r"(?P<day>[0-3]?\d)/(?P<mon>[01]?\d)/(?P<year>20\d\d)(?!\d)",
        rf"{_DAY}(?: of)? {_MON},? {_YEAR}",
        rf"{_MON} {_DAY},? {_YEAR}",
        rf"{_MON}(?: half[- ]term)?,? {_YEAR}",
        rf"{_SEASON}(?: half[- ]term| term)?(?: of)?,? {_YEAR}",
        rf"(?:{_SORT} years? (?:of )?)?{_YEARS}{_NO_NOUN}(?: {_SORT} years?\b)?",
        rf"{_DAY}(?: of)? {_MON}",
        rf"{_MON} {_DAY}(?![\d,%])",
        rf"(?<=(?P<cue>.)){_MON}(?: half[- ]term)?",
        rf"{_BEFORE_SEASON}{_SEASON}(?: half[- ]term| term)?(?!\w)",
        rf"{_YEAR}(?!\w|-\w){_COUNTED}",
    )
)
_DIGIT = deferred("[0-9]")
_NAMED = tuple(
    dict.fromkeys(("spring", "summer", "autumn", "winter", "easter", "christmas", *(name[:3] for name in _MONTHS)))
)
"""What every date has that has no digit: without it none of the rules need be tried."""
_BARE_YEAR = deferred("[0-9]{4}")
_SETS_A_TIME = frozenset("by from this next in until before over during after throughout".split())
"""First words of a date that needs no preposition before it."""
_CUE = deferred(rf"(?:^|[^\w]){_BEFORE_MONTH}$")

_UNIT = r"(?:school |working |calendar |academic |financial |full )?(?:days?|weeks?|months?|years?|terms?)\b"
_TIME = (
    r"(?:parliament|government|generation|decade|century|(?:spring |summer |autumn )?(?:half[- ])?term|year"
    r"|(?:academic|school|financial|calendar|tax) year|spending review|month|week|half[- ]term"
    r"|king['’]s speech|queen['’]s speech"
    r"|budget|autumn statement|spring statement|general election|election|summer holidays?|holidays)"
)
_FEAST = r"(?:christmas|easter|whitsun|new year|half[- ]term)"
_OPENING = (
    r"(?:(?:the )?(?:very )?(?:end|start|beginning|close|middle|course|lifetime|life|duration|whole|rest|remainder"
    r"|first half|second half"
    r"|(?:first|last) (?:working )?day|(?:first|last) week) of )"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?"
_WHEN = deferred(
    r"\b(?:no later than|not later than|no earlier than|not earlier than|no sooner than|on or before|"
    r"in time for|ahead of|as of|backdated to|starting in|starting from|beginning in"
    r"|(?:commencing|starting|beginning) (?:from|on|in)|commencing"
    r"|from as early as|at(?= the (?:very )?(?:end|start|beginning|close) of )"
    r"|by|before|until|from|within|into|over|during|throughout|in|on|for|this|after|towards|between"
    r"|(?<!compared )(?<!relative )(?<!according )(?<!back )(?<!due )(?<!similar )(?<!up )to|up to)"
    rf"(?: {_OPENING})? ?(?:the )?(?:at least )?(?:early |late |mid[- ]?|at the latest |next |this )?(?: ?{_WEEKDAY})?$"
    rf"|(?<!since )(?<!of )(?<!and )(?<!or )(?<![(\[])(?<!today )(?<!today, )\b{_WEEKDAY}$",
    re.IGNORECASE,
)
_SPAN = deferred(
    rf"\b(?:within|in|over|across|throughout|during|for|after) (?:the )?(?:(?:first|next|coming|following|space of) )?"
    rf"(?:(?P<number>[\w.,-]{{1,20}}(?: (?!within\b|in\b|over\b|during\b|after\b)[\w-]{{1,12}}){{0,2}}?) )?{_UNIT}"
    r"(?: of (?:a|an|the|this|our|taking) (?:[\w-]{1,20} )?(?:government|parliament|office|term|year|administration)"
    r"|(?<=s)[’'] time\b)?",
    re.IGNORECASE,
)
_COUNTED_PERIOD = deferred(
    r"\b(?:within|over|during) (?:an?|the) (?:[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r"-(?:day|week|month|year|term) (?:period|span|timescale|timetable|timeframe)\b",
    re.IGNORECASE,
)
_PERIOD = deferred(
    rf"\b(?:by|before|until|within|over|during|throughout|in|across|for|ahead of|towards) {_OPENING}?"
    r"(?:at least )?(?:this|the|the next|next|the current|the coming|our|its|their|the same|a|each) "
    r"(?:next |new |current |coming |first |second |third |fourth |fifth |final |last |following )?"
    rf"(?:(?:scottish|welsh|uk|westminster) (?=parliament))?(?:parliamentary term|{_TIME})\b(?! [0-9])"
    rf"|\b(?:in|during|within|before|by|from) {_OPENING}?(?:the |this |our )?(?:first|second|next|new|coming|current) "
    r"(?:parliamentary session|session of (?:the|this|an?) (?:next |new |coming |current )?parliament)\b"
    rf"|\b(?:by|before|until|from|over|during|throughout|in) {_OPENING}?the (?:early |late |mid-)?20[2-9]0s\b"
    rf"|\b(?:by|before|until|from|after|at|over|during|in time for|this|next) {_OPENING}?(?:the |next |this )?{_FEAST}\b"
    r"(?: (?:holidays?|break|term))?(?: (?:19|20)\d\d\b)?"
    rf"|\bfrom {_OPENING}(?:the |this |next |each )?(?:next |new |coming |autumn |spring |summer )?{_TIME}\b(?! [0-9])"
    rf"|\b(?:from (?!this [a-z]{{1,9}}[’'])|later |early |earlier )?(?:this|next) {_TIME}\b(?! [0-9])"
    r"|\b(?:by|before|until|from|at) the (?:very )?(?:end|start|beginning) of (?:each |every |this |the )?"
    r"(?:(?:spring|summer|autumn|school) )?term\b(?! [0-9])"
    r"|\bin (?:each|every) (?:single )?year of (?:the|this) (?:next |new |coming |current )?parliament\b"
    r"|\bat the next (?:general )?election\b|\bby this time next year\b|\b(?:within|in a matter of) (?:days|weeks|months)\b",
    re.IGNORECASE,
)
# Phrases that set a time without naming one; "in due course" is where dates fade to (docs/studies/pledges.md 2).
_PHRASES = deferred(
    r"\b(?:in due course|with immediate effect|immediately|straight ?away|without (?:any |further |undue )?delay"
    r"|as soon as (?:possible|practicable|(?:we|it|they|you) can(?: afford (?:it|to))?|resources allow|funds allow)"
    r"|at some point|eventually|sooner or later|one day|within the decade|in time(?! for\b)"
    r"|at the earliest opportunity|when parliamentary time allows|on day one|from day one|shortly"
    r"|in the coming (?:days|weeks|months|years)|(?<=will )(?:very )?soon(?! as\b)"
    r"|early in the new year|in the new year|in the (?:long(?:er)?|medium|short(?:er)?|near)[ -]term|over time|imminently"
    r"|(?:from|by|until|before) (?:tomorrow|tonight))\b",
    re.IGNORECASE,
)

_BACKWARD = deferred(r"(?:in|for) (?:over|more than|nearly|almost|some|well over) ", re.IGNORECASE)
"""A span that looks back: "in over 40 years"."""
_ATTRIBUTIVE = deferred(
    r"[ -](?!(?:period|span|timescale|timetable|timeframe|window"
    r"|from|of|on|in|to|at|by|for|before|after|and|or|we|with|as)\b)[a-z]"
)
"""Behind one unit of many, which tells what sort a thing is: "in a 2 year programme", "over a three month pilot"."""
_ONE_UNIT = ("day", "week", "month", "year", "term")
_RECORD = deferred(
    r"\b(?:first time|(?:lowest|highest|biggest|largest|worst|best|fewest|longest|greatest|slowest|fastest|steepest|deepest)"
    r"(?: [a-z]{1,14}){0,2}) $",
    re.IGNORECASE,
)
"""What stands before one: "the first time in 40 years", "the lowest level in 10 years"."""
_TIMES = (
    (_SPAN, ("day", "week", "month", "year", "term")),
    (_COUNTED_PERIOD, (" period", " span", " timescale", " timetable", " timeframe")),
    (
        _PERIOD,
        (
            "day", "week", "month", "year", "term", "parliament", "government", "generation", "decade", "century",
            "review", "speech", "budget", "statement", "election", "holiday", "christmas", "easter", "whitsun", "session",
            "0s",
        ),
    ),
    (
        _PHRASES,
        (
            "due course", "immediate", "straight", "delay", "as soon", "at some point", "eventually", "soon", "one day",
            "decade", "in time", "opportunity", "parliamentary time", "day one", "shortly", "coming", "new year", "term",
            "over time", "imminently", "tomorrow", "tonight",
        ),
    ),
)  # fmt: skip
"""Patterns of times that name no date, with letters of which one stands in whatever they fit."""
_BY_WHOM = deferred(
    r"(?:this|next) (?:government|administration)$"
    r"|(?:for|by|in|before) (?:the|our) (?:scottish|welsh|uk|westminster) parliament$"
    r"|(?:by|for) (?:this|the|our|a|each|every|the next|the current) (?:[a-z]+ )?(?:government|administration)$",
    re.IGNORECASE,
)
_GENITIVE = ("’s ", "'s ")
"""Behind what has something: "the government’s ability", "this year’s results"."""
_FOR_WHOM = deferred(r"for (?!.*\b(?:next|current|coming)\b)[^.;]{1,40} (?:government|parliament)$", re.IGNORECASE)
"""A body, where "to" follows: "the case for the Scottish Parliament to decide"."""


@lru_cache(maxsize=64)
def find_dates(text: str) -> tuple[Mark, ...]:
    """Dates in order, keyed 2026, 2026-09, 2026-09-01, 2026-autumn, 2025/2026, --09, --09-01 or --autumn."""
    marks: list[Mark] = []
    if not _DIGIT.search(text) and not may_hold(text, _NAMED):
        return ()
    taken = bytearray(len(text))
    for rule in _RULES:
        for match in rule.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or not _is_a_date(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            marks.append(Mark(text=match[0], start=start, end=end, key=_key(match.groupdict())))
    return tuple(sorted(marks, key=lambda mark: mark.start))


@lru_cache(maxsize=SENTENCES)
def find_deadlines(text: str) -> tuple[Mark, ...]:
    """Words that say by when or from when, in order, without overlap; the longest wins.

    The key is ISO where a date is named; a relative deadline keeps its own folded words, because a text does not say
    when its hundred days begin.
    """
    dated = [_dated(text, date) for date in find_dates(text)]
    relative = [
        Mark(text=match[0], start=match.start(), end=match.end(), key=_relative(match[0]))
        for pattern, needs in _TIMES
        if may_hold(text, needs)
        for match in pattern.finditer(text)
        if (_counts_time(match) if pattern is _SPAN else not _is_a_body(match))
    ]
    return _longest(mark for mark in (*dated, *relative) if mark)


def _is_a_body(match: re.Match[str]) -> bool:
    """A parliament or government that acts, and is no span of time; nor is "the next generation of engineers"."""
    if match.string.startswith(_GENITIVE, match.end()):
        return True
    if match[0].lower().endswith("generation"):
        return match[0].lower().startswith("for ") or match.string.startswith((" of ", " who ", " to "), match.end())
    acts = match.string.startswith(" to ", match.end()) and _FOR_WHOM.match(match[0])
    return bool(acts or _BY_WHOM.match(match[0]))


def _is_a_date(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    if parts.get("day") and not 1 <= int(parts["day"]) <= 31:  # noqa: PLR2004 - days of a month
        return False
    if parts.get("mon") and not 1 <= int(parts["mon"]) <= 12:  # noqa: PLR2004 - months of a year
        return False
    bare_month = parts.get("cue") is not None
    return not bare_month or bool(_CUE.search(match.string, max(0, match.start() - 12), match.start()))


def _key(parts: dict[str, str | None]) -> str:
    year, day, season, following = (parts.get(name) for name in ("year", "day", "season", "next"))
    if year and following:
        full = following if len(following) == 4 else year[:2] + following  # noqa: PLR2004 - digits of a year
        return f"{year}/{full}"
    if season:
        return f"{year or '-'}-{season.lower()}"
    month = _MONTHS[(parts["month"] or "").lower()] if parts.get("month") else int(parts.get("mon") or 0)
    if not month:
        return year or ""
    return f"{year or '-'}-{month:02d}" + (f"-{int(day):02d}" if day else "")


def _dated(text: str, date: Mark) -> Mark | None:
    """A date with the preposition that makes it a time to act by or from; "than in 2010" and "since" look back."""
    if date.text.split(" ", 1)[0].lower() in _SETS_A_TIME:
        return date
    floor = max(0, date.start - 60)
    lead = _WHEN.search(text, floor, date.start)
    if lead is None or text[floor : lead.start()].rstrip().lower().endswith("than"):
        return None
    if _BARE_YEAR.fullmatch(date.key) and lead[0].lower().startswith("on "):
        return None  # "based on 2021 figures"
    return Mark(text=text[lead.start() : date.end], start=lead.start(), end=date.end, key=date.key)


def _counts_time(match: re.Match[str]) -> bool:
    """A span counts time when it has a number ("100 days") or looks ahead ("the coming months")."""
    if _BACKWARD.match(match[0]) or _RECORD.search(match.string, max(0, match.start() - 30), match.start()):
        return False
    if match.string.startswith((" old", " of age", " ago"), match.end()):
        return False
    if match[0].endswith(_ONE_UNIT) and _ATTRIBUTIVE.match(match.string, match.end()) and _many(match["number"]):
        return False
    if match["number"] is None:
        return bool(re.search(r"\b(?:next|coming|first|following)\b", match[0], re.IGNORECASE))
    if re.search(_YEAR, match["number"]) or match["number"].lower().startswith(("last ", "past ", "previous ")):
        return False
    counted = find_numbers(match["number"])
    directly = bool(counted) and match["number"][counted[-1].end :] in {
        "",
        " or more",
        " or so",
        " extra",
        " more",
        " full",
    }
    return directly or match["number"].lower() in {"a", "an", "a few", "few"}


def _many(number: str | None) -> bool:
    counted = find_numbers(number) if number else ()
    return bool(counted) and counted[-1].value > 1


def _relative(surface: str) -> str:
    """Folded words with numbers by value, so that "within a hundred days" equals "within 100 days"."""
    folded = fold(surface)
    for number in reversed(find_numbers(folded)):
        if number.digits or number.value != 1:
            folded = folded[: number.start] + tidy(number.value) + folded[number.end :]
    return folded


def _longest(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if kept and mark.start < kept[-1].end:
            if mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return tuple(kept)
