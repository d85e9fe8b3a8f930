"""Known person: a person of config/people.toml on the day of a document: in which role, and for whom he then speaks."""

from datetime import datetime
from functools import lru_cache

from pydantic import BaseModel

from tracker.claims.deadline import LONDON
from tracker.config.person import People, Person, Role
from tracker.patterns import deferred

_OF_STATE = deferred(
    r"^(?:Secretary of State|Minister|Parliamentary Under|Prime Minister|Chancellor|Deputy Prime|First Lord|Lord Chancellor)"
)
_BODIES = {"Secretary of State for Education": "DfE"}
"""A department speaks through its head; every other minister speaks for the government."""


class KnownPerson(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A person on a day."""

    role: str | None
    body: str | None
    party: str | None = None
    """Of which party, whatever office is held."""


@lru_cache(maxsize=64)
def known_people(people: People | None, published: datetime | None) -> dict[str, KnownPerson]:
    """By name without title: role and body on that day; both unset where no date is known (none is guessed).

    A minister speaks for the government, a shadow minister for the party.
    """
    if people is None:
        return {}
    return {person.name: _known(people, person, published) for person in people.person}


def role_on(people: People, speaker: str, said: datetime | None, told: str | None) -> str | None:
    """What a speaker was when the words were first said; `told`, of the document's own date, for whom `people` lacks.

    A page of 2023 that is rewritten in office in 2024 quotes the minister, not the shadow minister of its first version.
    """
    known = known_people(people, said).get(speaker) if said else None
    return known.role if known else told


def _known(people: People, person: Person, published: datetime | None) -> KnownPerson:
    party = people.name_of(person.publisher) if person.publisher else None
    role = _role(person, published) if published else None
    if role and _OF_STATE.match(role.title):
        return KnownPerson(role=role.title, body=_BODIES.get(role.title, "government"), party=party)
    return KnownPerson(role=role.title if role else None, body=party, party=party)


def _role(person: Person, published: datetime) -> Role | None:
    """The latest begun of the roles that hold on the day; an office of state comes before one in the party."""
    day = published.astimezone(LONDON).date()
    held = [role for role in person.roles if role.holds(day)]
    return max(held, key=lambda role: (bool(_OF_STATE.match(role.title)), role.from_, role.title), default=None)
