"""Faults by class in claims that were drawn from manifestos and pages of a department, each as short invented sentences."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.deadline import deadline_of
from tracker.claims.evidence import amounts_of
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]
PUBLISHED = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "kind", "earliest", "latest"),
    [
        ("from tomorrow", "start", "2026-11-26", None),
        ("from April 2027", "start", "2027-04-01", None),
        ("to March 2028", "date", "2028-03-01", "2028-03-31"),
        ("from 1 June to 30 June 2027", "date", "2027-06-01", "2027-06-30"),
        ("between May 2027 and July 2028", "date", "2027-05-01", "2028-07-31"),
        ("on the last working day of June 2027", "date", "2027-06-01", "2027-06-30"),
        ("towards the end of the calendar year", "date", "2026-01-01", "2026-12-31"),
        ("over the next three years", "period", None, None),
        ("imminently", "vague", None, None),
    ],
)
def test_a_start_a_range_and_a_period_are_told_apart(
    words: str, kind: str, earliest: str | None, latest: str | None
) -> None:
    """What begins tomorrow ends on no day; a range has two; “over three years” is how long it goes on."""
    found = deadline_of(f"We will run the scheme {words}.", 0, PUBLISHED)

    assert found is not None
    assert (found.text, found.kind, found.earliest, found.latest) == (words, kind, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "We will base the grant on 2027 census figures.",
        "We will answer the survey carried out during 2027.",
        "We will act on the review announced in March 2027.",
    ],
)
def test_the_time_of_something_else_is_no_deadline(text: str) -> None:
    """A count's year, and when a thing was done that the commitment goes back to."""
    assert deadline_of(text, 0, PUBLISHED) is None


def test_what_has_been_done_has_no_deadline(department: Read) -> None:
    """A delivery's “in 2030” is no time by which it is to be done."""
    (found,) = find_claims(department("We have expanded the club to 40 towns in 2030."))

    assert (found.kind, found.deadline) == ("delivery", None)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("We will spend £40 million over the next three years.", ["£40 million"]),
        ("Within 100 days we will open 12 clinics.", ["12"]),
        ("We will mend what was broken in the last five years.", []),
        ("We will give each child 30 hours of care within two years.", ["30 hours"]),
        ("We will pay a grant for two years.", ["two years"]),
    ],
)
def test_a_time_is_no_amount(text: str, amounts: list[str]) -> None:
    """How much is counted; over how long, or until when, is told by the deadline."""
    assert [one.text for one in amounts_of(text)] == amounts


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
            ["Our food rules need to be fairer", "the Liberal Democrats will introduce a farm code."],
        ),
        (
            "The marsh is a rare place and we will ban new roads near the coast.",
            ["we will ban new roads near the coast."],
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


def test_who_only_stands_beside_does_not_speak(department: Read) -> None:
    """“With the Prime Minister due to …” gives nobody's words."""
    found = find_claims(
        department("With the Prime Minister due to set out plans on 22 February, tests will be offered to 90 schools.")
    )

    assert {one.speaker for one in found} == {"DfE"}


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("We will press for a speedy answer from the port.", "aspiration", 1),
        ("We will continue to urge the port to act.", "aspiration", 1),
        ("We will press for a total ban on the sale of owls.", "pledge", 1),
        ("We will call for the toll to be scrapped.", "pledge", 1),
        ("We will lobby for 40 new lifeboats.", "pledge", 1),
        ("We will satisfy demand by opening 40 clinics.", "pledge", 4),
        ("We will put the county at the head of this new revolution.", "aspiration", 4),
        ("Eventually we want to see less litter.", "aspiration", 2),
    ],
)
def test_asking_others_to_act_is_judged_by_what_they_are_to_do(
    party: Read, text: str, kind: str, strength: int
) -> None:
    """To press for a ban is a pledge to press for it, and binds faintly; to press for fairness is an aim."""
    (found,) = find_claims(party(text))

    assert (found.kind, found.strength) == (kind, strength)


def test_a_paper_of_the_cabinet_office_binds_the_government() -> None:
    """A programme for government that the Cabinet Office publishes is not the Cabinet Office's own."""
    paper = plain.read(
        "# Our programme\n\nWe will abolish the owl tax. The Government will fund 40 barns.",
        publisher="cabinet-office",
        publisher_type="department",
    )

    assert [(one.actor, one.speaker) for one in find_claims(paper)] == [("government", "government")] * 2


def test_who_acts_beside_the_department_is_not_the_actor(department: Read) -> None:
    """“In partnership with the Home Office” leaves the deed with the DfE."""
    (found,) = find_claims(
        department("The Department for Education, in partnership with the Home Office, will fund 40 barns.")
    )

    assert found.actor == "DfE"
