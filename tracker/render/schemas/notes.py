"""`tracker.notes/1`: what persons wrote beside the record, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.desk.notes import PersonNote


class PersonNotes(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The notes that hold."""

    schema_: Literal["tracker.notes/1"] = Field(default="tracker.notes/1", alias="schema")
    notes: tuple[PersonNote, ...]
