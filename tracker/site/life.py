"""Life line: a pledge over time before anything is drawn: its points, whose they are, what turned, what happened between."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tracker.claims.claim import Claim
from tracker.config.person import People
from tracker.desk.dates import LONDON, short, when
from tracker.desk.published import SUGGESTION, Published
from tracker.links.figures import is_reported
from tracker.links.link import Thread
from tracker.links.turns import said_at
from tracker.render.safe import safe
from tracker.render.words import cut
from tracker.site.headline import speaker
from tracker.site.life_words import LifeWords, words_of

SHAPES = ("circle", "square", "diamond", "triangle", "ring")
"""A voice each, so that nobody needs colours; who comes later than the fifth gets the last."""
_LONGEST = 90
"""Characters of what is said at a point."""
_COMPARED = 2
"""Days, or numbers, from which there is something to compare."""
_AROUND = 31
"""Days around the points in which an election is shown."""


class LifePoint(NamedTuple):
    """What one voice said on one day."""

    at: int
    """The day, as its ordinal."""
    when: str
    voice: int
    words: str
    """The words that turned; empty where none did."""
    weight: float
    """Of what turned: which labels stay where not all have room."""
    number: float | None
    number_words: str
    sure: bool
    """Whether a person confirmed that it belongs here."""


class LifeEvent(NamedTuple):
    """An election, or the day on which the government changed."""

    at: int
    when: str
    words: str


class LifeLine(NamedTuple):
    """Points and events in time order."""

    voices: tuple[str, ...]
    points: tuple[LifePoint, ...]
    events: tuple[LifeEvent, ...]
    throughout: str | None = None
    """The number, where all that give one give the same."""

    @property
    def has_scale(self) -> bool:
        """Whether a number moved, so that there is something to draw."""
        return self.throughout is None and any(point.number is not None for point in self.points)

    @property
    def telling(self) -> "LifeLine":
        """Without the voices of which only marks would be drawn, where another tells something."""
        kept = [
            at
            for at in range(len(self.voices))
            if any(p.voice == at and (p.words or p.number_words) for p in self.points)
        ]
        if not kept:
            return self
        points = tuple(p._replace(voice=kept.index(p.voice)) for p in self.points if p.voice in kept)
        if len({p.at for p in points}) < _COMPARED:
            return self
        return self._replace(voices=tuple(self.voices[at] for at in kept), points=points)

    def labelled(self, most: int) -> list[LifePoint]:
        """So many of the points with words: the weightiest of each voice, then the weightiest of all."""
        worth = sorted((one for one in self.points if one.words), key=lambda one: (-one.weight, one.at, one.voice))
        best = {one.voice: one for one in reversed(worth)}
        return [
            *(one for one in worth if best[one.voice] is one),
            *(one for one in worth if best[one.voice] is not one),
        ][:most]

    @property
    def told(self) -> tuple[tuple[str, str, str], ...]:
        """The same in words, in time order: when, who, and what; of an event nobody."""
        rows: list[tuple[int, int, tuple[str, str, str]]] = [
            (one.at, 0, (one.when, "", one.words)) for one in self.events
        ]
        for point in self.points:
            said = ", ".join(filter(None, [point.words, point.number_words])) or "says it"
            rows.append(
                (point.at, 1, (point.when, self.voices[point.voice], said + ("" if point.sure else f" ({SUGGESTION})")))
            )
        return tuple(row for *_, row in sorted(rows, key=lambda row: row[:2]))


def life_line(thread: Thread, rules: Published) -> LifeLine | None:
    """Of what has a date; None where that is not two days: there is nothing to compare."""
    dated = [(claim, at) for claim in thread.claims if (at := said_at(claim))]
    ordered = sorted((claim for claim, _ in dated), key=is_reported)  # the press's lane is the last
    names = list(dict.fromkeys(speaker(claim, rules.config.people) for claim in ordered))
    words = words_of(thread, rules)
    sure = {thread.claims[0].id, *(link.later for link in thread.links if link.standing == "confirmed")}
    days: dict[tuple[int, int], list[Claim]] = {}
    for claim, at in dated:
        days.setdefault((_ordinal(at), names.index(speaker(claim, rules.config.people))), []).append(claim)
    points = [_point(at, who, claims, words, sure) for (at, who), claims in sorted(days.items())]
    if len({point.at for point in points}) < _COMPARED:
        return None
    events = tuple(_events(rules.config.people, points[0].at - _AROUND, points[-1].at + _AROUND))
    return LifeLine(tuple(names), tuple(points), events, words.throughout)


def _point(at: int, who: int, claims: Sequence[Claim], words: LifeWords, sure: Collection[str]) -> LifePoint:
    found = [words.numbers[claim.id] for claim in claims if claim.id in words.numbers]
    said = dict.fromkeys(one for claim in claims for one in words.said.get(claim.id, ()))
    return LifePoint(
        at=at,
        when=when(claims[-1]),
        voice=who,
        words=cut(", ".join(said), _LONGEST),
        weight=max((words.weights.get(claim.id, 0.0) for claim in claims), default=0.0),
        number=found[-1][0] if found else None,
        number_words=found[-1][1] if found else "",
        sure=all(claim.id in sure for claim in claims),
    )


def _events(people: People, first: int, last: int) -> Iterable[LifeEvent]:
    """Elections and changes of government in these days, in time order."""
    found = [(one.on, one.name) for one in people.election]
    found += [(one.from_, one.name) for one in people.period if one.kind == "change of government"]
    return (
        LifeEvent(on.toordinal(), short(on), safe(name))
        for on, name in sorted(found, key=lambda one: one[0])
        if first <= on.toordinal() <= last
    )


def _ordinal(at: datetime) -> int:
    day: date = at.astimezone(LONDON).date()
    return day.toordinal()
