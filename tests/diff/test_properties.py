"""What holds of every comparison."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff.change import Change
from tracker.diff.compare import compare
from tracker.extract.document import Document

Page = Callable[..., Document]

_LINES = [
    "We will recruit 3,200 reading mentors for primary schools.",
    "We aim to recruit 1,900 reading mentors for some primary schools.",
    "We will recruit 3,200 reading mentors.",
    "They will work in primary schools.",
    "Every nursery will open a library corner by May 2027.",
    "Every nursery will not open a library corner by June 2027.",
    "Headteachers told us that buses come late in rural areas.",
    "Yes.",
    "“Yes”",
    "| Hull | 450 | £3m |",
    "| Hull | 460 | £4m |",
]
_PIECES = st.lists(
    st.tuples(
        st.sampled_from(["heading", "paragraph", "item", "row", "quote"]),
        st.lists(st.sampled_from(_LINES), min_size=1, max_size=3),
    ),
    max_size=7,
)


def _applied(old: Sequence[str], changes: Sequence[Change], new: Sequence[str]) -> list[str]:
    """The old sentences with the changes applied: what no change tells of stays, in its order.

    A change tells of the sentences of its new side, which need not stand together: one may be said a second time.
    """
    gone = {index for change in changes if change.old for index in change.old.sentences}
    come = [change.new for change in changes if change.new]
    assert all(side.text.split() == " ".join(new[at] for at in side.sentences).split() for side in come)
    told = {at for side in come for at in side.sentences}
    kept = iter([text for index, text in enumerate(old) if index not in gone])
    return [new[at] if at in told else next(kept) for at in range(len(new))]


@given(before=_PIECES, after=_PIECES)
@settings(max_examples=150, deadline=None)
def test_applying_the_changes_gives_the_new_text(
    request: pytest.FixtureRequest, before: list[tuple[str, list[str]]], after: list[tuple[str, list[str]]]
) -> None:
    """Nothing is missed and nothing invented: old sentences and changes make the new sentences, in order."""
    page = request.getfixturevalue("page")
    old, new = page(*before), page(*after)

    changes = compare(old, new)

    made = _applied([one.text for one in old.sentences], changes, [one.text for one in new.sentences])
    assert made == [one.text for one in new.sentences]


@given(before=_PIECES, after=_PIECES)
@settings(max_examples=50, deadline=None)
def test_each_sentence_is_in_one_change_at_most(
    request: pytest.FixtureRequest, before: list[tuple[str, list[str]]], after: list[tuple[str, list[str]]]
) -> None:
    """And each side's words, joined, are that side's text."""
    page = request.getfixturevalue("page")

    changes = compare(page(*before), page(*after))

    for sides in ([one.old for one in changes], [one.new for one in changes]):
        places = [at for side in sides if side for at in side.sentences]
        assert len(places) == len(set(places))
    for change in changes:
        if change.old and change.new:
            assert "".join(one.text for one in change.words if one.mark != "new") == " ".join(change.old.text.split())
            assert "".join(one.text for one in change.words if one.mark != "old") == " ".join(change.new.text.split())


_PROGRAM = """
import random
from tracker.diff.differences import differences
from tracker.extract import plain
lines = {lines!r}
chance = random.Random(5)
old = [chance.choice(lines) for _ in range(60)]
new = [chance.choice(lines) for _ in range(60)]
pages = [plain.read("# A plan\\n\\n" + "\\n\\n".join(side) + "\\n", publisher="Labour") for side in (old, new)]
print(differences(*pages).model_dump_json())
"""


def test_nothing_depends_on_the_order_of_sets() -> None:
    """Three runs of Python that hash strings differently give the same bytes."""
    chance = random.Random(3)
    words = "school pupil mentor library bus Hull Leeds 45 £3m by May 2027 will must every free not new".split()
    lines = [*_LINES, *(" ".join(chance.choices(words, k=9)) + "." for _ in range(40))]
    program = _PROGRAM.format(lines=lines)

    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(outputs) == 1
    assert "reworded" in outputs.pop()
