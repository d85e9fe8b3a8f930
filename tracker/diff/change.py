"""Change: a difference between two versions of a text, with the words that prove what kind it is."""

from typing import Literal

from pydantic import BaseModel

from tracker.wording.shift.shift import Implied, ShiftKind

ChangeKind = Literal["added", "removed", "reworded", "moved", "split", "merged"]
FlagName = Literal["number", "money", "date", "modality", "negation", "scope", "actor", "name"]
Part = Literal["title", "summary", "heading", "text", "row", "caption", "attachment", "member", "note"]
"""`summary`: the paragraph directly under the title of a GOV.UK page. `member`: a document listed by a collection.
`attachment`: the line that names an attachment; its size and pages are facts (`fact.py`). `note`: the text of a footnote."""
NoiseKind = Literal["typography", "date line", "numbering", "furniture", "counter", "spelling", "footnote"]
"""`typography`: quotes, dashes, spaces, case. `date line`: "Updated 3 May 2024" and the like. `numbering`: the number
before a heading, item or row. `furniture`: words for finding one's way ("Back to top", "Print this page"). `counter`:
what a server counts ("2 hours ago", "Share this 32"). `spelling`: a word mended or joined. `footnote`: a note's mark."""


class Side(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The sentences on one side. `document.text[start:end]` covers them; `text` joins them with spaces."""

    text: str
    start: int
    end: int
    heading: str | None = None
    """The nearest heading above."""
    sentences: tuple[int, ...] = ()
    """Their indices in `document.sentences`."""


class Flag(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A change of meaning, with the words before and after. An empty side means that nothing stood there."""

    name: FlagName
    old: str
    new: str
    kind: ShiftKind | None = None
    """What it is more closely, where the words tell: a condition, a rate, what is counted … (docs/links.md)."""
    implies: Implied | None = None
    """The flag of a link that the kind implies, where it does."""
    times: int = 1
    """Of a name in another's place: in how many sentences of the page, of which this one tells it for all."""


class Word(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A run of words inside a pair: kept in both, only in the old text, or only in the new one."""

    mark: Literal["same", "old", "new"]
    text: str


class Change(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`added` has no old side, `removed` no new one; the other kinds have both."""

    kind: ChangeKind
    old: Side | None
    new: Side | None
    part: Part = "text"
    """What of the page it is, by its new side where there is one."""
    columns: tuple[str, ...] = ()
    """Of a reworded row: the heads of the columns whose cells differ, where its table names them."""
    words: tuple[Word, ...] = ()
    """The word difference, in reading order; empty for added and removed."""
    flags: tuple[Flag, ...] = ()
    noise: bool = False
    """It says nothing new (`noise_kind` says why). Counted, not listed."""
    noise_kind: NoiseKind | None = None
    moved: bool = False
    """Of a reworded pair: it also stands elsewhere now."""
    unmentioned: bool = False
    """A removal, or a changed number, amount or date, of which the publisher's notes on this update say nothing. Only
    where there are such notes: without any, the edit is silent (`Differences.silent`). Set by `differences`, not by
    `compare`."""
    past: bool = False
    """What went names dates, and all of them were over when the page says that it was updated; what came in their place,
    too, and nothing else changed."""
    restated: bool = False
    """Its sums are no news: what came stood before, what went stands still, or a weightier change tells the same two."""
    churn: float = 0.0
    """0–1, the share of the page's sentences that changed with it."""
    score: float = 0.0
    """0–1, how much it is worth a reader's time."""
    reasons: tuple[str, ...] = ()
    """Why the score is what it is, in words."""
