"""Which texts share rare words."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.claims.claim import Claim
from tracker.config.settings import Settings as TrackerSettings
from tracker.links.background import Background, background
from tracker.links.index import ENOUGH, NUMBER_BONUS, VOICE_TEXTS, SimilarityIndex, StemWeights, Terms, enough
from tracker.links.thread import threads

Make = Callable[..., Claim]

BARE = Background(sentences=1000, counts={"school": 400, "toothbrush": 1})
STEMS = st.frozensets(st.sampled_from([*"abcdefgh", "school"]), max_size=6)
TEXTS = st.lists(st.builds(Terms, STEMS, st.frozensets(st.sampled_from(["6", "40"])), STEMS, STEMS), max_size=12)


def test_the_shipped_table_says_what_is_common() -> None:
    """Twenty thousand sentences are counted; “school” is common among them and nothing is counted more often."""
    table = background()

    assert table.sentences == 20_000
    assert table.counts["school"] > 50 * table.counts["breakfast"]
    assert max(table.counts.values()) <= table.sentences
    assert min(table.counts.values()) >= 3


def test_a_rare_word_says_more() -> None:
    """One shared rare word outweighs one shared common word."""
    weights = StemWeights([], BARE)

    assert weights.of("toothbrush") > 3 * weights.of("school")


def test_a_shared_number_counts() -> None:
    """The same number lifts a score by the bonus; another number costs nothing."""
    one = Terms(frozenset({"teacher"}), frozenset({"900"}))
    same, other = Terms(one.stems, frozenset({"900"})), Terms(one.stems, frozenset({"700"}))
    weights = StemWeights([one, same, other], BARE)

    shared = enough(weights.of("teacher"))
    assert weights.score(one, same) == pytest.approx((1.0 + NUMBER_BONUS) * shared)
    assert weights.score(one, other) == pytest.approx(shared)


@given(TEXTS, st.builds(Terms, STEMS, st.just(frozenset()), STEMS, STEMS))
@settings(max_examples=50, deadline=None)
def test_the_index_scores_as_pairs_do(texts: list[Terms], query: Terms) -> None:
    """Whatever was pruned on the way, the index gives each text above the floor the score of the pair."""
    weights = StemWeights(texts, BARE)
    index = SimilarityIndex(weights)
    for text in texts:
        index.add(text)

    for floor in (0.0, 0.3):
        found = index.scores(query, floor=floor)
        for place, text in enumerate(texts):
            score = weights.score(query, text)
            if score > floor + 1e-9:
                assert found[place] == pytest.approx(score)
            elif score < floor - 1e-9:
                assert place not in found


def test_a_little_in_common_is_never_enough() -> None:
    """The same two common words are one text and no pledge; the more is shared, the more of the likeness stays."""
    weights = StemWeights([], BARE)
    short, long = frozenset({"school"}), frozenset({"school", "toothbrush", "dentist", "drill"})

    assert weights.score(Terms(short), Terms(short)) < 0.1
    assert weights.score(Terms(long), Terms(long)) > 0.6
    assert enough(0.0) == 0.0
    assert enough(ENOUGH) == pytest.approx(0.632, abs=0.001)


def test_what_a_text_stands_under() -> None:
    """A heading that names what the other text is about lifts the score, whichever of the two has it."""
    weights = StemWeights([], BARE)
    one, plain = Terms(frozenset({"toothbrush", "lend"})), Terms(frozenset({"lend", "everywher"}))
    headed = Terms(plain.stems, context=frozenset({"toothbrush"}))

    assert weights.score(one, headed) == weights.score(headed, one) > weights.score(one, plain)


def test_a_year_says_when() -> None:
    """Two texts with a year in common share nothing, unless somebody searches for years."""
    texts = [Terms(frozenset({"2029", "owl"})), Terms(frozenset({"2029", "boat"}))]

    assert StemWeights(texts, BARE).score(*texts) == 0.0
    assert StemWeights(texts, BARE, years=True).score(*texts) > 0.0


def test_what_a_publisher_says_in_every_sentence() -> None:
    """A stem in most texts of one publisher weighs little, however rare it is elsewhere; few texts prove nothing."""
    texts = [Terms(frozenset({"owlhall", f"thing{number}"})) for number in range(VOICE_TEXTS)]
    known = StemWeights(texts, background(), voices=["owls"] * len(texts))
    few = StemWeights(texts[:50], background(), voices=["owls"] * 50)

    assert known.of("owlhall") < 0.1
    assert StemWeights(texts, background()).of("owlhall") > 5.0
    assert few.of("owlhall") > 5.0
    assert known.of("thing1") == StemWeights(texts, background()).of("thing1")


def test_a_name_that_everybody_uses(claim: Make) -> None:
    """An alias in every third claim of a publisher holds no two of them together; in two claims of many it does."""
    alias = ("owl paper", "plan for every owl and nest")
    fillers = [claim(f"We will count {kind} {number}.", f"2024-01-{number % 28 + 1:02}", publisher="owls")
               for number, kind in enumerate(["perches", "feathers", "voles", "barns"] * 30)]  # fmt: skip
    named = [
        claim(f"The owl paper will look at shed {number}.", "2024-01-05", publisher="owls") for number in range(60)
    ]
    pair = [claim("The owl paper will mend roofs.", "2024-03-01", publisher="owls"),
            claim("Our plan for every owl and nest pays for lanterns.", "2024-06-01", publisher="owls")]  # fmt: skip

    def joined(claims: list[Claim]) -> bool:
        found = threads(claims, aliases=[alias], settings=TrackerSettings(likely=0.3, review=0.2))
        return any({one.id for one in pair} <= {one.id for one in thread.claims} for thread in found)

    assert joined([*fillers, *pair])
    assert not joined([*fillers, *named, *pair])
