"""Document: what a page says, without its furniture, cut into blocks and sentences that know their place."""

from bisect import bisect_right
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel

from tracker.patterns import deferred

BlockKind = Literal["heading", "paragraph", "item", "quote", "caption", "row", "attachment", "note"]
Precision = Literal["second", "day", "month"]
StateKind = Literal["live", "withdrawn", "redirected", "gone", "missing"]
"""`missing`: its address answers 404, in two rounds running; nobody says why."""


_CELL_END = deferred(r"(?<!\\)\|")


class Sentence(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """One sentence, heading, caption or table row. `document.text[start:end] == text`, in code points."""

    text: str
    start: int
    end: int
    block: int
    """Index of its block in `document.blocks`."""


class Block(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A heading, paragraph, list item, quotation, caption, table row, attachment line or note."""

    kind: BlockKind
    start: int
    end: int
    """Span in `document.text` from the first sentence's start to the last one's end (markers before it excluded)."""
    level: int = 0
    """Heading level 2–6; nesting depth of a list item, from 0; else 0."""
    path: tuple[str, ...] = ()
    """Texts of the headings above, outermost first; the title is not among them."""
    lead_in: int | None = None
    """For a list item: the index of the block that introduces its list ("We will:"), if there is one."""
    head: int | None = None
    """For a table row: the index of the row that names its columns, if its table has one."""
    noted: int | None = None
    """For a note: the index of the first block with its mark. Its label is no part of its text: a note that is put in
    before it changes nothing in it."""


class ChangeNote(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """The publisher's own note on an update, as GOV.UK prints it."""

    at: AwareDatetime | None
    note: str


class Attachment(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A file or page that the publisher offers beside the text."""

    title: str
    url: str
    content_type: str | None = None
    size: int | None = None
    """Bytes, as the publisher says."""
    pages: int | None = None


class PageLink(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """Words of the text that lead elsewhere, and where: absolute, without fragment and visitor counters."""

    text: str
    url: str


class State(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """How the publisher says the page stands."""

    kind: StateKind = "live"
    to: str | None = None
    """Where a redirected or gone page points."""
    explanation: str | None = None
    at: AwareDatetime | None = None
    """When a page was withdrawn, as its publisher says."""


class Document(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a page says. `text` is exactly the `text.md` of the store: title first, one sentence a line.

    Dates are UTC inside. `published` of day precision is midnight in London; `precision` says how much of it is meant.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    url: str | None = None
    publisher: str | None = None
    publisher_type: str | None = None
    published: AwareDatetime | None = None
    precision: Precision | None = None
    updated: AwareDatetime | None = None
    """The publisher's declared public update (GOV.UK `public_updated_at`): counts as content."""
    modified: AwareDatetime | None = None
    """A technical modification time: kept with a version, never the reason for one."""
    author: str | None = None
    organisations: tuple[str, ...] = ()
    """Under whose names it stands, as GOV.UK spells them in addresses (`department-for-education`), sorted."""
    people: tuple[str, ...] = ()
    """Of whom it says that they have to do with it, likewise: a new honour of theirs is no edit of the page."""
    territory: tuple[str, ...] = ()
    """The nations to which the publisher says that it applies, in alphabetical order (all four: the UK); empty where it
    does not say, which is no statement about any of them."""
    document_type: str | None = None
    identity: str | None = None
    """What stays the same when the address changes: GOV.UK content_id and locale, a WordPress post id."""
    notes: tuple[ChangeNote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    links: tuple[PageLink, ...] | None = None
    """The links of the text in reading order; None where the reader does not look for them."""
    images: tuple[str, ...] | None = None
    """What pictures of the text are said to show (their alternative texts), in reading order; None likewise."""
    state: State = State()
    government: str | None = None
    history_mode: bool = False
    licence: str | None = None
    kept: float | None = None
    """Share of the page's visible characters that are in the text, 0–1: how much was taken for furniture. Never the
    reason for a version."""
    prose: int | None = None
    """Characters of prose on the page by a count of our own that asks no name: what is neither mostly links nor in
    navigation, header, footer or aside. None where a source says what holds the text. Never the reason for a version."""
    folded: tuple[int, ...] = ()
    """The indices of the blocks in parts that a reader must open (a tab, an accordion, details), whether or not they were
    open when the page was fetched. Empty in papers."""
    hidden: int = 0
    """Characters that are in the file and that nobody sees who reads it: hidden parts of a page, Word's hidden text,
    struck-out runs, hidden sections. They are left out. Never the reason for a version."""
    mended: int = 0
    """Characters that were broken on the page (“â€™” for an apostrophe) and are mended here. Never the reason for a
    version."""
    warnings: tuple[str, ...] = ()
    """What whoever looks after the source should know of how the page was read. Never the reason for a version."""
    page_starts: tuple[int, ...] = ()
    """For each page of a PDF, from the first: the index of the first block that begins on it or later."""

    def page_of(self, block: int) -> int | None:
        """The page, from 1, on which the block of that index begins; None in a document without pages."""
        return max(bisect_right(self.page_starts, block), 1) if self.page_starts else None

    def heads_of(self, block: Block) -> tuple[str, ...]:
        """The heads of a row's columns, one for each; none where its table names them not, or names others than it has."""
        if block.kind != "row" or block.head is None:
            return ()
        heads = cells(self.text[slice(*_span(self.blocks[block.head]))])
        return heads if len(heads) == len(cells(self.text[block.start : block.end])) else ()

    def block_of(self, sentence: Sentence) -> Block:
        """The block in which a sentence stands."""
        return self.blocks[sentence.block]


When = datetime | str | None
"""A date as a caller may give it: aware datetime, or ISO text ("2024-06-13", "2024-06", with time and zone)."""


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row as it stands in the text: “| North | 2024 |”."""
    return tuple(cell.strip() for cell in _CELL_END.split(row.strip().removeprefix("|").removesuffix("|")))


def _span(block: Block) -> tuple[int, int]:
    return block.start, block.end
