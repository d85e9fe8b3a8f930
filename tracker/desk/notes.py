"""Notes: what persons wrote beside the record (notes, summaries, replies, statuses, headlines), by what it is about.

Of what one person said of one thing in one kind the last word holds. Others see only what was released.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Self

from pydantic import BaseModel, Field

from tracker.config.config import Config
from tracker.config.decided import note_id, subject
from tracker.config.release import Releases
from tracker.config.verdict import ChangeVerdict, NoteVerdict
from tracker.desk.redactor import Redactor
from tracker.later import later

if TYPE_CHECKING:
    from tracker.claims import verdicts as claim_verdicts
    from tracker.claims.claim import Claim
    from tracker.config import contradiction
    from tracker.links.link import Thread
else:
    claim_verdicts = later("tracker.claims.verdicts")
    contradiction = later("tracker.config.contradiction")


NoteKind = Literal["headline", "summary", "status", "reply", "note"]
ORDER: Sequence[NoteKind] = ("headline", "summary", "status", "reply", "note")
"""In which they are told."""


class PersonNote(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Words of a person, never of the record: who wrote them and when."""

    id: str = Field(description="n-…, as `tracker note --list` prints it; of a headline the change.")
    about: str = Field(description="A thread, claim, change, source or document.")
    kind: NoteKind
    text: str | None = Field(description="Its words; of a reply all of it, null where none came.")
    whom: str | None = Field(description="Of a reply: who was asked.")
    asked: date | None = Field(description="Of a reply: when.")
    answer_by: date | None = Field(description="Of a reply: by when they were to answer.")
    why: str | None = Field(description="What it rests on; of a status its reasons.")
    by: str = Field(description="Who wrote it down.")
    on: date | None
    released: bool = Field(description="Whether others may see it.")

    @classmethod
    def of(cls, note: NoteVerdict | ChangeVerdict, *, released: bool) -> Self:
        """As a verdict has it; of one on a change its headline."""
        if isinstance(note, ChangeVerdict):
            return cls(
                id=note.change,
                about=note.change,
                kind="headline",
                text=note.headline,
                whom=None,
                asked=None,
                answer_by=None,
                why=None,
                by=note.by,
                on=note.on,
                released=released,
            )
        return cls(
            id=note_id(note),
            about=note.about,
            kind=note.kind,
            text=note.text,
            whom=note.whom,
            asked=note.asked,
            answer_by=note.answer_by,
            why=note.why,
            by=note.by,
            on=note.on,
            released=released,
        )


@dataclass(frozen=True, slots=True)
class Notebook:
    """All that holds, in the order of `ORDER` and of days."""

    _notes: tuple[NoteVerdict, ...]
    _headlines: tuple[ChangeVerdict, ...]
    _releases: Releases
    _redactor: Redactor

    @classmethod
    def of(cls, config: Config, *, for_desk: bool) -> "Notebook":
        """`for_desk`: also what was not released yet, and words that others no longer read."""
        releases = Releases.of(config.verdicts, config.settings.release_needs)
        known = contradiction.Decisions.of(config.verdicts.change)
        notes = _last(one for one in config.verdicts.note if for_desk or releases.lets(one))
        told = (one for one in config.verdicts.change if one.headline and not one.withdrawn)
        told = (one for one in told if for_desk or (releases.lets(one) and not known.is_disputed(one)))
        lines = {(one.by, one.change): one for one in sorted(told, key=lambda one: one.on or date.min)}.values()
        ordered = sorted(notes, key=lambda one: (ORDER.index(one.kind), one.on or date.min))
        return cls(tuple(ordered), tuple(lines), releases, Redactor.of(() if for_desk else config.redactions.standing))

    def every(self) -> tuple[PersonNote, ...]:
        """All of them, headlines first."""
        return self._told((*self._headlines, *self._notes))

    def on_thread(self, thread: "Thread") -> tuple[PersonNote, ...]:
        """Those on the thread itself, also under an id that it or one of its stages had; not those on its claims."""
        ids = {thread.id, *thread.redirects, *(f"t-{claim.id[2:]}" for claim in thread.claims)}
        return self._told(one for one in self._notes if one.about in ids)

    def on_claim(self, claim: "Claim") -> tuple[PersonNote, ...]:
        """Those on the claim, by its id or by its words in its document."""
        return self._told(one for one in self._notes if _is_on(one, claim))

    def in_thread(self, thread: "Thread") -> tuple[PersonNote, ...]:
        """Those on the thread, then those on its claims in their order, each once."""
        found = [*self.on_thread(thread), *(one for claim in thread.claims for one in self.on_claim(claim))]
        return tuple({one.id: one for one in found}.values())

    def on_change(self, address: str) -> tuple[PersonNote, ...]:
        """What was written on a change, by its address (dfe-rise@3#d-abcdefgh23), headlines first."""
        headlines = (one for one in self._headlines if one.change == address)
        return self._told((*headlines, *(one for one in self._notes if one.about == address)))

    def came_with(self, version: str) -> dict[str, tuple[PersonNote, ...]]:
        """By the id of a change that came with that version (d-…): what was written on it."""
        prefix = f"{version}#"
        names = [one.change for one in self._headlines if one.change.startswith(prefix)]
        names += [one.about for one in self._notes if one.about.startswith(prefix)]
        return {name.removeprefix(prefix): self.on_change(name) for name in dict.fromkeys(names)}

    def on_version(self, source: str, name: str) -> tuple[PersonNote, ...]:
        """Those on a source, or on its document of that name; and on changes that came with any version of that."""
        mine = (one for one in self._notes if one.about in {source, name} or _document(one.about) == name)
        return self._told((*(one for one in self._headlines if _document(one.change) == name), *mine))

    def on_source(self, source: str) -> tuple[PersonNote, ...]:
        """Those on a source itself."""
        return self._told(one for one in self._notes if one.about == source)

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not self._notes and not self._headlines

    def _told(self, notes: Iterable[NoteVerdict | ChangeVerdict]) -> tuple[PersonNote, ...]:
        told = (PersonNote.of(one, released=self._releases.lets(one)) for one in notes)
        return tuple(map(self._redactor.model, told))


def has_notes(config: Config, version: str) -> bool:
    """Whether anybody wrote anything on a change that came with that version: asked of each, so it is quick."""
    prefix = f"{version}#"
    return any(one.about.startswith(prefix) for one in config.verdicts.note) or any(
        one.headline and one.change.startswith(prefix) for one in config.verdicts.change
    )


def _last(notes: Iterable[NoteVerdict]) -> Iterator[NoteVerdict]:
    found = {(one.by, subject(one)): one for one in notes if not one.withdrawn}
    yield from found.values()


def _document(about: str) -> str | None:
    """The document of a change's address."""
    return about.partition("@")[0] if "#" in about else None


def _is_on(note: NoteVerdict, claim: "Claim") -> bool:
    if note.about in {claim.id, *claim.former}:
        return True
    at = (claim.place.version if claim.place else None) or ""
    same_page = bool(note.at) and at.rpartition("@")[0] == (note.at or "").rpartition("@")[0]
    return (
        note.about.startswith("c-")
        and same_page
        and bool(note.words)
        and claim_verdicts.is_same(note.words or "", claim.text)
    )
