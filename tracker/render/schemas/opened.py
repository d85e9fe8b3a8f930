"""`tracker.opened/1`: an address that was opened, or would be, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field


class Opened(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker open`."""

    schema_: Literal["tracker.opened/1"] = Field(default="tracker.opened/1", alias="schema")
    address: str
    opened: bool = Field(description="false where there is no browser, or none was wanted.")
