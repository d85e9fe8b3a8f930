"""What an address is: by the address alone, and by what answers there."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import pytest
from contentapi import gone, item, redirect

from tracker.capture.recognise import declared, recognise
from tracker.capture.recognition import Recognition
from tracker.config.settings import Settings
from tracker.errors import FetchError, UsageError
from tracker.fetch.client import Client
from tracker.fetch.response import Response

GOVUK = "https://www.gov.uk"
PAPERS = Path(__file__).parents[1] / "data" / "papers"


class Web:
    """A web of pages that a test declares, by address: no network."""

    requests = bytes = 0

    def __init__(self, **pages: object) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def get(self, url: str, **_: object) -> Response:
        """The page declared for an address."""
        self.asked.append(url)
        body = self.pages.get(url.removeprefix(f"{GOVUK}/api/content/"))
        if body is None:
            raise FetchError("there is no such page", status=404)
        return Response(
            url=url,
            final_url=url,
            status=200,
            body=json.dumps(body).encode(),
            fetched_at=datetime(2026, 8, 17, tzinfo=UTC),
        )

    def fork(self) -> Self:
        """As it is."""
        return self

    def hang_up(self) -> None:
        """Nothing is under way."""

    def close(self) -> None:
        """Nothing is open."""


ORGANISED = {"links": {"organisations": [{"title": "Department for Owls"}]}}
SEARCHES = {
    "a finder": (
        "/search/news-and-communications?organisations[]=department-for-owls&order=updated-newest",
        {"organisations": ["department-for-owls"]},
    ),
    "a finder with types": (
        "/search/all?keywords=nest+boxes&content_store_document_type[]=speech&public_timestamp[from]=2024-07-05",
        {"q": "nest boxes", "document_types": ["speech"], "since": "2024-07-05"},
    ),
    "the interface": (
        "/api/search.json?filter_organisations=owls&filter_content_store_document_type=press_release&count=10",
        {"organisations": ["owls"], "document_types": ["press_release"]},
    ),
    "an organisation": ("/government/organisations/department-for-owls", {"organisations": ["department-for-owls"]}),
}


@pytest.mark.parametrize(("path", "facts"), SEARCHES.values(), ids=SEARCHES)
def test_a_search_of_gov_uk_is_known_by_its_address(tmp_path: Path, path: str, facts: dict[str, object]) -> None:
    """What it asks for becomes keys of the source; nobody is asked."""
    web = Web()

    found = recognise(f"{GOVUK}{path}", client=web, root=tmp_path)

    assert (found.kind, web.asked) == ("govuk_search", [])
    assert {key: found.facts[key] for key in facts} == facts
    assert path.startswith(("/api", "/search/all")) or "press_release" in found.facts["document_types"]


def test_a_search_for_everything_is_refused(tmp_path: Path) -> None:
    """All of GOV.UK cannot be watched."""
    with pytest.raises(UsageError, match="would be watched: choose"):
        recognise(f"{GOVUK}/search/all?order=relevance", client=Web(), root=tmp_path)


def test_a_page_of_gov_uk_says_what_it_is(tmp_path: Path) -> None:
    """Its item is asked for once: title, type, who publishes it, and the page that a part belongs to."""
    web = Web(**{"nests/spring": item("/nests", **ORGANISED)})

    found = recognise(f"{GOVUK}/nests/spring?step=2#boxes", client=web, root=tmp_path)

    assert web.asked == [f"{GOVUK}/api/content/nests/spring"]
    assert (found.kind, found.facts, found.title) == ("govuk", {"path": "/nests"}, "Page 1")
    assert found.publishers == ("Department for Owls",)
    assert (found.says, found.evidence) == ("a page of GOV.UK (guidance), read through its Content API", "guidance")
    assert found.remarks == ("/nests/spring is a part of /nests, which is watched as a whole",)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (redirect("/nests", ("/nests", "/boxes")), "/nests has moved to /boxes: add that address instead."),
        (gone("/nests"), "/nests has been taken off GOV.UK: there is nothing to watch."),
        (["no", "item"], "GOV.UK has no item for /nests"),
    ],
)
def test_a_page_that_is_not_there_any_more_is_not_added(tmp_path: Path, answer: object, says: str) -> None:
    """A redirect names where to, a page that is gone says so."""
    with pytest.raises(UsageError, match="nests") as told:
        recognise(f"{GOVUK}/nests", client=Web(nests=answer), root=tmp_path)

    assert says in str(told.value)


def test_every_type_of_gov_uk_that_is_proposed_is_a_sort_of_document() -> None:
    """What a search for an organisation finds can be told apart as sources.toml does."""
    from typing import get_args

    from tracker.capture.kinds.govuk import finders
    from tracker.config.field import Evidence

    sorts = finders()["evidence"]

    assert set(sorts) <= set(get_args(Evidence))
    assert set(finders()["organisation"]["types"]) <= {kind for kinds in sorts.values() for kind in kinds}


def test_an_organisation_by_another_address_is_a_search(tmp_path: Path) -> None:
    """What is an organisation says so in its item."""
    web = Web(owls=item("/owls", schema_name="organisation", title="The Owls"))

    found = recognise(f"{GOVUK}/owls", client=web, root=tmp_path)

    assert (found.kind, found.facts["organisations"], found.publishers) == ("govuk_search", ["owls"], ("The Owls",))


def test_a_feed_of_gov_uk_is_known_by_its_ending(tmp_path: Path) -> None:
    """It names major updates only, which is said."""
    found = recognise(f"{GOVUK}/government/organisations/owls.atom", client=Web(), root=tmp_path)

    assert (found.kind, found.facts) == ("feed", {"url": f"{GOVUK}/government/organisations/owls.atom"})
    assert "silent edits" in found.remarks[0]


@pytest.fixture
def answered(desk: Any) -> Callable[[str], Recognition]:
    """Recognises a page of the loopback site."""

    def found(path: str) -> Recognition:
        with Client(Settings(delay=0, retries=0), now=desk.clock, version="0", sleep=lambda _: None) as client:
            return recognise(desk.site.url(path), client=client, root=desk.root, allow_hosts=desk.site.hosts)

    return found


def test_a_web_page_is_weighed(desk: Any, page: Any, answered: Any) -> None:
    """How much is kept, what holds the article, and what else the site offers."""
    html = page("We will.").replace("<main>", "<nav>Home</nav><main class='plan-text'>")
    links = (
        "<link rel='alternate' type='application/rss+xml' href='/feed'><link rel='https://api.w.org/' href='/wp-json/'>"
    )
    desk.site.page("/plan", html.replace("</head>", f"{links}</head>"), content_type="text/html")

    found = answered("/plan")

    assert (found.kind, found.title, found.name) == ("html", "Our plan for nests", "plan")
    assert found.select == ".plan-text"
    assert found.says.startswith("a web page of 14 sentences, ")
    assert found.remarks[0].startswith("the site is made with WordPress")
    assert found.remarks[1].startswith(f"the site has a feed, {desk.site.url('/feed')}")
    assert desk.site.paths == ["/robots.txt", "/plan"]


@pytest.mark.parametrize("told", ["header", "link"])
def test_the_first_page_of_a_wordpress_site_is_the_site(desk: Any, page: Any, answered: Any, told: str) -> None:
    """WordPress names its interface in a header and in the page's head; either will do."""
    head = "<link rel='https://api.w.org/' href='/wp-json/'></head>" if told == "link" else "</head>"
    headers = {"link": f'<{desk.site.url("/wp-json/")}>; rel="https://api.w.org/"'} if told == "header" else {}
    desk.site.page("/", page("We will.").replace("</head>", head), **headers)

    found = answered("/")

    assert (found.kind, found.facts) == ("wordpress", {"url": desk.site.url("").rstrip("/")})


