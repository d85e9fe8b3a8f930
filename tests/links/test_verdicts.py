"""A person’s word over the machine’s."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.claims.claim import Claim
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict, ThreadVerdict
from tracker.links.link import Thread
from tracker.links.thread import by_id, threads

Make = Callable[..., Claim]

SWIM = "We will teach every pupil to swim before the age of eleven."
SWIM_LATER = "Every pupil will learn to swim by eleven, with 300 new swimming instructors."
SWIM_LAST = "Every pupil will be taught to swim by the age of eleven in 300 pools."
ROOFS = "We will fit solar panels to the roofs of 2,000 schools."


def thread_id(claim: Claim) -> str:
    """Of the thread that begins with it."""
    return f"t-{claim.id[2:]}"


def link(earlier: Claim, later: Claim, relation: str = "same", **more: object) -> LinkVerdict:
    """A verdict on two claims, Ada's if nobody is named."""
    return LinkVerdict.model_validate(
        {"by": "Ada", "earlier": earlier.id, "later": later.id, "relation": relation, **more}
    )


def texts(found: tuple[Thread, ...]) -> list[list[str]]:
    """The wordings of each thread."""
    return [[claim.text for claim in thread.claims] for thread in found]


def test_two_threads_are_joined(claim: Make) -> None:
    """A join makes one thread of two; the other's id still leads to it, and the reason names who decided."""
    swim, roofs = claim(SWIM, "2024-03-01"), claim(ROOFS, "2024-04-01")
    join = ThreadVerdict(thread=thread_id(swim), join=thread_id(roofs), by="Ada", why="one bill")

    (thread,) = threads([swim, roofs], verdicts=[join])

    assert texts((thread,)) == [[SWIM, ROOFS]]
    assert thread.id == thread_id(swim)
    assert by_id([thread], thread_id(roofs)) == thread
    assert thread.links[0].reasons[0] == "decided by Ada: one bill"


def test_a_split_makes_a_thread_of_its_own(claim: Make) -> None:
    """Claims split off stay together and apart; the older part keeps the id, an older "same" no longer holds them."""
    first, second, third = claim(SWIM, "2024-03-01"), claim(SWIM_LATER, "2024-06-01"), claim(SWIM_LAST, "2025-01-01")
    split = ThreadVerdict(thread=thread_id(first), split=(second.id, third.id), by="Ada", on=date(2026, 2, 1))
    older = link(first, second, on=date(2026, 1, 1))

    found = threads([first, second, third], verdicts=[older, split])

    assert len(threads([first, second, third])) == 1
    assert texts(found) == [[SWIM], [SWIM_LATER, SWIM_LAST]]
    assert [thread.id for thread in found] == [thread_id(first), thread_id(second)]


def test_an_id_that_a_person_used_is_kept(claim: Make) -> None:
    """A thread that was given a name keeps its id when an older claim turns up and becomes its first."""
    older, named = claim(SWIM, "2024-03-01"), claim(SWIM_LATER, "2025-02-01")
    name = ThreadVerdict(by="Ada", thread=thread_id(named), name="Swimming")

    (thread,) = threads([older, named], verdicts=[name])

    assert (thread.id, thread.name) == (thread_id(named), "Swimming")
    assert by_id([thread], thread_id(older)) == thread


def test_verdicts_survive_another_reading(claim: Make) -> None:
    """After a re-extraction gave a claim another id, its words in its document find it again."""
    first = claim(SWIM, "2024-03-01", document="plan")
    second = claim(ROOFS, "2025-02-01", document="roofs")
    verdict = link(
        first, second, earlier_words=first.text, earlier_at="plan@1", later_words=second.text, later_at="roofs@1"
    )
    name = ThreadVerdict(by="Ada", thread=thread_id(first), name="Both", words=first.text, at="plan@1")
    again = claim(SWIM.removesuffix("."), "2024-03-01", document="plan").model_copy(update={"id": "c-aaaaaaaaaa"})

    found = threads([again, second], verdicts=[verdict, name])

    assert texts(found) == [[again.text, ROOFS]]
    assert found[0].name == "Both"
    assert len(threads([again, second], verdicts=[link(first, second)])) == 2


