"""What a text says otherwise than a sentence of the record, by the flags of a change: number, date, firmness, who.

The two are no versions of one page: what one of them leaves out may stand in its next sentence. So an amount that only
one side has is told as such, a name is not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from tracker.diff.change import Flag
from tracker.diff.flags import every_flag
from tracker.patterns import deferred
from tracker.wording.bodies import same_body
from tracker.wording.fold import fold, stems, words

CONFLICT, LEFT_OUT = 0.06, 0.02
"""What a difference takes off the likeness: a number that is not the record's, and something that only one side says."""
_AMOUNTS = frozenset({"number", "money"})
_FIGURE = deferred(r"\d[\d,.]*(?<![,.])")
_YEAR = deferred(r"(?:19|20)\d\d")
_WORD = deferred(r"[\w£$€%’'-]+(?:[.,]\d+)*")
_LONGEST_HEAD = 7
"""Words of who does it; a longer beginning is a clause."""
_VERB = 3
"""Words of a verb group: "will be working" beside "are working"."""
_AUXILIARY = frozenset(
    """am is are was were have has had do does did will would can could may might must should shall ought aim aims plan
    plans""".split()
)
_OURS = frozenset("we our ours us i my".split())
_PRONOUNS = frozenset("which that who whom they it he she these those this".split())
"""Words for somebody whom only the sentences before name."""
_REPORTED = deferred(
    r"(?P<who>[^,.;:]{2,60}?) (?:says?|said|promise[ds]|pledge[ds]|confirm(?:s|ed)|announce[ds])(?: that)?"
    r" (?:it|they|he|she|the (?:party|department|government))",
    re.IGNORECASE,
)
_PAPER = deferred(r"\b(?:the|[’']s|manifesto|plan|document|website|page|paper)\b", re.IGNORECASE)
"""What belongs to whoever speaks through it: “the Labour manifesto says the party will …”."""
_CHANGES = frozenset({"condition", "bound"})
"""Kinds of what a longer sentence adds to the very words asked for that make it another statement."""


def differences(held: str, asked: str, publisher: str | None) -> tuple[Flag, ...]:
    """What the record says (`old`) and what the text says (`new`); an empty side says nothing of it."""
    part = _part(held, asked)
    found = [one for one in every_flag(held, asked, publisher=publisher) if _tells(one, part)]
    told = Counter(figure for one in found for figure in _FIGURE.findall(f"{one.old} {one.new}"))
    found += _figures(held, asked, told)
    found = [one for one in found if one.name != "actor" or not _is_same(one.old, one.new, publisher)]
    if all(one.name != "actor" for one in found):
        found += _heads(held, asked, publisher)
    who = [one for one in found if one.name == "actor"]
    return tuple(one for one in found if one.name != "scope" or not any(_holds(other, one) for other in who))


def voices(theirs: str | None, ours: str | None, publisher: str | None) -> Iterator[Flag]:
    """Another body is bound, or speaks, than the record has it."""
    if theirs and ours and fold(theirs) != fold(ours) and not same_body(theirs, ours, publisher):
        yield Flag(name="actor", old=theirs, new=ours)


def is_own(text: str) -> bool:
    """Whether whoever speaks speaks of himself."""
    return not _OURS.isdisjoint(words(text)[:6])


def adds(told: Sequence[Flag]) -> tuple[Flag, ...]:
    """What a longer sentence says of the very words that makes it another statement: a condition, a limit, a "not"."""
    return tuple(
        one for one in told if one.kind in _CHANGES or (one.name == "negation" and bool(one.old) != bool(one.new))
    )


def say_the_same(held: str, asked: str) -> bool:
    """Whether the two say the same, but for words without meaning of their own."""
    return sorted(stems(held)) == sorted(stems(asked))


def taken_off(told: Sequence[Flag]) -> float:
    """How much the differences take off the likeness of the two."""
    return sum(CONFLICT if one.new and (one.old or one.name in _AMOUNTS) else LEFT_OUT for one in told)


def _tells(flag: Flag, part: str) -> bool:
    """Whether it is a difference of the two: not that the record goes on to say more, nor a name that only one has."""
    if flag.name == "actor":
        return not _is_counted(flag) and fold(flag.new) not in _PRONOUNS
    if flag.new or flag.kind in _CHANGES or flag.name in {"date", "negation"}:
        return flag.name != "name" or bool(flag.old and flag.new)
    return flag.name != "name" and flag.old in part


def _part(held: str, asked: str) -> str:
    """The stretch of the record's sentence that has words of the text, with the verb group that may stand before them."""
    spans = list(_WORD.finditer(held))
    blocks = LCSseq.opcodes([fold(one[0]) for one in spans], [fold(one[0]) for one in _WORD.finditer(asked)])
    same = [block for block in blocks if block.tag == "equal"]
    return held[spans[max(0, same[0].src_start - _VERB)].start() : spans[same[-1].src_end - 1].end()] if same else held


def _is_counted(flag: Flag) -> bool:
    """Whether of two subjects only the figures differ, which are told as such."""
    return _FIGURE.sub("#", fold(flag.old)) == _FIGURE.sub("#", fold(flag.new))


def _holds(who: Flag, part: Flag) -> bool:
    """Whether the words of a scope are those of whoever does it: "secondary schools"."""
    return part.old in who.old and part.new in who.new


def _figures(held: str, asked: str, told: Counter[str]) -> Iterator[Flag]:
    """Figures in the place of others of which no flag tells: the year of an Act, the number of a key stage."""
    before, after = (Counter(_FIGURE.findall(text)) for text in (held, asked))
    lost = [one for one in (before - after).elements() if one not in told]
    gained = [one for one in (after - before).elements() if one not in told]
    if len(lost) == len(gained):
        for old, new in zip(lost, gained, strict=True):
            years = _YEAR.fullmatch(old) and _YEAR.fullmatch(new)
            yield Flag(name="date" if years else "number", old=old, new=new)


def _heads(held: str, asked: str, publisher: str | None) -> Iterator[Flag]:
    """Another subject before the same verb, also one that commits nobody: "Teachers are at the heart of …"."""
    left, right = list(_WORD.finditer(held)), list(_WORD.finditer(asked))
    one, other = [fold(word[0]) for word in left], [fold(word[0]) for word in right]
    same = next((block for block in LCSseq.opcodes(one, other) if block.tag == "equal"), None)
    if same is None or not (0 < same.src_start <= _LONGEST_HEAD and 0 < same.dest_start <= _LONGEST_HEAD):
        return
    verb = one[same.src_start]
    old = held[: left[_verb(one, same.src_start)].start()].strip()
    new = asked[: right[_verb(other, same.dest_start)].start()].strip()
    if verb in _AUXILIARY and not _is_same(old, new, publisher) and (stems(old) or stems(new)):
        yield Flag(name="actor", old=old, new=new)


def _is_same(old: str, new: str, publisher: str | None) -> bool:
    """Whether both name one body: also "Labour said it", which names who says it, and again as who does it."""
    told = _REPORTED.fullmatch(new)
    return same_body(old, _PAPER.sub("", told["who"]).strip() if told else new, publisher)


def _verb(read: Sequence[str], place: int) -> int:
    """Where the subject ends: at the first auxiliary up to the shared verb."""
    return next((at for at, word in enumerate(read[:place]) if word in _AUXILIARY), place)
