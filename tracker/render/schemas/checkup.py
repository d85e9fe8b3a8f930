"""`tracker.doctor/1`: what was looked at on this machine and in this folder, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.desk.checkup import Symptom


class Checkup(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker doctor`. Exit code: 4 store, git or disk; 2 config; 3 names or clock."""

    schema_: Literal["tracker.doctor/1"] = Field(default="tracker.doctor/1", alias="schema")
    wrong: int = Field(description="How many need a person.")
    checks: tuple[Symptom, ...]
