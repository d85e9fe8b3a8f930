"""Read the blocks of plain text or Markdown: headings, paragraphs, lists, quotations, tables, captions."""

from collections.abc import Iterator, Sequence

from tracker.extract.piece import Piece
from tracker.patterns import deferred

_HEADING = deferred(r"(#{1,6})\s+(.*)")
_ITEM = deferred(r"(\s*)(?:([-*•‣◦·])|(\d{1,3})[.)])\s+(\S.*)")
_QUOTE = deferred(r"\s{0,3}>\s?(.*)")
_LABELLED = deferred(r"\[(caption|attachment)\]\s+(.*)")
_NOTE = deferred(r"\s{0,3}\[\^([^\]\s]{1,40})\]:\s+(\S.*)")
_ROW = deferred(r"\s{0,3}\|(.*)\|\s*")
_ROW_RULE = deferred(r"[\s|:]*+-{2,}+[\s:-]*+\|[\s|:-]*+")
_RULE = deferred(r"\s{0,3}(?:={3,}|-{3,}|\*{3,}|_{3,}|`{3,}.*|~{3,}.*)\s*")
_ESCAPED = deferred(r"\\(?=[#>|\-\\*]|\d{1,3}\.|\[)")
_ESCAPED_NUMBER = deferred(r"(\d{1,3})\\\.")
_CELL_END = deferred(r"(?<!\\)\|")
_LINK = deferred(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_STRONG = deferred(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1")
_EMPHASIS = deferred(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+)(?<=\S)\1(?![\w*])")
_STRUCK = deferred(r"~~(?=\S)[^~]{1,2000}~~ ?")
_MOST_FRONT = 60
"""Lines of front matter."""
_CONTINUES = deferred(r"\s{2,}\S")


def blocks(text: str) -> list[Piece]:
    """The blocks of a text in order; lines of one paragraph, item or quotation stay lines.

    A heading keeps its Markdown level, so that the first of level 1 may be taken as the title.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").removeprefix("\ufeff")
    return _MarkdownReader().read(_without_front_matter(text.split("\n")))


def plain(text: str) -> str:
    """A line of Markdown without its inline marks: link texts, bold and emphasised words stay."""
    text = _LINK.sub(r"\1", _STRUCK.sub("", text))
    return _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))


def is_strong(text: str) -> bool:
    """Whether all of a line is bold."""
    return _STRONG.fullmatch(text.strip()) is not None


def front_title(text: str) -> str | None:
    """The title that a text's front matter states."""
    lines = text.removeprefix("\ufeff").splitlines()[:_MOST_FRONT]
    if not lines or lines[0].strip() != "---":
        return None
    for line in lines[1:]:
        if line.strip() == "---":
            return None
        name, colon, said = line.partition(":")
        if colon and name.strip().lower() == "title":
            return said.strip().strip("\"'").strip() or None
    return None


def _without_front_matter(lines: Sequence[str]) -> Sequence[str]:
    if lines and lines[0].strip() == "---":
        for index, line in enumerate(lines[1:_MOST_FRONT], start=1):
            if line.strip() == "---":
                return lines[index + 1 :]
    return lines


class _MarkdownReader:
    """Goes through the lines once, with one block open at most."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._open: Piece | None = None
        self._more: list[str] = []
        self._blank = True
        self._indents: list[int] = []

    def read(self, lines: Sequence[str]) -> list[Piece]:
        for line in lines:
            if line.strip():
                self._line(line)
            self._blank = not line.strip()
        self._close()
        return self._pieces

    def _line(self, line: str) -> None:
        if _ROW_RULE.fullmatch(line):
            self._heads()
            return
        if self._continues(line):
            self._extend(line.strip())
        elif found := next(_block(line), None):
            self._start(found)
        elif item := _ITEM.fullmatch(line):
            self._start(Piece(kind="item", text=_unescaped(item[4]), level=self._depth(item[1]), ordered=bool(item[3])))
        elif _RULE.fullmatch(line):
            self._underline(line.strip())
        else:
            quoted = _QUOTE.fullmatch(line)
            self._prose("quote" if quoted else "paragraph", (quoted[1] if quoted else line).strip())

    def _continues(self, line: str) -> bool:
        """An indented line under a list item belongs to it, also after a blank line."""
        return (
            self._open is not None
            and self._open.kind in ("item", "note")
            and bool(_CONTINUES.match(line))
            and not _ITEM.fullmatch(line)
        )

    def _prose(self, kind: str, text: str) -> None:
        carries_on = self._open is not None and not self._blank and self._open.kind in (kind, "item", "note")
        if kind == "quote" and not text:
            self._close()
        elif carries_on:
            self._extend(text)
        else:
            self._start(Piece(kind="quote" if kind == "quote" else "paragraph", text=_unescaped(text)))

    def _underline(self, rule: str) -> None:
        """A line of = or - under a single line makes it a heading; elsewhere a rule says nothing."""
        above = self._open
        if above and above.kind == "paragraph" and not self._blank and not self._more and rule[0] in "=-":
            self._open = Piece(kind="heading", text=above.text, level=1 if rule[0] == "=" else 2)
        self._close()

    def _heads(self) -> None:
        """A rule below a table's first row: it names the columns."""
        if self._open is not None and self._open.begins and not self._blank:
            self._open = self._open.model_copy(update={"heads": True})

    def _depth(self, indent: str) -> int:
        """Nesting depth of an item, from how far it is indented beyond the items above."""
        width = len(indent.expandtabs(4))
        if self._open is None or self._open.kind != "item":
            self._indents = []
        while self._indents and width <= self._indents[-1]:
            self._indents.pop()
        self._indents.append(width)
        return len(self._indents) - 1

    def _start(self, piece: Piece) -> None:
        begins = piece.kind == "row" and (self._blank or self._open is None or self._open.kind != "row")
        self._close()
        self._open = piece.model_copy(update={"begins": True}) if begins else piece

    def _extend(self, text: str) -> None:
        if self._open is not None:
            self._more.append(_unescaped(text))

    def _close(self) -> None:
        if self._open is not None:
            text = "\n".join([self._open.text, *self._more])
            self._pieces.append(self._open.model_copy(update={"text": text}) if self._more else self._open)
        self._open = None
        self._more = []


def _block(line: str) -> Iterator[Piece]:
    """The block of one line that the line is, if it is one."""
    if heading := _HEADING.fullmatch(line):
        yield Piece(kind="heading", text=heading[2].rstrip("# "), level=len(heading[1]))
    elif labelled := _LABELLED.fullmatch(line):
        yield Piece(kind="caption" if labelled[1] == "caption" else "attachment", text=labelled[2])
    elif note := _NOTE.fullmatch(line):
        yield Piece(kind="note", text=note[2], label=note[1])
    elif row := _ROW.fullmatch(line):
        yield Piece(kind="row", cells=tuple(cell.replace("\\|", "|").strip() for cell in _CELL_END.split(row[1])))


def _unescaped(text: str) -> str:
    return _ESCAPED_NUMBER.sub(r"\1.", _ESCAPED.sub("", text, count=1), count=1)
