"""Claims, for people and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tracker.claims.choose import ClaimFilter, choose
from tracker.claims.claim import SURE, Claim, ClaimKind, Deadline
from tracker.claims.days import NO_DATE
from tracker.claims.explain import explain
from tracker.claims.territory import NOT_STATED, told
from tracker.claims.topic import topic_name, topics, topics_of
from tracker.desk.dates import day
from tracker.links.cells import has_firmness
from tracker.render.safe import safe
from tracker.render.sides import hanging, one_line

MOST_TOPICS = 3
_PLURAL: dict[ClaimKind, str] = {
    "pledge": "pledges",
    "aspiration": "aspirations",
    "report": "reports",
    "delivery": "deliveries",
    "procedure": "procedures",
}
SIGN = {"pledge": "P", "aspiration": "a", "report": "r", "delivery": "d", "procedure": "-"}
LEGEND = "P pledge  a aspiration, not testable  ? either of them  r report  d said done"
SERVICE = "- what a service does for its reader, or asks of him: no claim"
SCALE = "Firmness: 0 consider, 1 support, 2 aim, 3 plan, 4 will, 5 guarantee, 6 law"
_DOCUMENTS = 3
"""Documents that are named in the sum."""
_CUT = 150
"""Characters of a claim in brief: two lines of 80 columns."""


def listing(claims: Sequence[Claim], *, of: int | None = None, explained: bool = False) -> Iterator[RenderableType]:
    """The sum, then a claim each: its words, who, how firmly, how much, by when, and where it stands.

    `of`: how many there are before choosing. `explained`: the words and rules that decided each field stand below.
    """
    yield from head(claims, of=of)
    for rows in blocks(claims, explained=explained):
        yield from rows
    yield from closing(claims)


def head(claims: Sequence[Claim], *, of: int | None = None) -> tuple[RenderableType, ...]:
    """How many of each kind, how many can be checked, and in which documents most stand."""
    total = len(claims) if of is None else of
    if not claims:
        return (Text(f"0 of {_claims(total)}." if total else "No claim.", style="head"),)
    rows: list[RenderableType] = [Text(counts(claims, of=total), style="head")]
    places = Counter(claim.place.version for claim in claims if claim.place and claim.place.version)
    if len(places) > 1:
        most = ", ".join(f"{safe(name or '')} {number:,}" for name, number in places.most_common(_DOCUMENTS))
        rows.append(one_line(Text(f"In {len(places):,} documents; most in {most}.", style="faint")))
    return tuple(rows)


def blocks(claims: Sequence[Claim], *, explained: bool = False) -> Iterator[list[RenderableType]]:
    """A block for each, in the order given, under the document in which it stands."""
    place = None
    for claim in claims:
        rows: list[RenderableType] = []
        if claim.place and claim.place != place:
            place = claim.place
            rows.append(_place(claim))
        rows.append(_stated(claim))
        if explained:
            rows.append(Padding(_reasons(claim), (0, 0, 0, 4)))
        yield rows


def brief(claims: Sequence[Claim]) -> Iterator[list[RenderableType]]:
    """Each in its first words, with its id, its version and its facts in a line below; in the order given."""
    for claim in claims:
        where = f"{safe(claim.place.version)} · " if claim.place and claim.place.version else ""
        words = _words(claim)
        words.truncate(_CUT, overflow="ellipsis")
        yield [
            hanging(Text(_sign(claim), style="sign"), words),
            one_line(Text(f"{claim.id}  {where}{facts(claim).removesuffix(f' · {claim.id}')}", style="faint"), 2),
        ]


def closing(claims: Sequence[Claim]) -> tuple[Text, ...]:
    """What the signs and numbers mean."""
    if not claims:
        return ()
    service = (Text(SERVICE, style="faint"),) if any(claim.kind == "procedure" for claim in claims) else ()
    return (Text(LEGEND, style="faint"), *service, Text(SCALE, style="faint"))


def counts(claims: Sequence[Claim], *, of: int = 0) -> str:
    """One line of what there is: kinds, how many have money and dates, the commonest topics."""
    kinds = Counter(claim.kind for claim in claims)
    about = Counter(name for claim in claims for name in topics_of(claim))
    common = sorted(about.items(), key=lambda one: (-one[1], topics().index(one[0])))[:MOST_TOPICS]
    total = f"{len(claims):,} of {of:,} claims" if of > len(claims) else _claims(len(claims))
    said = [
        f"{total}: "
        + ", ".join(
            f"{kinds[kind]:,} {_PLURAL[kind] if kinds[kind] != 1 else kind}" for kind in _PLURAL if kinds[kind]
        ),
        *_either(claims),
        f"{sum(any(one.kind == 'money' for one in claim.quantities) for claim in claims):,} with money",
        f"{sum(bool(claim.when) for claim in claims):,} with dates",
        ", ".join(f"{topic_name(name)} {number:,}" for name, number in common),
    ]
    return " · ".join(part for part in said if part)


def _either(claims: Sequence[Claim]) -> tuple[str, ...]:
    number = sum(claim.could_be_either for claim in claims)
    return (f"{number:,} either pledge or aspiration (?)",) if number else ()


def _claims(count: int) -> str:
    return f"{count:,} claim{'' if count == 1 else 's'}"


def _stated(claim: Claim) -> Table:
    """The sign, and beside it the claim with its facts below; what wraps stays beside the sign."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(Text(f"  {_sign(claim).rstrip()}", style="sign"), _words(claim))
    table.add_row("", Text(facts(claim), style="faint"))
    return table


