"""Stretches: the sentences of a passage as a careful reader would cut them, where a page's lines ran together."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from tracker.claims.offer import is_gerund, is_order, is_verbless, names_a_thing
from tracker.extract.document import Sentence
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES, may_hold

_RUN_IN = deferred(
    # "Close the old pits We do not accept …": a heading has no full stop, and the prose behind it a capital.
    r" (?<=[a-z0-9]{3} )(?=(?:We|The|This|These|Those|Our|It|There|As|In|For|If|An|They|When|While|By|Under|Since|But|"
    r"And|Overall|All|Every|Each|Both|Many|Most|Some|Instead|However|Only|Now|More|To|With|From|After|Before|Such|That|So|"
    r"Where|Until|Although|Though|Because|Without|Through) [a-z]|"
    r"(?:Last year|Over the last|Since [0-9]) |[A-Z][a-z]{3,14}ing (?:the|our|an?|and|to|of|for|with) "
    r")"
)
_NAMED = deferred(
    r"(?<![\w’-])(?P<before>[a-z]{3,20}) "
    r"(?=The (?:[A-Z][\w’'-]{1,20} ){1,4}(?:will|would|is|has|wants?|believes?|supports?|opposes?) [a-z])"
)
"""A heading before a sentence whose subject is a name: "… for new trees The Green Party will …"."""
_LISTED = deferred(r"(?<![\w’-])(?P<before>[a-z]{3,20}) (?=(?P<verb>[A-Z][a-z]{3,14}ing) [a-z])")
"""A list's items that ran together: "… a health issue Opposing identity cards"."""
_ORDERED = deferred(r"(?<![\w’-])(?P<before>[a-z]{3,20}|[a-z]+\)) (?=(?P<verb>[A-Z][a-z]{1,14}) (?P<next>[a-z]+))")
"""Orders that ran together: "Mend the old bridge Open more clubs"."""
_REPEATED = deferred(
    r"(?<![\w’-])(?P<before>[a-z]{3,20}|[a-z]+-[a-z]+) "
    r"(?=(?P<head>[A-Z][\w’-]{1,20})(?: (?!that\b|which\b|who\b)[a-z-]{2,15}){0,3} (?:is|are|has|have|was|were) )"
)
"""A heading whose thing its sentence is about: "Replace the levy with a tax Levy rates are …"."""
_OWN_CLAUSE = deferred(
    r"(?: [–—-]|;|, and) (?=(?:we|this [a-z]+|these [a-z]+|it|they)(?: [a-z]+)? (?:will|would|shall) )"
)
"""Where an item without a subject goes on in a clause that has one: "mend the bridge – we will also …"."""
_COLON = deferred(r"(?<=[a-z0-9)’]{2}): (?=We will )")
"""A heading that orders, and then what will be done for it: "Build a safer town: We will …"."""
_SHOUTED = deferred(r"(?:[A-Z0-9][A-Z0-9’'&,-]{0,20} ){3,12}(?=(?:[A-Z]{2,8}|[A-Z][a-z’']{0,20}) [a-z])")
"""A heading in capitals, left before its prose: "FAIR FARES FOR ALL We will …"."""
_HALF_SHOUTED = deferred(
    r"(?:[A-Z][A-Z’'&-]{0,20}[,:]? ){1,12}(?=(?:we|our party) (?:will|would|have|are|want|plan|believe)\b)"
)
"""What is left of such a heading where the prose opens in small letters: "OLDER we will …"."""
_BULLET = deferred(r"(?<=[\w.;,)’%]) [-–—•*] (?=(?P<verb>[A-Za-z][a-z]{1,14})(?: |$))")
_LISTS = deferred(r": [-–—•*] ")
"""A lead-in whose list was left in its line; there small letters open an item, too."""
_OPENS_A_NOUN = frozenset("no the a an of for to and or with by in on at from our their its any all more".split())
_BEHIND_A_NOUN = frozenset("of and or is in at to for from on with by".split())
_MARKS = (" - ", " – ", " — ", " • ", " * ")
_LEAST = 3
"""Words of a stretch."""


def stretches(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Each sentence, parted where a heading runs into prose or a list's dashes were left in the line."""
    for sentence in sentences:
        at = 0
        for edge, behind in _edges(sentence.text):
            left, right = len(sentence.text[at:edge].split()), len(sentence.text[behind:].split())
            if edge == 0:
                at = behind
            elif left >= _LEAST and (right >= _LEAST or right == 1):
                yield _part(sentence, at, edge)
                at = behind
        yield _part(sentence, at, len(sentence.text)) if at else sentence


def is_stump(text: str) -> bool:
    """Whether the words break off before they say anything ("ensure no")."""
    words = text.lower().partition("©")[0].split()
    return len(words) <= _LEAST and words[-1:] != [] and words[-1] in _OPENS_A_NOUN


@lru_cache(maxsize=SENTENCES)
def _edges(text: str) -> tuple[tuple[int, int], ...]:
    """Where a stretch ends and the next begins, in order."""
    found = [one.span() for one in _RUN_IN.finditer(text)]
    if ": We will " in text and is_order(text.partition(" ")[0]):
        found += [one.span() for one in _COLON.finditer(text)]
    if may_hold(text, _MARKS):
        bullets = list(_BULLET.finditer(text))
        listed = len(bullets) > 1 or _LISTS.search(text) is not None
        found += [
            one.span()
            for one in bullets
            if (one["verb"] == "Not" or is_order(one["verb"])) and (listed or one["verb"][0].isupper())
        ]
    ran_on = [one for one in _LISTED.finditer(text) if is_gerund(one["verb"])] if "ing " in text else []
    named = _NAMED.finditer(text) if " The " in text else ()
    found += [(one.end("before"), one.end()) for one in (*ran_on, *named) if one["before"] not in _OPENS_A_NOUN]
    opens = text.partition(" ")[0].rstrip(",")
    if is_order(opens):
        orders = [
            one
            for one in _ORDERED.finditer(text)
            if is_order(one["verb"]) and not (one["next"] in _BEHIND_A_NOUN and names_a_thing(one["verb"]))
        ]
        again = [
            one for one in _REPEATED.finditer(text) if one["head"].casefold() in text[: one.start("head")].casefold()
        ]
        found += [
            (one.end("before"), one.end())
            for one in (*orders, *again)
            if one["before"] not in _OPENS_A_NOUN and is_verbless(text[: one.end("before")])
        ]
    if (is_order(opens) or opens[:1].islower()) and (own := _OWN_CLAUSE.search(text)):
        found.append(own.span())
    if text[:2].isupper() and (shouted := _SHOUTED.match(text)):
        found.append((shouted.end() - 1, shouted.end()))
    if text[:2].isupper() and (half := _HALF_SHOUTED.match(text)):
        found.append((0, half.end()))
    return tuple(sorted(set(found)))


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    where = {"text": sentence.text[start:end], "start": sentence.start + start, "end": sentence.start + end}
    return sentence.model_copy(update=where)
