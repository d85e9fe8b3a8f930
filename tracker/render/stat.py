"""How much changed, in a line for each document."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.desk.comparison import Comparison
from tracker.desk.news import News
from tracker.diff.change import Change, ChangeKind
from tracker.render.changes import SIGN, counted, footer
from tracker.render.safe import safe

_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "reworded", "moved", "split", "merged")


def stat_totals(found: News) -> tuple[Text, Text]:
    """The sum, and how much of each kind with its words."""
    changes = [change for one in found.changed for change in one.changes(everything=found.everything)]
    came, went = (sum(_words(change, mark) for change in changes) for mark in ("new", "old"))
    kinds = Counter(change.kind for change in changes)
    said = [f"{kinds[kind]:,} {kind}" for kind in _KINDS if kinds[kind]]
    said += [f"{counted(came, 'word')} came", f"{counted(went, 'word')} went"]
    return Text(footer(found), style="head"), Text(", ".join(said) + ".")


def stat_lines(found: News) -> Iterator[Text]:
    """A line for each document by weight."""
    listed = [one for one in found.changed if one.is_news(everything=found.everything)]
    listed.sort(key=lambda one: (-one.found.score, one.new))
    width = max((len(_name(one)) for one in listed), default=0)
    for one in listed:
        line = Text.assemble((f"{_name(one):{width}}", "place"), "  ")
        line.append(_signs(one.changes(everything=found.everything)), style="default")
        for words in _beside(one):
            line.append(f"  {words}", style="faint")
        yield line


def _name(one: Comparison) -> str:
    return safe(f"{one.name} {one.numbers}" if one.revision else one.numbers)


def _signs(changes: Sequence[Change]) -> str:
    """`+5 -2 ~3`."""
    kinds = Counter(change.kind for change in changes)
    return " ".join(f"{SIGN[kind]}{kinds[kind]}" for kind in _KINDS if kinds[kind])


def _beside(one: Comparison) -> Iterator[str]:
    if one.found.notes:
        yield counted(len(one.found.notes), "note")
    if one.facts:
        yield counted(len(one.facts), "fact")
    if one.found.silent:
        yield "silent"
    if one.reverted:
        yield f"reverted to {one.reverted}"
    if one.found.unmentioned:
        yield f"{len(one.found.unmentioned)} unmentioned"


def _words(change: Change, mark: str) -> int:
    """How many words came (new) or went (old)."""
    if change.kind in {"added", "removed"}:
        side = change.new if mark == "new" else change.old
        return len(side.text.split()) if side else 0
    return sum(len(word.text.split()) for word in change.words if word.mark == mark)
