"""Links and flags on the project's development data, where it lies beside the checkout; nothing of it is copied.

The rules were written with these labels in view, so every figure is an upper bound. Pairs whose number divides by three
are counted apart as well: when the rules were changed, they gained with the others and not less.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tracker.links.flags import flags

OF_THE_WHOLE_DOCUMENT = {"merged", "split", "renamed", "moved", "new", "dropped"}
"""Flags that two statements alone cannot show."""


@pytest.fixture
def pairs(shared: Path) -> list[dict[str, str]]:
    """180 labelled pairs of manifesto sentences."""
    text = (shared / "pledge-links-uk.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def micro_f1(pairs: Iterable[dict[str, str]]) -> float:
    """Over all flags of all pairs that are the same pledge."""
    counts: Counter[str] = Counter()
    for pair in pairs:
        gold = set(pair["flags"].split(";")) - OF_THE_WHOLE_DOCUMENT
        found = flags(pair["old_text"], pair["new_text"])
        counts.update(right=len(gold & found), extra=len(found - gold), missed=len(gold - found))
    return 2 * counts["right"] / (2 * counts["right"] + counts["extra"] + counts["missed"])


def test_flags_of_manifesto_sentences(pairs: list[dict[str, str]]) -> None:
    """What changed between two manifestos is told with a micro-F1 of .75 at least, and .70 on each third."""
    same = [pair for pair in pairs if pair["link"] == "2"]

    assert micro_f1(same) >= 0.75
    assert all(micro_f1(same[fold::3]) >= 0.70 for fold in range(3))
