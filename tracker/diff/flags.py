"""Flags: what a rewording does to the meaning, each with the words before and after.

Scores of likeness are blind to these: "will" and "will not" have cosine 1.00 (linking.md 7). Marks are compared by
their normalised keys, so that £1.3bn and £1.3 billion, or ’ and ', raise nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tracker.diff.change import Flag, FlagName
from tracker.diff.typography import same_but_typography
from tracker.wording.dates import find_dates, find_deadlines
from tracker.wording.fold import STOP, fold, numbers, stems, words
from tracker.wording.mark import Mark
from tracker.wording.modality import find_modality
from tracker.wording.names import find_proper
from tracker.wording.negation import find_negation
from tracker.wording.number import tidy
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity
from tracker.wording.scope import find_scope

MAX_ACTOR = 8
"""Words of a subject; a longer stretch before the verb group is a clause, not somebody."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """All marks of one text, found once."""

    text: str
    dates: list[Mark]
    """Dates, and deadlines that name none ("within 100 days", "in due course"), in order of place."""
    money: list[Mark]
    numbers: list[Mark]
    """Quantities other than money and deadlines."""
    modality: list[Mark]
    """Verb groups by the class that decides; a negation is flagged as such, not here."""
    negation: list[Mark]
    scope: list[Mark]
    names: list[Mark]
    labels: frozenset[str]
    """Numbers outside every date, quantity and deadline: they are names (Year 7)."""


def flags(old: str, new: str) -> tuple[Flag, ...]:
    """Changes of meaning in the order money, number, date, modality, negation, scope, actor, name.

    The same texts, and texts that differ in typography only, have none.
    """
    if same_but_typography(old, new) or words(old) == words(new):
        return ()
    before, after = _marks(old), _marks(new)
    actors = _actor(before, after)
    return (
        *_different("money", before.money, after.money),
        *_numbers(before, after),
        *_different("date", before.dates, after.dates),
        *_different("modality", before.modality, after.modality),
        *_different("negation", before.negation, after.negation),
        *_different("scope", before.scope, after.scope),
        *actors,
        *_names(before, after, actors),
    )


def _marks(text: str) -> _Marks:
    dates, deadlines = find_dates(text), find_deadlines(text)
    relative = _free_of(deadlines, _mask(text, dates))
    quantities = find_quantities(text)
    masked = _mask(text, relative)
    counted = [quantity for quantity in quantities if quantity.kind != "money"]
    everything = _mask(text, [*dates, *deadlines, *map(_mark, quantities)])
    return _Marks(
        text=text,
        dates=sorted([*dates, *relative], key=lambda mark: mark.start),
        money=[_mark(quantity) for quantity in quantities if quantity.kind == "money"],
        numbers=_free_of(map(_mark, counted), masked),
        modality=[Mark(text=one.words, start=one.start, end=one.end, key=one.form) for one in find_modality(text)],
        negation=list(find_negation(text)),
        scope=_free_of(find_scope(text), masked),
        names=list(find_proper(text)),
        labels=numbers("".join("," if taken else letter for letter, taken in zip(text, everything, strict=True))),
    )


def _mark(quantity: Quantity) -> Mark:
    unit = quantity.unit if quantity.kind in {"money", "duration"} else None
    key = f"{quantity.kind} {tidy(quantity.value)} {unit or ''}"
    return Mark(text=quantity.text, start=quantity.start, end=quantity.end, key=key)


def _mask(text: str, marks: Iterable[Mark]) -> bytearray:
    taken = bytearray(len(text))
    for mark in marks:
        taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    return taken


def _free_of(marks: Iterable[Mark], taken: bytearray) -> list[Mark]:
    return [mark for mark in marks if not any(taken[mark.start : mark.end])]


def _different(name: FlagName, old: Sequence[Mark], new: Sequence[Mark]) -> list[Flag]:
    """Marks whose key stands on one side only, in pairs by order of place."""
    lost, gained = _only(old, new)
    return [_flag(name, before, after) for before, after in zip_longest(lost, gained)]


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


def _numbers(old: _Marks, new: _Marks) -> list[Flag]:
    """Counts and the like; where none differs, numbers that are names and took another's place (Year 7 → 8)."""
    found = _different("number", old.numbers, new.numbers)
    lost, gained = sorted(old.labels - new.labels), sorted(new.labels - old.labels)
    if found or not lost or not gained:
        return found
    return [Flag(name="number", old=before, new=after) for before, after in zip_longest(lost, gained, fillvalue="")]


def _actor(old: _Marks, new: _Marks) -> list[Flag]:
    """Who is bound: the subject before the first verb group, where both sentences have one and they share no word."""
    before, after = _subject(old), _subject(new)
    if not before or not after or fold(before) == fold(after):
        return []
    if set(stems(before)) & set(stems(after)) or (not stems(before) and not stems(after) and _both_ours(before, after)):
        return []
    return [Flag(name="actor", old=before, new=after)]


def _subject(marks: _Marks) -> str:
    """The words before the first verb group, back to the nearest comma or quote; none where they are a clause."""
    if not marks.modality:
        return ""
    end = marks.modality[0].start
    stretch = marks.text[max(0, end - 120) : end].strip()
    for sign in ',;:“”"(–—':
        stretch = stretch.rsplit(sign, 1)[-1]
    subject = stretch.strip().split()
    return " ".join(subject) if 0 < len(subject) <= MAX_ACTOR else ""


def _both_ours(before: str, after: str) -> bool:
    """Pronouns alone ("we" → "it") say nothing certain about who is meant."""
    return set(fold(before).split()) <= STOP and set(fold(after).split()) <= STOP


def _names(old: _Marks, new: _Marks, actors: Sequence[Flag]) -> list[Flag]:
    """Names that stand on one side only; not those that the actor's flag shows already."""
    old_words, new_words = fold(old.text), fold(new.text)
    shown_old, shown_new = fold(" ".join(flag.old for flag in actors)), fold(" ".join(flag.new for flag in actors))
    lost, gained = _only(old.names, new.names)
    lost = [mark for mark in lost if mark.key not in new_words and mark.key not in shown_old]
    gained = [mark for mark in gained if mark.key not in old_words and mark.key not in shown_new]
    return [_flag("name", before, after) for before, after in zip_longest(lost, gained)]


def _flag(name: FlagName, before: Mark | None, after: Mark | None) -> Flag:
    return Flag(name=name, old=before.text if before else "", new=after.text if after else "")
