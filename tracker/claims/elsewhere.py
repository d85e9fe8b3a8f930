"""Times of something else: of a name, of a reason or condition, of what came before, of an announcement."""

import re
from datetime import date

from tracker.claims.days import ISO, YEARS
from tracker.patterns import deferred
from tracker.wording.mark import Mark

_ON = deferred(r"(?:in|on|at|during)\b", re.IGNORECASE)
_GOES_BACK = deferred(
    r"\b(?:(?<!the )following|after|since|despite|given|because of|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )due to"
    r"|in (?:response|reply) to|same [a-z ]{1,40} as|to reflect|reflecting|"
    r"the (?:end|close|withdrawal|closure) of) [^,;:.–—0-9]{0,120}$",
    re.IGNORECASE,
)
_DONE_THEN = deferred(
    r"(?<!\bbe )(?<!\bbe [a-z]ully )\b(?:announced|launched|published|carried out|conducted|commissioned|promised|pledged|"
    r"agreed|signed|unveiled|set out|concluded|outlined|passed|introduced|issued|made) $"
)
"""What came before, with its time behind it: "the survey carried out during 2025"; not "will be published in May"."""
_ANNOUNCED = deferred(
    r",? (?:(?!will |shall |would )[\w’'-]{1,20} ){1,6}?(?:announced|said|confirmed|set out|published|"
    r"pledged|promised|committed|unveiled|agreed)\b"
)
"""Behind a time that opens the sentence: "On Friday 6 May, the council announced that it will"."""
_MADE = deferred(
    r"(?P<before>(?:[\w’'-]{1,20},? ){0,6})\b(?:(?!need|hundred|[a-z]*eed\b)[a-z]{2,14}ed"
    r"|built|held|given|taken|made|brought|spent|drawn|sent|sold|paid|laid|won)"
    r"(?:-up| up| out)?(?: by (?:[\w’'-]{1,20} ){1,6}?)? ?$"
)
"""Before a time, a thing with what was or is made of it: "fees paid by the club in May", "walls built after the flood"."""
_IS_MADE = deferred(
    r"\b(?:be|been|being|is|are|was|were|gets?|have|has|had|having|to|will|not|with|see|want|[a-z]+ly|wish|[’']s|[’']re)\b"
)
"""Before what is made, where it is the commitment's own verb: "to be built in May"."""
_IN_THE_COURSE = deferred(r"(?:in|on|at|during|within|after|over|next|this)\b", re.IGNORECASE)
_TELLS_WHICH = deferred(r"\b(?:that|who|which) (?:have|has|had|is|are|was|were|did) [^,;:]{0,120}$")
"""Before a time inside the subject: "schools that had a nurse between May and July will …"."""
_STATED = deferred(
    r"\b(?:has|have|had|was|were) (?:(?:now|already|also|since|recently|been) ){0,3}"
    r"(?:[a-z]{2,14}ed|[a-z]{1,8}(?:ught|ven|ken|nt|pt|ilt|ade|ut|un)|seen|done|met|led) (?:[^,;:]|,(?=[0-9])){0,120}$"
)
"""Before a time of what has been done, where the commitment follows: "has reached 900 pupils this year, and will"."""
_ONLY_IF = deferred(
    r"(?:^(?:Since|While|Whilst)"
    r"|(?<![Ee]ven )(?<![Aa]s )\b(?:[Ii]f|[Ww]here|[Uu]nless|[Bb]ecause|[Aa]lthough|[Tt]hough|whereas)) "
    r"(?!(?:possible|necessary|appropriate|needed|required|practicable)\b)[^,;:–—]{0,160}$"
)
"""Before a time of a reason or a condition: "where a town can show that attendance rose during the spring term"."""
_TO = deferred(r"to\b", re.IGNORECASE)
_A_NUMBER = deferred(r"\b[0-9]{1,2} $")
"""Before the end of a range whose beginning is no date by itself: "the fair from Thursday 2 to Sunday 5 June 2022"."""
_HOPED = deferred(r"\b(?:so|so that|that) $", re.IGNORECASE)
"""Before the "one day" of a purpose."""
_FOR_A_YEAR = deferred(r"for (?:the )?(?:[a-z]+ years? (?:of )?)?[0-9]{4}\b(?!-[0-9]{2}-)", re.IGNORECASE)
"""The year whose thing it is: "the exams for 2027", "5% off timetable for the 2026 to 2027 academic year"."""
_THE_YEAR = deferred(
    r"(?:in|to|of|on|with|across|at|during) the (?:[A-Z][a-z]{2,8} )?[0-9]{4}(?: ?(?:to|-|–|/) ?[0-9]{2,4})?$",
    re.IGNORECASE,
)
_OF_A_NOUN = deferred(
    r" (?!(?:and|or|to|for|in|on|with|we|financial|academic|school|tax|calendar|season|session|spring|summer|autumn|winter|"
    r"half|terms?|parliament|period|years?)\b)[a-z]"
)
"""Behind a year that only names something: "the 2027 cohort"."""
_WILL = deferred(r",? (?:[\w’'-]{1,20} ){0,4}(?:will|shall)\b|,? we[’']ll\b")
_WILL_NOW = " will "
_ASIDE = deferred(r", (?:which|who) (?:have|has|had|is|are|was|were) [^,;]{0,120}$| being [a-z]{2,14}ed [^,;]{0,80}$")
"""Before a time of what is only told about a thing: "the clubs, which are due to open in May"."""
_OF_WHICH = deferred(
    r"\b(?:which|who|that) (?:(?:is|are|was|were|has|have|had|did) (?!to\b|due\b|set\b)|[a-z]{3,14} to (?!the\b))"
    r"(?:(?! (?:can|will|are|is|may|must|should|shall) )[^,;:]){0,120}$"
    r"|(?<!once )(?<!when )(?<!after )(?<!until )\b(?:we|they|it|you)(?:[’']ve| have| has) "
    r"(?:(?! (?:can|will|must|should|shall|to) )[^,;:]){1,80}$"
)
"""Behind the verb and before a time: what a thing does or is already, "firms that commit to closing the gap by 2050"."""
_BEFORE_OURS = deferred(r",? (?:and|but|so) |; ")
_IS_SO = deferred(r"[^;]{1,160}? (?:is|are|was|were|has|have|had|remains?|means?) (?!to\b|due\b|set\b)[^;]{0,160}$")
"""A clause that tells what is, before the one of the commitment."""
_OPENED = deferred(r"(?: [-–—] |\()(?=[^-–—()]{0,120}$)")
_CLOSES = {" - ": " - ", " – ": " – ", " — ": " — ", "(": ")"}
"""What sets words apart in the middle of a sentence."""
_OF_SOMEBODY = deferred(r" of (?:their|his|her|your|each|life|employment|teaching)\b")
_NAMES = deferred(r" [A-Z][a-z]")
_COMMENCES = deferred(r"(?:commencing|starting|beginning)\b", re.IGNORECASE)
"""Before a day that is told of the deed itself, however old the page's date makes it."""
_COMPARED = deferred(r"\b(?:compared|relative|similar|comparable) (?:to|with) (?:in |that of )?$|\bunlike (?:in )?$")
_NEAR = 40
"""Characters before a time in which its own verb stands."""


