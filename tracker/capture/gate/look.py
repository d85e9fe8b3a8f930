"""Look: a capture as the gate sees it; Rules: what it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from tracker.config.declaration import SourceDeclaration
from tracker.config.settings import Settings
from tracker.fetch.response import Response

if TYPE_CHECKING:
    from tracker.extract.document import Document


class Finding(NamedTuple):
    """Something about a capture that is not like the page."""

    name: str
    """What it is; what is held may have it too, and then it says nothing against a capture."""
    reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """What came, and what was read in it; nothing where it could not be read."""

    document: "Document | None"
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
class GateRules:
    """What is looked at."""

    words: bool
    """Error pages and walls come as web pages, never from an interface."""
    moves: bool
    drop: tuple[str, ...]
    allow_hosts: tuple[str, ...]
    min_characters: int
    min_share: float

    @classmethod
    def of(
        cls,
        page: SourceDeclaration,
        settings: Settings,
        *,
        words: bool = False,
        moves: bool = True,
        drop: tuple[str, ...] = (),
        min_characters: int | None = None,
    ) -> Self:
        """The rules for a page: what is not said is as the settings have it."""
        least = settings.min_characters if min_characters is None else min_characters
        return cls(words, moves, drop, page.allow_hosts, least, settings.min_share)


def look_at(response: Response, document: "Document | None", *, charset: str | None) -> Look:
    """A capture."""
    return Look(
        document, lambda: response.body, response.url, lambda: response.final_url, response.headers, charset=charset
    )
