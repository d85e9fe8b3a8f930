"""Fields that were wrong in claims drawn from manifestos and pages of a department: when, how much, which kind, who."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.deadline import deadline_of, times_of
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
        ("from 1 June to 30 June 2028", "date", "2028-06-01", "2028-06-30"),
        ("between May 2027 and July 2028", "date", "2027-05-01", "2028-07-31"),
        ("on the last working day of June 2027", "date", "2027-06-01", "2027-06-30"),
        ("from November to March 2029", "date", "2028-11-01", "2029-03-31"),
        ("in March or April 2027", "date", "2027-03-01", "2027-04-30"),
        ("up to 2029", "date", None, "2029-12-31"),
        ("towards the end of the calendar year", "date", "2026-01-01", "2026-12-31"),
        ("over the next three years", "period", None, None),
        ("imminently", "vague", None, None),
    ],
)
def test_a_start_a_range_and_a_period_are_told_apart(
    words: str, kind: str, earliest: str | None, latest: str | None
) -> None:
    """What begins tomorrow ends on no day; a range has two; “over three years” is how long it goes on."""
    (found,) = times_of(f"We will run the scheme {words}.", 0, PUBLISHED).told

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


def test_an_adjective_before_a_comma_is_no_deed(party: Read) -> None:
    """“Open, accountable” opens nothing."""
    (found,) = find_claims(party("We will continue to promote a lively press and open, honest institutions."))

    assert found.kind == "aspiration"


def test_one_or_more_is_no_age() -> None:
    """“Under one or more of the themes” tells no age."""
    assert amounts_of("We will act where a school fails under one or more of the themes.") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will review the approach to owls.", "pledge"),
        ("We will oppose any changes to the rule.", "pledge"),
        ("We will support the restoration of support for barns.", "pledge"),
        ("We will seek the reintroduction of the post visa.", "pledge"),
        ("We will put the county behind the New Morning movement.", "pledge"),
        ("We will make our system fit for purpose with the New Morning.", "aspiration"),
    ],
)
def test_who_reviews_does_so_whatever_it_is(party: Read, text: str, kind: str) -> None:
    """A review is done or not, what is sought is weighed as a deed, and a capital “New” is a name."""
    assert [one.kind for one in find_claims(party(text))] == [kind]


def test_year_groups_and_named_plans_have_no_amount() -> None:
    """“Each year 11 pupil” is paid by no year; a 10-Year Plan is called so."""
    found = amounts_of("We will pay £750 for each year 11 pupil under the 10-Year Health Plan.")

    assert [(one.text, one.per) for one in found] == [("£750", None)]


def test_a_party_s_own_government_is_the_party() -> None:
    """“A new Labour government” in Labour's own paper is Labour."""
    paper = plain.read(
        "# Plan\n\nA new Labour government will be fully committed to spending £40 million.",
        publisher="Labour",
        publisher_type="party",
    )

    assert [(one.actor, one.speaker) for one in find_claims(paper)] == [("Labour", "Labour")]
