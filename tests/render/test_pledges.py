"""A pledge through its life, as it is printed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import LinkVerdict
from tracker.desk.dates import when
from tracker.desk.pledged import PledgeFilter, PledgeSighting, counts
from tracker.links.link import Thread
from tracker.links.thread import threads
from tracker.links.turns import summary
from tracker.render.pledges import head, lines, timeline

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
        url="https://example.org/plan",
    )
    firm, words = (2, "aim to") if "aim to" in text else (4, "will")
    return Claim(
        id=claim_id("plan", "page", text, 0), kind="pledge", text=text, start=0, end=len(text), speaker="Owls",
        strength=firm, strength_words=words, place=place,
    )  # fmt: skip


OLD = claim("We will build 40 owl boxes in every village.", 1, datetime(2023, 7, 6, 5, tzinfo=UTC))
NEW = claim("We aim to build 40 owl boxes in villages.", 2, datetime(2025, 6, 20, 5, tzinfo=UTC))
EXPECTED = """\
t-{id}  40 owl boxes
  firmness  ▅▃  0 to 6
  number    ▅▅  40 throughout
  promised: 40   announced so far: no number stated   claimed delivered: no number stated
    when said        who  verb         number who is covered             by when paid by
  · 6 Jul 2023       Owls will build   40     owl boxes in every village –       –
  ◐ seen 20 Jun 2025 Owls aim to build 40     owl boxes in villages      –       –
  · first  ● confirmed by a person  ◐ likely: machine suggestion, not checked  – not
  stated

· 6 Jul 2023  Owls  plan@1
    We will build 40 owl boxes in every village.
    says Owls · firmness 4 of 6 “will” · c-{id}
◐ seen 20 Jun 2025  Owls  plan@2  (page published 6 Jul 2023)
    We aim to build 40 owl boxes in villages.
    says Owls · firmness 2 of 6 “aim to” · {later}
    since plan@1, 6 Jul 2023:
    ≠ less firm wording: “will” → “aim to”
    ≠ covers fewer, as worded: “every” → nothing"""


def joined(said: str) -> str:
    """Without line breaks."""
    return " ".join(said.split())


def listed(thread: Thread, *, full: bool = False, width: int = 80) -> list[object]:
    """The rows of a list of that thread alone, last seen in 2026 where it still stands."""
    told = summary(thread, {}, {})
    seen = PledgeSighting(first=told.first, last=datetime(2026, 2, 1, 6, tzinfo=UTC), stands=True)
    rows = lines([told], PledgeFilter(), seen=lambda _: seen, width=width, full=full)
    return [row for block in rows for row in block]


def test_a_list_says_what_turned_and_since_when_it_stands(shown: Shown) -> None:
    """One line of the screen's width a thread; nothing turned: since when it stands, and when it was last seen."""
    turned, alone = threads([NEW, OLD])[0], threads([OLD])[0]

    told = shown(listed(turned))
    assert len(told.splitlines()) == 1
    assert len(told) <= 80
    assert "will → aim to" in told
    assert told.endswith("Owls 2025")
    assert "there since 6 Jul 2023, last seen 1 Feb 2026" in shown(listed(alone))
    counted = shown(head(counts([summary(turned, {}, {}), summary(alone, {}, {})])))
    assert counted.startswith("1 thread: 1 changed, 1 less firm, 0 not found")


def test_less_firm_wording_that_is_firm_again_is_told_so(shown: Shown) -> None:
    """What softened in 2025 is not how it stands in 2026; in a list of what changed nothing is added."""
    firm = claim("We will build 40 owl boxes in all villages.", 3, datetime(2026, 2, 24, 6, tzinfo=UTC))
    made = [
        LinkVerdict(earlier=one.id, later=other.id, relation="same", by="Ada")
        for one, other in ((OLD, NEW), (NEW, firm))
    ]
    (thread,) = threads([OLD, NEW, firm], verdicts=made)
    one = summary(thread, {}, {})
    seen = PledgeSighting(first=one.first, last=one.newest, stands=True)
    (row,) = lines([one], PledgeFilter(less_firm=True), seen=lambda _: seen, width=100)

    assert "will → aim to; firmer 2026" in joined(shown(row, 100))


