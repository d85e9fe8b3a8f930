"""Claims in prose that no list of ours has seen: what commits, what only sounds so, and whose words it is."""

import pytest

from tracker.claims.claim import Claim
from tracker.claims.find import find_claims
from tracker.extract.plain import read


def claims(text: str, publisher: str | None = "Owl Party", kind: str | None = "party") -> tuple[Claim, ...]:
    """The claims of a text below a title."""
    return find_claims(read(f"# Our plan\n\n{text}\n", publisher=publisher, publisher_type=kind))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will build 40 nest boxes, as promised.", "pledge"),
        ("We will, as pledged, build 40 nest boxes.", "pledge"),
        ("- abolish the hedge levy\n- plant the old meadow again", "pledge"),
        ("- Rebalance the law on hedges", "pledge"),
        ("- Incentivise and support every nursery", "aspiration"),
        ("Ban schools from showing films such as 'An Easy Flight'.", "pledge"),
        ("Great Owl Energy will be set up in Selby.", "pledge"),
        ("A Nest Poverty Commission will be established.", "pledge"),
        ("Hedge fees should be abolished.", "pledge"),
        ("The hedge cap is to be lifted by 2031.", "pledge"),
        ("We will vote against the hedge levy.", "pledge"),
        ("We will urge the government to repeal the Hedge Act.", "pledge"),
        ("We will introduce a new Hedges Bill.", "pledge"),
        ("We will encourage councils to build more housing by opening sites.", "pledge"),
        ("We will ensure the prosperity of every community.", "aspiration"),
        ("We will now go even further.", "aspiration"),
        ("We will work to strengthen our partnerships.", "aspiration"),
        ("We will support families.", "aspiration"),
        ("We will support 4,000 families.", "pledge"),
        ("We want to see a better future.", "aspiration"),
        ("We will take tougher action on litter in woods.", "aspiration"),
        ("We will be a friendly government in every wood.", "aspiration"),
        ("We will extend openness to every area of woodland life.", "aspiration"),
        ("We will press the council to publish its hedge plan.", "pledge"),
        ("We support the creation of a hedge bank.", "pledge"),
        ("We strongly support the scrapping of the hedge levy.", "pledge"),
        ("Our ambition is also to have better woods.", "aspiration"),
        ("Legally ban hedge cutting and amend the Hedge Act.", "pledge"),
        ("> Fund 40 nest boxes in old barns.", "pledge"),
        ("Alongside our wish for peace and quiet, we will keep old friendships.", "aspiration"),
        ("We have planted 400 hedges.", "delivery"),
        ("We have voted against every hedge levy.", "delivery"),
    ],
)
def test_a_pledge_can_be_tested_or_is_an_aspiration(text: str, kind: str) -> None:
    """Verb, object and figures are weighed together; none of them alone decides."""
    assert {claim.kind for claim in claims(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "We can't guarantee that every nursery will get it.",
        "We cannot promise that the levy will fall.",
        "We do not promise a lower levy.",
        "We are no longer committed to the target of 40 boxes.",
        "This will create jobs.",
        "These policies will boost coastal towns.",
        "This universal enrichment will provide all of us with new chances.",
        "The party is dismayed that they tore up their 2010 manifesto pledge not to cut hedges.",
        "We have failed to listen.",
        "They will not reduce or prevent crime.",
        "This election is about the kind of wood we want it to be.",
        "Reform of the levy is overdue.",
        "Protecting the wood matters to us all.",
        "Yesterday the owls came home.",
        "Despite the rain the meeting was full.",
        "Box 7 hangs in the old oak by the river.",
        "Year 7 pupils came to see it.",
    ],
)
def test_what_only_sounds_like_a_commitment_is_none(text: str) -> None:
    """A refusal to promise, the effect of a policy told as a fact, and lines that open with no verb."""
    assert claims(text) == ()


def test_a_refusal_to_do_is_a_pledge() -> None:
    """The promise not to do it binds; not to promise it does not."""
    (claim,) = claims("We promise not to raise the hedge levy.")

    assert (claim.kind, claim.polarity) == ("pledge", "not")


def test_the_effect_of_a_policy_with_a_figure_can_be_checked() -> None:
    """Then it is one that somebody may be held to."""
    (claim,) = claims("This will create 6,000 jobs by 2031.")

    assert claim.kind == "pledge"


