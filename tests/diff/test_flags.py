"""Flags: what a rewording does to the meaning."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.diff.change import Flag
from tracker.diff.flags import flags

_MINIMAL_PAIRS = [
    (
        "Open until 5 April 2027.",
        "Open from 5 April 2027.",
        Flag(name="date", old="until 5 April 2027", new="from 5 April 2027"),
    ),
    (
        "It ends on 25 September.",
        "It ends on 25 September 2020.",
        Flag(name="date", old="25 September", new="25 September 2020"),
    ),
    ("It is open by 5pm.", "It is open by noon.", Flag(name="date", old="5pm", new="noon")),
    (
        "Children (or others) do not need to go.",
        "Children (or others) must not go.",
        Flag(name="modality", old="not need to", new="must not"),
    ),
    ("We will recruit 3,200 mentors.", "We will recruit 4,800 mentors.", Flag(name="number", old="3,200", new="4,800")),
    ("Pupils in Year 7 will get it.", "Pupils in Year 8 will get it.", Flag(name="number", old="7", new="8")),
    ("Pupils get 15 hours’ free care.", "Pupils get free care.", Flag(name="number", old="15 hours", new="")),
    ("A fund of £1.3bn opens.", "A fund of £1.5 billion opens.", Flag(name="money", old="£1.3bn", new="£1.5 billion")),
    (
        "Clubs begin in September 2026.",
        "Clubs begin in November 2026.",
        Flag(name="date", old="September 2026", new="November 2026"),
    ),
    (
        "It ends within 100 days.",
        "It ends within 200 days.",
        Flag(name="date", old="within 100 days", new="within 200 days"),
    ),
    ("It ends by 2027.", "It ends in due course.", Flag(name="date", old="2027", new="in due course")),
    ("We will open clubs.", "We aim to open clubs.", Flag(name="modality", old="will", new="aim to")),
    ("Schools must report.", "Schools should report.", Flag(name="modality", old="must", new="should")),
    ("We will open clubs.", "We will consider opening clubs.", Flag(name="modality", old="will", new="will consider")),
    ("We will raise fees.", "We will not raise fees.", Flag(name="negation", old="", new="not")),
    ("Every school opens a club.", "Some schools open a club.", Flag(name="scope", old="Every", new="Some")),
    ("We hire 300 new mentors.", "We hire 300 mentors.", Flag(name="scope", old="new", new="")),
    (
        "The government will fund it.",
        "Councils will fund it.",
        Flag(name="actor", old="The government", new="Councils"),
    ),
    ("It replaces Ofsted grades.", "It replaces Estyn grades.", Flag(name="name", old="Ofsted", new="Estyn")),
]

_NOTHING_CHANGED = [
    ("It is in the tables on GOV.UK.", "It is in the tables."),
    ("Read the plan (PDF, 529 KB, 111 pages).", "Read the plan (PDF, 785 KB, 115 pages)."),
    ("| Reading Hub | hub@example.org |", "| Reading Hub | Jo.Bell@example.org |"),
    ("Special needs and alternative provision (AP) settings", "Special needs and alternative provision settings"),
    ("Additional PPE for coronavirus (COVID-19) is needed.", "Additional PPE for COVID-19 is needed."),
    ("It is for academies.", "It is for academies and free schools."),
    ("He said pupils would get it.", "He said pupils will get it."),
    ("We’ll go “now” – today.", 'We\'ll go "now" - today.'),
    ("We will open clubs.", "we will open clubs"),
    ("A fund of £1.3bn opens.", "A fund of £1.3 billion opens."),
    ("20 per cent of pupils", "20% of pupils"),
    ("six and a half thousand teachers", "6,500 teachers"),
    ("We won’t raise fees.", "We will not raise fees."),
    ("Every school opens a club.", "Each school opens a club."),
    ("We will recruit mentors.", "We will hire mentors."),
    ("It helps in the hall.", "It helps in the hall from step 2."),
    ("It ends by 1 September 2026.", "It ends by September 1, 2026."),
]


@pytest.mark.parametrize(("old", "new", "flag"), _MINIMAL_PAIRS)
def test_one_property_changed_gives_that_flag(old: str, new: str, flag: Flag) -> None:
    """A minimal pair has exactly its own flag, with the words before and after; the other way round it is mirrored."""
    assert [(one.name, one.old, one.new) for one in flags(old, new)] == [(flag.name, flag.old, flag.new)]
    assert [(one.name, one.old, one.new) for one in flags(new, old)] == [(flag.name, flag.new, flag.old)]


@pytest.mark.parametrize(("old", "new"), _NOTHING_CHANGED)
def test_another_spelling_is_no_flag(old: str, new: str) -> None:
    """Typography, spelled numbers, contractions and synonyms change no meaning."""
    assert flags(old, new) == ()


def test_several_properties_can_change_at_once() -> None:
    """From every school to up to 750: a number came and the scope fell."""
    found = flags("Every school will open a club.", "Up to 750 schools will open a club.")

    assert [(flag.name, flag.old, flag.new) for flag in found] == [("number", "", "750"), ("scope", "Every", "Up to")]


@given(st.lists(st.sampled_from(["We will", "not", "“every”", "£1.3bn", "by 2026", "Year 7", "RISE", "’ll", "–"])))
@settings(max_examples=50, deadline=None)
def test_typography_never_flags(pieces: list[str]) -> None:
    """Straightened quotes, plain dashes, capitals and doubled spaces raise nothing."""
    text = " ".join(pieces)
    plain = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-").replace(" ", "  ")

    assert flags(text, text) == flags(text, plain) == flags(text, text.upper()) == ()


def test_figures_of_which_one_went_pair_by_size() -> None:
    """200 schools became 377, 120,000 children 200,000; that 32 of them were new is said no more."""
    found = flags(
        "The teams are working with more than 200 stuck schools, up from 32, and with over 120,000 children.",
        "The teams are working with more than 377 stuck schools and with over 200,000 children.",
    )

    assert [(flag.old, flag.new) for flag in found if flag.name == "number"] == [
        ("200", "377"), ("120,000", "200,000"), ("32", ""),
    ]  # fmt: skip


def test_a_sentence_of_hundreds_of_figures_is_flagged_whole_and_at_once() -> None:
    """Of 300 figures, all of them changed, none is left out; each was once compared with each."""
    old, new = (
        f"We will open {', '.join(f'{at} schools' for at in range(first, first + 300))}." for first in (100, 500)
    )
    began = time.process_time()

    found = flags(old, new)

    assert time.process_time() - began < 5
    assert sum(flag.name == "number" and bool(flag.old) and bool(flag.new) for flag in found) == 300
