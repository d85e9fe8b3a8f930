"""What becomes of verdicts whose sentence is cut into several claims: they move, or wait; none is lost."""

from collections.abc import Callable

import pytest

from tracker.claims.claim import Claim, claim_id
from tracker.claims.find import find_claims
from tracker.claims.place import placed
from tracker.claims.verdicts import mended
from tracker.config.verdict import ClaimVerdict, LinkVerdict, ThreadVerdict, Verdict, Verdicts
from tracker.extract import plain
from tracker.links.settled import documents_named, settled
from tracker.links.thread import by_id, threads

Make = Callable[..., Claim]

UNCUT = (
    "We will scrap the resit rule and recruit 900 owl tutors.",
    "We will not close a library but open 40 reading rooms.",
    "We will restore the maintenance grant, freeze tuition fees and cancel the interest.",
    "We will give every school a nurse, and make sure that no pupil waits for help.",
    "We will pay trainees £9,000 and abolish the bursary cap.",
    "We will end the badger cull and fund 12 vaccination vans.",
    "We will ban fizzy drinks in canteens and extend free milk to every pupil.",
    "We will cap class sizes at 25 and rebuild 300 roofs.",
    "We will introduce a swimming premium and publish the list of closed pools.",
    "We will double the music grant and repeal the arts levy.",
    "We will hire 80 inspectors, and review the grading of nurseries.",
)
"""Eleven sentences of which each is cut; three verdicts on each are 33."""


def read(text: str, source: str = "plan") -> tuple[Claim, ...]:
    """The claims of a party's page of that text, placed in a store."""
    document = plain.read(f"# Plan\n\n{text}\n", publisher="Labour", publisher_type="party")
    return placed(find_claims(document), source=source, document="page", version=f"{source}@1")


def old_id(text: str) -> str:
    """The id of the sentence while it was one claim."""
    return claim_id("plan", "page", text, 0)


def about(text: str, other: Claim) -> LinkVerdict:
    """A person's word that the uncut sentence and another claim are the same."""
    said = {"earlier_words": text, "earlier_at": "plan@1", "later_words": other.text, "later_at": "news@1"}
    return LinkVerdict.model_validate(
        {"by": "Ada", "earlier": old_id(text), "later": other.id, "relation": "same", **said}
    )


@pytest.mark.parametrize("text", UNCUT)
def test_a_link_moves_to_the_part_that_shares_its_words(text: str) -> None:
    """The other claim tells which part was meant, whichever of them it is; the others are linked to nothing."""
    parts = read(text)
    for part in parts:
        (other,) = read(f"Labour will {part.text.removeprefix('We will ').rstrip('.')}.", "news")[:1]

        found = threads([*parts, other], verdicts=[about(text, other)])

        (thread,) = [one for one in found if other.id in {claim.id for claim in one.claims}]
        assert {one.text for one in thread.claims} == {part.text, other.text}
        assert settled(Verdicts(link=(about(text, other),)), [*parts, other]).moved == 1


@pytest.mark.parametrize("text", UNCUT)
def test_the_id_of_a_thread_leads_on(text: str) -> None:
    """To the thread of the part that opens the old sentence; its name, where nobody can tell, too."""
    parts = read(text)
    thread = old_id(text).replace("c-", "t-", 1)
    name = ThreadVerdict(by="Ada", thread=thread, name="Zebra", words=text, at="plan@1")

    plain_ones, named = threads(parts), threads(parts, verdicts=[name])

    found = by_id(plain_ones, thread)
    assert found is not None
    assert found.claims[0].id == parts[0].id
    assert thread in found.redirects
    kept = by_id(named, thread)
    assert kept is not None
    assert (kept.id, kept.name, kept.claims[0].id) == (thread, "Zebra", parts[0].id)


@pytest.mark.parametrize("text", UNCUT)
def test_a_verdict_that_could_mean_two_parts_waits(text: str) -> None:
    """Dropping an uncut sentence drops none of its parts, and is listed with all of them."""
    parts = read(text)
    drop = ClaimVerdict(by="Ada", does="drop", words=text, at="plan@1", claim=old_id(text))

    found = settled(Verdicts(claim=(drop,)), parts)

    assert mended(parts, [drop]) == parts
    assert (found.stand, found.moved) == (0, 0)
    assert [(one.verdict, one.parts) for one in found.again] == [(drop, parts)]


