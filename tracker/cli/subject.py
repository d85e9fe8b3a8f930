"""What a mail of a round is about: folder, what happened first, how much."""

from tracker.capture.troubles import Troubles
from tracker.desk.digest import Digest
from tracker.desk.news import News
from tracker.render.letter import subject


def of_round(folder: str, news: News | None, wrong: Troubles) -> str:
    """`tracker watch changed: dfe-rise (3 changes)`, the weightiest document first."""
    changed = [one for one in news.changed if one.is_news()] if news else []
    digest = Digest(
        changed=tuple(sorted(changed, key=lambda one: -max((each.score for each in one.changes()), default=0.0))),
        broken=tuple(notice.fault for notice in wrong.notices),
        recovered={name: one.since for name, one in wrong.recovered.items()},
    )
    return subject(folder, digest, len(news.firsts) if news else 0)
