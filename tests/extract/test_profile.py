"""Pages of known sites: GOV.UK's furniture is told from its text, and its facts from both."""

from datetime import UTC, datetime

import partypages
import pytest

from tracker.errors import ExtractError
from tracker.extract import article, page
from tracker.extract.document import Attachment, ChangeNote
from tracker.extract.profile import profile_for, profiles

URL = "https://www.gov.uk/guidance/attendance-fund"
_HISTORY = "".join(
    f'<li class="app-c-published-dates__change-item"><time datetime="2022-0{month}-08T15:22:09.767Z">8 X 2022</time>'
    f"<p>Change number {month} to the guidance, described at a length that is greater than that of the page.</p></li>"
    for month in (9, 7, 8)
)


def _govuk(**parts: str) -> bytes:
    told = {"body": "<p>Schools may apply.</p>", "applies": "England", "updated": "8 July 2022", "banner": "", **parts}
    return (
        f'<html><head><meta name="govuk:public-updated-at" content="2022-07-08T10:00:00+01:00"></head><body><main>'
        f'<div class="gem-c-title"><span class="gem-c-title__context">Guidance</span><h1 class="gem-c-title__text">'
        f'Attendance fund</h1></div><p class="gem-c-lead-paragraph">How to apply.</p><div class="gem-c-metadata">From: '
        f'Department for Education. Last updated {told["updated"]}</div><div class="app-c-important-metadata"><dl><dt>'
        f"Applies to: </dt><dd>{told['applies']}</dd></dl></div>{told['banner']}<div class='gem-c-contents-list'><a "
        f"href='#a'>Contents</a></div><div class='gem-c-govspeak'>{told['body']}</div><section class='attachment'><h2 "
        f"class='title'><a href='/file.pdf'>The form</a></h2><p class='metadata'>PDF, <span>183KB</span>, <span>10 "
        f"pages</span></p></section><div class='app-c-published-dates'>Published 1 July 2022 <br>Last updated "
        f"{told['updated']}<ol>{_HISTORY}</ol></div></main></body></html>"
    ).encode()


def test_a_govuk_page_is_title_summary_text_and_attachment() -> None:
    """Dates, nations, contents lists and the history of changes are no part of the text, however long they are."""
    document = article.read(_govuk(), url=URL)

    assert document.text == "# Attendance fund\n\nHow to apply.\n\nSchools may apply.\n\n[attachment] The form\n"
    assert document.licence == "OGL-UK-3.0"
    assert document.updated == datetime(2022, 7, 8, 9, 0, tzinfo=UTC)


def test_a_page_prints_its_change_notes_and_they_are_kept() -> None:
    """The notes come oldest first with their times, whatever the page's order."""
    notes = article.read(_govuk(), url=URL).notes

    assert [note.at.month for note in notes if note.at] == [7, 8, 9]
    assert isinstance(notes[0], ChangeNote)
    assert notes[0].note.startswith("Change number 7 to the guidance")


def test_a_replaced_file_shows_in_the_facts() -> None:
    """Size and pages are the only sign on the page that a PDF was replaced."""
    old = article.read(_govuk(), url=URL)
    new = article.read(_govuk().replace(b"183KB", b"165KB").replace(b"10 pages", b"8 pages"), url=URL)

    assert old.text == new.text
    assert old.attachments == (
        Attachment(title="The form", url="https://www.gov.uk/file.pdf", size=183 * 1024, pages=10),
    )
    assert new.attachments[0].size == 165 * 1024
    assert new.attachments[0].pages == 8


@pytest.mark.parametrize("moved", [{"applies": "England and Wales"}, {"updated": "9 July 2022"}])
def test_facts_of_the_template_are_no_change(moved: dict[str, str]) -> None:
    """Nations and dates that the template prints never change the text."""
    assert article.read(_govuk(**moved), url=URL).text == article.read(_govuk(), url=URL).text


def test_a_page_without_its_frame_is_read_whole() -> None:
    """Some archives keep only what stands in a page's main part: nothing of it is then weighed against the rest."""
    contact = "<div class='contact'><p>Call our helpline from Monday to Friday.</p><p>Have your number ready.</p></div>"
    frameless = _govuk(body=f"<p>All schools:</p><ul><li>academies</li></ul>{contact}")
    frameless = frameless.replace(b"<main>", b"").replace(b"</main>", b"")

    assert "All schools:\n\n- academies\n\nCall our helpline" in article.read(frameless, url=URL).text


def test_who_a_page_is_from_is_read_from_its_links() -> None:
    """As in the Content API: by address, sorted; organisations that the text names are not among them."""
    linked = (
        'From: <a href="/government/organisations/ofsted">Ofsted</a>, <a href="https://www.gov.uk/government/organisations/'
        'department-for-education">Department for Education</a> and <a href="/government/people/ann-owl">Dame Ann Owl</a>'
    )
    body = '<p>Schools may apply to <a href="/government/organisations/crows">the Crows</a>.</p>'
    found = article.read(_govuk(body=body).replace(b"From: Department for Education", linked.encode()), url=URL)

    assert found.organisations == ("department-for-education", "ofsted")
    assert found.people == ("ann-owl",)
    assert article.read(_govuk(), url=URL).organisations == ()


