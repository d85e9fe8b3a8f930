"""Marks: all that carries meaning in one sentence, found once, for two sentences to be compared by."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tracker.patterns import deferred
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import fold, numbers
from tracker.wording.mark import Mark
from tracker.wording.modality import Modality, find_modality, is_stative
from tracker.wording.names import find_proper
from tracker.wording.negation import find_negation
from tracker.wording.number import tidy
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.reported import reported
from tracker.wording.scope import find_scope
from tracker.wording.times import find_days, find_times

_LASTING = deferred(r"(?:for|over|during) (?!the (?:next|first|coming|following|space)\b)(?!next\b)", re.IGNORECASE)
"""A span that says how long and not by when: its number is flagged as a number."""
_TURN = deferred(
    r"\b(?:(?P<until>by|before|until|till|up to|through|no later than|ahead of)"
    r"|(?P<start>from|after|since|starting|as (?:of|from)))\b",
    re.IGNORECASE,
)
_PREPOSITION = deferred(
    r"\b(?:by|before|until|till|from|after|since|on|in|at)\b(?! the (?:end|start|beginning) of)", re.IGNORECASE
)
_NO_NEED = deferred(r"(?>.*?(?:\bnot|n['’]t|\bno longer)\b).*\b(?:need|have|has|obliged|required?)\b", re.IGNORECASE)
"""What one does not need to do one may leave undone; what one must not do is forbidden. It is matched from the start and
holds on to the first "not": what follows none follows no later one."""
_STATE = deferred(r"\s(?:be|have|need|want|wish|know|yet|always|apply|find|feel|always)\b", re.IGNORECASE)
_THING = deferred(r"\b(?:it|this|that|there|these|some)\s$", re.IGNORECASE)
"""Where "may not" says that something is perhaps not so."""
_LAW = deferred(r"(?:Act|Order|Regulations|Rules|Bill|Directive|Measure)s? $")
_CHUNK = deferred(r"\S+")
_FILE = deferred(
    r"(?:\([A-Z][a-z]{2,8} \d{4}\) )?\((?:MS |Microsoft |HTML|PDF|ODS|ODT|CSV|XLS|DOC"
    r"|ZIP)[^()]{0,60}\)|\b\d[\d.,]{0,9} ?[KMG]B\b"
)
"""What stands behind the link to a file: "(PDF, 529 KB, 111 pages)". That it was replaced is told as a fact."""
_REFERENCE = deferred(
    r"(?<![\w/])\d{2,4}/(?!(?:19|20)\d\d(?!\d))\d{3,6}(?![\w/])"
    r"|\b(?:paragraphs?|paras?\.?|pages?|pp\.|footnotes?|tables?|figures?|chapters?|sections?|clauses?"
    r"|schedules?|annex(?:es)?|appendix|volumes?|no\.?) \d[\d.]{0,8}"
    r"(?:(?: ?[-–—] ?| to | and |, ?)\d[\d.]{0,8}){0,8}"
    r"|\A\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)] |\A\d{1,2}(?:\.\d{1,2}){1,3} "
    r"|\b(?:note|ppn|notice|circular|order|directive|regulations?|reg|questions?|situation|scenario|example) ?\d[\d/]{0,8}",
    re.IGNORECASE,
)
"""Numbers that point: of a case, of paragraphs and pages. They change with every edit and say nothing."""
_EXPECTED = deferred(r"\bit $", re.IGNORECASE)
_FORECAST = deferred(
    r" (?:not )?be (?:[a-z]{2,14}ly )?(?:difficult|hard|easy|easier|harder|possible|impossible"
    r"|likely|unlikely|clear|argued|seen)\b"
)
"""Behind "it will": what is so, no commitment of anybody."""
_INVERTED = deferred(r"(?:\A|[,;:–—-] )$")
"""Before "should": "should the plan change, …" is a condition."""
_INVERTED_BY = deferred(r" (?:they|you|he|she|it|we|there|the|a|an|any)\b", re.IGNORECASE)
"""Behind "should", where no verb can stand: "inform your child should they test positive"."""
_INVERTED_NOT = deferred(r" (?:be|have|not|also|only|still|then|\w{2,15}ly)\b", re.IGNORECASE)
"""… but not where a verb follows at once: "the school in your area, should be told"."""
_TITLED = deferred(r"\d: $|[a-z] $")
_HOST = deferred(r"\w\.(?:uk|com|org|net|gov)(?:[/).,;:’']|$)", re.IGNORECASE)
_WILL = "will "
_MINUS = deferred(r"(?:^|[\s(])[-−–]$")
_RANGED = deferred(r"\bfrom [^,;.]{4,40} to (?:the )?$", re.IGNORECASE)
"""Before the last day of a range ("from 1 May to 3 June"), which is the day until which."""
_LEAD = 32
"""Characters before a date in which its preposition is looked for ("by the end of the week of …")."""
_DETERMINER = deferred(r"\b(?:our|its|their|this|the current)\b")
_STRESS = deferred(r"\b(?:any|further|undue) |^with(?=in\b)")


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one text, each list in order of place."""

    text: str
    dates: list[Mark]
    """Dates, times of day, and deadlines that name none ("within 100 days", "in due course")."""
    money: list[Mark]
    numbers: list[Mark]
    """Quantities other than money, deadlines and the sizes of files."""
    modality: list[Mark]
    """Verb groups by the class that decides; a negation is flagged as such, not here."""
    days: list[Mark]
    """Days told from today: one may take the place of another; alone they come and go with the news."""
    freed: list[Mark]
    """Verb groups as in `modality`, but what one does not need to do keyed as what one may do."""
    negation: list[Mark]
    scope: list[Mark]
    names: list[Mark]
    turns: dict[str, str]
    """For each key among the dates that has a preposition: whether it says until or from."""
    labels: frozenset[str]
    """Numbers outside every date, quantity and deadline: they are names (Year 7)."""


