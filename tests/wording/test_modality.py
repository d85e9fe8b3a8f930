"""Verb groups and how firmly they bind."""

import time

import pytest

from tracker.wording.modality import find_modality


@pytest.mark.parametrize(
    ("text", "strength", "form", "words"),
    [
        ("We will legislate to ban it.", 6, "law", "will legislate"),
        ("Parents get a legal right to a place.", 6, "law", "legal right"),
        ("The party has pledged to create teams.", 5, "guarantee", "pledged"),
        ("The right will be written into law.", 6, "law", "will be written into law"),
        ("Our ambition is that nobody waits.", 2, "aim", "ambition is that"),
        ("Schools will be required to publish them.", 5, "guarantee", "will be required"),
        ("We’ll open clubs.", 4, "will", "’ll"),
        ("Ministers are going to open clubs.", 4, "will", "are going to"),
        ("The party is committed to opening clubs.", 4, "will", "committed to"),
        ("The list is to be published.", 4, "will", "is to"),
        ("We plan to legislate.", 3, "plan", "plan to legislate"),
        ("The department intends to open clubs.", 3, "plan", "intends"),
        ("We want every child to read.", 2, "aim", "want"),
        ("We will aim to open clubs.", 2, "aim", "will aim to"),
        ("We support families.", 1, "support", "support"),
        ("The government will champion phonics.", 1, "support", "will champion"),
        ("We will consider opening clubs.", 0, "consider", "will consider"),
        ("The party is committed to reviewing the rules.", 0, "consider", "committed to reviewing"),
        ("Schools must publish them.", 5, "must", "must"),
        ("Schools should publish them.", 2, "should", "should"),
        ("Schools may publish them.", 0, "may", "may"),
    ],
)
def test_the_verb_group_sets_the_strength(text: str, strength: int, form: str, words: str) -> None:
    """The longest verb group wins, and what is done decides after a bare will."""
    (group,) = find_modality(text)

    assert (group.strength, group.form, group.words) == (strength, form, words)
    assert text[group.start : group.end] == group.words


def test_would_is_will_when_somebody_is_reported() -> None:
    """Under a reporting cue the past of will binds as will does."""
    text = "The teams would bring advice, the party said."

    (plain,), (reported,) = find_modality(text), find_modality(text, reported=True)

    assert (plain.strength, reported.strength) == (3, 4)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("We will not raise fees.", True),
        ("We won’t raise fees.", True),
        ("We will never raise fees.", True),
        ("There are no plans to raise fees.", True),
        ("The party does not intend to raise fees.", True),
        ("We will not only keep clubs but open more.", False),
        ("We will raise fees.", False),
    ],
)
def test_negation_stands_in_or_beside_the_group(text: str, negated: bool) -> None:  # noqa: FBT001 - a table's column
    """A refusal is a commitment with a negation."""
    assert find_modality(text)[0].negated is negated


@pytest.mark.parametrize(
    "text",
    [
        "More support for families.",
        "The Jobs Guarantee scheme.",
        "A review of the rules.",
        "The will of voters.",
        "In May it rose.",
    ],
)
def test_nouns_and_names_are_no_verb_groups(text: str) -> None:
    """Support, review and will can be nouns; a capital inside a sentence makes a name."""
    assert find_modality(text) == ()


def test_duties_of_others_do_not_commit() -> None:
    """Must, should and may speak of others' duties and permissions; will commits."""
    commits = [
        find_modality(text)[0].commits for text in ("They must go.", "They should go.", "They may go.", "We will go.")
    ]

    assert commits == [False, False, False, True]


@pytest.mark.parametrize("piece", ["will ", "not ", "will not ", " ", "’", "plan to ", "willly "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """A hundred thousand hostile characters take seconds at most."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()

    find_modality(text)

    assert time.process_time() - began < 5
