"""Summary: what came with a version, as lists tell of it; made once and kept, because comparing costs the most."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from tracker.desk.comparison import Comparison, warnings
from tracker.desk.published import Published
from tracker.diff.change import Change
from tracker.diff.fact import FactChange
from tracker.render.safe import safe

MOST = 12
"""Changes that are kept of one comparison, the weightiest: lists show three, and look for the same edit elsewhere."""


class Summary(BaseModel, frozen=True, extra="forbid"):
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

    @property
    def is_news(self) -> bool:
        """Whether a list has anything to tell."""
        return bool(self.listed or self.facts or self.notes)


def summary(one: Comparison, ids: Mapping[int, str], published: Published) -> Summary:
    """The comparison in short, as it may be shown. `ids` are those of its changes by their `id()`."""
    source = one.revision.new.source if one.revision else None
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
    )


def _weightiest(changes: Sequence[Change]) -> tuple[Change, ...]:
    best = sorted(range(len(changes)), key=lambda at: (-changes[at].score, at))[:MOST]
    return tuple(changes[at] for at in sorted(best))
