"""Turns: what became different in the life of a pledge, a short phrase each, weighed, with who, when and both wordings.

Everything that a list of pledges shows of a thread is in its `ThreadSummary`, a pure function of the thread, so that it can
be kept beside the store and read without linking anything again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, BaseModel

from tracker.claims.claim import Claim, Place
from tracker.later import later
from tracker.links.link import Link, LinkFlag, LinkFlagName, Standing, Thread, Voice
from tracker.patterns import deferred

if TYPE_CHECKING:
    from tracker.claims import territory
    from tracker.claims import topic as claims_topic
    from tracker.links import amounts as links_amounts
    from tracker.links import beside as links_beside
    from tracker.links import borne_out, cells, figures, flags, naming, score
    from tracker.links import statement as links_statement
    from tracker.links.figures import StageAmount
    from tracker.wording import fold as folding
    from tracker.wording import same
else:
    territory = later("tracker.claims.territory")
    claims_topic = later("tracker.claims.topic")
    links_amounts = later("tracker.links.amounts")
    links_beside = later("tracker.links.beside")
    borne_out = later("tracker.links.borne_out")
    cells = later("tracker.links.cells")
    figures = later("tracker.links.figures")
    flags = later("tracker.links.flags")
    naming = later("tracker.links.naming")
    score = later("tracker.links.score")
    links_statement = later("tracker.links.statement")
    folding = later("tracker.wording.fold")
    same = later("tracker.wording.same")


TurnName = Literal[LinkFlagName, "not_found"]
WEIGHTS: Mapping[TurnName, float] = {
    "reversed": 0.40,
    "quantity_up": 0.34,
    "quantity_down": 0.36,
    "softened": 0.31,
    "strengthened": 0.29,
    "delivered": 0.30,
    "dequantified": 0.25,
    "quantified": 0.25,
    "redated": 0.30,
    "not_found": 0.29,
    "narrowed": 0.26,
    "widened": 0.24,
    "renamed": 0.10,
    "merged": 0.05,
    "split": 0.05,
    "moved": 0.03,
    "reworded": 0.05,
    "attributed_on": 0.05,
    "repeated": 0.0,
}
"""The weights of the changes of a page (diff/rank.py), for flags of a link: an order, not a fitted model. What becomes less
goes before what becomes more."""
CONDITION = 0.35
"""For a condition that came or went: this is how a promise is watered down."""
COMMITTED = 0.20
"""For "will recruit" → "is committed to having": another wording of what binds, of which nothing says that it binds less."""
COUNTS = 0.08
"""From this weight a turn counts as one: another voice or a mere rewording is told and not counted."""
_LEAST = 0.35
"""What a turn keeps of its weight however low the score or far the wordings."""
_OTHER_VOICE = {"own": 1.0, "adopted": 0.8, "restated": 0.4, "reported": 0.3}
"""A difference between two voices is less than one that a voice makes with itself; an article that the press rewrites
changes no pledge."""
NUMBERS = frozenset({"quantity_up", "quantity_down", "quantified", "dequantified"})
LONGEST = 30
"""Characters of one side of a phrase."""
_REST = 0.25
_BY_THE_WAY = 0.2
"""What a turn keeps of its weight beside one that overtakes it, or that nothing bears out: it is told and does not count."""
BREADTH = frozenset({"narrowed", "widened"})
"""Turns in who or what is covered."""
_ONE_SIDED = 0.5
"""For words that stand on one side only, of a sentence that is written anew: what it leaves out, it seldom takes back. For
limits ("all", "new") always."""
_OF_ONE_SENTENCE = BREADTH | {"redated"}
"""Turns that two distant wordings seldom bear out even where each side has words: they speak of two things."""
_OF_A_PROMISE = frozenset({"softened", "strengthened", "redated"})
_CUT = deferred(r"\s+")


class PledgeTurn(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Something that became different, between two claims of a thread or between one and a document without it."""

    name: TurnName
    said: str
    """In a few words: "aim to → will", "no number → 6,500", "not found in plan-2017"."""
    old: str
    new: str
    """The words before and after; empty where nothing stood there."""
    earlier: str
    later: str
    """Claim ids; `later` is empty where the words are not found."""
    stage: int
    """Number of the later claim in its thread, from 1."""
    at: AwareDatetime | None
    who: str
    voice: Voice = "own"
    standing: Standing = "likely"
    weight: float
    """0–1, for ordering only."""

    @property
    def counts(self) -> bool:
        """Whether it is a change of the pledge, and not only another voice or other words for the same."""
        return self.weight >= COUNTS


