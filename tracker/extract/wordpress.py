"""Read one post of a WordPress site as its REST interface gives it."""

from collections.abc import Sequence
from typing import Any

from tracker.errors import ExtractError
from tracker.extract import article, build, loose, page, targets
from tracker.extract.dates import moment, stated
from tracker.extract.document import Document, When
from tracker.extract.piece import Piece
from tracker.extract.profile import named
from tracker.extract.title import UNTITLED

_BODY = "tracker-post"
_CUT_OFF = (" […]", " [...]", "…", "...")


def read(
    post: bytes,
    *,
    select: str | None = None,
    drop: Sequence[str] = (),
    ignore_lines: Sequence[str] = (),
    publisher: str | None = None,
    publisher_type: str | None = None,
    published: When = None,
    url: str | None = None,
) -> Document:
    """Title, hand-written excerpt and content of a post; an excerpt that WordPress cut from the content is left out.

    Raises:
        ExtractError: not a post, a protected or empty one, or a setting that does not fit (as in `article.read`).
    """
    ignored = article.compiled(ignore_lines)
    found = loose.load(post, what="a WordPress post")
    content = _rendered(found.get("content"))
    title = _line(found.get("title")) or ""
    if content is None:
        raise ExtractError("not a WordPress post: it has no content.rendered")
    tree = page.parse(f"<body><div id='{_BODY}'>{content}</div></body>")
    if tree.body is None:
        raise ExtractError("the post is empty: there is nothing to read")
    excerpt = _line(found.get("excerpt"))
    walked = article.pieces(
        tree.body, profile=named("post"), select=select, drop=drop, ignored=ignored, heads=(title, excerpt)
    )
    pieces = walked.pieces
    if not pieces:
        raise ExtractError("the post is empty or needs a password: there is nothing to read")
    if excerpt and not _is_cut_from(excerpt, pieces):
        pieces = [Piece(kind="paragraph", text=excerpt), *pieces]
    when, precision = moment(published) if published else stated(_utc(found.get("date_gmt")))
    return build.document(
        title=title or UNTITLED,
        pieces=pieces,
        url=url or loose.line(found.get("link")),
        publisher=publisher,
        publisher_type=publisher_type,
        published=when,
        precision=precision,
        modified=stated(_utc(found.get("modified_gmt")))[0],
        identity=_identity(found.get("id")),
        **targets.of(pieces, url or loose.line(found.get("link")), walked.warnings),
    )


def _rendered(field: object) -> str | None:
    """A field as HTML; some plug-ins give the text itself."""
    value = loose.mapping(field).get("rendered") if isinstance(field, dict) else field
    return value if isinstance(value, str) else None


def _line(field: object) -> str | None:
    """A rendered field as plain text, its entities and tags read as HTML."""
    html = _rendered(field)
    tree = page.parse(html) if html is not None else None
    return page.text(tree.body) if tree is not None and tree.body is not None else None


def _utc(value: Any) -> object:
    """The `_gmt` fields are UTC but do not say so."""
    return f"{value}Z" if isinstance(value, str) and value and not value.endswith(("Z", "+00:00")) else value


def _identity(value: object) -> str | None:
    number = loose.identifier(value)
    return str(number) if number is not None else None


def _is_cut_from(excerpt: str, pieces: Sequence[Piece]) -> bool:
    start = excerpt
    for mark in _CUT_OFF:
        start = start.removesuffix(mark)
    return " ".join(piece.text for piece in pieces).startswith(start.rstrip())
