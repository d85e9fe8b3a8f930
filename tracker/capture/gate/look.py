"""Look: a capture as the gate sees it, and the rules by which it looks at captures of that kind of source."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tracker.config.settings import Settings
from tracker.config.source import FileSource, GovukSource, HtmlSource, Source
from tracker.extract.document import Document
from tracker.fetch.response import Response
from tracker.store.layout import PAGE


class Finding(NamedTuple):
    """Something about a capture that is not like the page."""

    name: str
    """What it is; what is held may have it too, and then it says nothing against a capture."""
    reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """What came, and what was read in it; nothing where it could not be read."""

    document: Document | None
    body: Callable[[], bytes]
    asked: str
    final: Callable[[], str]
    """The address that answered, after redirects."""
    headers: tuple[tuple[str, str], ...] = ()
    charset: str | None = None

    @property
    def size(self) -> int:
        """Characters of its text without the title."""
        return sum(len(sentence.text) for sentence in self.document.sentences[1:]) if self.document else 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What is looked at."""

    words: bool
    """Error pages and walls come as web pages, never from an interface."""
    moves: bool
    drop: tuple[str, ...]
    allow_hosts: tuple[str, ...]
    min_characters: int
    min_share: float


def look_at(response: Response, document: Document | None, *, charset: str | None) -> Look:
    """A capture."""
    return Look(
        document, lambda: response.body, response.url, lambda: response.final_url, response.headers, charset=charset
    )


def rules_for(page: Source, *, document: str, held: bool, settings: Settings) -> Rules:
    """The rules for a page of that kind.

    The Content API gives no error page in a page's place, and many a publication is but a line and attachments. A part
    to leave out may well be missing from one of many pages of a list; from a page of which it was left out before it
    may not, nor from one for which it was declared.
    """
    drop = page.drop if isinstance(page, HtmlSource) and (held or document == PAGE) else ()
    return Rules(
        words=isinstance(page, HtmlSource) or (isinstance(page, FileSource) and _is_page(page.path)),
        moves=not isinstance(page, GovukSource),
        drop=drop,
        allow_hosts=page.allow_hosts,
        min_characters=1 if isinstance(page, GovukSource) else settings.min_characters,
        min_share=settings.min_share,
    )


def _is_page(path: str) -> bool:
    """Whether a file is no paper by its name. Readers of papers are slow to load, and most rounds have none."""
    from tracker.extract import paper

    return paper.kind_of(path) is None
