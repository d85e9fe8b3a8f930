"""What a text says otherwise than the record."""

import pytest

from tracker.desk.contrast import adds, differences, say_the_same, taken_off, voices

BOXES = "The council will build 40 owl boxes in every village by May 2027."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (BOXES.replace("40", "60"), [("number", "40", "60")]),
        (BOXES.replace("May", "June"), [("date", "May 2027", "June 2027")]),
        (BOXES.replace("will", "may"), [("modality", "will", "may")]),
        (BOXES.replace("The council", "The museum"), [("actor", "The council", "The museum")]),
        (BOXES.replace("will", "will not"), [("negation", "", "not")]),
        (BOXES.replace("40", "up to 40"), [("number", "40", "up to 40")]),
        (BOXES.replace("40 owl boxes", "40 bat boxes"), []),
        (BOXES, []),
    ],
)
def test_one_difference_is_told_alone(asked: str, told: list[tuple[str, str, str]]) -> None:
    """With the words of both sides, the record's first."""
    found = [(one.name, one.old, one.new) for one in differences(BOXES, asked, "owls")]

    assert [one for one in found if one[0] != "scope"] == told


def test_who_before_a_verb_that_commits_nobody() -> None:
    """Another subject is told there too, and never twice where only its number differs."""
    (found,) = differences("Teachers are at the heart of the plan.", "Governors are at the heart of the plan.", None)

    assert (found.name, found.old, found.new) == ("actor", "Teachers", "Governors")
    aged = differences("Pupils aged 12 should bring a lamp.", "Pupils aged 18 should bring a lamp.", None)
    assert [one.name for one in aged] == ["number"]


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Labour said it", []),
        ("The Labour manifesto says the party", []),
        ("The Conservatives said it", ["actor"]),
        ("The Conservatives said the party", ["actor"]),
    ],
)
def test_who_says_it_of_himself_is_nobody_else(who: str, told: list[str]) -> None:
    """In reported speech the party stands before the verb of saying, and a pronoun for it before its own."""
    found = differences("We will open 30 nests in old barns.", f"{who} will open 30 nests in old barns.", "Labour")

    assert [one.name for one in found] == told


def test_what_the_record_goes_on_to_say_is_no_difference() -> None:
    """A longer sentence of the record is not held against a short one, but for its dates."""
    held = "We will build 40 owl boxes, which every child can visit, with up to nine new wardens by 2027."

    assert {one.name for one in differences(held, "We will build 40 owl boxes.", "owls")} == {"date"}


def test_a_year_that_is_part_of_a_name() -> None:
    """No date is promised there, and another year is another law."""
    (found,) = differences("It is kept under the Owls Act 2010.", "It is kept under the Owls Act 2012.", None)

    assert (found.name, found.old, found.new) == ("date", "2010", "2012")


def test_a_condition_makes_the_same_words_another_statement() -> None:
    """So does a "not"; a further clause does not."""
    assert adds(differences("If funds allow, we will build 40 owl boxes.", "We will build 40 owl boxes.", "owls"))
    assert not adds(differences("We will build 40 owl boxes by 2027.", "We will build 40 owl boxes.", "owls"))


def test_conflicts_weigh_more_than_what_one_side_leaves_out() -> None:
    """A number that the record does not have is a conflict."""
    other = differences(BOXES, BOXES.replace("40", "60"), None)
    less = differences(BOXES, BOXES.replace(" by May 2027", ""), None)

    assert taken_off(other) > taken_off(less) > 0


def test_another_voice() -> None:
    """Two bodies that are one are none."""
    assert [one.new for one in voices("Labour", "Conservatives", "Labour")] == ["Conservatives"]
    assert not [*voices("Labour", "labour", None), *voices(None, "Labour", None)]
    assert say_the_same("We will build the boxes.", "We shall build boxes")
