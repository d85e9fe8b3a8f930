"""Bounds: how much of a monstrous sentence is looked at. No sentence of a real page comes near them."""

LONGEST = 20_000
"""Characters of a sentence in which marks of meaning are looked for; longer ones are judged by their beginning."""
LETTERS = 4_000
"""Characters by which the likeness of letters is judged."""
WORDS = 1_000
"""Words by which the likeness of words in order is judged."""


def beginning(text: str) -> str:
    """The first `LONGEST` characters, to the last whole word; the text itself when it is no longer."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0]
