"""`tracker.waiting/1`: how much waits for a person, and where it was written, as programs read it."""

from typing import Literal, Self

from pydantic import BaseModel, Field

from tracker.desk.waiting import Waiting


class WaitingCounts(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """What `tracker review` has to ask."""

    schema_: Literal["tracker.waiting/1"] = Field(default="tracker.waiting/1", alias="schema")
    file: str | None = Field(default=None, description="Where it was written.")
    links: int = Field(description="Links that are asked about now: one a thread and one a claim.")
    follow: int = Field(default=0, description="Further links that wait, and are asked about when those are decided.")
    claims: int = Field(description="Claims of which the rules are not sure.")
    shown: int = Field(description="Pledges of several stages of which a person has confirmed a link.")
    pledges: int = Field(description="Pledges of several stages.")
    changes: int = Field(default=0, description="Changes that nobody has called worth a line or routine.")
    captures: int = Field(default=0, description="Suspect captures.")

    @classmethod
    def of(cls, waiting: Waiting, *, file: str | None = None, in_all: int = 0) -> Self:
        """The counts. `in_all`: links that wait in the whole record, as `status` tells them."""
        return cls(
            file=file,
            links=len(waiting.links),
            follow=max(in_all - len(waiting.links), 0),
            claims=len(waiting.claims),
            shown=waiting.shown,
            pledges=waiting.pledges,
            changes=len(waiting.changes),
            captures=len(waiting.suspects),
        )

    @property
    def sentence(self) -> str:
        """For people."""
        counts = (
            (self.changes, "change"), (self.links, "link"), (self.claims, "claim"), (self.captures, "suspect capture"),
        )  # fmt: skip
        told = [f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in counts if number] or ["nothing"]
        listed = " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
        one = sum(number for number, _ in counts) <= 1
        pledges = f"{self.pledges:,} pledge{'' if self.pledges == 1 else 's'}"
        more = f"{self.follow:,} more link{' follows' if self.follow == 1 else 's follow'}"
        then = f" {more} when these are decided." if self.follow else ""
        return f"{self.shown:,} of {pledges} shown; {listed} wait{'s' if one else ''}.{then}"
