"""Limits: which words of scope and which conditions that came or went limit what the other side says, too."""

import re
from collections.abc import Sequence

from tracker.diff.change import Flag
from tracker.diff.pairside import PairSide, PairSides
from tracker.patterns import deferred
from tracker.wording.fold import fold, stems

_BESIDE = 3
"""Words with content that may come or go beside a word of scope before it belongs to what came or went."""
_CLAUSE = 6
"""… and beside a condition, before the clause that it hangs on came or went with it."""
_NEAR = 4
"""Stems on either side of a clause that say to what it belongs …"""
_KEPT = 0.5
"""… and the share of them that the other sentence must hold."""
_WHOLE, _SAID = 0.85, 0.6
"""Share of a sentence from which a condition is all of it; share of its stems from which the other side says it, too."""
_ANY = "any"
"""Alone it limits nothing ("any queries", "with any of these symptoms"): both that two readers were shown were of no use."""
_WHERE = deferred(r"(?:in|across|throughout) (?:england|the uk|the united kingdom|this country)", re.IGNORECASE)
"""Where a page holds is a fact beside its text."""
_WHOLE_OF = frozenset({"all", "all of"})
_DEFINITE = deferred(r"\s(?:of\s)?(?:the|those|these|their|our|your|its|of|who|that)\b", re.IGNORECASE)
_EACH = frozenset({"each", "every", "for each", "for every"})
_PER = deferred(r"\b(?:per|each|every)\s", re.IGNORECASE)
_AROUND = 96
"""Characters beside words that say what they belong to."""
_LEAD = 32
_REFERS = deferred(
    r"\W{0,3}(?:they|it|he|she|this|these|those|then"
    r"|in (?:this|that|these|those|such|each|either) (?:cases?|circumstances?))\b",
    re.IGNORECASE,
)
"""Opens a sentence that holds under what the one before it says."""
_JOINS = frozenset(stems("unless until till once provided providing assuming pending subject long soon"))
"""Stems of words that only open a condition."""
_FILLER = deferred(
    r"(?:if|where|when|as|wherever|whenever)\s(?:it is\s)?(?:required|needed|necessary|appropriate|possible|applicable"
    r"|available|practicable|relevant)$",
    re.IGNORECASE,
)
"""Conditions that say nothing unless somebody is bound."""
_WHETHER = deferred(
    r"\b(?:consider|check|ask|asking|see|know|decide|determine|find out|tell us|confirm|say|unsure|sure)\s$",
    re.IGNORECASE,
)
"""Before an "if" that is a "whether"."""
_REFERRING = deferred(r"\b(?:this|that|so|these|it)\b", re.IGNORECASE)
_EXAMPLE = deferred(r"\b(?:for example|for instance|such as|e\.g\.),?\s[^,;.:]{0,40}$", re.IGNORECASE)
_WISH = deferred(
    r"(?:if|when|where|should)\s(?:you|they)\s(?:(?:wish|want|choose|prefer|like|need)\b"
    r"|(?:still )?have (?:any |further |a )*(?:quer|question|concern|doubt|comment)|have(?:n['’]t| not) (?:yet|already)"
    r"|are (?:unsure|not sure|(?:still )?in (?:any )?doubt))",
    re.IGNORECASE,
)
"""What a reader may do when he likes."""


def limits(sides: PairSides, flag: Flag) -> bool:
    """A word of scope, or a condition, on what the other side speaks of, too."""
    side, other, words = sides.of(flag)
    if flag.kind == "condition":
        return sides.is_small(side, words, _CLAUSE) and hangs(side, other, words, gained=bool(flag.new))
    if any(
        one.name == "money" and bool(one.old) is bool(flag.old) and not (one.old and one.new) for one in sides.flags
    ):
        return False  # "£5m of new money" went whole
    if (
        words.lower() == _ANY
        or _WHERE.fullmatch(words)
        or _says_no_less(side, other, words)
        or _is_kept_otherwise(other, words)
    ):
        return False
    told = sides.is_small(side, words, _BESIDE) and not _is_beside(flag, sides.flags, side)
    return told and _is_of_kept(side, other, words)


