"""Office: whom an index may name: a publisher, or somebody who holds a public office when the words are said."""

from tracker.claims.claim import Claim
from tracker.claims.known import role_on
from tracker.config.person import People, Person
from tracker.links.turns import said_at


def in_office(claim: Claim, people: People) -> tuple[Person, str] | None:
    """Who says it, and as what; None where it is nobody in people.toml, or nobody with an office on that day."""
    speaker = (claim.speaker or "").casefold()
    if not speaker:
        return None
    for person in people.person:
        if speaker in {form.casefold() for form in (person.name, *person.names)}:
            role = role_on(people, person.name, said_at(claim), None)
            return (person, role) if role else None
    return None


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
