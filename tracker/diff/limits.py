"""Limits: which words of scope and which conditions that came or went limit what the other side says, too."""

import re
from collections.abc import Collection, Iterable, Sequence

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
_NEXT = 2
"""Stems next to a condition at an end, one of which says what hangs on it."""
_REST = 0.6
"""Share of the stems of either sentence, without the condition, that both must have."""
_LETTERS = 6
_WHOLE, _SAID = 0.85, 0.6
"""Share of a sentence from which a condition is all of it; share of its stems from which the other side says it, too."""
_EACH = frozenset({"each", "every", "for each", "for every"})
_PER = deferred(r"\b(?:per|each|every)\s", re.IGNORECASE)
_EVERY = frozenset({"all", "all of", "any", "some"})
"""Alone they limit nothing: "pupils must" and "all pupils must" ask the same of the same."""
_WHERE = deferred(r"(?:in|across|throughout) (?:england|the uk|the united kingdom|this country)", re.IGNORECASE)
"""Where a page holds is a fact beside its text."""
_IF = deferred(r"(?:(?:as|so) long as|if|where|when|provided|providing)\b", re.IGNORECASE)
_CAP = deferred(r"\b(?:up to|at most|no more than|maximum|limits?)\b", re.IGNORECASE)
_DEFINITE = deferred(r"\b(?:the|these|those|our|their|your|its)\s(?:[\w,]{1,12}\s)?$", re.IGNORECASE)
_THOSE = deferred(r"\s(?:of\s)?(?:the|those|these|their|our|your|its|of|who|that)\b", re.IGNORECASE)
_WITHOUT = deferred(r"\b(?:without|not|never|no|cannot|unless)\b|n['’]t\b", re.IGNORECASE)
_VAGUE = frozenset({"new", "additional", "further", "extra", "current"})
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
    r"(?:if|where|when|as|wherever|whenever|as far as)\s(?:(?:it|this|that) is\s)?"
    r"(?:required|needed|necessary|appropriate|possible|applicable|available|practicable|relevant)$",
    re.IGNORECASE,
)
"""Conditions that say nothing unless somebody is bound."""
_WHETHER = deferred(
    r"\b(?:consider|check|ask|asking|see|know|decide|determine|find out|tell us|confirm|say|unsure|sure)\s$",
    re.IGNORECASE,
)
"""Before an "if" that is a "whether"."""
_REFERRING = deferred(r"\b(?:this|that|so|these|it)\b", re.IGNORECASE)
_EXAMPLE = deferred(
    r"\b(?:for example|for instance|such as|e\.g\.),?\s[^;.:()]{0,80}$"
    r"|\b(?:including|especially|particularly|ideally|in particular)[\s,]{1,2}$",
    re.IGNORECASE,
)
"""Before words that belong to an example, or to what is only said besides."""
_WISH = deferred(
    r"(?:if|when|where|should)\s(?:you|they)\s(?:(?:wish|want|choose|prefer|like|need)\b"
    r"|(?:still )?have (?:any |further |a )*(?:quer|question|concern|doubt|comment)|have(?:n['’]t| not) (?:yet|already)"
    r"|(?:have|need) (?:one|any|them)$|are (?:unsure|not sure|(?:still )?in (?:any )?doubt))",
    re.IGNORECASE,
)
"""What a reader may do when he likes."""


def limits(sides: PairSides, flag: Flag) -> bool:
    """A word of scope, or a condition, on what the other side speaks of, too."""
    side, other, words = sides.of(flag)
    if _FILLER.match(words) and any(_FILLER.match(other.text[start:end]) for start, end in other.conditions):
        return False  # "as far as possible and whenever possible"
    if flag.kind == "condition":
        return (
            sides.is_small(side, words, _CLAUSE)
            and _is_one_rule(side, other, words)
            and hangs(side, other, words, gained=bool(flag.new))
        )
    if any(
        one.name == "money" and bool(one.old) is bool(flag.old) and not (one.old and one.new) for one in sides.flags
    ):
        return False  # "£5m of new money" went whole
    if _WHERE.fullmatch(words) or _is_kept_otherwise(other, words):
        return False
    if _IF.match(words) and any(_IF.match(sides.gap(side, at)[1]) for at in side.places(words)):
        return False  # "as long as they are" and "if they are"
    if _says_no_less(side, other, words) and not (sides.is_all(flag) and _is_meant(side, words)):
        return False
    told = sides.is_small(side, words, _BESIDE) and not _is_beside(flag, sides.flags, side)
    return told and _is_of_kept(side, other, words)


