"""Read a web page: the article without its furniture."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from tracker.errors import ExtractError
from tracker.extract import (
    attachments,
    blocks,
    build,
    clean,
    embedded,
    facts,
    frame,
    furniture,
    lines,
    page,
    root,
    targets,
)
from tracker.extract.dates import moment
from tracker.extract.decode import decode
from tracker.extract.document import Document, When
from tracker.extract.opening import opening
from tracker.extract.piece import Piece
from tracker.extract.profile import Profile, profile_for
from tracker.extract.title import UNTITLED
from tracker.extract.uncollected import uncollected

_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX or ODT file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file that is old (.doc) or locked"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""How files begin that servers send where a page is expected."""
_LONGEST_PREAMBLE = 240
"""Characters above the headline (section, date) that are taken for furniture."""
_LONGEST_BYLINE = 100
_LEAST_YIELD = 0.35
"""Share of the page's prose below which the names of its elements are not believed."""
_LEAST_SHOWN = 0.1
"""The same of all that it shows, for lists of links, which have no prose."""
_LITTLE = 600
"""Characters; a page with less may be one whose script prints the text."""
_MORE_IN_DATA = 2
"""Times the text of the markup that the page's data must hold, to be read instead."""
_TOP = 2
"""Level of an article's own highest headings: the title is level 1."""
_REPEATS_A_HEAD = ("heading", "paragraph", "caption")
"""An attachment may well have the title of its page; a caption that has its standfirst says nothing more."""


@uncollected()
def read(
    html: bytes,
    *,
    url: str,
    select: str | None = None,
    drop: Sequence[str] = (),
    ignore_lines: Sequence[str] = (),
    charset: str | None = None,
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
) -> Document:
    """Headline, standfirst and article of a page; its furniture, markup and addresses leave no trace.

    Args:
        html: the page's bytes.
        url: where it came from; chooses the profile of a known site.
        select: CSS selector of what holds the article; without it the site's profile or the weight of prose decides.
        drop: CSS selectors of what is left out.
        ignore_lines: regular expressions; a block in which one is found is left out.
        charset: as the server declared it.
        publisher: who speaks.
        publisher_type: what they are.
        published: when the caller knows better than the page.

    Raises:
        ExtractError: `select` matches nothing, a drop selector takes over 30 % of the text, a setting cannot be read,
            or nothing is left to read.
    """
    other = next((name for start, name in _OTHERS if html.startswith(start)), None)
    if other:
        raise ExtractError(f"this is not a web page but {other}: declare it as such, or give the page's own address")
    ignored = compiled(ignore_lines)
    tree = page.parse(decode(html, charset))
    profile = profile_for(url, tree)
    if tree.body is None:
        raise ExtractError("the page has no body: it is empty or a set of frames")
    said = facts.read(tree, profile)
    visible = len(page.text(tree.body))
    boxes = [node for selector in profile.attachments for node in tree.body.css(selector)]
    offered = attachments.on_page(boxes, url)
    heads = (said.title, said.standfirst)
    walked = pieces(tree.body, profile=profile, select=select, drop=drop, ignored=ignored, heads=heads)
    if not select and walked.characters() < max(_LEAST_YIELD * walked.plain, _LEAST_SHOWN * visible):
        walked = _plainly(html, charset, walked, profile=profile, drop=drop, ignored=ignored, heads=heads)
    if not select and walked.characters() < _LITTLE:
        walked, called = _from_data(html, charset, walked)
        said = said._replace(title=said.title or called)
    if not (select or profile.root):
        walked = _told(html, charset, walked, said.title or "")
    found = [piece for piece in walked.pieces if not _is_byline(piece, said.author)]
    if said.standfirst:
        found.insert(0, Piece(kind="paragraph", text=said.standfirst))
    if not found:
        raise ExtractError("the page is empty: there is no text on it that could be an article")
    when, precision = moment(published)
    return build.document(
        title=said.title or UNTITLED,
        pieces=found,
        kept=_share(found, visible),
        prose=None if select else walked.plain,
        hidden=walked.hidden,
        url=url,
        publisher=publisher,
        publisher_type=publisher_type,
        published=when or said.published,
        precision=precision or said.precision,
        updated=said.updated,
        modified=said.modified,
        notes=said.notes,
        author=said.author,
        document_type=said.document_type,
        organisations=said.organisations,
        people=said.people,
        territory=said.territory,
        attachments=tuple(dict.fromkeys(offered)),
        licence=profile.licence,
        **targets.of(found, url, walked.warnings),
    )


