"""Topics: what a claim is about, by words of a table that anybody can edit (topics.toml), not by a model.

A word that means one thing tells its topic where it is part of what is done, or of what it is done for. What only stands
around it (examples, recipients, partners, conditions, clauses on its nouns) tells none by itself, and one that means several
things ("train", "council") only as part of what is done: where nothing agrees, the topic stays unknown.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tracker.claims.claim import Claim
from tracker.claims.lexicon import lexicon
from tracker.errors import UsageError
from tracker.patterns import deferred
from tracker.wording.dates import find_deadlines
from tracker.wording.glance import Finder

_MODAL = deferred(r"\b(?:will|shall|would|must|should)\b|[’']ll\b")
_LIGHT = deferred(
    r":?(?: (?:[-–•]|not|never|also|now|then|further|[a-z]+ly|"
    r"take (?:further )?(?:steps|action|measures) to|(?:seek|continue|work|aim|help|begin) to|be able to|be to|be)(?= ))*"
)
_OF_OTHERS = deferred(
    r" ?(?:encourag|allow|enabl|requir|ask|urg|press|empower|permit|forc|work with)[a-z]{0,3} "
    r"(?:(?!to |by |for )[\w’,-]+ ){1,8}?to(?= )",
    re.IGNORECASE,
)
"""Somebody else is to do it: "encourage local councils to build homes"."""
_OPENS_AROUND = deferred(
    r"(?:In(?! addition\b| [a-z]+ing\b)|With|Without|As(?! part\b)|When|Where|While|If|Unless|Because|Since|Although|"
    r"Despite|Following|After|Before|Under|Unlike|During|From|Like)\b"
)
"""What opens a sentence by telling the circumstances."""
_PASSIVE = deferred(r" (?:[a-z]+ )?be\b")
_PARTS = deferred(
    r"(?P<around>(?:^|(?:,|;|:)? \(?)(?:including(?! by\b| through\b| [a-z]+ing\b| [0-9£])|such as|(?<!would )like(?! to\b)|"
    r"for example|e\.g\.|in line with|in accordance with)(?= ))"
    r"|(?P<case>(?:^|(?:,|;|:)? )(?:when|while(?! [a-z]+ing\b)|if|unless|because|although|except|apart from|despite|"
    r"rather than|instead of|as (?:we|they|it|the UK|Britain) (?:leaves?|exits?))(?= ))"
    r"|(?P<given> to (?![a-z]+ing\b)(?:(?:all|every|each|both|the|those|our|local) )?[a-z]{3,18}(?<!s)s(?:,| and )"
    r"(?=[ a-z]))"
    r"|(?P<purpose>(?:,|;|:)? (?:to(?! [a-z]+ing\b)|so|that|which|who|whose|where|while|by|from|with|without|between|among|"
    r"amongst|alongside|as|during|after|before|since|following|whether)(?= ))"
    r"|(?P<aim> (?:for|about|across)(?= ))"
    r"|(?P<comma>(?:,|;|:)(?= ))"
)
"""Where another part of the sentence begins: examples, a case, to whom it goes, a purpose or means, for what, a comma."""
_GIVES = deferred(r"\b(?:provid|send|deliver|award|distribut|suppl|issu|allocat)[a-z]{0,4}\b", re.IGNORECASE)
_VERB_AFTER = deferred(r"\b(?:to|will|would|shall|not|also|help|helps|helping|and|or|be|is|are) $")
_OBJECT_BEHIND = deferred(r" (?:the|an?|our|their|its|more|over|up|all|new|[0-9]|[a-z]+s\b)")
_OF_A_NAME = deferred(r" of [A-Z]")
"""Behind an institution: "the Court of Protection"."""
_NAMED_BEFORE = deferred(r"[A-Z][\w’-]{1,30} (?:(?:of|for|and|the) ){0,2}$")
_ENTITLED = deferred(
    r"(?<!\ba )(?<!\bnew )(?:\b(?:Department|Ministry|Minister|Secretary of State|Office|Committee|Spokes[a-z]+) "
    r"(?:for|of|on) (?:the )?"
    r"(?:[A-Z][\w’'-]{1,20},? (?:(?:and|&) )?){0,6}[A-Z][\w’'-]{1,20}"
    r"|\b(?:[A-Z][\w’'-]{1,20},? (?:(?:and|of|in|for) ){0,2}){1,6}(?:Secretary|Committee)\b"
    r"|\b(?:[A-Z][\w’'()-]{1,20},? (?:(?:and|of|in|for|etc) ){0,2}){1,6}Acts? [12][0-9]{3}\b)"
)
"""Names of departments, offices and committees, and of Acts: "the Department for Housing", "the Health Secretary"."""
_SESSION = deferred(
    r"\b(?:session|start|end|course|beginning|lifetime|life|length|term) of (?:a|an|the|this|that|our) (?:[a-z]+ )?$"
)
"""Before a parliament that only tells when."""
_AFTER_CASE = ("comma", "aim")
_AFTER_GIVEN = ("purpose", "aim", "case", "around")
_CORE, _FOR, _PURPOSE, _AROUND = range(4)
"""Where a word stands: in what is done, in whom or what for, in a purpose or means, or around it."""
NONE = ""
"""Of phrases that hold a word of a topic and tell none."""
_FEW = 4
"""Words up to which a heading is about each of its words."""
_REACH = 200
"""Letters before a list of recipients in which the verb that gives stands."""
_LETTERS = 30
"""Letters before a word in which the word stands that makes it a verb."""


def topics() -> tuple[str, ...]:
    """All topics in the order of the table: education's own first."""
    return tuple(lexicon("topics")["topics"])


