"""`tracker.follows/1`: what is followed, and who is told, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.config.notify import Follow


class FollowRow(Follow, frozen=True, extra="forbid"):
    """One of them, as config/notify.toml holds it."""


class Follows(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker follow`, `follow list` and `follow stop`."""

    schema_: Literal["tracker.follows/1"] = Field(default="tracker.follows/1", alias="schema")
    file: str = Field(description="Where they are kept.")
    done: Literal["followed", "followed already", "listed", "stopped"]
    follows: tuple[FollowRow, ...] = Field(description="Those that were added, are kept, or were taken out.")
