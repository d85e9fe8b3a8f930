"""Summary: what came with a version, as lists tell of it; made once and kept, because comparing costs the most."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel

from tracker.claims.topic import topics_in
from tracker.desk.comparison import Comparison, warnings
from tracker.desk.money import Sum, sums
from tracker.desk.published import Published
from tracker.diff.change import Change
from tracker.diff.fact import FactChange
from tracker.render.safe import safe

MOST = 12
"""Changes that are kept of one comparison, the weightiest: lists show three, and look for the same edit elsewhere."""


MOST_SUMS = 200
"""Amounts that are kept of one comparison, the largest: a budget's tables have thousands."""


class SummarySum(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """An amount that came, went, or took another's place."""

    sign: str
    """As of `Sum`."""
    amount: str
    value: float
    was: str = ""
    called: tuple[str, ...] = ()
    sentence: str
    change: str
    """Id of the change."""
    topics: tuple[str, ...] = ()


class SummaryPicture(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The part of a picture of the page that stands on the page of the change, in pixels."""

    side: Literal["old", "new"]
    left: int
    top: int
    width: int
    height: int


class Summary(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A comparison in short."""

    changes: tuple[Change, ...] = ()
    """The weightiest that say something new, in reading order."""
    ids: tuple[str, ...] = ()
    """Their ids on the page of the change."""
    listed: int = 0
    """How many say something new."""
    noise: int = 0
    facts: tuple[FactChange, ...] = ()
    """Without the notes that came with it."""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    score: float = 0.0
    silent: bool = False
    """Neither the page's date nor its notes told of it."""
    topics: tuple[str, ...] = ()
    """Of all that says something new."""
    topics_each: tuple[tuple[str, ...], ...] = ()
    """Of each of `changes`."""
    kinds: tuple[str, ...] = ()
    """What became of sentences, and which flags they have, of all that says something new: by their names."""
    sums: tuple[SummarySum, ...] = ()
    pictures: tuple[SummaryPicture, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether a list has anything to tell."""
        return bool(self.listed or self.facts or self.notes)


def summary(one: Comparison, ids: Mapping[int, str], published: Published) -> Summary:
    """The comparison in short, as it may be shown. `ids` are those of its changes by their `id()`."""
    source = one.revision.new.source if one.revision else None
    listed = [topics_in(_texts(change)) for change in one.found.listed]
    topics = {id(change): found for change, found in zip(one.found.listed, listed, strict=True)}
    kept = published.extracts.kept(source, _weightiest(one.found.listed))
    return Summary(
        changes=tuple(published.extracts.change(source, change) for change in kept),
        ids=tuple(ids[id(change)] for change in kept),
        listed=len(one.found.listed),
        noise=one.noise,
        facts=tuple(published.extracts.fact(source, fact) for fact in one.facts),
        notes=tuple(published.extracts.text(source, note) for note in one.found.notes),
        warnings=tuple(map(safe, warnings(one))),
        score=one.found.score,
        silent=one.found.silent,
        topics=tuple(sorted({topic for found in listed for topic in found})),
        topics_each=tuple(topics[id(change)] for change in kept),
        kinds=tuple(sorted({name for change in one.found.listed for name in _kinds(change)})),
        sums=tuple(_sums(one, source, ids, published)),
    )


def _texts(change: Change) -> str:
    return " ".join(side.text for side in (change.old, change.new) if side)


def _kinds(change: Change) -> Iterator[str]:
    yield change.kind
    yield from (flag.name for flag in change.flags)


def _sums(one: Comparison, source: str | None, ids: Mapping[int, str], published: Published) -> Iterator[SummarySum]:
    """Of a source whose text may not be handed on those of the changes that are shown of it."""
    shown = {id(change) for change in published.extracts.kept(source, one.found.listed)}
    found: Sequence[Sum] = [each for each in sums([one]) if id(each.change) in shown]
    for each in found[:MOST_SUMS]:
        yield SummarySum(
            sign=each.sign,
            amount=each.amount.text,
            value=each.amount.value,
            was=each.was.text if each.was else "",
            called=each.called,
            sentence=published.extracts.text(source, each.sentence),
            change=ids[id(each.change)],
            topics=topics_in(each.sentence),
        )


def _weightiest(changes: Sequence[Change]) -> tuple[Change, ...]:
    best = sorted(range(len(changes)), key=lambda at: (-changes[at].score, at))[:MOST]
    return tuple(changes[at] for at in sorted(best))
