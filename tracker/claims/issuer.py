"""Issuer: whose paper a page is, where it stands among those of another publisher.

A department prints papers of its neighbours: their "we" is theirs. The page says so itself, or stands under one name only.
"""

from tracker.claims.agency import is_same_body
from tracker.claims.named import is_a_body
from tracker.claims.people import bodies, body_words
from tracker.extract.document import Document
from tracker.patterns import deferred

_OPENS = 2500
"""Characters from the title in which a page says whose it is."""
_PUBLISHED_BY = deferred(
    r"\b(?:It |[Tt]h(?:is|e) (?:[a-z]+ ){1,4}?)(?:is|was|are|has been) (?:published|issued|produced|prepared) "
    r"(?:by(?: and on behalf of)?|on behalf of) (?:the )?"
    r"(?P<name>[A-Z][\w’-]{0,30}(?:,? (?:(?:of|for|and|the) ){0,2}[A-Z][\w’-]{0,30}){0,8})(?P<rest>[^.\n]{0,80})"
)
_PRESENTED = deferred(r"\bPresented to Parliament by (?P<who>[^\n]{3,300}?) by [Cc]ommand of")
"""A Command Paper; it is of every department whose minister has presented it, and else the government's."""
_OFFICE = deferred(r"\b[Ff]or ((?:[A-Z][\w’-]{0,30}|and|the|of)(?:,? (?:[A-Z][\w’-]{0,30}|and|the|of)){0,6})")
_SMALL = frozenset({"and", "of", "for", "the"})


def issuer_of(document: Document) -> str | None:
    """The one body that has published the page, where it is not the document's publisher; None where several have."""
    if document.publisher_type not in {"department", "regulator"}:
        return None
    told = _PUBLISHED_BY.search(document.text, 0, _OPENS)
    if told and not any(is_same_body(one.group(0), document.publisher) for one in body_words().finditer(told.group(0))):
        return _body(told["name"])
    presented = _PRESENTED.search(document.text, 0, _OPENS)
    if presented and not _is_presented_by(document.publisher, presented["who"]):
        return "government"
    alone = document.organisations[0] if len(document.organisations) == 1 else ""
    name = _body(" ".join(word if word in _SMALL else word.capitalize() for word in alone.split("-")))
    return None if is_same_body(name, document.publisher) else name


def _is_presented_by(publisher: str | None, who: str) -> bool:
    offices = (one.group(1).removesuffix(" and the") for one in _OFFICE.finditer(who))
    return any(is_same_body(f"Department for {office}", publisher) for office in offices)


def _body(name: str) -> str | None:
    """A known body by whatever form of its name ("Department for Health"), or a name that is one of a body."""
    words = _words(name)
    known = next((body for form, (body, _) in bodies().items() if _words(form) == words), None)
    return known or (name if is_a_body(name) else None)


def stands_under(body: str, document: Document) -> bool:
    """Whether the page is published under the name of that body, a department, among others."""
    said = _words(body)
    if any(name == body and kind == "regulator" for name, kind in bodies().values()):
        return False
    return any(_words(one.replace("-", " ")) == said for one in document.organisations)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace(",", " ").split()) - _SMALL
