"""Threads: one line each with what turned, or as a timeline with what changed at each stage and the words that prove it."""

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import LONDON, day, is_later_version, when
from tracker.desk.pledged import PledgeCounts, PledgeFilter, PledgeSighting
from tracker.links.link import Link, Thread
from tracker.links.naming import name_of
from tracker.links.turns import PledgeTurn, ThreadSummary
from tracker.render.claims import facts
from tracker.render.marked import marked as show_marked
from tracker.render.safe import safe
from tracker.render.stages import SIGNS, voice
from tracker.render.stages import head as stages_head
from tracker.render.words import said_of

STANDING = {
    "confirmed": "confirmed by a person",
    "likely": "likely, not checked by a person",
    "review": "to be reviewed",
}
LONGEST_TITLE = 80
"""Characters of a thread without a name that are shown as its title."""
_WHO = 9
"""Columns of who said it, in a line."""
LEGEND = "· first  ● confirmed by a person  ◐ likely: machine suggestion, not checked  – not stated"


def head(found: PledgeCounts) -> Iterator[Text]:
    """The sum, and what the signs mean."""
    told = f"{found.changed:,} changed, {found.less_firm:,} less firm, {found.not_found:,} not found"
    waiting = f"; {found.review:,} possible links" if found.review else ""
    yield Text(f"{_count(found.threads, 'thread')}: {told}{waiting}", style="head")
    yield Text("● confirmed by a person  ◐ likely, not checked  · once said, no link", style="faint")


def lines(
    found: Sequence[ThreadSummary],
    wanted: PledgeFilter,
    *,
    seen: Callable[[ThreadSummary], PledgeSighting],
    width: int,
    full: bool = False,
) -> Iterator[Sequence[Text | Padding]]:
    """A thread a line: id, what turned, its name, who and when; in full also every turn, and since when it stands."""
    said = max((cell_len(_told(one, turn)) for one in found if (turn := wanted.best(one))), default=0)
    for one in found:
        turn = wanted.best(one)
        first = _line(one, turn if turn and turn.counts else None, seen, width, said)
        if not full:
            yield [first]
            continue
        rows: list[Text | Padding] = [first, Padding(Text(safe(one.name), style="head"), (0, 0, 0, 2))]
        rows += [Padding(turn_line(turn), (0, 0, 0, 4)) for turn in one.turns]
        rows.append(Padding(Text(f"{stands(seen(one))}; {_sum(one)}", style="faint"), (0, 0, 0, 2)))
        yield rows


