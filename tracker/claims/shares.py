"""Shares: what the later verbs of a clause have of its first: the subject, the "will", the "have"."""

from dataclasses import replace

from tracker.claims.group import VerbGroup
from tracker.claims.offer import IMPERATIVE, lent
from tracker.claims.testable import FAINT
from tracker.patterns import deferred

_BUT = deferred(r"\bbut (?:also |instead |will |would )?$")
_NOT = deferred(r" (?:not|never|no longer)\b|n[’']t\b")
_AND_NOT = deferred(r"\b(not|never),? $")
_LIGHT = frozenset({"support", "consider"})
"""Of "will encourage X and enforce Y" only the "will" is shared."""
_WILL = deferred(r"\b(?:will|shall)\b(?= [a-z ]{1,40}$)")
_ASKS_BODY = deferred(
    r" (?:(?:also|continue to|now) )*(?P<verb>press|urge|lobby|push|ask|call on|call upon|demand of|persuade) (?!for )"
    r"(?:[\w’'-]+ ){1,6}?to (?=[a-z])"
)
"""What several verbs share: "will press the port to dredge the bay and mend the quay"."""
_HAVE = deferred(r".{0,80}?(?:\b(?:have|has)|[’']ve)\b(?: (?:also|already|now|since|both))*(?= )")
"""What several participles share."""


def will_of(group: VerbGroup, before: str, verb: int, own: str) -> tuple[str, VerbGroup]:
    """The words before a later verb of a promise, and its verb group; `before` is the clause up to it.

    `verb` is where the words behind the first group begin, `own` the stretch of the later verb.
    """
    words, shared = before[:verb], _shared(group, before)
    words += " to" if before.startswith(" to ", verb) else ""  # "We seek to mend roads and open clubs"
    does = lent(shared, own)
    if (refused := _AND_NOT.search(before)) and not does.negated:  # "we would scrap it and not renew it"
        words, does = f"{words} {refused.group(1)}", replace(does, negated=True)
    if (asked := _ASKS_BODY.match(before, verb)) and asked.end() < len(before):
        does = replace(does, words=f"{group.words} … {asked['verb']}", form="support", strength=FAINT)
        return before[: asked.end()].rstrip(), does
    if does.form in _LIGHT and (willed := _WILL.search(words)):
        return words[: willed.end()], lent(_only_willed(shared, willed.group(0)), own)
    return words, does


def have_of(text: str, verb: int) -> str | None:
    """The words that several participles share ("We have"), before `verb`; None where there are none."""
    found = _HAVE.match(text, 0, verb)
    return found.group(0) if found else None


def _shared(group: VerbGroup, before: str) -> VerbGroup:
    """The "will" that a later verb shares; after "but" what was refused is refused no more."""
    if not group.negated or not _BUT.search(before):
        return group
    words = _NOT.sub("", group.words.replace("won’t", "will").replace("won't", "will"))
    return replace(group, words=words, negated=False)


def _only_willed(group: VerbGroup, words: str) -> VerbGroup:
    return replace(group, words=words, form="will", strength=IMPERATIVE)