class ArticleWalk(NamedTuple):
    """An article's pieces, and what is to be said of how they were found."""

    pieces: list[Piece]
    warnings: tuple[str, ...]
    plain: int
    """Characters of prose on the page, by a count that asks no name."""
    hidden: int = 0
    """Characters that a reader of the page does not see, left out."""
    shown: int = 0
    """Characters of all text outside navigation, header, footer and aside, as their tags tell."""

    def characters(self) -> int:
        """Of the pieces' text."""
        return sum(len(piece.text) + sum(map(len, piece.cells)) for piece in self.pieces)


def _plainly(html: bytes, charset: str | None, named: ArticleWalk, **how: Any) -> ArticleWalk:
    """The page read without asking what its elements are called, where that finds more; the warnings say so."""
    body = page.parse(decode(html, charset)).body
    if body is None:
        return named
    plain = pieces(body, plainly=True, **how)
    if plain.characters() <= named.characters():
        return named._replace(plain=min(named.plain, plain.characters()))
    said = (
        f"what its elements are called would leave {named.characters():,} characters of text; so their names were not "
        f"asked, and {plain.characters():,} are read: name what holds the article with select"
    )
    return plain._replace(warnings=(*plain.warnings, said))


def _told(html: bytes, charset: str | None, walked: ArticleWalk, title: str) -> ArticleWalk:
    """The walk with a warning where less than half of what the page shows outside its frame is read.

    Not for a known site, whose profile takes facts (attachments, change notes) from beside the text.
    """
    read = walked.characters() + len(title)
    if not _is_little(read, walked.shown):
        return walked
    shown = frame.outside(page.parse(decode(html, charset)))
    if not _is_little(read, shown):
        return walked
    said = (
        f"{read:,} of the {shown:,} characters outside its navigation, header, footer and asides are read: if the rest "
        "is text too, name what holds it with select"
    )
    return walked._replace(warnings=(*walked.warnings, said))


def _is_little(read: int, shown: int) -> bool:
    return read < frame.LEAST_READ * shown and shown - read >= frame.MOST_LEFT


def _from_data(html: bytes, charset: str | None, marked: ArticleWalk) -> tuple[ArticleWalk, str | None]:
    """The text of the data in the page, and what they call it, where the markup holds next to none; warnings say so."""
    found = embedded.read(page.parse(decode(html, charset)))
    told = ArticleWalk(found.pieces, marked.warnings, marked.plain)
    if told.characters() <= max(_MORE_IN_DATA * marked.characters(), _LONGEST_PREAMBLE):
        return marked, None
    said = (
        f"its markup holds {marked.characters():,} characters of text, so the {told.characters():,} in the page's data are "
        "read: what a browser would show may differ"
    )
    return told._replace(warnings=(*marked.warnings, said)), found.title


def pieces(
    body: LexborNode,
    *,
    profile: Profile,
    select: str | None = None,
    drop: Sequence[str] = (),
    ignored: Sequence[re.Pattern[str]] = (),
    heads: Sequence[str | None] = (),
    plainly: bool = False,
) -> ArticleWalk:
    """The article's pieces, without ignored ones and those in `heads`: title and standfirst stand first anyway."""
    left_out = [re.compile(f"(?:{line})\\Z", re.IGNORECASE) for line in profile.ignore_lines]
    chosen = root.choose(body, select=select, drop=drop, profile=profile, plainly=plainly)
    found = [] if select else opening(body, chosen.elements, heads[0] if heads else None)
    for element in chosen.elements:
        attachments = [node for selector in profile.attachments for node in element.css(selector)]
        walked = blocks.pieces(element, attachments=attachments)
        found.extend([piece for piece, _ in walked] if profile.links else furniture.without_link_runs(walked))
    found = _below_the_headline(lines.lettered(list(_once(_with_initials(found)))), heads)
    found = [piece for piece in found if not _is_ignored(piece, left_out, ignored)]
    if not profile.links:
        found = _levelled(furniture.trimmed(found, whole=False))
    return ArticleWalk(found, chosen.warnings, chosen.plain, chosen.hidden, chosen.shown)


