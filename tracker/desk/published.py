"""Published: what may be shown to everybody, as one value that pages, feeds, exports and notifications ask.

Shown is what a person confirmed, no other disputes, and as many as `release_needs` says let through; what a machine
suggests only where that is asked for, and marked.
How much of it is `extracts` (docs/decisions/0015-what-is-published.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.claims.claim import Claim, Place
from tracker.claims.verdicts import is_same
from tracker.config.config import Config
from tracker.config.contradiction import Decisions
from tracker.config.release import Releases
from tracker.config.verdict import Verdicts
from tracker.desk.extracts import Extracts
from tracker.links.link import Link, Standing, Thread
from tracker.links.stage import stages
from tracker.links.thread import threads
from tracker.links.verdicts import StageVerdicts

SUGGESTION: Final = "machine suggestion, not checked"
STANDING: Final[Mapping[Standing, str]] = {
    "confirmed": "confirmed by a person",
    "likely": SUGGESTION,
    "review": SUGGESTION,
}
"""What a link is called wherever others read it."""

_Said = tuple[str, date | None]
"""A claim's words, empty where only its id is known, and the day on which a person spoke of it."""


@dataclass(frozen=True, slots=True)
class Published:
    """The rules, for one folder's config. `suggestions`: what no person confirmed is shown too, marked `SUGGESTION`."""

    config: Config
    suggestions: bool
    extracts: Extracts
    verdicts: Verdicts
    """Of people's verdicts those on which something that is shown may rest, and all that take something back."""
    _vouched: Mapping[str, tuple[_Said, ...]]
    _let_through: Verdicts
    _is_held_back: bool
    """Whether what was confirmed waits until it is released."""

    @classmethod
    def of(cls, config: Config, *, suggestions: bool = False, for_desk: bool = False) -> "Published":
        """The rules as sources, verdicts and settings have them. `for_desk`: what waits to be released counts, too."""
        needs = 0 if for_desk else config.settings.release_needs
        releases = Releases.of(config.verdicts, needs)
        shown = releases.let_through
        extracts = Extracts.of(config)
        return cls(
            config, suggestions, extracts, releases.standing, _vouched(shown, related=needs == 0), shown, needs > 0
        )

    def is_confirmed(self, claim: Claim) -> bool:
        """Whether a person's verdict that still holds takes this for a claim: added, set right, linked, or named."""
        return bool(self._words_on(claim))

    def confirmed_on(self, claim: Claim) -> date | None:
        """The first day on which a person said so; None where nobody did, or gave no day."""
        return min((day for _, day in self._words_on(claim) if day), default=None)

    def _words_on(self, claim: Claim) -> list[_Said]:
        place = claim.place or Place()
        known = (*self._vouched.get(claim.id, ()), *self._vouched.get((place.version or "").rpartition("@")[0], ()))
        cut = self.extracts.redactor.text
        return [
            (words, day) for words, day in known if not words or is_same(words, claim.text) or cut(words) == claim.text
        ]

    def places(self) -> frozenset[str] | None:
        """The documents that persons' verdicts name, as `source[/document]`; None where one of them names no place.

        Nothing else can have been confirmed, so that nothing else need be read where only that is shown; a note on a pledge
        names the document of its first words, without which the pledge would have another id.
        """
        told = [at for _, _, at, _ in _said(self._let_through)]
        told += [one.at for one in self._let_through.note if one.at]
        return None if None in told else frozenset(str(at).rpartition("@")[0] for at in told)

    def label(self, claim: Claim) -> str | None:
        """What stands beside a claim that no person confirmed."""
        return None if self.is_confirmed(claim) else SUGGESTION

    def claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those that may be shown, without what is redacted; `extracts` cuts them."""
        return tuple(self.extracts.redactor.claim(one) for one in claims if self.suggestions or self.is_confirmed(one))

    def threads(self, found: Sequence[Thread]) -> tuple[Thread, ...]:
        """Those that may be shown, each with the stages that persons joined; with `suggestions` as they are.

        A thread falls into as many parts as verdicts hold together, so that nothing that is shown is linked by a score
        alone. The part with its first stage keeps its id and name; another is called as if it had always stood alone,
        and the id of a thread whose first stage nobody confirmed leads to the first part.
        """
        return tuple(map(self.extracts.redactor.thread, self._shown(found)))

    def _shown(self, found: Sequence[Thread]) -> Iterable[Thread]:
        if not self.suggestions:
            return self._parts(found)
        return self._suggested(found) if self._is_held_back else found

    def thread(self, thread: Thread) -> Thread | None:
        """The part of the thread to which its id leads; None where nothing of it was confirmed."""
        parts = self.threads([thread])
        return next((part for part in parts if thread.id in {part.id, *part.redirects}), None)

    def _parts(self, found: Sequence[Thread]) -> Iterator[Thread]:
        ordered = stages(claim for thread in found for claim in thread.claims)
        decided = StageVerdicts.of(self.verdicts, ordered)
        places = {id(stage.claim): place for place, stage in enumerate(ordered)}
        for thread in found:
            mine = {place: claim for claim in thread.claims if (place := places.get(id(claim))) is not None}
            parts = []
            for group in self._groups(mine, decided):
                name = next((decided.names[place] for place in sorted(group) if place in decided.names), None)
                parts.append(self._part(thread, [mine[place] for place in sorted(group)], name))
            if parts and thread.id not in {part.id for part in parts}:
                parts[0] = parts[0].model_copy(update={"redirects": (thread.id, *thread.redirects)})
            yield from parts

    def _groups(self, mine: Mapping[int, Claim], decided: StageVerdicts) -> Iterator[frozenset[int]]:
        """The stages of one thread that verdicts hold together, or that a person took for a claim by itself."""
        told: set[int] = set()
        for place, claim in mine.items():
            others = decided.agreed(place) & mine.keys()
            if self._is_held_back:  # what takes a thread apart joins the rest of it: only what else was let through
                others = frozenset(one for one in others if self.is_confirmed(mine[one]))
                if not self.is_confirmed(claim):
                    continue
            if place not in told and (others or self.is_confirmed(claim)):
                told |= {place, *others}
                yield frozenset({place, *others})

    def _part(self, thread: Thread, claims: Sequence[Claim], name: str | None) -> Thread:
        ids = {claim.id for claim in claims}
        first = claims[0].id == thread.claims[0].id
        whole = len(claims) == len(thread.claims) and all(link.standing == "confirmed" for link in thread.links)
        related = [link for link in thread.related if link.earlier in ids]
        return thread.model_copy(
            update={
                "id": thread.id if first else f"t-{claims[0].id.removeprefix('c-')}",
                "name": name,
                "claims": tuple(claims),
                "links": thread.links if whole and not self._is_held_back else self._links(claims),
                "related": tuple(one for one in related if not self._is_held_back or self._is_related(one)),
                "redirects": thread.redirects if first else (),
                "candidates": (),
                "disputed": (),
            }
        )

    def _links(self, claims: Sequence[Claim]) -> tuple[Link, ...]:
        """What each stage is to the one it follows among these, as if there were no others."""
        verdicts, settings, people = self.verdicts, self.config.settings, self.config.people
        (alone,) = threads(claims, verdicts=verdicts, aliases=verdicts.alias, settings=settings, people=people)
        return alone.links

    def _is_related(self, link: Link) -> bool:
        pair = {link.earlier, link.later}
        return any({one.earlier, one.later} == pair for one in self._let_through.link if not one.withdrawn)

    def _suggested(self, found: Sequence[Thread]) -> Iterator[Thread]:
        """Whole threads, in which what waits to be let through is a suggestion like any other, and has no name."""
        ordered = stages(claim for thread in found for claim in thread.claims)
        decided = StageVerdicts.of(self.verdicts, ordered)
        places = {id(stage.claim): place for place, stage in enumerate(ordered)}
        for thread in found:
            mine = {claim.id: place for claim in thread.claims if (place := places.get(id(claim))) is not None}
            names = (decided.names[place] for place in sorted(mine.values()) if place in decided.names)
            yield thread.model_copy(
                update={
                    "name": next(names, None),
                    "links": tuple(one if _are_agreed(decided, mine, one) else _as_found(one) for one in thread.links),
                    "related": tuple(filter(self._is_related, thread.related)),
                    "disputed": (),
                }
            )


def _are_agreed(decided: StageVerdicts, places: Mapping[str, int], link: Link) -> bool:
    one, other = places.get(link.earlier), places.get(link.later)
    return one is not None and other in decided.agreed(one)


def _as_found(link: Link) -> Link:
    """As the machine had it, where what a person said of it is not for others yet."""
    if link.standing != "confirmed":
        return link
    return link.model_copy(update={"standing": "likely", "reasons": (), "disputed": ()})


def _vouched(verdicts: Verdicts, *, related: bool) -> dict[str, tuple[_Said, ...]]:
    """By claim id and by document: the words of which a person said that they are a claim, and when.

    `related`: a link that joins no two claims vouches for both, too. One that was let through with the pledge on one side
    does not, or it would let through the other as well.
    """
    found: dict[str, list[_Said]] = defaultdict(list)
    for claim, words, at, day in _said(verdicts, related=related):
        if claim:
            found[claim].append((words or "", day))
        if words and at:
            found[at.rpartition("@")[0]].append((words, day))
    return {key: tuple(said) for key, said in found.items()}


def _said(
    verdicts: Verdicts, *, related: bool = True
) -> Iterator[tuple[str | None, str | None, str | None, date | None]]:
    """(claim id, words, version, day) of every claim that a standing verdict takes for one, and nobody disputes it."""
    known = Decisions.of(verdicts)
    for one in verdicts.claim:
        if one.does != "drop" and not one.withdrawn and not known.is_disputed(one):
            yield one.claim, one.words, one.at, one.on
    for link in verdicts.link:
        if link.relation == "different" or (link.relation == "related" and not related):
            continue
        if not link.withdrawn and not known.is_disputed(link):
            yield link.earlier, link.earlier_words, link.earlier_at, link.on
            yield link.later, link.later_words, link.later_at, link.on
    for thread in verdicts.thread:
        if not thread.withdrawn:
            yield _first_of(thread.thread), thread.words, thread.at, thread.on
            others = [_first_of(thread.join)] if thread.join else [*thread.split]
            for place, claim in enumerate(others):
                yield claim, _at(thread.other_words, place), _at(thread.other_at, place), thread.on


def _first_of(thread: str) -> str:
    return f"c-{thread.removeprefix('t-')}"


def _at(values: Sequence[str], place: int) -> str | None:
    return values[place] if place < len(values) else None
