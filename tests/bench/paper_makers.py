# ruff: noqa: E501 - templates and tables of layouts read best unbroken
"""A paper of our own, set in many layouts by six programs, for `bench_pdf_makers.py`.

The programs are those that are here: Chromium (its print), LibreOffice and LaTeX (from Debian), Typst, WeasyPrint and
ReportLab (from PyPI).
"""

import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from tracker.extract.sentence import split


class Chapter(NamedTuple):
    """A chapter of the paper: what it is called, its paragraphs, and a list with what leads up to it."""

    title: str
    paragraphs: Sequence[str]
    lead: str
    items: Sequence[str]


class PdfLayout(NamedTuple):
    """How a paper is set."""

    name: str
    part: str
    """Which set it belongs to."""
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
    PdfLayout("plain", "first"),
    PdfLayout("heads", "first", head="{page} {section}", justify=True),
    PdfLayout("boxes", "first", box=True, bullet="–"),
    PdfLayout("two columns", "first", columns=2, size=9, width=595, height=842),
    PdfLayout("small", "second", size=9, width=298, height=420, head="{section} {page}", justify=True),
    PdfLayout("large boxes", "second", size=12, box=True, bullet="▪", width=500, height=700, head="The fair plan · {section} · page {page}"),
    PdfLayout("two narrow columns", "second", columns=2, size=8.5, width=500, height=700, head="{page}", justify=True),
    PdfLayout("symbols", "second", bullet="➤", head="{section}", size=10),
    PdfLayout("notes", "second", notes=True, head="Chapter {section} – {page}", size=10.5, width=450, height=640),
    PdfLayout("three columns", "second", columns=3, size=8, width=842, height=595, justify=True, head="{page} / The fair plan"),
    PdfLayout("notes in columns", "second", columns=2, notes=True, size=9.5, width=595, height=842, bullet="◆", box=True),
    PdfLayout("wide", "second", size=13, width=595, height=842, bullet="·", head="The fair plan / {section} / {page}"),
    PdfLayout("tall", "third", size=10, width=320, height=700, bullet="‣", justify=True, head="Page {page} – {section}"),
    PdfLayout("landscape columns", "third", columns=2, size=11, width=842, height=420, bullet="–", notes=True, head="{section} · {page}"),
    PdfLayout("small notes", "third", size=9, width=360, height=510, bullet="●", justify=True, notes=True, head="{page}"),
    PdfLayout("letter with boxes", "third", size=14, width=612, height=792, bullet="■", box=True, head="Manifesto 2027 {section}"),
    PdfLayout("columns of boxes", "third", columns=3, size=7.5, width=842, height=595, bullet="▸", box=True, notes=True, head="The fair plan"),
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


def expected(*, shortest: int, noted: bool) -> list[str]:
    """The sentences of the paper that have so many words; with its footnotes, or without."""
    found = [NOTE] * len(_SUBJECTS) if noted else []
    for chapter in chapters():
        for text in (chapter.title, *chapter.paragraphs, chapter.lead, *chapter.items):
            found += split(text)
    return [one for one in found if len(one.split()) >= shortest]


NOTE = "Counted by the councils themselves in the spring, and not checked by anybody else."
WITH_NOTES = frozenset({"LibreOffice", "LaTeX", "Typst", "WeasyPrint"})


def _noted(text: str, mark: str) -> str:
    """The text with a note behind one of its sentences."""
    return text.replace("within six weeks.", f"within six weeks.{mark}")


