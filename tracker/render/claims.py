"""Claims, for people and for programs."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.claims.claim import Claim, Deadline
from tracker.claims.confidence import SURE
from tracker.claims.deadline import NO_DATE
from tracker.claims.explain import explain
from tracker.desk.dates import day
from tracker.render.safe import safe

SIGN = {"pledge": "P", "aspiration": "a", "report": "r", "delivery": "d", "procedure": "-"}
LEGEND = (
    "Signs: P pledge  a aspiration (not testable)  r report (the source infers it)  d delivery (said to have happened)"
)


def listing(claims: Sequence[Claim], *, of: int | None = None, explained: bool = False) -> Iterator[RenderableType]:
    """A claim each: its words, then who, how firmly, how much, by when, and where it stands.

    `of`: how many there are before choosing. `explained`: the words and rules that decided each field stand below.
    """
    place = None
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
