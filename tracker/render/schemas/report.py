"""`tracker.report/1`: what a build of the site did, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field


class SiteBuild(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker report`."""

    schema_: Literal["tracker.report/1"] = Field(default="tracker.report/1", alias="schema")
    folder: str
    index: str = Field(description="The page to open.")
    written: int = Field(description="Files.")
    left: int = Field(description="Files that were there already, made from the same.")
    deleted: int
    bytes: int = Field(description="Of all files of the site.")
