"""A desk's sheet is read as spreadsheets write it, and no row of it is lost without a word."""

import csv
import io

import pytest

from tracker.config.own import taken
from tracker.config.own_sheet import CELLS, NAMES, OURS, OwnRow, read_sheet
from tracker.config.pledge import OwnPledge
from tracker.errors import UsageError
from tracker.render.spreadsheet import sheet, sheet_file

PLAIN = 'Ref,Title,Exact words,URL,Desk notes\r\nB-1,Bats,"We will count “bats” – for £5.",https://owls.example/a,"one\ntwo"\r\n'
READ = {
    "id": "B-1",
    "title": "Bats",
    "words": "We will count “bats” – for £5.",
    "source": "https://owls.example/a",
    "Desk notes": "one two",
}


@pytest.mark.parametrize(
    "body",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.encode("cp1252"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        f"sep=;\r\n{PLAIN.replace(',', ';')}".encode(),
        PLAIN.replace("\r\n", "\n").encode(),
        PLAIN.replace("\r\n", "\r\n\r\n,,\r\n").encode(),
    ],
    ids="plain mark cp1252 utf16 semicolons tabs sep unix blank".split(),
)
def test_whatever_wrote_it_the_row_is_the_same(body: bytes) -> None:
    """Mark, encoding, delimiter, line ends, line ends inside a cell and blank rows make no difference."""
    found = read_sheet(body)

    assert [one.cells for one in found.rows] == [READ]
    assert found.faults == ()
    assert found.columns[:2] == (("Ref", "id"), ("Title", "title"))


def test_rows_that_cannot_be_taken_are_told_and_the_others_are_read() -> None:
    """Without an id, with one that stands above, with cells too many, with a mark that is never closed."""
    body = 'id,words\na,first\n,second\na,third\nb,fourth,x\nc,fifth\nd,"sixth\n'

    found = read_sheet(body.encode())

    assert [one.id for one in found.rows] == ["a", "c", "d"]
    assert [(one.line, one.reason) for one in found.faults] == [
        (3, "it has no id of yours"),
        (4, "its id a stands on line 2 already"),
        (5, "it has 3 cells and the first row names 2"),
        (7, "a quotation mark that opens a cell here is not closed before the end"),
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "is empty"),
        (b"title,words\na,b\n", "It has: title, words"),
        (b"\x00\x01\x02", "No column"),
        (b"x" * 20_000_001, "20 MB"),
        (b"id," * 501, "501 columns|502 columns"),
        (b"id\n" + b"\n".join(b"%d" % number for number in range(20_001)), "20001 rows"),
    ],
    ids="empty no-id binary long wide many".split(),
)
def test_what_is_no_sheet_is_refused_with_what_it_should_be(body: bytes, says: str) -> None:
    """One sentence, which names the columns that are needed or found."""
    with pytest.raises(UsageError, match=says):
        read_sheet(body)


def test_headings_that_stand_twice_or_not_at_all_keep_their_cells() -> None:
    """The first one is understood; the second is a column of the desk's own, and so is one without a heading."""
    found = read_sheet(b"id,words,text,\n1,a,b,c\n")

    assert found.rows[0].cells == {"id": "1", "words": "a", "text 3": "b", "column 4": "c"}


def test_a_cell_that_would_run_goes_out_harmless_and_comes_back_as_it_was() -> None:
    """The apostrophe that we put before a formula is ours; what a terminal would obey does not come in at all."""
    cells = {"id": "=1+1", "title": "-5 %", "words": "it's :: so", "note": "x\x1b[31m\u202ey"}
    body = sheet_file(["own_id", "own_title", "own_words", "own_note"], [list(cells.values())])

    found = read_sheet(body)

    assert b"'=1+1,'-5 %," in body
    assert found.rows[0].cells == {**cells, "note": "x␛[31m�y"}


def test_a_sheet_of_ours_gives_the_desk_s_columns_alone() -> None:
    """Rows of threads that are nobody's are left aside; an id put beside one makes its first claim the desk's."""
    rows = [["t-abcdefgh23", "Owls", "", ""], ["t-ijklmnop45", "Bats", "B-1", "x"], ["", "", "C-1", "y"]]

    found = read_sheet(sheet(["thread", "name", "own_id", "own_name"], rows).encode())

    assert (found.aside, found.faults) == (1, ())
    assert [(one.cells, one.thread) for one in found.rows] == [
        ({"id": "B-1", "name": "x"}, "t-ijklmnop45"),
        ({"id": "C-1", "name": "y"}, None),
    ]
    assert taken(found.rows[0], ["id"], None).claim == "c-ijklmnop45"


def test_a_sheet_with_fewer_columns_leaves_the_others_as_they_were() -> None:
    """A status alone is brought up to date; the anchor stays while words, source and claim do."""
    known = OwnPledge(id="1", words="a", status="open", link="/1", anchor="c-abcdefgh23", more={"x": "y"})

    changed = taken(OwnRow(2, {"id": "1", "status": "met"}), ["id", "status"], known)
    moved = taken(OwnRow(2, {"id": "1", "words": "b"}), ["id", "words"], known)
    emptied = taken(OwnRow(2, {"id": "1"}), ["id", "link", "x"], known)

    assert changed == known.model_copy(update={"status": "met"})
    assert (moved.words, moved.status, moved.anchor) == ("b", "open", None)
    assert (emptied.link, dict(emptied.more), emptied.status) == (None, {}, "open")


def test_the_names_of_columns_are_told_apart() -> None:
    """No heading stands for two cells, and every cell is known by its own name."""
    headings = [heading for names in NAMES.values() for heading in names.split()]

    assert len(set(headings)) == len(headings)
    assert all(cell in NAMES[cell].split() for cell in CELLS)
    assert next(csv.reader(io.StringIO(",".join(OURS)))) == OURS
