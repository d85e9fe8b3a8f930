"""Threads cut to what a person confirmed."""

from collections.abc import Sequence

from tracker.claims.claim import Claim, Place
from tracker.links.confirmed import confirmed, confirmed_claims
from tracker.links.link import Link, Standing, Thread


def _claim(name: str) -> Claim:
    return Claim(
        id=f"c-{name * 10}", kind="pledge", text=f"We will plant {name}.", start=0, end=16, strength=4,
        place=Place(source="plan", document="page", version="plan@1"),
    )  # fmt: skip


A, B, C, D = map(_claim, "abcd")


def _link(earlier: Claim, later: Claim, standing: Standing = "confirmed") -> Link:
    return Link(earlier=earlier.id, later=later.id, relation="same", standing=standing, score=0.5, reasons=())


def _thread(claims: Sequence[Claim], *links: Link) -> Thread:
    return Thread(
        id="t-aaaaaaaaaa", name=None, claims=tuple(claims), links=links, candidates=(_link(A, D, "review"),),
        redirects=("t-zzzzzzzzzz",),
    )  # fmt: skip


def test_a_thread_is_cut_to_its_confirmed_stages() -> None:
    """What only a score holds is left out, and so is what waits for review."""
    (found,) = confirmed([_thread((A, B, C), _link(A, B), _link(B, C, "likely"))])

    assert [claim.id for claim in found.claims] == [A.id, B.id]
    assert [link.later for link in found.links] == [B.id]
    assert (found.id, found.candidates, found.redirects) == ("t-aaaaaaaaaa", (), ("t-zzzzzzzzzz",))


def test_nothing_confirmed_is_nothing_published() -> None:
    """A thread of likely links alone is not published."""
    assert list(confirmed([_thread((A, B), _link(A, B, "likely"))])) == []


def test_parts_that_only_a_score_joins_are_two_pledges() -> None:
    """The part with the first stage keeps the id; the other has the one it would have alone."""
    first, second = confirmed([_thread((A, B, C, D), _link(A, B), _link(B, C, "likely"), _link(C, D))])

    assert (first.id, [claim.id for claim in first.claims]) == ("t-aaaaaaaaaa", [A.id, B.id])
    assert (second.id, [claim.id for claim in second.claims]) == ("t-cccccccccc", [C.id, D.id])
    assert [len(one.links) for one in (first, second)] == [1, 1]


def test_the_id_of_an_unconfirmed_first_stage_leads_on() -> None:
    """Whoever has the thread's id from the terminal finds the part that is published."""
    (found,) = confirmed([_thread((A, B, C), _link(A, B, "likely"), _link(B, C))])

    assert found.id == "t-bbbbbbbbbb"
    assert found.redirects == ("t-aaaaaaaaaa", "t-zzzzzzzzzz")


def test_a_claim_that_a_person_affirmed_is_a_pledge_of_one_stage() -> None:
    """Added or set right by a person, it is published without a link."""
    (found,) = confirmed([_thread((A, B), _link(A, B, "likely"))], {A.id})

    assert ([claim.id for claim in found.claims], found.links) == ([A.id], ())


def test_confirmed_claims_are_those_of_confirmed_links_and_affirmed_ones() -> None:
    """Both ends of a link count."""
    thread = _thread((A, B, C), _link(A, B), _link(B, C, "likely"))

    assert confirmed_claims([thread], {D.id}) == {A.id, B.id, D.id}
