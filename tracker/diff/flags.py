"""Flags: what a rewording does to the meaning, each with the words before and after.

Scores of likeness are blind to these: "will" and "will not" have cosine 1.00 (docs/studies/linking.md 7). Marks are
compared by their normalised keys, so that £1.3bn and £1.3 billion, or ’ and ', raise nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product, zip_longest

from tracker.diff.actor import actor, is_same_actor
from tracker.diff.bearing import bearing
from tracker.diff.bounds import beginning
from tracker.diff.change import Flag, FlagName
from tracker.diff.instead import instead
from tracker.diff.kinds import with_bounds, with_kinds
from tracker.diff.marks import Marks, marks
from tracker.diff.pairside import PairSide, PairSides
from tracker.diff.phrases import whole
from tracker.patterns import deferred
from tracker.wording.bodies import is_own
from tracker.wording.fold import STOP, fold, numbers, stems, words
from tracker.wording.mark import Mark
from tracker.wording.names import acronyms
from tracker.wording.same import same_but_typography
from tracker.wording.shift.find import find_shifts

_WORD = deferred(r"[^\W_]+")
_SHARED = 0.4
"""Share of the shorter side's stems from which the other may be a rewording of it."""
_VAGUE = frozenset({"new", "additional", "further", "extra", "current"})
"""Words of scope beside a number; elsewhere they only introduce a thing."""
_NEAR = 40
"""Characters beside a word of scope that say of what it is."""
_THING = 3
"""… and how many stems there."""
_MOST = 50
"""Marks of a kind, of those that stand on one side only, of which each is compared with each; the rest pair by place."""
_PIECE = deferred(r"[^\W_]+")
_YEAR = 4
"""Figures of a year."""
_ROW = 2
"""Dates that are a row."""
_DATES_ALIKE = 3
"""Points from which one of two dates took the other's place, wherever it stands."""
_LONE_UNITS = {
    "24 hours": "day",
    "7 days": "week",
    "seven days": "week",
    "12 months": "year",
    "twelve months": "year",
    "60 minutes": "hour",
}
_PAIR, _TIMES, _TWICE = (
    {"2", "two"},
    *(deferred(rf"\b{words}\b", re.IGNORECASE) for words in ("(?:2|two) times", "twice")),
)
_ANDS = (["and"], ["or"])
"""Beside a name in a row they say nothing without the word beyond."""
_AS = deferred(r"as (?:of|from)", re.IGNORECASE)
_ARTICLE = deferred(r"\b(?:the|an?)\s$", re.IGNORECASE)
_EXPLAINED = deferred(r"\A\s\([A-Z][\w’']{1,9}\)")
_FIGURE = deferred(r"[0-9]+(?:\.[0-9]+)?")


def flags(old: str, new: str, *, publisher: str | None = None, led: bool = False) -> tuple[Flag, ...]:
    """Changes of meaning of a pair's main act, the most consequential first (`wording/shift/consequence.py`).

    The same texts, and texts that differ in typography only, have none. `publisher` is who says "we" on the page;
    `led` says that both are items under a lead-in that ends in "will" or the like.
    """
    told = every_flag(old, new, publisher=publisher, led=led)
    if not told:
        return ()
    before, after = (PairSide(marks(beginning(side), led=led)) for side in (old, new))
    sides = PairSides(before, after, told)
    return whole(bearing(instead(sides)), sides)


def every_flag(old: str, new: str, *, publisher: str | None = None, led: bool = False) -> tuple[Flag, ...]:
    """The same of every clause, also in another tense: what a statement says otherwise than the record."""
    old, new = beginning(old), beginning(new)
    if same_but_typography(old, new) or words(old) == words(new):
        return ()
    before, after = marks(old, led=led), marks(new, led=led)
    actors, programmes = actor(before, after, publisher)
    found = (
        *_different("money", before.money, after.money),
        *_numbers(before, after),
        *_dates(before, after),
        *_modality(before, after),
        *_different("negation", before.negation, after.negation),
        *_scope(before, after),
        *actors,
        *programmes,
        *_names(before, after, (*actors, *programmes), publisher),
    )
    return tuple(with_kinds(with_bounds(_with_spans(_telling(found, old, new)), old, new), find_shifts(old, new)))