def test_a_wordpress_interface_is_its_site(desk: Any, answered: Any) -> None:
    """Who gives the address of the interface means the site."""
    desk.site.page("/wp-json/wp/v2/posts", "[]", content_type="application/json")

    assert answered("/wp-json/wp/v2/posts").facts == {"url": desk.site.url("").rstrip("/")}


FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title><item><link>{}</link></item></channel></rss>"
)
SITEMAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{}</loc></url></urlset>"


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        (FEED, "feed", "a feed that names 1 page; each is watched"),
        (SITEMAP, "sitemap", "a sitemap that names 1 page"),
        ("one.pdf", "pdf", "a PDF of "),
        ("one.docx", "docx", "a Word file of "),
        ("one.odt", "odt", "an OpenDocument text of "),
    ],
)
def test_lists_and_files_are_known_by_what_they_hold(desk: Any, answered: Any, body: str, kind: str, says: str) -> None:
    """Not by their address: a PDF may lie at /download."""
    whole = body.format(desk.site.url("/plan")).encode() if "<" in body else (PAPERS / body).read_bytes()
    desk.site.page("/download", whole)

    found = answered("/download")

    assert found.kind == kind
    assert says in found.says
    assert found.facts == {"url": desk.site.url("/download")}


def test_where_an_address_leads_is_watched(desk: Any, page: Any, answered: Any) -> None:
    """The address at the end is declared, and said."""
    desk.site.page("/our-plan", page("We will."))
    desk.site.redirect("/plan", "/our-plan", 301)

    found = answered("/plan")

    assert found.facts == {"url": desk.site.url("/our-plan")}
    assert found.remarks == (f"{desk.site.url('/plan')} leads to {desk.site.url('/our-plan')}, which is watched",)


