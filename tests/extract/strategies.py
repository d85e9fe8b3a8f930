"""Hostile documents: words, marks and characters that could be taken for the Markdown they are written in."""

from hypothesis import strategies as st

from tracker.extract.piece import Piece

_OPENERS = (
    "# ", "## ", "####### ", "- ", "-", "* ", "> ", ">", "| ", "|", "1. ", "2. ", "99. ", "1) ", "\\", "\\\\", "\\# ",
    "[caption] ", "[attachment] ", "[^1]: ", "```", "---", "===", "    ", "\t", "  - ", "\ufeff", "\u200b",
)  # fmt: skip
_WORDS = (
    "We", "will", "recruit", "6,500", "teachers.", "No.", "10", "“Yes”,", "she", "said.", "…", "a|b", "c\\|d", "\\",
    "Mr.", "e.g.", "(a)", "1.", "£4.50", "?”", "– or", "↩", "[^2]", "x\u0301", "\u202ereversed", "\x00", "\x1b[31m",
    "\ud800", "\u2028", "\u0085", "\v", "\r\n", "\n", "\n\n", "\n# no title", "\n- no item", "👩\u200d🏫", "🏴", "ﷺ", "Â£",
)  # fmt: skip

words = st.lists(st.sampled_from(_WORDS) | st.text(max_size=4), max_size=8).map(" ".join)
texts = st.builds("{}{}".format, st.sampled_from(("", *_OPENERS)), words)
kinds = st.sampled_from(("heading", "paragraph", "item", "quote", "caption", "row", "attachment", "note"))
pieces = st.builds(
    Piece,
    kind=kinds,
    text=texts,
    level=st.integers(-1, 12),
    ordered=st.booleans(),
    cells=st.lists(texts, max_size=4).map(tuple),
    label=st.sampled_from(("1", "*", "a b]", "\u200b", "†")),
    begins=st.booleans(),
    heads=st.booleans(),
    folded=st.booleans(),
)
titles = texts.map(lambda text: f"{text} Plan")
