"""Who commits whom to what."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.claims.group import find_groups
from tracker.extract import plain
from tracker.extract.document import Document

Reader = Callable[[str], Document]

IN_THE_PRESS = [
    ("Labour has pledged to hire 900 school nurses by 2029.", "pledge", "Labour", "Labour"),
    ("Jo Marsh, the shadow schools minister, said Labour would scrap the tests.", "pledge", "Jo Marsh", "Labour"),
    (
        "The Liberal Democrats want a new tutoring fund in every county.",
        "pledge",
        "Liberal Democrats",
        "Liberal Democrats",
    ),
    ("Ministers plan to review the funding formula next spring.", "pledge", "government", "government"),
    ("“We will open 40 new nurseries,” the education secretary told MPs.", "pledge", "education secretary", None),
    ("Village schools will get music hubs under Labour plans.", "pledge", "Labour", "Labour"),
    ("The government has ruled out a return to grammar schools.", "pledge", "government", "government"),
    ("Classroom Post understands the hubs will open in June.", "report", "Classroom Post", None),
    ("Bursaries will be capped at £4,000.", "report", None, None),
    ("Labour wants every child to love reading.", "aspiration", "Labour", "Labour"),
]


@pytest.mark.parametrize(("text", "kind", "speaker", "actor"), IN_THE_PRESS)
def test_the_press_reports_commitments(
    press: Reader, text: str, kind: str, speaker: str | None, actor: str | None
) -> None:
    """A party, a government or an official commits; what the paper infers is a report."""
    claims = find_claims(press(text))

    assert [claim.kind for claim in claims] == [kind]
    assert speaker in {None, claims[0].speaker}
    assert actor in {None, claims[0].actor}


UNSIGNED = [
    ("Individuals will have access to free advice.", "pledge"),
    ("A new select committee would look into fares.", "pledge"),
    ("Up to £40,000 will be made available to each hub.", "pledge"),
    ("That is why we will bring in a pupil guarantee.", "pledge"),
    ("More detail will be shared in due course.", "pledge"),
    ("We will start by opening 40 hubs.", "pledge"),
    ("Aim to double the number of apprentices by 2030.", "pledge"),
    ("Every teacher will need to be qualified.", "pledge"),
    ("The government has no intention of closing them.", "pledge"),
]


@pytest.mark.parametrize(("text", "kind"), UNSIGNED)
def test_a_text_without_a_publisher_speaks_for_its_author(text: str, kind: str) -> None:
    """What nobody else is said to say commits whoever wrote it."""
    claims = find_claims(plain.read(text))

    assert [claim.kind for claim in claims] == [kind]


UNSIGNED_NOTHING = [
    "The new tax will destroy jobs.",
    "The weather will be fine.",
    "Voters will decide on Saturday.",
    "The figures show that early help will save money.",
    "Their plan would cost every family £2,000.",
    "Mr Bright will always look after the few.",
    "Commuters will not be fooled.",
]


@pytest.mark.parametrize("text", UNSIGNED_NOTHING)
def test_a_prediction_without_a_publisher_is_no_claim(text: str) -> None:
    """What nobody decides (weather, voters, strangers, somebody else's plan) commits nobody."""
    claims = find_claims(plain.read(text))

    assert claims == ()


BY_ITS_OWN_NAME = [
    ("The Holt government will repair 40 bridges.", "Holt government"),
    ("Congress promises to double the number of nurses.", "Congress"),
    ("Forward is committed to restoring free buses.", "Forward"),
    ("The package includes £30 million for training.", None),
    ("£20 million for a new sports hall.", None),
    ("To scrap the levy within ten days.", None),
]


@pytest.mark.parametrize(("text", "actor"), BY_ITS_OWN_NAME)
def test_bodies_that_no_list_knows_commit_themselves(text: str, actor: str | None) -> None:
    """A government by its leader's name, a party by its own; and offers of money that need no verb."""
    (claim,) = find_claims(plain.read(text))

    assert claim.kind == "pledge"
    assert claim.actor == actor


NOUNS_FIRST = [
    "Pay matters as well, and we know it.",
    "Support for families is vital.",
    "Reform UK has no answer.",
    "Work on the bill has begun.",
]


@pytest.mark.parametrize("text", NOUNS_FIRST)
def test_a_noun_at_the_head_of_an_item_is_no_imperative(party: Reader, text: str) -> None:
    """“Pay matters” orders nothing; “Pay teachers more” does."""
    claims = find_claims(party(f"- Pay teachers more.\n- {text}"))

    assert [claim.text for claim in claims] == ["Pay teachers more."]


def test_an_item_without_a_verb_offers_what_its_list_offers(party: Reader) -> None:
    """Between “Train …” and “Give …”, “A legal right to appeal” is a pledge too."""
    claims = find_claims(party("- Train 900 nurses\n- A legal right to appeal\n- Give each family an adviser"))

    assert [claim.text for claim in claims][1] == "A legal right to appeal"
    assert claims[1].strength == 6


@pytest.mark.parametrize("subject", ["No nursery", "Nobody", "Not a single hub"])
def test_a_commitment_that_none_will_is_a_refusal(party: Reader, subject: str) -> None:
    """“No nursery will be closed” promises not to."""
    (claim,) = find_claims(party(f"{subject} will be closed before 2030."))

    assert claim.polarity == "not"


def test_what_none_will_suffer_is_a_promise_too(party: Reader) -> None:
    """“No child will lose support” and “There will be no cuts” are refusals, not forecasts."""
    claims = find_claims(party("No child will lose support.\n\nThere will be no cuts to music lessons."))

    assert [claim.polarity for claim in claims] == ["not", "not"]


def test_a_verb_after_and_has_the_subject_before(press: Reader) -> None:
    """“My department is considering X and will respond” is the department's; X will respond to nothing."""
    document = press("Ines Calloway, the shadow minister, welcomed the pause, but said the Conservatives would end it.")

    (claim,) = find_claims(document)

    assert (claim.speaker, claim.actor) == ("Ines Calloway", "Conservatives")


def test_a_rivals_promise_is_none_of_the_partys(party: Reader) -> None:
    """What a party retells of another one binds neither on this page."""
    claims = find_claims(party("Labour has promised 8,500 nurses but has not said when."))

    assert claims == ()


NO_CLAIM_IN_THE_PRESS = [
    "Heads say the plan will leave schools short of staff.",
    "“We will fight this all the way,” said Abdul Karim, general secretary of the heads’ union.",
    "Will ministers pay for it?",
    "It is not clear whether schools will be paid.",
    "MPs asked whether the government would fund it.",
    "The minister will visit Leeds on Monday.",
    "The education secretary will deliver a speech in Hull.",
    "Absence rose to 7.1 per cent last year.",
    "Schools should talk to their council.",
    "Your email address will not be published.",
    "The proposal suggests the party will drop the test.",
    "Sixth formers would have taken five subjects.",
    "The reform will lead to chaos, critics warned.",
    "We will update this list every week.",
    "Details will be published later.",
    "A Labour council in Kent opened two libraries.",
]


@pytest.mark.parametrize("text", NO_CLAIM_IN_THE_PRESS)
def test_the_press_is_full_of_sentences_that_commit_nobody(press: Reader, text: str) -> None:
    """Critics, questions, diary dates, forecasts, past figures, advice and forms are no claims."""
    claims = find_claims(press(text))

    assert claims == ()


IN_OWN_WORDS = [
    ("We will recruit 900 nurses.", "pledge", "do", 4),
    ("We will never sell school playing fields.", "pledge", "not", 5),
    ("We will scrap the resit rule.", "pledge", "stop", 4),
    ("We will continue to fund music lessons.", "pledge", "keep", 4),
    ("We guarantee a place for every pupil leaving care.", "pledge", "do", 5),
    ("We will legislate for smaller classes.", "pledge", "do", 6),
    ("We plan to consult on term dates.", "pledge", "do", 0),
    ("Restore the school sport fund in full.", "pledge", "do", 4),
]


@pytest.mark.parametrize(("text", "kind", "polarity", "strength"), IN_OWN_WORDS)
def test_a_party_commits_itself_in_its_own_words(
    party: Reader, text: str, kind: str, polarity: str, strength: int
) -> None:
    """Speaker and actor are the publisher; strength, polarity and the words that set them are kept."""
    (claim,) = find_claims(party(text))

    assert (claim.kind, claim.polarity, claim.strength) == (kind, polarity, strength)
    assert (claim.speaker, claim.actor) == ("Liberal Democrats", "Liberal Democrats")
    assert claim.strength_words


NO_CLAIM_OF_THE_PARTY = [
    "We will always stand up for teachers.",
    "Under the Conservatives, schools will crumble.",
    "The Conservatives will cut school budgets.",
    "Sign up to our newsletter and we will keep you in touch.",
    "Teachers deserve better.",
    "Will you join us?",
]


@pytest.mark.parametrize("text", NO_CLAIM_OF_THE_PARTY)
def test_rhetoric_rivals_and_forms_are_no_pledges(party: Reader, text: str) -> None:
    """A party's page says much that binds nobody."""
    claims = find_claims(party(text))

    assert claims == ()


def test_items_inherit_actor_and_verb_from_their_lead_in(party: Reader) -> None:
    """Under “We will:” each item is a claim with the lead-in kept; “guarantee” and “not” keep their own force."""
    document = party("We will:\n\n- open 40 nurseries\n- guarantee a hot meal\n- not close village schools")

    claims = find_claims(document)

    assert [(claim.text, claim.strength, claim.polarity) for claim in claims] == [
        ("open 40 nurseries", 4, "do"),
        ("guarantee a hot meal", 5, "do"),
        ("not close village schools", 4, "not"),
    ]
    assert {claim.lead_in for claim in claims} == {"We will:"}


def test_the_words_that_set_the_firmness_are_those_that_did(party: Reader) -> None:
    """Under “We will:” an item “review …” is 0 because of “will review”; “Review …” alone because of “Review”."""
    document = party("We will:\n\n- review the code\n- open a hub\n\n## Also\n\n- Review the levy by 2030.")

    claims = find_claims(document)

    assert [(claim.strength, claim.strength_words) for claim in claims] == [
        (0, "will review"),
        (4, "will"),
        (0, "Review"),
    ]


def test_nested_items_and_headings_lend_their_words(party: Reader) -> None:
    """“We will:” holds through “give councils the power to:” down to the inner items; the headings above are told."""
    document = party(
        "## Streets\n\nWe will:\n\n- give councils the power to:\n  - close roads\n  - charge firms\n- plant trees"
    )

    claims = find_claims(document)

    assert [(claim.lead_in, claim.text) for claim in claims] == [
        ("We will: give councils the power to:", "close roads"),
        ("We will: give councils the power to:", "charge firms"),
        ("We will:", "plant trees"),
    ]
    assert {claim.section for claim in claims} == {("Streets",)}


def test_a_deadline_of_the_lead_in_holds_for_its_items(party: Reader) -> None:
    """“Within 100 days we will:” dates every item, unless one has a date of its own."""
    document = party("Within 100 days, we will:\n\n- scrap the levy\n- open 40 hubs by 2030")

    claims = find_claims(document)

    assert [claim.deadline.text for claim in claims if claim.deadline] == ["Within 100 days", "by 2030"]
    first = claims[0].deadline
    assert first is not None
    assert document.text[first.start : first.end] == first.text


def test_what_a_paper_understands_binds_only_whom_it_is_about(press: Reader) -> None:
    """A report on a new thing is not laid at the door of the party that pledged another one."""
    document = press("Labour will open 40 hubs.\n\nClassroom Post understands a second levy will be announced in May.")

    _, report = find_claims(document)

    assert (report.kind, report.actor) == ("report", None)


def test_a_deputy_is_told_by_name(press: Reader) -> None:
    """“Her deputy, Rufus Amadi,” is Amadi, and speaks for whom she speaks for."""
    document = press(
        "“We will open 40 hubs,” said Jo Marsh, Labour’s shadow schools minister.\n\n"
        "Her deputy, Rufus Amadi, is due to publish a list by June."
    )

    _, claim = find_claims(document)

    assert (claim.speaker, claim.actor) == ("Rufus Amadi", "Labour")


def test_how_a_claim_is_told_and_what_it_aims_at(press: Reader) -> None:
    """Direct, mixed, indirect or no quotation; reported or inferred; an action of the actor or an outcome."""
    document = press(
        "Jo Marsh, Labour’s shadow schools minister, said: “We will open 40 hubs.”\n\n"
        "Marsh said Labour would “scrap the levy”.\n\nMarsh said Labour would close 3 hubs.\n\n"
        "Bursaries will be capped at £4,000."
    )

    claims = find_claims(document)

    assert [(c.quotation, c.told, c.target) for c in claims] == [
        ("direct", "reported", "action"),
        ("mixed", "reported", "action"),
        ("indirect", "reported", "action"),
        ("none", "inferred", "outcome"),
    ]


def test_items_under_a_demand_on_others_are_no_claims(department: Reader) -> None:
    """“You must:” lends its verb to nobody's pledge."""
    document = department("You must:\n\n- keep a register\n- send it in by June")

    claims = find_claims(document)

    assert claims == ()


def test_a_department_speaks_for_itself_and_its_quoted_minister(department: Reader) -> None:
    """Own words are the department's; a quoted minister binds the department; a quoted trust binds nobody."""
    document = department(
        "Schools will receive £40 million.\n\nSchools minister Jo Marsh said: “We will visit every county.”\n\n"
        "“We will fund 30 hubs,” Marsh said.\n\n“We will spend it well,” said Al Reid, chief executive of Moor Trust."
    )

    claims = find_claims(document)

    assert [(claim.speaker, claim.actor) for claim in claims] == [("DfE", "DfE"), ("Jo Marsh", "DfE")]


def test_what_is_done_is_a_delivery(department: Reader) -> None:
    """“We have recruited” is kept as delivery, which no list of pledges counts."""
    (claim,) = find_claims(department("We have already recruited 140 mentors."))

    assert claim.kind == "delivery"


WITH_MORE_TO_COME = [
    ("We have now opened 12 hubs, and we will open 40 more by 2028.", ["delivery", "pledge"]),
    ("We will open 40 hubs; we have already opened 12.", ["pledge", "delivery"]),
    ("We have recruited 140 mentors and will recruit 90 more.", ["delivery", "pledge"]),
    ("The scheme, which has been expanded, will reach 40 towns.", ["pledge"]),
    ("From today schools will not be given a single grade.", ["delivery"]),
]


@pytest.mark.parametrize(("text", "kinds"), WITH_MORE_TO_COME)
def test_what_is_done_and_what_is_to_come_are_told_apart(department: Reader, text: str, kinds: list[str]) -> None:
    """A promise is not lost because the sentence begins with what was done."""
    claims = find_claims(department(text))

    assert [claim.kind for claim in claims] == kinds


def test_a_relative_clause_goes_with_the_commitment_it_hangs_on(party: Reader) -> None:
    """It is no commitment of its own, and keeps its words."""
    document = party("We will publish a reading plan, which will replace the phonics test.")

    claims = find_claims(document)

    assert [claim.text for claim in claims] == ["We will publish a reading plan, which will replace the phonics test."]


def test_an_aside_that_weighs_the_plan_is_cut_off(press: Reader) -> None:
    """The claim ends where the paper's doubt begins."""
    (claim,) = find_claims(press("Labour will open 40 hubs, although it is not clear who will run them."))

    assert claim.text == "Labour will open 40 hubs"


def test_these_teams_and_they_go_on_with_the_claim_before(press: Reader) -> None:
    """A sentence about the thing just pledged has the same body behind it."""
    document = press(
        "Jo Marsh, Labour’s shadow schools minister, has promised to set up reading squads.\n\n"
        "These squads would report to councils. They would also train parents."
    )

    claims = find_claims(document)

    assert [claim.actor for claim in claims] == ["Labour"] * 3


def test_the_evidence_of_a_claim_points_into_the_document(party: Reader) -> None:
    """Amounts, deadline, scope and conditions are the words that stand there."""
    document = party("We will recruit at least 900 nurses by September 2028, paid for by a levy on firms.")

    (claim,) = find_claims(document)

    assert document.text[claim.start : claim.end] == claim.text
    assert [quantity.value for quantity in claim.quantities] == [900]
    assert claim.deadline is not None
    assert document.text[claim.deadline.start : claim.deadline.end] == claim.deadline.text
    assert claim.deadline.by == "2028-09"
    assert claim.scope == ("at least",)
    assert claim.funding == ("paid for by a levy on firms",)
    assert claim.place is not None
    assert claim.place.publisher_type == "party"


def test_ids_are_stable_and_tell_equal_words_apart(party: Reader) -> None:
    """The same text gives the same ids, and a sentence said twice gives two."""
    document = party("We will open 40 hubs.\n\nIt is time.\n\nWe will open 40 hubs.")

    first, second = find_claims(document), find_claims(document)

    assert first == second
    assert len({claim.id for claim in first}) == 2


def test_headings_and_titles_hold_no_claims(party: Reader) -> None:
    """They repeat what the text says; only a document that is nothing but a title is read as a sentence."""
    headed = find_claims(party("## We will open 40 hubs\n\nTime is short."))
    alone = find_claims(plain.read("We will open 40 hubs.", publisher="Labour", publisher_type="party"))

    assert headed == ()
    assert len(alone) == 1


WORDS = [
    "Labour",
    "will",
    "would",
    "said",
    "the party",
    "“we",
    "”",
    "which",
    ", which will",
    "who",
    "not",
    "£5",
    "and",
    "they",
    "if",
    "schools",
    ".",
    ",",
    "\n\n",
    "- ",
    "pledged to",
    "(",
    ")",
    "Mary Holt",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["press", "party", "department", None]))
