"""A briefing for a terminal, as Markdown and as one HTML file. What comes from the web is never markup."""

from collections.abc import Iterator
from html import escape
from typing import assert_never

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.briefing import Briefing
from tracker.render.briefing.blocks import BriefBlock, blocks
from tracker.render.cite.forms import marked, plain, tagged
from tracker.render.safe import safe
from tracker.render.sides import hanging

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""The file has no script, style or picture, and fetches nothing, should escaping ever fail."""
_TAGS = {"title": "h1", "head": "h2", "text": "p"}


def as_rows(one: Briefing) -> Iterator[RenderableType]:
    """Renderables for a terminal, wrapped at its width."""
    for block in blocks(one):
        words = "".join(map(plain, block.line))
        match block.kind:
            case "title":
                yield Text(words, style="head")
            case "head":
                yield Text(f"\n{words}", style="head")
            case "item":
                yield hanging(Text("- "), Text(words))
            case "detail":
                yield Padding(Text(words, style="faint"), (0, 0, 0, 2))
            case "text":
                yield Text(words)
            case _:
                assert_never(block.kind)


def as_markdown(one: Briefing) -> Iterator[str]:
    """Headings, paragraphs and lists."""
    before = ""
    for block in blocks(one):
        words = "".join(map(marked, block.line))
        match block.kind:
            case "title":
                yield f"# {words}"
            case "head":
                yield from ("", f"## {words}")
            case "item":
                yield from ([] if before in {"item", "detail"} else [""])
                yield f"- {words}"
            case "detail":
                yield f"  - {words}"
            case "text":
                yield from ("", words)
            case _:
                assert_never(block.kind)
        before = block.kind


def as_html(one: Briefing) -> Iterator[str]:
    """A file of its own, whose body can be pasted: headings, paragraphs and lists, no script, style or picture."""
    yield "<!doctype html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
    yield f"<title>{escape(safe(one.name))}</title></head><body>"
    told = [*blocks(one), BriefBlock("text", [])]
    for place, block in enumerate(told[:-1]):
        before = told[place - 1].kind if place else "title"
        after = told[place + 1].kind
        words = "".join(map(tagged, block.line))
        if block.kind in _TAGS:
            yield f"<{_TAGS[block.kind]}>{words}</{_TAGS[block.kind]}>"
            continue
        opens = "<ul>\n" if block.kind == "item" and before not in {"item", "detail"} else ""
        inner = "<ul>" if block.kind == "detail" and before != "detail" else ""
        closes = "" if after == "detail" else "</li>"
        if block.kind == "item":
            yield f"{opens}<li>{words}{closes}" + _ended(after)
        else:
            yield f"{inner}<li>{words}</li>" + ("" if after == "detail" else "</ul></li>" + _ended(after))
    yield "</body></html>"


def _ended(after: str) -> str:
    return "" if after in {"item", "detail"} else "\n</ul>"
