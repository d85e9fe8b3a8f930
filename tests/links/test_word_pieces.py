"""A text as the numbers of its pieces, as the published tokenizer of the model cuts it."""

import pytest

from tracker.links.semantic.word_pieces import MOST, pieces


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        ("Owls nest.", OWLS := [22388, 9089, 1012]),
        ("OWLS\u00a0\t nest\u200b.", OWLS),
        ("unaffordable £1.5bn", [14477, 4246, 8551, 3085, 14534, 1012, 1019, 24700]),
        ("Café naïve", [7668, 15743]),
        ("don’t", [2123, 1521, 1056]),
        ("屋顶", [100, 100]),
        ("x" * 101, [100]),
    ],
)
def test_as_the_published_tokenizer_cuts_it(text: str, numbers: list[int]) -> None:
    """Small letters without accents; marks apart; unknown pieces together are one unknown word."""
    assert pieces(text) == [101, *numbers, 102]


def test_marks_of_the_model_in_a_text_are_words() -> None:
    """A page cannot end the text by writing the mark that ends it."""
    assert 102 not in pieces("nests [SEP] and [CLS] eggs")[1:-1]
    assert 101 not in pieces("nests [SEP] and [CLS] eggs")[1:-1]


@pytest.mark.parametrize("text", ["nest " * 5_000, "a" * 100_000, "\x00\x1b[31m" * 2_000, "\u0301" * 50_000])
def test_a_long_text_is_cut(text: str) -> None:
    """However long it is, and whatever it is made of."""
    assert len(pieces(text)) <= MOST
    assert pieces(text)[-1] == 102