def test_two_people_who_disagree_are_shown(claim: Make) -> None:
    """The later word holds, and the link says who holds what; a person's own change of mind is no disagreement."""
    one, other = claim(SWIM, "2024-03-01"), claim(ROOFS, "2025-02-01")
    yes = link(one, other, on=date(2026, 1, 1))
    no = link(one, other, "different", by="Ben", on=date(2026, 1, 2))

    apart = threads([one, other], verdicts=[yes, no])
    joined = threads([one, other], verdicts=[no, link(one, other, on=date(2026, 1, 3))])
    changed = threads([one, other], verdicts=[yes, link(one, other, "different", on=date(2026, 1, 2))])

    assert texts(apart) == [[SWIM], [ROOFS]]
    assert [found.disputed for found in apart[0].disputed] == [("Ada: same", "Ben: different")]
    assert joined[0].links[0].disputed == ("Ada: same", "Ben: different")
    assert not any(thread.disputed for thread in changed)


def typed(claim: Claim, kind: str) -> Claim:
    """The claim of a publisher of that type."""
    assert claim.place is not None
    return claim.model_copy(update={"place": claim.place.model_copy(update={"publisher_type": kind})})


def test_rivals_are_not_joined_by_a_score(claim: Make) -> None:
    """What two parties promise alike is offered to a person who asks for it, never held to be one pledge."""
    one = typed(claim(SWIM, "2024-03-01", publisher="Labour"), "party")
    other = typed(claim(SWIM, "2024-05-01", publisher="Greens"), "party")

    found = threads([one, other], settings=Settings(across=True))

    assert texts(found) == [[SWIM], [SWIM]]
    assert not any(thread.candidates for thread in threads([one, other]))
    assert [candidate.standing for candidate in found[0].candidates] == ["review"]
    confirmed = threads([one, other], verdicts=[link(one, other)])
    assert [joined.voice for joined in confirmed[0].links] == ["adopted"]


@pytest.mark.parametrize(("day", "number"), [("2024-05-01", 2), ("2025-05-01", 1), ("1999-05-01", 1)])
def test_another_government_is_a_rival(claim: Make, day: str, number: int) -> None:
    """What a department says under others is no stage of a party's pledge; where nobody knows who governed, it may be."""
    spans = {"Labour": {"from": date(2024, 7, 5)}, "Owls": {"from": date(2010, 5, 11), "to": date(2024, 7, 4)}}
    known = [{"id": name.lower(), "name": name, "type": "party", "government": [spans[name]]} for name in spans]
    pledge = typed(claim(SWIM, "2024-03-01" if day > "2000" else "1998-03-01", publisher="Labour"), "party")
    later = typed(claim(SWIM, day, publisher="dfe"), "department")

    assert len(threads([pledge, later], people=People.model_validate({"publisher": known}))) == number


def test_a_score_bridges_two_parliaments(claim: Make) -> None:
    """A claim in the same words twenty years on is not linked by its score."""
    assert len(threads([claim(SWIM, "2004-03-01"), claim(SWIM, "2014-03-01")])) == 1
    assert len(threads([claim(SWIM, "2004-03-01"), claim(SWIM, "2024-03-01")])) == 2


@pytest.mark.parametrize(
    ("day", "kind", "voice"),
    [
        ("2025-02-01", "department", "adopted"),
        ("2024-05-01", "department", "restated"),
        ("2025-02-01", "press", "reported"),
    ],
)
def test_who_says_it_now(claim: Make, day: str, kind: str, voice: str) -> None:
    """A department adopts what a party promised that governs by then; else it restates; the press reports."""
    people = People.model_validate(
        {"publisher": [{"id": "lab", "name": "Labour", "type": "party", "government": [{"from": date(2024, 7, 5)}]}]}
    )
    pledge = typed(claim(SWIM, "2024-03-01", publisher="Labour"), "party")
    later = typed(claim(SWIM, day, publisher="Somebody"), kind)

    (thread,) = threads([pledge, later], people=people, verdicts=[link(pledge, later)])

    assert thread.links[0].voice == voice
