"""What a text explains rather than promises: whom a scheme touches, who bears what under it, what follows from it."""

from tracker.claims.agency import BACKWARD, acts, chief, policy_nouns
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.nonclaim import REFUSES
from tracker.claims.scene import Scene
from tracker.claims.testable import is_aim, is_deed
from tracker.patterns import deferred

_STATE = frozenset({"department", "regulator"})
_WILLED = frozenset({"will", "would"})
_TOUCHES = deferred(
    r"(?:also )?be (?:[a-z]+ly )?(?:affected|impacted|disadvantaged|benefited)\b"
    r"|(?:also |only )?have (?:an?|the|no|little|some) (?:[a-z-]+ ){0,3}(?:impact|effect|benefits?) (?:on|for|of)\b"
)
"""Whom or what a plan touches, and how: analysis, and nothing that anybody is to do."""
_AVAILABLE = deferred(r"(?:also )?be available\b")
_EXAMPLE = deferred(r"For (?:example|instance),? ")
_BEARS = deferred(r"(?:also |still )?be (?:subject to|responsible for|liable for)\b")
_ELIGIBLE = deferred(r"(?:also |only |still )?be (?:eligible|entitled)\b")
_ABLE = deferred(r"(?:also |then |now |still )*be able to (?:[a-z]+ly )?([a-z-]+)")
_WHOEVER = deferred(r"(?:[Tt]hose|[Pp]eople|[Aa]nyone|[Aa]nybody) who\b")
_MEANS = deferred(r"(?:\b(?:[Ii]t|[Tt]his|[Tt]hat|which) (?:also )?means?|, meaning)(?: that)? [^;.–—]{0,200}$")
"""Before what follows from something: "which means that pupils will …"."""
_THERE_ARE = deferred(
    r"be (?:no (?:longer )?need|(?:some|many|few|several|occasions|times|cases|instances|people)\b"
    r"|(?:an? |no |some )?(?:[a-z-]+ ){0,3}(?:impacts?|effects?|risks?|costs?|need|differences?|challenges?)\b)"
)
"""What "there will be" tells as a fact."""
_CONDITION = deferred(r"(?:,|\w) (?:if|unless) (?:they|he|she|it|there)(?: (?:[a-z]+ )|:)")
"""Behind what somebody will get or be: the case for which it holds."""
_WEIGHED = deferred(
    r"(?:When|In|On) (?:compar|assess|consider|evaluat|judg|decid|scor|select)ing\b[^.]{0,200}\b(?:we|DfE) will (?:also )?"
    r"(?:look at|consider|take (?:in)?to)"
)
"""What is looked at when each case is judged: "When comparing bids we will look at …"."""
_FIGURE = deferred(r"(?<![A-Za-z]-)(?<!\[\^)\b[0-9]")
_AGES = deferred(
    r"\b(?:aged|ages?|between) [0-9]{1,2}(?:(?: to | and |[-–])[0-9]{1,2})?|[0-9]{1,2}(?: to [0-9]{1,2})?-year-olds?"
)
_THAT = deferred(r" that [a-z]")
_SHOWN = deferred(r"(?:demonstrated|shown|proved|proven|seen|found|learned|learnt|felt)$")
_MOVED = deferred(r" (?:at|away|from|on|forward|beyond|closer|towards?|fast|quickly)\b")
_STANDS = deferred(r"(?:is|are) (?:now |already )*(?:in place|available)\b")

_HAS_BEEN = deferred(r"ha(?:s|ve) (?:[a-z]+ )?been ")


def explained(group: VerbGroup, scene: Scene) -> str | None:
    """What makes it an explanation, as confidence.toml names it; None where nothing does."""
    if group.form == "delivery":
        return _nobodys_deed(group, scene)
    if _judges_cases(scene):
        return "case"
    if group.form not in _WILLED or REFUSES.match(scene.subject):
        return None
    phrase = verb_phrase(scene.sentence, group, words=8)
    if _TOUCHES.match(phrase) and not group.negated:
        return "prediction"
    if scene.publisher_type not in _STATE:
        return None
    if scene.subject.lower().endswith("there") and _THERE_ARE.match(phrase):
        return "prediction"
    if _is_ours(scene) and not scene.subject.startswith(("Our ", "our ")):
        return None
    return _of_a_scheme(group, scene, phrase)


def _of_a_scheme(group: VerbGroup, scene: Scene, phrase: str) -> str | None:
    """What a department tells of others under a scheme of its own; a sum or a day makes it a promise to them."""
    behind = scene.sentence[group.end :]
    if group.negated and _AVAILABLE.match(phrase):
        return "explained"
    if _EXAMPLE.match(scene.sentence) or _BEARS.match(phrase) or (group.negated and _ELIGIBLE.match(phrase)):
        return "explained"
    means = _MEANS.search(scene.sentence[: group.start]) if "mean" in scene.sentence else None
    told = scene.sentence[means.start() :] if means else scene.clause
    if _FIGURE.search(_AGES.sub("", told)):
        return None
    if _CONDITION.search(behind) or behind.startswith(" then "):
        return "case"
    return "effect" if means or _is_able_to(phrase, scene.subject) else None


def _is_ours(scene: Scene) -> bool:
    """Whether the publisher or a body acts: not "it", nor "providers that are not registered with the Skills Agency"."""
    return (
        acts(scene)
        and scene.subject.lower() not in BACKWARD
        and policy_nouns().isdisjoint(chief(scene.subject).lower().split())
    )


def _is_able_to(phrase: str, subject: str) -> bool:
    """Whether somebody "will be able to" do what nobody could see done; to claim, appeal or use a thing is a right."""
    able = _ABLE.match(phrase)
    verb = able.group(1) if able else ""
    return bool(verb) and not is_deed(verb) and (is_aim(verb) or _WHOEVER.match(subject) is not None)


def _judges_cases(scene: Scene) -> bool:
    return scene.publisher_type in _STATE and _WEIGHED.match(scene.sentence) is not None


def _nobodys_deed(group: VerbGroup, scene: Scene) -> str | None:
    """What stands, or was shown or felt, is no deed of anybody's."""
    behind = scene.sentence[group.end : group.end + 12]
    if _STANDS.match(group.words) and not scene.subject.startswith(("Our ", "our ")):
        return "explained"
    if scene.publisher_type == "party" and _HAS_BEEN.match(group.words) and not _FIGURE.search(scene.clause):
        return "explained"  # "Trust has been replaced by suspicion": nobody says by whom
    if scene.publisher_type == "party" and group.words.lower().startswith("they "):
        return "explained"  # what others did, which a party's paper judges
    if _SHOWN.search(group.words) and _THAT.match(behind):
        return "explained"
    return "explained" if group.words.endswith(" moved") and _MOVED.match(behind) else None
