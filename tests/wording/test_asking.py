"""What a search for words means."""

from pathlib import Path

import pytest
from searching import CASES, SAYS, search_store

from tracker.store.archive import Archive
from tracker.wording.asking import asked, distance, holds, near, slips, spellings, words


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record that the table is about."""
    root = tmp_path_factory.mktemp("searched")
    search_store(root / "folder")
    return root / "folder"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ask"])
def test_the_record_is_searched_as_the_table_has_it(searched: Path, case: dict[str, object]) -> None:
    """`find` gives the sentences that have what is asked, and says for which word it took another."""
    with Archive(searched / "snapshots") as archive:
        text = str(case["ask"])
        instead = {word: near_ones[0] for word, near_ones in archive.meant(text).items() if near_ones}
        for word, other in instead.items():
            text = text.replace(word, other)
        found = {one.sentence for one in archive.said(text)}

    assert instead == case.get("instead", {})
    assert sorted(map(SAYS.index, found & set(SAYS))) == case["found"]
    assert [at for at, one in enumerate(SAYS) if holds(one, asked(text))] == case["found"]


def test_a_word_is_asked_for_once_and_small_ones_only_alone() -> None:
    """Phrases first, then numbers, then words."""
    told = [(one.kind, one.key) for one in asked("the “Hit Squads” and 6,500 or 6500 squads squads* will")]

    assert told == [("phrase", "hit squads"), ("number", "6500"), ("word", "squads"), ("start", "squads")]
    assert [one.key for one in asked("the will")] == ["the", "will"]
    assert asked(" – “ ” £ ***") == ()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("6500", ["6,500", "6500", "6.5 thousand", "6.5k", "six thousand five hundred"]),
        ("1200000000", ["1.2bn", "1.2 billion", "1,200 million", "1200m", "one billion two hundred million"]),
        ("500000", ["half a million", "500,000", "500k", "0.5m", "five hundred thousand"]),
        ("120", ["120", "a hundred and twenty", "one hundred and twenty"]),
        ("12", ["twelve", "a dozen"]),
        ("0.5", ["0.5"]),
    ],
)
def test_a_number_is_found_however_it_is_written(number: str, written: list[str]) -> None:
    """Each spelling that is looked for is one that a sentence is found by."""
    assert set(written) <= set(spellings(number))
    for one in written:
        assert number in words(f"There are {one} of them.")


def test_a_slip_is_one_letter_or_two_in_a_long_word() -> None:
    """Left out, put in, replaced, or exchanged with its neighbour; never in a short word or one with figures."""
    assert [slips(one) for one in ("hit", "team", "teachers", "ks24", "漢字漢字")] == [0, 1, 2, 0, 1]
    assert [distance("team", one, 2) for one in ("team", "tem", "tteam", "taem", "tram", "steams", "owls")] == [
        0, 1, 1, 1, 1, 2, 3,
    ]  # fmt: skip
    assert near("techers", ["teachers", "teacher", "techiest", "peachers"]) == ["teachers"]
    assert near("eachers", ["teachers", "peachers", "easter"]) == ["peachers", "teachers"]


def test_hostile_words_cost_little() -> None:
    """A megabyte of figures, quotation marks or letters is asked in no time and finds nothing."""
    for one in ("1" * 10**6, "1 " * 500_000, '"' * 10**6, "a" * 10**6, "1,000" * 200_000, "'" * 10**6, "£" * 10**6):
        assert len(asked(one)) <= 3