def _says_no_less(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether the sentence says as much without it.

    Words for every one of a kind; "new" behind "the", which says of what and not how much; "only" where a cap stands on both
    sides, or where a denial took its place ("not without a permit", "only with a permit"); what stands in an example.
    """
    places = list(side.places(words))
    if fold(words) in _EVERY or all(_EXAMPLE.search(side.text, max(0, at - _AROUND), at) for at in places):
        return True
    if fold(words) in _EACH:
        things = [stems(side.text[at + len(words) : at + len(words) + _AROUND])[:2] for at in places]
        said = {stem for one in _PER.finditer(other.text) for stem in stems(other.text[one.end() :][:_AROUND])[:2]}
        return all(said & set(thing) for thing in things)
    if fold(words) == "only":
        capped = _CAP.search(side.text) and _CAP.search(other.text)
        return bool(capped) or bool(_WITHOUT.search(side.text)) != bool(_WITHOUT.search(other.text))
    return fold(words) in _VAGUE and all(_DEFINITE.search(side.text, max(0, at - _LEAD), at) for at in places)


def _is_meant(side: PairSide, words: str) -> bool:
    """Whether a word for which alone somebody edited a sentence says more: no "all the", nor what all may do, nor "any"."""
    if fold(words) not in _EVERY:
        return fold(words) != "only"
    those = all(_THOSE.match(side.text, at + len(words)) for at in side.places(words))
    return fold(words) != "any" and not those and all(mark.key != "may" for mark in side.marks.modality)


def _is_kept_otherwise(other: PairSide, words: str) -> bool:
    """Whether the other side has a word of scope with the same stems, and more ("the majority", "the large majority")."""
    said = set(stems(words))
    return bool(said) and said <= other.stems


def _is_one_rule(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether the rest of a sentence is what the other one says, which has no words of the condition beside it."""
    rest, own = _said(stems(side.text.replace(words, " ", 1))), set(stems(words)) - _JOINS
    its = _said(other.stems) - set(stems(" ".join(mark.text for mark in other.marks.dates)))
    return len(rest & its) >= _REST * max(len(rest), len(its)) and len(own & (its - rest)) < _NEXT


def _said(found: Iterable[str]) -> set[str]:
    return {stem for stem in found if not stem[:1].isdigit()}


def hangs(side: PairSide, other: PairSide, words: str, *, gained: bool) -> bool:
    """Whether what stands before and behind a condition is in the other sentence too, and somebody is bound there."""
    if side.is_item and other.is_item and side.text.startswith(words):
        return False  # an item that says what its lead-in holds for
    if _WISH.match(words) or refers_back(words) or (_REFERS.match(other.text) and not _REFERS.match(side.text)):
        return False
    if gained and _FILLER.match(words) and not (_bound(side) or _bound(other)):
        return False
    said = set(stems(words)) - _JOINS
    told = sum(stem in other.stems or _is_misspelt(stem, other.stems) for stem in said)
    if len(words) > _WHOLE * len(side.text) or (len(said) > 1 and told > _SAID * len(said)):
        return False
    return any(
        _is_kept(side, at, at + len(words), other)
        and not _EXAMPLE.search(side.text, max(0, at - 2 * _LEAD), at)
        and not _WHETHER.search(side.text, max(0, at - _LEAD), at)
        for at in side.places(words)
    )


def _is_misspelt(stem: str, others: Collection[str]) -> bool:
    """Whether another word begins with the same letters and differs behind them ("internet", "interned")."""
    return len(stem) >= _LETTERS and any(one[:_LETTERS] == stem[:_LETTERS] for one in others)


def is_led_condition(side: PairSide, other: PairSide, words: str) -> bool:
    """Whether a condition may stand in the lead-in of the other side, or is one of an act that is told in the items."""
    if side.text.rstrip().endswith(":") != other.text.rstrip().endswith(":"):
        return True
    return other.is_item and not side.is_item and not _FILLER.match(words)


def is_filler(words: str) -> bool:
    """Whether it is "where possible", "if needed" or the like."""
    return _FILLER.match(words) is not None


def refers_back(words: str) -> bool:
    """Whether a condition only points to the sentence before: "if this is the case"."""
    return len(set(stems(words)) - _JOINS) <= 1 and _REFERRING.search(words) is not None


def _bound(side: PairSide) -> bool:
    """Whether somebody is bound outside a condition, or the text is an item of a list."""
    return side.is_item or any(not side.is_in_condition(mark.start) for mark in side.marks.modality)


def _is_kept(side: PairSide, start: int, end: int, other: PairSide) -> bool:
    before = stems(side.text[max(0, start - _AROUND) : start])[-_NEAR:]
    behind = stems(side.text[end : end + _AROUND])[:_NEAR]
    if before and not set(before[-_NEXT:] if not behind else behind[:1]) & other.stems:
        return False  # what it hangs on went, or came, with it
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