class ThreadSummary(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a list says of a thread, and what filters and sorts it."""

    id: str
    name: str
    """A person's, the programme's, or a phrase that the members share."""
    stages: int
    publishers: tuple[str, ...]
    """In order of first word."""
    sources: tuple[str, ...]
    topics: tuple[str, ...]
    territories: tuple[str, ...] = ()
    """Where its documents say that they apply: nations, UK, or `not stated`."""
    first: AwareDatetime | None
    newest: AwareDatetime | None
    """When the newest wording was first said."""
    held: tuple[str, ...]
    """Of each document that has or had it the last version with its words, the press left out."""
    offered: tuple[str, ...] = ()
    """Versions that hold what a person should look at: it may stand there in other words."""
    turns: tuple[PledgeTurn, ...]
    """In time order."""
    noise: bool
    """It was reworded, and only in spelling, punctuation or marks of notes."""
    weight: float
    """0–1: of all turns together."""
    confirmed: int
    likely: int
    review: int
    """Links by standing."""

    @property
    def best(self) -> PledgeTurn | None:
        """The weightiest turn; of equals the latest."""
        return max(reversed(self.turns), key=lambda turn: turn.weight, default=None)

    @property
    def counted(self) -> tuple[PledgeTurn, ...]:
        """The turns that are changes of the pledge."""
        return tuple(turn for turn in self.turns if turn.counts)

    def with_turn(self, turn: PledgeTurn) -> "ThreadSummary":
        """The same with one more, at its end."""
        turns = (*self.turns, turn)
        return self.model_copy(update={"turns": turns, "weight": together(turns)})


def last_held(claims: Iterable[Claim]) -> dict[tuple[str, str, str], str]:
    """Source, document and folded words → the address of the last version that has them. Claims: of every version."""
    found: dict[tuple[str, str, str], tuple[tuple[object, ...], str]] = {}
    for claim in claims:
        place = claim.place
        if place and place.version:
            order = (place.first_seen is not None, place.first_seen, _number(place.version))
            key = words_in(claim)
            if key not in found or found[key][0] < order:
                found[key] = order, place.version
    return {key: version for key, (_, version) in found.items()}


def summary(
    thread: Thread, last: Mapping[tuple[str, str, str], str], known: Mapping[str, Claim], *, name: str | None = None
) -> ThreadSummary:
    """Of a thread. `last`: see `last_held`; `known`: claims by id, for those that its candidates name.

    `name`: the one that its claims had before, where they have not changed.
    """
    found = turns(thread)
    inside = {claim.id for claim in thread.claims}
    own = [claim for claim in thread.claims if not figures.is_reported(claim)]
    others = {one for link in thread.candidates for one in (link.earlier, link.later) if one not in inside}
    places = [claim.place or Place() for claim in thread.claims]
    return ThreadSummary(
        id=thread.id,
        name=thread.name or name or naming.name_of(thread),
        stages=len(thread.claims),
        publishers=tuple(dict.fromkeys(place.publisher for place in places if place.publisher)),
        sources=tuple(dict.fromkeys(place.source for place in places if place.source)),
        topics=tuple(dict.fromkeys(topic for claim in thread.claims for topic in claims_topic.topics_of(claim))),
        territories=tuple(sorted({name for place in places for name in territory.names_of(place.territory)})),
        first=said_at(thread.claims[0]),
        newest=said_at(thread.claims[-1]),
        held=_held(own, last),
        offered=_held([known[one] for one in sorted(others) if one in known], last),
        turns=found,
        noise=len(thread.claims) > 1 and not found and any(_is_noise(link) for link in thread.links),
        weight=together(found),
        confirmed=sum(link.standing == "confirmed" for link in thread.links),
        likely=sum(link.standing == "likely" for link in thread.links),
        review=len(thread.candidates),
    )


def turns(thread: Thread) -> tuple[PledgeTurn, ...]:
    """In time order. Noise is none, nor is what is said again in the same words."""
    if not thread.links:
        return ()
    by_id = {claim.id: claim for claim in thread.claims}
    numbers = figures.series(thread.claims)
    moved = _moved(thread, numbers)
    told = _told_elsewhere(thread.claims, numbers)
    found: list[PledgeTurn] = []
    for stage, (claim, link) in enumerate(zip(thread.claims[1:], thread.links, strict=True), start=2):
        earlier = by_id.get(link.earlier)
        if earlier is None or _is_noise(link):
            continue
        found += moved.get(stage, ())
        found += [
            _turn(flag, link, earlier, claim, stage)
            for flag in link.flags
            if flag.name != "repeated" and not (flag.name in NUMBERS and _shares(flag, told.get(stage, ())))
        ]
    return tuple(_once(found))


def together(found: Sequence[PledgeTurn]) -> float:
    """The weightiest, and a quarter of what the others add: five small differences are no news. Never over 1.

    Each kind counts once, with its weightiest.
    """
    best: dict[str, float] = {}
    for turn in found:
        best[turn.name] = max(best.get(turn.name, 0.0), turn.weight)
    most = max(best.values(), default=0.0)
    return round(most + _REST * (1 - prod(1 - weight for weight in best.values()) - most), 4)


def said_at(claim: Claim) -> datetime | None:
    """When it was published; when words that a later version brought were first seen."""
    place = claim.place or Place()
    if place.published and not (_number(place.version or "") > 1 and place.first_seen):
        return place.published
    return place.first_seen


def _sure(link: Link) -> float:
    """What a turn keeps of its weight: all where a person confirmed the link, else the share right at its score.

    A link may show two claims further apart than those that made it.
    """
    return 1.0 if link.standing == "confirmed" else max(_LEAST, score.share_right(link.score))


def _turn(flag: LinkFlag, link: Link, earlier: Claim, later: Claim, stage: int) -> PledgeTurn:
    near = max(
        _LEAST, min(1.0, 2 * links_statement.statement(earlier.text).overlap(links_statement.statement(later.text)))
    )
    wordings = flags.whole(earlier), flags.whole(later)
    near *= links_beside.beside(flag, *wordings)
    if _is_overtaken(flag, link, later) or _is_doubtful(flag, link, earlier, later):
        near *= _BY_THE_WAY
    told = "reported" if figures.is_reported(later) else link.voice
    voice = 1.0 if flag.name == "attributed_on" else _OTHER_VOICE[told]
    weight = CONDITION if flag.kind == "condition" else COMMITTED if _is_restated(flag) else WEIGHTS[flag.name]
    if not (flag.old and flag.new) and (
        flag.name in BREADTH
        or not links_statement.statement(earlier.text).is_near(links_statement.statement(later.text))
    ):
        weight *= _ONE_SIDED
    if flag.name == "attributed_on" and link.voice == "adopted":
        weight *= 1.5
    return PledgeTurn(
        name=flag.name,
        said=phrase(flag, link, later),
        old=flag.old,
        new=flag.new,
        earlier=earlier.id,
        later=later.id,
        stage=stage,
        at=said_at(later),
        who=(later.place or Place()).publisher or "",
        voice=link.voice,
        standing=link.standing,
        weight=round(weight * _sure(link) * near * voice, 4),
    )


def _is_restated(flag: LinkFlag) -> bool:
    """Whether somebody is committed to what he will do, or the other way."""
    return flag.name == "reworded" and flag.kind == "act"


def _is_doubtful(flag: LinkFlag, link: Link, earlier: Claim, later: Claim) -> bool:
    """Whether it rests on words of two sentences that say otherwise what they say, and so tells nothing of the pledge.

    Where a person put the two together it is so only of words that another document leaves out, and of who is covered.
    """
    both_sides = bool(flag.old and flag.new)
    one_document = (later.place or Place()).is_in_document_of(earlier.place or Place())
    if link.standing == "confirmed" and (flag.new or one_document) and flag.name not in BREADTH:
        return False
    likeness = links_statement.statement(earlier.text).likeness(links_statement.statement(later.text))
    if not both_sides and likeness < links_statement.NEAR:
        return True
    if not one_document and _is_distant(flag, likeness):
        return True
    return not (both_sides and flag.kind == "condition") and not borne_out.is_borne_out(
        flag, flags.whole(earlier), flags.whole(later)
    )


def _is_distant(flag: LinkFlag, likeness: float) -> bool:
    """Whether two documents that say it in wordings so far apart seldom bear out such a flag."""
    if flag.name in {"softened", "strengthened"} and flag.kind != "condition":
        return likeness < links_statement.NEAR
    return flag.name in _OF_ONE_SENTENCE and likeness < borne_out.DISTANT


def _is_overtaken(flag: LinkFlag, link: Link, later: Claim) -> bool:
    """Where it is said to be done, how firmly it was promised, for when and on which condition is no longer the news."""
    done = any(one.name == "delivered" for one in link.flags) or links_statement.statement(later.text).done
    return flag.name in _OF_A_PROMISE and bool(done)


def phrase(flag: LinkFlag, link: Link, later: Claim) -> str:
    """The flag in a few words, with the words before and after."""
    if flag.name == "attributed_on":
        return _carried(link, later)
    one_sided = not (flag.old and flag.new)
    if flag.kind == "condition":
        return (
            f"{WAYS.get(flag.name, 'another')} condition: {_sides(flag, '')}"
            if flag.old and flag.new
            else _sides(flag, "no condition")
        )
    if flag.name in _NOTHING:
        return _sides(flag, _NOTHING[flag.name])
    if one_sided and flag.name in {"narrowed", "widened", "strengthened", "softened"}:
        return f"“{_short(flag.new)}” added" if flag.new else f"“{_short(flag.old)}” no longer there"
    if flag.name == "reversed":
        return f"says the opposite: {_sides(flag, '–')}" if flag.new else f"says the opposite of “{_short(flag.old)}”"
    if flag.name == "delivered" and not flag.old:
        return f"says it is done: {_short(flag.new)}"
    return _sides(flag, "–")


WAYS: Mapping[str, str] = {"softened": "harder", "strengthened": "easier"}
"""How a condition differs from the one in whose place it stands; another one where the words do not tell."""
_NOTHING: Mapping[str, str] = {"quantified": "no number", "dequantified": "no number", "redated": "no date"}
"""What is said of a side that is empty."""


def _carried(link: Link, later: Claim) -> str:
    """Another voice, never as the same one."""
    place = later.place or Place()
    who = place.publisher or "another publisher"
    if link.voice == "adopted":
        return f"taken up by {who}" if place.publisher_type == "party" else f"adopted in government by {who}"
    return f"{'reported' if link.voice == 'reported' else 'restated'} by {who}"


def _sides(flag: LinkFlag, nothing: str) -> str:
    old, new = differing(flag.old, flag.new)
    return f"{_short(old) or nothing} → {_short(new) or nothing}"


def differing(old: str, new: str) -> tuple[str, str]:
    """Two wordings without what they share at both ends, a word of it kept where a side would be empty."""
    before, after = old.split(), new.split()
    if len(old) <= LONGEST and len(new) <= LONGEST:
        return old, new
    least = min(len(before), len(after))
    start = next((at for at in range(least) if folding.fold(before[at]) != folding.fold(after[at])), least)
    end = next(
        (at for at in range(least - start) if folding.fold(before[-1 - at]) != folding.fold(after[-1 - at])),
        least - start,
    )
    if start + end >= least:
        if end:
            end -= 1
        elif start:
            start -= 1
    return tuple(  # type: ignore[return-value]  # two sides in, two out
        " ".join(side[start : len(side) - end]) for side in (before, after)
    )


def _short(words: str) -> str:
    told = _CUT.sub(" ", words).strip(" ,;.")
    if len(told) <= LONGEST:
        return told
    return f"{told[: LONGEST - 1].rpartition(' ')[0] or told[: LONGEST - 1]} …"


def _is_noise(link: Link) -> bool:
    """Whether all that differs is spelling, punctuation or the mark of a note."""
    told = [flag for flag in link.flags if flag.name not in {"attributed_on", "repeated"}]
    return bool(told) and all(flag.old and flag.new and same.says_the_same(flag.old, flag.new) for flag in told)


def _moved(thread: Thread, numbers: "Sequence[StageAmount]") -> dict[int, list[PledgeTurn]]:
    """Where the number of the thread's main act changed, whoever said it before: by stage.

    A link compares a voice with itself alone, so that 600 (promised by one page) and 200 (said by it to be so by now) met
    nowhere. What the press reports counts only where nobody else says that number.
    """
    said = {one.amount.value for one in numbers if not figures.is_reported(one.claim)}
    own = [one for one in numbers if not figures.is_reported(one.claim) or one.amount.value not in said]
    unit = cells.main_unit(thread.claims)
    found: dict[int, list[PledgeTurn]] = {}
    for before, after in pairwise(own):
        if before.amount.value == after.amount.value or before.amount.per != after.amount.per:
            continue
        if _still_said(before, after, unit):
            continue
        if links_amounts.is_of_another_whole(before.claim.text, before.amount, after.claim.text, after.amount):
            continue
        link = thread.links[after.stage - 1]
        up = after.amount.value > before.amount.value
        old, new = _set_beside(before, after)
        found.setdefault(after.stage + 1, []).append(
            PledgeTurn(
                name="quantity_up" if up else "quantity_down",
                said=f"{old} → {new}",
                old=before.text,
                new=after.text,
                earlier=before.claim.id,
                later=after.claim.id,
                stage=after.stage + 1,
                at=said_at(after.claim),
                who=(after.claim.place or Place()).publisher or "",
                voice=link.voice,
                standing=link.standing,
                weight=round(
                    WEIGHTS["quantity_up" if up else "quantity_down"] * _sure(link) * _weighs(before, after, link), 4
                ),
            )
        )
    return found


def _still_said(before: "StageAmount", after: "StageAmount", unit: tuple[str, str] | None) -> bool:
    """Whether one of the two numbers stands in the other stage, too, and so became nothing else.

    "£2.6 billion for places" is no less than "£9 billion for councils and £2.6 billion for places"; "rising to £2.7bn" is
    "by £170 million to £2.7bn".
    """
    earlier, later = ({one.value for one in cells.amounts_of(stage.claim, unit)} for stage in (before, after))
    return before.amount.value in later or after.amount.value in earlier


def _weighs(before: "StageAmount", after: "StageAmount", link: Link) -> float:
    """What is so by now beside what was to be may be another step of another promise, unless a person linked the two."""
    one_kind = (figures.kind_of(before) == "delivered") == (figures.kind_of(after) == "delivered")
    return 1.0 if one_kind or link.standing == "confirmed" else _BY_THE_WAY


def _set_beside(before: "StageAmount", after: "StageAmount") -> tuple[str, str]:
    """What was to be and what is so by now are no rise or fall of one number: each is told as what it is."""
    reached = (figures.kind_of(before) == "delivered", figures.kind_of(after) == "delivered")
    if reached[0] == reached[1]:
        return before.text, after.text
    words = ("so far" if is_so else "planned" for is_so in reached)
    old, new = (f"{one.text} {word}" for one, word in zip((before, after), words, strict=True))
    return old, new


def _told_elsewhere(claims: Sequence[Claim], numbers: "Sequence[StageAmount]") -> dict[int, tuple[str, ...]]:
    """By stage the amounts of which the link's own flag says nothing: the series tells them, or they are of another act."""
    if not numbers:
        return {}
    first, unit = numbers[0].stage, cells.main_unit(claims)
    return {
        place + 1: tuple(amount.text for amount in cells.amounts_of(claim, unit))
        for place, claim in enumerate(claims)
        if place > first
    }


def _shares(flag: LinkFlag, amounts: Sequence[str]) -> bool:
    return any(amount in side for amount in amounts for side in (flag.old, flag.new))


def _held(claims: Iterable[Claim], last: Mapping[tuple[str, str, str], str]) -> tuple[str, ...]:
    found: dict[tuple[str, str], str] = {}
    for claim in claims:
        key = words_in(claim)
        version = last.get(key) or (claim.place and claim.place.version) or ""
        paper = key[:2]
        if version and (paper not in found or _number(found[paper]) < _number(version)):
            found[paper] = version
    return tuple(found.values())


def words_in(claim: Claim) -> tuple[str, str, str]:
    """Source, document and folded words: what the versions of a document repeat."""
    place = claim.place or Place()
    return place.source or "", place.document or "", folding.fold(claim.text)


def _number(version: str) -> int:
    number = version.rpartition("@")[2]
    return int(number) if number.isdigit() and len(number) < 10 else 0  # noqa: PLR2004 - no page has so many versions


def _once(found: Iterable[PledgeTurn]) -> Iterator[PledgeTurn]:
    """Each phrase of a stage once."""
    seen: set[tuple[int, str]] = set()
    for turn in found:
        if (turn.stage, turn.said) not in seen:
            seen.add((turn.stage, turn.said))
            yield turn
