"""Publisher, Person, Period, Election: who speaks, in which role, when, and when they say less. From config/people.toml."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, Field, model_validator

from tracker.config.field import HttpUrl, Line, PublisherType, Slug

PeriodKind = Literal["pre-election", "recess", "change of government"]


class Span(BaseModel, frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, defer_build=True):
    """A stretch of days; open at an end that is not given."""

    from_: date = Field(alias="from", description="First day, e.g. 2024-07-05.")
    to: date | None = Field(default=None, description="Last day; left out while it goes on.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            raise ValueError("a last day (to) that is not before the first (from)")
        return self

    def holds(self, day: date) -> bool:
        """Whether the day lies inside, both ends included."""
        return self.from_ <= day and (self.to is None or day <= self.to)


class Publisher(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A party, department, newspaper … that publishes under its own name."""

    id: Slug = Field(description="Short name that sources use, e.g. dfe.")
    name: Line = Field(description="Its name for people.")
    type: PublisherType = Field(description="What it is.")
    names: tuple[Line, ...] = ()
    """Other names it goes by ("the party", "Department for Education")."""
    government: tuple[Span, ...] = ()
    """For a party: when it governed, alone or with others."""
    successor_of: tuple[Slug, ...] = ()
    """The bodies that it followed under a new name or with their work (a renamed department): what they said is its own."""

    @model_validator(mode="after")
    def _only_parties_govern(self) -> Self:
        if self.government and self.type != "party":
            raise ValueError("government only for a publisher of type party")
        return self


class Role(Span, frozen=True):
    """What a person was, from when to when."""

    title: Line = Field(description="E.g. Secretary of State for Education.")


class Person(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Someone who speaks for a publisher."""

    name: Line = Field(description="The name most used, without titles.")
    names: tuple[Line, ...] = ()
    """Other forms of the name ("Sir Keir Starmer")."""
    publisher: Slug | None = None
    """The party or body whose member they are."""
    roles: tuple[Role, ...] = ()


class Period(Span, frozen=True):
    """A time in which those whom it binds say less than at others, or a day on which those who govern changed.

    That nothing was seen to change says little then.
    """

    kind: PeriodKind = Field(description="What it is.")
    name: Line = Field(description="Its name for people, e.g. 2024 general election.")
    binds: tuple[Slug, ...] = Field(min_length=1, description="Whom: ids of publishers, or types such as department.")
    source: HttpUrl = Field(description="Where it is stated.")

    def concerns(self, publisher: str, publisher_type: str) -> bool:
        """Whether it binds that publisher, by itself or by its type."""
        return publisher in self.binds or publisher_type in self.binds

    def meets(self, since: date, until: date) -> bool:
        """Whether any of its days lies between the two, both included."""
        return self.from_ <= until and (self.to is None or since <= self.to)


class Election(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A day of polling, drawn as a line where time is drawn."""

    name: Line = Field(description="Its name for people, e.g. 2024 general election.")
    on: date = Field(description="The day of the poll.")
    source: HttpUrl = Field(description="Where it is stated.")


class People(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """All publishers and people we know."""

    publisher: tuple[Publisher, ...] = ()
    person: tuple[Person, ...] = ()
    period: tuple[Period, ...] = ()
    election: tuple[Election, ...] = ()

    def is_one_body(self, one: str | None, other: str | None) -> bool:
        """Whether the two ids are one publisher, or one of them followed the other, directly or in turn."""
        if one == other:
            return True
        return one is not None and other is not None and (one in self._before(other) or other in self._before(one))

    def _before(self, publisher: str) -> frozenset[str]:
        """All that a publisher followed, however long ago."""
        followed = {known.id: known.successor_of for known in self.publisher}

        def each(name: str, seen: frozenset[str]) -> Iterator[str]:
            for one in followed.get(name, ()):
                if one not in seen:
                    yield one
                    yield from each(one, seen | {one})

        return frozenset(each(publisher, frozenset({publisher})))

    def governed(self, party: str, day: date) -> bool:
        """Whether the party of that id or name was in government on that day."""
        return any(
            span.holds(day)
            for known in self.publisher
            if party in {known.id, known.name, *known.names}
            for span in known.government
        )

    def only(self, publisher: str) -> "People":
        """Those of one publisher's name: all that a reader needs."""
        return People(publisher=tuple(known for known in self.publisher if known.id == publisher))

    def full_name(self, publisher: str) -> str:
        """The publisher's full name for a citation, whichever of its names or its id is given; else what was given."""
        asked = publisher.casefold()
        known = (
            one.name for one in self.publisher if asked in {form.casefold() for form in (one.id, one.name, *one.names)}
        )
        return next(known, publisher)

    def name_of(self, publisher: str) -> str:
        """The publisher's name for people; its id when it is not declared."""
        return next((known.name for known in self.publisher if known.id == publisher), publisher)
