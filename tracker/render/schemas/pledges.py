"""`tracker.pledges/1`: pledges through time, as programs read them."""

from collections.abc import Callable, Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.story import StoryMatch
from tracker.links.cells import Cells, cells
from tracker.links.figures import Figures, figures
from tracker.links.link import Thread
from tracker.links.naming import name_of
from tracker.links.semantic.ranking import Ranking
from tracker.links.turns import PledgeTurn, turns


class ThreadRow(Thread, frozen=True, extra="forbid"):
    """A thread, and what its stages say in the columns of a table."""

    cells: tuple[Cells, ...] = Field(description="One for each claim, in its words; empty where it does not say.")
    called: str = Field(description="What it is called: a person's name, the programme's, or what its members share.")
    turns: tuple[PledgeTurn, ...] = Field(description="What became different, in time order, with both wordings.")
    notes: tuple[PersonNote, ...] = Field(
        default=(), description="What persons wrote on it and its claims; not the record's words."
    )
    corrections: tuple[str, ...] = Field(default=(), description="In what is published: what was corrected of it.")
    figures: Figures = Field(description="The latest number promised, announced so far and claimed delivered.")


class Pledges(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """Threads in the order of their earliest claims."""

    schema_: Literal["tracker.pledges/1"] = Field(default="tracker.pledges/1", alias="schema")
    match: StoryMatch | None = Field(
        default=None, description="Of `trace WORDS`: whether they say it, are only near, or nothing was found."
    )
    ranking: Ranking | None = Field(
        default=None,
        description="Of `trace WORDS`: `lexical`, ordered by shared words; `semantic`, by words and meaning. Else in time.",
    )
    threads: tuple[ThreadRow, ...]

    @classmethod
    def of(
        cls,
        threads: Sequence[Thread],
        *,
        match: StoryMatch | None = None,
        ranking: Ranking | None = None,
        notes: Notebook | None = None,
        cut: Callable[[ThreadRow], ThreadRow] = lambda row: row,
    ) -> Self:
        """The rows. `cut` takes from each what may not be handed on, after all was read from the whole words."""
        return cls(match=match, ranking=ranking, threads=tuple(cut(_row(thread, notes)) for thread in threads))


def _row(thread: Thread, notes: Notebook | None) -> ThreadRow:
    return ThreadRow(
        **dict(thread),
        cells=tuple(map(cells, thread.claims)),
        called=name_of(thread),
        turns=turns(thread),
        notes=notes.in_thread(thread) if notes else (),
        figures=figures(thread),
    )
