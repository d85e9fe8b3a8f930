"""Under one extractor's number the same bytes give the same text for ever."""

import hashlib
import json

import newspage

from tracker.extract import article, canonical, govuk, plain, wordpress
from tracker.extract.document import Document
from tracker.extract.registry import EXTRACTOR

_ITEM = {
    "title": "Attendance fund", "description": "How to apply.", "base_path": "/guidance/fund",
    "links": {"organisations": [{"base_path": "/government/organisations/owls"}], "people": [{"title": "A. Owl"}]},
    "details": {
        "body": "<h2>Who</h2><p>Schools (e.g. No. 10’s) may apply: </p><ul><li>now<ol><li>or later</li></ol></li></ul>"
        "<table><tr><td>a|b</td><td>c</td></tr></table><blockquote><p>We will. “We must.”</p></blockquote>",
        "attachments": [{"title": "Form", "url": "https://a/1.pdf"}],
    },
}  # fmt: skip
_POST = {
    "title": {"rendered": "T"},
    "content": {"rendered": "<h3>Why</h3><p>Because &#8216;we&#8217; said. Then more.</p>"},
}
_WRITTEN = {
    "tracker-html/6": "ec2fef12628b3dfd",
    "tracker-govuk/6": "40b2c78d638800b2",
    "tracker-wordpress/5": "70ef61bb979fd248",
    "tracker-plain/6": "99615f0a071b0a10",
}
"""The first 16 digits of SHA-256 over what each reader makes of one page. When one differs and the new text is right,
raise that reader's number in registry.py and write the new digits here: versions recorded before are then read anew."""


def test_a_reader_that_reads_differently_has_a_new_number() -> None:
    """Nobody changes the text of recorded pages without a new number, by which it is told apart from an edit."""
    documents = {
        "html": article.read(newspage.build(), url=newspage.URL),
        "govuk": govuk.read(json.dumps(_ITEM).encode()),
        "wordpress": wordpress.read(json.dumps(_POST).encode()),
        "plain": plain.read(
            "Politics\n\nA plan for schools\n\nWe will. Dr. No said: “Will we?”\n\nWhy now\n\n- one\n- two\n"
        ),
    }

    assert {EXTRACTOR[kind]: _digits(document) for kind, document in documents.items()} == _WRITTEN


def test_every_reader_has_a_name_and_a_number() -> None:
    """Names are told apart, and numbers are whole."""
    assert len(set(EXTRACTOR.values())) == len(EXTRACTOR)
    assert all(name.startswith("tracker-") and name.partition("/")[2].isdigit() for name in EXTRACTOR.values())


def _digits(document: Document) -> str:
    return hashlib.sha256(document.text.encode() + canonical.meta(document)).hexdigest()[:16]