def test_two_commitments_under_one_sentence_are_two() -> None:
    """Each with its own polarity and amount."""
    refused, promised = claims("We will not raise the levy but we will raise the threshold to £50,000.")

    assert (refused.text, refused.polarity, refused.quantities) == ("We will not raise the levy", "not", ())
    assert promised.text == "we will raise the threshold to £50,000."
    assert [one.text for one in promised.quantities] == ["£50,000"]


@pytest.mark.parametrize(
    ("text", "strength", "words"),
    [
        ("We will support families by expanding free childcare to 25 hours.", 4, "will support … by expanding"),
        ("We will support families.", 1, "will support"),
        ("We will legislate to require every school to publish its plan.", 6, "will legislate to require"),
        ("We will require every school to publish its plan.", 5, "will require"),
    ],
)
def test_firmness_is_that_of_the_verb_that_matters(text: str, strength: int, words: str) -> None:
    """Not of the light one before it."""
    (claim,) = claims(text)

    assert (claim.strength, claim.strength_words) == (strength, words)


def test_a_body_that_is_only_mentioned_says_nothing() -> None:
    """An invented attribution is the worst error there is."""
    found = claims("We will halt the cuts.\n\nThe DfE says one thing.\n\nFunding will also go to adults.", None, None)

    assert {(claim.speaker, claim.actor) for claim in found} == {(None, None)}


@pytest.mark.parametrize("name", ["James Cleverly", "Nadhim Zahawi", "Ann Lee"])
def test_a_minister_binds_the_department_that_publishes_his_words(name: str) -> None:
    """Whoever he is, by his whole name; not his party."""
    (claim,) = claims(f"Education Secretary {name} said: “We will build 40 schools.”", "DfE", "department")

    assert (claim.speaker, claim.actor) == (name, "DfE")


@pytest.mark.parametrize(
    "text",
    [
        "When the poll said otherwise, nobody listened, as promised.",
        "As he said, the owls will fly.",
    ],
)
def test_a_function_word_never_speaks(text: str) -> None:
    """Whoever promised stays unnamed where nobody is named."""
    assert {claim.speaker for claim in claims(text)} <= {"Owl Party"}


def test_why_a_claim_is_a_pledge_is_told_word_by_word() -> None:
    """What speaks for it and against it, with its weight."""
    (claim,) = claims("We will support families by expanding free childcare to 25 hours.")

    assert claim.kind_why == "can be checked: “25 hours” +2, “by expanding” +1, “free” +0.5, “childcare” +0.75"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The scheme, backed by £1.2 million, will open in May 2027.", "will"),
    ],
)
def test_the_verb_that_promises_sets_the_firmness(text: str, words: str) -> None:
    """Neither who pays nor how a diary would put it."""
    (found,) = claims(text)

    assert (found.kind, found.strength_words) == ("pledge", words)


@pytest.mark.parametrize("text", ["Solving The Housing Shortage Now", "Address Violent Hedgehog Gangs:"])
def test_a_line_with_capitals_is_a_heading(text: str) -> None:
    """It names what follows."""
    assert claims(f"{text}\n\nThe roof is old.") == ()


def test_they_want_is_said_of_others() -> None:
    """The wish of people a party speaks of is not its own."""
    assert [one.text for one in claims("We will open hubs. They want the freedom to choose a school.")] == [
        "We will open hubs."
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The white paper will help everyone to benefit from the changes.", []),
        ("The fund will help 4,000 pupils with the cost of travel.", ["pledge"]),
        ("We will explore a levy on hedgehogs.", ["pledge"]),
    ],
)
def test_what_a_thing_helps_with_is_an_effect(text: str, kind: list[str]) -> None:
    """Unless a figure can be checked, or a body acts."""
    assert [one.kind for one in claims(text)] == kind


def test_a_year_that_was_over_sets_no_time() -> None:
    """Costs of a year before the paper came out are no deadline."""
    page = read(
        "# Plan\n\nWe will refund the fees from 2019 by March 2027.",
        publisher="Owl Party",
        publisher_type="party",
        published="2026-05-02",
    )
    (found,) = find_claims(page)

    assert found.deadline is not None
    assert found.deadline.by == "2027-03"
