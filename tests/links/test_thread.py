"""Claims joined into the life of one pledge."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.settings import Settings
from tracker.config.verdict import Alias, LinkVerdict, ThreadVerdict, Verdicts
from tracker.links.link import Thread
from tracker.links.thread import by_id, threads

Make = Callable[..., Claim]

SWIM = "We will teach every pupil to swim before the age of eleven."
SWIM_LATER = "Every pupil will learn to swim by eleven, with 300 new swimming instructors."
ROOFS = "We will fit solar panels to the roofs of 2,000 schools."
ROOFS_LATER = "Solar panels will be fitted to the roofs of up to 500 schools by 2029."
BRIGADES = "Book brigades will visit primary classrooms each week."
SQUADS = "From January, regional reading squads start work with libraries in nine towns."
ALIAS = Alias(by="Ada", names=("regional reading squads", "book brigades"))


def same(earlier: Claim, later: Claim, relation: str = "same", **more: object) -> LinkVerdict:
    """A verdict on two claims."""
    return LinkVerdict.model_validate(
        {"by": "Ada", "earlier": earlier.id, "later": later.id, "relation": relation, **more}
    )


def texts(found: tuple[Thread, ...]) -> list[list[str]]:
    """The wordings of each thread."""
    return [[claim.text for claim in thread.claims] for thread in found]


def test_two_pledges_through_time(claim: Make) -> None:
    """Each claim joins its own pledge, in the order of publication, with reasons and what changed."""
    found = threads(
        [
            claim(ROOFS_LATER, "2025-05-01", publisher="dfe"),
            claim(SWIM, "2024-03-01", publisher="labour"),
            claim(SWIM_LATER, "2025-02-01", publisher="labour"),
            claim(ROOFS, "2024-04-01", publisher="labour"),
        ]
    )

    assert texts(found) == [[SWIM, SWIM_LATER], [ROOFS, ROOFS_LATER]]
    link = found[1].links[0]
    assert (link.standing, link.relation) == ("likely", "same")
    assert link.reasons[-1] == "carried on from labour to dfe"
    assert {"quantity_down", "narrowed", "redated", "attributed_on"} <= {flag.name for flag in link.flags}


def test_a_stage_follows_its_own_voice(claim: Make) -> None:
    """A party’s page is held against its own earlier words, not against a department’s that came between."""
    first = claim(ROOFS, "2024-03-01", publisher="labour", document="plan", seen="2024-03-01")
    other = claim("Solar panels for 2,000 school roofs by 2027.", "2024-09-01", publisher="dfe")
    last = claim("We aim to fit solar panels to the roofs of 2,000 schools.", None, publisher="labour", document="plan",
                 version=2, seen="2025-01-01")  # fmt: skip

    (thread,) = threads([last, other, first])

    assert [link.earlier for link in thread.links] == [first.id, first.id]
    assert {flag.name for flag in thread.links[1].flags} == {"softened"}


def test_a_confirmed_stage_follows_what_a_person_held_it_to(claim: Make) -> None:
    """Not the thread's first claim, however many of its links are confirmed: a change between two stages stays one."""
    first = claim(BRIGADES, "2023-07-01", publisher="weekly")
    plan = claim("Labour will send reading squads to every library.", "2024-03-01", publisher="labour")
    softer = claim("Labour aims to send reading squads to libraries.", "2024-06-01", publisher="labour")

    (thread,) = threads([first, plan, softer], verdicts=[same(first, plan), same(plan, softer)])

    assert [link.earlier for link in thread.links] == [first.id, plan.id]
    assert {link.standing for link in thread.links} == {"confirmed"}
    assert "softened" in {flag.name for flag in thread.links[1].flags}


def test_ids_come_from_the_earliest_claim(claim: Make) -> None:
    """A thread is called by its earliest claim, and a later member’s id still finds it."""
    first, second = claim(SWIM, "2024-03-01"), claim(SWIM_LATER, "2025-02-01")

    found = threads([second, first])

    assert found[0].id == f"t-{first.id[2:]}"
    assert by_id(found, f"t-{second.id[2:]}") == found[0]
    assert by_id(found, "t-aaaaaaaaaa") is None


