"""The words of a change, marked: by brackets that survive any pipe, and by colour where there is some."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.diff.change import Change, Flag, FlagName, NoiseKind, Word
from tracker.diff.rank import FLAG_WORDS
from tracker.links.link import LinkFlag, LinkFlagName
from tracker.links.turns import WAYS
from tracker.wording.shift.shift import ShiftKind

LINK_WORDS: dict[LinkFlagName, str] = {
    "repeated": "said again",
    "reworded": "reworded",
    "strengthened": "firmer wording",
    "softened": "less firm wording",
    "quantified": "number added",
    "dequantified": "number no longer there",
    "quantity_up": "number up",
    "quantity_down": "number down",
    "redated": "date",
    "narrowed": "covers fewer, as worded",
    "widened": "covers more, as worded",
    "renamed": "name changed",
    "merged": "merged",
    "split": "split",
    "moved": "moved",
    "reversed": "says the opposite",
    "attributed_on": "said by another publisher",
    "delivered": "says it is done",
}
"""What people are shown for a flag of a link. No word accuses, and none stands without both wordings beside it."""
REDATED = {"earlier": "date earlier", "later": "date later", "added": "date added", "dropped": "date no longer there"}
"""Which way a date moved. "Dropped" is never said to people, not of a date either."""
FLAG_TEXT: dict[FlagName, str] = {**FLAG_WORDS, "negation": "“not”"}
"""What people are shown for a flag of a change that has no kind."""
KIND_WORDS: dict[ShiftKind, str] = {
    "condition": "condition",
    "rate": "rate",
    "unit": "unit",
    "counted": "what is counted",
    "multiple": "multiple",
    "bound": "limit of a number",
    "act": "what is to be done",
    "opposite": "opposite",
    "within_year": "part of the year",
    "dated": "date",
}
"""What people are shown for a kind, in the place of its flag."""
NOISE_WORDS: dict[NoiseKind, str] = {
    "typography": "punctuation",
    "date line": "date of update",
    "numbering": "numbering",
    "furniture": "page furniture",
    "counter": "counter",
    "spelling": "spelling",
    "footnote": "footnote mark",
}


_NEAR = 30
"""Characters of unchanged words that stay beside a mark when a sentence is shortened."""
_LONG = 130
"""Characters of what came or went that stay: two lines of 80 columns."""
_RUNS = 9
"""Marked and unmarked stretches of one sentence that stay."""


def small(change: Change) -> str:
    """What kind of small change it is: `small change: punctuation`."""
    return f"small change: {NOISE_WORDS[change.noise_kind or 'typography']}"


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


def shortened(change: Change) -> Change:
    """The same in fewer words: what stands around the marks, and the end of a long sentence, is left out with an ellipsis.

    Never for quoting: whole sentences stand in `diff`, and in `changes --full`.
    """
    if change.old and change.new and any(word.mark == "same" for word in change.words):
        last = len(change.words) - 1
        words = [
            word.model_copy(update={"text": _around(word.text, first=not at, last=at == last)})
            if word.mark == "same"
            else word.model_copy(update={"text": cut(word.text, _LONG)})
            for at, word in enumerate(change.words)
        ]
        return change.model_copy(update={"words": tuple(words[:_RUNS])})
    sides = {
        name: side.model_copy(update={"text": cut(side.text, _LONG)})
        for name, side in (("old", change.old), ("new", change.new))
        if side
    }
    return change.model_copy(update={**sides, "words": ()})


def cut(text: str, most: int) -> str:
    """At most so many characters, cut between words where there are some, with an ellipsis."""
    if len(text) <= most:
        return text
    kept = text[:most].rsplit(None, 1)[0]
    return f"{kept} …"


def _around(text: str, *, first: bool, last: bool) -> str:
    """Unchanged words beside a mark: those next to it."""
    if len(text) <= 2 * _NEAR + 3:
        return text
    before = "" if first else cut(text[:_NEAR], _NEAR - 1).removesuffix(" …")
    after = "" if last else text[-_NEAR:].split(None, 1)[-1]
    return f"{before} … {after}" if not first else f"… {after}"


def flag_words(flag: Flag, most: int | None = None) -> tuple[str, str]:
    """What changed, and the words that show it: those before and after, or those that came or went.

    `most`: characters of each side, from which it is cut.
    """
    said = KIND_WORDS[flag.kind] if flag.kind else FLAG_TEXT[flag.name]
    old, new = (f"“{cut(side, most) if most else side}”" for side in (flag.old, flag.new))
    if flag.old and flag.new:
        return said, f"{old} → {new}" + (f", in {flag.times} sentences" if flag.times > 1 else "")
    return (f"{said} added", new) if flag.new else (f"{said} no longer there", old)


def said_of(flag: LinkFlag) -> str:
    """What became different between two statements, in words for people."""
    if flag.kind == "condition" and bool(flag.old) != bool(flag.new):
        return "condition added" if flag.new else "condition no longer there"
    if flag.kind == "condition":
        return f"{WAYS.get(flag.name, 'another')} condition"
    if flag.name == "reworded" and flag.kind == "act":
        return "what binds, in other words"
    return REDATED.get(flag.redating or "", LINK_WORDS[flag.name])
