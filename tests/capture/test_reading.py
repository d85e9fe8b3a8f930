"""A saved file is read by its ending."""

import pytest

from tracker.capture.reading import extractor_of, read
from tracker.config.person import People
from tracker.config.source import FileSource
from tracker.desk.dates import day

TEXT = "We will count every nest in the wood."


@pytest.mark.parametrize(
    ("name", "body", "extractor"),
    [
        ("plan.md", f"# Nests\n\n{TEXT}", "tracker-plain/6"),
        ("plan.HTML", f"<title>Nests</title><main><h1>Nests</h1><p>{TEXT}</p></main>", "tracker-html/6"),
        (
            "plan.json",
            '{"title": "Nests", "base_path": "/n", "document_type": "guidance", "details": {"body": "<p>'
            + TEXT
            + '</p>"}}',
            "tracker-govuk/6",
        ),
    ],
)
def test_a_file_is_read_by_its_ending(name: str, body: str, extractor: str) -> None:
    """Markdown, HTML and Content API files give the same title and sentence, with publisher and date as declared."""
    source = FileSource.model_validate(
        {
            "id": "n", "kind": "file", "publisher": "owls", "publisher_type": "party", "path": name,
            "published": "2024-05-01",
        }
    )  # fmt: skip

    found = read(body.encode(), source=source, url="https://example.org/n", people=People())

    assert [sentence.text for sentence in found.sentences] == ["Nests", TEXT]
    assert found.published is not None
    assert (found.publisher, day(found.published)) == ("owls", "1 May 2024")
    assert extractor_of(source) == extractor
