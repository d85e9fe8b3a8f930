"""Cut paragraphs into sentences, so that an edit of one leaves its neighbours as they were."""

import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract import canonical, clean, plain
from tracker.extract.sentence import split

GOLD = Path(__file__).parents[1] / "gold" / "sentences"
TRIES = 500
LINEAR_SECONDS = 6.0
"""For a million characters, on a machine that is busy with other things; a quadratic rule takes minutes."""
END = re.compile(r"[.!?…]*[”’)\]]*(?:\[\^?\w+\]|[¹²³*])?\Z")
ENDS = (".", "!", "?", "…", "...", ".”", "?”", ".)", ".[1]")
WORDS = (
    "schools £1.3bn 6,500 e.g. Dr. p.m. “stuck” (sic) 12.5 i.e. St. No. councils’ www.example.org/a?b=c s. U.K.".split()
)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Is this a cut?” Ms Okafor asked. ¦ The minister left.",
        "“Is this a cut?” ¦ The minister said it was not.",
        "“What a waste!” Mr Pell said. ¦ He left.",
        "They meet at 6 p.m. Monday to Friday. ¦ Talks end at 9 p.m. ¦ Parents may come.",
        "Heads asked, and so did I. ¦ Nobody answered.",
        "The panel heard from J. A. Brand and from Mrs I. Shaw. ¦ Both teach.",
        "If it fails there is Plan B. ¦ Heads know it.",
        "She has a B.Sc. (Hons.) from Hull. ¦ He has none.",
        "The Health and Safety at Work etc. Act 1974 applies. ¦ So does the Equality Act.",
        "In Sept. Ofsted will call. ¦ It called last in Feb. ¦ Results came in June.",
        "Dates: 1 Sept. 2025, Fri. 19 Dec. 2025. ¦ Others follow.",
        "See Vol. II, Sch. A1 and reg. (4). ¦ They differ.",
        "The aims are: 1. Recruit teachers. ¦ 2. Keep them.",
        "(a) tell parents. ¦ (b) tell governors.",
        "iv. Publish the results. ¦ They matter.",
        "Absence doubled.[1][2] ¦ It fell again.¹ ¦ Nobody knows why.* ¦ The end.",
        "It is built in Year 9. ¦ e-readers are not.",
        "Lamps, e-readers, etc. e-readers were dearest.",
        "We need 6,500 teachers; we have 2,000; the rest must be found.",
        "Visit www.example.gov.uk/a.b?c=d. ¦ It is new.",
        "Mr Gove’s time ended in 2014.Ms Orme followed.",
        "How the money will be spent",
    ],
)
def test_sentences_end_where_a_reader_ends_them(paragraph: str) -> None:
    """Abbreviations, initials, dates, references, quotations and lists in the line are cut as a reader would."""
    expected = tuple(paragraph.split(" ¦ "))

    cut = split(" ".join(expected))

    assert cut == expected


def test_an_edit_leaves_the_neighbours_as_they_were() -> None:
    """Of 500 random edits of one sentence in a gold paragraph none changes a cut of another sentence."""
    dice = random.Random(20_260_817)
    paragraphs = [paragraph for paragraph in _gold() if len(paragraph) > 1]

    disturbed = [edit for _ in range(TRIES) if (edit := _disturbing_edit(dice, dice.choice(paragraphs)))]

    assert disturbed == []


@given(
    before=st.sampled_from(["Ministers agreed.", "“We do,” he said.", "It cost £1.3bn.", "Tea is at 4 p.m.", "Is it?"]),
    words=st.lists(
        st.sampled_from(["schools", "e.g.", "Dr.", "12.5", "“stuck”", "(sic)", "No.", "…", "a"]), max_size=9
    ),
    end=st.sampled_from(ENDS),
    after=st.sampled_from(["The rest stood.", "“Why?” she asked.", "6,500 did.", "(It was late.)", "It’s over."]),
)
def test_whatever_is_written_into_a_sentence_its_neighbours_stay(
    before: str, words: list[str], end: str, after: str
) -> None:
    """The sentences before and after one that is rewritten are cut off as before."""
    edited = f"The {' '.join(words)} council acted{end}"

    cut = split(f"{before} {edited} {after}")

    assert cut[0] == before
    assert " ".join(cut).endswith(f" {after}")
    assert split(after) == cut[-len(split(after)) :]


@given(st.text(alphabet="aAiI .!?…”’“\"')([]1e*¹\u0301\u00a0\n", max_size=80))
def test_cutting_again_changes_nothing(text: str) -> None:
    """Sentences joined by spaces are the cleaned text; cut again they are the same, alone and together."""
    cut = split(text)

    assert " ".join(cut) == clean.line(text)
    assert split(" ".join(cut)) == cut
    assert [split(sentence) for sentence in cut] == [(sentence,) for sentence in cut]


def test_the_canonical_text_cut_again_gives_the_same_sentences() -> None:
    """Offsets are exact, and the sentences of each block of text.md, joined and cut again, are the same."""
    document = plain.read("# Gold\n\n" + "\n\n".join(" ".join(paragraph) for paragraph in _gold()))
    read_back = canonical.read(document.text, canonical.meta(document))
    blocks = [[s.text for s in document.sentences if s.block == at] for at in range(len(document.blocks))]

    cut = [list(split(" ".join(sentences))) for sentences in blocks]

    assert cut == blocks
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
    assert read_back == document


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        ". ",
        "A.",
        "A. ",
        "A.A.A. ",
        "”",
        ".” ",
        "? ",
        "(",
        ") ",
        "[1]",
        ".[1] ",
        " ",
        "… ",
        "I. ",
        "a.) ",
        "?” Mr ",
    ],
)
def test_a_million_hostile_characters_take_no_time(unit: str) -> None:
    """Dots, quotes, brackets, spaces and initials in a row are read in linear time."""
    text = unit * (1_000_000 // len(unit))

    started = time.process_time()
    cut = split(text)

    assert time.process_time() - started < LINEAR_SECONDS
    assert " ".join(cut) == clean.line(text)


def _gold() -> list[tuple[str, ...]]:
    groups = [group for path in sorted(GOLD.glob("*.txt")) for group in path.read_text(encoding="utf-8").split("\n\n")]
    return [split(" ".join(group.split("\n"))) for group in groups if not group.startswith("## ")]


def _disturbing_edit(dice: random.Random, sentences: Sequence[str]) -> str | None:
    """The edited sentence, when the others are not cut as they were; None when they are."""
    at = dice.randrange(len(sentences))
    edited = _edited(dice, sentences[at])
    cut = split(" ".join([*sentences[:at], edited, *sentences[at + 1 :]]))
    rest = len(sentences) - at - 1
    are_kept = cut[:at] == tuple(sentences[:at]) and cut[len(cut) - rest :] == tuple(sentences[at + 1 :])
    return None if are_kept else edited


def _edited(dice: random.Random, sentence: str) -> str:
    """A sentence with words put in, taken out or swapped, or with another end; its first and last word stay in place."""
    words = sentence.split(" ")
    kinds = ["put in", "put many in", "take out", "swap", "end"] if len(words) > 2 else ["end"]
    at = dice.randrange(1, max(len(words) - 1, 2))
    match dice.choice(kinds):
        case "put in":
            words.insert(at, dice.choice(WORDS))
        case "put many in":
            words.insert(at, "that is to say in every part of the country")
        case "take out":
            del words[at]
        case "swap":
            words[at] = dice.choice(WORDS)
        case _:
            words[-1] = END.sub("", words[-1]) + dice.choice(ENDS)
    return " ".join(words)
