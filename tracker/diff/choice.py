"""Change filter: which of the differences a reader wants to see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.diff.change import Change
from tracker.later import later
from tracker.patterns import deferred

if TYPE_CHECKING:
    from tracker.diff.differences import Differences
    from tracker.diff.fact import FactChange
    from tracker.diff.query import Query
    from tracker.wording import fold as folding
else:
    folding = later("tracker.wording.fold")


_LETTER = deferred(r"\w")


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """All differences unless told otherwise."""

    matching: "tuple[Query, ...]" = ()
    """One of these is enough; it may stand in the old words or in the new ones."""
    added: bool = False
    """What came: sentences, words inside sentences, facts. With `removed`, what did either."""
    removed: bool = False
    """What went."""
    said: tuple[str, ...] | None = None
    """Folded words of claims: only sentences that hold one of them, before or after; None for all."""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.matching or self.added or self.removed or self.said is not None)

    def of(self, found: "Differences") -> "Differences":
        """The differences that are wanted, in their order."""
        if not self:
            return found
        changes = tuple(change for change in found.changes if self._wants(change))
        facts = tuple(fact for fact in found.facts if self._wants_fact(fact))
        return found.model_copy(update={"changes": changes, "facts": facts})

    def _wants(self, change: Change) -> bool:
        texts = [side.text for side in (change.old, change.new) if side]
        return (
            self._matches(texts)
            and self._speaks(texts)
            and self._way(came=_holds(change, "new"), went=_holds(change, "old"))
        )

    def _wants_fact(self, fact: "FactChange") -> bool:
        return (
            self.said is None
            and self._matches([fact.about, fact.old, fact.new])
            and self._way(came=fact.kind != "removed", went=fact.kind != "added")
        )

    def _matches(self, texts: list[str]) -> bool:
        return not self.matching or any(query.found_in(texts) for query in self.matching)

    def _speaks(self, texts: list[str]) -> bool:
        return self.said is None or any(words in folding.fold(text) for text in texts for words in self.said)

    def _way(self, *, came: bool, went: bool) -> bool:
        return not (self.added or self.removed) or (self.added and came) or (self.removed and went)


def _holds(change: Change, mark: str) -> bool:
    """Whether words came (new) or went (old): the whole sentence, or some inside it."""
    if change.kind in {"added", "removed"}:
        return (change.kind == "added") == (mark == "new")
    return any(word.mark == mark and _LETTER.search(word.text) for word in change.words)
