"""`tracker.waiting/1`: how much waits for a person, and where it was written, as programs read it."""

from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.desk.waiting import Waiting


class WaitingCounts(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True):
    """What `tracker review` has to ask."""

    schema_: Literal["tracker.waiting/1"] = Field(default="tracker.waiting/1", alias="schema")
    file: str | None = Field(default=None, description="Where it was written.")
    links: int = Field(description="Links that nobody has confirmed or rejected.")
    claims: int = Field(description="Claims of which the rules are not sure.")
    shown: int = Field(description="Pledges of several stages of which a person has confirmed a link.")
    pledges: int = Field(description="Pledges of several stages.")

    @classmethod
    def of(cls, waiting: Waiting, *, file: str | None = None) -> Self:
        """The counts."""
        return cls(
            file=file,
            links=len(waiting.links),
            claims=len(waiting.claims),
            shown=waiting.shown,
            pledges=waiting.pledges,
        )

    @property
    def sentence(self) -> str:
        """For people."""
        links = f"{self.links:,} link{'' if self.links == 1 else 's'}"
        claims = f"{self.claims:,} claim{'' if self.claims == 1 else 's'}"
        wait = "waits" if (self.links, self.claims) in {(1, 0), (0, 1)} else "wait"
        told = " and ".join([links, *([claims] if self.claims else [])])
        pledges = f"{self.pledges:,} pledge{'' if self.pledges == 1 else 's'}"
        return f"{self.shown:,} of {pledges} shown; {told} {wait}."
