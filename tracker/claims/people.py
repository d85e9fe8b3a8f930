"""People and bodies that a document names: who "Carter", "she" or "the party" is, and whom they can commit."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from tracker.claims.known import known_people
from tracker.claims.lexicon import lexicon, whole_words
from tracker.claims.name import (
    NAME,
    NOT_A_PERSON,
    POSSESSIVE,
    TITLE,
    TITLED,
    ends_with,
    is_given,
    names_and_roles,
    told_sex,
    untitled,
    without_title,
    words_of,
)
from tracker.config.person import People
from tracker.extract.document import Document
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES, Finder

Standing = Literal["official", "outsider", "unknown"]
BodyKind = Literal["party", "department", "regulator", "government"]

LONGEST_ACRONYM = 4
_DEPUTY = deferred(r"\b(?:his|her|their) (?:deputy|spokes[a-z]{3,6}|office|press secretary)\b")
_ELSEWHERE = deferred(r"\b(?:shadow|welsh|scottish|wales|scotland|northern ireland)\b")
"""Offices that are not those of the government in London."""
_GOVERNMENT = deferred(
    # "A Holt government", "the next administration": whoever leads it, it can commit itself.
    r"(?:[Aa]|[Aa]n|[Tt]he|[Tt]his|[Oo]ur)(?: [\w’-]{2,20}){0,5} (?:[Gg]overnment|[Aa]dministration)$"
)
_OF_NATION = deferred(
    r"(?:[Tt]he )?"
    r"(?P<name>(?:Scottish|Welsh|Irish) (?:Government|government|Executive|ministers)|Northern Ireland Executive)$"
)
"""Governments that are not the one in London, each its own body."""
_ARTICLE = deferred(r"^(?:the|a|an|but|and|one|another) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who somebody is: the name to print, whether he can commit party or state, and for which body he speaks."""

    name: str
    standing: Standing
    body: str | None = None
    person: bool = False
    """A person by name, not a body or a description."""
    party: str | None = None
    """Of a person, where it is known."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom a stretch of text names: bodies, and what looks like the name of a person, each in order."""

    bodies: tuple[tuple[str, BodyKind], ...]
    names: tuple[str, ...]


@lru_cache(maxsize=SENTENCES)
def mentioned_in(text: str) -> Mentioned:
    """Whom the first 2,000 characters name."""
    head = text[:2000]
    return Mentioned(
        bodies=tuple(bodies()[match.group(0)] for match in _body_finder().finditer(head)),
        names=tuple(match.group(0) for match in (*NAME.finditer(head), *TITLED.finditer(head))),
    )