def marks(text: str, *, led: bool = False) -> Marks:
    """The marks of a sentence; where it is `led` by "We will:", "consider" is "will consider"."""
    points = _mask(text, [*_matches(_REFERENCE, text), *_matches(_FILE, text)])
    dates = _free_of((*(date for date in find_dates(text) if not _is_in_a_law(text, date)), *find_times(text)), points)
    deadlines = [mark for mark in find_deadlines(text) if not _LASTING.match(mark.text) or not _counted(mark)]
    relative = [_plainly(mark) for mark in _free_of(deadlines, _mask(text, dates))]
    figures = [(one.kind == "money", _quantity(text, one)) for one in find_quantities(text)]
    timed = _mask(text, relative)
    counted = _mask(text, [*relative, *find_times(text), *_matches(_FILE, text), *_matches(_REFERENCE, text)])
    names, told = find_proper(text), reported(text)
    longer = _mask(text, (name for name in names if " " in name.text))
    scope = [
        mark
        for mark in _free_of(find_scope(text), timed)
        if not (_is_in_a_name(mark, longer) or _is_titled(text, mark))
    ]
    negation = _free_of(find_negation(text), timed)
    verbs = (
        _led(text)
        if led
        else _free_of(
            (
                _verb(text, group, told)
                for group in find_modality(text)
                if not _is_forecast(text, group) and not _is_inverted(text, group)
            ),
            _mask(text, [*relative, *dates]),
        )
    )
    everything = _mask(
        text,
        [
            *dates,
            *deadlines,
            *(mark for _, mark in figures),
            *_matches(_FILE, text),
            *_matches(_REFERENCE, text),
        ],
    )
    return Marks(
        text=text,
        dates=sorted([*dates, *relative], key=lambda mark: mark.start),
        money=[mark for is_money, mark in figures if is_money],
        numbers=_free_of((mark for is_money, mark in figures if not is_money), counted),
        modality=verbs,
        freed=[_freed(text, mark) for mark in verbs],
        days=list(find_days(text)),
        negation=negation,
        scope=scope,
        names=_free_of(
            (part for name in names for part in _parts(name)),
            _mask(text, [*dates, *relative, *scope, *_addresses(text), *_matches(_FILE, text)]),
        ),
        turns={date.key: turn for date in dates if (turn := _turn(text, date))},
        labels=numbers("".join("," if taken else letter for letter, taken in zip(text, everything, strict=True))),
    )


def _verb(text: str, group: Modality, told: tuple[int, int]) -> Mark:
    """The classes of a verb group, the same one after itself once; "would" in reported speech is "will"."""
    until, since = told
    retold = group.start < until or group.start >= since
    forms = ["will" if form == "would" and retold else form for form in group.forms]
    if forms[0] == "will" and is_stative(text, group):
        forms[0] = "committed"
    return Mark(text=group.words, start=group.start, end=group.end, key=" ".join(form for form, _ in groupby(forms)))


def _is_forecast(text: str, group: Modality) -> bool:
    before = _EXPECTED.search(text, max(0, group.start - 3), group.start)
    return bool(before) and bool(_FORECAST.match(text, group.end))


