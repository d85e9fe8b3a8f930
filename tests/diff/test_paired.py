"""Like pairs with like."""

from collections.abc import Callable

from tracker.diff.compare import compare
from tracker.diff.paired import paired
from tracker.extract.document import Document

Page = Callable[..., Document]

_TOWNS = (
    ("Hull", 3998, 78678),
    ("Leeds", 9016, 18094),
    ("York", 6161, 80157),
    ("Goole", 315, 62503),
    ("Selby", 4349, 731),
)


def _rows(*rows: tuple[str, int, int]) -> list[tuple[str, list[str]]]:
    return [("row", [f"| {town} | {pupils:,} | £{grant:,} |"]) for town, pupils, grant in rows]


def test_a_row_pairs_with_the_row_of_its_name(page: Page) -> None:
    """All figures changed and the order is another: each council is still compared with itself."""
    new = [(town, pupils + 37, grant + 1009) for town, pupils, grant in reversed(_TOWNS)]

    changes = compare(page(*_rows(*_TOWNS)), page(*_rows(*new)))

    assert len(changes) == 5
    for change in changes:
        assert change.old is not None
        assert change.new is not None
        assert change.old.text.split()[1] == change.new.text.split()[1]
        assert [flag.name for flag in change.flags] == ["money", "number"]


def test_a_row_that_came_and_one_that_went_are_told_so(page: Page) -> None:
    """Their neighbours keep their partners."""
    new = [_TOWNS[0], ("Whitby", 451, 70123), *_TOWNS[2:]]

    changes = compare(page(*_rows(*_TOWNS)), page(*_rows(*new)))

    assert sorted(change.kind for change in changes) == ["added", "removed"]


def test_a_heading_never_pairs_with_a_paragraph_or_row(page: Page) -> None:
    """However alike their words are."""
    words = "Reading mentors for primary schools in rural areas"
    old = page(("heading", [words]), ("paragraph", ["Buses are late."]))
    new = page(("paragraph", [words]), ("row", [f"| {words} | 4 |"]), ("paragraph", ["Buses are late."]))

    kinds = {
        (old.block_of(old.sentences[pair.old[0]]).kind, new.block_of(new.sentences[pair.new[0]]).kind)
        for pair in paired(old, new)
    }

    assert kinds == {("heading", "heading"), ("paragraph", "paragraph")}


def test_a_rewritten_section_is_removed_and_added(page: Page) -> None:
    """Two texts on one subject by different hands share words, and no sentence."""
    old = page(
        ("heading", ["Breakfast clubs"]),
        (
            "paragraph",
            [
                "We believe that no child should start the school day hungry.",
                "That is why every primary school will be able to open a breakfast club.",
                "Schools told us that attendance rises when children eat together.",
                "Parents gain an extra half hour on working days.",
                "The first clubs open in spring and are run by teaching assistants.",
            ],
        ),
        ("heading", ["Contact"]),
        ("paragraph", ["Write to the office in Hull."]),
    )
    new = page(
        ("heading", ["Breakfast clubs"]),
        (
            "paragraph",
            [
                "Participating settings must complete the onboarding form before claiming.",
                "Funding is calculated from the October census and paid termly in arrears.",
                "You should keep receipts for food, staffing and equipment.",
                "Where uptake falls below a third, your adviser may visit.",
                "Clubs that close during the pilot have to return unspent money.",
            ],
        ),
        ("heading", ["Contact"]),
        ("paragraph", ["Write to the office in Hull."]),
    )

    assert sorted({change.kind for change in compare(old, new)}) == ["added", "removed"]
    assert len(compare(old, new)) == 10


def test_two_sentences_that_only_share_a_place_are_no_pair(page: Page) -> None:
    """One went and another came: the reader is not told that the first was reworded."""
    old = page(("paragraph", ["The shelter guidance is reviewed regularly.", "Lunch is at noon."]))
    new = page(("paragraph", ["Shelter advice is being paused across the county from 31 March.", "Lunch is at noon."]))

    assert [change.kind for change in compare(old, new)] == ["removed", "added"]
