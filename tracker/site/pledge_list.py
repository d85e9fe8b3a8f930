"""The list of pledges: party, topic, state, number, and the words that turned."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.claims.topic import topic_name, topics_of
from tracker.desk import address
from tracker.desk.dates import LONDON, when
from tracker.desk.extract import extract
from tracker.desk.published import SUGGESTION, Published
from tracker.links.cells import amounts_of, cells, main_unit
from tracker.links.link import Link, LinkFlag, Thread
from tracker.links.turns import PledgeTurn, said_at, turns
from tracker.render.pledges import title as title_of
from tracker.render.words import LINK_WORDS, said_of
from tracker.site.listing import Column, Facet, ListingRow, Part, SiteList, cell, joined, link, text

MOST_TURNS = 2
MOST_NAMES = 3
LETTERS = 120
STATES = {True: "stands", False: "not found", None: "not looked for"}
"""In the newest versions of its documents; never that it was dropped."""
COLUMNS = (
    Column("pledge", "Pledge", wide=True),
    Column("now", "Newest wording", wide=True),
    Column("turned", "Words that turned", wide=True),
    Column("number", "Number"),
    Column("state", "State"),
    Column("who", "Said by"),
)
FACETS = (
    Facet("publisher", "Party or department"),
    Facet("topic", "Topic"),
    Facet("kind", "Turned at any stage"),
    Facet("state", "State"),
    Facet("year", "Year of newest wording"),
)
CARE = (
    "Each pledge that a person confirmed, with its newest wording. Whether a pledge was kept is not judged here: “stands” "
    "and “not found” tell of its words in the newest versions of its documents, and “not found” never means dropped."
)


class PledgeBrief(NamedTuple):
    """A pledge that may be shown, as lists tell it. Its words may be looked at once they are escaped."""

    thread: Thread
    publishers: tuple[str, ...]
    """Ids of those who said it, by their sources, in order of first word."""
    last: str
    """Of these the one that said the newest wording; empty where its source is no longer declared."""
    topics: tuple[str, ...]
    turned: tuple[PledgeTurn, ...]
    """What counts as a change of it, in time order."""
    kinds: tuple[str, ...]
    """What each of these is, in words."""
    state: bool | None
    newest: str
    """The newest wording, as much of it as may be shown."""
    numbers: tuple[str, str]
    is_same_number: bool
    """Whether both are one amount, however it is spelt."""
    day: str
    """ISO day of the newest wording."""

    @property
    def page(self) -> str:
        """Its own."""
        return address.pledge(self.thread.id)

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.thread)


def briefs(threads: Sequence[Thread], rules: Published, states: Mapping[str, bool]) -> tuple[PledgeBrief, ...]:
    """Of threads as `Published.threads` gives them, the one with the oldest newest wording first. `states`: by their ids."""
    told = [_brief(thread, rules, states.get(thread.id)) for thread in threads]
    return tuple(sorted(told, key=lambda one: (one.day, one.thread.id)))


def _brief(thread: Thread, rules: Published, state: bool | None) -> PledgeBrief:  # noqa: FBT001 - one of three
    places = [claim.place or Place() for claim in thread.claims]
    owners = {source.id: source.publisher for source in rules.config.sources}
    first, newest = thread.claims[0], thread.claims[-1]
    place, unit = newest.place or Place(), main_unit(thread.claims)
    counted = tuple(turn for turn in turns(thread) if turn.counts)
    said = said_at(newest)
    return PledgeBrief(
        thread=thread,
        publishers=joined(owners.get(one.source or "", "") for one in places),
        last=owners.get(place.source or "", ""),
        topics=joined(topic for claim in thread.claims for topic in topics_of(claim)),
        turned=counted,
        kinds=tuple(_kind(turn, thread.links) for turn in counted),
        state=state,
        newest=rules.extracts.text(place.source, newest.text),
        numbers=(_number(first, unit), _number(newest, unit)),
        is_same_number=_values(first, unit) == _values(newest, unit) != [],
        day=said.astimezone(LONDON).date().isoformat() if said else "",
    )


def _kind(turn: PledgeTurn, links: Sequence[Link]) -> str:
    if turn.name == "not_found":
        return "not found"
    flags: Iterator[LinkFlag] = (
        flag
        for one in links
        if (one.earlier, one.later) == (turn.earlier, turn.later)
        for flag in one.flags
        if (flag.name, flag.old, flag.new) == (turn.name, turn.old, turn.new)
    )
    found = next(flags, None)
    return said_of(found) if found else LINK_WORDS[turn.name]


def _number(claim: Claim, unit: tuple[str, str] | None) -> str:
    found = [amount.text for amount in amounts_of(claim, unit)]
    return "; ".join(dict.fromkeys(found)) or cells(claim).number


def pledge_list(found: Sequence[PledgeBrief], names: Mapping[str, str], watched: object = None) -> SiteList:
    """`names`: of publishers, by id. `watched`: as `coverage` has it."""
    return SiteList(
        address.PLEDGES,
        "Pledges",
        "pledge",
        COLUMNS,
        FACETS,
        [_row(one, names) for one in found],
        lead=(CARE,),
        empty="No pledge is published yet. A pledge stands here when a person has confirmed that two of its wordings belong "
        "together (tracker confirm).",
        coverage=watched,
    )


def _row(one: PledgeBrief, names: Mapping[str, str]) -> ListingRow:
    thread = one.thread
    suggested = sum(each.standing != "confirmed" for each in thread.links)
    who = [names.get(name, name) for name in one.publishers]
    others = f" and {len(thread.aliases) - MOST_NAMES} more" if len(thread.aliases) > MOST_NAMES else ""
    aliases = f"also called {', '.join(thread.aliases[:MOST_NAMES])}{others}" if thread.aliases else ""
    return ListingRow(
        thread.id,
        (
            cell(link(one.title, one.page), text(aliases, "also"), *_unsure(suggested)),
            cell(text(extract(one.newest, LETTERS)), text(said(one, names), "also")),
            cell(*turned(one)),
            cell(*numbers(one)),
            cell(text(STATES[one.state])),
            cell(text(", ".join(who))),
        ),
        (
            tuple(who),
            tuple(map(topic_name, one.topics)),
            joined(one.kinds),
            (STATES[one.state],),
            (one.day[:4],) if one.day else (),
        ),
        (one.title.casefold(), one.day, len(one.turned) or "", _value(thread) or "", STATES[one.state], ", ".join(who)),
    )


def said(one: PledgeBrief, names: Mapping[str, str]) -> str:
    """Who said the newest wording, and when. `names`: of publishers, by id."""
    newest = one.thread.claims[-1]
    return f"{names.get(one.last, one.last)}, {when(newest)}" if one.last else when(newest)


def _unsure(suggested: int) -> Iterator[Part]:
    if suggested:
        yield text(f"{suggested} of its links: {SUGGESTION}", "also suggestion")


def turned(one: PledgeBrief, most: int = MOST_TURNS) -> Iterator[Part]:
    """The latest turns, a line each, in words, with those before and after."""
    for turn, kind in list(zip(one.turned, one.kinds, strict=True))[-most:]:
        yield text(turn.said if turn.said.startswith(kind) else f"{kind}: {turn.said}", "line")
    if len(one.turned) > most:
        yield text(f"and {len(one.turned) - most} earlier", "also")


def numbers(one: PledgeBrief) -> Iterator[Part]:
    """Then and now, where they differ; else the one that it says."""
    then, now = one.numbers
    if then and now and then != now and not one.is_same_number:
        yield from (text(then, "old"), text(" → "), text(now, "new"))
    elif now or then:
        yield text(now or then)


def _values(claim: Claim, unit: tuple[str, str] | None) -> list[tuple[float, str | None]]:
    return [(amount.value, amount.comparator) for amount in amounts_of(claim, unit)]


def _value(thread: Thread) -> float | None:
    unit = main_unit(thread.claims)
    return next((amount.value for amount in amounts_of(thread.claims[-1], unit)), None)
