"""`tracker.notify/1`: who was told, or would be, as programs read it. No address is in it: addresses are secrets."""

from typing import Literal

from pydantic import BaseModel, Field


class TargetNotice(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What became of the message to one target of config/notify.toml."""

    target: str
    told: Literal["sent", "failed", "would be sent", "nothing new", "begins"] = Field(
        description="`begins`: a new target, which gets only what is recorded from its first round onwards."
    )
    summary: str | None = Field(default=None, description="What the message is about, e.g. `3 changes`.")
    failure: str | None = Field(default=None, description="Why it did not go; the exit code is 3 then.")
    remark: str | None = Field(default=None, description="Why it is not by the user's template.")
    format: str | None = Field(default=None, description="With --dry-run: text, markdown or html.")
    message: str | None = Field(default=None, description="With --dry-run: what would be sent.")


class TargetNotices(BaseModel, frozen=True, extra="forbid", serialize_by_alias=True, defer_build=True):
    """The result of `tracker notify`. Targets with nothing new are named with --dry-run alone."""

    schema_: Literal["tracker.notify/1"] = Field(default="tracker.notify/1", alias="schema")
    targets: tuple[TargetNotice, ...]
