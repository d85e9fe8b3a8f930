"""Claims as a sheet: CSV for spreadsheets, Markdown for pages and CI summaries."""

from collections.abc import Iterator, Sequence

from tracker.claims.claim import Claim, Deadline, Place
from tracker.desk.dates import day
from tracker.render.inert import inert

COLUMNS = tuple(
    """
    id kind text lead_in speaker speaker_role actor told quotation target strength strength_words polarity
    amounts money_gbp money_stage deadline deadline_kind earliest latest deadline_note beneficiaries scope
    conditions funding names specific confidence section version title publisher published url territory start end
    begins begins_on period testable
    """.split()
)


def values(claim: Claim) -> tuple[object, ...]:
    """Its cells, in the order of `COLUMNS`, several values of a cell joined by “; ”."""
    amounts = "; ".join(one.text for one in claim.quantities)
    sums = [one.value for one in claim.quantities if one.kind == "money" and one.unit == "GBP"]
    lists = (claim.beneficiaries, claim.scope, claim.conditions, claim.funding, claim.names)
    return (
        *(claim.id, claim.kind, claim.text, claim.lead_in),
        *(claim.speaker, claim.speaker_role, claim.actor, claim.told, claim.quotation),
        *(claim.target, claim.strength, claim.strength_words, claim.polarity),
        *(amounts, "; ".join(f"{one:.15g}" for one in sums), claim.stage),
        *_due(claim.deadline),
        *map("; ".join, lists),
        *("yes" if claim.specific else "no", claim.confidence, " > ".join(claim.section)),
        *_home(claim.place),
        *(claim.start, claim.end),
        *_timing(claim),
        claim.testable,
    )


def _due(due: Deadline | None) -> tuple[object, ...]:
    return (due.text, due.kind, due.earliest, due.latest, due.note) if due else (None,) * 5


def _timing(claim: Claim) -> tuple[object, ...]:
    told = {one.kind: one for one in claim.timing}
    begins, period = told.get("start"), told.get("period")
    return (begins and begins.text, begins and begins.earliest, period and period.text)


def _home(place: Place | None) -> tuple[object, ...]:
    if place is None:
        return (None,) * 6
    day = place.published.date().isoformat() if place.published else None
    return (place.version, place.title, place.publisher, day, place.url, "; ".join(place.territory))


def markdown(claims: Sequence[Claim]) -> Iterator[str]:
    """Lines of Markdown: a heading for each document, below it a table of its claims."""
    place = None
    for claim in claims:
        if claim.place and claim.place != place:
            if place is not None:
                yield ""
            place = claim.place
            yield from _heading(place)
        yield _row(claim)
    yield from ("", f"{len(claims)} claim{'' if len(claims) == 1 else 's'}.")


def _heading(place: Place) -> Iterator[str]:
    said = [inert(one) for one in (place.publisher, place.version) if one]
    said.append(f"published {day(place.published, place.precision)}" if place.published else "no date of publication")
    if place.territory:
        said.append(f"applies to {', '.join(place.territory)}")
    yield from (f"## {inert(place.title or 'This text')}", "", " · ".join(said), "")
    yield from ("| kind | claim | who | firmness | amounts | when | id |", "|---|---|---|---|---|---|---|")


def _row(claim: Claim) -> str:
    lead = f"{inert(claim.lead_in)} " if claim.lead_in else ""
    who = claim.speaker or "not known"
    bound = f" → {claim.actor}" if claim.actor and claim.actor != who else ""
    words = f" “{inert(claim.strength_words)}”" if claim.strength_words else ""
    due = inert(claim.said_when)
    amounts = ", ".join(inert(one.text) for one in claim.quantities)
    cells = (
        claim.kind,
        lead + inert(claim.text),
        inert(who + bound),
        f"{claim.strength}{words}",
        amounts,
        due,
        claim.id,
    )
    return f"| {' | '.join(cells)} |"
