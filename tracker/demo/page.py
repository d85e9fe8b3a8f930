"""Demo page: one page of the demonstration's web, with the edits that it goes through, and how it stands on a day.

The pages lie in `pages/*.toml`. They and their edits are invented; the facts and dates that they tell are real.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import AwareDatetime, BaseModel, model_validator

from tracker.config.field import Evidence, PublisherType, Slug


class File(BaseModel, frozen=True, extra="forbid"):
    """A file offered beside the text; the demonstration lists it and does not serve it."""

    title: str
    file: str
    size: int
    """Bytes."""
    pages: int


class DemoEdit(BaseModel, frozen=True, extra="forbid"):
    """What an editor did on one day. Each of `replace` is (old, new); the old words stand exactly once in the body."""

    on: date
    why: str
    """What a reader of the demonstration should notice."""
    replace: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    note: str | None = None
    """The publisher's own change note; without one an edit of a GOV.UK page is silent."""
    at: AwareDatetime | None = None
    """The publisher's date of a noted update."""
    attachment: tuple[File, ...] = ()
    design: int | None = None
    """Another number is another template around the same words."""

    @property
    def furniture_only(self) -> bool:
        """Whether no word, note or file of the document changed."""
        return not (self.replace or self.title or self.note or self.attachment)


class Edition(BaseModel, frozen=True, extra="forbid"):
    """A page as it stands on one day. `body` is light Markdown: paragraphs, `## ` headings and `- ` items."""

    title: str
    standfirst: str
    body: str
    design: int = 1
    edited: date
    """Day of the last edit that changed more than furniture; of the first edition, the day it appeared."""
    notes: tuple[tuple[datetime, str], ...] = ()
    """Change notes, oldest first."""
    attachments: tuple[File, ...] = ()


class DemoPage(BaseModel, frozen=True, extra="forbid"):
    """A page from its first day on, with its edits in order of time. Every edit has been tried when it is loaded."""

    source: Slug
    kind: Literal["html", "govuk"]
    template: Literal["party", "press", "govuk"]
    publisher: Slug
    publisher_type: PublisherType
    evidence: Evidence
    path: str
    since: date
    published: AwareDatetime | None = None
    """The date that the page itself gives; policy pages of parties give none."""
    author: str | None = None
    content_id: str | None = None
    document_type: str | None = None
    title: str
    standfirst: str
    body: str
    edit: tuple[DemoEdit, ...] = ()

    @model_validator(mode="after")
    def _tried(self) -> Self:
        days = [self.since, *(edit.on for edit in self.edit)]
        if days != sorted(set(days)):
            raise ValueError("edits in order of time, one a day, after the day of the first edition")
        self.on(days[-1])
        return self

    @property
    def served_at(self) -> str:
        """The path under which the server answers: GOV.UK pages through the Content API."""
        return f"/api/content{self.path}" if self.kind == "govuk" else self.path

    def on(self, day: date) -> Edition | None:
        """How the page stands on that day; None before its first day.

        Raises:
            ValueError: words to replace do not stand exactly once in the body.
        """
        if day < self.since:
            return None
        notes = ((self.published, "First published."),) if self.published and self.kind == "govuk" else ()
        edition = Edition(
            title=self.title, standfirst=self.standfirst, body=self.body.strip(), edited=self.since, notes=notes
        )
        for edit in self.edit:
            edition = _edited(edition, edit) if edit.on <= day else edition
        return edition


@cache
def pages() -> tuple[DemoPage, ...]:
    """All pages of the demonstration, by their first day and source."""
    folder = files("tracker.demo") / "pages"
    found = [
        DemoPage.model_validate(tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda page: (page.since, page.source)))


def _edited(edition: Edition, edit: DemoEdit) -> Edition:
    noted = ((edit.at, edit.note),) if edit.note and edit.at else ()
    return edition.model_copy(
        update={
            "title": edit.title or edition.title,
            "body": _replaced(edition.body, edit.replace),
            "design": edit.design or edition.design,
            "edited": edition.edited if edit.furniture_only else edit.on,
            "notes": edition.notes + noted,
            "attachments": edition.attachments + edit.attachment,
        }
    )


def _replaced(body: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        if body.count(old) != 1:
            raise ValueError(f"words that occur exactly once, not {body.count(old)} times: {old!r}")
        body = body.replace(old, new)
    return body
