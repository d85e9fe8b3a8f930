"""Light Markdown of the pages → HTML: paragraphs, headings, lists. Every word is escaped."""

from html import escape
from itertools import groupby


def blocks(body: str) -> tuple[tuple[str, str], ...]:
    """(tag, text) of each heading (h2), list item (li) and paragraph (p), in order. Blocks are apart by blank lines."""
    found: list[tuple[str, str]] = []
    for chunk in filter(None, map(str.strip, body.split("\n\n"))):
        if chunk.startswith("## "):
            found.append(("h2", chunk.removeprefix("## ")))
        elif chunk.startswith("- "):
            found += [("li", line.removeprefix("- ")) for line in chunk.splitlines()]
        else:
            found.append(("p", " ".join(chunk.split())))
    return tuple(found)


def pieces(body: str) -> tuple[str, ...]:
    """One HTML element a block; list items that follow each other are one `ul`."""
    found: list[str] = []
    for tag, group in groupby(blocks(body), key=lambda block: block[0]):
        elements = [f"<{tag}>{escape(text, quote=False)}</{tag}>" for _, text in group]
        found += ["\n".join(("<ul>", *elements, "</ul>"))] if tag == "li" else elements
    return tuple(found)
