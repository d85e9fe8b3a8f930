"""Claims, for people and for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.render.dates import day
from tracker.render.safe import safe

SIGN = {"pledge": "P", "aspiration": "a", "report": "r", "delivery": "d"}
LEGEND = (
    "Signs: P pledge  a aspiration (not testable)  r report (the source infers it)  d delivery (said to have happened)"
)


def listing(claims: Sequence[Claim]) -> Iterator[Text | Padding]:
    """A claim each: its words, then who, how firmly, how much, by when, and where it stands."""
    place = None
    for claim in claims:
        if claim.place and claim.place != place:
            place = claim.place
            yield _place(claim)
        text = Text.assemble((f"{SIGN[claim.kind]} ", "sign"))
        if claim.lead_in:
            text.append(f"{safe(claim.lead_in)} ", style="faint")
        text.append(safe(claim.text))
        yield Padding(text, (0, 0, 0, 2))
        yield Padding(Text(facts(claim), style="faint"), (0, 0, 0, 4))
    yield Text(f"{len(claims)} claim{'' if len(claims) == 1 else 's'}.", style="faint")
    if claims:
        yield Text(LEGEND, style="faint")


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
    if claim.polarity != "do":
        said.append({"not": "not to do", "keep": "keep doing", "stop": "stop doing"}[claim.polarity])
    said.extend(_amount(one.comparator, one.text) for one in claim.quantities)
    if claim.deadline:
        said.append(f"when: {safe(claim.deadline.text)}")
    if claim.scope:
        said.append("scope: " + ", ".join(map(safe, claim.scope)))
    said.extend(f"condition: {safe(one)}" for one in claim.conditions)
    return " · ".join([*said, claim.id])


def _amount(comparator: str | None, text: str) -> str:
    folded = (comparator or "").lower()
    return safe(text if not comparator or text.lower().startswith(folded) else f"{comparator} {text}")


def as_json(claims: Sequence[Claim]) -> dict[str, Any]:
    """`tracker.claims/1`: one object."""
    return {"schema": "tracker.claims/1", "claims": [claim.model_dump(mode="json") for claim in claims]}
