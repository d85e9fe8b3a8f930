"""Threads for tables and programs."""

import csv
import io

from tracker.claims.claim import Claim, Place, claim_id
from tracker.links.naming import name_of
from tracker.links.thread import threads
from tracker.render.exported import COLUMNS, as_json, as_markdown
from tracker.render.exported import rows as rows_of
from tracker.render.review import review
from tracker.render.spreadsheet import sheet

EVIL = "=HYPERLINK(1) will build 40 *owl* <b>boxes</b> | \x1b[31m in every village."


def claim(text: str, source: str) -> Claim:
    """A claim of a page of its own."""
    place = Place(
        source=source, document="page", version=f"{source}@1", publisher=f"={source}", url="https://x.org/a_b"
    )
    return Claim(
        id=claim_id(source, "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4, place=place
    )


THREADS = threads([claim("We will build 40 owl boxes in every village.", "one"), claim(EVIL, "two")])


def test_csv_has_a_line_a_stage() -> None:
    """With a header; a cell that a spreadsheet would run, or a terminal obey, is text."""
    table = sheet(COLUMNS, (row for thread in THREADS for row in rows_of(thread)))
    rows = list(csv.DictReader(io.StringIO(table, newline="")))

    assert tuple(rows[0]) == COLUMNS
    assert [row["stage"] for row in rows] == ["1", "2"]
    assert rows[0]["name"] == rows[1]["name"] == name_of(THREADS[0])
    assert [row["standing"] for row in rows] == ["first", "likely"]
    assert rows[1]["text"].startswith("'=HYPERLINK")
    assert rows[1]["publisher"] == "'=two"
    assert rows[1]["follows"] == rows[0]["claim"]
    assert "\x1b" not in table


def test_markdown_is_text_and_says_what_is_not_checked() -> None:
    """A table a thread; nothing that a page said becomes markup."""
    found = as_markdown(THREADS)

    assert "machine's suggestion that nobody has checked" in found
    assert "\\*owl\\* \\<b\\>boxes\\</b\\> \\|" in found
    assert "| – |" in found
    assert "\x1b" not in found


def test_json_has_cells_and_figures() -> None:
    """Each claim with its cells, each thread with its three figures, each link with its standing and voice."""
    (thread,) = as_json(THREADS)["threads"]

    assert len(thread["cells"]) == len(thread["claims"]) == 2
    assert thread["figures"]["promised"]["text"] == "40"
    assert (thread["links"][0]["standing"], thread["links"][0]["voice"]) == ("likely", "restated")


def test_review_gives_the_commands() -> None:
    """Both wordings, why, and the two commands that decide, ready to be pasted."""
    from tracker.config.settings import Settings

    apart = threads([one for thread in THREADS for one in thread.claims], settings=Settings(likely=0.95))

    found = "\n".join(str(getattr(row, "renderable", row)) for row in review(apart))

    first, second = (thread.claims[0].id for thread in apart)
    assert f"tracker confirm {first} {second}" in found
    assert f"tracker reject {first} {second}" in found
    assert "machine suggestion, not checked" in found
    assert found.endswith("1 suggestion, 0 disagreements.")
