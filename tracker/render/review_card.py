"""Review cards: one screen for each question, laid out for the terminal's width and height."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rich.console import Console
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import when
from tracker.desk.waiting import ClaimOffer, LinkOffer
from tracker.diff.words import differ
from tracker.render.card import FEWEST, CardPlace, cut, fitted, keys, pages, reason, shares, wrapped
from tracker.render.marked import marked
from tracker.render.safe import safe
from tracker.render.stages import SIGNS, voice
from tracker.render.words import said_of

LINK_KEYS = "y same  n different  r related  l later  s skip  a all of this pledge  u undo"
CLAIM_KEYS = "y it is a claim  n it is none  l later  s skip  u undo"
MORE_KEYS = "t reason  c context  o open  N name  / words  f filter  q write, end  ? keys"
ALL_KEYS = "y all are one pledge  n none is  s one by one"
HELP = (
    ("y", "worth a line; the same pledge; it is a claim; it is the page"),
    ("n", "routine; different pledges; it is no claim; it is not the page"),
    ("r", "they are related, and not the same pledge"),
    ("R", "yes, and release it: others may see the link, or a change's headline"),
    ("l", "ask me later: last in the next review"),
    ("s", "skip it: last in this review"),
    ("a", "all of this pledge, or page, together, once every wording was on screen"),
    ("u", "undo my last answer"),
    ("t", "a reason or note, kept with the next answer; published with a pledge"),
    ("h", "of a change: a headline, kept with the next answer"),
    ("w", "of a change: for whom it is; several by commas"),
    ("c", "the sentences around both wordings; of a capture: all that differs"),
    ("o", "open the page"),
    ("N", "give the pledge a name"),
    ("/", "only what has these words; nothing typed: everything"),
    ("f", "only a publisher, source, changes, links, claims, captures, likely …"),
    ("q", "write what was decided into your file, and end"),
    ("Ctrl-C", "end without writing: the next review goes on here"),
)
_OTHERS = 9
"""Lines of a link's card beside head, foot, wordings and reasons: who said them, flags, what follows, and empty ones."""
UNCHECKED = "machine suggestion, not checked"
STANDING_TOLD = {
    "disputed": "people disagree",
    "likely": f"likely: {UNCHECKED}",
    "review": f"possible: {UNCHECKED}",
}


def link_card(offer: LinkOffer, place: CardPlace, console: Console, height: int) -> list[Text]:
    """Both wordings with marks, who said them and when, why they are held together, and what would follow."""
    link = offer.link
    head = [place.line(), _pledge(offer, place), Text()]
    foot = [*reason(place), Text(), *keys(console, LINK_KEYS, MORE_KEYS)]
    earlier = wrapped(Text(safe(offer.earlier.text)), console)
    later = wrapped(_beside(offer), console)
    spare = height - len(head) - len(foot) - len(earlier) - len(later) - _OTHERS
    about = [*_why(offer, console, max(spare, FEWEST)), _follows(offer)]
    room = max(height - len(head) - len(about) - len(foot) - 3, 2 * FEWEST)
    mine, theirs = shares(len(earlier), len(later), room)
    body = [
        _said(offer.earlier, "earlier"),
        *cut(earlier, mine),
        Text(),
        _said(offer.later, "later  "),
        *cut(later, theirs),
    ]
    if link.disputed:
        head.insert(2, Text(f"! {safe('; '.join(link.disputed))}", style="warn"))
    return fitted([*head, *body, *about], foot, console, height)


def claim_card(offer: ClaimOffer, place: CardPlace, console: Console, height: int) -> list[Text]:
    """The claim with what was read of it: whose it is, who is bound, its kind, number and date."""
    claim = offer.claim
    head = [place.line(), Text("Is this a claim, and read rightly?", style="head"), Text()]
    facts = (
        ("kind", claim.kind),
        ("speaker", claim.speaker),
        ("binds", claim.actor),
        ("numbers", ", ".join(one.text for one in claim.quantities) or None),
        ("when", claim.said_when or None),
        ("confidence", f"{claim.confidence:.2f}"),
    )
    told = [Text.assemble((f"{name}: ", "faint"), safe(value) if value else "not stated") for name, value in facts]
    foot = [*reason(place), Text(), *keys(console, CLAIM_KEYS, MORE_KEYS)]
    room = max(height - len(head) - len(told) - len(foot) - 2, FEWEST)
    words = Text.assemble((f"{safe(claim.lead_in)} ", "faint") if claim.lead_in else "", safe(claim.text))
    said = [_said(claim, "said   "), *cut(wrapped(words, console), room)]
    return fitted([*head, *said, Text(), *told], foot, console, height)


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
                blocks.append([_said(claim, sign), *wrapped(Text(safe(claim.text)), console)])
    return pages(Text(f"{number} of “{safe(first.name)}”", style="head"), blocks, place, console, height, last=ALL_KEYS)


def around_claim(claim: Claim) -> Text:
    """Whose words are shown with what stands around them."""
    return _said(claim, "around ")


def context_card(sides: Sequence[tuple[Text, Sequence[tuple[str, bool]]]], console: Console, height: int) -> list[Text]:
    """The sentences around each wording, the wording itself marked."""
    lines: list[Text] = []
    room = max((height - 3) // max(len(sides), 1) - 1, FEWEST)
    for whose, sentences in sides:
        lines.append(whose)
        around: list[Text] = []
        for text, is_it in sentences:
            around += wrapped(Text(safe(text), style="head" if is_it else "faint"), console)
        lines += around[:room]
    return fitted(lines, [Text(), Text("any key goes back", style="place")], console, height)


def help_card(console: Console, height: int) -> list[Text]:
    """What each key does."""
    lines = [Text("Keys", style="head")]
    lines += [Text.assemble((f"{key:>7}  ", "place"), what) for key, what in HELP]
    return fitted(lines, [Text(), Text("any key goes back", style="place")], console, height)


def told_card(sentences: Sequence[str], question: str, console: Console, height: int) -> list[Text]:
    """What a person must know before an answer stands, and the question."""
    lines = [line for one in sentences for line in wrapped(Text(safe(one), style="warn"), console)]
    return fitted(lines, [Text(), Text(safe(question), style="place")], console, height)


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


def _why(offer: LinkOffer, console: Console, most: int) -> Iterator[Text]:
    yield Text()
    for flag in islice((one for one in offer.link.flags if one.name != "repeated"), 3):
        sides = " → ".join(f"“{safe(side)}”" if side else "nothing" for side in (flag.old, flag.new))
        yield Text.assemble(("≠ ", "sign"), (f"{said_of(flag)}: ", "flag"), sides, no_wrap=True, overflow="ellipsis")
    reasons = "; ".join(map(safe, offer.link.reasons)) or "no reason kept"
    text = Text.assemble(
        (f"{STANDING_TOLD[offer.standing]}, score {offer.link.score:.2f}. ", "faint"), (reasons, "faint")
    )
    yield from cut(wrapped(text, console), most)


def _follows(offer: LinkOffer) -> Text:
    voices = f" over {offer.publishers} publishers" if offer.publishers > 1 else " of one publisher"
    return Text(f"If the same: a pledge of {offer.stages} stages{voices}.", style="default")