class Cast:
    """The people and bodies of one document, in the order in which the reader meets them.

    Mutable while a document is read: `meet` notes who was named last, `who` resolves a phrase against that.
    """

    def __init__(self, document: Document, people: People | None = None) -> None:
        self._known = known_people(people, document.published)
        self._of_surname = _of_surname((*self._known, *lexicon("actors")["people"]))
        self._full, self._roles = names_and_roles(document.text)
        self._chiefs: dict[str, str] = {}
        self._gender: dict[str, str] = {}
        self._last: dict[str, str | None] = {"person": None, "party": None, "department": None, "body": None}
        kind = document.publisher_type
        self._of_state = kind in {"department", "regulator"}
        if document.publisher and kind in {"party", "department"}:
            self._last[kind] = self._last["body"] = document.publisher

    @property
    def last_body(self) -> str | None:
        """The party, department, regulator or government named last."""
        return self._last["body"]

    def meet(self, mentioned: Mentioned) -> None:
        """Note the bodies a stretch of text names, so that "the party" after it is understood."""
        for body, kind in mentioned.bodies:
            self._last["body"] = body
            if kind in self._last:
                self._last[kind] = body
        for phrase in mentioned.names:
            if spoken_for := self._body_of_person(without_title(phrase)):
                self._last["party"] = self._last["body"] = spoken_for
        for phrase in reversed(
            mentioned.names
        ):  # whom a sentence is about stands first: "she" is he or she, not the one met
            name = self._full_name(phrase)
            if name and (name in self._gender or told_sex(name, phrase) or self._holds_office(name)):
                self._note_gender(name, phrase)

    def who(self, phrase: str) -> Speaker:
        """The speaker a phrase names: a person by full or last name, a pronoun, a body, or the phrase as it stands."""
        phrase = phrase.strip(" ,\n§")
        low = phrase.lower()
        if low in {"he", "she"}:
            return self._pronoun("m" if low == "he" else "f")
        if low in {"they", "it", "we"}:
            return self._body(self._last["body"]) if self._last["body"] else Speaker(name=phrase, standing="unknown")
        if low in {
            "the party",
            "the opposition",
            "a party spokesperson",
            "a spokesperson",
            "a spokesman",
            "a spokeswoman",
        }:
            name = self._last["party"] if "party" in low else self._last["body"]
            return self._body(name) if name else Speaker(name=phrase, standing="official")
        return self._person(phrase) or self._aide(phrase) or self._other(phrase)

    def is_known(self, phrase: str) -> bool:
        """Whether the phrase tells who it is: a body, somebody in office, or somebody described as an outsider."""
        return bool(body_words().search(phrase)) or standing_of(phrase) != "unknown"

    def _holds_office(self, name: str) -> bool:
        """Whether the text says what the person is: then it is one, and no street or scheme."""
        return standing_of(self._roles.get(without_title(name).split()[-1], "")) != "unknown"

    def _aide(self, phrase: str) -> Speaker | None:
        """Whoever is described as "her deputy": he speaks for whom she speaks for."""
        over = self._last["person"] if _DEPUTY.match(phrase.lower()) else None
        chief = self._judged(over) if over else None
        return replace(chief, name=phrase) if chief and chief.standing == "official" else None

    def names(self, phrase: str) -> bool:
        """Does the phrase begin with a person's name?"""
        match = NAME.match(phrase) or TITLED.match(phrase)
        return bool(match and self._full_name(match.group(0)))

    def _pronoun(self, gender: str) -> Speaker:
        named = [name for name in reversed(tuple(self._gender)) if self._gender[name] in {gender, "?"}]
        if not named:
            last = self._last["person"]
            fits = last is not None and self._gender.get(last, "?") in {gender, "?"}
            unresolved = Speaker(name="he" if gender == "m" else "she", standing="unknown")
            return self._judged(last) if last and fits else unresolved
        self._gender[named[0]] = gender
        return self._judged(named[0])

    def _person(self, phrase: str) -> Speaker | None:
        name = self._full_name(phrase)
        if name is None:
            return None
        self._note_gender(name, phrase)
        judged = self._judged(name, phrase)  # before the name is the last one: "her deputy" looks back
        self._last["person"] = name
        return judged

    def _full_name(self, phrase: str) -> str | None:
        if phrase.islower():
            return None
        for match in (*NAME.finditer(phrase), *TITLED.finditer(phrase)):
            words = words_of(match.group(0))
            if (
                not words
                or words[-1] in NOT_A_PERSON
                or _is_an_acronym(words[-1])
                or words[-1] in bodies()
                or " ".join(words) in bodies()
            ):
                continue
            if len(words) > 1 or TITLE.match(match.group(0)):
                known = self._full.get(words[-1]) or (None if len(words) > 1 else self._surname(words[-1]))
                return known or (" ".join(words) if len(words) > 1 else match.group(0))
        last = POSSESSIVE.sub("", phrase.rsplit(maxsplit=1)[-1]) if phrase.split() else ""
        plausible = last[:1].isupper() and last not in NOT_A_PERSON and last not in bodies()
        return self._full.get(last, self._surname(last)) if plausible else None

    def _surname(self, last: str) -> str | None:
        """Whose surname it is; of two who share it nobody is chosen."""
        return self._of_surname.get(last)

    def _note_gender(self, name: str, phrase: str) -> None:
        known = self._gender.pop(name, "?")  # and last named stands last
        self._gender[name] = known if known != "?" else told_sex(name, phrase) or "?"

    def _judged(self, name: str, phrase: str = "", *, alone: bool = False) -> Speaker:
        bare = without_title(name)
        body = self._body_of_person(bare)
        role = f"{self._roles.get(bare.split()[-1], '')} {phrase.replace(name, ' ')}".lower()
        chief = self._last["person"] if _DEPUTY.search(role) else None
        chief = self._chiefs.setdefault(name, chief) if chief and chief != name else self._chiefs.get(name)
        if chief and not alone and (over := self._judged(chief, alone=True)).standing == "official":
            return Speaker(name=untitled(name), standing="official", body=over.body, person=ends_with(phrase, name))
        in_office = standing_of(role) == "official" and self._role_body(role)
        known = self._known.get(bare)
        if (known is None or known.role is None) and in_office and not is_party_body(in_office):
            body = in_office  # The office beside the name outranks our list of politicians.
        if body is not None and "former" not in role:
            party = self._party_of(bare)
            shown = bare if self._body_of_person(bare) else untitled(name)
            return Speaker(name=shown, standing="official", body=body, person=ends_with(phrase, name), party=party)
        standing = standing_of(role)
        spoken_for = self._role_body(role) if standing == "official" else None
        return Speaker(name=untitled(name), standing=standing, body=spoken_for, person=ends_with(phrase, name))

    def _party_of(self, bare: str) -> str | None:
        known = self._known.get(bare)
        listed: dict[str, str] = lexicon("actors")["people"]
        return known.party if known else listed.get(bare)

    def _role_body(self, role: str) -> str | None:
        held: dict[str, str] = lexicon("actors")["office_of"]
        found = next((body for office, body in held.items() if office in role and not _ELSEWHERE.search(role)), None)
        found = found or next((bodies()[m.group(0)][0] for m in body_words().finditer(role.title())), None)
        if found:
            return found
        return self._last["party"] if "party" in role or "shadow" in role or "leader" in role else self._last["body"]

    def _body_of_person(self, bare: str) -> str | None:
        if known := self._known.get(bare):
            return known.body
        listed: dict[str, str] = lexicon("actors")["people"]
        return listed.get(bare)

    def role_of(self, name: str) -> str | None:
        """What a person by full name was on the document's date, as config/people.toml has it."""
        known = self._known.get(without_title(name))
        return known.role if known else None

    def _other(self, phrase: str) -> Speaker:
        plain = _ARTICLE.sub("", phrase)
        found = body_words().search(phrase)
        if nation := _OF_NATION.match(phrase):
            return self._body(nation.group("name"))
        if self._of_state and phrase.lower() == "government":  # as its own papers call it: "Government will"
            return self._body("government")
        standing = "official" if _GOVERNMENT.match(phrase) else standing_of(phrase.lower())
        if found and standing != "outsider":
            name = bodies()[found.group(0)][0]
            whole = found.group(0) == phrase or bodies().get(plain) or "spokes" in phrase.lower()
            self._last["body"] = name
            return self._body(name) if whole else Speaker(name=plain, standing="official", body=name)
        return Speaker(
            name=plain, standing=standing, body=self._role_body(phrase.lower()) if standing == "official" else None
        )

    def _body(self, name: str) -> Speaker:
        return Speaker(name=name, standing="official", body=name)