def makers() -> Iterator[tuple[str, Callable[[PdfLayout], bytes]]]:
    """Each program that is here: its name, and what makes a paper of a layout with it."""
    for name, command, program in (
        ("Chromium", "chromium", _chromium),
        ("LibreOffice", "soffice", _libreoffice),
        ("LaTeX", "pdflatex", _latex),
    ):
        if shutil.which(command):
            yield name, program
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
    # Chromium clips what its columns of a whole paper do not hold on the first page: there each chapter has its own.
    of_body, of_chapter = (columns, "") if heads else ("", columns)
    style = (
        f"@page {{ size: {layout.width}pt {layout.height}pt; margin: 54pt; {margin} }}"
        f"body {{ font: {layout.size}pt/1.35 serif; {of_body} hyphens: auto;"
        f" text-align: {'justify' if layout.justify else 'left'} }}"
        f"h2 {{ string-set: section content(); font-size: {1.5 * layout.size}pt; text-align: left; hyphens: none;"
        f" {'break-before: page;' if layout.columns == 1 else ''} }}"
        f"ul {{ {box} list-style: none; padding-left: 14pt }}"
        f" li::before {{ content: '{layout.bullet} '; margin-left: -12pt }}"
    )
    mark = f"<span class=note>{NOTE}</span>" if layout.notes and heads else ""
    style += ".note { float: footnote; font-size: 7pt }"
    style += f"section {{ {of_chapter} }}"
    body = "".join(
        f"<section><h2>{escape(one.title)}</h2>{''.join(f'<p>{_noted(escape(text), mark)}</p>' for text in one.paragraphs)}"
        f"<p>{escape(one.lead)}</p><ul>{''.join(f'<li>{escape(item)}</li>' for item in one.items)}</ul></section>"
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


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip


def _libreoffice(layout: PdfLayout) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "paper.fodt"
        source.write_text(_fodt(layout), encoding="utf-8")
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return source.with_suffix(".pdf").read_bytes()


def _fodt(layout: PdfLayout) -> str:
    """The paper as flat OpenDocument text."""
    size = layout.size
    notes = iter(range(1, 99))
    body = "".join(_fodt_chapter(one, layout, notes) for one in chapters())
    if layout.columns > 1:
        body = f'<text:section text:style-name="Columns" text:name="all">{body}</text:section>'
    head = layout.head.replace("{page}", "<text:page-number/>").replace(
        "{section}", '<text:chapter text:display="name" text:outline-level="1"/>'
    )
    justify = "justify" if layout.justify else "left"
    box = 'fo:border="1pt solid #000000" fo:padding="6pt" fo:background-color="#eeeeee"' if layout.box else ""
    cut = 'fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"{level}><style:paragraph-properties '
        f'fo:margin-bottom="{below}pt" fo:text-align="{align}" {extra}/><style:text-properties fo:font-size="{points}pt" '
        f'style:font-name="Liberation Serif" fo:language="en" fo:country="GB" {weight}/></style:style>'
        for name, points, below, align, level, extra, weight in (
            ("Body", size, 0.6 * size, justify, "", "", cut),
            ("Item", size, 0, justify, "", box, cut),
            ("Head", 8, 0, "left", "", "", ""),
            ("Note", 0.8 * size, 0, justify, "", "", cut),
            ("Title", 1.5 * size, size, "left", ' style:default-outline-level="1"', "", 'fo:font-weight="bold"'),
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" office:mimetype="application/'
        'vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face style:name="Liberation Serif" '
        f"svg:font-family=\"'Liberation Serif'\"/></office:font-face-decls><office:styles>{styles}</office:styles>"
        f'<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{layout.width}pt" '
        f'fo:page-height="{layout.height}pt" fo:margin="40pt"/><style:header-style><style:header-footer-properties '
        'fo:min-height="14pt" fo:margin-bottom="10pt"/></style:header-style></style:page-layout>'
        '<style:style style:name="Columns" style:family="section"><style:section-properties><style:columns '
        f'fo:column-count="{layout.columns}" fo:column-gap="18pt"/></style:section-properties></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="'
        f'{layout.bullet}"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-14pt" fo:margin-left="14pt"/>'
        "</style:list-level-properties></text:list-level-style-bullet></text:list-style></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header>'
        f'<text:p text:style-name="Head">{head}</text:p></style:header></style:master-page></office:master-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _fodt_chapter(chapter: Chapter, layout: PdfLayout, notes: Iterator[int]) -> str:
    mark = ""
    if layout.notes:
        mark = (
            f'<text:note text:note-class="footnote"><text:note-citation>{next(notes)}</text:note-citation><text:note-body>'
            f'<text:p text:style-name="Note">{NOTE}</text:p></text:note-body></text:note>'
        )
    paragraphs = [*(_noted(escape(text), mark) for text in chapter.paragraphs), escape(chapter.lead)]
    items = "".join(
        f'<text:list-item><text:p text:style-name="Item">{escape(item)}</text:p></text:list-item>'
        for item in chapter.items
    )
    return (
        f'<text:h text:style-name="Title" text:outline-level="1">{escape(chapter.title)}</text:h>'
        + "".join(f'<text:p text:style-name="Body">{text}</text:p>' for text in paragraphs)
        + f'<text:list text:style-name="L">{items}</text:list>'
    )


_TEX_BULLETS = {
    "‣": r"$\blacktriangleright$",
    "●": r"$\bullet$",
    "■": r"$\blacksquare$",
    "•": r"\textbullet",
    "–": "--",
    "·": r"\textperiodcentered",
    "◆": r"$\diamond$",
    "▪": r"$\blacksquare$",
}
_TEX_SIGNS = {
    "£": r"\pounds{}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "–": "--",
    "·": r"\textperiodcentered{}",
}


def _tex(text: str) -> str:
    return "".join(_TEX_SIGNS.get(sign, sign) for sign in text)


def _latex(layout: PdfLayout) -> bytes:
    """With its own fonts in T1, or with Times, by the layout's size."""
    head = _tex(layout.head).replace("{section}", r"\leftmark{}").replace("{page}", r"\thepage{}")
    mark = rf"\footnote{{{NOTE}}}" if layout.notes else ""
    bullet = _TEX_BULLETS.get(layout.bullet, r"$\triangleright$")
    fonts = r"\usepackage{lmodern}" if layout.size > 10 else r"\usepackage{mathptmx}"
    items = "".join(
        rf"\section*{{{_tex(one.title)}}}\markboth{{{_tex(one.title)}}}{{}}"
        + "\n\n".join(_noted(_tex(text), mark) for text in one.paragraphs)
        + f"\n\n{_tex(one.lead)}\n\n"
        + (r"\noindent\fbox{\begin{minipage}{0.95\linewidth}" if layout.box else "")
        + rf"\begin{{list}}{{{bullet}}}{{\setlength{{\itemsep}}{{0pt}}}}"
        + "\n".join(rf"\item {_tex(item)}" for item in one.items)
        + r"\end{list}"
        + (r"\end{minipage}}" if layout.box else "")
        + "\n\n"
        for one in chapters()
    )
    columns = (rf"\begin{{multicols}}{{{layout.columns}}}", r"\end{multicols}") if layout.columns > 1 else ("", "")
    source = (
        rf"\documentclass[10pt]{{article}}\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}{fonts}"
        r"\usepackage[british]{babel}\usepackage{multicol,fancyhdr,textcomp,amssymb}"
        rf"\usepackage[paperwidth={layout.width}bp,paperheight={layout.height}bp,margin=54bp,headheight=12pt]{{geometry}}"
        rf"\pagestyle{{fancy}}\fancyhf{{}}\lhead{{\footnotesize {head}}}\renewcommand{{\headrulewidth}}{{0pt}}"
        rf"\begin{{document}}\fontsize{{{layout.size}}}{{{1.25 * layout.size}}}\selectfont "
        + ("" if layout.justify else r"\raggedright ")
        + rf"{columns[0]}{items}{columns[1]}\end{{document}}"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", "paper.tex"]
        for _ in range(2):
            subprocess.run(command, check=True, capture_output=True, timeout=240, cwd=folder)
        return (Path(folder) / "paper.pdf").read_bytes()


def _weasyprint(layout: PdfLayout) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=_html(layout, heads=True)).write_pdf())


def _typst(layout: PdfLayout) -> bytes:
    import typst

    head = layout.head.replace("{section}", "#section()").replace("{page}", "#context counter(page).display()")
    mark = f"#footnote[{NOTE}]" if layout.notes else ""
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
