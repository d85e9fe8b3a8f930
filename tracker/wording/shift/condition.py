"""Conditions: clauses on which a promise hangs ("Until …,", "unless …", "if funding allows", "subject to …").

A promise is watered down by a clause before or behind its verb, while the verb and the number stay as they were.
"""

import re
from collections.abc import Sequence
from itertools import zip_longest

from tracker.patterns import deferred
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import fold, stems
from tracker.wording.mark import Mark
from tracker.wording.shift.shift import Implied, Shift
from tracker.wording.times import find_days, find_times

_LONGEST = 200
"""Characters of a clause."""
_WEEKDAY = 12
"""Characters between "until" and its date ("until the", "until Wednesday")."""
_FEW = r"(?:[\w’'-]{1,24}\s){1,5}"
_ALLOW = (
    r"(?:allow|permit|stabilise|improve|agree|consent|choose|request|wish|demand|require|is available|are available)"
)
_ABLE = (
    r"(?:possible|practicable|practical|appropriate|necessary|needed|feasible|reasonable|required|available|applicable)"
)
_LEAD = deferred(
    r"(?<![\w’'-])(?:"
    r"(?P<time>until|till)\s"
    r"|as\ssoon\sas\s(?!(?:possible|practicable|practical|feasible|(?:we|it|they|you)\s(?:can|could|are able))\b)"
    r"|without\s(?:the\s)?(?:prior\s|express\s|written\s)?(?:consent|agreement|approval|permission)\sof\s"
    r"|unless\s|(?<!at )once\s(?!(?:again|more|every|per|an?|they[’']re gone)\b)"
    r"|(?<!even )(?<!as )(?<!what )(?:only\s)?if\s(?!(?:not|only|anything)\b)|only\s(?:when|where|once)\s"
    r"|(?:provided|providing|assuming)\sthat\s|(?<!for )(?:so|as)\slong\sas\s"
    r"|on\s(?:the\s)?condition\sthat\s|in\sthe\sevent\s(?:that|of)\s"
    r"|(?:(?<=, )|(?<=^))(?:provided|providing|assuming)\s"
    r"(?=(?:the(?!\s[\w-]{1,20}est\b)|a|an|we|they|you|it|there|heads|schools|councils|funding)\b)"
    r"|(?:(?:is|are|be|being|remains?)\s)?(?:subject\sto|(?:conditional|contingent|dependent|depending|reliant)\s(?:up)?on)\s"
    rf"|pending\s|(?P<able>(?:where(?:ver)?|when(?:ever)?|as\sand\swh(?:en|ere))\s(?:it\sis\s|this\sis\s|they\sare\s)?{_ABLE}\b)"
    rf"|(?P<far>as\sfar\sas\s(?:is\s|it\sis\s|reasonably\s)?{_ABLE}\b)|in\sso\sfar\sas\s|insofar\sas\s"
    rf"|(?:when|where|as|should)\s{_FEW}{_ALLOW}(?:s|es|d)?\b"
    r"|(?:with)?in\s(?:the\s|our\s|its\s|their\s)?(?:available|existing|current|agreed|affordable|approved)\s"
    r"(?:budgets?|resources|funding|funds|means|limits|capacity|spending\splans?)\b"
    r"|(?:after|following)\s(?:an?|the)\s(?:[\w-]{1,20}\s){0,2}(?:review|consultation|pilot|trial|assessment|evaluation|vote|ballot)\b"
    r")",
    re.IGNORECASE,
)
_END = deferred(
    r"[,;:!?”\"–—](?!\d)|\((?!(?-i:[A-Z])[\w-]{1,12}\)\s)|(?<!(?-i:[A-Z\d]))\)|\.(?!\d)|\s(?:we|ministers|and)\s(?:will|would|is|are)\b"
    r"|\s(?:we|you|they|he|she|it)\s(?:will|would|can|must|should|may|have|has)\s",
    re.IGNORECASE,
)
_END_OF_ABLE = deferred(rf"\s(?:and|or|but)\s|{_END.pattern}", re.IGNORECASE)
"""What stands behind the "and" after "where possible" hangs on nothing."""
_ONLY_TIME = deferred(
    r"(?:until|till)\s(?:then|now|recently|today|next|this|last|further notice|the (?:end|start|beginning|age)|\d|age\b)",
    re.IGNORECASE,
)
_WHO = deferred(
    r"(?:only\s)?(?:if|unless|provided(?:\sthat)?|providing(?:\sthat)?|(?:so|as)\slong\sas|on\s(?:the\s)?condition\sthat)"
    r"\s(?:they|he|she|he or she|you|their|your)\b",
    re.IGNORECASE,
)
"""A condition on those for whom it is."""
_ALIKE = 0.5
"""Share of the stems of the shorter of two clauses from which they are one condition in other words."""
_KNOWN = 0.8
"""Share of the stems of a clause which the other sentence holds, from which only its joining word came or went …"""
_BEGUN = 4
"""Words with which two clauses begin that are one ("depending on the age of …")."""
_TELLING = 3
"""… if there are so many: one or two words stand anywhere."""
_EVERY = deferred(r"\b(?:all|every|each|both|full|fully|whole|entire|entirely|unanimous|unanimously)\b", re.IGNORECASE)
_ONLY = deferred(r"\bonly\b", re.IGNORECASE)
_AND = deferred(r"\band\b", re.IGNORECASE)
_TURNED = deferred(r"(?:unless|until|till|pending)\b", re.IGNORECASE)
"""Clauses in which more to be met does not make the condition harder, or not clearly."""


