"""Watches: what a reader wants to hear of, under a name. Read from config/watches.toml."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from tracker.config import checks
from tracker.config.field import Line, Slug


class SavedWatch(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The filters of `tracker changes`, kept. A filter that is not given lets everything through."""

    id: Slug = Field(description="Short name, for `tracker changes --watch ID`.")
    title: Line | None = Field(default=None, description="A name for people.")
    sources: tuple[Slug, ...] = Field(default=(), description="Only these sources, by id.")
    publishers: tuple[Slug, ...] = Field(default=(), description="Only these publishers, by id.")
    topics: tuple[Slug, ...] = Field(default=(), description="Only sources with one of these topics.")
    matching: tuple[Annotated[Line, AfterValidator(checks.words)], ...] = Field(
        default=(),
        description="Only changes with all words of one of these lines; words in quotation marks stand together, "
        "a star at the end of a word stands for any ending.",
    )
    added: bool = Field(default=False, description="true: only what came (with removed: or went).")
    removed: bool = Field(default=False, description="true: only what went.")


class Watches(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/watches.toml."""

    watch: tuple[SavedWatch, ...] = ()
