"""Changes in brief: of each document the weightiest, long sentences cut around what is marked, for one screen."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.comparison import Comparison, is_imported, warnings
from tracker.desk.dates import day
from tracker.desk.news import News, NewsEntry, SharedEdit, SharedFact, sort_out, written_on
from tracker.diff.change import Change, Flag
from tracker.render.changes import below, counted, inline, located, seen_first
from tracker.render.notes import in_line
from tracker.render.safe import safe
from tracker.render.sides import one_line
from tracker.render.words import flag_words, shortened

_CHANGES = 4
"""Of one document where it is the only one; where more changed, each gets its share, but at least one."""
_FLAGS = 2
"""Flags of one change."""
_SIDE = 40
"""Characters of each side of a flag."""
_DEEP = 4
_NAMED = 20
"""Documents of one edit; a line holds no more."""
_NOTE = 60
"""Characters of a publisher's note: that there is one, and what it is about."""


class BriefNews:
    """What stands on a screen, a block for each document by weight, then what was seen for the first time."""

    def __init__(self, found: News) -> None:
        self._found = found
        self.entries = sort_out(found)
        self._most = max(1, _CHANGES // max(len(self.entries), 1))

    def blocks(self) -> Iterator[list[RenderableType]]:
        """Each laid out when it is asked for."""
        return chain(
            (list(self._entry(one)) for one in self.entries), ([seen_first(one)] for one in self._found.firsts)
        )

    def left(self, shown: int) -> str:
        """What is not shown after so many blocks."""
        told = sum(
            len(self._some(one))
            if isinstance(one, Comparison)
            else len(one.places)
            if isinstance(one, SharedEdit)
            else 0
            for one in self.entries[:shown]
        )
        changes = self._found.count - told
        firsts = len(self._found.firsts) - max(0, shown - len(self.entries))
        facts = sum(len(one.facts) for one in self.entries[shown:] if isinstance(one, Comparison))
        said = [counted(changes, "more change")] if changes > 0 else []
        if not changes and facts:
            said.append(counted(facts, "more detail"))
        if firsts > 0:
            said.append(f"{counted(firsts, 'document')} first seen")
        return ", ".join(said)

    def _entry(self, one: NewsEntry) -> Iterator[RenderableType]:
        if isinstance(one, SharedEdit | SharedFact):
            names = Text(", ").join([located(place) for place in one.places[:_NAMED]])
            what = "edit" if isinstance(one, SharedEdit) else "detail"
            yield one_line(Text.assemble((f"the same {what} in {len(one.places):,} documents: ", "head"), names))
            if isinstance(one, SharedEdit):
                yield from _written(one, one.change)
                yield from brief_change(one.change)
            else:
                yield one_line(Text(f"* {safe(one.fact.said)}"), 2)
            return
        yield _head(one)
        for warning in islice(warnings(one), 1):
            yield one_line(Text(f"! {safe(warning)}", style="warn"), 2)
        for change in self._some(one):
            yield from _written(one, change)
            yield from brief_change(change)
        if not self._changes(one):
            yield from (one_line(Text(f"* {safe(fact.said)}"), 2) for fact in one.facts[:2])

    def _changes(self, one: Comparison) -> Sequence[Change]:
        return one.changes(everything=self._found.everything)

    def _some(self, one: Comparison) -> Sequence[Change]:
        return sorted(self._changes(one), key=lambda change: -change.score)[: self._most]


def _written(one: NewsEntry, change: Change) -> Iterator[RenderableType]:
    for note in written_on(one, change):
        yield one_line(Text(in_line(note), style="head" if note.kind == "headline" else "default"), 2)


def brief_change(change: Change) -> Iterator[RenderableType]:
    """Its sentence cut around the marks, and its weightiest flags in one line."""
    yield from map(below, inline(shortened(change)))
    said = [_flag(flag) for flag in change.flags[:_FLAGS]]
    if len(change.flags) > _FLAGS:
        said.append(f"{len(change.flags) - _FLAGS} more")
    if change.unmentioned:
        said.append("not in the publisher’s note")
    if said:
        yield below(Text("; ".join(said), style="flag"), _DEEP)


def _flag(flag: Flag) -> str:
    name, told = flag_words(flag, _SIDE)
    return f"{name}: {safe(told)}"


def _head(one: Comparison) -> Padding:
    line = Text()
    if one.revision:
        line.append_text(located(one))
        seen = f"  new text seen {day(one.revision.new.captured_at)}"
        line.append(seen + (", from an archive" if is_imported(one) else ""), style="default")
    else:
        line.append(safe(one.numbers), style="place")
    line.append(f"  {safe(one.title)}", style="head")
    for note in one.found.notes[:1]:
        line.append(f" · note: “{safe(note[:_NOTE])}”", style="faint")
    return one_line(line)
