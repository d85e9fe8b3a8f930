"""Instead: what stands in a sentence where words of the other one stood, so that a word in another's place is told as such.

A word that "is no longer there" may only have been put in other words, and two dates set against each other may be those of
two things. Both are decided by the whole pair: by the order of its words, and by what stands beside them.
"""

import re
from collections.abc import Iterator

from tracker.diff.change import Flag
from tracker.diff.counterparts import are_counterparts, marked
from tracker.diff.pairside import PairSide, PairSides, joined
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems
from tracker.wording.names import acronyms

_FEW = 2
"""Words that may stand in the place of a word of scope and be another one."""
_ALIKE = 0.5
"""Share of the stems of the shorter of two clauses from which they say one thing."""
_COUNTING = frozenset("all any each every some most many both only".split())
"""Words that count and describe nothing: an adjective takes nothing from them."""
_BEGINS = 5
"""Letters that two words begin with, of which one is the other in another form: special, specialist."""
_CLAUSE = deferred(
    r"(?:whil(?:e|st)|when(?:ever)?|where(?:ver)?|if|unless|until|till|once|during|throughout|after|before"
    r"|as (?:long|soon) as|provided|subject|depending|pending)\b",
    re.IGNORECASE,
)
_ASKS = frozenset({"must", "should", "may"})
_ADVICE = deferred(
    r"(?:is|are|be) (?:also |strongly )?"
    r"(?:advised|asked|encouraged|recommended|urged|invited|expected|allowed) (?:not )?to\b",
    re.IGNORECASE,
)
_ROW = deferred(r",|\b(?:and|or)\b")
_ENDS = deferred(r"[,;:.!?()–—](?!\d)")
_FIGURES = frozenset({"number", "money", "date"})
_SAME = 4
"""Letters from which words that are only joined or parted otherwise are told from others that hold them by chance."""
_NEAR, _AROUND = 4, 80
"""Stems before and behind a date, and characters in which they stand, that say of what it is."""
_COPIES = 0.75
"""Share of the stems of both sides that both have, from which dates in each other's place are of one thing."""
_OF_A_DAY = frozenset(
    stems(
        """january february march april may june july august september october november december monday tuesday wednesday
        thursday friday saturday sunday spring summer autumn winter term year academic financial school end start
        beginning"""
    )
)
_ACRONYM = 3
"""Letters of an acronym of which one may differ."""
_LONGEST = 3
"""Words behind an acronym that may be its last letters: "EHC plan" is EHCP."""


def instead(sides: PairSides) -> PairSides:
    """The pair with its flags told by what stands where their words stood, in their order."""
    found = (one for flag in sides.flags if not _is_slip(sides, flag) for one in _told(sides, flag))
    return PairSides(sides.old, sides.new, tuple(dict.fromkeys(found)))


def _told(sides: PairSides, flag: Flag) -> Iterator[Flag]:
    """The flag in its place: as it is, with what took that place, as two that only came and went, or not at all."""
    both = bool(flag.old and flag.new)
    match flag.name:
        case "date" if both and flag.kind is None and _are_apart(sides, flag):
            old, new = marked(sides.old, flag.old), marked(sides.new, flag.new)
            lone = flag.model_copy(update={"kind": "dated", "implies": "redated"})
            yield lone.model_copy(update={"old": old.text if old else flag.old, "new": ""})
            yield lone.model_copy(update={"old": "", "new": new.text if new else flag.new})
        case "date" if both and flag.kind is None and not are_counterparts(sides, flag):
            return
        case "date" if both and flag.kind == "within_year" and not _is_one_time(sides, flag):
            return
        case "scope" if not both and flag.kind == "condition":
            yield from _condition(sides, flag)
        case "scope" if not both and flag.kind is None:
            yield from _limit(sides, flag)
        case "name":
            yield from _name(sides, flag)
        case "modality" if not both and flag.kind is None:
            yield _advised(sides, flag)
        case _:
            yield flag


def _is_one_time(sides: PairSides, flag: Flag) -> bool:
    """Whether two parts of a year are of one thing, which nearly the same words around them, or their frame, show."""
    return sides.likeness(flag) >= _COPIES or are_counterparts(sides, flag)


