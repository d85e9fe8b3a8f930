"""When: events that no calendar dates, times that belong to something else, parts of a year, days of an older paper."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tracker.claims.deadline import LONDON, said_on, times_of
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

PUBLISHED = datetime(2026, 11, 25, tzinfo=LONDON)
Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The ferry company will decide once the tide tables are known.", "once the tide tables are known", "relative"),
        ("Once the bridge is open, there will be four ferries.", "Once the bridge is open", "relative"),
        ("We will publish the rules before step 4 begins.", "before step 4 begins", "relative"),
        ("We will mend the clock before the fair opens.", "before the fair opens", "relative"),
        ("The toll will be set at the time of sale, with a discount.", "at the time of sale", "relative"),
        ("Sailors will be offered a check on their return.", "on their return", "relative"),
        ("The dates will be confirmed with one week’s notice.", "with one week’s notice", "relative"),
        (
            "Clubs will be given a week’s notice ahead of any inspection.",
            "a week’s notice ahead of any inspection",
            "relative",
        ),
        ("The medals will be handed out on or before these dates.", "on or before these dates", "relative"),
        ("Crews will be able to go home at the end of term.", "at the end of term", "relative"),
        ("We will meet the owners during the consultation period.", "during the consultation period", "period"),
        ("We will spend £9 million across the next three academic years.", "across the next three academic years", "period"),
        ("Clubs will be visited from this week to hear their plans.", "from this week", "start"),
        ("We will go further in the coming years.", "in the coming years", "vague"),
        ("We will act within 50 days of taking office to mend the pier.", "within 50 days of taking office", "relative"),
        ("We will set out the following in the spring, in time for the fair.", "in the spring", "date"),
    ],
)  # fmt: skip
def test_what_waits_for_an_event_has_its_words(text: str, words: str, kind: str) -> None:
    """No calendar dates them, but they tell from when or by when."""
    (found,) = times_of(text, 0, PUBLISHED).told

    assert (found.text, found.kind) == (words, kind)


@pytest.mark.parametrize(
    "text",
    [
        "We will reform laws that do not work once we have left the league.",
        "We will end it once and for all.",
        "We will test the boats once a week.",
        "We will help our once great harbour.",
        "Applicants in the 2027 cohort will be given more time.",
        "The tests will be based on the January 2027 census.",
        "We will change the exams for 2027.",
        "The money will pay for 5% off timetable for the 2026 to 2027 academic year so that they can train.",
        "We will fit the plan to the framework (Rowing for 2030).",
        "Because catches rose in December, we will pay by the boat.",
        "We will add to the grant where a club can show that visits rose during the spring term.",
        "The fund has reached 900 rowers this academic year, and will grow.",
        "We will build four boathouses so that one day all clubs have one.",
        "On Friday 4 December, the council announced that it will mend the pier.",
        "The bill, published today (Wednesday 25 November), will help every club.",
        "The new office - opening on 1 December - will look after sailors.",
        "We will keep to the rules set in the autumn statement last year.",
        "We will train the next generation of sailors.",
        "Earlier this year, the club opened, and we will open more.",
        "We will learn from what was said two hundred years ago.",
    ],
)
def test_the_time_of_something_else_is_none(text: str) -> None:
    """Names of years, reasons, conditions, what was reached so far, and the day of an announcement."""
    assert times_of(text, 0, PUBLISHED, verb=text.index(" will ") + 5).told == ()


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("before the end of May 2027", None, "2027-05-31"),
        ("before the end of this financial year", None, "2027-03-31"),
        ("by early May 2027", None, "2027-05-10"),
        ("in late May 2027", "2027-05-21", "2027-05-31"),
        ("in early 2027", "2027-01-01", "2027-04-30"),
        ("in mid 2027", "2027-05-01", "2027-08-31"),
        ("in late 2027", "2027-09-01", "2027-12-31"),
        ("early next year", "2027-01-01", "2027-04-30"),
        ("in the autumn term", "2026-09-01", "2026-12-31"),
        ("in the autumn", "2026-09-01", "2026-11-30"),
        ("by the spring term 2027", None, "2027-04-30"),
        ("before the summer", None, "2027-05-31"),
        ("by the end of spring", None, "2027-05-31"),
        ("into the 2027/28 academic year", "2027-09-01", "2028-08-31"),
        ("no earlier than 17 May 2027", "2027-05-17", None),
        ("from 20 November", "2026-11-20", None),
        ("by 20 November", None, "2026-11-20"),
        ("in October", "2027-10-01", "2027-10-31"),
        ("on or before 12 August 2027", None, "2027-08-12"),
        ("on Friday 15 January", "2027-01-15", "2027-01-15"),
        ("Friday 15 January", "2027-01-15", "2027-01-15"),
        ("over six years ending in March 2030", None, "2030-03-31"),
    ],
)
def test_days_of_parts_and_ends(words: str, earliest: str | None, latest: str | None) -> None:
    """The end of May is its last day, early 2027 is its first third, a term a school's, a day just over is this year's."""
    (found,) = times_of(f"The clock will be mended {words}.", 0, PUBLISHED).told

    assert (found.text, found.earliest, found.latest) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Spending on boats will rise to £3 million by 2027-28.", "2028-03-31"),
        ("Every club will have a boat by 2027-28.", "2028-08-31"),
    ],
)
def test_money_counts_by_the_financial_year(text: str, latest: str) -> None:
    """“2027-28” of a budget ends on 31 March."""
    assert [one.latest for one in times_of(text, 0, PUBLISHED).told] == [latest]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("From 2019, we will hold a regatta a year.", "From 2019"),
        ("A vote in 2019 will settle the name.", "in 2019"),
    ],
)
def test_what_is_told_of_the_deed_counts_however_old_the_page_has_become(text: str, words: str) -> None:
    """A page of 2026 may repeat what was written in 2018."""
    assert [one.text for one in times_of(text, 0, PUBLISHED).told] == [words]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Harbour group minutes 4 February 2025", "2025-02-04"),
        ("Harbour update: July 2025", "2025-07-01"),
        ("Ferry fares from July 2025", "2026-11-25"),
        ("Ferry fares for 2025", "2026-11-25"),
        ("Ferry fares, 4 February 2027", "2026-11-25"),
        ("Harbour minutes 4 February 2025 and 6 March 2025", "2026-11-25"),
        ("", "2026-11-25"),
    ],
)
def test_minutes_were_said_on_the_day_of_their_title(title: str, day: str) -> None:
    """A page is given out again years later; the day in its title, if it has one, tells when it was written."""
    told = said_on(title, PUBLISHED)

    assert told is not None
    assert told.date().isoformat() == day


def test_a_month_of_minutes_is_the_one_after_them() -> None:
    """“In March” of minutes of February 2025 is March 2025, whenever the page was last given out."""
    document = plain.read(
        "# Harbour group minutes 4 February 2025\n\nIn March, we will paint 40 boats.\n",
        publisher="Whigs",
        publisher_type="party",
        published=PUBLISHED,
    )

    assert [one.deadline and one.deadline.latest for one in find_claims(document)] == ["2025-03-31"]


def test_an_item_with_a_verb_of_its_own_takes_no_time_of_its_lead_in_s_sentence(department: Read) -> None:
    """The pupils return on 8 March; the tests are given whenever."""
    returns = (
        "Pupils will return to clubs on 8 March with these rules in place:\n\n- Staff will be given two tests a week."
    )
    opens = "From 8 March:\n\n- Staff will be given two tests a week."

    told = [
        [one.said_when for one in find_claims(department(text)) if "tests" in one.text] for text in (returns, opens)
    ]

    assert told == [[""], ["From 8 March"]]
