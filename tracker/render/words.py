"""The words of a change, marked: by brackets that survive any pipe, and by colour where there is some."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.diff.change import Change, Flag, Word
from tracker.diff.rank import FLAG_WORDS
from tracker.links.link import LinkFlag, LinkFlagName
from tracker.wording.shift.shift import ShiftKind

LINK_WORDS: dict[LinkFlagName, str] = {
    "repeated": "said again",
    "reworded": "reworded",
    "strengthened": "firmer wording",
    "softened": "less firm wording",
    "quantified": "a number arrives",
    "dequantified": "a number goes",
    "quantity_up": "number up",
    "quantity_down": "number down",
    "redated": "date",
    "narrowed": "covers fewer, as worded",
    "widened": "covers more, as worded",
    "renamed": "other name",
    "merged": "merged",
    "split": "split",
    "moved": "moved",
    "reversed": "says the opposite",
    "attributed_on": "said by another voice",
    "delivered": "says it is done",
}
"""What people are shown for a flag of a link. No word accuses, and none stands without both wordings beside it."""
REDATED = {"earlier": "date earlier", "later": "date later", "added": "date added", "dropped": "no date any more"}
"""Which way a date moved. "Dropped" is never said to people, not of a date either."""
KIND_WORDS: dict[ShiftKind, str] = {
    "condition": "condition",
    "rate": "per what",
    "unit": "unit",
    "counted": "what is counted",
    "multiple": "multiple",
    "bound": "limit of a number",
    "act": "what is to be done",
    "opposite": "opposite word",
    "within_year": "part of the year",
    "dated": "date",
}
"""What people are shown for a kind, in the place of its flag."""
NOISE_WORDS: dict[str, str] = {
    "typography": "punctuation",
    "date line": "date of update",
    "numbering": "numbering",
    "furniture": "furniture",
    "counter": "counter",
    "spelling": "spelling",
    "footnote": "footnote mark",
}


class Run(NamedTuple):
    """Words of one mark, with the spaces around them kept outside."""

    before: str
    words: str
    after: str
    mark: str


def runs(words: Sequence[Word]) -> Iterator[Run]:
    """The marked words with their white space set apart, so that a mark never begins or ends with a space."""
    for word in words:
        core = word.text.strip()
        if core:
            at = word.text.index(core)
            yield Run(word.text[:at], core, word.text[at + len(core) :], word.mark)
        else:
            yield Run(word.text, "", "", word.mark)


def one_side(change: Change, mark: str) -> tuple[Word, ...]:
    """The words of the old or the new text alone; unmarked where nothing of the other survived."""
    side = change.old if mark == "old" else change.new
    kept = tuple(word for word in change.words if word.mark in {"same", mark})
    if side is None:
        return ()
    if all(word.mark == mark for word in kept):
        return (Word(mark="same", text=side.text),)
    return kept


def flag_words(flag: Flag) -> tuple[str, str, str]:
    """What changed, the words before, and those after."""
    old, new = (f"“{side}”" if side else "nothing" for side in (flag.old, flag.new))
    said = KIND_WORDS[flag.kind] if flag.kind else FLAG_WORDS[flag.name]
    return _come_or_gone(said, flag.kind, flag.old, flag.new), old, new


def said_of(flag: LinkFlag) -> str:
    """What became different between two statements, in words for people."""
    if flag.kind == "condition":
        return _come_or_gone("condition", flag.kind, flag.old, flag.new)
    return REDATED.get(flag.redating or "", LINK_WORDS[flag.name])


def _come_or_gone(said: str, kind: ShiftKind | None, old: str, new: str) -> str:
    if kind not in {"condition", "dated"} or bool(old) == bool(new):
        return said
    return f"{said} added" if new else f"{said} no longer there"


def why(change: Change) -> str:
    """The reasons for its weight that are not shown already: the sign tells the kind, flags stand below their words."""
    flagged = tuple(f"{FLAG_WORDS[flag.name]} changed:" for flag in change.flags)
    return "; ".join(
        reason for reason in change.reasons if reason != change.kind and not (flagged and reason.startswith(flagged))
    )
