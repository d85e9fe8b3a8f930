"""Wall: a page that a site sends in a page's place, with status 200. What gives it away stands in walls.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, Field, field_validator

from tracker.capture.gate.folded import folded, whole

ANY = "…"
"""At the end of a title: whatever follows."""


class Wall(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One sort of page, and how it is known. All words are folded as pages are."""

    name: str
    is_: str = Field(alias="is")
    do: str
    most: int
    """Characters of text up to which marks count."""
    headers: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    source: str

    @field_validator("words", "sure")
    @classmethod
    def _fold(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(folded, words))

    @field_validator("titles")
    @classmethod
    def _fold_titles(cls, titles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(whole(one) + (ANY if one.endswith(ANY) else "") for one in titles))

    def titled(self, title: str) -> bool:
        """Whether a title, as `folded.whole` gives it, is one of this wall's."""
        return any(title.startswith(one[:-1]) if one.endswith(ANY) else title == one for one in self.titles)


class Walls(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """All that is known."""

    roots: tuple[str, ...]
    """Paths at which a site begins."""
    wall: tuple[Wall, ...]
    """In the order in which they are told."""


@cache
def known() -> Walls:
    """What walls.toml says."""
    text = files("tracker.capture.gate").joinpath("walls.toml").read_text(encoding="utf-8")
    return Walls.model_validate(tomllib.loads(text))
