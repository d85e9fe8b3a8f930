"""What a later document says of each commitment of an older one."""

from collections.abc import Callable

from tracker.claims.claim import Claim
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict
from tracker.links.succession import Succession, succession

Make = Callable[..., Claim]


def compared(old: list[Claim], new: list[Claim], **more: object) -> tuple[Succession, ...]:
    """By the usual settings."""
    return succession(old, new, settings=Settings(), people=People(), **more)  # type: ignore[arg-type]


def test_stands_reworded_not_found_and_new(claim: Make) -> None:
    """In the older document's order, then what is new; what only reports is no commitment of either."""
    old = [
        claim("We will build 40 owl boxes in every village by 2027.", "2015-04-14", document="then"),
        claim("We will teach badgers to swim.", "2015-04-14", document="then"),
        claim("We will protect the northern otter ponds.", "2015-04-14", document="then"),
        claim("We have planted 900 oaks.", "2015-04-14", document="then").model_copy(update={"kind": "delivery"}),
    ]
    new = [
        claim("We will protect the northern otter ponds.", "2037-05-18", document="now"),
        claim("We aim to build 30 owl boxes in every village.", "2037-05-18", document="now"),
        claim("We will light the heath with lamps.", "2037-05-18", document="now"),
    ]

    rows = compared(old, new)

    assert [row.status for row in rows] == ["reworded", "not_found", "stands", "new"]
    assert {"will → aim to", "40 → 30"} <= {turn.said for turn in rows[0].turns}
    assert rows[0].weight > 0
    assert (rows[1].new, rows[3].old) == (None, None)


def test_a_verdict_counts_for_and_against(claim: Make) -> None:
    """What a person called the same is no absence, and what a person called different is no succession."""
    badgers = claim("We will teach badgers to swim.", "2015-04-14", document="then")
    boxes = claim("We will build 40 owl boxes in every village.", "2015-04-14", document="then")
    lessons = claim("Pools will open for setts.", "2017-05-18", document="now")
    other = claim("We will build 30 owl boxes in every village.", "2017-05-18", document="now")
    said = [
        LinkVerdict(earlier=badgers.id, later=lessons.id, relation="same", by="Ada"),
        LinkVerdict(earlier=boxes.id, later=other.id, relation="different", by="Ada"),
    ]

    plain = compared([badgers, boxes], [lessons, other])
    rows = compared([badgers, boxes], [lessons, other], verdicts=said)

    assert [row.status for row in plain[:2]] == ["not_found", "reworded"]
    assert [row.status for row in rows] == ["reworded", "not_found", "new"]
    assert rows[0].link is not None
    assert rows[0].link.standing == "confirmed"


def test_what_is_only_offered_is_perhaps_there(claim: Make) -> None:
    """A sentence that a person should look at is shown, and the commitment is not called missing."""
    old = claim("We will teach badgers to swim in ponds.", "2015-04-14", document="then")
    new = claim("Ponds where badgers learn to swim will open.", "2017-05-18", document="now")

    (near, *_) = succession([old], [new], settings=Settings(likely=0.99, review=0.0), people=People())
    (far, *_) = succession([old], [new], settings=Settings(likely=1.0, review=1.0), people=People())

    assert (near.status, near.new) == ("perhaps", new)
    assert (far.status, far.new, far.link) == ("not_found", None, None)


def test_a_thing_that_few_name_shows_where_it_went(claim: Make) -> None:
    """Scrapped, then not to be repealed: they share a name and little else; a place that all name says nothing."""
    scrap = claim(
        "The next government will scrap the Owl Rights Act, so that barns are safe.", "2015-04-14", document="then"
    )
    roads = claim("We will mend the roads of North Heath with gravel.", "2015-04-14", document="then")
    keep = claim(
        "We will not repeal or replace the Owl Rights Act while talks are underway.", "2017-05-18", document="now"
    )
    other = [
        claim(f"We will {act} in North Heath.", "2017-05-18", document="now")
        for act in (
            "dig ponds",
            "plant oaks",
            "teach badgers",
            "light lamps",
            "build boats",
            "open mills",
            "count moths",
        )
    ]

    rows = succession([scrap, roads], [keep, *other], settings=Settings(likely=0.95, review=0.9), people=People())

    assert [(row.status, row.new) for row in rows[:2]] == [("perhaps", keep), ("not_found", None)]
    assert rows[0].link is not None
    assert rows[0].link.standing == "review"


def test_a_counterpart_that_a_person_denied_is_none(claim: Make) -> None:
    """Nor one that is merely related."""
    old = claim("We will teach badgers to swim in ponds.", "2015-04-14", document="then")
    new = claim("Ponds where badgers learn to swim will open.", "2017-05-18", document="now")
    said = [LinkVerdict(earlier=old.id, later=new.id, relation="related", by="Ada")]

    rows = succession([old], [new], verdicts=said, settings=Settings(likely=0.99, review=0.0), people=People())

    assert [row.status for row in rows] == ["not_found", "new"]