def test_a_claim_can_stand_alone(claim: Make) -> None:
    """Unlike claims make threads of one; no claims make none."""
    assert texts(threads([claim(SWIM, "2024-03-01"), claim(ROOFS, "2024-03-02")])) == [[SWIM], [ROOFS]]
    assert threads([]) == ()


@given(st.permutations(range(7)))
@settings(max_examples=30, deadline=None)
def test_order_given_does_not_matter(order: list[int]) -> None:
    """The same claims in any order give equal threads."""
    wordings = [SWIM, SWIM_LATER, ROOFS, ROOFS_LATER, SWIM, BRIGADES, SQUADS]
    claims = [
        Claim(
            id=claim_id(f"s{place % 3}", "page", text, place),
            kind="pledge",
            text=text,
            start=place,
            end=place + len(text),
            strength=4,
            place=Place(source=f"s{place % 3}", document="page", version=f"s{place % 3}@1", publisher=f"p{place % 2}"),
        )
        for place, text in enumerate(wordings)
    ]

    assert threads([claims[place] for place in order], aliases=[ALIAS]) == threads(claims, aliases=[ALIAS])


def test_one_version_never_links_to_itself(claim: Make) -> None:
    """Two claims of one document version stay apart, however alike; another document’s claim joins the nearer one."""
    near, far = claim(SWIM, "2024-03-01", document="plan"), claim(SWIM_LATER, "2024-03-01", document="plan", start=200)
    other = claim("We will teach every pupil to swim.", "2024-06-01")

    found = threads([near, far, other])

    assert texts(found) == [[SWIM, other.text], [SWIM_LATER]]


def test_a_repeated_claim_is_one_stage(claim: Make) -> None:
    """Words that later versions of a document repeat go on from where they first stood."""
    first = claim(SWIM, document="plan", version=1, seen="2024-03-01")
    again = claim(SWIM, document="plan", version=2, seen="2024-05-01", start=40)

    found = threads([again, first])

    assert [thread.claims for thread in found] == [(first,)]


def test_a_rewording_in_a_later_version(claim: Make) -> None:
    """A later version’s words are dated by its capture, though the page keeps its date of publication."""
    old = claim(ROOFS, "2024-03-01", document="plan", version=1, seen="2024-03-02")
    elsewhere = claim("Solar panels for the roofs of 2,000 schools are promised.", "2024-06-01")
    new = claim(ROOFS_LATER, "2024-03-01", document="plan", version=2, seen="2024-09-01")

    found = threads([new, elsewhere, old])

    assert texts(found) == [[ROOFS, elsewhere.text, ROOFS_LATER]]


def test_what_stands_beside_it_is_no_rewording(claim: Make) -> None:
    """A claim added next to one that stays is a second claim, not a later stage of the first."""
    old = [claim(ROOFS, document="plan", version=number, seen=f"2024-0{number}-01") for number in (1, 2)]
    new = claim(ROOFS_LATER, document="plan", version=2, seen="2024-02-01", start=90)

    found = threads([*old, new])

    assert texts(found) == [[ROOFS], [ROOFS_LATER]]


def test_an_alias_brings_names_together(claim: Make) -> None:
    """Two names for a programme are shown to a person at least, with the names as the reason and the renaming."""
    claims = [claim(BRIGADES, "2024-03-01"), claim(SQUADS, "2025-01-01")]

    without, with_alias = threads(claims), threads(claims, aliases=[ALIAS])

    assert not [link for thread in without for link in (*thread.links, *thread.candidates)]
    (link,) = [link for thread in with_alias for link in (*thread.links, *thread.candidates)]
    assert link.reasons[0] == "“Book brigades” and “regional reading squads” are names for regional reading squads"
    assert ("renamed", "Book brigades", "regional reading squads") in {
        (flag.name, flag.old, flag.new) for flag in link.flags
    }
    assert with_alias[0].aliases == ALIAS.names


