"""Meaning orders the head of a list; it brings nothing in and takes nothing out."""

from collections.abc import Callable, Iterable, Sequence

from tracker.claims.claim import Claim
from tracker.config.settings import Settings
from tracker.desk.story import story
from tracker.links.offers import offers
from tracker.links.semantic.ranking import MOST, WEIGHT, ranked
from tracker.links.thread import threads

Make = Callable[..., Claim]
OFFERED = Settings(likely=0.9, review=0.2)


class Likes:
    """A meaning of our own: what holds this word as its second text is near, all else is not."""

    def __init__(self, word: str) -> None:
        self._word = word

    def nearness(self, pairs: Iterable[tuple[str, str]]) -> Sequence[float]:
        """1 or 0."""
        return [float(self._word in later) for _, later in pairs]


def _ranked(listed: Sequence[int], meaning: Likes | None) -> list[tuple[int, float]]:
    return ranked(listed, meaning, lambda one: (1 - one / 1000, ("ask", f"<{one}>")), lambda _, score: (-score,))


def test_the_head_is_ordered_anew_and_the_rest_stays() -> None:
    """The last of the head comes first; what stands below stays below, with no higher score."""
    listed = list(range(MOST + 50))

    found = _ranked(listed, Likes("<199>"))

    assert [one for one, _ in found] == [199, *range(199), *range(200, 250)]
    assert found[0][1] == 1 - 0.199 + WEIGHT
    assert max(score for _, score in found[MOST:]) <= min(score for _, score in found[:MOST])
    assert [one for one, _ in _ranked(listed, None)] == listed
    assert [one for one, _ in _ranked(listed, Likes("<200>"))] == listed


def test_offers_are_the_same_links_in_another_order(claim: Make) -> None:
    """Of the possible links of a record each is offered with its own score, and one a thread, as without meaning."""
    boats = claim("We will lend every harbour school a rowing boat.", "2024-03-01", publisher="owls")
    maybe = claim("Every harbour school could try a boat by the sea.", "2024-05-01", publisher="owls")
    rowing = claim("Rowing is for every harbour school: a skiff each.", "2024-06-01", publisher="owls")
    found = threads([boats, maybe, rowing], settings=OFFERED)

    plain, meant = offers(found), offers(found, meaning=Likes("by the sea"))

    possible = {(link.earlier, link.later): link for thread in found for link in thread.candidates}
    assert len(possible) > len(meant)
    assert all(possible[link.earlier, link.later] == link for link in (*plain, *meant))
    assert len({link.later for link in meant}) == len({link.earlier for link in meant}) == len(meant)
    assert offers(found, meaning=Likes("no such word")) == plain
    assert (plain[0].later, meant[0].later) == (rowing.id, maybe.id)


def test_a_story_has_the_same_claims_with_and_without(claim: Make) -> None:
    """The thread nearest in meaning comes first; no claim is called exact that does not have the words."""
    one = claim("We will plant school orchards of apple trees.", "2024-03-01", publisher="owls")
    two = claim("A tax on school orchards will fund the navy.", "2024-04-01", publisher="moths")
    other = claim("We will build a pool for every village.", "2024-05-01", publisher="owls")
    found = threads([one, two, other])

    plain = story("school orchards", found)
    tax = story("school orchards", found, meaning=Likes("navy"))

    assert {line.claim.id for line in plain.lines} == {line.claim.id for line in tax.lines} == {one.id, two.id}
    assert plain.match == tax.match == "exact"
    assert (plain.threads[0].claims[0].id, tax.threads[0].claims[0].id) == (one.id, two.id)
    assert (plain.ranking, tax.ranking, story(found[0].id, found).ranking) == ("lexical", "semantic", None)
    assert story("flying boats", found, meaning=Likes("navy")).match == "none"
