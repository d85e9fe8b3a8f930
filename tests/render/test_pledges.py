"""A pledge through its life, as it is printed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tracker.claims.claim import Claim, Place, claim_id
from tracker.links.thread import threads
from tracker.render.pledges import listing, timeline, when

Shown = Callable[..., str]
PUBLISHED = datetime(2023, 7, 5, 23, tzinfo=UTC)


def claim(text: str, number: int, seen: datetime, publisher: str = "Owls") -> Claim:
    """A claim that the version of that number of one page first has."""
    place = Place(
        source="plan",
        document="page",
        version=f"plan@{number}",
        publisher=publisher,
        published=PUBLISHED,
        first_seen=seen,
    )
    return Claim(
        id=claim_id("plan", "page", text, 0), kind="pledge", text=text, start=0, end=len(text), speaker="Owls",
        strength=4, strength_words="will", place=place,
    )  # fmt: skip


OLD = claim("We will build 40 owl boxes in every village.", 1, datetime(2023, 7, 6, 5, tzinfo=UTC))
NEW = claim("We aim to build 40 owl boxes in villages.", 2, datetime(2025, 6, 20, 5, tzinfo=UTC))
EXPECTED = """\
t-{id}  We will build 40 owl boxes in every village.
● 6 Jul 2023  Owls  plan@1
    We will build 40 owl boxes in every village.
    says Owls · firmness 4 of 6 “will” · c-{id}
● seen 20 Jun 2025  Owls  plan@2  (page published 6 Jul 2023)
    We aim to build 40 owl boxes in villages.
    says Owls · firmness 4 of 6 “will” · {later}
    since plan@1, 6 Jul 2023:
    ≠ softer: “will” → “aim to”
    ≠ narrower: “every” → nothing"""


def test_a_timeline_at_120_columns(shown: Shown) -> None:
    """First words have the page's date, later ones the day they were seen; each difference names what it follows."""
    (thread,) = threads([NEW, OLD])

    found = shown(timeline(thread), 120)

    expected = EXPECTED.format(id=OLD.id[2:], later=NEW.id)
    assert found.startswith(expected)
    assert "linked: likely, not checked by a person" in found


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(shown: Shown, width: int) -> None:
    """At 80 and 120 columns every line fits."""
    (thread,) = threads([NEW, OLD])

    assert max(map(len, shown(timeline(thread), width).splitlines())) <= width


def test_hostile_words_are_not_obeyed(shown: Shown) -> None:
    """Escapes, rich markup and workflow commands in a claim or a publisher's name come out as text."""
    bad = claim("We will [red]paint\x1b[31m ::error::owls\u202e.", 1, PUBLISHED, publisher="\x1b]0;Owls\x07")

    found = shown([*timeline(threads([bad])[0]), *listing(threads([bad]))])

    assert "[red]paint␛[31m" in found
    assert not {"\x1b", "\x07", "\u202e"} & set(found)
    assert "::error::" not in found


def test_a_claim_without_a_place_has_no_date() -> None:
    """Nothing is made up where no date is known."""
    assert when(OLD.model_copy(update={"place": None})) == "no date"
    assert when(OLD.model_copy(update={"place": Place(version="plan@1")})) == "no date"
