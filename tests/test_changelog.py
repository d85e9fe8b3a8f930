"""The changelog: what users notice, one idea a line, said once."""

import re
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
IDEAS = [line.removeprefix("- ") for line in LINES if line.startswith("- ")]
LONGEST = 200
"""Characters of a line: more is two ideas, or belongs into a guide."""
ALIKE = 0.75
"""Share of the words of the shorter line that two lines may have in common; a merge leaves the same idea twice."""


def test_each_version_has_its_date_and_its_kinds_of_lines() -> None:
    """Newest first; Added, Changed, Fixed in this order, each once; every line belongs to one of them."""
    heads = [line.removeprefix("## ") for line in LINES if line.startswith("## ")]
    told = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+), (\d{4}-\d{2}-\d{2})", head) for head in heads if head != "Unreleased"]
    versions = [tuple(int(number) for number in one.groups()[:3]) for one in told if one]

    assert heads[0] == "Unreleased"
    assert all(told)
    assert versions == sorted(set(versions), reverse=True)
    assert all(date.fromisoformat(one[4]) for one in told if one)
    for part in re.split(r"^## .*$", "\n".join(LINES), flags=re.MULTILINE)[1:]:
        kinds = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert kinds == [kind for kind in ("Added", "Changed", "Fixed", "Removed", "Security") if kind in kinds]
        assert "\n- " not in part.partition("### ")[0]


def test_a_line_is_one_idea() -> None:
    """Short, and one sentence."""
    assert [
        line for line in IDEAS if len(line) > LONGEST or not line.endswith(".") or re.search(r"[a-z]\. [A-Z]", line)
    ] == []


def test_nothing_is_told_twice() -> None:
    """Neither in the same words nor nearly."""
    words = [frozenset(re.findall(r"\w{3,}", line.lower())) for line in IDEAS]
    alike = [
        (IDEAS[first], IDEAS[second])
        for first in range(len(words))
        for second in range(first)
        if len(words[first] & words[second]) >= ALIKE * min(len(words[first]), len(words[second]))
    ]

    assert len(IDEAS) > 100
    assert alike == []
