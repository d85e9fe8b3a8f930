"""The table of claims."""

from collections.abc import Callable
from types import SimpleNamespace

from selectolax.lexbor import LexborHTMLParser

from tracker.claims.claim import Claim
from tracker.config.settings import Settings
from tracker.config.verdict import ClaimVerdict
from tracker.desk.published import Published
from tracker.site.claims_table import WITHHELD, claims_pages
from tracker.site.listing import CALL
from tracker.site.site_page import SitePage

Claims = Callable[..., Claim]
Rules = Callable[..., Published]
Handed = Callable[[bytes, str], list[object]]


def _by_address(made: list[SitePage]) -> dict[str, bytes]:
    return {one.address: one.content() for one in made}


def _sure(claims: list[Claim]) -> list[ClaimVerdict]:
    """Ada looked at these."""
    return [
        ClaimVerdict(does="fix", words=" ".join(one.text.split()), at="plan@1", claim=one.id, kind="pledge", by="Ada")
        for one in claims
    ]


def _made(claims: list[Claim], site: SimpleNamespace, rules: Published) -> dict[str, bytes]:
    return _by_address(list(claims_pages(claims, threads=(), rules=rules, site=site)))


def test_only_confirmed_claims_are_published(
    claim: Claims, site: SimpleNamespace, rules: Rules, handed: Handed
) -> None:
    """Neither the page nor the data has one that nobody confirmed."""
    sure, other = claim("We will plant 40 oaks.", 1), claim("We will plant 50 elms.", 2)

    made = _made([sure, other], site, rules(claim=_sure([sure])))

    (rows,) = handed(made["claims/data-1.js"], CALL)
    assert [row[0] for row in rows] == [sure.id]  # type: ignore[attr-defined]
    assert b"elms" not in made["claims/index.html"]


def test_with_suggestions_the_others_are_marked(claim: Claims, site: SimpleNamespace, rules: Rules) -> None:
    """A claim that nobody confirmed says so beside itself."""
    sure, other = claim("We will plant 40 oaks.", 1), claim("We will plant 50 elms.", 2)

    page = LexborHTMLParser(
        _made([sure, other], site, rules(claim=_sure([sure]), suggestions=True))["claims/index.html"]
    )

    marked = [bool(row.css(".suggestion")) for row in page.css("tbody tr")]
    assert [row.attributes["id"] for row in page.css("tbody tr")] == [other.id, sure.id]
    assert marked == [True, False]


def test_words_repeated_in_later_versions_are_one_claim(claim: Claims, site: SimpleNamespace, rules: Rules) -> None:
    """Each once, where it first stood."""
    claims = [claim("We will plant 40 oaks.", number) for number in (1, 2, 3)]

    page = LexborHTMLParser(_made(claims, site, rules(claim=_sure(claims[:1])))["claims/index.html"])

    assert [one.text() for one in page.css("tbody a")] == ["plan@1"]


def test_many_claims_go_on_several_plain_pages(claim: Claims, site: SimpleNamespace, rules: Rules) -> None:
    """The first page has the newest; a page of older ones stays as it is when new claims come."""
    claims = [claim(f"We will plant {40 + at} oaks.", 1 + at % 12, year=1900 + at // 12) for at in range(420)]
    mine = rules(suggestions=True)

    before, after = _made(claims[:410], site, mine), _made(claims, site, mine)

    plain = [name for name in after if name.endswith("html")]
    assert plain == ["claims/index.html", *(f"claims/page-{at}.html" for at in range(1, 21))]
    assert before["claims/page-1.html"] == after["claims/page-1.html"]
    assert before["claims/index.html"] != after["claims/index.html"]
    rows = [[row.attributes["id"] for row in LexborHTMLParser(after[name]).css("tbody tr")] for name in plain]
    assert {len(found) for found in rows} == {20}
    assert {name for found in rows for name in found} == {one.id for one in claims}


def test_an_empty_table_says_how_it_is_filled(site: SimpleNamespace, rules: Rules) -> None:
    """Nothing confirmed yet is no broken page."""
    assert b"No claim is published yet" in _made([], site, rules())["claims/index.html"]


def test_of_a_version_that_may_not_be_handed_on_few_claims_are_shown_in_words(
    claim: Claims, site: SimpleNamespace, rules: Rules
) -> None:
    """The confirmed one first; the others say where they stand, and no more."""
    claims = [claim(f"We will plant {at} oaks.", 1) for at in (40, 50, 60)]
    mine = rules(free=False, suggestions=True, claim=_sure(claims[2:]), settings=Settings(extract_changes=2))

    page = LexborHTMLParser(_made(claims, site, mine)["claims/index.html"])

    shown = {row.attributes["id"]: row.css_first(".wide .in").text(deep=False).strip() for row in page.css("tbody tr")}
    assert [shown[one.id] for one in claims] == ["We will plant 40 oaks.", WITHHELD, "We will plant 60 oaks."]


def test_hostile_words_stay_words(
    claim: Claims, site: SimpleNamespace, rules: Rules, hostile_words: tuple[str, ...], handed: Handed
) -> None:
    """In the page no element is theirs; in the data no tag and no line separator stands at all."""
    claims = [claim(f"We will plant {one}", 1, publisher=one, year=2000 + at) for at, one in enumerate(hostile_words)]

    made = _made(claims, site, rules(suggestions=True))

    page = LexborHTMLParser(made["claims/index.html"])
    assert {node.tag for node in page.css("tbody *")} <= {"tr", "td", "a", "span"}
    assert len(page.css("script")) == 2
    assert b"<" not in made["claims/data-1.js"]
    assert len(handed(made["claims/data-1.js"], CALL)[0]) == len(claims)  # type: ignore[arg-type]