def test_every_claim_stands_where_it_says(words: list[str], kind: str | None) -> None:
    """Whatever the text: spans are exact, ids unique, and order is reading order."""
    document = plain.read("# Title\n\n" + " ".join(words), publisher="Labour", publisher_type=kind)

    claims = find_claims(document)

    assert all(document.text[claim.start : claim.end] == claim.text for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)


HOSTILE = [
    "A ",
    "“",
    "will ",
    ", which will",
    "said ",
    "Aa Bb ",
    "we will if ",
    "the party said, ",
    "(",
    "not ",
    "under a ",
    "a-",
    "paid for by ",
    "’",
    ", ",
    "‘“",
    "([",
    "£1 to 2 ",
    "her deputy, Ann Lee, ",
]


@pytest.mark.parametrize("bit", HOSTILE)
def test_hostile_text_stays_cheap(bit: str) -> None:
    """Thirty thousand characters of one thing take no long time, as one sentence or as many."""
    begun = time.process_time()

    for text in (bit * (30_000 // len(bit)), "".join(f"{bit * (90 // len(bit))}{n}.\n\n" for n in range(300))):
        find_claims(plain.read(f"# T\n\n{text}", publisher="Classroom Post", publisher_type="press"))

    assert time.process_time() - begun < 5


def test_a_sentence_of_a_megabyte_is_passed_over() -> None:
    """What no person could read as a sentence costs nothing."""
    document = plain.read(
        f"# T\n\n{'we will open hubs, which will ' * 33_000}.", publisher="Labour", publisher_type="party"
    )
    begun = time.process_time()

    claims = find_claims(document)

    assert claims == ()
    assert time.process_time() - begun < 5


def test_a_sentence_at_the_limit_stays_cheap() -> None:
    """Three thousand characters, the longest sentence read, of nothing but commitments."""
    begun = time.process_time()

    find_groups("we will and they said it would, which will " * 70, reported=True)

    assert time.process_time() - begun < 2


def test_a_hundred_pages_take_seconds() -> None:
    """About 45,000 words of prose with lists and quotations, a claim in every fifth sentence."""
    past = [
        f"Teachers in {n} rural schools told us last year that buildings were cold and that books were old and few.\n\n"
        for n in range(2000)
    ]
    pages = (
        f"We will open {n} nurseries by 2028.\n\n{''.join(past[n * 10 : n * 10 + 5])}"
        "“We were there,” said Jo Marsh, the schools minister, who visited Leeds in March and met parents there.\n\n"
        f"We will:\n\n- recruit {n} nurses\n- scrap the resit rule\n\n{''.join(past[n * 10 + 5 : n * 10 + 10])}"
        for n in range(200)
    )
    document = plain.read("# Plan\n\n" + "".join(pages), publisher="Labour", publisher_type="party")
    begun = time.process_time()

    claims: tuple[Claim, ...] = find_claims(document)

    assert time.process_time() - begun < 15  # about 2 s alone: only a guard against what grows faster than the text
    assert len(document.text.split()) > 45_000
    assert len(claims) == 401  # the rule is scrapped 200 times, and that is one claim
