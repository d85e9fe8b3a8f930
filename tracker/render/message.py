"""Message: a digest in words, by a template of ours or of the user's. Text from the web stays text in every format.

Whatever a template prints is escaped on its way out as its format needs, so that also a template of the user's own cannot
let a page speak. Templates run in Jinja's sandbox: they see the values below and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import Any, assert_never

from jinja2 import Environment, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tracker.capture.health import SourceFault
from tracker.config.notify import MessageFormat
from tracker.desk.comparison import Comparison, warnings
from tracker.desk.dates import between, minute, short
from tracker.desk.digest import Digest
from tracker.desk.following import FollowNews
from tracker.desk.published import Published
from tracker.diff.change import Change
from tracker.errors import UsageError
from tracker.render.changes import SIGN
from tracker.render.inert import inert
from tracker.render.safe import safe
from tracker.render.words import flag_words

SHORT = 160
"""Characters that are shown of a title, of a reason, and of each side of a flag."""
LONGEST = 600
"""Characters that are shown of any sentence; a message is no page."""
ROOM = 3_000
"""Characters of page text in one message; chat services cut from 2,000 (Discord) or 4,096 (Telegram) on."""
MOST_TROUBLES = 10
MOST_FOLLOWED = 10
"""Of the followed: a summer's recess may end with all dates of a programme at once."""


class OwnText(str):
    """Made by us alone: ids, addresses of the site. It needs no escaping, and would be broken by it."""

    __slots__ = ()


def body(
    digest: Digest, form: MessageFormat, *, site: str | None, rules: Published, template: str | None = None
) -> str:
    """The message; `rules` say how much of whose text may be shown. UsageError where the template cannot be filled."""
    source = template or files("tracker.render").joinpath("messages", f"{form}.txt").read_text(encoding="utf-8")
    try:
        return _environment(form).from_string(source).render(_facts(digest, site, rules)).strip() + "\n"
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError) as error:
        raise UsageError(f"The template cannot be filled: {safe(str(error))[:200]}") from error


def _environment(form: MessageFormat) -> Environment:
    return ImmutableSandboxedEnvironment(
        autoescape=form == "html",
        finalize=partial(_out, inert if form == "markdown" else safe),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _out(escape: Callable[[str], str], value: object) -> object:
    return value if isinstance(value, OwnText) else escape(str(value))


def _facts(digest: Digest, site: str | None, rules: Published) -> dict[str, Any]:
    room = ROOM
    documents: list[dict[str, Any]] = []
    told = 0
    for one in digest.changed:
        shown = []
        for entry in _entries(one, rules):
            room -= sum(len(str(value)) for value in entry.values())
            if room < 0 and told:
                break
            shown.append(entry)
            told += 1
        if not shown:
            break
        title = cut(rules.extracts.redactor.text(one.title), SHORT)
        documents.append({**_document(one), "title": title, "changes": shown})
        if room < 0:
            break
    followed = [_followed(one, rules) for one in digest.followed[:MOST_FOLLOWED]]
    broken = [_trouble(one) for one in digest.broken[:MOST_TROUBLES]]
    again = [{"name": OwnText(_name(name)), "since": minute(at)} for name, at in sorted(digest.recovered.items())]
    return {
        "summary": OwnText(digest.summary),
        "followed": followed,
        "more_followed": len(digest.followed) - len(followed),
        "documents": documents,
        "left_out": digest.count - told,
        "broken": broken,
        "more_broken": len(digest.broken) - len(broken),
        "recovered": again[:MOST_TROUBLES],
        "more_recovered": max(len(again) - MOST_TROUBLES, 0),
        "site": OwnText(site or ""),
    }


def _followed(one: FollowNews, rules: Published) -> dict[str, Any]:
    """What became of something that is followed, and the words before and after or those that may belong to it."""
    source = one.comparison.revision.new.source if one.comparison and one.comparison.revision else None
    change = _change(rules.extracts.change(source, one.change)) if one.change else {"old": "", "new": "", "flags": []}
    words = cut(rules.extracts.claim(one.claim).text, LONGEST) if one.claim else ""
    title = one.title if one.source is None else rules.extracts.text(one.source, one.title)
    return {
        "name": OwnText(one.follow.what),
        "title": cut(title, SHORT),
        "said": OwnText(became(one)),
        **{name: change[name] for name in ("old", "new", "flags")},
        "words": words,
        "decide": OwnText(
            f"tracker confirm {one.link.earlier} {one.link.later}" if one.became == "possible" and one.link else ""
        ),
        "link": OwnText((one.comparison.link if one.comparison else None) or ""),
    }


def became(one: FollowNews) -> str:
    """What became of it, in our own words, ids and dates alone."""
    when = f", between {between(one.comparison.between)}" if one.comparison and one.comparison.between else ""
    match one.became:
        case "changed":
            return f"its sentence changed in {one.at}{when}"
        case "removed":
            return f"its sentence is not found any more in {one.at}{when}"
        case "found again":
            return f"its sentence is found again in {one.at}{when}"
        case "possible":
            return f"{one.at} may be a stage of it: possible, not checked"
        case "confirmed":
            return f"a person confirmed that {one.at} is a stage of it"
        case "not found":
            return f"not found in {one.at}"
        case "due":
            return f"its date is {short(one.day)}" if one.day else "its date is near"
        case "past":
            return f"its date, {short(one.day)}, is past" if one.day else "its date is past"
        case _:
            assert_never(one.became)


def _document(one: Comparison) -> dict[str, Any]:
    return {
        "name": OwnText(one.name),
        "old": OwnText(one.old),
        "new": OwnText(one.new),
        "when": between(one.between) if one.between else "",
        "warnings": list(warnings(one)),
        "link": OwnText(one.link or ""),
    }


def _entries(one: Comparison, rules: Published) -> Iterator[dict[str, Any]]:
    new = one.revision.new if one.revision else None
    source = new.source if new else None
    for change in sorted(rules.extracts.changes(source, one.changes()), key=lambda change: -change.score):
        yield _change(change)
    for fact in one.facts:
        said = cut(rules.extracts.fact(source, fact).said, LONGEST)
        yield {"sign": OwnText("*"), "kind": "fact", "old": "", "new": said, "flags": []}


def _change(change: Change) -> dict[str, Any]:
    flags = [flag_words(flag, SHORT) for flag in change.flags]
    old, new = (cut(side.text, LONGEST) if side else "" for side in (change.old, change.new))
    return {"sign": OwnText(SIGN[change.kind]), "kind": change.kind, "old": old, "new": new, "flags": flags}


def _trouble(fault: SourceFault) -> Mapping[str, str]:
    return {
        "name": OwnText(_name(fault.name)),
        "state": fault.state,
        "since": minute(fault.since),
        "reason": cut(fault.reason, SHORT).rstrip(".") + (f" (before: {fault.before})" if fault.before else ""),
    }


def _name(name: str) -> str:
    return name.removesuffix("/page")


def cut(text: str, limit: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis; never longer than the limit."""
    if len(text) <= limit:
        return text
    start = text[: limit - 2]
    return f"{start.rpartition(' ')[0] or start} …"
