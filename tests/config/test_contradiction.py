"""What contradicts an earlier decision."""

from datetime import date

import pytest

from tracker.config.contradiction import Decisions
from tracker.config.verdict import Alias, ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict

A, B, C, D = (f"c-{letter * 10}" for letter in "abcd")


def link(one: str, other: str, relation: str = "same", by: str = "Ada", **more: object) -> LinkVerdict:
    """A person's word on two claims."""
    return LinkVerdict.model_validate({"earlier": one, "later": other, "relation": relation, "by": by, **more})


def claim(does: str, by: str = "Ada", **more: object) -> ClaimVerdict:
    """A person's word on the first claim."""
    return ClaimVerdict.model_validate({"does": does, "claim": A, "words": "x", "at": "plan@1", "by": by, **more})


def says(held: list[Verdict], new: Verdict) -> list[str]:
    """What the new one contradicts."""
    return [f"{one.old.by}: {one.says}" for one in Decisions.of(held).against(new)]


SAME, APART = "are the same pledge", "are different pledges"
OWN = ThreadVerdict(thread="t-aaaaaaaaaa", name="Owls", by="Ada")
RENAMED = OWN.model_copy(update={"name": "Rooks"})


@pytest.mark.parametrize(
    ("held", "new", "told"),
    [
        ([link(A, B)], link(A, B, "different"), [f"Ada: {A} and {B} {SAME}"]),
        ([link(B, A, by="Ben")], link(A, B, "related"), [f"Ben: {A} and {B} {SAME}"]),
        ([link(A, B)], link(A, B, by="Ben"), []),
        ([link(A, B, withdrawn=True)], link(A, B, "different"), []),
        ([link(A, B), link(C, B, "different", by="Ben")], link(A, C), [f"Ben: {B} and {C} {APART}"]),
        ([link(A, B), link(B, C)], link(A, C, "different"), [f"Ada: {A} and {B} {SAME}", f"Ada: {B} and {C} {SAME}"]),
        ([link(A, B), link(C, D)], link(B, C), []),
        (
            [ThreadVerdict(thread="t-aaaaaaaaaa", join="t-bbbbbbbbbb", by="Ben")],
            link(A, B, "different"),
            [f"Ben: {A} and {B} {SAME}"],
        ),
        (
            [link(A, C)],
            ThreadVerdict(thread="t-aaaaaaaaaa", split=(C,), by="Ben"),
            [f"Ada: {A} and {C} {SAME}"],
        ),
        ([OWN], RENAMED.model_copy(update={"by": "Ben"}), ["Ada: t-aaaaaaaaaa is called “Owls”"]),
        ([OWN], RENAMED, []),
        ([claim("drop")], claim("fix", by="Ben", kind="pledge"), [f"Ada: {A}: is no claim"]),
        ([claim("fix", kind="pledge")], claim("fix", by="Ben", kind="report"), [f"Ada: {A}: is a claim, kind pledge"]),
        ([claim("fix", kind="pledge")], claim("fix", by="Ben", speaker="Rook"), []),
        ([link(A, B)], claim("drop"), [f"Ada: {A} and {B} {SAME}"]),
        ([Alias(names=("owls", "rooks"), by="Ada")], Alias(names=("owls", "rooks", "crows"), by="Ben"), []),
    ],
)
def test_a_contradiction_names_the_decision_it_is_against(held: list[Verdict], new: Verdict, told: list[str]) -> None:
    """Directly, through what others have joined, by a join or split, of names and of claims; of what holds alone."""
    assert sorted(says(held, new)) == sorted(told)


def test_only_a_persons_last_word_counts() -> None:
    """Who has changed their mind contradicts nobody who agrees with it now."""
    held: list[Verdict] = [link(A, B, on=date(2026, 1, 2)), link(A, B, "different", on=date(2026, 1, 1))]

    assert says(held, link(A, B, by="Ben")) == []
    assert says(held, link(A, B, "different", by="Ben")) == [f"Ada: {A} and {B} are the same pledge"]


@pytest.mark.parametrize(
    ("other", "disputed"),
    [(link(A, B, "different", by="Ben"), True), (link(A, B, by="Ben"), False), (link(A, B, "different"), False)],
)
def test_two_people_dispute_a_link(other: LinkVerdict, *, disputed: bool) -> None:
    """Where they differ; a person's own change of mind is none."""
    mine = link(A, B)

    assert Decisions.of([mine, other]).is_disputed(mine) is disputed


def test_two_people_dispute_a_claim() -> None:
    """One says that it is none, or gives it another kind."""
    mine = claim("fix", kind="pledge")

    assert Decisions.of([mine, claim("drop", by="Ben")]).is_disputed(mine)
    assert Decisions.of([mine, claim("fix", by="Ben", kind="report")]).is_disputed(mine)
    assert not Decisions.of([mine, claim("fix", by="Ben", actor="Rook")]).is_disputed(mine)
