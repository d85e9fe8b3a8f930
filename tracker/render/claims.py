"""Claims, for people and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.claims.claim import Claim, ClaimKind, Deadline
from tracker.claims.confidence import SURE
from tracker.claims.deadline import NO_DATE
from tracker.claims.explain import explain
from tracker.claims.topic import topics, topics_of
from tracker.desk.dates import day
from tracker.links.cells import has_firmness
from tracker.render.safe import safe

MOST_TOPICS = 3
_PLURAL: dict[ClaimKind, str] = {
    "pledge": "pledges",
    "aspiration": "aspirations",
    "report": "reports",
    "delivery": "deliveries",
    "procedure": "procedures",
}
SIGN = {"pledge": "P", "aspiration": "a", "report": "r", "delivery": "d", "procedure": "-"}
LEGEND = (
    "Signs: P pledge  a aspiration (not testable)  r report (the source infers it)  d delivery (said to have happened)"
)


def listing(
    claims: Sequence[Claim],
    *,
    of: int | None = None,
    counted: Sequence[Claim] = (),
    explained: bool = False,
) -> Iterator[RenderableType]:
    """What there is in one line, then a claim each: its words, who, how firmly, how much, by when, and where it stands.

    `of`: how many there are before choosing; `counted`: those chosen of which only the first are shown.
    `explained`: the words and rules that decided each field stand below.
    """
    place = None
    if len(counted or claims) > 1:
        yield Text(counts(counted or claims), style="head")
    for claim in claims:
        if claim.place and claim.place != place:
            place = claim.place
            yield _place(claim)
        yield _stated(claim)
        if explained:
            yield Padding(_reasons(claim), (0, 0, 0, 4))
    total = len(claims) if of is None else of
    told = f"{total} claim{'' if total == 1 else 's'}"
    yield Text(f"{told}." if len(claims) == total else f"{len(claims)} of {told}.", style="faint")
    if claims:
        yield Text(LEGEND, style="faint")


def counts(claims: Sequence[Claim]) -> str:
    """One line of what there is: kinds, the commonest topics, how many have money and dates, the firmest."""
    kinds = Counter(claim.kind for claim in claims)
    about = Counter(name for claim in claims for name in topics_of(claim))
    common = sorted(about.items(), key=lambda one: (-one[1], topics().index(one[0])))[:MOST_TOPICS]
    said = [
        f"{len(claims)} claims: "
        + ", ".join(f"{kinds[kind]} {_PLURAL[kind] if kinds[kind] != 1 else kind}" for kind in _PLURAL if kinds[kind]),
        ", ".join(f"{name} {number}" for name, number in common),
        f"{sum(any(one.kind == 'money' for one in claim.quantities) for claim in claims)} with money",
        f"{sum(claim.deadline is not None for claim in claims)} with dates",
        f"firmest {max(claim.strength for claim in claims)} of 6",
    ]
    return " · ".join(part for part in said if part)


def _stated(claim: Claim) -> Table:
    """The sign, and beside it the claim with its facts below; what wraps stays beside the sign."""
    text = Text()
    if claim.lead_in:
        colon = "" if claim.lead_in.endswith((":", "–", "…")) or claim.text.startswith(("which ", "who ")) else ":"
        text.append(f"{safe(claim.lead_in)}{colon} ", style="faint")
    text.append(safe(claim.text))
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(Text(f"  {SIGN[claim.kind]}", style="sign"), text)
    table.add_row("", Text(facts(claim), style="faint"))
    return table


def _reasons(claim: Claim) -> Table:
    """Three columns: the field, what it is, and because of what."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for reason in explain(claim):
        table.add_row(
            Text(reason.field, style="faint"), Text(safe(reason.value)), Text(safe(reason.because), style="faint")
        )
    return table


def _place(claim: Claim) -> Text:
    place = claim.place
    text = Text()
    if place is None:
        return text
    text.append(safe(place.version or place.url or "this text"), style="place")
    text.append(f"  {safe(place.title or '')}", style="head")
    said = [safe(place.publisher)] if place.publisher else []
    said.append(f"published {day(place.published, place.precision)}" if place.published else "no date of publication")
    return text.append(f"  ({', '.join(said)})", style="faint")


def facts(claim: Claim) -> str:
    """What the claim says, in short: speaker, actor, firmness with its words, amounts, deadline, scope, names, id."""
    said = [f"says {safe(claim.speaker)}" if claim.speaker else "speaker not known"]
    if claim.actor and claim.actor != claim.speaker:
        said.append(f"binds {safe(claim.actor)}")
    words = f" “{safe(claim.strength_words)}”" if claim.strength_words else ""
    if has_firmness(claim):
        said.append(f"firmness {claim.strength} of 6{words}")
    if claim.confidence < SURE:
        said.append(f"doubtful: confidence {claim.confidence:.2f}")
    if claim.polarity != "do":
        said.append({"not": "not to do", "keep": "keep doing", "stop": "stop doing"}[claim.polarity])
    said.extend(_amount(one.comparator, one.text) for one in claim.quantities)
    if claim.deadline:
        said.append(f"when: {safe(claim.deadline.text)}{_days(claim.deadline)}")
    if claim.scope:
        said.append("scope: " + ", ".join(map(safe, claim.scope)))
    said.extend(f"condition: {safe(one)}" for one in claim.conditions)
    return " · ".join([*said, claim.id])


def _days(deadline: Deadline) -> str:
    """The days where the words alone do not name them; that they cannot be told without the document's date."""
    if deadline.note == NO_DATE:
        return " (not dated: the document’s date is not known)"
    if deadline.by or not (deadline.earliest or deadline.latest):
        return ""
    first, last = (date.fromisoformat(one) if one else None for one in (deadline.earliest, deadline.latest))
    if first and last:
        return f" ({_day(first)} to {_day(last)})" if first != last else f" ({_day(first)})"
    return f" (from {_day(first)})" if first else f" (up to {_day(last)})" if last else ""


def _day(one: date) -> str:
    return f"{one.day} {one:%b %Y}"


def _amount(comparator: str | None, text: str) -> str:
    folded = (comparator or "").lower()
    return safe(text if not comparator or text.lower().startswith(folded) else f"{comparator} {text}")
