"""Desk cards: a screen of a review for a change, and one for a capture that did not look like the page."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from tracker.desk.comparison import UNMENTIONED, whereabouts
from tracker.desk.dates import between, day, short
from tracker.desk.waiting_captures import SuspectLook, SuspectOffer
from tracker.desk.waiting_changes import ChangeOffer
from tracker.diff.change import Change
from tracker.extract.document import Document
from tracker.render.card import FEWEST, CardPlace, beneath, cut, fitted, keys, pages, reason, shares, wrapped
from tracker.render.changes import SIGN, both
from tracker.render.safe import safe

CHANGE_KEYS = "y worth a line  n routine  l later  h headline  w for whom  a all of this page"
CHANGE_MORE = "u undo  t note  c context  o open  / words  f filter  q write, end  ? keys"
ALL_CHANGES = "y all are worth a line  n all are routine  s one by one"
SUSPECT_KEYS = "y it is the page: record it  n it is not: put it away  l later  s skip  u undo"
SUSPECT_MORE = "c all that differs  o open  / words  f filter  q write, end  ? keys"
BACK = "any key goes back"
_NAMED = 3
"""Other places of an edit that are named."""
_ABOUT = 200
"""Lines of what differs that are laid out."""


def change_card(offer: ChangeOffer, place: CardPlace, console: Console, height: int) -> list[Text]:
    """What stood there and what stands there now, where and when, why it is told, and what is kept with the answer."""
    change = offer.change
    head = [place.line(), *_where(offer), Text()]
    about = [Text(), *cut(wrapped(_why(change), console), max(FEWEST, height // 6)), *_also(offer)]
    foot = [*_kept(place), Text(), *keys(console, CHANGE_KEYS, CHANGE_MORE)]
    room = max(height - len(head) - len(about) - len(foot), 2 * FEWEST)
    return fitted([*head, *_sides(change, room, console), *about], foot, console, height)


def change_pages(offers: Sequence[ChangeOffer], place: CardPlace, console: Console, height: int) -> list[list[Text]]:
    """Every change of a page that is asked about, over as many screens as that takes; the keys stand on the last."""
    number = f"{len(offers)} change{'' if len(offers) == 1 else 's'}"
    title = Text(f"{number} of {safe(offers[0].comparison.name)}", style="head")
    blocks = [[*_sides(one.change, 2 * height, console), Text()] for one in offers]
    return pages(title, blocks, place, console, height, last=ALL_CHANGES)


def suspect_card(offer: SuspectOffer, look: SuspectLook, place: CardPlace, console: Console, height: int) -> list[Text]:
    """Why it is suspect, what was kept beside the last good version, with both numbers, and what differs."""
    rounds = f"{offer.rounds} round{'' if offer.rounds == 1 else 's'}, since {day(offer.since)}"
    head = [
        place.line(),
        Text.assemble(("Is this the page? ", "head"), (safe(offer.short), "place"), (f"  {rounds}", "faint")),
        *wrapped(Text(f"! {safe(offer.reason)}", style="warn"), console),
        Text(),
        *_numbers(offer, look),
    ]
    foot = [Text(), *keys(console, SUSPECT_KEYS, SUSPECT_MORE)]
    room = max(height - len(head) - len(foot), FEWEST)
    return fitted([*head, *cut(_differing(look, console), room)], foot, console, height)


def suspect_pages(
    offer: SuspectOffer, look: SuspectLook, place: CardPlace, console: Console, height: int
) -> list[list[Text]]:
    """All that differs, over as many screens as that takes."""
    title = Text(f"All that differs in {safe(offer.short)}", style="head")
    return pages(title, [[one] for one in _differing(look, console)], place, console, height, last=BACK)


# ---- of a change


def _where(offer: ChangeOffer) -> Iterator[Text]:
    one = offer.comparison
    yield Text.assemble(
        (safe(one.title), "head"), "  ", (safe(one.name), "place"), (f" {one.numbers}", "faint"),
        no_wrap=True, overflow="ellipsis",
    )  # fmt: skip
    if one.between:
        yield Text(f"changed {between(one.between)}", style="faint", no_wrap=True, overflow="ellipsis")
    for note in one.found.notes[:1]:
        yield Text.assemble(("publisher’s note: ", "faint"), f"“{safe(note)}”", no_wrap=True, overflow="ellipsis")
    side = offer.change.new or offer.change.old
    where = "; ".join(told for told in (side.heading if side else None, whereabouts(offer.change)) if told)
    if where:
        yield Text(f"§ {safe(where)}", style="head", no_wrap=True, overflow="ellipsis")


def _sides(change: Change, room: int, console: Console) -> list[Text]:
    old, new = both(change)
    sign = SIGN[change.kind]
    if not (change.old and change.new) or change.kind == "moved":
        return cut(beneath(f"{sign} ", new if change.new else old, console), room)
    before, after = beneath(f"{sign} - ", old, console), beneath("  + ", new, console)
    mine, theirs = shares(len(before), len(after), room - 1)
    return [*cut(before, mine), *cut(after, theirs)]


def _why(change: Change) -> Text:
    told = "; ".join(map(safe, change.reasons)) or "no reason kept"
    more = f"; {UNMENTIONED}" if change.unmentioned and "note" not in told else ""
    return Text(f"Weight {change.score:.2f}: {told}{more}", style="faint")


def _also(offer: ChangeOffer) -> Iterator[Text]:
    others = [where.partition("#")[0] for where in offer.places[1:]]
    if others:
        names = ", ".join(map(safe, others[:_NAMED]))
        rest = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        yield Text(f"The same edit, decided with it: {names}{rest}", no_wrap=True, overflow="ellipsis")


def _kept(place: CardPlace) -> Iterator[Text]:
    if place.headline:
        yield Text(f"Headline: {safe(place.headline)}", style="flag", no_wrap=True, overflow="ellipsis")
    if place.readers:
        yield Text(f"For: {safe(', '.join(place.readers))}", style="flag", no_wrap=True, overflow="ellipsis")
    yield from reason(place, name="Note")


# ---- of a capture


def _numbers(offer: SuspectOffer, look: SuspectLook) -> Iterator[Text]:
    if offer.held and look.held:
        yield _row(f"last good, {short(offer.held.captured_at.date())}", look.held)
    else:
        yield Text("There is no good version of it yet.", style="faint")
    label = f"kept aside, {short(offer.body.at.date())}"
    if look.kept is None:
        yield Text(f"{label}: {safe(look.fault)}", style="warn", no_wrap=True, overflow="ellipsis")
        return
    yield _row(label, look.kept)


def _row(label: str, document: Document) -> Text:
    words = len(document.text.split())
    told = f"{label}: {words:,} word{'' if words == 1 else 's'}, {len(document.sentences):,} sentences  "
    return Text.assemble(told, (f"“{safe(document.title)}”", "head"), no_wrap=True, overflow="ellipsis")


def _differing(look: SuspectLook, console: Console) -> list[Text]:
    """What differs, the weightiest first; of a page without a good version what it says."""
    if look.kept is None:
        return []
    if look.held is None:
        return [line for one in look.kept.sentences[:_ABOUT] for line in beneath("+ ", Text(safe(one.text)), console)]
    found = look.changes
    if not found:
        return [Text("Its text says the same.", style="faint")]
    counts = {kind: sum(one.kind == kind for one in found) for kind in SIGN}
    told = ", ".join(f"{number:,} {kind}" for kind, number in counts.items() if number)
    lines = [Text(), Text(f"What differs: {told}", style="head")]
    for change in found[:_ABOUT]:
        lines += _sides(change, _ABOUT, console)
    return lines