def _sign(claim: Claim) -> str:
    return SIGN[claim.kind] + ("?" if claim.could_be_either else " ")


def _words(claim: Claim) -> Text:
    """Its own words behind those that introduce it."""
    text = Text()
    if claim.lead_in:
        colon = "" if claim.lead_in.endswith((":", "–", "…")) or claim.text.startswith(("which ", "who ")) else ":"
        text.append(f"{safe(claim.lead_in)}{colon} ", style="faint")
    return text.append(safe(claim.text))


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
    said += [f"applies to {safe(told(place.territory))}"] if place.territory else []
    return text.append(f"  ({', '.join(said)})", style="faint")


def unstated(found: Sequence[Claim], wanted: ClaimFilter) -> Iterator[Text]:
    """Where a territory is asked for: how many more claims fit whose documents do not say where they apply."""
    if wanted.territories and NOT_STATED not in wanted.territories:
        silent = choose(found, wanted.model_copy(update={"territories": (NOT_STATED,)}))
        if silent:
            said = f"{_claims(len(silent))} more in documents that do not say where they apply: --territory not-stated"
            yield Text(said, style="faint")


def facts(claim: Claim) -> str:
    """What the claim says, in short: speaker, actor, firmness with its words, amounts, deadline, scope, names, id."""
    said = [f"says {safe(claim.speaker)}" if claim.speaker else "speaker not known"]
    if claim.actor and claim.actor != claim.speaker:
        said.append(f"binds {safe(claim.actor)}")
    if claim.kind == "procedure" or has_firmness(claim):
        words = f" “{safe(claim.strength_words)}”" if claim.strength_words else ""
        said.append(f"firmness {claim.strength} of 6{words}")
    if claim.confidence < SURE:
        said.append(f"doubtful: confidence {claim.confidence:.2f}")
    if claim.polarity != "do":
        said.append({"not": "not to do", "keep": "keep doing", "stop": "stop doing"}[claim.polarity])
    said.extend(_amount(one.comparator, one.text) for one in claim.quantities)
    said.extend(f"when: {safe(one.text)}{_days(one)}" for one in claim.when)
    if claim.scope:
        said.append("limits: " + ", ".join(map(safe, claim.scope)))
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
