"""Choose the article on a page, and drop the furniture in and around it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tracker.errors import ExtractError
from tracker.extract import page
from tracker.extract.profile import Profile
from tracker.extract.tokens import Furniture, furniture_of
from tracker.extract.weight import ProseWeights, weigh

MOST_DROPPED = 0.30
"""A drop selector over this share of the prose is a mistake: one wrapped the whole body and looked like stability."""
_TYPICAL = (
    ("[itemprop=articleBody], [data-testid=article-body]", 0.4),
    (".entry-content, .post-content, .article-body, .article__body, .story-body, .govspeak", 0.4),
    ("article", 0.4),
    ("main, [role=main], #content", 0.6),
)
"""Where articles stand, and the least share of the page's prose that must stand there."""
_PROFILED = 0.05
"""A profile's root with less than this share of the prose is a teaser, not the article."""
_DOMINANT = 0.8
_LEAVES = frozenset("p ul ol table blockquote dl pre tr tbody li figure".split())
_WORTH_ASKING = "[class], [id], [role], [hidden], [style], aside, form, footer, nav"
_LIMITS = {Furniture.HIDDEN: 0.6, Furniture.HARD: 0.6, Furniture.TAG: 0.4, Furniture.ROLE: 0.3, Furniture.TOKEN: 0.25}
_TITLE_BESIDE_PROSE = 0.05


class ArticleRoot(NamedTuple):
    """What holds the article, its furniture gone."""

    elements: list[LexborNode]
    warnings: tuple[str, ...]
    """One for each of the profile's own drop selectors that was not followed, because it would take too much."""


def choose(body: LexborNode, *, select: str | None, drop: Sequence[str], profile: Profile) -> ArticleRoot:
    """The elements that hold the article, without furniture: `select`'s matches, else the profile's, else the heaviest.

    Raises:
        ExtractError: `select` matches nothing, a selector cannot be read, or one of `drop` takes over 30 % of the text.
    """
    weights = weigh(body)
    chosen = _selected(body, select) if select else _profiled(body, profile, weights)
    scope = chosen or [body]
    gone, warnings = _drop(body, scope, drop, profile, weights)
    if profile.tokens:
        for element in scope:
            gone += _clear(element, weigh(element) if gone else weights.within(element))
    if not (chosen or profile.tokens):
        return ArticleRoot(
            [body], warnings
        )  # A site whose furniture is named: what is left of a page without its root is text.
    return ArticleRoot(chosen or [_heaviest(body, weigh(body) if gone else weights)], warnings)


def _selected(body: LexborNode, select: str) -> list[LexborNode]:
    found = page.select(body, select, where="select")
    if not found:
        raise ExtractError(
            f"select '{select}' matches nothing on the page: look at the page's HTML for what holds the article now"
        )
    return _outermost(found)


def _outermost(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """The nodes that stand in none of the others. Every ancestor is asked once, however deep the page."""
    keys = {node.mem_id for node in nodes}
    inside: dict[int, bool] = {}
    kept = []
    for node in nodes:
        path = []
        above = node.parent
        while above is not None and above.mem_id not in keys and above.mem_id not in inside:
            path.append(above.mem_id)
            above = above.parent
        found = above is not None and inside.get(above.mem_id, True)
        inside.update(dict.fromkeys(path, found))
        if not found:
            kept.append(node)
    return kept


def _profiled(body: LexborNode, profile: Profile, weights: ProseWeights) -> list[LexborNode]:
    for selector in profile.root:
        best = max(body.css(selector), key=weights.of, default=None)
        if best is not None and weights.share(best) >= _PROFILED:
            return [best]
    return []


def _drop(
    body: LexborNode, scope: Sequence[LexborNode], drop: Sequence[str], profile: Profile, weights: ProseWeights
) -> tuple[int, tuple[str, ...]]:
    """Take out what the source's and the profile's selectors match, by the weights before.

    How many elements went, and which of the profile's selectors was not followed. A source's own is an error: whoever
    wrote it can mend it. A shipped one may misfit a single page of a site, which is still to be read.
    """
    if not (drop or profile.drop or profile.facts):
        return 0, ()
    kept = {element.mem_id for element in scope}
    around = _around(scope)
    prose = sum(weights.of(element) for element in scope) or 1.0
    doomed: dict[int, LexborNode] = {}
    warnings = []
    for selector in (*drop, *profile.drop):
        matched = _outermost(page.select(body, selector, where="drop"))
        share = sum(_of_the_article(node, kept, around, weights) for node in matched) / prose
        if share <= MOST_DROPPED:
            doomed |= {node.mem_id: node for node in matched}
        elif selector in drop:
            raise ExtractError(
                f"drop '{selector}' takes out {share:.0%} of the text; more than {MOST_DROPPED:.0%} is refused"
            )
        else:
            warnings.append(
                f"drop '{selector}' of the shipped profile {profile.name} would take out {share:.0%} of the text and was "
                "not followed: name what holds the article with select"
            )
    doomed |= {node.mem_id: node for selector in profile.facts for node in body.css(selector)}
    # What holds the article stays even where it has no prose to weigh: its parts are still to be walked.
    going = _outermost([node for key, node in doomed.items() if key not in kept and key not in around])
    for node in going:
        node.decompose()
    return len(going), tuple(warnings)


def _around(scope: Sequence[LexborNode]) -> dict[int, list[LexborNode]]:
    """The elements that hold the article, by id, with what they hold of it."""
    around: dict[int, list[LexborNode]] = {}
    for element in scope:
        above = element.parent
        while above is not None:
            around.setdefault(above.mem_id, []).append(element)
            above = above.parent
    return around


def _of_the_article(
    node: LexborNode, kept: set[int], around: Mapping[int, Sequence[LexborNode]], weights: ProseWeights
) -> float:
    """How much of the article's prose goes with an element; nothing with one that stands beside the article."""
    if node.mem_id in around:
        return sum(weights.of(element) for element in around[node.mem_id])
    inside: LexborNode | None = node
    while inside is not None and inside.mem_id not in kept and inside.mem_id not in around:
        inside = inside.parent
    return weights.of(node) if inside is not None and inside.mem_id in kept else 0.0


def _clear(root: LexborNode, weights: ProseWeights) -> int:
    """Take out what its tag, role, class or id calls furniture, unless it holds too much of the prose to be that.

    How many elements went.
    """
    doomed = _outermost(
        [node for node in root.css(_WORTH_ASKING) if node.mem_id != root.mem_id and _goes(node, weights)]
    )
    for node in doomed:
        node.decompose()
    return len(doomed)


def _goes(node: LexborNode, weights: ProseWeights) -> bool:
    attributes = node.attributes
    kind = furniture_of(node.tag or "", {name: value or "" for name, value in attributes.items()})
    if kind is None:
        return False
    share = weights.share(node)
    if share > _LIMITS[kind]:
        return False
    return share <= _TITLE_BESIDE_PROSE or node.css_first("h1") is None


def _heaviest(body: LexborNode, weights: ProseWeights) -> LexborNode:
    """The element that holds most of the prose and little else."""
    if not weights.total:
        return body
    current = body
    for selector, least in _TYPICAL:
        best = max(body.css(selector), key=weights.of, default=None)
        if best is not None and weights.share(best) >= least:
            current = best
            break
    while (inner := _dominant(current, weights)) is not None:
        current = inner
    return current


def _dominant(node: LexborNode, weights: ProseWeights) -> LexborNode | None:
    child = node.child
    while child is not None:
        if child.tag != page.TEXT and child.tag not in _LEAVES and weights.of(child) >= _DOMINANT * weights.of(node):
            return child
        child = child.next
    return None
