"""The sentence of a citation as plain text, Markdown and HTML. What comes from the web is never markup."""

from collections.abc import Iterator
from html import escape
from typing import assert_never

from tracker.desk.citation import Citation
from tracker.render.cite.pieces import Line, Phrase, lines
from tracker.render.inert import inert
from tracker.render.safe import safe


def as_text(citation: Citation) -> Iterator[str]:
    """Lines to paste into an article, a mail or a table cell."""
    return ("".join(map(plain, line)) for line in lines(citation))


def as_markdown(citation: Citation) -> Iterator[str]:
    """The same with links; a line break holds where there is one."""
    told = list(lines(citation))
    for line, following in zip(told, [*told[1:], []], strict=True):
        yield "".join(map(marked, line)) + ("  " if line and following else "")


def as_html(citation: Citation) -> Iterator[str]:
    """Paragraphs to paste into a page of one's own; no script, style or picture in them."""
    paragraph: list[str] = []
    for line in [*lines(citation), []]:
        if line:
            paragraph.append(_html(line))
        elif paragraph:
            yield "<p>" + "<br>\n".join(paragraph) + "</p>"
            paragraph = []


def plain(piece: Phrase) -> str:
    """As plain text."""
    match piece.kind:
        case "link":
            return piece.text
        case "quote" | "title":
            return f"“{safe(piece.text)}”"
        case "said" | "name" | "code":
            return safe(piece.text)
        case _:
            assert_never(piece.kind)


def marked(piece: Phrase) -> str:
    """As Markdown."""
    match piece.kind:
        case "said":
            return piece.text
        case "link":
            return f"<{piece.text}>"
        case "code":
            return f"`{safe(piece.text).replace('`', '’')}`"
        case "quote" | "title":
            return f"“{inert(piece.text)}”"
        case "name":
            return inert(piece.text)
        case _:
            assert_never(piece.kind)


def _html(line: Line) -> str:
    return "".join(map(tagged, line))


def tagged(piece: Phrase) -> str:
    """As HTML."""
    shown = escape(piece.text if piece.kind == "link" else safe(piece.text))
    match piece.kind:
        case "said" | "name":
            return shown
        case "link":
            return f'<a href="{shown}">{shown}</a>'
        case "code":
            return f"<code>{shown}</code>"
        case "quote":
            return f"<q>{shown}</q>"
        case "title":
            return f"<cite>{shown}</cite>"
        case _:
            assert_never(piece.kind)