def find_conditions(text: str) -> tuple[Mark, ...]:
    """Conditional clauses in order, without overlap; the key is the folded clause.

    "Until 5 April" and "until age 18" are times; "even if", "once a week" and "whether" set no condition.
    """
    marks: list[Mark] = []
    times = [mark.start for mark in (*find_dates(text), *find_days(text), *find_times(text), *find_deadlines(text))]
    for lead in _LEAD.finditer(text):
        if marks and lead.start() < marks[-1].end:
            continue
        end = (_END_OF_ABLE if lead["able"] or lead["far"] else _END).search(text, lead.end(), lead.start() + _LONGEST)
        stop = end.start() if end else min(len(text), lead.start() + _LONGEST)
        words = text[lead.start() : stop].rstrip()
        timed = lead["time"] and (
            _ONLY_TIME.match(words) or any(lead.start() <= at <= lead.end() + _WEEKDAY for at in times)
        )
        if words and not timed and len(words.split()) > 1:
            marks.append(Mark(text=words, start=lead.start(), end=lead.start() + len(words), key=fold(words)))
    return tuple(marks)


def condition_shifts(old: str, new: str) -> list[Shift]:
    """Conditions gained (softened), lost (strengthened), or put in another's place (the words do not tell which way).

    One that comes back in nearly its words is told where more must be met now (softened) or less (strengthened).
    """
    before, after = find_conditions(old), find_conditions(new)
    lost, gained = _without(before, after, new), _without(after, before, old)
    shifts = []
    for one, other in zip_longest(lost, gained):
        implies: Implied | None = None if one and other else _direction(one, other)
        shifts.append(Shift("condition", one.text if one else "", other.text if other else "", implies))
    if not lost and not gained:
        shifts += _tightened(before, after)
    return shifts


def _direction(lost: Mark | None, gained: Mark | None) -> Implied:
    """What binds the speaker loosens the promise; what those who receive must be or do says who is covered."""
    said = gained or lost
    if said is not None and _WHO.match(said.text):
        return "narrowed" if gained else "widened"
    return "softened" if gained else "strengthened"


def _tightened(before: Sequence[Mark], after: Sequence[Mark]) -> list[Shift]:
    """Of conditions in nearly the same words those of which more or less must be met now."""
    found = []
    for one in before:
        alike = [(_share(set(stems(one.text)), set(stems(other.text))), other) for other in after]
        share, other = max(alike, key=lambda pair: pair[0], default=(0.0, one))
        implies = _turned(one.text, other.text) if share >= _ALIKE else None
        if implies:
            found.append(Shift("condition", one.text, other.text, implies))
    return found


def _turned(old: str, new: str) -> Implied | None:
    """Harder by "only", "all" or a further clause behind "and"; easier where these went; None where neither or both."""
    if _TURNED.match(old) or _TURNED.match(new):
        return None
    before, after = set(stems(old)), set(stems(new))
    signs = [bool(sign.search(new)) - bool(sign.search(old)) for sign in (_EVERY, _ONLY)]
    more = len(_AND.findall(new)) - len(_AND.findall(old))
    if (more > 0 and after > before) or (more < 0 and after < before):
        signs.append(more)
    if not any(signs) or (max(signs) > 0 > min(signs)):
        return None
    return "softened" if max(signs) > 0 else "strengthened"


def _without(marks: Sequence[Mark], others: Sequence[Mark], text: str) -> list[Mark]:
    """The conditions to which none of the others is like."""
    if not marks:
        return []
    kept, sides = [], [set(stems(other.text)) for other in others]
    said, taken = set(stems(text)), fold(text)
    for mark in marks:
        own = set(stems(mark.text))
        clause = mark.key.split(" ", 1)[-1]
        begun = mark.key.split()[:_BEGUN]
        alike = any(_share(own, side) >= _ALIKE for side in sides) or (" " in clause and clause in taken)
        alike = alike or (
            len(set(stems(" ".join(begun)))) > 1 and any(one.key.split()[:_BEGUN] == begun for one in others)
        )
        if not alike and (len(own) < _TELLING or len(own & said) / len(own) < _KNOWN):
            kept.append(mark)
    return kept


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
