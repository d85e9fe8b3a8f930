"""What turned in the life of a pledge, in a few words."""

from collections.abc import Callable
from itertools import pairwise

from tracker.claims.claim import Claim
from tracker.config.verdict import LinkVerdict
from tracker.links.link import Thread
from tracker.links.naming import name_of
from tracker.links.thread import threads
from tracker.links.turns import last_held, summary, turns

Make = Callable[..., Claim]


def linked(*claims: Claim) -> Thread:
    """One thread of these, as a person holds it."""
    said = [LinkVerdict(earlier=one.id, later=other.id, relation="same", by="Ada") for one, other in pairwise(claims)]
    (found,) = threads(claims, verdicts=said)
    return found


def by(made: Claim, publisher_type: str) -> Claim:
    """The claim as one of such a publisher."""
    assert made.place is not None
    return made.model_copy(update={"place": made.place.model_copy(update={"publisher_type": publisher_type})})


def said(thread: Thread) -> list[str]:
    """The phrases of all turns."""
    return [turn.said for turn in turns(thread)]


def test_firmness_dates_numbers_and_conditions(claim: Make) -> None:
    """Both wordings, or what says that nothing stands there; a date that goes is no date, never dropped."""
    old = claim("We will build 40 owl boxes in every village by 2027.", "2024-01-01", publisher="Owls", document="plan")
    new = claim(
        "If funds allow, we aim to build 30 owl boxes in villages.", "2024-01-01", publisher="Owls", document="plan",
        version=2, seen="2025-01-01",
    )  # fmt: skip

    found = said(linked(old, new))

    assert "will → aim to" in found
    assert {"40 → 30", "by 2027 → no date"} <= set(found)
    assert all(turn.counts and turn.standing == "confirmed" and turn.who == "Owls" for turn in turns(linked(old, new)))


def test_a_number_turns_across_voices(claim: Make) -> None:
    """What one page promised and another says to be so by now meet; whom letters are sent to is no part of it."""
    plan = by(
        claim("Owl rangers will work with more than 600 dark barns.", "2024-01-01", publisher="Woods"), "department"
    )
    press = by(claim("Owl rangers will work with more than 200 barns.", "2025-01-01", publisher="Gazette"), "press")
    now = by(
        claim("Owl rangers are now working with more than 200 dark barns.", "2025-01-02", publisher="Woods"),
        "department",
    )
    letters = by(
        claim("Owl rangers will offer help to 2,092 barns this year.", "2026-01-01", publisher="Gazette"), "press"
    )

    thread = linked(plan, press, now, letters)
    numbers = [turn for turn in turns(thread) if turn.name.startswith("quantity")]

    assert [(turn.said, turn.who) for turn in numbers] == [("more than 600 → now more than 200", "Woods")]
    assert not any("2,092" in phrase for phrase in said(thread))


def test_spelling_and_notes_are_noise(claim: Make) -> None:
    """A thread of which only the spelling was mended has no turn."""
    one = claim("We will make a committment to owls[^4] in every barn.", "2024-01-01", publisher="Owls")
    other = claim("We will make a commitment to owls in every barn.", "2025-01-01", publisher="Owls")

    told = summary(linked(one, other), {}, {})

    assert told.turns == ()
    assert told.noise
    assert told.weight == 0.0


def test_a_summary_counts_filters_and_keeps(claim: Make) -> None:
    """It comes back from JSON equal, and holds the last version with the words, not the last rewording."""
    old = claim("We will build 40 owl boxes by 2027.", "2024-01-01", publisher="Owls", document="plan")
    again = claim(
        "We will build 40 owl boxes by 2027.",
        "2024-01-01",
        document="plan",
        publisher="Owls",
        version=3,
        seen="2026-01-01",
    )
    press = by(claim("Owls promise 40 boxes by 2027.", "2024-02-01", publisher="Gazette", document="news"), "press")
    thread = linked(old, press)

    told = summary(thread, last_held([old, again, press]), {})

    assert told == type(told).model_validate_json(told.model_dump_json())
    assert told.held == ("plan@3",)
    assert (told.stages, told.publishers, told.sources) == (2, ("Owls", "Gazette"), ("plan", "news"))
    assert not told.counted  # the press reports it: another voice is no change


def test_names(claim: Make) -> None:
    """A person's name comes first; then the programme, its nickname in quotation marks; then what the members share."""
    barns = linked(
        by(claim("We will recruit 650 new barn wardens in every county.", "2024-01-01", publisher="Owls"), "party"),
        by(
            claim("The government will recruit 650 barn wardens by 2030.", "2025-01-01", publisher="Woods"),
            "department",
        ),
    )
    squads = threads(
        [
            by(claim("The ministry will send night squads to barns.", "2024-01-01", publisher="Gazette"), "press"),
            by(claim("Barn support teams will visit every barn.", "2024-02-01", publisher="Woods"), "department"),
        ],
        aliases=[("barn support teams", "night squads")],
    )[0]  # fmt: skip

    assert name_of(barns) == "650 barn wardens"
    assert name_of(barns.model_copy(update={"name": "Wardens"})) == "Wardens"
    assert name_of(squads) == "Barn support teams “night squads”"