def _with_initials(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with an initial that stands in an element of its own put back to its word: “T”, “urkey …”."""
    initial = ""
    for piece in found:
        is_text = piece.kind == "paragraph"
        if initial and is_text and piece.text[:1].islower():
            yield piece.model_copy(update={"text": initial + piece.text})
            initial = ""
            continue
        if initial:
            yield Piece(kind="paragraph", text=initial)
        initial = piece.text if is_text and len(piece.text) == 1 and piece.text.isupper() else ""
        if not initial:
            yield piece
    if initial:
        yield Piece(kind="paragraph", text=initial)


def _once(found: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with each caption once: galleries print the same under every size of a picture."""
    seen: set[str] = set()
    for piece in found:
        if piece.kind != "caption" or piece.text not in seen:
            yield piece
        if piece.kind == "caption":
            seen.add(piece.text)


def _levelled(found: Sequence[Piece]) -> list[Piece]:
    """The pieces with their highest heading at level 2: a new theme that prints h3 for h2 says nothing new."""
    highest = min((piece.level for piece in found if piece.kind == "heading"), default=_TOP) - _TOP
    return [
        piece.model_copy(update={"level": piece.level - highest}) if piece.kind == "heading" and highest else piece
        for piece in found
    ]


def compiled(ignore_lines: Sequence[str]) -> list[re.Pattern[str]]:
    """The regular expressions of a source.

    Raises:
        ExtractError: one of them cannot be read; it is named.
    """
    patterns = []
    for line in ignore_lines:
        try:
            patterns.append(re.compile(line))
        except re.error as error:
            raise ExtractError(f"ignore_lines '{line}' is not a regular expression: {error}") from error
    return patterns


def _share(found: Sequence[Piece], visible: int) -> float:
    """How much of the visible text was kept, in hundredths: finer figures move with every share counter."""
    kept = sum(len(piece.text) + sum(map(len, piece.cells)) for piece in found)
    return round(min(kept / max(visible, 1), 1.0), 2)


def _below_the_headline(found: Sequence[Piece], heads: Sequence[str | None]) -> list[Piece]:
    """The pieces without headline and standfirst, nor the section's name and date that stand above them.

    Only what stands above a headline near the top goes: an article may repeat its headline, and may stand above it.
    """
    kept: list[Piece] = []
    begins = above = 0
    for piece in found:
        is_head = piece.text in heads and piece.kind in _REPEATS_A_HEAD
        if is_head and piece.kind == "heading" and above <= _LONGEST_PREAMBLE:
            begins = len(kept)
        if not is_head:
            kept.append(piece)
            above += len(piece.text)
    return kept[begins:] or kept


def _is_byline(piece: Piece, author: str | None) -> bool:
    """A short line that only says who wrote it."""
    return (
        bool(author)
        and piece.kind == "paragraph"
        and len(piece.text) <= _LONGEST_BYLINE
        and bool(
            re.fullmatch(rf"(?:by:? )?{re.escape(author or '')}(?: ?[·|,–-] ?[^.!?]*)?", piece.text, re.IGNORECASE)
        )
    )


def _is_ignored(piece: Piece, lines: Sequence[re.Pattern[str]], ignored: Sequence[re.Pattern[str]]) -> bool:
    if not (lines or ignored):
        return False
    text = clean.line(piece.text) or " | ".join(piece.cells)
    return any(line.match(text) for line in lines) or any(line.search(text) for line in ignored)
