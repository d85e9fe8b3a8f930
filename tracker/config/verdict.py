"""Verdicts: what a person decided, with who, when and why. They outrank every score. Read from config/verdicts.toml."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

ClaimId = Annotated[str, StringConstraints(pattern=r"^c-[a-z2-7]{10}$")]
ThreadId = Annotated[str, StringConstraints(pattern=r"^t-[a-z2-7]{10}$")]


class Decided(BaseModel, frozen=True, extra="forbid"):
    """Who decided, when and why."""

    by: str
    on: date | None = None
    why: str | None = None
    withdrawn: bool = False


class Alias(Decided, frozen=True):
    """Names for one and the same thing ("hit squads", "regional improvement teams", "RISE teams")."""

    names: tuple[str, ...] = Field(min_length=2)


class LinkVerdict(Decided, frozen=True):
    """Two claims are the same pledge, merely related, or different ones."""

    earlier: ClaimId
    later: ClaimId
    relation: Literal["same", "related", "different"]


class ThreadVerdict(Decided, frozen=True):
    """A thread's name."""

    thread: ThreadId
    name: str


class Verdicts(BaseModel, frozen=True, extra="forbid"):
    """Everything in config/verdicts.toml."""

    alias: tuple[Alias, ...] = ()
    link: tuple[LinkVerdict, ...] = ()
    thread: tuple[ThreadVerdict, ...] = ()
