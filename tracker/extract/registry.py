"""Which reader reads which kind of source, and in which version."""

EXTRACTOR = {
    "govuk": "tracker-govuk/6",
    "html": "tracker-html/6",
    "wordpress": "tracker-wordpress/5",
    "plain": "tracker-plain/6",
    "pdf": "tracker-pdf/5",
    "docx": "tracker-docx/4",
    "odt": "tracker-odt/4",
}
"""Name and number of each reader. The number rises when the same bytes give another text: recorded texts are then
extracted again, and the difference is ours, not the publisher's."""

IN_A_BROWSER = "+browser"
"""After the name and number where the bytes are a page as a browser showed it, not as a server sent it."""
_MEDIA = {
    "govuk": "application/json",
    "html": "text/html",
    "wordpress": "application/json",
    "plain": "text/plain",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}


def media_type(extractor: str) -> str:
    """The media type of what an extractor reads, by its name and number, whatever the number."""
    return _MEDIA.get(extractor.partition("/")[0].removeprefix("tracker-"), "application/octet-stream")


def form(extractor: str) -> str:
    """What an extractor reads, without its number: bytes as they were sent, or as a browser showed them."""
    return extractor.partition("/")[0] + IN_A_BROWSER * is_shown(extractor)


def is_shown(extractor: str) -> bool:
    """Whether it reads pages as a browser showed them."""
    return extractor.endswith(IN_A_BROWSER)


def extractor(kind: str) -> str:
    """Name and number of the reader of a kind of source; a `file` is read by what its content is.

    Raises:
        KeyError: no such kind.
    """
    return EXTRACTOR[kind]