def _is_slip(sides: PairSides, flag: Flag) -> bool:
    """Whether words were only joined or parted, or letters of a name changed places.

    What is told of either side then stands in the other, spaces left aside.
    """
    if flag.name == "name" and _are_nearly_one(flag.old.rstrip("s"), flag.new.rstrip("s")):
        return True
    if flag.name in _FIGURES or not (flag.old and flag.new) or min(len(flag.old), len(flag.new)) < _SAME:
        return False
    if flag.name == "name" and sorted(joined(flag.old)) == sorted(joined(flag.new)):
        return True
    return joined(flag.old) in sides.new.joined and joined(flag.new) in sides.old.joined


def _are_nearly_one(old: str, new: str) -> bool:
    """Whether two acronyms differ in one letter: a thing under another of its names, or a slip."""
    apart = sum(one != other for one, other in zip(old, new, strict=False))
    return old.isupper() and new.isupper() and len(old) == len(new) >= _ACRONYM and apart == 1


def _condition(sides: PairSides, flag: Flag) -> Iterator[Flag]:
    """A clause in whose place another one stands: told with it, or not where the two say one thing."""
    side, other, words = sides.of(flag)
    for at in side.places(words):
        place = sides.place(side, at)
        if place is not None and _CLAUSE.match(other.text, place):
            end = _ENDS.search(other.text, place)
            clause = other.text[place : end.start() if end else len(other.text)].strip()
            own, its = (set(stems(_CLAUSE.sub("", said, count=1))) for said in (words, clause))
            if len(own & its) < _ALIKE * min(len(own), len(its)) and sides.likeness(flag) >= _COPIES:
                yield flag.model_copy(update={"implies": None, "new" if flag.old else "old": clause})
            return
    yield flag


def _advised(sides: PairSides, flag: Flag) -> Flag:
    """A verb group with the one, or the advice, in whose place it stands ("must not" → "are advised not to")."""
    side, other, words = sides.of(flag)
    for at in side.places(words):
        place = sides.place(side, at)
        if place is None or not any(mark.start == at and mark.key in _ASKS for mark in side.marks.modality):
            continue
        advice = _ADVICE.match(other.text, place)
        group = next((mark.text for mark in other.marks.modality if mark.start == place and mark.key in _ASKS), "")
        if advice or group:
            return flag.model_copy(update={"new" if flag.old else "old": advice[0] if advice else group})
    return flag


def _limit(sides: PairSides, flag: Flag) -> Iterator[Flag]:
    """A word of scope in whose place another word stands."""
    side, _, words = sides.of(flag)
    for at in side.places(words):
        gone, instead_of = sides.gap(side, at)
        if fold(gone) != fold(words) or not set(stems(instead_of)) - side.stems:
            continue  # what stands there stands on this side as well, beside it
        if (
            fold(words) not in _COUNTING
            and side.text[at + len(words) :][:1] == " "
            and len(instead_of.split()) <= _FEW
            and fold(words)[:_BEGINS] != fold(instead_of)[:_BEGINS]
        ):
            yield flag.model_copy(update={"new" if flag.old else "old": instead_of})
        return
    yield flag


def _name(sides: PairSides, flag: Flag) -> Iterator[Flag]:
    """Of names told together the one that is new; none where an acronym of the other side is spelt out or cut otherwise."""
    if flag.old and flag.new and not _is_whole_row(sides, flag):
        return
    old, new = _apart_from_tail(_without(flag.old, sides.new), _without(flag.new, sides.old))
    spelt = ((sides.old, flag.old, sides.new), (sides.new, flag.new, sides.old))
    if (not old and not new) or any(_is_cut(*one) for one in spelt):
        return
    if not (old and new) and (any(_is_spelt(*one) for one in spelt) or _is_part(sides, flag, old or new)):
        return
    if old and new and not all(_is_alone(sides, *one) for one in ((sides.old, old), (sides.new, new))):
        return
    yield flag.model_copy(update={"old": old, "new": new})


