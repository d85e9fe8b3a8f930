"""Office: whom an index may name: a publisher, or somebody who holds a public office when the words are said."""

from tracker.claims.claim import Claim
from tracker.claims.known import role_on
from tracker.config.person import People, Person
from tracker.links.turns import said_at
from tracker.wording.dates import find_dates


def in_office(claim: Claim, people: People) -> tuple[Person, str] | None:
    """Who says it, and as what; None where it is nobody in people.toml, or nobody with an office on that day.

    Nor where the words name a day before that office began: a paper may repeat what somebody said before.
    """
    speaker = (claim.speaker or "").casefold()
    if not speaker:
        return None
    for person in people.person:
        if speaker in {form.casefold() for form in (person.name, *person.names)}:
            title = role_on(people, person.name, said_at(claim), None)
            return (person, title) if title and not _is_of_before(claim, person, title) else None
    return None


def _is_of_before(claim: Claim, person: Person, title: str) -> bool:
    """Whether a date in its words lies before the latest begun of the roles of that title that held then."""
    said = said_at(claim)
    begun = [role.from_ for role in person.roles if role.title == title and said and role.from_ <= said.date()]
    days = [mark.key for mark in find_dates(claim.text) if mark.key and mark.key[:4].isdigit()]
    return any(day < max(begun).isoformat()[: len(day)] for day in days) if begun else False


def named(claim: Claim, people: People) -> str | None:
    """The speaker for a list that everybody can search: nobody else's name stands there; their words do."""
    speaker = (claim.speaker or "").casefold()
    if any(
        speaker in {form.casefold() for form in (body.id, body.name, *body.names)}
        for body in people.publisher
        if speaker
    ):
        return claim.speaker
    found = in_office(claim, people)
    return f"{found[0].name} ({found[1]})" if found else None
