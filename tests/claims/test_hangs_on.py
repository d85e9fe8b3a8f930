"""Which verb a date hangs on, and which numbers are part of a name."""

from datetime import UTC, datetime

import pytest

from tracker.claims.deadline import times_of
from tracker.claims.evidence import amounts_of

PUBLISHED = datetime(2026, 11, 25, tzinfo=UTC)


def _told(text: str, verb: str = "will") -> list[str]:
    return [one.text for one in times_of(text, 0, PUBLISHED, verb=text.find(verb) + len(verb)).told]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("After the county regatta, we will mend the pier.", "After the county regatta"),
        ("Until such time as the lock is mended, the town will run a ferry.", "Until such time as the lock is mended"),
        ("Following its publication, the chart will be reviewed.", "Following its publication"),
        (
            "The rules show the need – following the close of the survey in May 2027, we will set tolls.",
            "following the close of the survey in May 2027",
        ),
        ("We will cease to pay pilots when we leave the league.", "when we leave the league"),
        ("When the treaty expires we will build a new quay.", "When the treaty expires"),
        ("Fees will be frozen after the county has left the league.", "after the county has left the league"),
        ("More charts will be given out in advance of step 3.", "in advance of step 3"),
    ],
)
def test_an_event_that_the_verb_waits_for_is_told(text: str, words: str) -> None:
    """Whatever opens the clause before subject and verb, and what happens once behind it."""
    assert _told(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Following the publication of the survey in 2024, we will mend the pier.",
        "After a successful first six months, we will mend the pier.",
        "After years of neglect, we will mend the pier.",
        "We will help sailors when we consult them.",
        "When pilots ask for charts, we will print them.",
    ],
)
def test_what_is_over_or_comes_again_and_again_is_no_time(text: str) -> None:
    """A survey of years ago, a length of time gone by, a habit."""
    assert _told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We will buy from yards that commit to sailing by 2050.", []),
        ("We will pay for boats entered and listed in the return sent by the club in December 2027.", []),
        ("We will add to the £7 million of savings we have made in this parliament.", []),
        ("We will fund summer (to cover April 2027 to August 2027) by the count.", []),
        ("Ferries are a makeshift until May 2027, and we will keep them under review.", []),
        ("We will tell you what this year’s money means.", []),
        ("We will restore trust in the government’s ability to sail.", []),
        ("We will keep any statute passed by the UK Parliament.", []),
        ("We will build a harbour for the next generation.", []),
        ("We will spend £2 million in a 2 year programme of dredging.", []),
        ("We will hold a fair from Thursday 2 to Sunday 5 June 2027.", []),
        ("We will take a toll from skippers who use the lock by May 2027.", ["by May 2027"]),
        ("We will name the yards we have chosen to take forward in October 2027.", ["in October 2027"]),
        ("The piers will be designed, built and opened in May 2027.", ["in May 2027"]),
        ("We want to see ten piers rebuilt in 2027.", ["in 2027"]),
        ("We will proceed in May 2027.", ["in May 2027"]),
        ("We will mend the pier over a three-month period.", ["over a three-month period"]),
    ],
)
def test_a_date_is_that_of_the_verb_it_hangs_on(text: str, words: list[str]) -> None:
    """Of another clause, of a thing made before, of an owner or a body it is none."""
    assert _told(text, "want" if "want" in text else "will") == words


def test_what_hangs_on_an_event_without_a_day_is_told_with_it() -> None:
    """The bill waits for the vote, whose parliament is not that of the bill."""
    text = "We will lower tolls, once it has called a vote on tides in the next parliament."

    assert _told(text) == ["once it has called a vote on tides in the next parliament"]


@pytest.mark.parametrize(
    ("text", "words", "latest"),
    [
        ("We will open ten piers by the middle of the 2030s.", "by the middle of the 2030s", "2036-08-31"),
        ("We will open ten piers by the 2040s.", "by the 2040s", "2049-12-31"),
        ("Fees will be repaid, backdated to 1 April 2027.", "backdated to 1 April 2027", None),
        ("The Bill will come in the first session of a new Parliament.", "in the first session of a new Parliament", None),
        ("Fares will be frozen for the whole of the next parliament.", "for the whole of the next parliament", None),
        ("In the short-term we will paint the pier.", "In the short-term", None),
        ("We will save it in two years’ time.", "in two years’ time", None),
        ("The clubs will be shut after February half-term.", "after February half-term", None),
    ],
)  # fmt: skip
def test_the_whole_of_a_time_is_told(text: str, words: str, latest: str | None) -> None:
    """Decades, sessions, the rest of a term, and what the text says of how far."""
    told = times_of(text, 0, PUBLISHED).told

    assert [(one.text, one.latest) for one in told] == [(words, latest)]


@pytest.mark.parametrize(
    "text",
    [
        "We will mend the wall along Fast Ferry 2.",
        "We will write a 10-year harbour plan.",
        "We will set out a five year road map.",
        "We will run a truly seven-day ferry service.",
        "We will bring the first Harbour Bill for thirty years.",
        "We will honour those who sailed two hundred years ago.",
        "We will ban zero hours contracts.",
        "We will fund 16–19-year olds.",
    ],
)
def test_a_number_that_tells_which_thing_is_meant_is_no_amount(text: str) -> None:
    """A ferry's name, a plan's length, how long there has been none."""
    assert amounts_of(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We will fund over 100 short courses.", [("count", "over", "100")]),
        ("Everyone over 75 will sail free.", [("age", "over", "75")]),
        ("Firms with profits greater than £1.5m will pay.", [("money", "greater than", "£1.5m")]),
        ("Quays will be built for a 2oC rise.", [("count", None, "2")]),
        ("Students will do a three-month placement.", [("duration", None, "three-month")]),
    ],
)
def test_what_is_over_a_hundred_is_counted_and_not_aged(text: str, told: list[tuple[str, str | None, str]]) -> None:
    """A noun behind the number is counted; “greater than” belongs to it."""
    assert [(one.kind, one.comparator, one.text) for one in amounts_of(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "In March, the minister for lamps committed to providing every harbour with a pilot.",
        "We will raise the grant by 13 per cent compared with this year.",
        "Pilots will be examined at sea, similar to this summer.",
    ],
)
def test_what_a_thing_is_compared_with_is_no_time_of_it(text: str) -> None:
    """Nor is the day on which somebody committed himself."""
    assert _told(text, "committed" if "committed" in text else "will") == []