def _telling(flags: Sequence[Flag], old: str, new: str) -> list[Flag]:
    """The flags; of what only came or went not those whose words stand on the other side, too, and were read otherwise.

    Two sentences that share little differ in everything: there only amounts, negations and what took another's place count.
    """
    left, right = frozenset(stems(old)), frozenset(stems(new))
    is_reworded = len(left & right) >= _SHARED * min(len(left), len(right))
    before, after = (f" {' '.join(words(text))} " for text in (old, new))

    def tells(flag: Flag) -> bool:
        if _is_signed(flag, old, new):
            return False
        if (flag.old and flag.new) or flag.name in {"money", "negation", "actor"}:
            return True
        said, other = (flag.old, after) if flag.old else (flag.new, before)
        stands = flag.name in {"number", "scope"} and f" {' '.join(words(said))} " in other
        return is_reworded and not stands

    return [flag for flag in flags if tells(flag)]


def _is_signed(flag: Flag, old: str, new: str) -> bool:
    """Whether a figure only lost or got its pound sign, as cells of tables do."""
    if flag.name not in {"money", "number"} or (flag.old and flag.new):
        return False
    mine, other = (words(flag.old), words(new)) if flag.old else (words(flag.new), words(old))
    return len(mine) == 1 and ({mine[0].removeprefix("gbp"), f"gbp{mine[0]}"} - {mine[0]}) & {*other} != set()


def _different(name: FlagName, old: Sequence[Mark], new: Sequence[Mark]) -> list[Flag]:
    """Marks whose key stands on one side only: those that say part of the same first, then in pairs by order of place."""
    lost, gained = _only(old, new)
    rest = lost[_MOST:], gained[_MOST:]
    lost, gained = lost[:_MOST], gained[:_MOST]
    pairs = []
    for before in tuple(lost):
        after = next((mark for mark in gained if _overlap(before.key, mark.key)), None)
        if after is not None:
            lost.remove(before)
            gained.remove(after)
            pairs.append(_flag(name, before, after))
    if len(lost) != len(gained):
        pairs += [_flag(name, before, after) for before, after in _near_in_size(lost, gained)]
    in_order = zip_longest([*lost, *rest[0]], [*gained, *rest[1]])
    return [*pairs, *(_flag(name, before, after) for before, after in in_order)]


