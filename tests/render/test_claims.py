"""Claims as people read them."""

from collections.abc import Callable

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.render.claims import brief, facts, head, listing
from tracker.render.schemas.claims import Claims

Shown = Callable[..., str]


def _claims(text: str, published: str | None = "2026-11-25") -> tuple[Claim, ...]:
    document = plain.read(f"# Our plan\n\n{text}", publisher="Labour", publisher_type="party", published=published)
    return find_claims(document)


def test_a_claim_stands_beside_its_sign_with_its_facts_below(shown: Shown) -> None:
    """Lead-in and words, then who, how firmly, how much and when, wrapped at 60 columns."""
    claims = _claims("We will:\n\n- spend £3 million on village nurseries next spring\n- review the levy")

    text = shown(listing(claims), width=60)

    assert text.splitlines()[:8] == [
        "2 claims: 2 pledges · 1 with money · 1 with dates · Early",
        "years and childcare 1",
        "this text  Our plan  (Labour, published 25 Nov 2026)",
        "  P We will: spend £3 million on village nurseries next",
        "    spring",
        "    says Labour · firmness 4 of 6 “will” · £3 million ·",
        "    when: next spring (1 Mar 2027 to 31 May 2027) ·",
        f"    {claims[0].id}",
    ]
    assert "firmness 0 of 6 “will review”" in text


def test_what_cannot_be_dated_says_so(shown: Shown) -> None:
    """Without a date of publication “next spring” stays open."""
    text = shown(listing(_claims("We will open 40 hubs next spring.", published=None)), width=200)

    assert "when: next spring (not dated: the document’s date is not known)" in text
    assert "no date of publication" in text


def test_a_choice_says_of_how_many(shown: Shown) -> None:
    """Nobody takes a part for the whole."""
    claims = _claims("We will open 40 hubs.\n\nWe will open 3 labs.")

    assert "1 of 2 claims: 1 pledge" in shown(listing(claims[:1], of=len(claims)))


def test_reasons_stand_below_where_they_are_asked_for(shown: Shown) -> None:
    """Field, value, and the words that decided it."""
    claims = _claims("We will open 40 hubs.")

    plainly, explained = shown(listing(claims)), shown(listing(claims, explained=True))

    assert "can be checked: “40”" not in plainly
    assert "can be checked: “40”" in explained


def test_text_from_a_page_cannot_steer_the_terminal(shown: Shown) -> None:
    """Escape sequences and workflow commands of a claim show as signs."""
    claims = _claims("We will open 40 hubs \x1b[31m ::error:: now.")

    text = shown(listing(claims, explained=True))

    assert "\x1b" not in text
    assert "::error::" not in text


def test_programs_get_the_reasons_only_where_they_are_asked_for() -> None:
    """One object, named by its schema; each claim whole."""
    claims = _claims("We will open 40 hubs.")

    bare, explained = (Claims.of(claims, explained=asked).model_dump(mode="json") for asked in (False, True))

    assert bare["schema"] == "tracker.claims/1"
    assert bare["claims"][0]["text"] == claims[0].text
    assert bare["claims"][0]["reasons"] == []
    assert explained["claims"][0]["reasons"][0]["field"] == "kind"


def test_in_brief_a_claim_has_a_line_of_facts(shown: Shown) -> None:
    """Its words, cut where they are long, then its id, its document and what it says, in one line of any width."""
    claims = _claims(f"We will open 40 hubs {'and more ' * 40}.")

    for width in (40, 80):
        *words, told = shown((row for rows in brief(claims) for row in rows), width=width).splitlines()
        assert words[0].startswith("P We will open 40 hubs")
        assert words[-1].endswith("…")
        assert told.startswith(f"  {claims[0].id}  this text"[:14])
        assert len(told) <= width


def test_the_sum_names_the_documents(shown: Shown) -> None:
    """How many of each kind, and where most of them stand; what is no promise has no firmness."""
    one, two = _claims("We will open 40 hubs."), _claims("We have opened 3 labs.")
    assert one[0].place is not None
    placed = [
        claim.model_copy(update={"place": one[0].place.model_copy(update={"version": name})})
        for claim, name in ((one[0], "plan@2"), (two[0], "news@1"), (two[0], "news@1"))
    ]

    assert "In 2 documents; most in news@1 2, plan@2 1." in shown(head(placed, of=9))
    assert "3 of 9 claims" in shown(head(placed, of=9))
    assert "firmness" in facts(one[0])
    assert "firmness" not in facts(two[0])
    assert shown(head((), of=3)) == "0 of 3 claims."
