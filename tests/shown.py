"""Comparisons of small texts, and rows printed as a pipe shows them: for the rooms that tell what was found."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from tracker.desk.comparison import Comparison
from tracker.diff.differences import differences
from tracker.extract import plain
from tracker.extract.document import Attachment, Block, ChangeNote, Document, Sentence
from tracker.render.console import THEME
from tracker.store.version import Revision, Version

Shown = Callable[..., str]
Compared = Callable[..., Comparison]


@pytest.fixture
def shown() -> Shown:
    """The text of rows at a width, without colour and without spaces at line ends."""

    def show(rows: Iterable[object], width: int = 80) -> str:
        file = StringIO()
        console = Console(
            file=file,
            width=width,
            color_system=None,
            _environ={},
            theme=THEME,
            markup=False,
            highlight=False,
            emoji=False,
        )
        for row in rows:
            console.print(row)
        return "\n".join(line.rstrip() for line in file.getvalue().splitlines())

    return show


@pytest.fixture
def version() -> Callable[..., Version]:
    """A function that makes the version of a page with a number and a title."""
    return _version


@pytest.fixture
def compared() -> Compared:
    """A function that compares two texts as versions 1 and 2 of a page, or as two files."""

    def compare(old: str | Document, new: str | Document, *, name: str = "plan", files: bool = False) -> Comparison:
        texts = tuple(plain.read(text) if isinstance(text, str) else text for text in (old, new))
        versions = [_version(name, number, text.title) for number, text in enumerate(texts, start=1)]
        return Comparison(
            name="new.md" if files else name,
            old="old.md" if files else versions[0].address,
            new="new.md" if files else versions[1].address,
            title=texts[1].title,
            found=differences(texts[0], texts[1]),
            texts=(texts[0], texts[1]),
            revision=None if files else Revision(old=versions[0], new=versions[1]),
        )

    return compare


def _version(name: str, number: int, title: str) -> Version:
    """Recorded on the first of the month of its number, and seen so until the third."""
    return Version(
        source=name, document="page", number=number, kind="content", title=title, url="https://example.org/plan",
        captured_at=datetime(2026, number, 1, 6, tzinfo=UTC), last_seen=datetime(2026, number, 3, 6, tzinfo=UTC),
        commit="c" * 40, text_id=f"{number}" * 40, meta_id="e" * 40, raw_id=None, status=200,
        extractor="tracker-html/1", config_key="k", run="20260101T060000Z",
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "@somebody and @some/team",
    "#123, GH-45, some/tool#6 and some/tool@abcdef1",
    "https://evil.example/x www.evil.example evil.example me@evil.example mailto:me@evil.example",
    "[click](https://evil.example) ![seen](https://evil.example/a.png) [ref][1] [^1] <https://evil.example>",
    "**bold** __under__ *it* _it_ ~~strike~~ `code` ``` fence",
    "| a | b |",
    "$x$ :smile: &lt;b&gt; \\* ]]> {{ x }} {% y %}",
    "## heading",
    "1. one",
    "> quote",
    "---",
    "```",
    "<!-- comment",
    "</details></style></article>",
    "deadbeefcafe1234567890deadbeefcafe123456",
    "\u202eevil\u202c \x1b[31mred ::error::x",
)


@pytest.fixture
def hostile() -> tuple[Document, Document]:
    """Two versions of a page that holds everything hostile: in titles, headings, sentences, words, notes and files."""
    old = _page("Plan", [f"The plan of {one} will stand in the wood for 40 owls." for one in HOSTILE])
    sentences = [f"The {one} plan of {one} may stand in the wood for 50 owls." for one in HOSTILE]
    return old, _page("".join(HOSTILE), [*sentences, *HOSTILE]).model_copy(
        update={
            "notes": tuple(ChangeNote(at=None, note=one) for one in HOSTILE),
            "attachments": tuple(Attachment(title=one, url="javascript:alert(1)") for one in HOSTILE),
            "url": "javascript:alert(1)",
        }
    )


def _page(title: str, lines: list[str]) -> Document:
    """Made by hand: an extractor would take some of it for markup."""
    text, blocks, sentences = "", [], []
    for index, line in enumerate([title, *lines]):
        start, end = len(text), len(text) + len(line)
        sentences.append(Sentence(text=line, start=start, end=end, block=index))
        path = (HOSTILE[index % len(HOSTILE)],) if index else ()
        blocks.append(Block(kind="paragraph" if index else "heading", start=start, end=end, level=not index, path=path))
        text += f"{line}\n"
    return Document(title=title, text=text, blocks=tuple(blocks), sentences=tuple(sentences))
