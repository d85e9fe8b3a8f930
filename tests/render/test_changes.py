"""Changes, as they are printed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len

from tracker.desk.comparison import Comparison
from tracker.desk.news import News, SharedEdit, sort_out
from tracker.extract import plain
from tracker.extract.document import Attachment, ChangeNote, Document
from tracker.render.brief import BriefNews
from tracker.render.changes import head, listing, whole

Shown = Callable[..., str]
Compared = Callable[..., Comparison]
BODY = "Owls hunt by night.\n\nThey nest in old trees.\n\n## Boxes\n\nThe wood is shut on Mondays.\n\n"
OLD = f"# Plan\n\n{BODY}We will build 40 boxes in the old wood by 2027.\n\nHedgehogs sleep all winter.\n"
NEW = f"# Plan\n\n{BODY}We aim to build 40 boxes in the old wood by 2028.\n\n\x1b[2J[bold]Jays ::error::shout.\n"
UNIFIED = """\
plan @1 → @2  Plan
  changed between 3 Jan 2026, 06:00 and 1 Feb 2026, 06:00; this page shows no date of change
  § Boxes
  ~ - We [-will-] build 40 boxes in the old wood by [-2027-].
    + We {+aim to+} build 40 boxes in the old wood by {+2028+}.
      firmness: “will” → “aim to”
      date: “2027” → “2028”
  - Hedgehogs sleep all winter.
  + [2J[bold]Jays :⁠:error:⁠:shout.
3 changes in 1 document.
Signs: + added  - removed  ~ reworded  > moved  Y split  ^ merged
Words: [-old-] {+new+}"""
NOTE = ChangeNote(at=None, note="Updated the section on trees.")


def _with(text: str, **facts: object) -> Document:
    return plain.read(text).model_copy(update=facts)


def test_each_sentence_is_quotable_before_and_after(shown: Shown, compared: Compared) -> None:
    """Under its heading, with its words marked and its flags below; an escape from the page is only text."""
    assert shown(whole(compared(OLD, NEW)), 120) == UNIFIED


def test_word_diff_is_one_text(shown: Shown, compared: Compared) -> None:
    """Old and new words stand in their brackets in one sentence."""
    found = shown(whole(compared(OLD, NEW), layout="inline"), 120)

    assert "  ~ We [-will-] {+aim to+} build 40 boxes in the old wood by [-2027-]{+2028+}.\n" in found


def test_side_by_side(shown: Shown, compared: Compared) -> None:
    """The old sentence stands left of the new one; what only came or went has its own side."""
    lines = shown(whole(compared(OLD, NEW), layout="sides"), 80).splitlines()

    assert "  ~ We [-will-] build 40 boxes in the    │ We {+aim to+} build 40 boxes in the" in lines
    assert "    old wood by [-2027-].                │ old wood by {+2028+}." in lines
    assert "  - Hedgehogs sleep all winter.          │" in lines
    assert any(re.fullmatch(r"  \+ {38}│ \S+Jays .*", line) for line in lines)


@pytest.mark.parametrize("layout", ["unified", "inline", "sides"])
@pytest.mark.parametrize("width", [20, 33, 47, 48, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(
    shown: Shown, compared: Compared, layout: str, width: int
) -> None:
    """At any width every line fits, whatever the page holds: wide letters, marks that stack, a word without end."""
    long = "x" * 300
    new = f"{OLD}\n\n漢字かな交じり文を書く e\u0301\u0301\u0301 👩‍👩‍👧 {long} end.\n"

    lines = shown(whole(compared(OLD, new), layout=layout), width).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert sum(line.count("x") for line in lines) >= 300


def test_words_break_only_where_they_must(shown: Shown, compared: Compared) -> None:
    """Side by side in 60 columns, no word shorter than its column is cut in two."""
    lines = shown(whole(compared(OLD, NEW), layout="sides"), 60).splitlines()
    words = {word for line in lines for word in line.replace("│", " ").split()}

    assert {"[-will-]", "{+aim", "to+}", "[-2027-].", "{+2028+}.", "Hedgehogs", "winter."} <= words


def test_context_is_what_stands_around(shown: Shown, compared: Compared) -> None:
    """One unchanged sentence before the change is shown, none twice, and a heading is never taken for one."""
    found = shown(whole(compared(OLD, NEW), context=3), 100)

    assert found.count("The wood is shut on Mondays.") == 1
    assert "They nest in old trees." not in found


def test_the_publishers_note_stands_beside_what_changed(shown: Shown, compared: Compared) -> None:
    """A removal that the note does not mention is pointed out where it stands, and above how many there are."""
    one = compared(_with(OLD), _with(NEW, notes=(NOTE,)))

    found = shown(whole(one), 100)

    assert "  publisher’s note: “Updated the section on trees.”\n" in found
    assert "  ! the publisher’s note does not mention 2 removals or changed figures, marked below\n" in found
    assert "  - Hedgehogs sleep all winter.\n      ! the publisher’s note does not mention this\n" in found


def test_silent_edits_and_reversions_are_said(shown: Shown, compared: Compared) -> None:
    """A page with notes that changes without one; a text that is back."""
    one = compared(_with(OLD, notes=(NOTE,)), _with(NEW, notes=(NOTE,)))

    assert "! edited; date and change note unchanged; a number, date or commitment changed" in shown(head(one), 100)
    assert "! reverted: the text is again that of plan@1" in shown(head(replace(one, reverted="plan@1")), 100)


def test_facts_stand_beside_the_text(shown: Shown, compared: Compared) -> None:
    """A new file is told with its size."""
    file = Attachment(title="Map of the boxes", url="https://example.org/map.pdf", size=20480, pages=2)

    found = shown(whole(compared(_with(OLD), _with(OLD, attachments=(file,)))), 100)

    assert "* attachment added “Map of the boxes” (20 KB, 2 pages)" in found
    assert "0 changes in 1 document. Also 1 change of a date, a file or another detail." in found


def test_files_have_no_sightings(shown: Shown, compared: Compared) -> None:
    """Two files are named by their paths; nothing is said of when."""
    found = shown(whole(compared(OLD, NEW, files=True)), 100)

    assert found.startswith("old.md → new.md  Plan\n")
    assert "between" not in found


def test_two_equal_texts_have_no_difference(shown: Shown, compared: Compared) -> None:
    """Nothing is said to have changed between sightings."""
    assert shown(whole(compared(OLD, OLD)), 100) == "plan @1 → @2  Plan\n  no difference\n0 changes in 0 documents."


def test_the_same_edit_is_told_once(shown: Shown, compared: Compared) -> None:
    """One sentence that came into three pages is one entry with three addresses; the rest of each page follows."""
    more = f"{OLD}\nEvery box gets a name plate.\n"
    found = News(
        tuple(compared(OLD, text, name=name) for name, text in (("a", more), ("b", more), ("c", more + "\nJays.\n")))
    )

    first, second = sort_out(found)
    said = shown(listing(found), 100)

    assert isinstance(first, SharedEdit)
    assert [place.new for place in first.places] == ["a@2", "b@2", "c@2"]
    assert isinstance(second, Comparison)
    assert said.count("Every box gets a name plate.") == 1
    assert "the same edit in 3 documents\n  a @1 → @2  Plan\n" in said
    assert "4 changes in 3 documents." in said


def test_a_document_that_changed_twice_is_one(shown: Shown, compared: Compared) -> None:
    """History that was imported brings many versions of one page."""
    later = OLD + "\nEvery box gets a name plate.\n"

    said = shown(listing(News((compared(OLD, later), compared(later, OLD)))), 100)

    assert "2 changes in 1 document." in said


def test_noise_is_counted_and_shown_where_asked(shown: Shown, compared: Compared) -> None:
    """New quotation marks are no news; the footer says how many such changes there are, --all what they are."""
    quoted = OLD + "\nWe call it “home”.\n", OLD + '\nWe call it "home".\n'

    found = News((compared(*quoted),))
    assert (
        shown(listing(found), 100)
        == "0 changes in 0 documents.\nAlso 1 small change not shown (1 punctuation; see --all)."
    )
    assert "small change: punctuation" in shown(listing(News(found.changed, everything=True)), 100)


def test_the_weightiest_comes_first(shown: Shown, compared: Compared) -> None:
    """Under the sum of all."""
    said = shown(listing(News((compared(OLD, NEW),))), 100)

    assert said.startswith("3 changes in 1 document.\n")
    assert said.index("[-will-]") < said.index("Hedgehogs") < said.index("Jays")


def test_what_is_seen_for_the_first_time_is_no_change(shown: Shown, compared: Compared) -> None:
    """It is named as first seen; beyond twenty only counted."""
    version = compared(OLD, NEW).revision.new  # type: ignore[union-attr]
    firsts = tuple(version.model_copy(update={"number": number, "kind": "first"}) for number in range(1, 23))

    said = shown(listing(News((), firsts=firsts)), 100)

    assert said.startswith(
        "0 changes in 0 documents; 22 documents first seen.\n\n· plan @1  first seen 1 Feb 2026, 06:00: Plan\n"
    )
    assert said.endswith("… and 2 more documents first seen")


def test_in_brief_each_document_has_its_weightiest_change(shown: Shown, compared: Compared) -> None:
    """Cut around the marks, one flag line, one line of head; what is left is counted."""
    long = "and so on and so on and so on " * 9
    pages = [
        compared(
            f"# Plan\n\n{long}We will build 40 boxes {long}.\n\nA.\n",
            f"# Plan\n\n{long}We will build 50 boxes {long}.\n",
            name=name,
        )
        for name in "abcdef"
    ]
    pages[0] = compared(OLD, NEW, name="a")
    short = BriefNews(News(tuple(pages)))

    blocks = [shown(rows, 80) for rows in short.blocks()]

    assert any("number: “40” → “50”" in block for block in blocks)
    assert blocks[0].startswith("a @1 → @2  new text seen 1 Feb 2026  Plan\n  ~ We [-will-] {+aim to+} build")
    assert "We will build [-40-]{+50+} boxes and so on and so on …" in blocks[1]
    assert blocks[1].startswith("the same edit in 5 documents: b @1 → @2, c @1 → @2,")
    assert all(len(line) <= 80 for block in blocks for line in block.splitlines())
    assert all(len(block.splitlines()) <= 6 for block in blocks)
    assert short.left(0) == "13 more changes"
    assert short.left(len(blocks)) == "2 more changes"