def _is_inverted(text: str, group: Modality) -> bool:
    before = _INVERTED.search(text, max(0, group.start - 2), group.start)
    if group.words.lower() != "should":
        return False
    return bool(_INVERTED_BY.match(text, group.end)) or (bool(before) and not _INVERTED_NOT.match(text, group.end))


def _led(text: str) -> list[Mark]:
    """Verb groups of an item under a lead-in that ends in "will"; the word itself stands in the lead-in and is not shown."""
    whole = f"{_WILL}{text[:1].lower()}{text[1:]}"
    found = [_verb(whole, group, (-1, len(whole))) for group in find_modality(whole)]
    return [mark.model_copy(update={"text": mark.text.removeprefix(_WILL.strip()).strip()}) for mark in found]


def _freed(text: str, verb: Mark) -> Mark:
    """What one need not do is left open; what somebody may not do he must not."""
    if _NO_NEED.match(verb.text):
        return verb.model_copy(update={"key": "may"})
    forbids = verb.text.lower() == "may not" and not _STATE.match(text, verb.end)
    return verb.model_copy(update={"key": "must"}) if forbids and not _THING.search(text[: verb.start]) else verb


def _is_in_a_law(text: str, date: Mark) -> bool:
    """The year of an Act or of Regulations is part of a name."""
    return len(date.text) == 4 and bool(_LAW.search(text, max(0, date.start - 16), date.start))  # noqa: PLR2004 - a year


def _is_in_a_name(mark: Mark, longer: bytearray) -> bool:
    """Universal Credit is a name; nothing there is universal. `longer`: the characters of names of several words."""
    return mark.text[0].isupper() and all(longer[mark.start : mark.end])


def _is_titled(text: str, mark: Mark) -> bool:
    """Whether it begins a title inside a sentence: "Note 10: New Thresholds"."""
    return mark.text[0].isupper() and bool(_TITLED.search(text, max(0, mark.start - 4), mark.start))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield Mark(text=match[0], start=match.start(), end=match.end(), key="")


def _addresses(text: str) -> Iterator[Mark]:
    """E-mail and web addresses, which hold no names."""
    for match in _CHUNK.finditer(text):
        if "@" in match[0] or "://" in match[0] or match[0].startswith("www.") or _HOST.search(match[0]):
            yield Mark(text=match[0], start=match.start(), end=match.end(), key="")


def _parts(name: Mark) -> Iterator[Mark]:
    """Names joined by "and" one by one (SEND and AP), unless a name of three words and more is likely one name."""
    pieces = name.text.split(" and ")
    if len(pieces) == 1 or any(" " in piece for piece in pieces):
        yield name
        return
    start = name.start
    for piece in pieces:
        yield Mark(text=piece, start=start, end=start + len(piece), key=fold(piece))
        start += len(piece) + len(" and ")


def _quantity(text: str, quantity: Quantity) -> Mark:
    """Keyed by what it is worth: three quarters are 75 per cent, and −2.5 is not 2.5."""
    kind, value = quantity.kind, quantity.value
    if kind == "fraction":
        kind, value = "percent", round(value * 100, 2)
    unit = quantity.unit if kind in {"money", "duration"} else None
    minus = bool(_MINUS.search(text, max(0, quantity.start - 3), quantity.start))
    start = quantity.start - minus
    key = f"{'minus ' if minus else ''}{kind} {tidy(value)} {unit or ''}"
    return Mark(text=text[start : quantity.end], start=start, end=quantity.end, key=key)


def _turn(text: str, date: Mark) -> str:
    """The direction of the preposition of a date, which its text may hold: until 5 April is not from 5 April."""
    lead_in = text[max(0, date.start - _LEAD) : date.start] + date.text.split(" ", 1)[0]
    last = max((found.start() for found in _PREPOSITION.finditer(lead_in)), default=0)
    if _RANGED.search(text[max(0, date.start - 2 * _LEAD) : date.start]):
        return "until"
    lead = _TURN.search(lead_in, last)
    return (lead.lastgroup or "") if lead else ""


def _counted(mark: Mark) -> bool:
    return any(letter.isdigit() for letter in mark.key)


def _plainly(mark: Mark) -> Mark:
    """Keyed alike whether it says "the", "this" or "our" first year, in or within it, without or without any delay."""
    return mark.model_copy(update={"key": _STRESS.sub("", _DETERMINER.sub("the", fold(mark.key)))})


def _mask(text: str, marks: Iterable[Mark]) -> bytearray:
    taken = bytearray(len(text))
    for mark in marks:
        taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    return taken


def _free_of(marks: Iterable[Mark], taken: bytearray) -> list[Mark]:
    return [mark for mark in marks if not any(taken[mark.start : mark.end])]
