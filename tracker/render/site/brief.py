"""Brief: a change cut down to short extracts, for sources whose text may not be handed on."""

from collections.abc import Sequence
from itertools import islice

from tracker.diff.change import Change, Side, Word
from tracker.diff.fact import FactChange

CUT = "…"
_AROUND = 30
"""Characters kept of unchanged words on either side of those that differ."""


def brief(change: Change, most: int) -> Change:
    """The change with at most so many characters of each side; unchanged words give way to those that differ."""
    return change.model_copy(
        update={
            "old": _side(change.old, most),
            "new": _side(change.new, most),
            "words": _words(change.words, most),
            "flags": tuple(
                flag.model_copy(update={"old": shortened(flag.old, most), "new": shortened(flag.new, most)})
                for flag in change.flags
            ),
        }
    )


def brief_fact(fact: FactChange, most: int) -> FactChange:
    """What is said of a fact, in at most so many characters a side."""
    cut = {name: shortened(getattr(fact, name), most) for name in ("old", "new", "about")}
    return fact.model_copy(update=cut)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning up to the end of a word and a sign that it goes on."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rpartition(" ")[0] or kept) + CUT


def foremost(changes: Sequence[Change], most: int) -> tuple[Change, ...]:
    """The weightiest so many, in reading order: all of them together would be the text."""
    best = set(islice(sorted(range(len(changes)), key=lambda at: (-changes[at].score, at)), most))
    return tuple(change for at, change in enumerate(changes) if at in best)


def _side(side: Side | None, most: int) -> Side | None:
    return side.model_copy(update={"text": shortened(side.text, most)}) if side else None


def _words(words: Sequence[Word], most: int) -> tuple[Word, ...]:
    left = {"old": most, "new": most}
    kept = []
    for word in words:
        text = _middle(word.text) if word.mark == "same" else word.text
        room = min(left.values()) if word.mark == "same" else left[word.mark]
        if room <= 0:
            continue
        kept.append(word.model_copy(update={"text": shortened(text, room)}))
        for mark in left:
            left[mark] -= len(text) if word.mark in {"same", mark} else 0
    return tuple(kept)


def _middle(text: str) -> str:
    """Both ends of what did not change."""
    if len(text) <= 2 * _AROUND + 1:
        return text
    return f"{text[:_AROUND].rpartition(' ')[0] or text[:_AROUND]} {CUT} {text[-_AROUND:].partition(' ')[2]}"
