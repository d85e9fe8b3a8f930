"""Releases: what others may see, and how many people it takes."""

from datetime import date

import pytest

from tracker.config.checks import released
from tracker.config.decided import key
from tracker.config.release import Releases
from tracker.config.verdict import ChangeVerdict, ClaimVerdict, LinkVerdict, ReleaseVerdict, ThreadVerdict, Verdicts

ONE, TWO = "c-aaaaaaaaaa", "c-bbbbbbbbbb"
SAME = LinkVerdict(earlier=ONE, later=TWO, relation="same", by="Ada")
APART = LinkVerdict(earlier=ONE, later=TWO, relation="different", by="Ada")
NAME = ThreadVerdict(thread="t-aaaaaaaaaa", name="Boxes", by="Ada")
SPLIT = ThreadVerdict(thread="t-aaaaaaaaaa", split=(TWO,), by="Ada")
DROP = ClaimVerdict(does="drop", words="We will.", at="plan@1", claim=ONE, by="Ada")
ROUTINE = ChangeVerdict(change="plan@2#d-aaaaaaaaaa", worth="routine", by="Ada")
HEADLINE = ChangeVerdict(change="plan@2#d-aaaaaaaaaa", worth="line", headline="Fewer boxes", by="Ada")
EVERY = Verdicts(link=(SAME, APART), thread=(NAME, SPLIT), claim=(DROP,), change=(ROUTINE, HEADLINE))


def let(*what: object, by: str, withdrawn: bool = False) -> ReleaseVerdict:
    """A person's word on these decisions."""
    keys = tuple(key(one) for one in what)  # type: ignore[arg-type]
    return ReleaseVerdict(what="t-aaaaaaaaaa", decisions=keys, by=by, withdrawn=withdrawn)


def waits(needs: int, *releases: ReleaseVerdict) -> tuple[object, ...]:
    """What waits, with these words of people."""
    return Releases.of(EVERY.model_copy(update={"release": releases}), needs).waiting()


def test_with_0_only_words_of_our_own_wait() -> None:
    """What was confirmed is shown at once, as it always was; a headline waits for one person."""
    assert waits(0) == (HEADLINE,)
    assert waits(0, let(HEADLINE, by="Ada")) == ()


def test_what_takes_back_never_waits() -> None:
    """Nor what a change is worth, which nobody else sees."""
    assert waits(1) == (SAME, NAME, SPLIT, HEADLINE)
    standing = Releases.of(EVERY, 1).standing
    assert (standing.link, standing.thread, standing.claim) == ((APART,), (SPLIT,), (DROP,))
    assert Releases.of(EVERY, 1).let_through.thread == ()


def test_two_are_two_different_people() -> None:
    """One who says it twice is one; what is withdrawn no longer counts."""
    ada, ben = let(SAME, NAME, SPLIT, HEADLINE, by="Ada"), let(SAME, by="Ben")
    assert SAME in waits(2, ada, ada)
    assert waits(2, ada, ben) == (NAME, SPLIT, HEADLINE)
    assert SAME in waits(2, ada, let(SAME, by="Ben", withdrawn=True))


def test_an_edited_decision_waits_again() -> None:
    """What was let through are these words of that day, not what somebody makes of them later."""
    renamed = NAME.model_copy(update={"name": "Broken boxes", "on": date(2026, 1, 2)})
    held = Verdicts(thread=(NAME, renamed), release=(let(NAME, by="Ada"),))
    assert Releases.of(held, 1).waiting() == (renamed,)
    assert Releases.of(held, 1).let_through.thread == (NAME,)


@pytest.mark.parametrize("wrong", ["", "c-aaaaaaaaaa", "plan@0", "plan@", "plan@1#d-1", "../plan@1#d-aaaaaaaaaa"])
def test_only_threads_and_changes_can_be_released(wrong: str) -> None:
    """The fault says what is expected."""
    with pytest.raises(ValueError, match="a thread such as t-abcdefgh23"):
        released(wrong)
