"""Named: the body that a noun phrase names, by the shape of its name and by what the page says that it is.

No list of bodies is asked. A name is a body's by its head noun ("the UK Council for Student Affairs"), a short form by the
name that the page gives for it, or, where it gives none, by a verb of which only somebody can be the subject.
"""

from collections.abc import Mapping
from functools import cache

from tracker.claims.lexicon import lexicon
from tracker.claims.name import POSSESSIVE
from tracker.claims.people import bodies, body_words
from tracker.patterns import deferred

_WORD = r"(?:[A-Z][\w’&-]{0,30}|[a-z]{1,3}[A-Z][\w’-]{0,30})"
_PHRASE = rf"(?P<name>{_WORD}(?: (?:(?:for|of|on|and|the) ){{0,2}}{_WORD}){{0,8}})"
_COMMAS = _PHRASE.replace("(?: (?:", "(?:,? (?:", 1)
_NAME = deferred(rf"(?:[Tt]he )?{_COMMAS}(?: \([A-Z][A-Za-z]{{1,7}}\))?(?=[ ,’.]|$)")
_LAST_NAME = deferred(rf"(?:^| ){_PHRASE}(?: \([^)]{{1,60}}\))?,?$")
_SHORT = deferred(r"(?:[A-Z]{2,6}[a-z]{0,2}|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,3})(?<!s)$")
"""A short form of one body: EEF, UUKi; "VCSs" are many."""
_OF_HEAD = deferred(r",? (?:for|of|on|and) ")
_OWN_THING = deferred(
    rf"(?:(?:[Tt]he|[Aa]n?|[Ii]ts) )?(?:[a-z-]{{3,20}} )?{_PHRASE}(?:[’']s?)? (?:[A-Z]?[\w-]{{1,20}} ){{0,3}}"
    r"(?:report|review|evaluation|programme|scheme|fund|campaign|project|service|package|strategy|plan)s?$"
)
"""A thing of somebody's: "the forthcoming LSE report", "the Skills Agency’s programme"."""

_GIVES = deferred(
    r"\b(?:from|through|under) (?:(?:the|an?|its) )?(?:new )?(?:£[\d.,]{1,9} ?(?:million|billion|m|bn)? )?"
    rf"{_PHRASE}(?:[’']s?)? (?:[A-Z£]?[\w.-]{{1,20}} ){{0,3}}(?:package|programme|scheme|fund|funding|investment|grant)s?\b"
)
"""Whose money it is that somebody gets: "from a £3 million Home Office package"."""


def body_that_gives(clause: str, shorts: Mapping[str, str]) -> str | None:
    """The body from whose programme or money the subject of a clause gets something."""
    found = _GIVES.search(clause)
    return _first_body(found["name"], shorts) if found else None


def body_named(phrase: str, shorts: Mapping[str, str], *, acted: bool) -> str | None:
    """The body that a phrase is the name of, whole and without its article; None where it names a thing, or nothing.

    `shorts` are the short forms that the page explains. `acted` says that the verb is one of which no thing is the
    subject, which tells a short form that nobody explains.
    """
    found = _NAME.match(phrase)
    if found is None or found.end() != len(phrase):
        return None
    name = found["name"]
    if _SHORT.match(name):
        whole = shorts.get(name)
        bare = not whole or not agents().isdisjoint(whole.lower().split())
        return (_explained(name, whole) if whole else None) or ((whole or name) if acted and bare else None)
    return name if is_a_body(name) or (acted and name in shorts.values()) else None


def body_behind(phrase: str, shorts: Mapping[str, str]) -> str | None:
    """The body whose report, programme or fund a phrase is about: "the forthcoming LSE report"."""
    found = _OWN_THING.match(phrase)
    return _first_body(found["name"], shorts) if found else None


def last_body(phrase: str, shorts: Mapping[str, str]) -> str | None:
    """The body with which a phrase ends: "Winning bids include Moor College (Hull)," tells Moor College."""
    found = _LAST_NAME.search(phrase)
    return known_body(found["name"], shorts) if found else None


def known_body(name: str, shorts: Mapping[str, str]) -> str | None:
    """A name whose head noun is one of bodies, or a short form that the page explains as one."""
    name = POSSESSIVE.sub("", name)
    if known := body_words().fullmatch(name):
        return bodies()[known.group(0)][0]
    if _SHORT.match(name):
        return _explained(name, shorts.get(name, ""))
    return name if is_a_body(name) else None


def _first_body(name: str, shorts: Mapping[str, str]) -> str | None:
    """The longest beginning of a name that is a body's: of "DCMS GigaHubs" the department."""
    words = name.split()
    beginnings = (" ".join(words[:end]) for end in range(len(words), 0, -1))
    return next((body for one in beginnings if (body := known_body(one, shorts))), None)


def is_a_body(name: str) -> bool:
    """Whether the head noun of a name is one of bodies: "Council" of "UK Council for Student Affairs"."""
    head = _OF_HEAD.split(name, maxsplit=1)[0].rpartition(" ")[2].lower()
    return head in agents() or name.rpartition(" ")[2].lower() in agents()


def _explained(short: str, whole: str) -> str | None:
    """The long form; of one in small letters ("local authorities (LAs)") the short form, which is the name."""
    if not is_a_body(whole):
        return None
    return short if whole.islower() else whole.removeprefix("The ")


@cache
def agents() -> frozenset[str]:
    """Last words of names of bodies that act for themselves."""
    return frozenset(lexicon("actors")["agents"]["nouns"])