def _is_an_acronym(word: str) -> bool:
    """Letters of a body ("SNP"), not of a name in a headline."""
    return word.isupper() and 1 < len(word) <= LONGEST_ACRONYM


@lru_cache(maxsize=512)
def standing_of(words: str) -> Standing:
    """Whether a description ("the union’s general secretary", "schools minister") names an office or an outsider."""
    words = words.replace("’", "'").lower()
    if _outsiders().search(words):
        return "outsider"
    if _offices().search(words) or "spokes" in words:
        return "official"
    return "unknown"


def is_a_person(name: str) -> bool:
    """Whether a name is one of a person by our lists: a politician's, or a first name that is common before another."""
    words = words_of(name)
    return words[-1] in _surnames() or (len(words) > 1 and is_given(words[0])) or bool(TITLE.match(name))


def is_of_a_nation(name: str) -> bool:
    """Whether it is the government of another nation than England and the United Kingdom."""
    return _OF_NATION.match(name) is not None


def is_party_body(name: str) -> bool:
    """Whether a body of that name is a party."""
    return any(name == body and kind == "party" for body, kind in bodies().values())


def _of_surname(names: Iterable[str]) -> dict[str, str]:
    """By surname whoever has it alone."""
    shared = Counter(name.split()[-1] for name in set(names))
    return {name.split()[-1]: name for name in names if shared[name.split()[-1]] == 1}


@cache
def bodies() -> dict[str, tuple[str, BodyKind]]:
    """Every form of every body's name, with the name to print and its kind."""
    return {word: (body["name"], body["kind"]) for body in lexicon("actors")["body"] for word in body["words"]}


@cache
def body_words() -> re.Pattern[str]:
    """Any form of any body's name."""
    return whole_words(bodies())


@cache
def _body_finder() -> Finder:
    return Finder(bodies(), body_words())


@cache
def _outsiders() -> re.Pattern[str]:
    return whole_words(word.replace("’", "'") for word in lexicon("actors")["outsiders"]["words"])


@cache
def _offices() -> re.Pattern[str]:
    return whole_words(lexicon("actors")["offices"]["words"])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(name.split()[-1] for name in lexicon("actors")["people"])
