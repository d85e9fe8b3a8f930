"""Choose the article on a page, and drop the furniture in and around it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tracker.errors import ExtractError
from tracker.extract import folded, page
from tracker.extract.profile import Profile
from tracker.extract.tokens import Furniture, Named, called, furniture_of
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
_DOMINANT = 0.85
_ASIDE = (
    "nav, footer, aside, button, form, dialog, [aria-modal=true], [role=navigation], [role=banner], [role=contentinfo], "
    "[role=complementary], [role=dialog], [role=alertdialog], [role=search], [role=menu], [role=menubar]"
)
_PARTS_OF_TEXT = frozenset({"main", "article", "section"})
_BESIDE = frozenset({Named(Furniture.TAG, "nav"), Named(Furniture.TAG, "footer"), Named(Furniture.ROLE, "contentinfo")})
_PROSE_OF_ITS_OWN = 1_000
"""Characters of a page's prose outside navigation, header, footer and aside."""
_NAMES_THE_SPEAKER = frozenset({"footer"})
_QUOTES = frozenset({"blockquote"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
"""A button in a heading opens the part below; its words are the heading's."""
_LEAST_MAIN = 0.3
"""Share of a page's text that its main part holds, if it is to be that."""
_LEAVES = frozenset("p ul ol table blockquote dl pre tr tbody li figure".split())
_WORTH_ASKING = "[class], [id], [role], [hidden], [style], aside, form, footer, header, nav"
_LIMITS = {Furniture.HIDDEN: 0.5, Furniture.HARD: 0.6, Furniture.TAG: 0.4, Furniture.ROLE: 0.3, Furniture.TOKEN: 0.25}
_SUMS = {Furniture.HIDDEN: 0.5, Furniture.HARD: 0.8, Furniture.TAG: 0.6, Furniture.ROLE: 0.6, Furniture.TOKEN: 0.4}
_TITLE_BESIDE_PROSE = 0.05


class ArticleRoot(NamedTuple):
    """What holds the article, its furniture gone."""

    elements: list[LexborNode]
    warnings: tuple[str, ...]
    """One for each of the profile's own drop selectors that was not followed, because it would take too much."""
    plain: int
    """Characters of prose on the page, by the plain count."""
    hidden: int = 0
    """Characters that a reader of the page does not see, and cannot open either; they are left out."""
    shown: int = 0
    """Characters of all text outside navigation, header, footer and aside, as their tags tell."""


def choose(
    body: LexborNode, *, select: str | None, drop: Sequence[str], profile: Profile, plainly: bool = False
) -> ArticleRoot:
    """The elements that hold the article, without furniture: `select`'s matches, else the profile's, else the heaviest.

    A page that is read `plainly` is not asked what its elements are called: all of its main part is taken but for what
    tags and roles set aside.

    Raises:
        ExtractError: `select` matches nothing, a selector cannot be read, or one of `drop` takes over 30 % of the text.
    """
    weights = weigh(body)
    chosen = _selected(body, select) if select else _profiled(body, profile, weights)
    if plainly and not select:
        chosen = []
    scope = chosen or [body]
    gone, warnings = _drop(body, scope, drop, profile, weights)
    if plainly:
        _set_aside(body)
        return ArticleRoot([_main(body)], warnings, weights.plain, shown=weights.shown)
    hidden = 0
    if profile.tokens:
        opened = _opened(body)
        for element in scope:
            cleared = _clear(element, weigh(element) if gone else weights.within(element), opened)
            gone, hidden = gone + cleared.elements, hidden + cleared.hidden
    if not (chosen or profile.tokens):
        # A site whose furniture is named: what is left of a page without its root is text.
        return ArticleRoot([body], warnings, weights.plain, shown=weights.shown)
    heaviest = chosen or [_heaviest(body, weigh(body) if gone else weights)]
    return ArticleRoot(heaviest, warnings, weights.plain, hidden, weights.shown)


def _set_aside(body: LexborNode) -> None:
    """Take out what tags and roles set aside, on a page whose names tell nothing."""
    for node in page.outermost([*body.css(_ASIDE), *filter(_is_masthead, body.css("header"))]):
        if not _is_within(node, _QUOTES | _HEADINGS):
            node.decompose()


def _is_within(node: LexborNode, tags: frozenset[str]) -> bool:
    above = node.parent
    while above is not None and above.tag not in tags:
        above = above.parent
    return above is not None


def _main(body: LexborNode) -> LexborNode:
    """The page's main part, where it marks one that holds enough of its text."""
    best = max(body.css("main, [role=main]"), key=lambda node: len(page.text(node)), default=None)
    return best if best is not None and len(page.text(best)) >= _LEAST_MAIN * len(page.text(body)) else body


def _selected(body: LexborNode, select: str) -> list[LexborNode]:
    found = page.select(body, select, where="select")
    if not found:
        raise ExtractError(
            f"select '{select}' matches nothing on the page: look at the page's HTML for what holds the article now"
        )
    return page.outermost(found)


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
        matched = page.outermost(page.select(body, selector, where="drop"))
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
    going = page.outermost([node for key, node in doomed.items() if key not in kept and key not in around])
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


class Cleared(NamedTuple):
    """How many elements went, and how many characters of hidden text with them."""

    elements: int
    hidden: int


def _opened(body: LexborNode) -> frozenset[str]:
    """The ids of what a reader can open: tabs, accordions, “read more”."""
    named = (
        node.attributes.get(name) or ""
        for name in ("aria-controls", "data-target", "data-bs-target", "href")
        for node in body.css(f"[{name}]" if name != "href" else "a[href^='#']")
    )
    return frozenset(one.lstrip("#") for names in named for one in names.split())


def _can_be_seen(node: LexborNode, opened: frozenset[str]) -> bool:
    """Whether what is hidden at first is shown: by its control, or by a search."""
    attributes = node.attributes
    return folded.is_panel(attributes) or (attributes.get("id") in opened and called(attributes) is None)


def _clear(root: LexborNode, weights: ProseWeights, opened: frozenset[str]) -> Cleared:
    """Take out what its tag, role, class or id calls furniture, unless it holds too much of the prose to be that.

    A word that names much of the prose in sum names no furniture on this page, however little each element holds: a
    page builder calls every paragraph a widget. How many elements went.
    """
    named: dict[Named, list[LexborNode]] = {}
    for node in root.css(_WORTH_ASKING):
        if node.mem_id == root.mem_id or (found := _called(node, weights)) is None:
            continue
        if found.kind is not Furniture.HIDDEN or not _can_be_seen(node, opened):
            named.setdefault(found, []).append(node)
    doomed = []
    hidden = 0
    for name, nodes in named.items():
        outer = page.outermost(nodes)
        if sum(map(weights.share, outer)) <= _SUMS[name.kind] or _is_surely_beside(name, weights):
            doomed += outer
            hidden += sum(len(page.text(node)) for node in outer) if name.kind is Furniture.HIDDEN else 0
    doomed = page.outermost(doomed)
    for node in doomed:
        node.decompose()
    return Cleared(len(doomed), hidden)


def _called(node: LexborNode, weights: ProseWeights) -> Named | None:
    """What calls an element furniture, if it may go."""
    found = furniture_of(node.tag or "", node.attributes)
    if node.tag == "button" and _is_within(node, _HEADINGS):
        return None
    if found is None and node.tag == "header" and _is_masthead(node):
        found = Named(Furniture.TAG, "header")
    if found is None:
        return None
    if found.word in _NAMES_THE_SPEAKER and _is_within(node, _QUOTES):
        return None
    if found.word == "toc" and _leads_elsewhere(node):
        return None
    share = weights.share(node)
    is_beside = _is_surely_beside(found, weights)
    if (share > _LIMITS[found.kind] and not is_beside) or (node.tag == "a" and _is_in_a_sentence(node)):
        return None
    holds_title = not (is_beside and found.word == "footer") and node.css_first("h1") is not None
    return None if holds_title and share > _TITLE_BESIDE_PROSE else found


def _is_surely_beside(found: Named, weights: ProseWeights) -> bool:
    """Whether an element stands beside the text however much it holds, as a footer with all of a privacy policy does.

    It does where the rest of the page has prose enough of its own.
    """
    return found in _BESIDE and weights.plain >= _PROSE_OF_ITS_OWN


def _leads_elsewhere(contents: LexborNode) -> bool:
    """Whether a list of contents is that of a work whose chapters are other pages, and not that of the page itself."""
    links = [node.attributes.get("href") or "" for node in contents.css("a[href]")]
    return len(links) > 1 and sum("#" not in link for link in links) > len(links) / 2


def _is_masthead(header: LexborNode) -> bool:
    """A header of the page, not of its article: without a headline, or with the menu and a headline that is none."""
    return not _is_within(header, _PARTS_OF_TEXT) and (
        header.css_first("h1") is None
        or (header.css_first("nav") is not None and header.css_first("h1 a, a h1") is not None)
    )


def _is_in_a_sentence(link: LexborNode) -> bool:
    """Whether words stand beside a link: then it is one of them, even if it looks like a button."""
    beside = link.parent.child if link.parent is not None else None
    while beside is not None:
        if beside.tag == page.TEXT and (beside.text_content or "").strip():
            return True
        beside = beside.next
    return False


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
