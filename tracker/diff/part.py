"""Which part of a page a sentence is: its title, its summary, a member of a collection, or plain text."""

from tracker.diff.change import Part
from tracker.extract.document import Document

_COLLECTIONS = frozenset({"document_collection", "manual", "hmrc_manual", "service_manual_topic"})
"""GOV.UK types whose list items are titles of other documents (extract/details.py)."""


def part_of(document: Document, sentence: int) -> Part:
    """The part in which the sentence of that index stands."""
    at = document.sentences[sentence].block
    block = document.blocks[at]
    match block.kind:
        case "heading":
            return "heading" if at else "title"
        case "row" | "caption" | "attachment":
            return block.kind
        case "item" if document.document_type in _COLLECTIONS:
            return "member"
        case "paragraph" if at == 1 and document.document_type:
            return "summary"
        case _:
            return "text"
