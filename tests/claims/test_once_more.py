"""What readers found wrong in a second drawing: events as deadlines, how firmly, what goes on, how often, whose paper."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.deadline import times_of
from tracker.claims.evidence import amounts_of
from tracker.claims.find import find_claims
from tracker.claims.topic import topics_in
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]
PUBLISHED = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Following the end of the trial, we will open the pier.", "Following the end of the trial", "relative"),
        ("The chart will be updated following the close of the survey.", "following the close of the survey", "relative"),
        ("We will mend the chart when the new rules come into force.", "when the new rules come into force", "relative"),
        ("Tickets will be sold in advance of the Boat Race weekend.", "in advance of the Boat Race weekend", "relative"),
        ("We will build two piers in every year of the new parliament.", "in every year of the new parliament", "term"),
        ("Two harbours will soon get a new crane.", "soon", "vague"),
        ("We will mend 40 boats over the course of the year.", "over the course of the year", "period"),
    ],
)  # fmt: skip
def test_an_event_is_what_a_commitment_waits_for(text: str, words: str, kind: str) -> None:
    """What is to be over, published or in force first; each year of a parliament; soon."""
    (found,) = times_of(text, 0, PUBLISHED).told

    assert (found.text, found.kind) == (words, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Following the success of the regatta, we will hold another.",
        "Following the publication of the survey in 2024, we will mend the pier.",
        "We will help sailors when the wind turns.",
        "We will act as soon as the mayor has gone.",
        "We will keep our yards ahead of the curve.",
    ],
)
def test_what_only_gives_a_reason_dates_nothing(text: str) -> None:
    """A success, a survey of years ago, whatever the weather does; and “as soon as” is no “soon”."""
    assert [one.text for one in times_of(text, 0, PUBLISHED).told if one.text in {"soon", "when the wind turns"}] == []
    assert not any(one.text.lower().startswith(("following", "ahead")) for one in times_of(text, 0, PUBLISHED).told)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We will pay at the end of the 2027 to 2028 funding year.", ("2028-07-01", "2028-07-31")),
        ("We will pay at the end of 2027.", ("2027-12-01", "2027-12-31")),
    ],
)
def test_at_the_end_of_a_year_is_its_last_month(text: str, days: tuple[str, str]) -> None:
    """A funding year ends with July."""
    (found,) = times_of(text, 0, PUBLISHED).told

    assert (found.earliest, found.latest) == days


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will support sailors with £9 million of new money.", 4, "will support"),
        ("We will support sailors with kind words.", 1, "will support"),
        ("We will put the harbour master on a statutory footing.", 6, "will … statutory footing"),
        ("This will include reviewing the forms that sailors fill in.", 0, "will … reviewing"),
        ("We will fight for a fair share of the fish.", 1, "will … fight"),
        ("We will work to reduce ferry fares by 10%.", 3, "will … work"),
        ("All crews will have access to 40 boats at weekends, building on last year.", 4, "will"),
    ],
)
def test_firmness_is_that_of_what_is_done(party: Read, text: str, strength: int, words: str) -> None:
    """A sum makes a deed of support; who works for a thing does not say that it comes; an addition tells nothing."""
    (found,) = find_claims(party(text), floor=0.0)

    assert (found.strength, found.strength_words) == (strength, words)


def test_a_list_of_means_is_firm_where_its_lead_in_only_supports(party: Read) -> None:
    """“Will support sailors by: reducing the toll” is a promise to reduce it."""
    found = find_claims(party("We will support sailors by:\n\n- reducing the toll by half\n- abolishing the levy"))

    assert [one.strength for one in found] == [4, 4]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We support continued membership of the League.", "keep"),
        ("We support the continuation of the ferry grant until 2030.", "keep"),
        ("We will fight to keep the pier open until 2030.", "keep"),
        ("We will vote to maintain membership of the League.", "keep"),
        ("We support new ferries for 40 islands.", "do"),
        ("We will fight to open the pier by 2030.", "do"),
    ],
)
def test_what_is_fought_for_or_backed_may_be_what_there_is(party: Read, text: str, polarity: str) -> None:
    """To keep a thing stays that behind “fight to”, and behind “support” as a noun."""
    assert [one.polarity for one in find_claims(party(text), floor=0.0)] == [polarity]


@pytest.mark.parametrize(
    "text",
    [
        "The board will be elected every four years.",
        "There will be a holiday from Thursday 2 to Sunday 5 June 2027.",
        "We will publish a 25 Year Harbour Plan.",
    ],
)
def test_how_often_a_day_and_a_title_are_no_amounts(text: str) -> None:
    """“Every four years”, “Thursday 2”, “25 Year”."""
    assert amounts_of(text) == ()


def test_how_often_can_be_checked(party: Read) -> None:
    """A vote “every two years” is held, or is not."""
    (found,) = find_claims(party("Every two years, we will have better debates."))

    assert found.kind == "pledge"


def test_leaving_a_union_is_only_when(party: Read) -> None:
    """The circumstances of a thing are not what it is about."""
    assert topics_in("We will write a plan for orchards as we leave the European Union.") == ()
    assert topics_in("We will leave the European Union.") == ("world",)


@pytest.mark.parametrize(
    ("presented", "text", "actor"),
    [
        ("the Minister of State for Ferries", "We will pay for a new crane by 2028.", "government"),
        ("the Minister of State for Ferries", "The DfE will pay for a new crane by 2028.", "dfe"),
        ("the Secretary of State for Education", "We will pay for a new crane by 2028.", "dfe"),
    ],
)
def test_a_command_paper_is_of_whoever_presents_it(presented: str, text: str, actor: str) -> None:
    """Another minister's paper on a department's pages is the government's, except for what it names the department for."""
    page = f"# Harbours\n\nPresented to Parliament by {presented} by Command of His Majesty, March 2026\n\n{text}\n"
    found = find_claims(plain.read(page, publisher="dfe", publisher_type="department"))

    assert [one.actor for one in found] == [actor]


def test_an_office_keeps_its_name_before_an_aside(department: Read) -> None:
    """“The new Office for Harbour Safety (OHS) - launching in May - will”."""
    text = "The new Office for Harbour Safety and Tides (OHST) - launching on 1 May - will inspect 40 piers by 2028."

    assert [one.actor for one in find_claims(department(text))] == ["Office for Harbour Safety and Tides"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "We want every sailor to have 40 charts and a further £11 million will mend the pier.",
            ["We want every sailor to have 40 charts", "a further £11 million will mend the pier."],
        ),
        (
            "The minister has confirmed that harbours will not open before May and that the tolls will stay until 8 June.",
            ["The minister has confirmed that harbours will not open before May", "the tolls will stay until 8 June."],
        ),
        (
            "We must end the fog, and then we’ll build 40 lighthouses.",
            ["we’ll build 40 lighthouses."],
        ),
        (
            "I am committed to 40 new piers – I will always fight for sailors.",
            ["I am committed to 40 new piers", "I will always fight for sailors."],
        ),
    ],
)
def test_a_second_commitment_has_words_of_its_own(department: Read, text: str, words: list[str]) -> None:
    """A sum as its subject, a second “that”, “I” behind a dash; “and then we” parts it from a duty."""
    assert [one.text for one in find_claims(department(text), floor=0.0)] == words


def test_why_cuts_what_should_be_from_what_will(party: Read) -> None:
    """“We should use this, which is why we will”: the promise stands alone."""
    text = "We should mend all 40 piers - which is why we will double the harbour budget by 2028."

    assert [one.text for one in find_claims(party(text), floor=0.0)][-1] == "we will double the harbour budget by 2028."
