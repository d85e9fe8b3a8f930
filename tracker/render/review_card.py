"""Review cards: one screen for each question, laid out for the terminal's width and height."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.console import Console
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import when
from tracker.desk.waiting import ClaimOffer, LinkOffer
from tracker.diff.words import differ
from tracker.render.marked import marked
from tracker.render.safe import safe
from tracker.render.stages import SIGNS, voice
from tracker.render.words import said_of

LINK_KEYS = "y same  n different  r related  l later  a all of this pledge  u undo"
CLAIM_KEYS = "y it is a claim  n it is none  l later  u undo"
MORE_KEYS = "t reason  c context  o open  N name  / words  f filter  q write, end  ? keys"
ALL_KEYS = "y all are one pledge  n none is  s one by one"
HELP = (
    ("y", "the two are the same pledge; of a claim: it is one"),
    ("n", "they are different pledges; of a claim: it is none"),
    ("r", "they are related, and not the same pledge"),
    ("l", "ask me later: last in the next review"),
    ("a", "all links of this pledge together, once every wording was on screen"),
    ("u", "undo my last answer"),
    ("t", "a reason, kept with the next answer and published with it"),
    ("c", "the sentences around both wordings"),
    ("o", "open the page of the later wording"),
    ("N", "give the pledge a name"),
    ("/", "only what has these words; nothing typed: everything"),
    ("f", "only a publisher, source, links, claims, likely, review or disputed"),
    ("q", "write what was decided into your file, and end"),
    ("Ctrl-C", "end without writing: the next review goes on here"),
)
UNCHECKED = "machine suggestion, not checked"
_STANDING = {
    "disputed": "people disagree",
    "likely": f"likely: {UNCHECKED}",
    "review": f"possible: {UNCHECKED}",
}
_FEWEST = 2
"""Lines of a wording, however little room there is."""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where the reader is."""

    by: str
    done: int
    total: int
    minutes: int
    staged: int
    nth: int = 1
    of: int = 1
    """Which of the links of its pledge it is."""
    note: str | None = None
    filtered: str = ""

    def line(self) -> Text:
        """`31 of 140, about 20 minutes; 12 decisions of Ada Rook not written yet`."""
        left = f", about {self.minutes} minute{'' if self.minutes == 1 else 's'}" if self.minutes else ""
        text = Text(f"{self.done:,} of {self.total:,}{left}", style="head")
        text.append(f"; {self.staged:,} not written yet, by {safe(self.by)}", style="faint")
        if self.filtered:
            text.append(f"; only {safe(self.filtered)}", style="flag")
        return text


def link_card(offer: LinkOffer, place: CardPlace, console: Console, height: int) -> list[Text]:
    """Both wordings with marks, who said them and when, why they are held together, and what would follow."""
    link = offer.link
    head = [place.line(), _pledge(offer, place), Text()]
    foot = [*_why(offer, console), _follows(offer), *_reason(place), Text(), *_keys(LINK_KEYS, console)]
    room = max(height - len(head) - len(foot) - 3, 2 * _FEWEST)
    earlier = _wrapped(Text(safe(offer.earlier.text)), console)
    later = _wrapped(_beside(offer), console)
    mine, theirs = _shares(len(earlier), len(later), room)
    body = [
        _said(offer.earlier, "earlier"),
        *_cut(earlier, mine),
        Text(),
        _said(offer.later, "later  "),
        *_cut(later, theirs),
    ]
    if link.disputed:
        head.insert(2, Text(f"! {safe('; '.join(link.disputed))}", style="warn"))
    return _fitted([*head, *body], foot, console, height)


def claim_card(offer: ClaimOffer, place: CardPlace, console: Console, height: int) -> list[Text]:
    """The claim with what was read of it: whose it is, who is bound, its kind, number and date."""
    claim = offer.claim
    head = [place.line(), Text("Is this a claim, and read rightly?", style="head"), Text()]
    facts = (
        ("kind", claim.kind),
        ("speaker", claim.speaker),
        ("binds", claim.actor),
        ("numbers", ", ".join(one.text for one in claim.quantities) or None),
        ("by when", claim.deadline.text if claim.deadline else None),
        ("confidence", f"{claim.confidence:.2f}"),
    )
    told = [Text.assemble((f"{name}: ", "faint"), safe(value) if value else "not stated") for name, value in facts]
    foot = [*told, *_reason(place), Text(), *_keys(CLAIM_KEYS, console)]
    room = max(height - len(head) - len(foot) - 2, _FEWEST)
    words = Text.assemble((f"{safe(claim.lead_in)} ", "faint") if claim.lead_in else "", safe(claim.text))
    return _fitted([*head, _said(claim, "said   "), *_cut(_wrapped(words, console), room)], foot, console, height)


def thread_pages(offers: Sequence[LinkOffer], place: CardPlace, console: Console, height: int) -> list[list[Text]]:
    """Every wording of a pledge that is asked about, over as many screens as that takes; the keys stand on the last."""
    first = offers[0]
    number = f"{len(offers)} link{'' if len(offers) == 1 else 's'}"
    blocks: list[list[Text]] = []
    shown: set[str] = set()
    for offer in offers:
        for claim in (offer.earlier, offer.later):
            if claim.id not in shown:
                shown.add(claim.id)
                sign = SIGNS["review" if offer.standing == "review" else "likely"]
                blocks.append([_said(claim, sign), *_wrapped(Text(safe(claim.text)), console)])
    keys = [Text(), *_keys(ALL_KEYS, console)]
    room = max(height - 3 - len(keys), _FEWEST + 1)
    pages: list[list[Text]] = [[]]
    for block in blocks:
        rest = block
        while rest:
            free = room - len(pages[-1])
            if len(rest) > free and pages[-1]:
                pages.append([])
                continue
            pages[-1] += rest[:room]
            rest = rest[room:]
    title = Text(f"{number} of “{safe(first.name)}”", style="head", no_wrap=True, overflow="ellipsis")
    laid = []
    for nth, page in enumerate(pages, 1):
        last = nth == len(pages)
        foot = (
            keys
            if last
            else [Text(), Text(f"Page {nth} of {len(pages)}: space shows the next; Esc goes back", style="place")]
        )
        laid.append(_fitted([place.line(), title, Text(), *page], foot, console, height))
    return laid


