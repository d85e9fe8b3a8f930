"""Which flags are about the pair's main act."""

import pytest

from tracker.diff.flags import flags


def _told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(flag.name, flag.old, flag.new) for flag in flags(old, new)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The form will be amended this spring.", "The form was amended this spring."),
        ("Frequently review the groups.", "You should review the groups."),
        ("Please return the key at noon.", "You should return the key at noon."),
        ("Keepers may bring a spare lamp.", "Keepers who need to wear one may bring a spare lamp."),
        ("A lost, otter seeking child is helped.", "A lost, otter-seeking child is helped."),
        ("Keepers must log each boat by hand.", "Keepers had to log each boat by hand."),
        ("Boats will be able to pass the lock.", "Boats can pass the lock."),
        ("Keepers must continue reviewing the locks.", "Keepers must regularly review the locks."),
    ],
)
def test_tense_orders_and_clauses_on_somebody_bind_nobody_anew(old: str, new: str) -> None:
    """No flag of firmness either way."""
    assert not [flag for pair in ((old, new), (new, old)) for flag in flags(*pair) if flag.name == "modality"]


@pytest.mark.parametrize(
    ("old", "new", "flag"),
    [
        (
            "You should consider how many keepers are free for the locks.",
            "You should ensure that enough keepers are free for the locks.",
            ("modality", "should consider", "should"),
        ),
        ("We will mend the lock.", "We are likely to mend the lock.", ("modality", "will", "")),
        ("Schools may not charge.", "Schools should not charge.", ("modality", "may not", "should not")),
    ],
)
def test_another_verb_of_the_main_clause_is_told(old: str, new: str, flag: tuple[str, str, str]) -> None:
    """What binds more or less."""
    assert flag in _told(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Schools may not charge.", "Schools must not charge."),
        ("Fees are two times what they were.", "Fees are twice what they were."),
        ("Ask the SME's office.", "Ask the SMEs office."),
        ("Pupils of alternative provision eat here.", "Pupils of AP eat here."),
        ("| 31 to 60 | 900 | 1650 |", "| 31 to 60 | £900 | £1,650 |"),
        ("8) Wash your boots.", "10) Wash your boots."),
        ("See Note 06/19 on locks.", "See Note 10/21 on locks."),
        ("No step is taken earlier than 4 May.", "No step is taken earlier than 4 May 2021 at noon or so."),
    ],
)
def test_other_words_for_the_same_raise_no_number_money_name_or_firmness(old: str, new: str) -> None:
    """Both ways; a date may still be told."""
    assert {flag.name for pair in ((old, new), (new, old)) for flag in flags(*pair)} <= {"date"}


def test_a_condition_of_another_clause_is_none_of_the_act() -> None:
    """It came with the advice that follows; the same words behind the act itself are told."""
    act = "Keepers should avoid the tow path."

    beside = _told(act, "Keepers should avoid the tow path - where possible, ask them to bring a boat of their own.")
    own = _told(act, "Keepers should avoid the tow path where possible.")

    assert not [flag for flag in beside if flag[0] == "scope"]
    assert [flag for flag in own if flag[0] == "scope"]


def test_dates_pair_by_what_they_are_for() -> None:
    """The day by which something is due pairs with the other such day, and a span with the span in its place."""
    due = _told("The form opens in early 2022 and is due by 28 February 2022.", "The form is due by 15 March 2022.")
    span = _told(
        "The time to appeal against the toll is 25 school days.",
        "An appeal against the toll must be made within 15 school days.",
    )

    assert ("date", "28 February 2022", "15 March 2022") in due
    assert ("date", "25 school days", "within 15 school days") in span


def test_a_date_of_a_paper_or_of_its_announcement_is_no_deadline() -> None:
    """What was set out in the autumn moved nothing to the autumn."""
    assert _told("We will mend the lock.", "We will mend the lock, as set out in autumn 2021.") == []


def test_a_word_that_went_into_the_list_below_did_not_go() -> None:
    """The new sentence ends in a colon."""
    assert _told("It is for locks at Hull, Leeds and Goole Quay.", "It is for the following locks:") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("For other queries write to the lock.", "Write any queries to the lock."),
        ("If a keeper falls ill, they should stay at home for a week.", "They should stay at home for a week."),
        ("If the lock is shut, boats turn back at the weir.", "In those cases boats turn back at the weir."),
        (
            "The swing bridge gives the fastest tests for boats.",
            "The swing bridge gives the fastest tests required for boats.",
        ),
        ("Call the helpline of the lock.", "Call the helpline of the lock on 0800 046 8687."),
    ],
)
def test_what_only_sounds_like_a_limit_a_duty_or_a_number_is_none(old: str, new: str) -> None:
    """What came or went here binds nobody otherwise than before."""
    assert _told(old, new) == []
    assert _told(new, old) == []


def test_two_limits_of_different_things_did_not_change_places() -> None:
    """“Any” test and “over” half are two words, each told or not by itself."""
    told = _told("Each keeper shows the pass of any boat.", "Each keeper shows the pass, and sells most eels.")

    assert ("scope", "any", "most") not in told


def test_who_is_added_to_a_list_took_nobodys_place() -> None:
    """Keepers are still meant."""
    told = _told("Keepers may get a lamp of £5.", "Keepers, rowers and bakers may get a lamp of £5.")

    assert not [flag for flag in told if flag[0] == "actor"]


def test_a_date_that_is_turned_shows_how() -> None:
    """From is not until: of two days, one the first and one the last, none took the other's place; of one day it is told."""
    two = _told("From 8 March, boats pass the lock.", "Until 29 March, boats pass the lock.")
    one = _told("From 8 March, boats pass the lock.", "Until 8 March, boats pass the lock.")

    assert [flag for flag in two if flag[0] == "date"] == [("date", "", "Until 29 March")]
    assert ("date", "From 8 March", "Until 8 March") in one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The autumn boats sail.", "The autumn 2021 boats sail."),
        ("This is a task for government.", "This is a task for the government."),
        ("Keepers share the boats.", "In May 2021, we asked keepers to share the boats."),
        ("Boats of children under 5 stay.", "Boats of children under 5 years stay."),
        ("See the order (Schedule 1) on locks.", "See the order (No 3) on locks."),
        ("If they have coronavirus (COVID-19), they rest.", "If they have COVID-19, they rest."),
        ("For more on the lock, call us if you have further questions.", "For more on the lock, call us."),
        ("The lock is kept (it has 11 gates) by hand.", "The lock is kept by hand."),
    ],
)
def test_what_is_told_more_closely_or_beside_is_no_change(old: str, new: str) -> None:
    """Neither way."""
    assert _told(old, new) == []
    assert _told(new, old) == []