def test_between_the_marks_a_person_looks(claim: Make) -> None:
    """A score below `likely` and above `review` makes a candidate, a lower one nothing."""
    claims = [claim(ROOFS, "2024-03-01"), claim(ROOFS_LATER, "2025-01-01")]

    looked = threads(claims, settings=Settings(likely=0.9, review=0.1))
    silent = threads(claims, settings=Settings(likely=0.9, review=0.89))

    assert texts(looked) == [[ROOFS], [ROOFS_LATER]]
    assert [link.standing for link in looked[0].candidates] == ["review"]
    assert not any(thread.candidates for thread in silent)


def test_a_person_joins(claim: Make) -> None:
    """“Same” joins claims without a common word, across one version too, and the link is confirmed."""
    one, other = claim(SWIM, "2024-03-01", document="plan"), claim(ROOFS, "2024-03-01", document="plan", start=90)

    found = threads([one, other], verdicts=[same(one, other, why="one programme")])

    assert texts(found) == [[SWIM, ROOFS]]
    assert found[0].links[0].standing == "confirmed"
    assert found[0].links[0].reasons[0] == "decided by Ada: one programme"


def test_a_person_joins_two_threads(claim: Make) -> None:
    """A later claim called the same as members of two threads makes one of them."""
    one, two, three = claim(SWIM, "2024-03-01"), claim(ROOFS, "2024-04-01"), claim(BRIGADES, "2024-05-01")

    found = threads([one, two, three], verdicts=[same(one, three), same(two, three)])

    assert texts(found) == [[SWIM, ROOFS, BRIGADES]]
    assert [link.standing for link in found[0].links] == ["confirmed", "confirmed"]


@pytest.mark.parametrize("relation", ["different", "related"])
def test_a_person_keeps_apart(claim: Make, relation: str) -> None:
    """“Different” and “related” outrank any score, and no candidate is offered again."""
    one, other = claim(SWIM, "2024-03-01"), claim(SWIM, "2025-02-01")

    found = threads([one, other], verdicts=Verdicts(link=(same(one, other, relation),)))

    assert texts(found) == [[SWIM], [SWIM]]
    assert not any(thread.candidates for thread in found)
    assert [link.relation for link in found[0].related] == ["related"] * (relation == "related")


def test_the_later_verdict_holds(claim: Make) -> None:
    """Of two verdicts on one pair the later day’s holds, and a withdrawn one never."""
    one, other = claim(SWIM, "2024-03-01"), claim(ROOFS, "2025-02-01")
    yes, no = same(one, other, on=date(2025, 3, 1)), same(one, other, "different", on=date(2025, 4, 1))
    withdrawn = same(one, other, on=date(2025, 5, 1), withdrawn=True)

    assert len(threads([one, other], verdicts=[no, yes, withdrawn])) == 2


def test_a_name_stays_with_its_claims(claim: Make) -> None:
    """A thread keeps the name a person gave it when an older claim is found and becomes its first."""
    older, named = claim(SWIM, "2024-03-01"), claim(SWIM_LATER, "2025-02-01")
    name = ThreadVerdict(by="Ada", thread=f"t-{named.id[2:]}", name="Swimming")

    assert threads([named], verdicts=[name])[0].name == "Swimming"
    assert threads([older, named], verdicts=[name])[0].name == "Swimming"


def test_a_bullet_is_read_under_its_introduction(claim: Make) -> None:
    """“We aim to:” above a list makes its bullets softer than “We will”."""
    earlier = claim("Fit solar panels to school roofs.", "2024-03-01", lead_in="We will:")
    later = claim("Fit solar panels to all the school roofs.", "2025-03-01", lead_in="We aim to:")

    (thread,) = threads([earlier, later])

    assert "softened" in {flag.name for flag in thread.links[0].flags}