def topic_name(topic: str) -> str:
    """A topic for people: `early-years` is "Early years"."""
    return _names().get(topic, topic.replace("-", " ").capitalize())


def known_topics(asked: Sequence[str]) -> tuple[str, ...]:
    """The topics asked for by their keys. UsageError for another, which tells the keys, with the names that differ."""
    if strange := [one for one in asked if one not in topics()]:
        known = (
            one if one.replace("-", " ") == topic_name(one).lower() else f"{one} ({topic_name(one)})"
            for one in topics()
        )
        raise UsageError(f"--topic {strange[0][:60]!r}: one of {', '.join(known)}")
    return tuple(asked)


def topics_in(text: str, *beside: str) -> tuple[str, ...]:
    """Those that its words tell; `beside` are headings and titles above it, which make an unsure word surer."""
    return _topics_in(text, tuple(one for one in beside if one))


def topics_of(claim: Claim) -> tuple[str, ...]:
    """Those that the claim's words tell; else its lead-in's; else those of the heading nearest to it."""
    title = claim.place.title if claim.place else None
    above = (*claim.section, title or "", claim.lead_in or "")
    if own := topics_in(claim.text, *above):
        return own
    return topics_in(claim.lead_in or "") or (_headed(claim.section[-1]) if claim.section else ())


def _headed(heading: str) -> tuple[str, ...]:
    """Those of a heading; who is meant tells none: below "Unpaid carers" anything may stand."""
    things = {topic for topic, word, _ in _found(heading) if word not in _listed("people")}
    return tuple(topic for topic in topics_in(heading) if topic in things)


@lru_cache(maxsize=256)
def _topics_in(text: str, beside: tuple[str, ...]) -> tuple[str, ...]:
    words: dict[str, list[str]] = {}
    best: dict[str, int] = {}
    sure: dict[str, int] = {}
    parts = b""
    entitled = [one.span() for one in _ENTITLED.finditer(text)]
    for topic, word, found in _found(text):
        if topic == NONE or any(start <= found.start() < end for start, end in entitled):
            continue
        unsure = word in _listed("unsure")
        if unsure and (_is_a_verb(text, found) or _is_a_time(text, found)):
            continue
        if word in _listed("institutions") and _names_one(text, found):
            continue
        if word in _listed("schools") and not any(map(_of_schools().search, (text, *beside))):
            continue
        parts = parts or _parts(text)
        words.setdefault(topic, []).append(word)
        at = parts[found.start()]
        best[topic] = min(at, best.get(topic, at))
        if not unsure:
            sure[topic] = min(at, sure.get(topic, at))
    told = {topic for topic, at in best.items() if at == _CORE} or {topic for topic, at in best.items() if at == _FOR}
    repeated = {topic for topic in words if len(words[topic]) > 1} if not told else set()
    told = told or {topic for topic, at in sure.items() if at < _AROUND}
    agreed = {topic for topic in words if len(set(words[topic])) > 1 or _stands_above(topic, beside)}
    told |= agreed | repeated
    return tuple(topic for topic in topics() if topic in told)


def _stands_above(topic: str, beside: tuple[str, ...]) -> bool:
    """Whether a heading or title has a word of it, too."""
    return any(topic == told for text in beside for told, *_ in _found(text))


