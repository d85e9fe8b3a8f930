"""A remark is made only where both of its sides can be shown to be counterparts; what is undecided is not told."""

import pytest

from tracker.diff.flags import flags

_TOLD = [
    (
        "Stalls were let in 2031 to 2032 and 2032 to 2033.",
        "Stalls were let in 2032 to 2033 and 2033 to 2034.",
        "2031 to 2032 and 2032 to 2033",
        "2032 to 2033 and 2033 to 2034",
    ),
    (
        "The ferry is free from 3 May to 9 June 2031.",
        "The ferry is free from 3 May until Christmas 2031.",
        "9 June 2031",
        "Christmas 2031",
    ),
    (
        "The toll applies from 1 March to 31 March 2031.",
        "The toll applies from 1 May to 31 May 2031.",
        "1 March to 31 March 2031",
        "1 May to 31 May 2031",
    ),
    (
        "A grant for dredging was announced on 4 May 2031 and may be claimed.",
        "A grant for dredging, which was announced in June 2031, may be claimed.",
        "4 May 2031",
        "June 2031",
    ),
    (
        "Ask (including the Reeve Fund, the Mill Fund and the Ford Fund) before you build.",
        "Ask (including the Bridge Loan Scheme) before you build.",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("old", "new", "before", "after"), _TOLD)
def test_a_range_or_row_is_told_whole_and_with_its_own_counterpart(
    old: str, new: str, before: str | None, after: str | None
) -> None:
    """Not cut, and not crossed: the first year of a row is not set against the last; of three names none is picked."""
    told = [(flag.old, flag.new) for flag in flags(old, new) if flag.name in {"date", "name"}]

    assert told == ([(before, after)] if before else [])


_NOT_TOLD = [
    # dates of different things
    (
        "The order closes the quay until 30 November 2031 as told above.",
        "Eight more orders were made, closing the quay for June 2031 as told above, in like words.",
        "date",
    ),
    # no date at all
    (
        "The list stays under review.",
        "The list will stay under review and be mended at the earliest opportunity.",
        "date",
    ),
    ("Fairs will open later in the autumn term.", "Fairs will open in the autumn term.", "date"),
    # an adverb of the verb
    ("We are currently planning the new pier.", "We have planned the new pier.", "actor"),
    # a choice of places
    (
        "Crews from abroad are required to quarantine in their own cabin for 10 days.",
        "Crews from abroad may quarantine in a cabin or at an inn for 10 days.",
        "modality",
    ),
    # another act
    (
        "Figures will be available via a board on the harbour service.",
        "Boats that have shared their figures can access reports via a board on the harbour service.",
        "modality",
    ),
    # stricter now
    (
        "You must keep the Harbour Act and should heed the tide table.",
        "You must keep the Harbour Act, including the tide table.",
        "modality",
    ),
    # a note made a sentence
    ("More on tolls to follow.", "More on tolls will follow.", "modality"),
    (
        "In most ports twice a term, as tides allow.",
        "In most ports it should meet twice a term, as tides allow.",
        "modality",
    ),
    # stands still, raised
    (
        "Rowing counts for the majority of practice hours.",
        "Rowing should count for the large majority of practice hours.",
        "scope",
    ),
    (
        "From 8 March, all crews can return to the boathouse.",
        "From 8 March, crews can return to the boathouse.",
        "scope",
    ),
    # said of what went whole
    (
        "We expect every crew to return to the quay, with evening classes to be given where appropriate, but not the sick.",
        "For sick rowers, we expect you to give evening classes.",
        "scope",
    ),
    # the ban stands
    (
        "This does not apply to rowers and coxes, who should not wear boots.",
        "Rowers and coxes should not wear boots.",
        "negation",
    ),
    # others are meant
    ("Rowers who are ill should not train.", "From 8 March, all rowers should train.", "negation"),
    ("Bring the result of a regular RKT test.", "Bring the result of a regular RKD test.", "name"),
    # per, each
    (
        "A berth costs £5 for each sound boat in a small port.",
        "A berth costs £5 per sound boat in other kinds of sound port.",
        "scope",
    ),
    # part of an example
    (
        "Ports should help crews to save oil, for example, only sailing when needed for trade.",
        "Ports should help crews to save oil.",
        "scope",
    ),
    # an old name beside its successor
    (
        "Keep to the advice of the Harbour Trust Board, or its successor the Quay Agency, on boots.",
        "Keep to the advice of the Quay Agency on boots.",
        "name",
    ),
]


@pytest.mark.parametrize(("old", "new", "name"), _NOT_TOLD)
def test_what_has_no_counterpart_is_not_told(old: str, new: str, name: str) -> None:
    """The remark would be untrue of the meaning, or of no use."""
    assert [(flag.old, flag.new) for flag in flags(old, new) if flag.name == name] == []


_STILL_TOLD = [
    ("The cap will apply to new crews.", "The cap will not apply to new crews.", "negation"),
    ("You should continue to pay crews.", "You may wish to continue to pay crews.", "modality"),
    ("If needed, you can make plans to hire a cox.", "Clubs should make plans to hire a cox if needed.", "modality"),
    ("The fund pays crews until 30 November 2031.", "The fund pays crews until half-term 2032.", "date"),
    ("All ports must pay the toll.", "Some ports must pay the toll.", "scope"),
    ("Crews will get boots.", "Crews will get boots if funding allows.", "scope"),
]


@pytest.mark.parametrize(("old", "new", "name"), _STILL_TOLD)
def test_a_true_change_is_told_still(old: str, new: str, name: str) -> None:
    """The rules above keep silent of nothing that changed."""
    assert name in {flag.name for flag in flags(old, new)}
