"""The same items for two people, blind, and how often they agree."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tracker.config.agreement import agreements, kappa
from tracker.config.load import load_verdicts
from tracker.config.verdict import LinkVerdict, Verdicts

Run = Callable[..., tuple[int, str]]
Typing = Callable[[str], AbstractContextManager[None]]
NUMBER = 6


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions: 100 people, two raters, three diagnoses.
        ([(75, 1, 4), (5, 4, 1), (0, 0, 10)], 0.676),
        ([(20, 5), (10, 15)], 0.4),
        ([(45, 15), (25, 15)], 0.130),
        ([(25, 35), (5, 35)], 0.259),
        ([(0, 10), (10, 0)], -1.0),
        ([(10, 0), (0, 10)], 1.0),
    ],
)
def test_kappa_is_cohens(table: Sequence[Sequence[int]], expected: float) -> None:
    """As in published examples."""
    pairs = [
        (f"{one}", f"{other}") for one, row in enumerate(table) for other, times in enumerate(row) for _ in range(times)
    ]

    assert kappa(pairs) == pytest.approx(expected, abs=0.0006)


def test_kappa_is_unknown_where_chance_agrees_always() -> None:
    """Both gave one answer to all; or to nothing."""
    assert kappa([("same", "same")] * 9) is None
    assert kappa([]) is None


def verdict(number: int, relation: str, by: str, **more: object) -> LinkVerdict:
    """On the pair of that number."""
    letter = "abcdefghij"[number]
    told = {
        "earlier": f"c-{letter * 10}",
        "later": "c-zzzzzzzzzz",
        "relation": relation,
        "by": by,
        "blind": True,
        **more,
    }
    return LinkVerdict.model_validate(told)


def test_only_what_was_decided_blind_by_both_counts() -> None:
    """Each person's last word; not what is withdrawn, nor what one of them had seen the other's answer of."""
    held = Verdicts(
        link=(
            verdict(0, "different", "Ada"), verdict(0, "same", "Ada"), verdict(0, "same", "Ben"),
            verdict(1, "same", "Ada"), verdict(1, "related", "Ben"),
            verdict(2, "same", "Ada"), verdict(2, "same", "Ben", blind=False),
            verdict(3, "same", "Ada"), verdict(3, "same", "Ben", withdrawn=True),
        )
    )  # fmt: skip

    (found,) = agreements(held)

    assert (found.queue, found.people, found.number, found.share) == ("links", ("Ada", "Ben"), 2, 0.5)
    assert [one.earlier for one, _ in found.differ if isinstance(one, LinkVerdict)] == ["c-bbbbbbbbbb"]


def links(folder: Path, by: str) -> list[LinkVerdict]:
    """What that person has decided."""
    return [one for one in load_verdicts(folder / "config").link if one.by == by]


def pair(one: LinkVerdict) -> frozenset[str]:
    """What it is about."""
    return frozenset({one.earlier, one.later})


def test_a_second_person_gets_the_same_and_sees_nothing_of_the_first(
    birds: Run, typing: Typing, tmp_path: Path
) -> None:
    """Nor is told what it contradicts; where they differ neither is published, and both are listed."""
    with typing("y" * NUMBER):
        code, first = birds("review", "--double", str(NUMBER))
    assert (code, f"0 of {NUMBER}" in first) == (0, True)
    assert "Nobody else has decided" in " ".join(first.split())
    assert all(one.blind for one in links(tmp_path, "Ada"))

    with typing("yyyynn"):
        code, second = birds("review", "--double", str(NUMBER), "--by", "Ben")

    said = " ".join(second.split())
    assert code == 0
    assert "Ada decided" not in said
    assert "confirmed" not in said
    assert {pair(one) for one in links(tmp_path, "Ben")} == {pair(one) for one in links(tmp_path, "Ada")}
    assert f"Ada and Ben, blind, on {NUMBER} links: 4 alike (67%), Cohen's kappa 0.00. So few say little" in said
    assert said.count("Ada: same; Ben: different: c-") == 2
    told = json.loads(birds("review", "--agreement", "--format", "json")[1])["agreements"]
    assert [(one["number"], one["alike"], one["kappa"], len(one["differ"])) for one in told] == [(NUMBER, 4, 0.0, 2)]
    threads = json.loads(birds("pledges", "--format", "json", "--all")[1])["threads"]
    assert sum(bool(link["disputed"]) for one in threads for link in (*one["links"], *one["disputed"])) == 2


def test_blind_decisions_come_by_spreadsheet_too(birds: Run, tmp_path: Path) -> None:
    """The same items go out to both; what contradicts the other's is taken, and marked as blind."""
    ids = []
    for by, word in (("Ada", "same"), ("Ben", "different")):
        file = tmp_path / f"{by}.csv"
        birds("review", "--double", str(NUMBER), "--export", str(file), "--by", by)
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        ids.append([one["id"] for one in rows])
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows({**one, "decision": word} for one in rows)
        code, said = birds("review", "--double", str(NUMBER), "--import", str(file), "--by", by)
        assert (code, said) == (0, said)
        assert "Ada decided" not in said

    assert ids[0] == ids[1]
    assert len(ids[0]) == NUMBER
    assert "0 alike (0%)" in birds("review", "--agreement")[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["review", "--double", "3"], "Without a terminal"),
        (["review", "--double", "3", "--web"], "not several of them"),
        (["review", "--double", "0"], ""),
    ],
)
def test_what_cannot_be_doubled_is_told(birds: Run, words: list[str], told: str) -> None:
    """Exit code 2."""
    code, said = birds(*words)

    assert (code, told in said) == (2, True)
