"""What was no claim, or was cut wrongly, in claims drawn from manifestos and pages of a department, by class."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract.document import Document

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    "text",
    [
        "This change will help small growers to compete with larger ones.",
        "Fairer rules would enable a stronger rural economy.",
        "Our custom is valuable to them and will continue to be so.",
        "Given the troubles that we face, this is crucial for the county.",
        "When the old credits go, the total saving will be almost £70 million.",
        "I would note the support that this bill has had.",
        "It is a kind county, and I would go so far as to call it the best.",
        "It is a plain fact that one day the oil will run out.",
    ],
)
def test_effects_facts_and_reckonings_of_a_party_are_no_claims(party: Read, text: str) -> None:
    """What a thing is said to bring about, how things will go, and what somebody reckons commit nobody."""
    assert find_claims(party(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The collection of data will provide insight into the help that families get.",
        "We believe that the changes will not have an undue impact on pupils.",
        "Summer 2027: we expect most of the county will have a plan approved.",
        "It is our expectation that, by being local, plans will be placed to show what is needed.",
        "We are not currently seeking new leads.",
        "The pamphlet is for groups proposing to open a school.",
        "This test, beside the wider measures that we must follow, helps to break the chain.",
    ],
)
def test_beliefs_and_what_is_only_mentioned_are_no_claims_of_a_department(department: Read, text: str) -> None:
    """An expectation, a wish that nobody has, a participle that tells which, a duty in passing."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Small farms will be exempted from the levy.",
        "Every ward will have the right to a vote on it.",
        "No patient will be worse off.",
        "There will be an annual march of owls.",
        "The ban will not apply to hedgehogs.",
        "Stage two will bring two new lines to the north.",
        "Hospitals will receive their money sooner.",
    ],
)
def test_what_is_decided_for_others_stays_a_claim(party: Read, text: str) -> None:
    """What will be done to a thing, what somebody will get, and what has a number is somebody's commitment."""
    assert len(find_claims(party(text))) == 1


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Our food rules need to be fairer, so the Liberal Democrats will introduce a farm code.",
            ["the Liberal Democrats will introduce a farm code."],
        ),
        (
            "The marsh is a rare place and we will ban new roads near the coast.",
            ["we will ban new roads near the coast."],
        ),
        (
            "Most schools are now ready to start, and staff and older pupils will be offered a test.",
            ["staff and older pupils will be offered a test."],
        ),
        ("The town has no library, so we will build one.", ["The town has no library, so we will build one."]),
        (
            "If a port is closed and we win, we will sell the cranes.",
            ["If a port is closed and we win, we will sell the cranes."],
        ),
        (
            "We will fund 40 hostels and in doing so we will train 20 cooks.",
            ["We will fund 40 hostels and in doing so we will train 20 cooks."],
        ),
    ],
)
def test_what_is_only_stated_before_a_commitment_is_left_out(party: Read, text: str, claims: list[str]) -> None:
    """A reader marks the clause that commits, unless it goes back to what stands before it."""
    assert [one.text for one in find_claims(party(text))] == claims


@pytest.mark.parametrize(
    "text",
    [
        "So I would like to take this opportunity to thank the guild and its members.",
        "I want all our visitors to know that they are not alone.",
        "The only way to improve what children choose is to adopt a rule for the whole school.",
        "With a speech due on 22 February, testing will provide further reassurance to parents.",
        "Answers to the survey will help identify how the 2027 summer fair should run.",
        "If you are a clerk, write to the desk and we will add you to the list.",
        "Guests heard of the group's 2030 ambitions to increase sales to £35 million.",
    ],
)
def test_thanks_and_reassurance_are_no_claims_of_a_department(department: Read, text: str) -> None:
    """A date elsewhere in the sentence makes no effect checkable."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    ["Labour have meddled with the voting rules.", "It is now enshrined in law that ministers pay 0.7 per cent."],
)
def test_what_others_did_and_what_stands_is_no_claim_of_a_party(party: Read, text: str) -> None:
    """A rival's deed is not the party's, and a law that stands is none to come."""
    assert find_claims(party(text)) == ()


def test_a_name_with_and_in_it_is_not_parted(department: Read) -> None:
    """“… and Social Care and will drive” is one verb phrase of the same subject."""
    (found,) = find_claims(
        department("The office is a part of the Department of Health and Social Care and will fund 40 barns.")
    )

    assert found.text.startswith("The office is a part")


@pytest.mark.parametrize(
    "text",
    [
        "It is right that we guard the progress we have made so far.",
        "When planning visits, schools will need to consider their own risks.",
        "How many lamps, stoves and tents we've delivered to the camps.",
        "Agencies must name their procedure when they seek to register.",
        "Minders are not required to have a written plan.",
        "This part deals with the proposal that boards will provide schools with a choice.",
        "The Bill is set to deliver on the mission to raise hopes across the county.",
    ],
)
def test_what_is_in_passing_or_asked_of_others_is_no_claim(department: Read, text: str) -> None:
    """A relative clause, a duty of schools, a title, and what a bill is said to bring."""
    assert find_claims(department(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "We would anticipate councils continuing to fund the homes.",
        "Information about how many lamps, and tents, we have delivered to camps.",
        "The 35% is a guess, reflecting the fact that not all guests will have a need of it.",
    ],
)
def test_expectations_and_titles_of_data_are_no_claims(department: Read, text: str) -> None:
    """What others are expected to do, and what a table is about."""
    assert find_claims(department(text)) == ()