def _is_whole_row(sides: PairSides, flag: Flag) -> bool:
    """Whether no other name went, or came, in the same row ("A, B and C"): which of them was replaced cannot be said."""
    rows = []
    for side, words in ((sides.old, flag.old), (sides.new, flag.new)):
        at = next(side.places(words), None)
        gap = sides.gap(side, at)[0] if at is not None else ""
        rest = gap.replace(words, "", 1)
        others = [mark for mark in side.marks.names if mark.text in rest and mark.text != _initials(words)]
        rows.append(len(others) if _ROW.search(rest) else 0)
    return rows[0] == rows[1]


def _initials(name: str) -> str:
    return "".join(letter for letter in name if letter.isupper())


def _without(name: str, other: PairSide) -> str:
    """A name without those, of several joined by "and", that the other side has."""
    said = f" {fold(other.text)} "
    pieces = name.split(" and ")
    if len(pieces) == 1 or not all(" " in piece for piece in pieces):
        return name
    return " and ".join(piece for piece in pieces if f" {fold(piece)}" not in said)


def _apart_from_tail(old: str, new: str) -> tuple[str, str]:
    """Two names without the "and the Agency" that stands behind both."""
    before, after = old.split(), new.split()
    same = next((at for at, (one, other) in enumerate(zip(before[::-1], after[::-1], strict=False)) if one != other), 0)
    if same and "and" in before[len(before) - same :][:1]:
        return " ".join(before[:-same]), " ".join(after[:-same])
    return old, new


def _is_spelt(side: PairSide, name: str, other: PairSide) -> bool:
    """Whether the name, or one of which it is the end, is explained by an acronym that the other sentence has."""
    for at in side.places(name) if name else ():
        end = at + len(name)
        if any(
            name in long_form and short in other.text for short, long_form in acronyms(side.text[: end + 20]).items()
        ):
            return True
        explained = re.match(r"\s\(([A-Z][A-Za-z]{1,9})\)", side.text[end : end + 14])
        if explained and re.search(rf"\b{explained[1]}\b", other.text):
            return True
    return False


def _is_part(sides: PairSides, flag: Flag, name: str) -> bool:
    """Whether it is a part of another name that came, or went, with it."""
    others = (one.old if flag.old else one.new for one in sides.flags if one.name == "name" and one is not flag)
    return any(set(name.split()) < set(one.split()) for one in others)


def _is_alone(sides: PairSides, side: PairSide, name: str) -> bool:
    """Whether a name is an acronym or of several words, or all that stands in another's place: not a word of a title."""
    if " " in name or sum(letter.isupper() for letter in name) > 1:
        return True
    return any(fold(sides.gap(side, at)[0]) == fold(name) for at in side.places(name))


def _is_cut(side: PairSide, name: str, other: PairSide) -> bool:
    """Whether an acronym and the first letters of the words behind it are one that the other sentence has."""
    if not (name.isupper() and name.isalpha()):
        return False
    for at in side.places(name):
        letters = name
        for word in side.text[at + len(name) : at + len(name) + _AROUND].split()[:_LONGEST]:
            letters += word[:1].upper()
            if re.search(rf"\b{re.escape(letters)}s?\b", other.text):
                return True
    return False


def _are_apart(sides: PairSides, flag: Flag) -> bool:
    """Whether two dates are those of two things: one says from when and one until when, or nothing beside them is shared."""
    said = ((sides.old, flag.old), (sides.new, flag.new))
    marks = [marked(side, words) for side, words in said]
    if marks[0] and marks[1] and marks[0].key == marks[1].key:
        return False  # one day, until which and from which
    turns = [side.marks.turns.get(mark.key, "") if mark else "" for (side, _), mark in zip(said, marks, strict=True)]
    if all(turns) and turns[0] != turns[1]:
        return True
    if sides.likeness(flag) >= _COPIES:
        return False
    beside = [_beside(side, words) for side, words in said]
    return all(beside) and beside[0].isdisjoint(beside[1])


def _beside(side: PairSide, words: str) -> frozenset[str]:
    """The stems around a date that are no dates themselves."""
    found: set[str] = set()
    for at in side.places(words):
        before, behind = side.text[max(0, at - _AROUND) : at], side.text[at + len(words) :][:_AROUND]
        found |= {*_content(before)[-_NEAR:], *_content(behind)[:_NEAR]}
    return frozenset(found)


def _content(text: str) -> list[str]:
    return [stem for stem in stems(text) if not stem[:1].isdigit() and stem not in _OF_A_DAY]
