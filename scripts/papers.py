# ruff: noqa: E501 - XML templates read best unbroken
"""Make tests/data/papers/*.pdf, .docx, .odt from plan.txt with LibreOffice: `python scripts/papers.py` (needs soffice).

Run once; what it makes is checked in. plan.txt: `# ` title, `## ` headings, `- ` items, `| ` rows, `> ` call-outs, else
one sentence a line and a blank line between paragraphs; `{…}` is a footnote. Four layouts of the same words:
one column; two columns; call-outs set into the text; small pages with running heads, numbers and hyphens.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

PAPERS = Path(__file__).parents[1] / "tests" / "data" / "papers"
LAYOUTS = ("one", "two", "callouts", "heads")
KEYS = {
    "locked": {"EncryptFile": ("boolean", "true"), "DocumentOpenPassword": ("string", "owl")},
    "restricted": {"RestrictPermissions": ("boolean", "true"), "PermissionPassword": ("string", "owl")},
}
"""The one-column paper once more: opened by a password only, and open to read but not to print."""
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta",
    }.items()
)  # fmt: skip
FONT = '<style:text-properties style:font-name="Liberation Serif" fo:font-size="{0}pt" fo:language="en" {1}/>'
CUTS = ("admini-strative", "insuffi-ciently", "profes-sional", "employ-ment", "legis-lation", "independ-ent",
        "evalua-tions", "disin-terested", "assess-ment", "atten-dance", "refur-bishment", "responsi-ble")  # fmt: skip


def main() -> None:
    """Write every file anew."""
    text = (PAPERS / "plan.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for layout in LAYOUTS:
            source = Path(folder) / f"{layout}.fodt"
            source.write_text(fodt(text, layout), encoding="utf-8")
            for form in ("pdf", "docx", "odt") if layout == "one" else ("pdf",):
                command = ["soffice", "--headless", "--convert-to", form, "--outdir", folder, str(source)]
                subprocess.run(command, check=True, capture_output=True)
                shutil.copy(Path(folder) / f"{layout}.{form}", PAPERS / f"{layout}.{form}")
                print(PAPERS / f"{layout}.{form}")
        for name, asked in KEYS.items():
            told = json.dumps({key: {"type": kind, "value": value} for key, (kind, value) in asked.items()})
            form = f"pdf:writer_pdf_Export:{told}"
            command = ["soffice", "--headless", "--convert-to", form, "--outdir", folder, f"{folder}/one.fodt"]
            subprocess.run(command, check=True, capture_output=True)
            shutil.copy(Path(folder) / "one.pdf", PAPERS / f"{name}.pdf")
            print(PAPERS / f"{name}.pdf")


def fodt(text: str, layout: str) -> str:
    """The whole flat OpenDocument text of a layout."""
    body = re.sub(r'\0(.*?)\0(<text:p text:style-name="Body">)', r"\2\1", "".join(_blocks(text, layout)))
    if layout == "two":
        body = f'<text:section text:style-name="Two" text:name="s">{body}</text:section>'
    return (
        f'<?xml version="1.0"?><office:document {SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_styles(layout)}</office:styles><office:automatic-styles>{_automatic(layout)}"
        f"</office:automatic-styles><office:master-styles>{_master(layout)}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _blocks(text: str, layout: str) -> Iterator[str]:
    for block in text.strip().split("\n\n"):
        for sign, found in groupby(block.split("\n"), key=lambda line: line[0] if line[0] in "#-|>" else ""):
            lines = list(found)
            yield _BLOCKS[sign](lines, layout)


def _heading(lines: list[str], layout: str) -> str:
    marks, _, words = lines[0].partition(" ")
    level = len(marks)
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{_inline(words, layout)}</text:h>'
    )


def _paragraph(lines: list[str], layout: str) -> str:
    return f'<text:p text:style-name="Body">{_inline(" ".join(lines), layout)}</text:p>'


def _items(lines: list[str], layout: str) -> str:
    items = (f'<text:list-item><text:p text:style-name="Body">{_inline(line[2:], layout)}</text:p></text:list-item>'
             for line in lines)  # fmt: skip
    return f'<text:list text:style-name="L">{"".join(items)}</text:list>'


def _rows(lines: list[str], layout: str) -> str:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    cells = ("".join(f'<table:table-cell office:value-type="string"><text:p text:style-name="Cell">{_inline(cell, layout)}'
                     "</text:p></table:table-cell>" for cell in row) for row in rows)  # fmt: skip
    return (f'<table:table table:name="t"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
            + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>")  # fmt: skip


def _callout(lines: list[str], layout: str) -> str:
    words = f'<text:p text:style-name="Call">{_inline(lines[0][2:], layout)}</text:p>'
    if layout != "callouts":
        return words
    frame = f'<draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:x="11cm" svg:y="0.2cm" svg:width="5.2cm"><draw:text-box fo:min-height="1cm">{words}</draw:text-box></draw:frame>'
    return f"\0{frame}\0"


_BLOCKS = {"#": _heading, "": _paragraph, "-": _items, "|": _rows, ">": _callout}


def _inline(words: str, layout: str) -> str:
    """Words with footnotes and, where there are hyphens, with soft ones inside long words."""
    if layout == "heads":
        for cut in CUTS:
            words = re.sub(cut.replace("-", ""), lambda found, cut=cut: found[0][: cut.index("-")] + "\u00ad" +
                           found[0][cut.index("-"):], words, flags=re.IGNORECASE)  # fmt: skip
    numbers = iter(range(1, 99))
    return re.sub(r"\{(.*?)\}", lambda note: f'<text:note text:note-class="footnote"><text:note-citation>'
                  f'{next(numbers)}</text:note-citation><text:note-body><text:p text:style-name="Note">{note[1]}</text:p>'
                  "</text:note-body></text:note>", escape(words))  # fmt: skip


def _styles(layout: str) -> str:
    small = layout in ("two", "heads")
    sizes = {
        "Body": 9.5 if small else 11,
        "Cell": 9.5,
        "Note": 8,
        "Call": 14,
        "Heading_20_1": 22,
        "Heading_20_2": 14,
        "Head": 8,
    }
    spaces = {"Body": (0, 5), "Heading_20_1": (0, 12), "Heading_20_2": (12, 4), "Call": (6, 6)}
    justify = 'fo:text-align="justify"' if layout in ("two", "heads") else ""
    made = []
    for name, size in sizes.items():
        above, below = spaces.get(name, (0, 0))
        bold = 'fo:font-weight="bold"' if name.startswith("Heading") else ""
        extra = justify if name == "Body" else ""
        made.append(f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" style:family="paragraph"><style:paragraph-properties '
                    f'fo:margin-top="{above}pt" fo:margin-bottom="{below}pt" {extra}/>{FONT.format(size, bold)}'
                    "</style:style>")  # fmt: skip
    return "".join(made)


def _automatic(layout: str) -> str:
    page = ('fo:page-width="14.8cm" fo:page-height="21cm"' if layout == "heads"
            else 'fo:page-width="21cm" fo:page-height="29.7cm"')  # fmt: skip
    heads = "<style:header-style/><style:footer-style/>" if layout == "heads" else ""
    return (
        f'<style:page-layout style:name="pm"><style:page-layout-properties {page} fo:margin="2cm"/>{heads}</style:page-layout>'
        '<style:style style:name="Two" style:family="section"><style:section-properties><style:columns '
        'fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>'
        '<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="parallel" '
        'fo:padding="0.2cm" fo:border="0.5pt solid #000000"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" '
        'fo:margin-left="1cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
    )


def _master(layout: str) -> str:
    if layout != "heads":
        return '<style:master-page style:name="Standard" style:page-layout-name="pm"/>'
    head = '<style:header><text:p text:style-name="Head">A fair start for every classroom · March 2027</text:p></style:header>'
    foot = '<style:footer><text:p text:style-name="Head">Page <text:page-number/></text:p></style:footer>'
    return f'<style:master-page style:name="Standard" style:page-layout-name="pm">{head}{foot}</style:master-page>'


if __name__ == "__main__":
    main()