def test_a_timeline_at_90_columns(shown: Shown) -> None:
    """First words have the page's date, later ones the day they were seen; each difference names what it follows."""
    (thread,) = threads([NEW, OLD])

    found = shown(timeline(thread), 90)

    expected = EXPECTED.format(id=OLD.id[2:], later=NEW.id)
    assert found.startswith(expected)
    assert "linked: likely, not checked by a person" in " ".join(found.split())


def test_words_marked_on_request(shown: Shown) -> None:
    """The later wording is shown against the one it follows, words that went in [-…-], words that came in {+…+}."""
    (thread,) = threads([NEW, OLD])

    assert "We [-will-] {+aim to+} build 40 owl boxes in [-every village-]{+villages+}." in shown(
        timeline(thread, marked=True), 120
    )
    assert "[-" not in shown(timeline(thread), 120)


def test_brief_and_with_web_addresses(shown: Shown) -> None:
    """The table alone; or every stage with where its page is on the web."""
    (thread,) = threads([NEW, OLD])

    brief = shown(timeline(thread, brief=True), 120)
    assert "aim to build" in brief
    assert "less firm" not in brief
    assert "https://example.org/plan" in shown(timeline(thread, urls=True), 120)


def test_three_standings_look_different(shown: Shown) -> None:
    """Confirmed, likely and merely suggested links have signs of their own, and the list counts them apart."""
    other = claim("Owl homes will come.", 3, datetime(2026, 1, 1, tzinfo=UTC), publisher="Moths")
    yes = LinkVerdict(earlier=OLD.id, later=NEW.id, relation="same", by="Ada")

    likely, confirmed = threads([OLD, NEW])[0], threads([OLD, NEW], verdicts=[yes])[0]
    maybe = threads([OLD, other], settings=Settings(review=0.05))[0]

    assert "◐ seen 20 Jun 2025" in shown(timeline(likely))
    assert "● seen 20 Jun 2025" in shown(timeline(confirmed))
    assert "confirmed by a person (decided by Ada" in " ".join(shown(timeline(confirmed)).split())
    assert "○ perhaps also, not checked" in shown(timeline(maybe, candidates=True))
    assert "links: 1 likely" in joined(shown(listed(likely, full=True)))
    assert "links: 1 confirmed" in joined(shown(listed(confirmed, full=True)))
    assert "1 to review" in joined(shown(listed(maybe, full=True)))


def test_another_voice_is_never_the_same_voice(shown: Shown) -> None:
    """What a governing party promised reads as adopted in government when its department says it."""
    people = People.model_validate(
        {"publisher": [{"id": "o", "name": "Owls", "type": "party", "government": [{"from": date(2024, 7, 5)}]}]}
    )
    theirs = elsewhere(NEW, "Forestry", "department")
    party = elsewhere(OLD, "Owls", "party")

    (thread,) = threads([party, theirs], people=people)

    assert "≠ adopted in government by Forestry: “Owls” → “Forestry”" in shown(timeline(thread))


def elsewhere(one: Claim, publisher: str, kind: str) -> Claim:
    """The claim on a page of that publisher."""
    place = Place(
        source=publisher.lower(),
        document="page",
        version=f"{publisher.lower()}@1",
        publisher=publisher,
        publisher_type=kind,
        published=one.place.first_seen if one.place else None,
    )
    return one.model_copy(update={"place": place})


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_screen(shown: Shown, width: int) -> None:
    """At 80 and 120 columns every line fits."""
    (thread,) = threads([NEW, OLD])

    assert max(map(len, shown(timeline(thread), width).splitlines())) <= width


def test_hostile_words_are_not_obeyed(shown: Shown) -> None:
    """Escapes, rich markup and workflow commands in a claim or a publisher's name come out as text."""
    bad = claim("We will [red]paint\x1b[31m ::error::owls\u202e.", 1, PUBLISHED, publisher="\x1b]0;Owls\x07")

    found = shown([*timeline(threads([bad])[0]), *listed(threads([bad])[0])])

    assert "[red]paint␛[31m" in found
    assert not {"\x1b", "\x07", "\u202e"} & set(found)
    assert "::error::" not in found


def test_a_claim_without_a_place_has_no_date() -> None:
    """Nothing is made up where no date is known."""
    assert when(OLD.model_copy(update={"place": None})) == "no date"
    assert when(OLD.model_copy(update={"place": Place(version="plan@1")})) == "no date"
