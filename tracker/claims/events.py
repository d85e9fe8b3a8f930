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
_ONCE_ONLY = (
    r"(?:(?:has |have )?(?:now |finally |formally ){0,1}(?:leaves?|left|ended|concluded|expired|closed|reported)"
    r"|comes? into (?:force|effect)|takes? effect|comes? up|concludes?|ends?|expires?|closes?|reports"
    r"|ceases?(?: to [a-z]{2,12})?"
    r"|(?:is|are|has been|have been) (?:published|introduced|launched|completed?|passed|agreed|over|repealed|in place"
    r"|in force|lifted|ready|finished))"
)
"""What happens once: to have left, to end, to be published; not what is done again and again ("when we consult")."""
_ITS_OBJECT = (
    r"(?: (?!(?:and|so|to|we|will|can|by|then|with|which|that|who|there|is|are|has|have)\b)[^\s,.;:–—()]{1,30}){0,8}"
)
_OPENS = r"(?:^|[–—;:] |^(?:and|but|so) )"
_SUBJECT_BEHIND = r"(?=, (?:[\w’'()-]{1,25} ){1,10}?(?:will|shall|is to|are to)\b|, we[’']ll\b)"
_FRONTED = deferred(
    rf"{_OPENS}(?P<event>(?:after (?!all\b|that\b|(?:[\w-]{{1,12}} ){{0,4}}(?:weeks?|months?|years?|decades?)\b)"
    r"|until (?:such time as )?|by the time "
    r"|(?:before|prior to|ahead of|in advance of) (?!(?:the|a) (?:courts?|judges?)\b)|(?:up)?on (?:the )?completion of "
    r"|following (?:(?:the|their|its|our|this|an?) (?:[a-z-]{2,20} ){0,2}?)?(?:end|close|conclusion|completion|publication"
    r"|outcome|results?|evaluation|passage|consultation|ratification|introduction)\b)"
    rf"(?:(?! will\b| shall\b)[^,;:–—]|,(?=[0-9])){{0,140}}?){_SUBJECT_BEHIND}",
    re.IGNORECASE,
)
"""An event that opens the clause, set apart before subject and verb: whatever it is, the verb waits for it."""
_IN_FRONTED = (
    "after ",
    "until ",
    "by the time",
    "before ",
    "prior to",
    "ahead of",
    "advance of",
    "completion of",
    "following ",
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
            rf"\b(?:when|after) (?:(?:the|this|these|our|that) (?:(?!will\b|that\b|which\b)[\w’'-]{{1,20}} ){{1,6}}?"
            rf"|(?:we|it|this|(?-i:[A-Z])[\w’'-]{{1,20}}|the (?:UK|country)) ){_ONCE_ONLY}\b{_ITS_OBJECT}",
            re.IGNORECASE,
        ),
        ("when ", "after "),
    ),
    (
        deferred(
            r"\b(?:in advance|ahead) of "
            r"(?:(?:the|this|any|our) (?!game|curve|rest|pack|competition)|(?=(?:step|stage|phase) [0-9]))"
            r"[^\s,.;:–—()]{1,30}(?: (?!we\b|will\b|to\b|and\b|so\b|with\b|by\b)[^\s,.;:–—()]{1,30}){0,7}",
            re.IGNORECASE,
        ),
        ("advance of", "ahead of"),
    ),
    (deferred(r"\b(?:from|at|by|until) step [0-9]\b(?: of the [a-z]{3,20})?", re.IGNORECASE), (" step ",)),
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
_OF_A_THING = deferred(r"\b(?:that|who|which|whose) [^,;:]{0,120} $|[a-z]ing $|\b(?:have|has) [a-z]+(?: up| out)? $")
"""Before an event that only tells of a thing: "laws that do not work once we have left", "guests overstaying once"."""
_IN_WAITS = (*_IN_FRONTED, *(letters for _, needs in _WAITS for letters in needs))
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
    opening = _FRONTED.search(text) if may_hold(text, _IN_FRONTED) else None
    fronted = (
        [Mark(text=opening["event"], start=opening.start("event"), end=opening.end("event"), key=_UNDATED)]
        if opening
        else []
    )
    found = (pattern.search(text) for pattern, needs in _WAITS if may_hold(text, needs))
    kept = (
        one for one in found if one and not (one[0].startswith("once ") and _OF_A_THING.search(text, 0, one.start()))
    )
    behind = (one for one in map(_mark, kept) if not (fronted and fronted[0].start <= one.start < fronted[0].end))
    return (*fronted, *sorted(behind, key=lambda mark: mark.start))


def _mark(found: re.Match[str], key: str = _UNDATED) -> Mark:
    return Mark(text=found.group(0), start=found.start(), end=found.end(), key=key)
