"""Events: what a commitment waits for, where no calendar dates it: "once the inquiry reports", "with a week’s notice"."""

import re

from tracker.patterns import deferred
from tracker.wording.glance import may_hold
from tracker.wording.mark import Mark

_AT_ONCE = deferred(
    r"\b(?:as soon as|immediately (?:after|following|upon|once)|within [\w-]+ (?:days|weeks|months|years) of) "
    r"(?!possible|practica|we can|that)[^,.;:–—]{3,100}",
    re.IGNORECASE,
)
_PURPOSE = deferred(r" (?:to|and|so|in order) ")
"""Behind "within 50 days of taking office": what for."""
_IN_AT_ONCE = ("as soon as", "immediately ", "within ")
_LENGTH = r"(?:an?|one|two|three|four|six|[0-9]{1,2})[ -](?:working |calendar )?(?:day|week|fortnight|month|year|term)"
_DECLARED = (
    r"(?:begins?|starts?|opens?|closes?|ends?|is|are|has been|have been|comes? into force|takes? effect|resumes?)"
)
_WAITS = (
    (
        deferred(
            r"(?<!\bthe )(?<!\bour )(?<!\ba )(?<!\bat )(?<!\btheir )(?<!\bits )\bonce "
            r"(?!again|more|and|upon|an?\b|per\b|every\b|each\b|in\b|or\b)[^\s,.;:–—()]{1,30}(?: [^\s,.;:–—()]{1,30}){2,20}",
            re.IGNORECASE,
        ),
        ("once ",),
    ),
    (
        deferred(
            rf"\bbefore (?:(?:the|any) (?:(?!to |that |which |and )[\w’'-]{{1,20}} ){{1,4}}?|(?:step|stage|phase) [0-9] )"
            rf"{_DECLARED}\b(?! of\b)[^,.;:–—()]{{0,60}}",
            re.IGNORECASE,
        ),
        ("before ",),
    ),
    (
        deferred(
            rf"\b(?:with |at |on )?(?:at least |no less than )?{_LENGTH}s?[’'s]{{0,2}} (?:prior |advance |written )?notice\b"
            r"(?: (?:ahead of|before|of|prior to) [^,.;:–—]{3,60})?",
            re.IGNORECASE,
        ),
        ("notice",),
    ),
    (
        deferred(
            r"\b(?:on|upon) (?:their|his|her|our|its|your|the) (?:return|arrival|release|completion|departure)\b"
            r"(?! (?:of|on) (?:investment|capital))",
            re.IGNORECASE,
        ),
        ("return", "arrival", "release", "completion", "departure"),
    ),
    (
        deferred(
            r"\b(?:following|after|upon|on) (?:the|an?|this) (?:[a-z-]{2,20} ){0,2}?"
            r"(?:end|close|conclusion|completion|publication|outcome|results?|evaluation|passage) of "
            r"(?!last |20[0-9]{2})[^\s,.;:–—()]{1,30}+"
            r"(?: (?!we\b|will\b|to\b|and\b|in (?:[A-Z][a-z]+ )?20)[^\s,.;:–—()]{1,30}+){0,9}+"
            r"(?! in (?:[A-Z][a-z]+ )?20[0-9]{2})",
            re.IGNORECASE,
        ),
        (
            " end of",
            "close of",
            "conclusion",
            "completion",
            "publication",
            "outcome",
            "result",
            "evaluation",
            "passage",
        ),
    ),
    (
        deferred(
            r"\bwhen (?:the|this|these|our|that) (?:(?!will\b|that\b|which\b)[\w’'-]{1,20} ){1,6}?"
            r"(?:comes? into (?:force|effect)|takes? effect|(?:is|are|has been|have been) (?:published|introduced|launched|"
            r"completed?|passed|agreed|over|repealed|in place|in force|lifted|ready|finished))\b",
            re.IGNORECASE,
        ),
        ("when ",),
    ),
    (
        deferred(
            r"\b(?:in advance|ahead) of (?:the|this|any|our) (?!game|curve|rest|pack|competition)"
            r"[^\s,.;:–—()]{1,30}(?: (?!we\b|will\b|to\b|and\b|so\b|with\b|by\b)[^\s,.;:–—()]{1,30}){0,7}",
            re.IGNORECASE,
        ),
        ("advance of", "ahead of"),
    ),
    (deferred(r"\bat the time of (?!writing|publication|need)[^,.;:–—]{3,40}", re.IGNORECASE), ("at the time of",)),
    (
        deferred(
            r"\b(?:during|throughout|over|within) (?:the|this|that|our) (?:consultation|engagement|transition|transitional|"
            r"implementation) period\b",
            re.IGNORECASE,
        ),
        ("period",),
    ),
    (
        deferred(
            r"\b(?:on or before|by|before|until|from|on) (?:these|those|that) (?:dates?|days?|deadlines?)\b",
            re.IGNORECASE,
        ),
        ("these da", "those da", "that da", "these de", "those de", "that de"),
    ),
)
"""Patterns of other events, each with letters of which some stand in whatever it fits."""
_OF_A_THING = deferred(r"\b(?:that|who|which|whose) [^,;:]{0,120} $|[a-z]ing $")
"""Before an event that only tells of a thing: "laws that do not work once we have left", "guests overstaying once"."""
_IN_WAITS = tuple(letters for _, needs in _WAITS for letters in needs)
_UNNAMED = "first day after an event"
_UNDATED = "day of an event"


def at_once(text: str) -> tuple[Mark, ...]:
    """What it follows without delay: "as soon as the county leaves the league"; the first of them."""
    found = _AT_ONCE.search(text) if may_hold(text, _IN_AT_ONCE) else None
    if found is None:
        return ()
    mark = _mark(found, _UNNAMED)
    purpose = _PURPOSE.search(mark.text) if mark.text[:1] in "wW" else None
    if purpose is None:
        return (mark,)
    return (mark.model_copy(update={"text": mark.text[: purpose.start()], "end": mark.start + purpose.start()}),)


def waits(text: str) -> tuple[Mark, ...]:
    """What else it waits for or goes by: "once the inquiry reports", "before step 4 begins", "on their return"."""
    if not may_hold(text, _IN_WAITS):
        return ()
    found = (pattern.search(text) for pattern, needs in _WAITS if may_hold(text, needs))
    kept = (
        one for one in found if one and not (one[0].startswith("once ") and _OF_A_THING.search(text, 0, one.start()))
    )
    return tuple(sorted((_mark(one, _UNDATED) for one in kept), key=lambda mark: mark.start))


def _mark(found: re.Match[str], key: str) -> Mark:
    return Mark(text=found.group(0), start=found.start(), end=found.end(), key=key)
