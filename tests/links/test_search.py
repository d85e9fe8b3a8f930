"""Threads and claims by words a person types."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim
from tracker.links.search import Hit, find, search
from tracker.links.thread import threads

Make = Callable[..., Claim]

SWIM = "We will teach every pupil to swim before the age of eleven."
ROOFS = "We will fit solar panels to the roofs of 2,000 schools."
SQUADS = "From January, regional reading squads (RRS) start work with libraries in nine towns."
NAMES = ("regional reading squads", "book brigades")


@pytest.fixture
def look(claim: Make) -> Callable[[str], tuple[Hit, ...]]:
    """A search over three threads and one claim that is in none."""
    known = threads([claim(SWIM, "2024-03-01"), claim(ROOFS, "2024-04-01"), claim(SQUADS, "2025-01-01")])
    loose = claim("The swimming gala is on Friday.", "2025-02-01")
    return lambda words: search(words, known, [loose], aliases=[NAMES])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("solar panels", SOLAR := ROOFS),
        ("soler pannels", SOLAR),
        ("panles on rooves solar", SOLAR),
        ("teach swimming", SWIM),
        ("book brigades", SQUADS),
        ("Book-Brigade", SQUADS),
        ("rrs", SQUADS),
        ("2,000 schools", ROOFS),
    ],
)
def test_the_right_thread_comes_first(look: Callable[[str], tuple[Hit, ...]], words: str, text: str) -> None:
    """Words, inflected, mistyped, through another name or an acronym, find the claim that has them."""
    hits = look(words)

    assert hits[0].claim.text == text
    assert hits[0].thread is not None


def test_a_claim_in_no_thread_is_found(look: Callable[[str], tuple[Hit, ...]]) -> None:
    """It comes without a thread."""
    (hit,) = look("gala friday")

    assert hit.thread is None


@pytest.mark.parametrize("words", ["", "the of", "zebra", "xx"])
def test_nothing_is_made_up(look: Callable[[str], tuple[Hit, ...]], words: str) -> None:
    """Empty words, function words and unknown words find nothing."""
    assert look(words) == ()


def test_why(look: Callable[[str], tuple[Hit, ...]]) -> None:
    """A hit says which words were met, how a mistyped one was read and which name led to it."""
    assert "words: panels" in look("panels soler")[0].why
    assert "“soler” read as “solar”" in look("panels soler")[0].why
    assert "“book brigades” is a name for regional reading squads" in look("book brigades")[0].why


def test_words_apart_are_near_and_said_to_be(claim: Make) -> None:
    """A phrase must stand together: "tower fees" is not "no fee for the old north tower of the castle"."""
    fees = claim("Tower fees will be scrapped for all climbers.", "2024-01-01")
    apart = claim("There is no fee for those who walk to the old north tower.", "2023-01-01")
    known = threads([fees, apart])

    assert [(hit.claim.text, hit.match) for hit in search("tower fees", known, [])] == [
        (fees.text, "exact"),
        (apart.text, "near"),
    ]
    assert [thread.claims[0].text for thread in find("tower fees", known, [])] == [fees.text]


def test_a_compound_is_found_in_two_words_and_in_one(claim: Make) -> None:
    """As it stands or parted, in any number, with a number in any spelling; an unknown word finds nothing like it."""
    known = threads([claim("Hit squads will visit 6,500 owls.", "2024-01-01"), claim("Unions meet.", "2024-01-02")])
    other = threads([claim("The hitsquad will come.", "2024-01-01")])

    for words in ("hitsquad", "hit squad", "6500 owls", "six thousand five hundred owls"):
        assert [hit.match for hit in search(words, known, [])] == ["exact"], words
    assert [hit.match for hit in search("hit squad", other, [])] == ["exact"]
    assert search("flying unicorns", known, []) == ()


def test_a_heading_makes_a_near_hit(claim: Make) -> None:
    """What only the heading names is near."""
    under = claim("We will scrap them for climbers.", "2024-01-01").model_copy(update={"section": ("Tower fees",)})

    assert search("tower fees", threads([under]), []) == ()
    assert [hit.match for hit in search("tower fees climbers", threads([under]), [])] == ["near"]


def test_what_is_pasted_by_mistake_ends(claim: Make) -> None:
    """A word of a hundred thousand letters, or as many words, is no question and takes no time."""
    known = threads([claim(SWIM, "2024-01-01")])

    assert search("x" * 100_000, known, []) == ()
    assert search("owl " * 100_000, known, []) == ()