def _near_in_size(lost: list[Mark], gained: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Figures of which one side has more, in pairs of like size: they leave the lists, those beyond a factor of ten stay.

    Else 200 schools, 32 of them new, and 120,000 children would become 377 and 200,000 in the wrong order.
    """
    sizes = {id(mark): math.log(size) for mark in (*lost, *gained) if (size := _size(mark))}
    near = sorted(
        (abs(sizes[id(before)] - sizes[id(after)]), order, before, after)
        for order, (before, after) in enumerate(product(lost, gained))
        if id(before) in sizes and id(after) in sizes
    )
    found = []
    left = set(sizes)
    for apart, _, before, after in near:
        if apart <= math.log(10) and {id(before), id(after)} <= left:
            left -= {id(before), id(after)}
            found.append((before, after))
    for side in (lost, gained):
        side[:] = [mark for mark in side if id(mark) in left or id(mark) not in sizes]
    yield from sorted(found, key=lambda pair: pair[0].start)


def _size(mark: Mark) -> float | None:
    figure = _FIGURE.search(mark.key)
    return float(figure.group()) if figure else None


def _overlap(old: str, new: str) -> bool:
    """Keys of which one holds the other: 25 September and 25 September 2020, "will" and "will consider"."""
    shorter, longer = sorted((old.lstrip("-"), new.lstrip("-")), key=len)
    return len(shorter) > 1 and shorter in longer


def _only(old: Sequence[Mark], new: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    old_counts, new_counts = (Counter(mark.key for mark in marks) for marks in (old, new))
    return _surplus(old, old_counts - new_counts), _surplus(new, new_counts - old_counts)


def _surplus(marks: Sequence[Mark], counts: Counter[str]) -> list[Mark]:
    left = Counter(counts)
    kept = []
    for mark in marks:
        if left[mark.key] > 0:
            left[mark.key] -= 1
            kept.append(mark)
    return kept


def _numbers(old: Marks, new: Marks) -> list[Flag]:
    """Counts and the like; where none differs, numbers that are names and took another's place (Year 7 → 8)."""
    found = [
        flag for flag in _different("number", old.numbers, new.numbers) if not _is_one_span(flag, old.text, new.text)
    ]
    lost, gained = sorted(old.labels - new.labels), sorted(new.labels - old.labels)
    found = [part for flag in found for part in _of_one_kind(flag, old, new)]
    if found:
        return found
    pairs = product(lost[:_MOST], gained[:_MOST])
    return [Flag(name="number", old=one, new=other) for one, other in pairs if _is_one_label(one, old, other, new)]


def _of_one_kind(flag: Flag, old: Marks, new: Marks) -> Iterator[Flag]:
    """The flag; of a count and a span of time, which are no two sizes of one thing, each alone."""
    kinds = [
        next((mark.key.split(" ")[0] for mark in side.numbers if mark.text == words), "")
        for side, words in ((old, flag.old), (new, flag.new))
    ]
    if {"count", "duration"} == set(kinds) and numbers(flag.old) != numbers(flag.new):
        yield flag.model_copy(update={"new": ""})
        yield flag.model_copy(update={"old": ""})
    else:
        yield flag


def _is_one_label(one: str, old: Marks, other: str, new: Marks) -> bool:
    """Whether both numbers name one kind of thing: the same word stands before them ("Year 7", "Year 8")."""
    before, after = (
        {fold(found[1]) for found in re.finditer(rf"([^\W\d_]+)\W{{1,3}}{re.escape(label)}(?!\w)", side.text)}
        for label, side in ((one, old), (other, new))
    )
    return bool(before & after)


def _with_spans(flags: Sequence[Flag]) -> list[Flag]:
    """The flags; a span that went as a number and came as a time by which is one date ("25 days" → "within 15 days")."""
    found = list(flags)
    for number in [flag for flag in flags if flag.name == "number" and bool(flag.old) != bool(flag.new)]:
        unit = stems(number.old or number.new)[-1:]
        for date in [flag for flag in found if flag.name == "date"]:
            came, went = (date.new, date.old) if number.old else (date.old, date.new)
            if unit and unit == stems(came)[-1:]:
                told = Flag(name="date", old=number.old or came, new=number.new or came)
                rest = (
                    [Flag(name="date", old=went if number.old else "", new="" if number.old else went)] if went else []
                )
                at = found.index(date)
                found[at : at + 1] = [told, *rest]
                found.remove(number)
                break
    return found


def _is_one_span(flag: Flag, old: str, new: str) -> bool:
    """A span of time in another unit, of which the other side says the lone unit: "24 hours" and "day"."""
    span, text, own = (flag.old, new, old) if flag.old else (flag.new, old, new)
    if flag.old and flag.new:
        return False
    if fold(span) in _PAIR and _TIMES.search(own) and _TWICE.search(text):
        return True
    unit = _LONE_UNITS.get(fold(span))
    return unit is not None and re.search(rf"\b{unit}\b", text, re.IGNORECASE) is not None


def _is_one_day(flag: Flag, old: str, new: str) -> bool:
    """A lone unit of time whose span the other side says in another: "within a day" and "within 24 hours"."""
    if flag.old and flag.new:
        return False
    words, other = (flag.old, new) if flag.old else (flag.new, old)
    return any(
        re.search(rf"\b(?:an?|one) {unit}$", fold(words)) and span in other for span, unit in _LONE_UNITS.items()
    )


def _modality(old: Marks, new: Marks) -> list[Flag]:
    """Where both are negated, "need not" is not "must not"; where one is, the negation is the change."""
    before, after = (old.freed, new.freed) if old.negation and new.negation else (old.modality, new.modality)
    return [flag for flag in _different("modality", before, after) if not _is_one_more(flag, before, after)]


def _is_one_more(flag: Flag, old: Sequence[Mark], new: Sequence[Mark]) -> bool:
    """A word that stands on both sides, on one of them once more, is no firmer and covers no more."""
    if flag.old and flag.new:
        return False
    side, others, words = (old, new, flag.old) if flag.old else (new, old, flag.new)
    keys = {mark.key for mark in side if mark.text == words}
    return any(other.key in keys for other in others)


def _scope(old: Marks, new: Marks) -> list[Flag]:
    """Words of scope in another's place; one that only came or went, where the other side speaks of the same thing."""
    left, right = frozenset(stems(old.text)), frozenset(stems(new.text))
    found = _of_one_thing(_different("scope", old.scope, new.scope), old, new)
    return [
        flag for flag in found if not _is_one_more(flag, old.scope, new.scope) and _bears(flag, old, left, new, right)
    ]


def _of_one_thing(flags: Sequence[Flag], old: Marks, new: Marks) -> list[Flag]:
    """The flags, two words set against each other where both are said of one thing ("some villages", "every village")."""
    kept: list[Flag] = []
    lost: list[str] = []
    gained: list[str] = []
    for flag in flags:
        if flag.old and flag.new and _is_of_one_thing(flag.old, old, flag.new, new):
            kept.append(flag)
        else:
            lost += [flag.old] if flag.old else []
            gained += [flag.new] if flag.new else []
    for before in lost:
        after = next((words for words in gained if _is_of_one_thing(before, old, words, new)), "")
        if after:
            gained.remove(after)
        kept.append(Flag(name="scope", old=before, new=after))
    return [*kept, *(Flag(name="scope", old="", new=words) for words in gained)]


def _is_of_one_thing(before: str, old: Marks, after: str, new: Marks) -> bool:
    if _bounds(before) != _bounds(after):
        return False  # "all children" and "children under 5"
    one, other = _said_of(old, before), _said_of(new, after)
    return bool(one & other) or not (one and other)


def _bounds(words: str) -> bool:
    """Whether it says of an age or a figure on which side of it somebody is."""
    return fold(words) in {"under", "below", "over", "above"}


def _said_of(side: Marks, words: str) -> set[str]:
    """The first stems behind a word of scope; at an end those before it."""
    mark = next(one for one in side.scope if one.text == words)
    behind = stems(side.text[mark.end : mark.end + _NEAR])[:_THING]
    return set(behind or stems(side.text[max(0, mark.start - _NEAR) : mark.start])[-_THING:])


def _bears(flag: Flag, old: Marks, left: frozenset[str], new: Marks, right: frozenset[str]) -> bool:
    """Whether one of the words behind it, or before it at an end, stands on the other side too."""
    if flag.old and flag.new:
        return True
    side, others, words = (old, right, flag.old) if flag.old else (new, left, flag.new)
    mark = next((one for one in side.scope if one.text == words), None)
    if mark is None:
        return True
    if fold(words) in _VAGUE and not any(abs(one.start - mark.start) <= _NEAR for one in (*side.numbers, *side.money)):
        return False
    behind = stems(side.text[mark.end : mark.end + _NEAR])[:2] or stems(
        side.text[max(0, mark.start - _NEAR) : mark.start]
    )
    return not behind or bool(others & set(behind))


def _dates(old: Marks, new: Marks) -> Iterator[Flag]:
    """Dates that stand on one side only, and those that were turned round ("until 5 April" → "from 5 April")."""
    yield from (flag for flag in _redated(old, new) if not _is_one_day(flag, fold(old.text), fold(new.text)))
    yield from (flag for flag in _different("date", old.days, new.days) if flag.old and flag.new)
    for key in sorted(old.turns.keys() & new.turns.keys()):
        if old.turns[key] != new.turns[key]:
            yield Flag(name="date", old=_with_turn(old, key), new=_with_turn(new, key))


def _redated(old: Marks, new: Marks) -> list[Flag]:
    """Dates of one side only: those of one form that bind alike or share most first, then as other marks pair."""
    carried = _carried(old, new)
    if carried:
        return carried
    lost, gained = _only(old.dates, new.dates)
    ranked = sorted(
        (-_alike(one, old.turns, other, new.turns), order, one, other)
        for order, (one, other) in enumerate(product(lost[:_MOST], gained[:_MOST]))
    )
    pairs, left = [], {id(mark) for mark in (*lost, *gained)}
    for likeness, _, one, other in ranked:
        if -likeness >= _DATES_ALIKE and {id(one), id(other)} <= left:
            left -= {id(one), id(other)}
            pairs.append((one, other))
    paired = [_dated(old, one, new, other) for one, other in sorted(pairs, key=lambda pair: pair[0].start)]
    rest = [[mark for mark in side if id(mark) in left] for side in (lost, gained)]
    hours, days = ([[mark for mark in side if (":" in mark.key) is timed] for side in rest] for timed in (True, False))
    return [*paired, *_different("date", *days), *_different("date", *hours)]


def _carried(old: Marks, new: Marks) -> list[Flag]:
    """All dates in their order where as many of the same forms, each behind the same word, stand on both sides.

    So a range is told by its ends, and where a row was carried on the next of the old is not taken for the first of the new.
    """
    pairs = list(zip(old.dates, new.dates, strict=False))
    if len(old.dates) != len(new.dates) or len(pairs) < _ROW or not _only(old.dates, new.dates)[0]:
        return []
    alike = all(
        len(_PIECE.findall(one.key)) == len(_PIECE.findall(other.key))
        and _beside(old.text, one)[0].split()[-1:] == _beside(new.text, other)[0].split()[-1:]
        for one, other in pairs
    )
    return [_flag("date", one, other) for one, other in pairs if one.key != other.key] if alike else []


def _alike(one: Mark, turns: Mapping[str, str], other: Mark, others: Mapping[str, str]) -> int:
    """Two points for the same "by" or "from" and for each day, month or season of both, one for the year and the form."""
    mine, its = _PIECE.findall(one.key), _PIECE.findall(other.key)
    turn = turns.get(one.key)
    shared = sum(1 if len(piece) == _YEAR else 2 for piece in {*mine} & {*its})
    return 2 * (bool(turn) and turn == others.get(other.key)) + (len(mine) == len(its)) + shared


def _dated(old: Marks, one: Mark, new: Marks, other: Mark) -> Flag:
    """A date in another's place; each with its preposition where one is turned ("from 8 March" → "until 29 March")."""
    turns = {old.turns.get(one.key, ""), new.turns.get(other.key, "")}
    if len(turns) == 1 or "" in turns:
        return _flag("date", one, other)
    return Flag(name="date", old=_with_turn(old, one.key), new=_with_turn(new, other.key))


def _with_turn(side: Marks, key: str) -> str:
    date = next(mark for mark in side.dates if mark.key == key)
    lead = side.text[: date.start].rsplit(maxsplit=2)[-2:]
    return " ".join([*(lead if _AS.fullmatch(" ".join(lead)) else lead[-1:]), date.text])


def _names(old: Marks, new: Marks, shown: Sequence[Flag], publisher: str | None) -> list[Flag]:
    """Names that stand on one side only; not those that another flag shows already, nor the publisher's own."""
    old_words, new_words = fold(old.text), fold(new.text)
    shown_old, shown_new = fold(" ".join(flag.old for flag in shown)), fold(" ".join(flag.new for flag in shown))
    lost, gained = _only(*([_one(mark) for mark in side.names] for side in (old, new)))
    is_said_later, is_said_before = _saying(old.text, new_words, new.names), _saying(new.text, old_words, old.names)
    lost = [mark for mark in lost if not is_said_later(mark) and mark.key not in shown_old]
    gained = [mark for mark in gained if not is_said_before(mark) and mark.key not in shown_new]
    if is_same_actor(old, new, publisher) or not (lost and gained):
        lost, gained = ([mark for mark in side if not _own(mark, publisher)] for side in (lost, gained))
    paired = _in_place(old.text, lost, new.text, gained)
    left = {id(mark) for pair in paired for mark in pair}
    longer = {(one.text, other.text) for one, other in paired}
    short = (acronyms(old.text), acronyms(new.text))
    paired = [pair for pair in paired if tuple(map(_spelt_out, short, pair)) not in longer]
    lone = (
        [_flag("name", mark, None) if mark in lost else _flag("name", None, mark)]
        for mark in (*lost, *gained)
        if id(mark) not in left and not _own(mark, publisher)
    )
    return [*(_flag("name", *pair) for pair in paired), *(flag for one in lone for flag in one)]


def _spelt_out(explained: Mapping[str, str], name: Mark) -> str:
    """What an acronym is short for in its sentence; nothing of other names."""
    return explained.get(name.text, "")


def _in_place(old: str, lost: Sequence[Mark], new: str, gained: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """Names of which one stands where the other stood: beside the same word, or at the same end."""
    pairs = []
    left = list(gained[:_MOST])
    for before in lost[:_MOST]:
        mine = _beside(old, before)
        after = next((one for one in left if any(map(_is_same_word, mine, _beside(new, one)))), None)
        if after is not None:
            left.remove(after)
            pairs.append((before, after))
    return pairs


def _is_same_word(one: str, other: str) -> bool:
    return one == other


def _beside(text: str, mark: Mark) -> tuple[str, str]:
    """The word before a mark and the one behind it, without its article and acronym; none at an end of the text."""
    before = _ARTICLE.sub("", text[max(0, mark.start - _NEAR) : mark.start])
    behind = _EXPLAINED.sub("", text[mark.end : mark.end + _NEAR], count=1)
    lead, tail = fold(before).split(), fold(behind).split()
    lead = lead[-2:] if lead[-1:] in _ANDS else lead[-1:]
    tail = tail[:2] if tail[:1] in _ANDS else tail[:1]
    return " ".join(lead), " ".join(tail)


def _one(name: Mark) -> Mark:
    """An acronym in the plural keyed as one of them: SME's and SMEs."""
    is_plural = name.text[-1:] == "s" and name.text[:-1].isupper() and len(name.text) > 2  # noqa: PLR2004 - "Is"
    return name.model_copy(update={"key": name.key[:-1]}) if is_plural else name


def _saying(text: str, other: str, names: Sequence[Mark]) -> Callable[[Mark], bool]:
    """Whether the other side holds all words of a name, or its acronym, or the long form of an acronym."""
    held = STOP | set(_WORD.findall(other))
    told = acronyms(text)
    explained = {short for short, long_form in told.items() if fold(long_form) in other}
    explained |= {long_form for short, long_form in told.items() if fold(short) in held}
    meant = frozenset(stems(other))
    spelt = {_initials(one.text) for one in names}
    initials, own = [word for word in _WORD.findall(other) if word not in STOP], fold(text)
    return lambda mark: (
        mark.text in explained
        or _initials(mark.text) in held
        or (mark.text.lower() in spelt and " " not in mark.text)
        or (mark.text.isupper() and _is_spelt(mark.text.lower(), initials, own))
        or held.issuperset(_WORD.findall(mark.key))
        or (not mark.text.isupper() and meant.issuperset(stems(mark.key)))
    )


def _is_spelt(acronym: str, words: Sequence[str], own: str) -> bool:
    """Whether words of the other side begin with its letters; two letters may be any: then words that stand there alone."""
    at = "".join(word[0] for word in words).find(acronym)
    return at >= 0 and (len(acronym) > 2 or " ".join(words[at : at + len(acronym)]) not in own)  # noqa: PLR2004 - as said


def _initials(name: str) -> str:
    """The acronym of a name of three words and more, folded ("dfe"); nothing of a shorter one."""
    pieces = name.split()
    return "".join(piece[0] for piece in pieces).lower() if len(pieces) >= 3 else name  # noqa: PLR2004 - two may be any


def _own(mark: Mark, publisher: str | None) -> bool:
    return is_own(mark.text, publisher)


def _flag(name: FlagName, before: Mark | None, after: Mark | None) -> Flag:
    return Flag(name=name, old=before.text if before else "", new=after.text if after else "")
