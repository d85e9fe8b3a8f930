"""HTML pages as party sites and news sites make them, valid HTML5: the article and its furniture of the day."""

import json
from datetime import date, datetime

from tracker.cli.demo.dice import Dice
from tracker.cli.demo.furniture import COOKIES, NEWSLETTER, cards, comments, menu, stock, text
from tracker.cli.demo.markup import pieces
from tracker.cli.demo.page import Edition, Page

INVENTED = "Invented page: part of the demonstration of tracker. Nobody published it."


def render(page: Page, edition: Edition, day: date) -> bytes:
    """The page as a browser gets it on that day: same page, same day, same bytes."""
    dice = Dice(f"{page.source} {day.isoformat()}")
    body = _press(page, edition, day, dice) if page.template == "press" else _party(page, edition, day, dice)
    return f"{_head(page, edition, day, dice)}\n{body}\n</html>\n".encode()


def _head(page: Page, edition: Edition, day: date, dice: Dice) -> str:
    site = stock()[page.publisher]["name"] if page.template == "party" else "Classroom Weekly"
    dated = _dates(page, edition, day)
    parts = [
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
        f"<title>{text(edition.title)} | {text(site)}</title>",
        f'<meta name="csrf-token" content="{dice.hex(24)}">',
        f'<link rel="stylesheet" href="/assets/theme.css?ver={dice.hex(8)}">',
        *(f'<meta property="article:{name}" content="{value}">' for name, value in dated.items()),
        f'<script type="application/ld+json">{_linked_data(page, edition, dated)}</script>',
        f'<script>window.site = {{"nonce": "{dice.hex(10)}", "build": {dice.number(1000, 9999)}}};</script>',
        "</head>",
    ]
    return "\n".join(parts)


def _dates(page: Page, edition: Edition, day: date) -> dict[str, str]:
    """Declared dates. Party sites republish in bulk: their modification date moves each day and says nothing."""
    if page.published is None:
        return {}
    modified = edition.edited if page.template == "press" else day
    at = datetime.combine(modified, page.published.timetz())
    return {"published_time": page.published.isoformat(), "modified_time": max(at, page.published).isoformat()}


def _linked_data(page: Page, edition: Edition, dated: dict[str, str]) -> str:
    kind = "NewsArticle" if page.template == "press" else "WebPage"
    facts: dict[str, object] = {"@context": "https://schema.org", "@type": kind, "headline": edition.title}
    if dated:
        facts |= {"datePublished": dated["published_time"], "dateModified": dated["modified_time"]}
    if page.author:
        facts["author"] = {"@type": "Person", "name": page.author}
    return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")


def _party(page: Page, edition: Edition, day: date, dice: Dice) -> str:
    own = stock()[page.publisher]
    article = "\n".join(pieces(edition.body))
    side = "".join(
        f'<div class="widget promo"><h3>{text(head)}</h3><p>{text(words)}</p></div>'
        for head, words in dice.pick(own["side"], 3)
    )
    banner = f'<div class="donate-banner"><a href="/donate?ref={dice.hex(6)}">{text(dice.pick(own["banners"], 1)[0])}</a></div>'
    top = f'<header class="site-header" id="masthead"><a class="logo" href="/">{text(own["name"])}</a>{menu(own["menu"])}</header>'
    end = f'<footer class="site-footer"><p>© {day.year} {text(own["name"])}. {INVENTED}</p></footer>'
    standfirst = f'<p class="standfirst">{text(edition.standfirst)}</p>'
    if edition.design == 1:
        return (
            f'<body class="page page-id-{dice.number(100, 999)}">\n{COOKIES}\n{banner}\n{top}\n'
            f'<main id="content"><article class="page type-page">\n<h1 class="entry-title">{text(edition.title)}</h1>\n'
            f'{standfirst}\n<div class="entry-content">\n{article}\n</div>\n</article></main>\n'
            f'<aside class="sidebar widget-area">{side}</aside>\n{end}\n</body>'
        )
    return (
        f'<body class="site site--v{edition.design} theme-{dice.hex(4)}">\n{top}\n<div class="layout"><div class="layout__main">'
        f'<main id="main" class="policy"><article class="policy__article">\n<header class="hero"><h1>{text(edition.title)}</h1>\n'
        f'{standfirst}</header>\n<div class="entry-content rich-text"><div class="rich-text__inner">\n{article}\n</div></div>\n'
        f'</article></main></div>\n<aside class="related-promos">{side}{NEWSLETTER}</aside></div>\n{banner}\n{end}\n{COOKIES}\n</body>'
    )


def _press(page: Page, edition: Edition, day: date, dice: Dice) -> str:
    own = stock()["press"]
    blocks = pieces(edition.body)
    middle = len(blocks) // 2
    jobs = cards("job-adverts", "Latest education roles", dice.pick(own["jobs"], 4))
    more = f'<div class="read-more related-inline"><p>READ MORE: <a href="/r/{dice.hex(4)}">{text(dice.pick(own["related"], 1)[0][0])}</a></p></div>'
    content = "\n".join((*blocks[:2], more, *blocks[2:middle], NEWSLETTER, *blocks[middle:]))
    popular = "".join(
        f'<li><a href="/m/{n}">{text(name)}</a></li>' for n, name in enumerate(dice.pick(own["most_read"], 4))
    )
    posted = page.published or datetime.combine(page.since, datetime.min.time())
    return (
        f'<body class="post-template-default single single-post postid-{dice.number(1000, 1999)}">\n{COOKIES}\n'
        f'<header class="site-header" id="masthead"><div class="ticker"><a href="/t/{dice.hex(4)}">{text(dice.pick(own["ticker"], 1)[0])}</a></div>'
        f'{menu(own["menu"])}</header>\n<main id="content" class="site-main"><article class="post type-post">\n'
        f'<header class="entry-header"><h1 class="entry-title">{text(edition.title)}</h1>\n'
        f'<p class="standfirst">{text(edition.standfirst)}</p>\n<div class="entry-meta"><span class="byline">{text(page.author or "")}</span> '
        f'<time datetime="{posted.isoformat()}">{posted.day} {posted:%B %Y}</time> <span class="ago">{dice.number(2, 22)} hours ago</span></div>'
        f'<div class="share-count"><span>{dice.number(20, 900)} shares</span> <a href="#comments">{dice.number(2, 40)} comments</a></div></header>\n'
        f'<div class="entry-content">\n{content}\n</div>\n</article>\n{jobs}\n'
        f"{cards('sponsored-posts', 'Sponsored posts', dice.pick(own['sponsored'], 3))}\n"
        f"{cards('related-posts', 'More from this theme', dice.pick(own['related'], 3))}\n{comments(dice)}</main>\n"
        f'<aside class="sidebar most-read"><h2>Most read</h2><ol>{popular}</ol></aside>\n'
        f'<footer class="site-footer"><p>© {day.year} Classroom Weekly. {INVENTED}</p></footer>\n</body>'
    )
