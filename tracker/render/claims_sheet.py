"""Claims as a sheet: CSV for spreadsheets, Markdown for pages and CI summaries."""

from collections.abc import Iterator, Sequence

from tracker.claims.claim import Claim, Place
from tracker.render.dates import day
from tracker.render.inert import inert
from tracker.render.spreadsheet import lines

COLUMNS = (
    "id", "kind", "text", "lead_in", "speaker", "speaker_role", "actor", "told", "quotation", "target", "strength",
    "strength_words", "polarity", "amounts", "money_gbp", "money_stage", "deadline", "deadline_kind", "earliest",
    "latest", "deadline_note", "beneficiaries", "scope", "conditions", "funding", "names", "specific", "section",
    "version", "title", "publisher", "published", "url", "start", "end",
)  # fmt: skip


def sheet(claims: Sequence[Claim]) -> Iterator[str]:
    """CSV with a heading row, a claim a row, several values of a cell joined by “; ”."""
    yield from lines(COLUMNS, map(values, claims))


def values(claim: Claim) -> tuple[object, ...]:
    """Its cells, in the order of `COLUMNS`."""
    due, place = claim.deadline, claim.place
    sums = [one.value for one in claim.quantities if one.kind == "money" and one.unit == "GBP"]
    return (
        claim.id, claim.kind, claim.text, claim.lead_in, claim.speaker, claim.speaker_role, claim.actor, claim.told,
        claim.quotation, claim.target, claim.strength, claim.strength_words, claim.polarity,
        "; ".join(one.text for one in claim.quantities), "; ".join(f"{one:.15g}" for one in sums), claim.stage,
        due.text if due else None, due.kind if due else None, due.earliest if due else None,
        due.latest if due else None, due.note if due else None, "; ".join(claim.beneficiaries),
        "; ".join(claim.scope), "; ".join(claim.conditions), "; ".join(claim.funding), "; ".join(claim.names),
        "yes" if claim.specific else "no", " > ".join(claim.section), place.version if place else None,
        place.title if place else None, place.publisher if place else None,
        place.published.date().isoformat() if place and place.published else None, place.url if place else None,
        claim.start, claim.end,
    )  # fmt: skip


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
    yield from (f"## {inert(place.title or 'This text')}", "", " · ".join(said), "")
    yield from ("| kind | claim | who | firmness | amounts | when | id |", "|---|---|---|---|---|---|---|")


def _row(claim: Claim) -> str:
    lead = f"{inert(claim.lead_in)} " if claim.lead_in else ""
    who = claim.speaker or "not known"
    bound = f" → {claim.actor}" if claim.actor and claim.actor != who else ""
    words = f" “{inert(claim.strength_words)}”" if claim.strength_words else ""
    due = inert(claim.deadline.text) if claim.deadline else ""
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
