"""Numbers in digits and words."""

import pytest

from tracker.wording.number import find_numbers, tidy


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("6,500 teachers", [6500]),
        ("six and a half thousand teachers", [6500]),
        ("6.5 thousand", [6500]),
        ("£1.3bn and £1.3 billion", [1.3e9, 1.3e9]),
        ("two hundred and fifty schools", [250]),
        ("one hundred and one thousand", [101_000]),
        ("half a million children", [500_000]),
        ("a quarter of a million", [250_000]),
        ("twenty-five of thirty", [25, 30]),
        ("between five and ten", [5, 10]),
        ("two million, three hundred thousand", [2_300_000]),
        ("a dozen", [12]),
        ("2½ years", [2.5]),
        ("50p", [0.5]),
        ("KS2, the 21st pupil, someone", []),
    ],
)
def test_the_value_of_a_number(text: str, values: list[float]) -> None:
    """A number is worth the same in digits and in words."""
    assert [number.value for number in find_numbers(text)] == values


def test_a_number_knows_its_place() -> None:
    """The span of a number is the surface it was read from."""
    text = "About half a million pupils and 750 schools."

    surfaces = [text[number.start : number.end] for number in find_numbers(text)]

    assert surfaces == ["half a million", "750"]


@pytest.mark.parametrize(("value", "spelled"), [(6500.0, "6500"), (5.5, "5.5"), (1.3e9, "1300000000"), (0.3, "0.3")])
def test_a_value_is_spelled_plainly(value: float, spelled: str) -> None:
    """A value has one spelling without an exponent or trailing noughts."""
    assert tidy(value) == spelled