def is_of_something_else(text: str, mark: Mark, published: date | None, *, verb: int) -> bool:
    """Whether a time in the words of a commitment, whose verb group ends at `verb`, is not the commitment's own."""
    return _is_over(text, mark, published) or _is_of_a_thing(text, mark) or _is_of_another_clause(text, mark, verb)


def _is_of_a_thing(text: str, mark: Mark) -> bool:
    """The time of what the commitment only goes back to: "updated following the end of the trial in 2023"."""
    if (
        text[mark.end - 1 : mark.end].isalpha()
        and _NAMES.match(text, mark.end)
        and mark.text.rpartition(" ")[2][:1].isupper()
    ):
        return True  # "in the Government Food Strategy"
    if (
        _OF_SOMEBODY.match(text, mark.end)  # "in the first two years of their careers"
        or text.startswith((" last ", " earlier "), mark.end)  # "in the autumn statement last year"
        or text.startswith(("’s ", "'s "), mark.end)  # "what this year’s money means"
        or mark.text.lower().startswith("earlier ")
        or (_TO.match(mark.text) and _A_NUMBER.search(text, max(0, mark.start - _NEAR), mark.start))
        or (mark.start and _FOR_A_YEAR.match(mark.text) and not text.startswith(_WILL_NOW, mark.end))
        or _COMPARED.search(text, max(0, mark.start - _NEAR), mark.start)
        or (mark.text == "one day" and _HOPED.search(text, 0, mark.start))
        or (_THE_YEAR.fullmatch(mark.text) and _OF_A_NOUN.match(text, mark.end))
    ):
        return True
    if _ON.match(mark.text) is None:
        return False
    if mark.start == 0 and _ANNOUNCED.match(text, mark.end):
        return True
    near = max(0, mark.start - _NEAR)
    return _GOES_BACK.search(text, 0, mark.start) is not None or _DONE_THEN.search(text, near, mark.start) is not None


def _is_of_another_clause(text: str, mark: Mark, verb: int) -> bool:
    """The time of a reason, a condition, an aside, or of what has been done before: "since attendance rose in May, we"."""
    if mark.start < verb and mark.start:
        opened = _OPENED.search(text, 0, mark.start)
        closes = text.find(_CLOSES[opened[0]], mark.end, verb) if opened else -1
        if opened and closes >= 0 and (opened.end(), closes) != (mark.start, mark.end):
            return True  # "the office – opening in May – will"
        stated = _STATED.search(text, 0, mark.start)
        if _TELLS_WHICH.search(text, 0, mark.start) or (stated and " and " not in stated.group(0)):
            return True
    made = _MADE.search(text, max(verb, mark.start - 100), mark.start) if _IN_THE_COURSE.match(mark.text) else None
    if made and mark.start > verb and not _IS_MADE.search(made["before"]):
        return True
    if mark.start > verb and (_OF_WHICH.search(text, verb, mark.start) or _in_brackets(text, mark)):
        return True
    if mark.end < verb and _BEFORE_OURS.match(text, mark.end) and _IS_SO.match(text, 0, mark.start):
        return True  # "is a measure until May, and we will"
    return _ASIDE.search(text, 0, mark.start) is not None or _ONLY_IF.search(text, 0, mark.start) is not None


def _in_brackets(text: str, mark: Mark) -> bool:
    """Whether it stands among other words in brackets: "the count (to cover the weeks to May)"; not "(by 2030)"."""
    opened = text.rfind("(", 0, mark.start)
    return 0 <= opened < mark.start - 1 and text.find(")", opened) >= mark.end


def _is_over(text: str, mark: Mark, published: date | None) -> bool:
    """A date of a year that was over on the day of publication: "the costs from 2019" sets no time.

    What is told of the deed itself does, however old the page has become: "From 2019, we will", "a vote in 2019 will".
    """
    found = ISO.fullmatch(mark.key)
    years = YEARS.fullmatch(mark.key)
    opens = mark.start == 0 and _WILL.match(text, mark.end) is not None
    if opens or _COMMENCES.match(mark.text) or (_ON.match(mark.text) and text.startswith(_WILL_NOW, mark.end)):
        return False
    last = int(years[2]) if years else int(found[1]) if found else None
    return last is not None and published is not None and last < published.year
