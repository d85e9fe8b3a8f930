"""Cards of pledges on the front page."""

from collections.abc import Callable

from tracker.claims.claim import Claim
from tracker.config.verdict import LinkVerdict, ThreadVerdict
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.links.thread import threads
from tracker.site.cards import PledgeCard, pledge_cards

Made = Callable[..., Claim]
Rules = Callable[..., Published]
FIRST, THEN = "We will build 40 owl boxes in every village by 2026.", "We aim to build 60 owl boxes in every village."


def _cards(
    claims: list[Claim], rules: Rules, *, most: int = 6, free: bool = True, **verdicts: object
) -> list[PledgeCard]:
    links = verdicts.get("link", [])
    assert isinstance(links, list)
    told = rules(free=free, **verdicts)
    found = told.threads(threads(claims, verdicts=links))
    return pledge_cards(found, told, Notebook.of(told.config, for_desk=False), most=most)


def _same(one: Claim, other: Claim) -> LinkVerdict:
    return LinkVerdict(earlier=one.id, later=other.id, relation="same", by="Ada")


def test_a_card_tells_what_turned_between_whom_and_when(claim: Made, rules: Rules) -> None:
    """Its title is a quotation while nobody has named it; the words are those of the weightiest turn, whole."""
    one, two = claim(FIRST, 1), claim(THEN, 3, strength=2, words="aim to")

    (card,) = _cards([one, two], rules, link=[_same(one, two)])

    assert (card.title, card.words) == (f"“{FIRST}”", THEN)
    assert (card.first, card.first_voice, card.last, card.last_voice) == (
        "seen 1 Jan 2024", "Owls", "seen 1 Mar 2024", "Owls",
    )  # fmt: skip
    assert card.page == f"pledges/t-{one.id[2:]}.html"
    assert [(turn.old, turn.new) for turn in card.turned] in ([("40", "60")], [("will", "aim to")])


def test_a_name_that_a_person_gave_is_the_title(claim: Made, rules: Rules, hostile_words: tuple[str, ...]) -> None:
    """As they wrote it, safe to look at."""
    one, two = claim(FIRST, 1), claim(THEN, 3, strength=2, words="aim to")
    name = hostile_words[0]
    verdict = ThreadVerdict(thread=f"t-{one.id[2:]}", name=name, by="Ada", words=one.text, at="plan@1")

    (card,) = _cards([one, two], rules, link=[_same(one, two)], thread=[verdict])

    assert card.title == name


def test_nothing_is_a_card_that_no_person_joined(claim: Made, rules: Rules) -> None:
    """Two wordings that only a score holds together are none, nor is a claim that stands alone."""
    one, two = claim(FIRST, 1), claim(THEN, 3, strength=2, words="aim to")

    assert _cards([one, two], rules) == []
    assert _cards([one], rules, thread=[ThreadVerdict(thread=f"t-{one.id[2:]}", name="Boxes", by="Ada")]) == []


def _planted(claim: Made, number: int, wood: str) -> tuple[Claim, Claim]:
    words = (f"We will plant {count} oaks in wood {wood}." for count in (number * 7, number))
    return claim(next(words), number), claim(next(words), number + 2)


def test_the_newest_come_first_and_no_more_than_wanted(claim: Made, rules: Rules) -> None:
    """By the day of their newest words."""
    pairs = [_planted(claim, number, name) for number, name in enumerate("abc", 1)]
    claims = [one for pair in pairs for one in pair]

    found = _cards(claims, rules, most=2, link=[_same(*pair) for pair in pairs])

    assert [card.last for card in found] == ["seen 1 May 2024", "seen 1 Apr 2024"]


def test_words_that_may_not_be_handed_on_are_an_extract(claim: Made, rules: Rules) -> None:
    """A card is no way round the rule."""
    long = f"We will build {'many and ' * 60}more boxes."
    one, two = claim(long, 1), claim(f"{long[:-1]} for owls.", 3)

    (card,) = _cards([one, two], rules, free=False, link=[_same(one, two)])

    assert len(card.title) <= 160
    assert len(card.words) <= 200


def test_words_that_stand_in_both_wordings_did_not_turn(claim: Made, rules: Rules) -> None:
    """A flag may pair words that both have, elsewhere in the sentence: a card shows what one of them lacks."""
    one = claim("We will not pay for tools that every village will need once open such as boxes and ladders.", 1)
    two = claim("We will not pay for tools that villages will need once open, such as boxes and ladders.", 3)

    cards = _cards([one, two], rules, link=[_same(one, two)])

    assert [(turn.old, turn.new) for card in cards for turn in card.turned] == [("every", "")]
