"""Not found: said with care, or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime

from tracker.claims.claim import Claim
from tracker.config.settings import Settings
from tracker.links.absence import Absence, AbsenceFinder, Holding, absence
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.links.turns import last_held, summary

Make = Callable[..., Claim]
SWIM = "We will teach every pupil to swim before the age of eleven."
ROOFS = "We will fit solar panels to the roofs of 2,000 schools."
SEEN = datetime(2026, 2, 24, 6, tzinfo=UTC)


def holding(source: str, fault: str | None = None, number: int = 2) -> Holding:
    """The only document of a source, at that version."""
    return Holding(source=source, document="page", version=f"{source}@{number}", as_of=SEEN, fault=fault)


def thread_of(*claims: Claim) -> Thread:
    """The thread of the first one."""
    return threads(claims)[0]


def test_what_left_its_own_page(claim: Make) -> None:
    """A pledge that the newest version of its page no longer has is not found there; one that it has is."""
    thread = thread_of(claim(SWIM, "2024-03-01", document="plan"))
    other = claim(ROOFS, "2024-03-01", document="plan", version=2)
    still = claim(SWIM, "2024-03-01", document="plan", version=2)

    gone = absence(thread, {("plan", "page"): [other]}, [holding("plan"), holding("elsewhere")], {})

    assert gone == Absence(searched=(holding("plan"),))
    assert gone.holds
    assert absence(thread, {("plan", "page"): [still]}, [holding("plan")], {}) is None


def test_what_its_successor_lacks(claim: Make) -> None:
    """A declared successor is looked at in the stead of what it follows, also in a department, also by steps."""
    thread = thread_of(claim(SWIM, "2024-03-01", document="manifesto"))
    there = {("manifesto", "page"): [claim(SWIM, "2024-03-01", document="manifesto")]}
    follows = {"plan": ["manifesto"], "dfe": ["plan"]}

    found = absence(thread, there, [holding("manifesto"), holding("plan"), holding("dfe")], follows)

    assert found == Absence(searched=(holding("dfe"),))
    assert absence(thread, there, [holding("manifesto")], {}) is None


def test_a_gap_forbids_to_say_it(claim: Make) -> None:
    """Where a successor fails, is suspect or was never recorded, nothing is said to be absent."""
    thread = thread_of(claim(SWIM, "2024-03-01", document="manifesto"))
    follows = {"plan": ["manifesto"], "dfe": ["manifesto"]}

    found = absence(thread, {}, [holding("plan", "failing since 2026-01-01")], follows)
    missing = absence(thread, {}, [holding("plan")], follows)

    assert found is not None
    assert found.gaps == ("dfe: nothing recorded of it", "plan@2: failing since 2026-01-01")
    assert not found.holds
    assert missing is not None
    assert not missing.holds


def test_what_may_be_there_is_not_absent(claim: Make) -> None:
    """A suggestion that nobody has looked at yet is enough to keep silent; circles of successors do no harm."""
    first = claim(SWIM, "2024-03-01", document="manifesto")
    perhaps = claim("Swimming lessons will come to pupils of eleven.", "2024-09-01", document="plan")
    thread = next(
        one for one in threads([first, perhaps], settings=Settings(likely=0.95, review=0.1)) if one.claims[0] == first
    )
    follows = {"plan": ["manifesto"], "manifesto": ["plan"]}

    assert [link.later for link in thread.candidates] == [perhaps.id]
    assert absence(thread, {("plan", "page"): [perhaps]}, [holding("plan")], {"plan": ["manifesto"]}) is None
    assert absence(thread, {("plan", "page"): [perhaps]}, [holding("plan")], follows) is None


def test_the_press_shows_nothing(claim: Make) -> None:
    """An old article that no longer says it, or still does, is no sign."""
    told = claim(SWIM, "2024-03-01", document="news")
    assert told.place is not None
    press = told.model_copy(update={"place": told.place.model_copy(update={"publisher_type": "press"})})

    assert absence(thread_of(press), {}, [holding("news")], {}) is None


def test_a_summary_is_enough_to_say_it(claim: Make) -> None:
    """The same answer without the claims, with the turn that a list shows; none where it may stand, or where a gap is."""
    old = claim(SWIM, "2024-03-01", document="manifesto")
    told = summary(thread_of(old), last_held([old]), {})
    follows = {"plan": ["manifesto"]}
    plan = holding("plan").model_copy(update={"since": datetime(2025, 1, 1, tzinfo=UTC)})

    finder = AbsenceFinder([holding("manifesto", number=1), plan], follows)
    turn = finder.turn(told)

    assert finder.absence(told) == absence(thread_of(old), {}, [holding("manifesto"), plan], follows)
    assert turn is not None
    assert (turn.said, turn.at, turn.later) == ("not found in plan", datetime(2025, 1, 1, tzinfo=UTC), "")
    assert told.with_turn(turn).weight > told.weight
    assert finder.turn(told.model_copy(update={"offered": ("plan@2",)})) is None
    assert AbsenceFinder([holding("manifesto", number=1)], {}).absence(told) is None
    assert AbsenceFinder([holding("plan", "failing")], follows).turn(told) is None
