# ruff: noqa: E501 - templates and tables of layouts read best unbroken
"""PDFs of one text made by four programs: `.venv/bin/python tests/bench/bench_pdf_makers.py [keep DIR]`.

Exact sentences of at least four words, precision and recall, by maker and layout. The programs are those that are here:
Chromium (its print), Typst, WeasyPrint and ReportLab (from PyPI). Layouts of the first set were tuned on, those of the
second made afterwards. The text is our own.
"""

import importlib.util
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from tracker.errors import ExtractError
from tracker.extract import pdf
from tracker.extract.sentence import split

_SHORTEST = 4
"""Words of a sentence that counts."""


class Chapter(NamedTuple):
    """A chapter of the paper: what it is called, its paragraphs, and a list with what leads up to it."""

    title: str
    paragraphs: Sequence[str]
    lead: str
    items: Sequence[str]


class PdfLayout(NamedTuple):
    """How a paper is set."""

    name: str
    held: bool
    columns: int = 1
    size: float = 11
    width: float = 420
    """Points of the page."""
    height: float = 595
    bullet: str = "•"
    justify: bool = False
    box: bool = False
    """Whether lists stand in a box."""
    head: str = "{section} | {page}"
    notes: bool = False


LAYOUTS = (
    PdfLayout("plain", held=False),
    PdfLayout("heads", held=False, head="{page} {section}", justify=True),
    PdfLayout("boxes", held=False, box=True, bullet="–"),
    PdfLayout("two columns", held=False, columns=2, size=9, width=595, height=842),
    PdfLayout("small", held=True, size=9, width=298, height=420, head="{section} {page}", justify=True),
    PdfLayout("large boxes", held=True, size=12, box=True, bullet="▪", width=500, height=700, head="The fair plan · {section} · page {page}"),
    PdfLayout("two narrow columns", held=True, columns=2, size=8.5, width=500, height=700, head="{page}", justify=True),
    PdfLayout("symbols", held=True, bullet="➤", head="{section}", size=10),
    PdfLayout("notes", held=True, notes=True, head="Chapter {section} – {page}", size=10.5, width=450, height=640),
    PdfLayout("three columns", held=True, columns=3, size=8, width=842, height=595, justify=True, head="{page} / The fair plan"),
    PdfLayout("notes in columns", held=True, columns=2, notes=True, size=9.5, width=595, height=842, bullet="◆", box=True),
    PdfLayout("wide", held=True, size=13, width=595, height=842, bullet="·", head="The fair plan / {section} / {page}"),
)  # fmt: skip

_SUBJECTS = ("nurseries", "village halls", "rural buses", "school kitchens", "public baths", "footpaths", "libraries")
_PLACES = ("Owlbury", "the eastern counties", "every coastal town", "the hill districts", "our largest cities")


def chapters() -> tuple[Chapter, ...]:
    """A paper of seven chapters, made of our own sentences with figures, ranges and compounds in them."""
    return tuple(map(_chapter, range(len(_SUBJECTS)), _SUBJECTS))


def _chapter(number: int, subject: str) -> Chapter:
    place, other = _PLACES[number % 5], _PLACES[(number + 2) % 5]
    paragraphs = [
        " ".join(said)
        for said in (
            (
                f"For too long {subject} have been treated as something that can wait until everything else is paid for.",
                f"We will set up a ten-year fund of £{number + 2}.5 billion for {subject}, beginning in {place}.",
                f"It will be paid for by a levy on second homes, which brought in £{340 + number} million in 2025-26.",
            ),
            (
                (
                    f"Ministers have promised to look at {subject} in {number + 3} separate reviews, and not one of them was "
                    "published."
                ),
                f"Our long-term plan was drawn up with {1200 + 37 * number:,} people who work there every day.",
                "They told us that nothing wears them out like the paperwork, and that fighting for a roof comes second.",
            ),
            (
                (
                    f"Councils in {other} will be able to apply from April {2027 + number}, and a decision will follow within "
                    "six weeks."
                ),
                "Where a council has no officers to spare, we will lend it one of ours for up to nine months.",
                "No community will lose what it has because another one was quicker to fill in the forms.",
            ),
            (
                "We have asked an independent office to check these sums, and its report stands on our site.",
                "If costs rise faster than the levy, the work will take longer; it will not be made smaller.",
            ),
        )
    ]
    lead = f"By the end of the first term we will, for {subject}:"
    items = [
        f"open {40 + number} new ones in the places that have lost most since 2010-11",
        f"repair the roofs of {300 + number} that are in use, with the worst of them first",
        "pay those who work there at least what the council pays, and publish what that is",
        "give them the right to buy the building if its owner wants to sell",
    ]
    return Chapter(f"A fair start for {subject}", paragraphs, lead, items)