def context_card(
    sides: Sequence[tuple[Claim, Sequence[tuple[str, bool]]]], console: Console, height: int
) -> list[Text]:
    """The sentences around each wording, the wording itself marked."""
    lines: list[Text] = []
    room = max((height - 3) // max(len(sides), 1) - 1, _FEWEST)
    for claim, sentences in sides:
        lines.append(_said(claim, "around "))
        around: list[Text] = []
        for text, is_it in sentences:
            around += _wrapped(Text(safe(text), style="head" if is_it else "faint"), console)
        lines += around[:room]
    return _fitted(lines, [Text(), Text("any key goes back", style="place")], console, height)


def help_card(console: Console, height: int) -> list[Text]:
    """What each key does."""
    lines = [Text("Keys", style="head")]
    lines += [Text.assemble((f"{key:>7}  ", "place"), what) for key, what in HELP]
    return _fitted(lines, [Text(), Text("any key goes back", style="place")], console, height)


def told_card(sentences: Sequence[str], question: str, console: Console, height: int) -> list[Text]:
    """What a person must know before an answer stands, and the question."""
    lines = [line for one in sentences for line in _wrapped(Text(safe(one), style="warn"), console)]
    return _fitted(lines, [Text(), Text(safe(question), style="place")], console, height)


def _beside(offer: LinkOffer) -> Text:
    """The later wording with marks; by itself where the two share no words, as the earlier one stands above it."""
    shared = any(word.mark == "same" and word.text.strip() for word in differ(offer.earlier.text, offer.later.text))
    return marked(offer.earlier.text, offer.later.text) if shared else Text(safe(offer.later.text))


def _pledge(offer: LinkOffer, place: CardPlace) -> Text:
    text = Text(no_wrap=True, overflow="ellipsis")
    if place.of > 1:
        text.append(f"{place.nth} of {place.of} of ", style="faint")
    return text.append(f"“{safe(offer.name)}”", style="head")


def _said(claim: Claim, label: str) -> Text:
    version = (claim.place and claim.place.version) or ""
    return Text.assemble(
        (f"{label}  ", "sign"), (f"{when(claim)}  {voice(claim)}  ", "default"), (safe(version), "place"),
        no_wrap=True, overflow="ellipsis",
    )  # fmt: skip


def _why(offer: LinkOffer, console: Console) -> Iterator[Text]:
    yield Text()
    for flag in islice((one for one in offer.link.flags if one.name != "repeated"), 3):
        sides = " → ".join(f"“{safe(side)}”" if side else "nothing" for side in (flag.old, flag.new))
        yield Text.assemble(("≠ ", "sign"), (f"{said_of(flag)}: ", "flag"), sides, no_wrap=True, overflow="ellipsis")
    reasons = "; ".join(map(safe, offer.link.reasons)) or "no reason kept"
    text = Text.assemble((f"{_STANDING[offer.standing]}, score {offer.link.score:.2f}. ", "faint"), (reasons, "faint"))
    yield from _cut(_wrapped(text, console), _FEWEST)


def _follows(offer: LinkOffer) -> Text:
    voices = f" over {offer.publishers} publishers" if offer.publishers > 1 else " of one publisher"
    return Text(f"If the same: a pledge of {offer.stages} stages{voices}.", style="default")


def _reason(place: CardPlace) -> Iterator[Text]:
    if place.note:
        yield Text(f"Reason: {safe(place.note)}", style="flag", no_wrap=True, overflow="ellipsis")


def _keys(first: str, console: Console) -> list[Text]:
    rest = [] if first == ALL_KEYS else [MORE_KEYS]
    return [line for keys in (first, *rest) for line in _wrapped(Text(keys, style="place"), console)]


def _wrapped(text: Text, console: Console) -> list[Text]:
    return list(text.wrap(console, console.width))


def _shares(one: int, other: int, room: int) -> tuple[int, int]:
    """How many lines each of two gets of so many: half, and what the other leaves."""
    half = room // 2
    if one + other <= room:
        return one, other
    if one <= half:
        return one, room - one
    return (room - other, other) if other <= half else (half, room - half)


def _cut(lines: Sequence[Text], most: int) -> list[Text]:
    if len(lines) <= most:
        return [*lines]
    return [*lines[: max(most - 1, 1)], Text("… c shows all of it", style="faint")]


def _fitted(lines: Sequence[Text], foot: Sequence[Text], console: Console, height: int) -> list[Text]:
    """The lines, the foot at the bottom, no more than there is room for."""
    kept = [*lines[: max(height - len(foot), 0)]]
    fill = [Text()] * max(height - len(kept) - len(foot), 0)
    for one in (*kept, *foot):
        one.truncate(console.width, overflow="ellipsis")
    return [*kept, *fill, *foot]
