"""The words of a change, marked: by brackets that survive any pipe, and by colour where there is some."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.diff.change import Change, Flag, Word
from tracker.diff.rank import FLAG_WORDS

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
    return FLAG_WORDS[flag.name], old, new


def why(change: Change) -> str:
    """The reasons for its weight that are not shown already: the sign tells the kind, flags stand below their words."""
    flagged = tuple(f"{FLAG_WORDS[flag.name]} changed:" for flag in change.flags)
    return "; ".join(
        reason for reason in change.reasons if reason != change.kind and not (flagged and reason.startswith(flagged))
    )
