"""Summary: what came with a version, as lists tell of it; made once and kept, because comparing costs the most."""

from pydantic import BaseModel

from tracker.diff.change import Change
from tracker.diff.fact import FactChange
from tracker.render.comparison import Comparison
from tracker.render.site.brief import brief, brief_fact, foremost, shortened

MOST = 12
"""Changes that are kept of one comparison, the weightiest: lists show three, and look for the same edit elsewhere."""


class Limits(BaseModel, frozen=True, extra="forbid"):
    """How much of a source whose text may not be handed on is shown."""

    characters: int
    """Of a sentence."""
    changes: int
    """Of one comparison."""


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


def summary(one: Comparison, ids: dict[int, str], warnings: tuple[str, ...], limits: Limits | None) -> Summary:
    """The comparison in short. `ids` are those of its changes by their `id()`; with limits only extracts."""
    kept = foremost(one.found.listed, min(MOST, limits.changes) if limits else MOST)
    return Summary(
        changes=tuple(brief(change, limits.characters) for change in kept) if limits else kept,
        ids=tuple(ids[id(change)] for change in kept),
        listed=len(one.found.listed),
        noise=one.noise,
        facts=tuple(brief_fact(fact, limits.characters) for fact in one.facts) if limits else one.facts,
        notes=tuple(shortened(note, limits.characters) for note in one.found.notes) if limits else one.found.notes,
        warnings=warnings,
        score=one.found.score,
    )
