"""What is told of a correction beside what it concerns."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tracker.claims.claim import Claim
from tracker.config.decided import key
from tracker.config.verdict import Alias, LinkVerdict, ReleaseVerdict
from tracker.desk.carried import Carried
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.site import exports
from tracker.site.corrected import corrected, taken_back, withdrawn_pages
from tracker.site.frame import Site
from tracker.site.pledge import PledgeSet, pledge_pages
from tracker.site.pledge_feeds import pledge_feeds

ONE, TWO = "c-aaaaaaaaaa", "c-bbbbbbbbbb"
BACK = date(2026, 5, 9)
Rules = Callable[..., Published]
SEEN = Carried()
"""Nothing is known, so all counts as seen by others."""


def link(**more: object) -> LinkVerdict:
    """What Ada said of two claims."""
    told = {"by": "Ada", "on": date(2026, 5, 2), "earlier": ONE, "later": TWO, "relation": "same", **more}
    return LinkVerdict.model_validate(told)


def test_a_correction_is_told_of_every_claim_and_version_that_it_names(rules: Rules) -> None:
    """With the day on which it was taken back, in the words of the Corrections page."""
    back = link(withdrawn=True, withdrawn_on=BACK, earlier_at="plan@2", earlier_words="Plant oaks.")

    told = corrected(rules(link=[back]), SEEN)

    (said,) = told[ONE]
    assert said == "Corrected on 9 May 2026: Withdrawn: that these two are the same pledge."
    assert told.keys() == {ONE, TWO, "plan@2", "sources/plan/page/v2.html"}
    assert corrected(rules(link=[link(), link(on=date(2026, 5, 3))]), SEEN) == {}
    assert corrected(rules(link=[back]), Carried(unsure=frozenset())) == {}


def test_a_pledge_says_at_its_head_what_was_corrected(rules: Rules, claim: Callable[..., Claim]) -> None:
    """The page, the entry of its feed, and the exports."""
    wood = claim("We will plant oaks.", 1)
    verdict = {"does": "add", "words": wood.text, "at": "plan@1", "claim": wood.id, "by": "Ada"}
    mine = rules(claim=[verdict])
    thread = Thread(id=f"t-{wood.id[2:]}", name=None, claims=(wood,), links=())
    site = Site(corrected={wood.id: ("Corrected on 9 May 2026: it was <b>400</b>.",)})

    pages = {one.address: one for one in pledge_pages(PledgeSet([thread], {}), site=site, rules=mine)}
    page = pages[f"pledges/{thread.id}.html"]
    shown = page.content().decode()
    assert shown.index("it was &lt;b&gt;400&lt;/b&gt;.") < shown.index("<h1>")

    since = datetime(2024, 1, 1, tzinfo=UTC)
    ((_, _, feed),) = pledge_feeds([thread], mine, site.corrections_of, site="tracker", since=since)
    assert b"it was &amp;lt;b&amp;gt;400" in feed()
    for made in (
        exports.pledges([thread], mine, site.corrections_of),
        exports.claims([wood], mine, site.corrections_of),
    ):
        assert all(b"Corrected on 9 May 2026" in make() for _, _, make in made)


@pytest.mark.parametrize(
    ("verdicts", "gone"),
    [
        ({"link": [link(withdrawn=True, withdrawn_on=BACK)]}, {"t-aaaaaaaaaa": BACK, "t-bbbbbbbbbb": BACK}),
        ({"link": [link(withdrawn=True)]}, {"t-aaaaaaaaaa": None, "t-bbbbbbbbbb": None}),
        ({"link": [link()]}, {}),
        ({"alias": [Alias(by="Ada", names=("oaks", "woods"), withdrawn=True)]}, {}),
    ],
)
def test_where_a_pledge_was_taken_back_the_address_stays(
    rules: Rules, verdicts: dict[str, Any], gone: dict[str, date | None]
) -> None:
    """With the day, where it was kept, and no word of what stood there; not where something still stands."""
    mine = rules(**verdicts)
    assert taken_back(mine, SEEN) == {f"pledges/{name}.html": day for name, day in gone.items()}

    pages = list(withdrawn_pages(mine, SEEN, {"pledges/t-bbbbbbbbbb.html"}, site=Site()))
    assert [one.address for one in pages] == [f"pledges/{name}.html" for name in gone if name != "t-bbbbbbbbbb"]
    for one in pages:
        told = one.content().decode()
        assert "was taken back" in told
        assert ("on 9 May 2026" in told) == (gone["t-aaaaaaaaaa"] is not None)


def test_a_withdrawn_release_takes_back_what_it_let_through(rules: Rules) -> None:
    """Both claims of the link that was released, by whose ids the pledge was known."""
    told = ReleaseVerdict(by="Ben", what="t-aaaaaaaaaa", decisions=(key(link()),), withdrawn=True, withdrawn_on=BACK)
    mine, seen = rules(link=[link()], release=[told]), Carried(frozenset({key(told)}))

    assert taken_back(mine, seen) == {"pledges/t-aaaaaaaaaa.html": BACK, "pledges/t-bbbbbbbbbb.html": BACK}
    assert taken_back(mine, Carried()) == {}
