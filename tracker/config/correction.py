"""Corrections: what was published wrongly, in a person's words. Read from config/corrections.toml."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from tracker.config import checks
from tracker.config.field import Line, Note

About = Annotated[str, AfterValidator(checks.published_thing)]


class Correction(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One correction, as the site's page of corrections tells it."""

    on: date = Field(description="The day of the correction, e.g. 2026-03-02.")
    by: Line | None = Field(default=None, description="Who corrects; left out where it is all who publish the site.")
    about: tuple[About, ...] = Field(
        default=(), description="Claims, threads, versions or pages of the site, e.g. t-abcdefgh23 or dfe-rise@3."
    )
    wrong: Note = Field(description="What was wrong.")
    now: Note = Field(description="What stands there now.")


class Corrections(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Everything in config/corrections.toml."""

    correction: tuple[Correction, ...] = ()
