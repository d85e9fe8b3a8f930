"""`tracker.moves/1`: what a push or a pull moved, as programs read it."""

from typing import Literal

from pydantic import BaseModel, Field

from tracker.store.remote import HeadMove
from tracker.store.replay import ReplayResult


class HeadMoves(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `push` and `pull`."""

    schema_: Literal["tracker.moves/1"] = Field(default="tracker.moves/1", alias="schema")
    done: Literal["pushed", "pulled", "replayed"]
    moves: tuple[HeadMove, ...] = Field(description="One for each repository; none where the copy is still empty.")
    replay: ReplayResult | None = Field(default=None, description="Of `pull --replay` where both had gone on.")
