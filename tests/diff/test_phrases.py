"""The words of a flag, whole."""

import time

import pytest

from tracker.diff.flags import flags


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "The pier is open from 1 April to 30 April 2027.",
            "The pier is open from 1 June to 30 June 2027.",
            [("date", "1 April to 30 April 2027", "1 June to 30 June 2027")],
        ),
        ("Autumn 2027 is when boats sail.", "Late 2027 is when boats sail.", [("date", "Autumn 2027", "Late 2027")]),
        (
            "The boat is for 12 to 17 year olds.",
            "The boat is for 12 to 19 year olds.",
            [("number", "12 to 17 year olds", "12 to 19 year olds")],
        ),
        ("Boats stay in the harbour.", "Until 1 April, boats stay in the harbour.", [("date", "", "Until 1 April")]),
        ("The claim is due by the end of February 2022.", "The claim is due by 28 February 2022.", []),
        (
            "Boats work with the warden to mend the pier.",
            "Boats work with the Further Education Commissioner to mend the pier.",
            [("name", "", "Further Education Commissioner")],
        ),
    ],
)
def test_ranges_and_what_turns_a_date_are_shown(old: str, new: str, shown: list[tuple[str, str, str]]) -> None:
    """Nobody has to guess what half a range, or a bare day, belongs to."""
    assert [(flag.name, flag.old, flag.new) for flag in flags(old, new)] == shown


def test_a_rate_is_told_of_what_it_is_the_rate_of() -> None:
    """Five notices, issued on a monthly basis, are not five a month."""
    found = flags(
        "Five notices were issued on a monthly basis with the same effect.",
        "Five notices were issued for boats with the same effect.",
    )

    assert not [flag for flag in found if flag.kind == "rate"]


@pytest.mark.parametrize("piece", ["1 May to ", "12 to ", "Further Xy ", "the end of ", "so pupils ", "should they "])
def test_long_ranges_are_read_in_linear_time(piece: str) -> None:
    """A page of nothing but beginnings of ranges takes seconds at most."""
    text = piece * (20_000 // len(piece))
    began = time.process_time()

    flags(f"by 3 May 2027 for 17 pupils of Ab Cd {text}", f"by 4 May 2027 for 18 pupils of Ab Ef {text}")

    assert time.process_time() - began < 5