def _says_no_less(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether the sentence says as much without it: "all those who" and "those who", "for each pupil" and "per pupil"."""
    places = list(side.places(words))
    if fold(words) in _WHOLE_OF and any(mark.key == "may" for mark in side.marks.modality):
        return True  # what pupils may do all of them may
    if fold(words) in _WHOLE_OF:
        return all(_DEFINITE.match(side.text, at + len(words)) for at in places)
    if fold(words) in _EACH:
        things = [stems(side.text[at + len(words) : at + len(words) + _AROUND])[:2] for at in places]
        said = {stem for one in _PER.finditer(other.text) for stem in stems(other.text[one.end() :][:_AROUND])[:2]}
        return all(said & set(thing) for thing in things)
    return fold(words) == "some"


def _is_kept_otherwise(other: PairSide, words: str) -> bool:
    """Whether the other side has a word of scope with the same stems, and more ("the majority", "the large majority")."""
    said = set(stems(words))
    return bool(said) and said <= other.stems


def hangs(side: PairSide, other: PairSide, words: str, *, gained: bool) -> bool:
    """Whether what stands before and behind a condition is in the other sentence too, and somebody is bound there."""
    if side.is_item and other.is_item and side.text.startswith(words):
        return False  # an item that says what its lead-in holds for
    if _WISH.match(words) or refers_back(words) or (_REFERS.match(other.text) and not _REFERS.match(side.text)):
        return False
    if gained and _FILLER.match(words) and not (_bound(side) or _bound(other)):
        return False
    said = set(stems(words)) - _JOINS
    if len(words) > _WHOLE * len(side.text) or (len(said) > 1 and len(said & other.stems) > _SAID * len(said)):
        return False
    return any(
        _is_kept(side, at, at + len(words), other)
        and not _EXAMPLE.search(side.text, max(0, at - 2 * _LEAD), at)
        and not _WHETHER.search(side.text, max(0, at - _LEAD), at)
        for at in side.places(words)
    )


def refers_back(words: str) -> bool:
    """Whether a condition only points to the sentence before: "if this is the case"."""
    return len(set(stems(words)) - _JOINS) <= 1 and _REFERRING.search(words) is not None


def _bound(side: PairSide) -> bool:
    """Whether somebody is bound outside a condition, or the text is an item of a list."""
    return side.is_item or any(not side.is_in_condition(mark.start) for mark in side.marks.modality)


def _is_kept(side: PairSide, start: int, end: int, other: PairSide) -> bool:
    before = stems(side.text[max(0, start - _AROUND) : start])[-_NEAR:]
    behind = stems(side.text[end : end + _AROUND])[:_NEAR]
    return all(len(set(near) & other.stems) >= _KEPT * len(set(near)) for near in (before, behind))


def _is_of_kept(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether the next word behind it, which it is about, stands in the other sentence; at an end the last before it."""
    for at in side.places(words):
        end = at + len(words)
        behind = stems(side.text[end : end + _AROUND])[:1] or stems(side.text[max(0, at - _AROUND) : at])[-1:]
        if not behind or behind[0] in other.stems:
            return True
    return False


def _is_beside(flag: Flag, flags: Sequence[Flag], side: PairSide) -> bool:
    """Whether a denial before it, or a figure behind it, came or went with it and is told."""
    words, lost = flag.old or flag.new, bool(flag.old)
    lone = [one for one in flags if one is not flag and not (one.old and one.new) and bool(one.old) is lost]
    for at in side.places(words):
        before = fold(side.text[max(0, at - _LEAD) : at])
        behind = side.text[at + len(words) : at + len(words) + _AROUND].lstrip()
        for one in lone:
            said = one.old or one.new
            if one.name == "negation" and before.endswith(fold(said)):
                return True
            if one.name in {"number", "money"} and behind.startswith(said):
                return True
    return False
