"""Publisher and Person: who speaks, under which names, in which role and when. Read from config/people.toml."""

from datetime import date

from pydantic import BaseModel, Field

from tracker.config.source import PublisherType, Slug


class Span(BaseModel, frozen=True, extra="forbid"):
    """A stretch of days; open at an end that is not given."""

    from_: date = Field(alias="from")
    to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside, both ends included."""
        return self.from_ <= day and (self.to is None or day <= self.to)


class Publisher(BaseModel, frozen=True, extra="forbid"):
    """A party, department, newspaper … that publishes under its own name."""

    id: Slug
    name: str
    type: PublisherType
    names: tuple[str, ...] = ()
    """Other names it goes by ("the party", "Department for Education")."""
    government: tuple[Span, ...] = ()
    """For a party: when it governed."""


class Role(Span, frozen=True):
    """What a person was, from when to when."""

    title: str


class Person(BaseModel, frozen=True, extra="forbid"):
    """Someone who speaks for a publisher."""

    name: str
    names: tuple[str, ...] = ()
    publisher: Slug | None = None
    roles: tuple[Role, ...] = ()


class People(BaseModel, frozen=True, extra="forbid"):
    """All publishers and people we know."""

    publisher: tuple[Publisher, ...] = ()
    person: tuple[Person, ...] = ()

    def name_of(self, publisher: str) -> str:
        """The publisher's name for people; its id when it is not declared."""
        return next((known.name for known in self.publisher if known.id == publisher), publisher)
