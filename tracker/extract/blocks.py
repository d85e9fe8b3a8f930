"""Walk HTML to pieces: headings, paragraphs, nested lists, quotations, captions, table rows.

One pass with an explicit stack: 3,000 nested elements cost no more than 3,000 flat ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tracker.extract import clean, folded, lines, page, tables
from tracker.extract.piece import Piece
from tracker.patterns import deferred

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CAPTION = deferred(r"(?:[a-z]+[-_])*caption(?:[-_]text)?", re.IGNORECASE)
_TELLING = frozenset({"details", "figure", "figcaption"})
"""What says by its tag alone what stands in it."""
_FIGURES = frozenset({"wp-caption"})
_QUOTATION_MARKS = {True: "“", False: "”"}
_LONGEST_LABEL = 60
_ATTACHMENT_TITLE = ".title, .gem-c-attachment__title, .attachment-title, h2, h3, a"


class HtmlPiece(NamedTuple):
    """A piece and how much of its text is link text, 0–1."""

    piece: Piece
    links: float = 0.0


def pieces(root: LexborNode, *, attachments: Sequence[LexborNode] = ()) -> list[HtmlPiece]:
    """The blocks below a node in reading order; a node among `attachments` becomes one attachment line."""
    walker = _Walker({node.mem_id for node in attachments})
    above: list[LexborNode] = []
    node = root.child
    while node is not None or above:
        if node is None:
            node = above.pop()
            walker.leave(node)
        elif walker.enter(node):
            above.append(node)
            node = node.child
            continue
        node = node.next
    walker.end()
    return walker.found


@dataclass
class _Item:
    level: int
    ordered: bool
    at: int | None = None
    """Index of its piece, once it has one."""
    more: list[str] = field(default_factory=list)
    """Lines to be added to that piece when the item ends."""


@dataclass
class _Note:
    key: int
    """The node that holds it."""
    label: str
    at: int | None = None
    """Index of its piece, once it has one."""


@dataclass(frozen=True, slots=True)
class _Figure:
    captions: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


class _Walker:
    """What is open at one place of the page."""

    def __init__(self, attachments: set[int]) -> None:
        self.found: list[HtmlPiece] = []
        self._attachments = attachments
        self._buffer: list[str] = []
        self._link_chars = 0
        self._targets: list[tuple[str, str]] = []
        self._images: list[str] = []
        self._links = self._quotes = self._captions = self._heading = self._paragraphs = 0
        self._lists: list[bool] = []
        self._items: list[_Item] = []
        self._figures: list[_Figure] = []
        self._opened_figures: set[int] = set()
        self._opened_captions: set[int] = set()
        self._noted: dict[str, str] = {}
        """The label of each note to which a mark leads, by the note's id."""
        self._notes: list[_Note] = []
        self._folds: list[int] = []
        self._summaries = 0
        self._is_in_time = False
        self._in_term = False
        self._terms = ""
        """The last term, for each thing that is said of it."""
        self._term = self._term_as_said = ""
        """A term of a list of terms that waits for what is said of it: “Delivered on:”."""

    def enter(self, node: LexborNode) -> bool:
        """Take in a node; true when its children are to be walked, and `leave` called after them."""
        tag = node.tag or ""
        if tag == page.TEXT:
            self._text(node.text_content or "")
            return False
        if tag in page.UNREAD and not (tag == "button" and self._heading):
            return False
        if self._attachments and node.mem_id in self._attachments:
            self._attachment(node)
            return False
        if tag in page.BLOCKS:
            return self._block(tag, node)
        return self._inline(tag, node)

    def leave(self, node: LexborNode) -> None:
        """All children of a node that `enter` let in have been walked."""
        tag = node.tag or ""
        if tag in page.BLOCKS:
            self.close() if not self._heading or tag in _HEADINGS else self._buffer.append(" ")
        self._end(tag)
        if tag in _HEADINGS:
            self._heading = 0
        if self._notes and self._notes[-1].key == node.mem_id:
            self._notes.pop()
        if self._folds and self._folds[-1] == node.mem_id:
            self._folds.pop()
        if node.mem_id in self._opened_captions:
            self._captions -= 1
        if node.mem_id in self._opened_figures:
            self._end_figure()

    def _end(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self._lists.pop()
            case "li":
                self._end_item()
            case "blockquote":
                self._quotes -= 1
            case "p":
                self._paragraphs -= 1
            case "dt":
                self._in_term = False
            case "dl":
                self.end_terms()
                self._terms = ""
            case "summary":
                self._summaries -= 1
            case "a":
                self._links -= 1
            case "q":
                self._buffer.append(_QUOTATION_MARKS[False])
            case _:  # nothing was opened for any other element
                pass

    def close(self) -> None:
        """What was being collected ends here."""
        whole = "".join(self._buffer)
        length = len(clean.line(whole))
        links = self._link_chars / length if length else 0.0
        self._buffer.clear()
        self._link_chars = 0
        if not length:
            return
        is_apart = (
            self._notes
            or self._heading
            or self._in_term
            or self._captions
            or self._figures
            or self._items
            or self._quotes
        )
        if is_apart or (lines.BREAK not in whole and not lines.may_be_item(whole)):
            self._line(clean.line(whole), links)
            return
        for text, is_item in lines.split(whole):
            if is_item:
                self._add(Piece(kind="item", text=text), links)
            else:
                self._line(text, links)

    def _line(self, text: str, links: float) -> None:
        if self._in_term and not self._heading and (text.endswith(":") or _is_label(text)):
            self.end_terms()
            self._term = self._terms = text if text.endswith(":") else f"{text}:"
            self._term_as_said = text
            return
        if self._term and not self._heading:
            text, self._term = f"{self._term} {text}", ""
        if self._notes and not self._heading:
            self._note(text)
        elif self._heading:
            self._add(Piece(kind="heading", text=text, level=self._heading))
        elif self._captions:
            self._caption(text)
        elif self._figures and not self._items and not self._quotes:
            # Bare text in a figure is a picture's title: themes print it or not, beside the caption.
            if self._paragraphs:
                self._figures[-1].others.append(text)
        elif self._items:
            self._item(text, links)
        else:
            self._add(Piece(kind="quote" if self._quotes else "paragraph", text=text), links)

    def end_terms(self) -> None:
        """A term of which nothing is said is said all the same."""
        if self._term:
            text, self._term = self._term_as_said, ""
            self.found.append(HtmlPiece(Piece(kind="paragraph", text=text, folded=self._is_folded())))

    def end(self) -> None:
        """The whole page has been walked."""
        self.close()
        self.end_terms()
        if self.found:
            self.found[-1] = self._pointing(self.found[-1])

    def _block(self, tag: str, node: LexborNode) -> bool:
        if self._heading:
            self._buffer.append(" ")
        else:
            self.close()
        if tag == "hr" or (tag == "table" and not self._heading and self._table(node)):
            return False
        self._begin(tag)
        self._surround(tag, node)
        return True

    def _begin(self, tag: str) -> None:
        """What an element of that tag opens, to be ended by `_end`."""
        match tag:
            case "ul" | "ol":
                self._lead_in()
                self._lists.append(tag == "ol")
            case "li":
                self._items.append(_Item(max(len(self._lists) - 1, 0), bool(self._lists and self._lists[-1])))
            case "blockquote":
                self._quotes += 1
            case "p":
                self._paragraphs += 1
            case "dt":
                self._in_term, self._terms = True, ""
            case "dd":
                self._term = self._term or self._terms
                self._term_as_said = self._term
            case "summary":
                self._summaries += 1
            case _:  # any other block only ends the line before it
                self._heading = _HEADINGS.get(tag, self._heading)

    def _surround(self, tag: str, node: LexborNode) -> None:
        """What an element makes of the lines in it: those of a note, a caption, a part that opens."""
        attributes = node.attributes
        if not attributes and tag not in _TELLING:
            return
        if self._noted and (label := self._noted.get(attributes.get("id") or "")):
            self._notes.append(_Note(node.mem_id, label))
        if folded.folds(tag, attributes):
            self._folds.append(node.mem_id)
        if _is_figure(tag, node):
            self._figures.append(_Figure())
            self._opened_figures.add(node.mem_id)
        if _is_caption(tag, node):
            self._captions += 1
            self._opened_captions.add(node.mem_id)

    def _inline(self, tag: str, node: LexborNode) -> bool:
        if tag == "br":
            self._break()
            return False
        if tag in ("a", "sup") and (mark := page.inline_mark(node, self._buffer)) is not None:
            self._buffer.append(mark)
            self._pictured(node)
            self._marked(mark, node)
            return False
        if tag == "a":
            self._links += 1
            self._linked(node)
        elif tag == "img":
            self._image(node)
        elif tag == "time":
            self._is_in_time = True
        elif tag == "q":
            self._buffer.append(_QUOTATION_MARKS[True])
        return True

    def _text(self, text: str) -> None:
        if self._is_in_time and text[:1].isalnum() and self._buffer and self._buffer[-1][-1:].isalnum():
            text = f" {text}"  # set apart by a theme's style sheet alone
        self._is_in_time = False
        self._buffer.append(text)
        if self._links:
            self._link_chars += len(text.strip())

    def _break(self) -> None:
        """One line break is a space, or ends a line (see `lines`); two in a row end the paragraph, as they do to the eye."""
        last = next((part for part in reversed(self._buffer) if part == lines.BREAK or not part.isspace()), "")
        if last == lines.BREAK and not self._heading:
            self.close()
        else:
            self._buffer.append(lines.BREAK)

    def _item(self, text: str, links: float) -> None:
        """A list item's first line begins a piece; what follows in the same item is added to it."""
        item = self._items[-1]
        if item.at is not None and item.at == len(self.found) - 1:
            item.more.append(text)
            self.found[item.at] = self._pointing(self.found[item.at])
            return
        item.at = len(self.found)
        self._add(Piece(kind="item", text=text, level=item.level, ordered=item.ordered), links)

    def _end_item(self) -> None:
        item = self._items.pop()
        if item.at is not None and item.more:
            piece = self.found[item.at].piece
            text = " ".join([piece.text, *item.more])
            self.found[item.at] = HtmlPiece(piece.model_copy(update={"text": text}), 0.0)

    def _lead_in(self) -> None:
        """A term of which a list is said leads up to it."""
        if self._term:
            text, self._term = self._term, ""
            self.found.append(HtmlPiece(Piece(kind="paragraph", text=text, folded=self._is_folded())))

    def _note(self, text: str) -> None:
        """A note's first line begins a piece; what follows in the same note is added to it."""
        note = self._notes[-1]
        if note.at is not None and note.at == len(self.found) - 1:
            piece, links = self.found[note.at]
            self.found[note.at] = HtmlPiece(piece.model_copy(update={"text": f"{piece.text} {text}"}), links)
            return
        note.at = len(self.found)
        self._add(Piece(kind="note", text=text, label=note.label))

    def _marked(self, mark: str, node: LexborNode) -> None:
        """Where a mark leads, its note stands; a place to which several lead is no note, but where notes stand."""
        place = page.note_of(node) if mark.startswith("[^") and mark.count("[^") == 1 else None
        if place and self._noted.setdefault(place, mark[2:-1]) != mark[2:-1]:
            self._noted[place] = ""

    def _is_folded(self) -> bool:
        return bool(self._folds) and not self._summaries

    def _caption(self, text: str) -> None:
        if self._figures:
            self._figures[-1].captions.append(text)
        else:
            self._add(Piece(kind="caption", text=text))

    def _end_figure(self) -> None:
        figure = self._figures.pop()
        text = " ".join(figure.captions or figure.others)
        if text:
            self._add(Piece(kind="caption", text=text))

    def _table(self, table: LexborNode) -> bool:
        """The rows of a table of data; false for one that only lays out the page, which is walked like any block."""
        if table.css_first("table table, h1, h2, h3, h4, h5, h6") is not None:
            return False
        rows = tables.rows(table)
        if max((len(row.cells) for row in rows), default=0) < 2:  # noqa: PLR2004 - one column is a layout
            return False
        for link in table.css("a[href]"):
            self._linked(link)
        self._pictured(table)
        caption = table.css_first("caption")
        if caption is not None and (title := page.text(caption)):
            self._add(Piece(kind="caption", text=title))
        begins = True
        for row in rows:
            if any(row.cells):
                self._add(Piece(kind="row", cells=row.cells, begins=begins, heads=row.heads))
                begins = False
        return True

    def _attachment(self, node: LexborNode) -> None:
        self.close()
        titles = (page.text(title) for title in node.css(_ATTACHMENT_TITLE))
        text = next((title for title in titles if title), "") or page.text(node)
        if text:
            self._add(Piece(kind="attachment", text=text))

    def _add(self, piece: Piece, links: float = 0.0) -> None:
        self.end_terms()
        if self._folds and piece.kind != "heading" and self._is_folded():
            piece = piece.model_copy(update={"folded": True})
        self.found.append(self._pointing(HtmlPiece(piece, links)))

    def _linked(self, node: LexborNode) -> None:
        href = (node.attributes.get("href") or "").strip()
        if href and not href.startswith("#") and (text := page.text(node)):
            self._targets.append((text, href))

    def _pictured(self, node: LexborNode) -> None:
        for picture in node.css("img[alt]"):
            self._image(picture)

    def _image(self, node: LexborNode) -> None:
        if text := clean.line(node.attributes.get("alt") or ""):
            self._images.append(text)

    def _pointing(self, found: HtmlPiece) -> HtmlPiece:
        """The piece with the links and pictures that were met since the one before it."""
        if not (self._targets or self._images):
            return found
        links, images = (*found.piece.links, *self._targets), (*found.piece.images, *self._images)
        self._targets.clear()
        self._images.clear()
        return found._replace(piece=found.piece.model_copy(update={"links": links, "images": images}))


def _is_label(text: str) -> bool:
    """Whether a term is the label of what is said of it, not a question that is answered."""
    return len(text) <= _LONGEST_LABEL and text[-1] not in "?!."


def _is_figure(tag: str, node: LexborNode) -> bool:
    return tag == "figure" or (tag == "div" and bool(_FIGURES & page.classes(node)))


def _is_caption(tag: str, node: LexborNode) -> bool:
    if tag not in ("p", "div"):
        return tag == "figcaption"
    names = node.attributes.get("class") or ""
    return "caption" in names.lower() and any(map(_CAPTION.fullmatch, names.split()))
