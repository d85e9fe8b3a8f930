"""How much changed, as it is printed."""

from collections.abc import Callable

from tracker.desk.comparison import Comparison
from tracker.desk.news import News
from tracker.render.stat import stat_lines, stat_totals

Shown = Callable[..., str]
Compared = Callable[..., Comparison]
OLD = "# Plan\n\nThe wood is shut.\n\nWe will build 40 boxes in the wood.\n\nHedgehogs sleep all winter.\n"
NEW = "# Plan\n\nThe wood is shut.\n\nWe aim to build 40 boxes in the wood.\n\nJays bury acorns in autumn.\n"
EXPECTED = """\
4 changes in 2 documents.
2 added, 1 removed, 1 reworded, 12 words came, 5 words went.
plan @1 → @2   +1 -1 ~1
roofs @1 → @2  +1"""


def test_a_line_a_document_and_a_sum(shown: Shown, compared: Compared) -> None:
    """The weightiest first, with how many of each kind; then the words that came and went."""
    more = compared(OLD, f"{OLD}\nJays nest in tall roofs.\n", name="roofs")

    news = News((more, compared(OLD, NEW)))

    found = shown((*stat_totals(news), *stat_lines(news)), 100)

    assert found == EXPECTED