def _names_one(text: str, found: re.Match[str]) -> bool:
    """Whether it ends a name ("the British Academy", "a Security Council"; not "the College Fund"), or opens one."""
    if not found.group(0)[0].isupper() or found.group(0).isupper():
        return False
    if _OF_A_NAME.match(text, found.end()):
        return True
    before = text[max(0, found.start() - _LETTERS) : found.start()]
    return _NAMED_BEFORE.search(before) is not None and not text[found.end() + 1 : found.end() + 2].isupper()


def _is_a_time(text: str, found: re.Match[str]) -> bool:
    """Whether a word only tells when: "in the next parliament"."""
    before = text[max(0, found.start() - _LETTERS) : found.start()]
    return bool(_SESSION.search(before)) or any(one.start <= found.start() < one.end for one in find_deadlines(text))


def _parts(text: str) -> bytes:
    """For each letter the part of the sentence in which it stands; a short line is all of it what is done."""
    if len(text.split()) <= _FEW:
        return bytes(len(text))
    modal = _MODAL.search(text)
    opens = modal.end() if modal else 0
    passive = modal is not None and _PASSIVE.match(text, modal.end()) is not None
    light = _LIGHT.match(text, opens)
    does = light.end() if light else opens
    first = _CORE if passive else _PURPOSE
    around = _OPENS_AROUND.match(text, 0, opens) is not None and "," in text[:opens]
    before = _parted(text, 0, opens, first, _AROUND if around else first)
    own = _PURPOSE if _OF_OTHERS.match(text, does) else _CORE
    return before + _parted(text, opens, len(text), own, own, after=does)


def _parted(text: str, start: int, end: int, first: int, opens: int, *, after: int = 0) -> bytes:
    """The parts of a stretch whose own part is `first`, and which begins with `opens`.

    Examples go on to the end, a case to its comma or to what it is for, a list of recipients to the next part.
    """
    found, part, back = bytearray(), opens, first
    ends: tuple[str, ...] = _AFTER_CASE
    for mark in _PARTS.finditer(text, max(start, after), end):
        sort = mark.lastgroup or ""
        if part == _AROUND and sort not in ends:
            continue
        found += bytes([part]) * (mark.start() - start - len(found))
        before = back if part == _AROUND else part
        given = sort == "given" and _GIVES.search(text, max(start, mark.start() - _REACH), mark.start()) is not None
        if sort in {"around", "case"} or given:
            part, back, ends = _AROUND, before, _AFTER_GIVEN if given else _AFTER_CASE if sort == "case" else ()
        elif part == _AROUND and sort == "comma":
            part = before
        else:
            part = max(_FOR if sort == "aim" else _PURPOSE, before)
    return bytes(found + bytes([part]) * (end - start - len(found)))


def _is_a_verb(text: str, found: re.Match[str]) -> bool:
    """Whether a word that names a thing too is a verb here: "to train teachers", "Foster trust"."""
    before = text[max(0, found.start() - _LETTERS) : found.start()]
    joined = not before.strip() or _VERB_AFTER.search(before) is not None
    return joined and _OBJECT_BEHIND.match(text, found.end()) is not None


@cache
def _listed(table: str) -> frozenset[str]:
    return frozenset(lexicon("topics")[table]["words"])


@cache
def _of_schools() -> re.Pattern[str]:
    beginnings = "|".join(map(re.escape, lexicon("topics")["schools"]["beginnings"]))
    return re.compile(rf"\b(?:{beginnings})", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = lexicon("topics")["names"]
    return found


@cache
def _told_by() -> dict[str, tuple[str, str]]:
    """Topic and word of each form; in small letters, except where the table has capitals."""
    table = {**lexicon("topics")["topics"], NONE: lexicon("topics")["none"]["words"]}
    listed = ((word, topic) for topic, words in table.items() for word in words)
    return {form: (topic, word) for word, topic in listed for form in _forms(word)}


def _forms(word: str) -> tuple[str, ...]:
    return (word, f"{word}s", f"{word}es", *([f"{word[:-1]}ies"] if word.endswith("y") else ()))


def _found(text: str) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Topic and word of each place; of words that overlap the longest that begins first."""
    for found in _table().finditer(text):
        form = found.group(0)
        yield *(_told_by().get(form) or _told_by()[form.lower()]), found


@cache
def _table() -> Finder:
    forms = sorted(_told_by(), key=lambda form: (-len(form), form))
    shapes = "|".join(re.escape(form) if form != form.lower() else f"(?ai:{re.escape(form)})" for form in forms)
    return Finder(forms, re.compile(rf"(?<![\w’-])(?:{shapes})(?![\w-])"))