def expected() -> list[str]:
    """The sentences of the paper that count."""
    found = []
    for chapter in chapters():
        for text in (chapter.title, *chapter.paragraphs, chapter.lead, *chapter.items):
            found += split(text)
    return [one for one in found if len(one.split()) >= _SHORTEST]


_NOTE = "Counted by the councils themselves in the spring, and not checked by anybody else."
_WITH_NOTES = frozenset({"Typst", "WeasyPrint"})
_MARK = re.compile(r"\[\^\d+\]")


def _noted(text: str, mark: str) -> str:
    """The text with a note behind one of its sentences."""
    return text.replace("within six weeks.", f"within six weeks.{mark}")


def run(long: bool, parts: Sequence[str] = ()) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Exact sentences by maker and layout, and the mean of both sets."""
    kept = Path(parts[1]) if parts[:1] == ["keep"] or parts[:1] == ("keep",) else None
    yield "\nPDFs by four makers: exact sentences, precision and recall\n"
    sums: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for maker, make in _makers():
        for layout in LAYOUTS:
            body = make(layout)
            if kept is not None:
                (kept / f"{maker}-{layout.name.replace(' ', '-')}.pdf").write_bytes(body)
            measured = _measured(body, noted=layout.notes and maker in _WITH_NOTES)
            sums[layout.held].append(measured)
            part = "second set" if layout.held else "tuned on"
            yield f"| {maker} | {layout.name} | {part} | {measured[0]:.3f} | {measured[1]:.3f} |"
    for held, all_of in sums.items():
        if all_of:
            precision, recall = (sum(one[at] for one in all_of) / len(all_of) for at in (0, 1))
            yield f"| all | | {'second set' if held else 'tuned on'} | {precision:.3f} | {recall:.3f} |"


def _measured(body: bytes, *, noted: bool) -> tuple[float, float]:
    try:
        document = pdf.read(body)
    except ExtractError:
        return 0.0, 0.0
    found = [_MARK.sub("", one.text) for one in document.sentences if len(one.text.split()) >= _SHORTEST]
    truth = expected() + ([_NOTE] * len(_SUBJECTS) if noted else [])
    right = sum(one in truth for one in found)
    return right / max(len(found), 1), sum(one in found for one in truth) / len(truth)


def _makers() -> Iterator[tuple[str, Callable[[PdfLayout], bytes]]]:
    if shutil.which("chromium"):
        yield "Chromium", _chromium
    for name, module, make in (
        ("Typst", "typst", _typst),
        ("WeasyPrint", "weasyprint", _weasyprint),
        ("ReportLab", "reportlab", _reportlab),
    ):
        if importlib.util.find_spec(module):
            yield name, make


def _html(layout: PdfLayout, *, heads: bool) -> str:
    side = "right" if layout.columns == 1 else "left"
    margin = f"@top-{side} {{ content: {_content(layout.head)}; font-size: 8pt }}" if heads else ""
    box = "border: 1pt solid; padding: 6pt; background: #eee;" if layout.box else ""
    columns = f"column-count: {layout.columns};" if layout.columns > 1 else ""
    style = (
        f"@page {{ size: {layout.width}pt {layout.height}pt; margin: 54pt; {margin} }}"
        f"body {{ font: {layout.size}pt/1.35 serif; {columns} hyphens: auto;"
        f" text-align: {'justify' if layout.justify else 'left'} }}"
        f"h2 {{ string-set: section content(); font-size: {1.5 * layout.size}pt; text-align: left; hyphens: none;"
        f" {'break-before: page;' if layout.columns == 1 else ''} }}"
        f"ul {{ {box} list-style: none; padding-left: 14pt }}"
        f" li::before {{ content: '{layout.bullet} '; margin-left: -12pt }}"
    )
    mark = f"<span class=note>{_NOTE}</span>" if layout.notes and heads else ""
    style += ".note { float: footnote; font-size: 7pt }"
    body = "".join(
        f"<h2>{escape(one.title)}</h2>{''.join(f'<p>{_noted(escape(text), mark)}</p>' for text in one.paragraphs)}"
        f"<p>{escape(one.lead)}</p><ul>{''.join(f'<li>{escape(item)}</li>' for item in one.items)}</ul>"
        for one in chapters()
    )
    return f"<html lang=en><meta charset=utf-8><title>The fair plan</title><style>{style}</style><body>{body}</body></html>"


def _content(head: str) -> str:
    said = head.replace("{section}", '" string(section) "').replace("{page}", '" counter(page) "')
    return f'"{said}"'


def _chromium(layout: PdfLayout) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "paper.html", Path(folder) / "paper.pdf"
        source.write_text(_html(layout, heads=False), encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={made}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return made.read_bytes()


def _weasyprint(layout: PdfLayout) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=_html(layout, heads=True)).write_pdf())


def _typst(layout: PdfLayout) -> bytes:
    import typst

    head = layout.head.replace("{section}", "#section()").replace("{page}", "#context counter(page).display()")
    mark = f"#footnote[{_NOTE}]" if layout.notes else ""
    inset = "#block(stroke: 1pt, inset: 6pt, fill: luma(240))[" if layout.box else "#["
    body = "".join(
        "\n\n".join(
            [
                "",
                f"= {one.title}",
                *(_noted(_plain(text), mark) for text in one.paragraphs),
                _plain(one.lead),
                f"{inset}\n",
            ]
        )
        + "".join(f"- {_plain(item)}\n" for item in one.items)
        + "]\n"
        for one in chapters()
    )
    source = (
        "#let section() = context { let all = query(selector(heading).before(here())); "
        "if all.len() > 0 { all.last().body } }\n"
        f"#set page(width: {layout.width}pt, height: {layout.height}pt, margin: 54pt, columns: {layout.columns},"
        f" header: text(size: 8pt)[{head}])\n"
        f'#set text(size: {layout.size}pt, lang: "en", hyphenate: true)\n'
        f"#set par(justify: {str(layout.justify).lower()})\n#set list(marker: [{layout.bullet}])\n"
        "#show heading: it => block(text(hyphenate: false, it.body))\n" + body
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.typ"
        path.write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(path)))


def _plain(text: str) -> str:
    return text.replace("$", "\\$").replace("#", "\\#").replace("-", "\\-")


def _reportlab(layout: PdfLayout) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table

    size = layout.size
    text = ParagraphStyle(
        "text", fontName="Times-Roman", fontSize=size, leading=1.3 * size, spaceAfter=0.6 * size,
        alignment=4 if layout.justify else 0,
    )  # fmt: skip
    title = ParagraphStyle("title", parent=text, fontName="Times-Bold", fontSize=1.5 * size, leading=1.8 * size)
    wide = (layout.width - 108 - 18 * (layout.columns - 1)) / layout.columns
    section = [""]

    def head(canvas: Any, _: Any) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(54, layout.height - 36, layout.head.format(section=section[0], page=canvas.getPageNumber()))

    class Headed(Paragraph):  # type: ignore[misc]
        """A heading that tells the running head its text."""

        def draw(self) -> None:
            section[0] = self.getPlainText()
            super().draw()

    # The standard fonts know no other signs: a font of symbols is what such papers have.
    bullet: dict[str, Any] = {"bulletType": "bullet", "bulletFontName": "ZapfDingbats", "start": "square"}
    if layout.bullet in "•–":
        bullet = {"bulletType": "bullet", "start": layout.bullet, "bulletFontName": "Times-Roman"}
    story: list[Any] = []
    for one in chapters():
        story += [
            Headed(one.title, title),
            *(Paragraph(said, text) for said in one.paragraphs),
            Paragraph(one.lead, text),
        ]
        items: Any = ListFlowable([Paragraph(item, text) for item in one.items], **bullet)
        story += [
            Table([[[items]]], colWidths=[wide - 12], style=[("BOX", (0, 0), (-1, -1), 1, "black")])
            if layout.box
            else items
        ]
        story.append(Spacer(1, size))
    frames = [
        Frame(54 + index * (wide + 18), 54, wide, layout.height - 108, 0, 0, 0, 0) for index in range(layout.columns)
    ]
    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=(layout.width, layout.height), title="The fair plan")
    document.addPageTemplates([PageTemplate("all", frames, onPageEnd=head)])
    document.build(story)
    return made.getvalue()


if __name__ == "__main__":
    for line in run(long=False, parts=sys.argv[1:]):
        print(line)
