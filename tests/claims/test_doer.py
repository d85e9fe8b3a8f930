"""Who acts, on a department's page: by the subject that the text names, by who gives, by whose paper it is."""

from collections.abc import Callable

import pytest

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.extract.document import Document

Read = Callable[[str], Document]


def _actor(document: Document) -> str | None:
    return find_claims(document)[-1].actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The government has introduced a rebate for 900 small nurseries.", "government"),
        ("The Welsh Government has published a guide to the new levy.", "Welsh Government"),
        ("The government has paused the levy, but will keep the rule under review.", "government"),
        (
            "The Joint Board for Music Grades (JBMG) will consult schools on the timetable in 2031.",
            "Joint Board for Music Grades",
        ),
        (
            "The UK Panel Council for Student Choirs will collaborate with 40 halls.",
            "UK Panel Council for Student Choirs",
        ),
        ("The Moor Park Trust (MPT) runs choirs. The MPT will support 30 programmes for schools.", "Moor Park Trust"),
        (
            "It asked the ministry to fund the Moor Park Trust (MPT). The MPT will publish 12 reports.",
            "Moor Park Trust",
        ),
        ("In March, SUKi will launch a campaign in 20 towns.", "SUKi"),
        ("Awarding organisations will confirm the grades for 40 exams from 25 February.", "awarding organisations"),
        ("When planning new halls, local authorities will consider noise and light.", "local authorities"),
        (
            "The forthcoming report of 2031 is late. The Choirs Agency’s report will provide 12 recommendations.",
            "Choirs Agency",
        ),
        ("Winners include Moor Park College (Hull), which will build 12 classrooms.", "Moor Park College"),
        ("Choirs will benefit from a £3 million UK Government package of support.", "government"),
        ("The Office for Choirs will set a standard in 2031. This will include 40 halls.", "Office for Choirs"),
        (
            "The Choirs Unit (CHU) will engage with 30 halls. This programme of work will also consider noise.",
            "Choirs Unit",
        ),
    ],
)
def test_the_subject_that_the_text_names_acts(department: Read, text: str, actor: str) -> None:
    """By its own name, whole; by the long form of a short one; through “this programme” of the sentence before."""
    assert _actor(department(text)) == actor


@pytest.mark.parametrize(
    "text",
    [
        "Universities will be required to publish 12 targets by 2031.",
        "The Moor Park Trust (MPT) runs choirs. The MPT will be given £12 million from 2031.",
        "The Lifelong Choir Entitlement (LCE) is new. The LCE will replace 12 old loans in 2031.",
        "The lifelong choir entitlement (LCE) is new. The LCE will publish nothing, and will close 12 loans in 2031.",
        "The role of Ofsted will continue beside 12 new choirs in 2031.",
        "DfE will publish 12 reports. We will open 40 halls by 2031.",
        "The Home Office will open 12 halls. We will open 40 halls by 2031.",
    ],
)
def test_the_publisher_stays_bound(department: Read, text: str) -> None:
    """It gives, and lays the duty; a thing's short form is nobody; “we” stays its own on a page of its alone."""
    assert _actor(department(text)) == "DfE"


def test_we_goes_on_from_a_department_that_publishes_the_page_too(department: Read) -> None:
    """“The Home Office will … We will …”, where the page is published by both."""
    page = department("The Home Office will open 12 halls. We will train 40 choirs by 2031.")

    assert (
        _actor(page.model_copy(update={"organisations": ("department-for-education", "home-office")})) == "Home Office"
    )


@pytest.mark.parametrize(
    ("opens", "organisations", "actor"),
    [
        (
            "It is published by and on behalf of the Department for Health and Social Care (DHSC).",
            (),
            "Department of Health and Social Care",
        ),
        ("This paper was prepared by the Department for Education and the Home Office.", (), "DfE"),
        ("The book, published by the Moor Park Trust, is free.", (), "DfE"),
        ("Choirs are well.", ("home-office",), "Home Office"),
        ("Choirs are well.", ("department-for-education",), "DfE"),
        ("Choirs are well.", ("department-for-education", "home-office"), "DfE"),
    ],
)
def test_a_page_that_says_whose_it_is(opens: str, organisations: tuple[str, ...], actor: str) -> None:
    """“We” is whoever the page says has published it, or the one name under which it stands; of several the publisher's."""
    page = plain.read(
        f"# Choirs\n\n{opens}\n\nWe will open 40 halls by 2031.\n", publisher="DfE", publisher_type="department"
    )

    assert _actor(page.model_copy(update={"organisations": organisations})) == actor