def test_a_link_to_words_of_no_part_waits() -> None:
    """Nobody is guessed at, and nothing is joined."""
    parts = read(UNCUT[0])
    (other,) = read("Labour will protect bats.", "news")
    verdict = about(UNCUT[0], other)

    found = settled(Verdicts(link=(verdict,)), [*parts, other])

    assert [one.verdict for one in found.again] == [verdict]
    assert len(threads([*parts, other], verdicts=[verdict])) == len(parts) + 1


def test_a_fix_moves_where_only_one_part_is_left() -> None:
    """Of a sentence of which one part is a claim, that part is meant."""
    (first, *_) = parts = read(UNCUT[0])
    fix = ClaimVerdict(by="Ada", does="fix", kind="aspiration", words=UNCUT[0], at="plan@1", claim=old_id(UNCUT[0]))

    found = settled(Verdicts(claim=(fix,)), [first])

    assert [one.kind for one in mended([first], [fix])] == ["aspiration"]
    assert (found.moved, found.again) == (1, ())
    assert [one.kind for one in mended(parts, [fix])] == [one.kind for one in parts]


def test_verdicts_on_what_is_not_cut_stand(claim: Make) -> None:
    """Counted, not moved; withdrawn ones are not counted."""
    one, other = claim("We will open 40 hubs.", "2024-03-01"), claim("Labour will open 40 hubs.", "2025-03-01")
    said: list[Verdict] = [LinkVerdict(by="Ada", earlier=one.id, later=other.id, relation="same")]
    withdrawn = LinkVerdict(by="Ben", earlier=one.id, later=other.id, relation="same", withdrawn=True)

    found = settled(Verdicts(link=(*said, withdrawn)), [one, other])

    assert (found.stand, found.moved, found.again) == (1, 0, ())


def test_an_id_of_what_is_said_again_leads_to_the_one_claim() -> None:
    """The second of two equal claims had an id of its own; a verdict on it holds for the claim that both are now."""
    (claim,) = read("We will open 40 owl hubs.\n\nMore.\n\nWe will open 40 owl hubs.")
    second = claim_id("plan", "page", "We will open 40 owl hubs.", 1)

    found = by_id(threads([claim]), second.replace("c-", "t-", 1))

    assert found is not None
    assert found.claims == (claim,)


def test_only_the_documents_that_verdicts_name_need_be_read() -> None:
    """Both ends of a link, the first claim of a thread and what is split off; nothing for what is withdrawn."""
    link = LinkVerdict(
        by="Ada", earlier="c-aaaaaaaaaa", later="c-bbbbbbbbbb", relation="same",
        earlier_words="One.", earlier_at="plan@3", later_words="Two.", later_at="news/first@1",
    )  # fmt: skip
    name = ThreadVerdict(by="Ada", thread="t-aaaaaaaaaa", name="Zebra", words="One.", at="bill@1")
    drop = ClaimVerdict(by="Ada", does="drop", words="Three.", at="speech@2")
    gone = link.model_copy(update={"withdrawn": True, "later_at": "gone@1"})

    found = documents_named(Verdicts(link=(link, gone), thread=(name,), claim=(drop,)))

    assert found == {"plan", "news/first", "bill", "speech"}
    assert documents_named(Verdicts()) == frozenset()


def test_a_verdict_that_names_no_place_may_be_about_any_document() -> None:
    """As those of early versions; also where only one of the claims that are split off has no place."""
    bare = LinkVerdict(by="Ada", earlier="c-aaaaaaaaaa", later="c-bbbbbbbbbb", relation="same", earlier_at="plan@3")
    split = ThreadVerdict(
        by="Ada", thread="t-aaaaaaaaaa", split=("c-bbbbbbbbbb", "c-cccccccccc"), at="plan@1", other_at=("plan@1",)
    )

    assert documents_named(Verdicts(link=(bare,))) is None
    assert documents_named(Verdicts(thread=(split,))) is None
