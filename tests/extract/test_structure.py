"""Cells know their column, notes the block with their mark, blocks whether a reader must open the part they stand in."""

import pytest

from tracker.diff.differences import differences
from tracker.extract import article, canonical, plain
from tracker.extract.document import Document, cells

_PROSE = "".join(f"<p>We will open {n + 2} halls in the towns that have none by {2030 + n}.</p>" for n in range(5))
_TABLE = "<table><tr><th>Place<th>Year<th>Halls</tr><tr><td rowspan=2>North<td>2024<td>3</tr><tr><td>2025<td>{}</table>"
_NOTED = (
    "<p>We will hire 6,500<sup><a href='#fn1'>1</a></sup> teachers.</p><ol class=footnotes><li id=fn1><p>Counted in May. "
    "See table 2. <a href='#r1' role=doc-backlink>Back to text</a></p></li></ol>"
)
_HELD = "<p>We will close no hall at all.</p>"


def _page(body: str) -> Document:
    return article.read(
        f"<body><main><h1>Halls</h1>{_PROSE}{body}</main></body>".encode(), url="https://example.org/halls"
    )


def test_a_row_knows_its_columns_heads() -> None:
    """A data row names the block of its heads; the heads are there cell by cell, also after the record."""
    document = _page(_TABLE.format(4))
    again = canonical.read(document.text, canonical.meta(document))
    row = again.blocks[-1]

    assert again == document
    assert again.heads_of(row) == ("Place", "Year", "Halls")
    assert cells(again.text[row.start : row.end]) == ("North", "2025", "4")
    assert again.heads_of(again.blocks[1]) == ()


def test_two_tables_keep_their_own_heads() -> None:
    """A table without heads that stands below another has none of that one's."""
    document = _page(_TABLE.format(4) + "<table><tr><td>a<td>b<td>c</tr><tr><td>d<td>e<td>f</tr></table>")

    assert [document.heads_of(block) != () for block in document.blocks if block.kind == "row"] == [
        False, True, True, False, False,
    ]  # fmt: skip


def test_a_changed_cell_is_told_with_its_column() -> None:
    """4 → 9 in the column “Halls”."""
    (change,) = differences(_page(_TABLE.format(4)), _page(_TABLE.format(9))).changes

    assert change.columns == ("Halls",)
    assert [flag.name for flag in change.flags] == ["number"]


def test_a_hostile_span_is_bounded() -> None:
    """A thousand columns in each of many rows stay a hundred."""
    row = "<tr><td colspan=999>a<td>b</tr>"
    document = _page(f"<table>{row * 50}</table>")

    assert max(len(cells(block)) for block in (one.text for one in document.sentences) if block.startswith("|")) == 101


def test_a_note_belongs_to_the_block_with_its_mark() -> None:
    """Its label and the arrow back are no part of its text."""
    document = _page(_NOTED)
    note = document.blocks[-1]

    assert note.kind == "note"
    assert note.noted is not None
    assert document.text[slice(document.blocks[note.noted].start, document.blocks[note.noted].end)].startswith(
        "We will hire"
    )
    assert document.text[note.start : note.end] == "Counted in May.\n  See table 2."
    assert canonical.read(document.text, canonical.meta(document)) == document


def test_a_note_added_to_a_sentence_changes_nothing_in_it() -> None:
    """The sentence is noise of the kind “footnote”, the note's own sentences are added as a note."""
    changes = differences(_page("<p>We will hire 6,500 teachers.</p>"), _page(_NOTED)).changes

    assert [(change.kind, change.part, change.noise_kind) for change in changes] == [
        ("reworded", "text", "footnote"), ("added", "note", None), ("added", "note", None),
    ]  # fmt: skip


def test_a_place_to_which_several_marks_lead_is_no_note() -> None:
    """Some pages link every mark to where the notes begin."""
    marks = "".join(f"<p>It is {n} so<sup><a href='#notes'>{n}</a></sup>.</p>" for n in (1, 2))
    document = _page(f"{marks}<div id=notes><p>Both were counted in May of that year.</p></div>")

    assert document.blocks[-1].kind == "paragraph"


def test_notes_of_markdown() -> None:
    """`[^a]: …` is a note, with the lines that follow."""
    document = plain.read("# T\n\nWe act[^a].\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^a]: Said so.\nAnd more.\n")

    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "row", "row", "note"]
    assert document.blocks[-1].noted == 1
    assert document.heads_of(document.blocks[3]) == ("A", "B")


@pytest.mark.parametrize(
    "part",
    [
        "<details><summary>More</summary>@</details>",
        "<h2>More</h2><div role=tabpanel>@</div>",
        "<h2>More</h2><div class='accordion'>@</div>",
        "<h2>More</h2><div hidden=until-found>@</div>",
    ],
)
def test_text_that_moves_into_a_part_that_opens_is_said(part: str) -> None:
    """It is neither added nor removed; the way back is said, too."""
    shown, folded = _page(f"<h2>More</h2>{_HELD}"), _page(part.replace("@", _HELD))
    there, back = differences(shown, folded), differences(folded, shown)

    assert not [change for change in (*there.changes, *back.changes) if "close no hall" in f"{change.old}{change.new}"]
    assert [fact.said for fact in there.facts] == [
        "shown differently: “We will close no hall at all.”: shown at once → in a part that must be opened"
    ]
    assert [fact.said for fact in back.facts] == [
        "shown differently: “We will close no hall at all.”: in a part that must be opened → shown at once"
    ]


def test_a_part_that_is_opened_has_not_moved() -> None:
    """A class or attribute that a script or server toggles is no news."""
    closed = _page(f"<details><summary>More</summary>{_HELD}</details><div class='tab-pane fade'>{_HELD}</div>")
    opened = _page(
        f"<details open><summary>More</summary>{_HELD}</details><div class='tab-pane show active'>{_HELD}</div>"
    )

    assert not differences(closed, opened).changes
    assert not differences(closed, opened).facts
