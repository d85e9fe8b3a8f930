"""Redactions: words of a sentence, or a person's name, that others no longer read. From config/redactions.toml."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field, model_validator

from tracker.config.field import Line, Note

FEWEST_WORDS = 3
"""Of a sentence: fewer would take out of many sentences what nobody meant."""
SHORTEST_NAME = 3
"""Letters of a name."""


class Redaction(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One of the two is given. It holds until it is withdrawn; the record is not touched by it."""

    sentence: Line | None = Field(default=None, description="The sentence, whole, in the words of the page.")
    person: Line | None = Field(default=None, description="A person's name, in the form in which it stands there.")
    withdrawn: bool = Field(default=False, description="true: the words are shown again.")
    by: Line = Field(description="Who decided.")
    on: date = Field(description="The day of the decision, e.g. 2026-03-02.")
    why: Note | None = Field(default=None, description="Why, as the page of corrections tells it.")

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if (self.sentence is None) == (self.person is None):
            raise ValueError("either sentence or person")
        if self.sentence is not None and len(self.sentence.split()) < FEWEST_WORDS:
            raise ValueError(f"a whole sentence, of {FEWEST_WORDS} words at least")
        if self.person is not None and sum(map(str.isalpha, self.person)) < SHORTEST_NAME:
            raise ValueError(f"a name of {SHORTEST_NAME} letters at least")
        return self

    @property
    def words(self) -> str:
        """What is not to be read."""
        return self.sentence or self.person or ""


class Redactions(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/redactions.toml."""

    redaction: tuple[Redaction, ...] = ()

    @property
    def standing(self) -> tuple[Redaction, ...]:
        """Those that hold."""
        return tuple(one for one in self.redaction if not one.withdrawn)
