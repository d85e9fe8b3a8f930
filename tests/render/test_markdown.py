"""Changes in Markdown, read as a CI summary reads it."""

import html
import re
from collections.abc import Callable

from markdown_it import MarkdownIt

from tracker.desk.comparison import Comparison
from tracker.desk.news import News
from tracker.extract.document import Document
from tracker.render.inert import emphasised, inert
from tracker.render.markdown import SUMMARY, comparison_lines, news_lines

Compared = Callable[..., Comparison]
OLD = "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe will build 40 boxes in the wood.\n\nHedgehogs sleep all winter.\n"
NEW = (
    "# Plan\n\n## Boxes\n\nThe wood is shut.\n\nWe aim to build 40 boxes in the wood.\n\nJays bury acorns in autumn.\n"
)
EXPECTED = """\
### Plan

`plan@1` → `plan@2`, changed between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00; this page shows no date of change

**§** **Boxes**

- `~` We ~~will~~ **aim to** build 40 boxes in the wood.
  - firmness: “will” → “aim to”
- `-` Hedgehogs sleep all winter.
- `+` Jays bury acorns in autumn.

3 changes in 1 document."""


def _read(text: str) -> str:
    """As HTML; addresses that are not marked as such are looked for, as GitHub does."""
    return MarkdownIt("gfm-like", {"html": True}).render(text)


def _shown(page: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", page)).replace("\u2060", "")


def test_a_change_in_markdown(compared: Compared) -> None:
    """Old words are struck out, new ones bold, each change an item with its sign."""
    assert "\n".join(comparison_lines(compared(OLD, NEW))) == EXPECTED


def test_nothing_on_a_page_becomes_markup(compared: Compared, hostile: tuple[Document, Document]) -> None:
    """Whatever its titles, sentences, notes and files hold: no element but ours, no link, no mention; all text shows."""
    one = compared(*hostile)
    found = News((one,), firsts=(one.revision.new,) if one.revision else ())

    page = _read("\n".join([*comparison_lines(one, everything=True, context=2), "", *news_lines(found)]))

    assert set(re.findall(r"<([a-z0-9]+)", page)) == {"h2", "h3", "p", "ul", "li", "code", "strong", "s"}
    assert not re.search(r"href|(?<!plan)@\w|#\d|://", page)
    shown = _shown(page)
    for text in ("<script>alert(1)</script>", "**bold** __under__ *it*", "| a | b |", "[ref][1]", "\\* ]]>"):
        assert text in shown


def test_marks_hold_beside_letters_and_punctuation() -> None:
    """Bold words that begin and end with punctuation stay bold inside a word: `a(**“b”**)c`."""
    page = _read(f"- a{emphasised('“b”', '**')}c{emphasised('£5,', '~~')} {emphasised('d', '**')}")

    assert page.count("<strong>") == 2
    assert page.count("<s>") == 1


def test_plain_words_stay_plain() -> None:
    """A reader of the raw Markdown sees the publisher's words, not a thicket of escapes."""
    sentence = "Labour’s plan – “6,500 new teachers” – costs £450 million (or 1.5%) by 2028/29; it’s first-rate!"

    assert inert(sentence) == sentence


def test_the_note_and_the_facts_are_told(compared: Compared, hostile: tuple[Document, Document]) -> None:
    """The publisher's notes stand above the changes, what they leave unsaid beside them."""
    lines = list(comparison_lines(compared(*hostile)))

    assert sum(line.startswith("- publisher’s note: “") for line in lines) == len(hostile[1].notes)
    assert "  - **! the publisher’s note does not mention this**" in lines


def test_a_summary_has_no_more_than_there_is_room_for(compared: Callable[..., Comparison]) -> None:
    """Whole changes, the weightiest first, then how many are left out and where they are; GitHub takes 1 MiB."""
    old, new = ("\n\n".join(f"We will plant {kind} {n} in wood {n}." for n in range(300)) for kind in ("oak", "fir 7"))
    one = compared(f"# Plan\n\n{old}\n\nIt is {'w' * 30_000}.", f"# Plan\n\n{new}\n\nIt was {'w' * 30_000}.")

    said = "\n".join(news_lines(News((one,)), room=20_000))

    assert len(said.encode()) < 21_000 < len("\n".join(news_lines(News((one,)))).encode())
    left = re.search(
        r"^\*\*(\d+) more changes left out: they do not fit here\. `tracker changes --since 2026-02-01`",
        said,
        re.MULTILINE,
    )
    assert left
    assert said.count("\n- `~`") == len(one.found.listed) - int(left[1]) > 50
    assert SUMMARY + 100_000 < 2**20
