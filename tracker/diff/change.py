"""Change: a difference between two versions of a text, with the words that prove what kind it is."""

from typing import Literal

from pydantic import BaseModel

ChangeKind = Literal["added", "removed", "reworded", "moved", "split", "merged"]
FlagName = Literal["number", "money", "date", "modality", "negation", "scope", "actor", "name"]


class Side(BaseModel, frozen=True, extra="forbid"):
    """The sentences on one side. `document.text[start:end]` covers them; `text` joins them with spaces."""

    text: str
    start: int
    end: int
    heading: str | None = None
    """The nearest heading above."""


class Flag(BaseModel, frozen=True, extra="forbid"):
    """A change of meaning, with the words before and after. An empty side means that nothing stood there."""

    name: FlagName
    old: str
    new: str


class Word(BaseModel, frozen=True, extra="forbid"):
    """A run of words inside a pair: kept in both, only in the old text, or only in the new one."""

    mark: Literal["same", "old", "new"]
    text: str


class Change(BaseModel, frozen=True, extra="forbid"):
    """`added` has no old side, `removed` no new one; the other kinds have both."""

    kind: ChangeKind
    old: Side | None
    new: Side | None
    words: tuple[Word, ...] = ()
    """The word difference, in reading order; empty for added and removed."""
    flags: tuple[Flag, ...] = ()
    noise: bool = False
    """Typographic only: quotes, dashes, spaces, case. Counted, not listed."""
    moved: bool = False
    """Of a reworded pair: it also stands elsewhere now."""
    score: float = 0.0
    """0–1, how much it is worth a reader's time."""
    reasons: tuple[str, ...] = ()
    """Why the score is what it is, in words."""
