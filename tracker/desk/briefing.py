"""Briefing: one pledge as an editor needs it: exact words with citations, what changed, what is not known, how sure it is.

It holds no verdict: whether a promise was kept is nothing that a record of words can say.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from tracker.config.config import Config
from tracker.desk.citation import CitationItem
from tracker.desk.citing import CitationFinder
from tracker.desk.dates import short
from tracker.desk.gather import absence_of
from tracker.desk.notes import Notebook, PersonNote
from tracker.desk.published import Published
from tracker.desk.still import StillThere
from tracker.links.absence import Absence
from tracker.links.cells import cells
from tracker.links.link import Link, Standing, Thread
from tracker.links.naming import name_of
from tracker.links.stage import stages
from tracker.links.turns import PledgeTurn, turns
from tracker.links.verdicts import StageVerdicts
from tracker.store.archive import Archive


class Confirmation(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A person who tied a stage to another of this pledge."""

    by: str
    on: date | None


class BriefStage(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One stage: the exact words, where they stand, and who says that they belong here."""

    cited: CitationItem
    standing: Standing | None = Field(description="Of its link to an earlier stage; null of the first.")
    confirmed: tuple[Confirmation, ...] = Field(description="Empty where no person has checked it.")
    stands: bool | None = Field(description="Whether the latest version of its document still has the words.")
    commands: tuple[str, ...] = Field(description="They print the same for as long as the record is kept.")


class BriefTurn(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What became different at a stage, in the words before and after."""

    stage: int = Field(description="Number of the later stage, from 1.")
    at: AwareDatetime | None
    who: str
    said: str = Field(description="In a few words: will → aims to.")
    old: str
    new: str
    cite: str = Field(description="What `tracker cite` takes.")
    standing: Standing


class BriefSearch(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Where was looked for it."""

    sources: int = Field(description="Sources of which anything is held.")
    documents: int
    as_of: AwareDatetime | None = Field(description="Start of the last round.")
    absent: Absence | None = Field(description="Where it would have to stand now and is not found; null where it is.")


class Briefing(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """A pledge, ready to be handed to an editor."""

    schema_: Literal["tracker.brief/1"] = Field(default="tracker.brief/1", alias="schema")
    pledge: str
    name: str
    stages: tuple[BriefStage, ...] = Field(description="In time order.")
    turns: tuple[BriefTurn, ...] = Field(description="In time order.")
    unknown: tuple[str, ...] = Field(description="What the record does not say, a sentence each.")
    notes: tuple[PersonNote, ...] = Field(description="What persons wrote on it and on its claims, released or not.")
    searched: BriefSearch

    @property
    def links(self) -> int:
        """Stages after the first, each tied to an earlier one."""
        return len(self.stages) - 1

    @property
    def unchecked(self) -> int:
        """Of these how many no person has confirmed."""
        return sum(one.standing is not None and one.standing != "confirmed" for one in self.stages)

    @property
    def confirmed_by(self) -> tuple[str, ...]:
        """The persons who confirmed any of it, each once."""
        return tuple(dict.fromkeys(one.by for stage in self.stages for one in stage.confirmed))


def briefing(thread: Thread, archive: Archive, config: Config, now: datetime) -> Briefing:
    """Of one thread, as the record has it. Of sources that allow no copies the words are extracts, as in a citation."""
    published = Published.of(config, for_desk=True)
    links: Sequence[Link | None] = (None, *thread.links)
    cited = CitationFinder(archive, config).stages(thread)
    confirmed = _confirmed(thread, config)
    still = StillThere(archive)
    told = tuple(
        BriefStage(
            cited=item,
            standing=link.standing if link else None,
            confirmed=confirmed.get(claim.id, ()),
            stands=still.stands(claim),
            commands=(f"tracker cite {item.id}", f"tracker show {item.version.version}"),
        )
        for claim, link, item in zip(thread.claims, links, cited, strict=True)
    )
    names = archive.documents()
    absent = absence_of(thread, archive, config, now)
    return Briefing(
        pledge=thread.id,
        name=name_of(thread),
        stages=told,
        turns=tuple(_turn(turn, thread, published) for turn in turns(thread) if turn.counts),
        unknown=tuple(_unknown(thread, told, absent)),
        notes=Notebook.of(config, for_desk=True).in_thread(thread),
        searched=BriefSearch(
            sources=len({source for source, _ in names}),
            documents=len(names),
            as_of=next((one.started for one in archive.runs(limit=1)), None),
            absent=absent,
        ),
    )


def _confirmed(thread: Thread, config: Config) -> dict[str, tuple[Confirmation, ...]]:
    """By claim: who said that it and another stage are the same pledge, in the order of their words."""
    ordered = stages(thread.claims)
    decided = StageVerdicts.of(config.verdicts, ordered)
    found: dict[str, list[Confirmation]] = {}
    for (earlier, later), verdict in sorted(decided.relations.items()):
        if verdict.relation == "same":
            for place in (earlier, later):
                found.setdefault(ordered[place].claim.id, []).append(Confirmation(by=verdict.by, on=verdict.on))
    return {name: tuple(dict.fromkeys(said)) for name, said in found.items()}


def _turn(turn: PledgeTurn, thread: Thread, published: Published) -> BriefTurn:
    sources = {claim.id: claim.place.source if claim.place else None for claim in thread.claims}
    return BriefTurn(
        stage=turn.stage,
        at=turn.at,
        who=turn.who,
        said=turn.said,
        old=published.extracts.text(sources.get(turn.earlier), turn.old),
        new=published.extracts.text(sources.get(turn.later), turn.new),
        cite=turn.later,
        standing=turn.standing,
    )


def _unknown(thread: Thread, told: Sequence[BriefStage], absent: Absence | None) -> Iterator[str]:
    newest = cells(thread.claims[-1])
    missing = [
        name
        for name, said in (("number", newest.number), ("date", newest.when), ("source of money", newest.paid))
        if not said
    ]
    if missing:
        yield f"The newest wording gives no {_listed(missing, 'and no')}."
    undated = [one.cited for one in told if one.cited.published is None]
    if undated:
        names = _listed(sorted({one.version.version.rpartition("@")[0] for one in undated}), "and")
        yield f"When the words of {names} were first published: no date was read there, so each is dated by our sighting."
    if told[0].cited.between is None:
        first = told[0].cited.version.version
        yield f"Whether it was said before: {first} is the first version that we captured, and the page may be older."
    if thread.candidates:
        count = len(thread.candidates)
        noun = "link is" if count == 1 else "links are"
        yield f"Whether more belongs to it: {count} possible {noun} unchecked (tracker trace {thread.id} --review)."
    disputed = sum(bool(link.disputed) for link in thread.links) + len(thread.disputed)
    if disputed:
        yield f"Whether all of it is one pledge: people disagree on {disputed} of its links."
    if absent and absent.gaps:
        yield f"Whether it still stands: not checked: {'; '.join(absent.gaps)}."
    yield "Whether it was kept: the record says what was published, not what was done."


def _listed(words: Iterable[str], last: str) -> str:
    """`number, no date and no source of money` with the joining words given."""
    *rest, end = words
    between = ", no " if last.endswith("no") else ", "
    return f"{between.join(rest)} {last} {end}" if rest else end


def standing(one: Briefing) -> str:
    """How far persons have checked it, by name, in one sentence."""
    if not one.links:
        return "Said once: nothing is linked to it."
    if one.unchecked == one.links:
        suggested = "its only link is a machine suggestion" if one.links == 1 else f"{one.links} machine suggestions"
        return f"Not checked by a person: {suggested}."
    days = sorted({day.on for stage in one.stages for day in stage.confirmed if day.on})
    on = f", last on {short(days[-1])}" if days else ""
    names = _listed(one.confirmed_by, "and") if one.confirmed_by else "a person"
    if not one.unchecked:
        return f"{'Its only link' if one.links == 1 else f'All its {one.links} links'} confirmed by {names}{on}."
    return (
        f"{one.links - one.unchecked} of {one.links} links confirmed by {names}{on}; "
        f"{one.unchecked} not checked by a person."
    )
