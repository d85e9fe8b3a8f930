"""Extract: how much of a source's words may be shown that does not allow copies to be handed on."""

MOST = 240
"""Characters: a long sentence whole, a paragraph not."""
CUT = " […]"


def extract(words: str, *, whole: bool) -> tuple[str, bool]:
    """(the words, whether they were cut at the end of a word). All of them where the licence allows it."""
    if whole or len(words) <= MOST:
        return words, False
    kept = words[: MOST - len(CUT)]
    return (kept.rpartition(" ")[0] or kept).rstrip() + CUT, True