def _line(
    one: ThreadSummary,
    turn: PledgeTurn | None,
    seen: Callable[[ThreadSummary], PledgeSighting],
    width: int,
    longest: int,
) -> Text:
    sign = "·" if one.stages == 1 else SIGNS["confirmed" if one.confirmed and not one.likely else "likely"]
    room = max(width - len(one.id) - 3, 30)
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(one.id, style="place")
    text.append(f" {sign} ")
    if turn is None:
        told = unchanged(one, seen)
        text.append(told)
        text.append(f"  {fit(one.name, max(room - cell_len(told) - 2, 10))}", style="faint")
        return text
    at = f" {turn.at.astimezone(LONDON):%Y}" if turn.at else ""
    end = fit(turn.who, _WHO) + at
    left = room - _WHO - 5 - 4
    what = min(longest, left * 3 // 5)
    text.append(fit(_told(one, turn), what, pad=True), style="flag")
    text.append(f"  {fit(one.name, left - what, pad=True)}")
    text.append(f"  {end}", style="faint")
    return text


def _told(one: ThreadSummary, turn: PledgeTurn) -> str:
    """What turned; of less firm wording also whether a later one is firmer, so that it is not taken for how it stands."""
    again = [later for later in one.counted if later.name == "strengthened" and later.stage > turn.stage]
    if turn.name != "softened" or not again:
        return turn.said
    return f"{turn.said}; firmer" + (f" {again[-1].at.astimezone(LONDON):%Y}" if again[-1].at else " later")


def turn_line(turn: PledgeTurn) -> Text:
    """When, who, and what turned."""
    text = Text(f"{SIGNS[turn.standing]} {day(turn.at) if turn.at else 'no date'}  {safe(turn.who)}  ")
    return text.append(safe(turn.said), style="flag" if turn.counts else "faint")


def unchanged(one: ThreadSummary, seen: Callable[[ThreadSummary], PledgeSighting]) -> str:
    """What is said of a thread in which nothing turned."""
    told = "spelling only; " if one.noise else ""
    return told + stands(seen(one))


def stands(found: PledgeSighting) -> str:
    """Since when, and when its words were last seen; a single day is one date."""
    if found.first is None:
        return "no date"
    first, last = day(found.first), day(found.last) if found.last else None
    if last is None or first == last:
        return f"said {first}"
    return f"there since {first}, last seen {last}" if found.stands else f"said {first}, last seen {last}"


def _sum(one: ThreadSummary) -> str:
    counts = ((one.confirmed, "confirmed"), (one.likely, "likely"), (one.review, "to review"))
    links = ", ".join(f"{number} {word}" for number, word in counts if number)
    return "; ".join(
        filter(None, [_count(one.stages, "stage"), ", ".join(map(safe, one.publishers)), links and f"links: {links}"])
    )


def fit(words: str, room: int, *, pad: bool = False) -> str:
    """At most so many columns wide."""
    told = safe(words)
    if cell_len(told) > room:
        told = f"{set_cell_size(told, max(room - 1, 0)).rstrip()}…"
    return set_cell_size(told, room) if pad else told


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def timeline(
    thread: Thread, *, candidates: bool = False, marked: bool = False, brief: bool = False, urls: bool = False
) -> Iterator[Text | Padding]:
    """A table of the stages; then each in time order with its words and address, and what changed since the one before.

    `marked` shows each wording against the one it follows, `urls` where the page is on the web, `brief` the table alone.
    """
    first = Text()
    first.append(thread.id, style="place")
    first.append(f"  {title(thread)}", style="head")
    yield first
    if thread.aliases:
        yield Padding(Text("also called: " + ", ".join(map(safe, thread.aliases)), style="faint"), (0, 0, 0, 2))
    yield from stages_head(thread)
    if len(thread.claims) > 1:
        yield Padding(Text(LEGEND, style="faint"), (0, 0, 0, 2))
    if brief:
        return
    by_id = {claim.id: claim for claim in thread.claims}
    yield Text()
    yield from _stage(thread.claims[0], "·", urls=urls)
    for claim, link in zip(thread.claims[1:], thread.links, strict=True):
        yield from _stage(claim, SIGNS[link.standing], urls=urls)
        yield from _changed(link, by_id.get(link.earlier), claim, marked=marked)
    if candidates:
        yield from _candidates(thread)


def _candidates(thread: Thread) -> Iterator[Padding]:
    for link in (*thread.candidates, *thread.disputed):
        said = f"people disagree: {'; '.join(link.disputed)}" if link.disputed else "perhaps also, not checked"
        line = f"{SIGNS['review']} {said}: {link.earlier} → {link.later}: {'; '.join(link.reasons)}"
        yield Padding(Text(safe(line), style="faint"), (0, 0, 0, 2))


def _stage(claim: Claim, sign: str, *, urls: bool) -> Iterator[Text | Padding]:
    line = Text(f"{sign} ")
    line.append(f"{when(claim)}  ", style="head")
    place = claim.place
    line.append(voice(claim), style="place")
    if place and place.version:
        line.append(f"  {safe(place.version)}", style="faint")
    if place and place.published and is_later_version(place):
        line.append(f"  (page published {day(place.published, place.precision)})", style="faint")
    yield line
    if urls and place and place.url:
        yield Padding(Text(safe(place.url), style="faint"), (0, 0, 0, 4))
    yield Padding(Text(_words(claim)), (0, 0, 0, 4))
    yield Padding(Text(facts(claim), style="faint"), (0, 0, 0, 4))


def _words(claim: Claim) -> str:
    return safe(f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text)


def _changed(link: Link, earlier: Claim | None, later: Claim, *, marked: bool) -> Iterator[Text | Padding]:
    """What became different since the claim that this one follows, and why the two are held together."""
    if earlier and earlier.place and earlier.place.version:
        yield Padding(Text(f"since {safe(earlier.place.version)}, {when(earlier)}:", style="faint"), (0, 0, 0, 4))
    if earlier and marked:
        yield Padding(show_marked(_words(earlier), _words(later)), (0, 0, 0, 4))
    for flag in link.flags:
        text = Text.assemble(("≠ " if flag.name != "repeated" else "= ", "sign"))
        text.append(carried(link, later) if flag.name == "attributed_on" else said_of(flag), style="flag")
        if flag.old or flag.new:
            text.append(f": {_quoted(flag.old)} → {_quoted(flag.new)}")
        yield Padding(text, (0, 0, 0, 4))
    if link.disputed:
        yield Padding(Text(f"! people disagree: {safe('; '.join(link.disputed))}", style="warn"), (0, 0, 0, 4))
    why = f"linked: {STANDING[link.standing]} ({'; '.join(link.reasons)})"
    yield Padding(Text(safe(why), style="faint"), (0, 0, 0, 4))


def carried(link: Link, later: Claim) -> str:
    """How another publisher comes to say it: never as the same voice."""
    who = voice(later)
    if link.voice == "adopted":
        party = later.place is not None and later.place.publisher_type == "party"
        return f"taken up by {who}" if party else f"adopted in government by {who}"
    return f"reported by {who}" if link.voice == "reported" else f"restated by {who}"


def title(thread: Thread) -> str:
    """Its name, or what it is called where nobody has named it."""
    words = name_of(thread)
    if len(words) > LONGEST_TITLE:
        words = f"{words[:LONGEST_TITLE].rpartition(' ')[0] or words[:LONGEST_TITLE]} …"
    return safe(words)


def _quoted(words: str) -> str:
    return f"“{safe(words)}”" if words else "nothing"