def test_the_date_of_a_collections_member_is_the_members() -> None:
    """A collection says which documents are in it; that one of them was updated is no change of the collection."""
    listed = (
        "<ul class='gem-c-document-list'><li class='gem-c-document-list__item'><a href='/nests'>Counting nests</a><ul "
        "class='gem-c-document-list__item-metadata'><li><time>22 February 2021</time></li><li>Guidance</li></ul></li></ul>"
    )
    found = article.read(_govuk(body=listed), url=URL)

    assert "\n- Counting nests\n" in found.text
    assert article.read(_govuk(body=listed.replace("22 February", "3 March")), url=URL).text == found.text


def test_the_banner_of_a_consultation_is_text() -> None:
    """When a consultation closes is something that the publisher says."""
    banner = '<section class="app-c-banner"><p>This consultation closes at 11:45pm on 14 July 2022</p></section>'

    assert "closes at 11:45pm on 14 July 2022" in article.read(_govuk(banner=banner), url=URL).text


@pytest.mark.parametrize(
    ("url", "page_html", "name"),
    [
        ("https://www.gov.uk/x", "", "govuk"),
        ("https://schoolsweek.co.uk/x/", "", "schoolsweek"),
        ("https://example.org/", '<link href="/wp-content/a.css">', "wordpress"),
        ("https://labour.org.uk/change/", "", "labour"),
        ("https://www.conservatives.com/plan", "", "conservatives"),
        ("https://www.libdems.org.uk/manifesto", "", "libdems"),
        ("https://greenparty.org.uk/about/", "", "green"),
        ("https://www.reformparty.uk/policies", "", "reform"),
        ("https://example.org/", "", "any"),
        ("http://[bad", "", "any"),
    ],
)
def test_a_site_is_known_by_its_address_or_its_publishing_system(url: str, page_html: str, name: str) -> None:
    """GOV.UK, the education press and the parties by host; WordPress anywhere by its marks."""
    assert profile_for(url, page.parse(f"<p>x</p>{page_html}")).name == name


def test_every_shipped_selector_can_be_read() -> None:
    """No profile names a selector that the parser would refuse on the day it is needed."""
    tree = page.parse("<p>x</p>")
    selectors = [
        selector
        for profile in profiles()
        for selector in (*profile.root, *profile.title, *profile.standfirst, *profile.drop, *profile.facts)
    ]

    assert tree.body is not None
    for selector in selectors:
        page.select(tree.body, selector, where="profile")
    with pytest.raises(ExtractError):
        page.select(tree.body, "p >", where="profile")


_ARTICLE = "\n\n".join(
    [
        f"# {partypages.TITLE}", partypages.STANDFIRST, *partypages.PARAGRAPHS, f"## {partypages.SUBHEADING}",
        "The plan is paid for with:", "\n".join(f"- {text}" for text in partypages.ITEMS), partypages.LAST,
    ]
)  # fmt: skip


@pytest.mark.parametrize("site", partypages.PAGES)
def test_a_page_of_a_known_site_is_its_article_alone(site: str) -> None:
    """Headline, standfirst and text; no cookie bar, donation box, newsletter box, related story, comment or imprint."""
    url, build = partypages.PAGES[site]

    assert article.read(build().encode(), url=url).text == f"{_ARTICLE}\n"


@pytest.mark.parametrize(
    "changed",
    [
        {"stories": partypages.OTHER_STORIES}, {"stories": partypages.STORIES[:2]}, {"asks": False}, {"cookies": False},
        {"year": 2027}, {"stories": partypages.OTHER_STORIES, "asks": False, "cookies": False, "year": 2027},
    ],
    ids=["other stories", "two stories", "no boxes", "no cookie bar", "another year", "all at once"],
)  # fmt: skip
@pytest.mark.parametrize("site", partypages.PAGES)
def test_furniture_of_a_known_site_never_changes_the_text(site: str, changed: dict[str, object]) -> None:
    """Other stories, an appeal for money that comes or goes, a new year in the imprint: nothing was said anew."""
    url, build = partypages.PAGES[site]

    assert article.read(build(**changed).encode(), url=url).text == f"{_ARTICLE}\n"


@pytest.mark.parametrize("site", partypages.PAGES)
def test_the_front_page_of_a_known_site_is_its_promise_and_its_teasers(site: str) -> None:
    """What a party says first is there, and what its teasers say; the boxes that ask for something are not."""
    url = "/".join([*partypages.PAGES[site][0].split("/")[:3], ""])

    text = article.read(partypages.home(site).encode(), url=url).text

    assert text.startswith("# A country that sings\n\nWe will bring back 40,000 miles of hedgerow, and the birds")
    assert all(title in text and words in text for title, words in partypages.STORIES)
    assert len(text.split("\n\n")) == 2 + 2 * len(partypages.STORIES)