def test_a_challenge_is_told_before_it_is_watched(desk: Any, answered: Any) -> None:
    """What a round would keep out is said at once."""
    text = "Verify you are human by completing the action below. " * 3
    desk.site.page("/plan", f"<title>Owls</title><main><h1>Owls</h1><p>{text}</p></main>")

    assert any("a round would not record it: it says little but" in one for one in answered("/plan").remarks)


def test_a_saved_file_must_lie_in_the_folder(desk: Any, answered: Any) -> None:
    """Its path is kept relative to the folder, so that the folder can move."""
    (desk.root / "saved").mkdir()
    (desk.root / "saved" / "plan.html").write_text("<p>We will.</p>")
    outside = desk.root.parent / f"{desk.root.name}-outside.html"
    outside.write_text("<p>We will.</p>")

    for address in ("saved/plan.html", str(desk.root / "saved" / "plan.html")):
        assert recognise(address, client=Web(), root=desk.root).facts == {"path": "saved/plan.html"}
    for address in (str(outside), f"../{outside.name}"):
        with pytest.raises(UsageError, match="copy it there"):
            recognise(address, client=Web(), root=desk.root)
    with pytest.raises(UsageError, match="https://"):
        recognise("labour.org.uk/change", client=Web(), root=desk.root)


@pytest.mark.parametrize(
    ("address", "kind", "facts"),
    [
        (f"{GOVUK}/nests", "govuk", {"path": "/nests"}),
        (f"{GOVUK}/api/content/nests", "govuk", {"path": "/nests"}),
        ("https://owls.example/nests", "govuk", {"path": "/nests", "base_url": "https://owls.example"}),
        ("https://owls.example/plan", "html", {"url": "https://owls.example/plan"}),
        ("https://owls.example/news/", "wordpress", {"url": "https://owls.example"}),
        ("https://owls.example/plan.pdf", "pdf", {"url": "https://owls.example/plan.pdf"}),
        (f"{GOVUK}/search/all?keywords=owls", "govuk_search", {"q": "owls"}),
    ],
)
def test_who_says_what_it_is_needs_no_network(tmp_path: Path, address: str, kind: str, facts: dict[str, str]) -> None:
    """The address is taken apart as that kind wants it."""
    assert declared(address, kind, root=tmp_path).facts == facts


@pytest.mark.parametrize(
    ("address", "kind", "says"),
    [
        ("https://owls.example/", "govuk", "is not the address of a GOV.UK page"),
        ("https://owls.example/", "govuk_search", "is not a GOV.UK search"),
        ("https://owls.example/", "file", "leave out --kind"),
        ("https://owls.example/", "podcast", "There is no kind 'podcast'"),
        ("ftp://owls.example/", "html", "https://"),
        ("http://10.0.0.7/plan", "html", "--allow-host 10.0.0.7"),
        ("http://localhost/plan", "html", "--allow-host localhost"),
        ("http://169.254.169.254/latest", "html", "--allow-host 169.254.169.254"),
    ],
)
def test_what_cannot_be_that_kind_is_refused(tmp_path: Path, address: str, kind: str, says: str) -> None:
    """One sentence says why; private addresses are refused as a round refuses them."""
    with pytest.raises(UsageError) as told:
        declared(address, kind, root=tmp_path)

    assert says in str(told.value)


@pytest.mark.parametrize("address", ["http://10.0.0.7/plan", "http://[::1]/", "http://owls.localhost/"])
def test_a_private_address_is_not_asked(tmp_path: Path, address: str) -> None:
    """Before anything is sent."""
    web = Web()

    with pytest.raises(UsageError, match="--allow-host"):
        recognise(address, client=web, root=tmp_path)
    assert web.asked == []
