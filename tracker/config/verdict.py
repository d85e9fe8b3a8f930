"""Verdicts: what a person decided, with who, when and why. They outrank every score. Read from config/verdicts.toml."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from tracker.config import checks
from tracker.config.source import Line, Note

ClaimId = Annotated[str, AfterValidator(checks.claim_id)]
ThreadId = Annotated[str, AfterValidator(checks.thread_id)]


class Decided(BaseModel, frozen=True, extra="forbid"):
    """Who decided, when and why."""

    by: Line = Field(description="Who decided.")
    on: date | None = Field(default=None, description="The day it was decided, e.g. 2026-01-15.")
    why: Note | None = Field(default=None, description="What it rests on.")
    withdrawn: bool = Field(default=False, description="true: it no longer holds, but stays on record.")


class Alias(Decided, frozen=True):
    """Names for one and the same thing ("hit squads", "regional improvement teams", "RISE teams")."""

    names: tuple[Line, ...] = Field(min_length=2, description="At least two names, e.g. hit squads and RISE teams.")


class LinkVerdict(Decided, frozen=True):
    """Two claims are the same pledge, merely related, or different ones."""

    earlier: ClaimId = Field(description="Id of the earlier claim.")
    later: ClaimId = Field(description="Id of the later claim.")
    relation: Literal["same", "related", "different"] = Field(description="What the two are to each other.")

    @model_validator(mode="after")
    def _of_two_claims(self) -> Self:
        if self.earlier == self.later:
            raise ValueError("two different claims in earlier and later")
        return self


class ThreadVerdict(Decided, frozen=True):
    """A thread's name."""

    thread: ThreadId = Field(description="Id of the thread.")
    name: Line = Field(description="What people call it.")


class Verdicts(BaseModel, frozen=True, extra="forbid"):
    """Everything in config/verdicts.toml."""

    alias: tuple[Alias, ...] = ()
    link: tuple[LinkVerdict, ...] = ()
    thread: tuple[ThreadVerdict, ...] = ()
