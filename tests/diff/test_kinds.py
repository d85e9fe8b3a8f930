"""Kinds of flags: what a rewording does to the meaning, more closely than its name, in both directions."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from tracker.diff.change import Flag
from tracker.diff.flags import flags
from tracker.links.flags import evidence
from tracker.wording.shift.find import find_shifts
from tracker.wording.shift.shift import ShiftKind

_FOLDER = Path(__file__).parents[1] / "data" / "minimal"


def _pairs(name: str) -> list[tuple[str, str, str]]:
    lines = (line.split("|") for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines())
    return [(kind, *sides) for kind, old, new in lines for sides in ((old, new), (new, old))]


_PAIRS = _pairs("kinds.txt")
_HELD = _pairs("kinds-held.txt")


def test_there_are_enough_pairs_of_every_kind() -> None:
    """Three hundred in which something changed, at least twenty of each kind, and a hundred in which nothing did."""
    counts = Counter(kind for kind, *_ in _PAIRS)

    assert set(counts) == {*get_args(ShiftKind), "none"}
    assert min(counts.values()) >= 20
    assert counts.total() - counts["none"] >= 300
    assert counts["none"] >= 100


def test_each_pair_raises_its_kind() -> None:
    """F1 over all kinds at least .95 (when first seen .975); where nothing changed, at most 16 pairs of 100 are flagged."""
    right = wrong = missed = flagged = 0
    for kind, old, new in _PAIRS:
        found = flags(old, new)
        kinds = {flag.kind for flag in found if flag.kind}
        right += kind in kinds
        wrong += len(kinds - {kind})
        missed += kind not in kinds and kind != "none"
        flagged += kind == "none" and bool(found)

    assert 2 * right / (2 * right + wrong + missed) >= 0.95
    assert flagged <= 16


def test_pairs_written_after_the_rules_raise_their_kind() -> None:
    """F1 over all kinds at least .93 (.936 when first read, then some faults were mended), at most 14 of 60 flagged."""
    right = wrong = missed = flagged = 0
    for kind, old, new in _HELD:
        found = flags(old, new)
        kinds = {flag.kind for flag in found if flag.kind}
        right += kind in kinds
        wrong += len(kinds - {kind})
        missed += kind not in kinds and kind != "none"
        flagged += kind == "none" and bool(found)

    assert 2 * right / (2 * right + wrong + missed) >= 0.93
    assert flagged <= 14
    assert set(get_args(ShiftKind)) == {kind for kind, *_ in _HELD} - {"none"}


def test_turned_round_a_pair_shows_the_same_words() -> None:
    """What is gained one way is lost the other way."""
    for _, old, new in _PAIRS:
        there = sorted((shift.kind, shift.old, shift.new) for shift in find_shifts(old, new))
        back = sorted((shift.kind, shift.new, shift.old) for shift in find_shifts(new, old))
        assert there == back


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "We will open 40 new halls.",
            "We will open up to 40 halls.",
            [("number", "bound", "40", "up to 40", "narrowed"), ("scope", None, "new", "", None)],
        ),
        (
            "We will pay £90 million.",
            "We will pay up to £70 million.",
            [("money", None, "£90 million", "up to £70 million", None)],
        ),
        (
            "We will plant trees.",
            "Until the drought ends, we will plant trees.",
            [("scope", "condition", "", "Until the drought ends", "softened")],
        ),
        (
            "We will spend £3bn a year on paths.",
            "We will spend £3bn on paths.",
            [("money", "rate", "£3bn a year", "£3bn", "quantity_down")],
        ),
        (
            "We will end the toll.",
            "We will review the toll.",
            [("modality", "act", "will", "will review", "softened")],
        ),
        (
            "We will mend the gate.",
            "We will mend the gate by May 2030.",
            [("date", "dated", "", "by May 2030", "redated")],
        ),
    ],
)
def test_a_kind_stands_beside_its_name_with_both_wordings(old: str, new: str, shown: list[tuple[object, ...]]) -> None:
    """Nothing is told twice: the bound leaves the scope, the condition is no second flag."""
    found = [(flag.name, flag.kind, flag.old, flag.new, flag.implies) for flag in flags(old, new)]

    assert found == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("See paragraphs 12 to 15.", "See paragraphs 13-16."),
        ("It touches over 1 in 3 clubs.", "It touches more than 1 in 3 clubs."),
        ("Answer in the previous 24 hours.", "Answer in the previous day."),
        ("Case 2023/114 is closed.", "Case 2024/3391 is closed."),
        ("The Road Agencies agree.", "The Road Agency agrees."),
        ("It is hard to see why.", "It will be hard to see why."),
        ("Reply within 24 hours.", "Reply within a day."),
        ("The CPA agrees.", "The Canal Paths Agency (CPA) agrees."),
        ("The CPA agrees.", "The Canal Paths Agency agrees."),
        ("It ends at 5pm.", "It ends at 5.00 p.m."),
    ],
)
def test_numbers_and_names_that_only_point_raise_nothing(old: str, new: str) -> None:
    """Paragraphs, cases, one share in other words, a unit for its span, a plural, a forecast."""
    assert flags(old, new) == flags(new, old) == ()


def test_a_link_tells_the_kind_under_the_name_that_it_implies() -> None:
    """A condition softens; an act that is only prepared softens and never reverses."""
    conditional = evidence("We will fund river walks.", "Once the accounts allow, we will fund river walks.")
    prepared = evidence("We will end the boat levy.", "We will review the boat levy.")

    assert [(flag.name, flag.kind) for flag in conditional] == [("softened", "condition")]
    assert [flag.name for flag in prepared] == ["softened"]


def test_a_flag_without_a_kind_says_none() -> None:
    """A number that is simply another one needs no kind."""
    assert flags("We will hire 90 guards.", "We will hire 80 guards.") == (Flag(name="number", old="90", new="80"),)


def test_a_minus_sign_is_part_of_the_number() -> None:
    """What fell by a figure and what rose by it are told apart."""
    found = flags("Water rose by −2.5 per cent.", "Water rose by 2.5 per cent.")

    assert found == (Flag(name="number", old="−2.5 per cent", new="2.5 per cent"),)


@pytest.mark.parametrize(
    ("old", "new", "implies"),
    [
        ("We will pay the toll.", "We will pay the toll within existing budgets.", "softened"),
        ("We will pay the toll.", "We will pay the toll as soon as the court agrees.", "softened"),
        ("We will pay the toll.", "We will pay the toll, provided they live here.", "narrowed"),
        ("We will pay the toll, if you live here.", "We will pay the toll.", "widened"),
    ],
)
def test_a_condition_on_those_for_whom_it_is_says_who_is_covered(old: str, new: str, implies: str) -> None:
    """What binds the speaker loosens the promise; what those who receive must be or do narrows it."""
    assert [(flag.kind, flag.implies) for flag in flags(old, new)] == [("condition", implies)]
