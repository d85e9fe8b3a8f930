"""What stands in a sentence where words of the other one stood."""

import pytest

from tracker.diff.flags import flags


def _told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(flag.name, flag.old, flag.new) for flag in flags(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The harbour list is non-exhaustive for boats.", "The harbour list is non- exhaustive for the boats."),
        (
            "Boats follow the same HARB-19 guidance as ferries.",
            "Boats follow the very same HARB-19guidance as ferries.",
        ),
        ("The visit uses the framework for harbours (IHASC).", "The visits use the framework for harbours (IHACS)."),
        (
            "Boats moor with approval from the HPRA on Sundays.",
            "Boats moor with approval from the Harbour and Pier Regulatory Agency (HPRA) on Sundays.",
        ),
        ("Every child with an HHCP may row.", "Each child with an HHC plan may row."),
    ],
)
def test_a_slip_and_an_acronym_spelt_out_are_no_change(old: str, new: str) -> None:
    """Words that are only joined, parted, spelt out or mended say what they said."""
    assert not [one for one in _told(old, new) if one[0] in {"name", "negation"}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("£145 for each rowing boat in the harbour", "£145 per rowing boat in the harbour"),
        ("All those who row should bring a rope.", "Those who row should bring a rope."),
        ("Rowers must meet all the harbour rules.", "Rowers must meet the harbour rules."),
        ("Rowing is hard in special boats, given the tides.", "Rowing is hard in specialist boats, given the tides."),
    ],
)
def test_who_is_covered_may_be_told_without_the_word(old: str, new: str) -> None:
    """Each boat is every boat, and those who row are all of them."""
    assert not [one for one in _told(old, new) if one[0] == "scope"]


def test_a_limiting_word_in_anothers_place_is_told_with_it() -> None:
    """The word was not taken out, another one stands there."""
    told = _told("Boats selected will be moored at the new pier.", "Boats prioritised will be moored at the new pier.")

    assert ("scope", "selected", "") not in told
    assert ("scope", "selected", "prioritised") in told


def test_a_condition_that_another_clause_says_is_still_there() -> None:
    """Until they can row, and whilst they cannot: the limit stands."""
    told = _told(
        "Rowers are listed as ill until they are able to return to the boat.",
        "Rowers are listed as ill whilst they are away from the boat.",
    )

    assert not [one for one in told if one[0] == "scope"]


def test_dates_of_two_things_are_not_set_against_each_other() -> None:
    """From when something runs and by when something else is due are two dates, however they stand in two sentences."""
    told = _told(
        "These rules hold for rowing races in the autumn of 2021 and beyond.",
        "These rules hold for rowing and for swimming, and letters of thanks are sent in the academic year 2023 to 2024.",
    )

    assert not [one for one in told if one[0] == "date" and one[1] and one[2]]


def test_of_two_names_the_new_one_is_told() -> None:
    """The other one was there before."""
    told = _told(
        "The letter announces a review into the boat of Anna Winter-Rower.",
        "The letter announces a review into the boats of Anna Winter-Rower and Star Holt.",
    )

    assert ("name", "", "Star Holt") in told


def test_what_is_asked_of_two_groups_is_no_reversal() -> None:
    """One sentence forbids it to some in a place, the other asks it of others elsewhere."""
    told = _told(
        "Rowers in small boats (or those of a small size in large harbours) should not wear heavy boots.",
        "Rowers and swimmers aged 11 and over must still wear heavy boots on public piers.",
    )

    assert not [one for one in told if one[0] in {"negation", "modality"}]


def test_a_verb_that_is_denied_and_affirmed_is_told_of_neither() -> None:
    """The tables were published; those of another year were not."""
    told = _told(
        "The newest lists for boats were published in the 2019 harbour tables.",
        "Harbour tables were not published in 2020 so the newest lists for boats are the 2019 harbour tables which were "
        "published last.",
    )

    assert not [one for one in told if one[0] == "negation"]


def test_an_if_that_asks_is_no_condition() -> None:
    """“Consider if you have” asks whether."""
    assert not [one for one in _told("Also, consider if you have:", "You should consider:") if one[0] == "scope"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Call the harbour on 0800 389 2500 for:", "Call us on +44 800 389 2500 for:"),
        ("mend your harbour plan", "review and mend your harbour plan"),
        (
            "Rules ask wardens to tell rowers before races so as to allow rowers a choice.",
            "Rules ask wardens to tell rowers before races so rowers can make a choice.",
        ),
        (
            "You should keep a list of boats to help wardens find your crew should they fall ill.",
            "You should keep a list of boats. It helps wardens find your crew if they fall ill.",
        ),
    ],
)
def test_what_binds_nobody_anew_raises_no_flag(old: str, new: str) -> None:
    """A telephone number, a first step before the act, a purpose and a condition told by “should”."""
    assert not [one for one in _told(old, new) if one[0] in {"modality", "number"}]
