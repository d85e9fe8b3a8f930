"""A news page as WordPress themes build it, of our own making: one article, and furniture that never stands still."""

import html as markup
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

URL = "https://paper.example.org/2024/06/free-breakfast-clubs/"
TITLE = "Free breakfast clubs ‘by 2027’: ‘who will run them?’ ask heads"
STANDFIRST = "Party’s plan for clubs in every primary leaves ‘staffing’ questions open"
SUBHEADINGS = ("‘No one to open the door’", "What it would cost")
FIGURE = ("Ada Brook", "Ada Brook, who leads a trust of nine primaries")
PARAGRAPHS: tuple[str, ...] = (
    (
        "Free breakfast clubs would open in every primary school in England by 2027 under plans set out today, but heads "
        "have asked who is to run them."
    ),
    (
        "The party says £315 million a year would be enough to serve 4.5 million breakfasts a week – a figure that unions "
        "call “brave”."
    ),
    "“We will fund a club in every primary school that wants one,” said its spokesman, Idris Vale, at a café in Leeds.",
    "Mr Vale said the clubs would be paid for by “closing a tax loophole”. He did not say which.",
    SUBHEADINGS[0],
    "Schools in the party’s pilot, which began in September 2023, report that attendance rose by 1.2 percentage points.",
    (
        "But six in ten of the heads who answered a survey by the Primary Heads’ Forum said that they had no one to open "
        "the door at 7.45am."
    ),
    "FIGURE",
    "Ada Brook, the chief executive of Northfield Learning Trust, said: “It is a good promise. It is not yet a plan.",
    "“We lose two teaching assistants a term to the supermarket down the road. They pay £1.20 an hour more…”",
    "The party has promised that schools may use volunteers, and that no school will be made to take part.",
    SUBHEADINGS[1],
    "An estimate by the Institute for School Costs puts the bill at £460 million a year once staff are counted:",
    "LIST",
    "Dr. Noor Haddad, who wrote the estimate, said the gap was “not small change”.",
    "The Department for Education said it would not comment on the plans of parties.",
)
LIST = ("£210 million for food;", "£190 million for staff, and", "£60 million for kitchens and tables.")
JOBS = (("Teacher of Physics", "Harbour Academy"), ("Finance Lead", "Weald Trust"), ("SENCO", "Ash Grove Primary"))
OTHER_JOBS = (("Head of Year 9", "Mill Lane School"), ("Site Manager", "Elm Federation"), ("Chef", "Larch College"))
STORIES = (
    ("Minister opens inquiry into supply agencies", "Agencies took £1.4 billion from schools last year, MPs are told"),
    ("Inspectors to ring on Mondays only", "Heads welcome an end to the wait by the telephone on three days a week"),
    ("Trust chief steps down after ten years", "Governors thank the founder for building a family of 30 schools"),
    ("Exam boards trial answers on screen", "A thousand pupils will type their history papers this summer"),
)
OTHER_STORIES = (
    ("Peers defeat ministers on home schooling", "A register must not hold more than it needs, the Lords say"),
    ("Pay body asks for 5.5 per cent", "Unions say the offer has to be funded, or it will cost jobs"),
    ("School meals firm in administration", "More than 200 kitchens must find a new caterer by Easter"),
    ("Phones: what the evidence says", "Three studies, two of them small, and a lot of opinion"),
)
COMMENTS = (
    ("Reader in Kent", "3 years ago", "We tried this in 2019 and the toast was cold. Who will do the washing up?"),
)
MORE_COMMENTS = (
    *COMMENTS,
    (
        "A governor",
        "2 years ago",
        "Our club has run for eleven years and will need £4,000 from parents again this year.",
    ),
    ("Jo", "1 year ago", "This is breakfast by press release. Where are the staff going to come from?"),
)
_STILL: Mapping[str, Any] = {
    "title": TITLE,
    "standfirst": STANDFIRST,
    "paragraphs": PARAGRAPHS,
    "list": LIST,
    "author": "Ben Okoro",
    "when": "12 Jun 2024, 5:00",
    "jobs": JOBS,
    "stories": STORIES,
    "sponsored": STORIES[2:],
    "comments": COMMENTS,
    "shares": "128 shares",
    "views": "",
    "cookies": True,
    "nonce": "a81f3c",
    "hash": "x1",
    "entities": True,
    "nbsp": False,
    "crlf": False,
    "soft": False,
    "decomposed": False,
    "inline_related": True,
    "newsletter": True,
    "year": 2024,
    "utm": "",
    "image": "1024x683",
    "ticker": "Live: MPs vote on the schools bill",
    "advert": False,
    "popular": (),
    "modified": "2024-06-12T05:00:00+00:00",
    "wrapped": False,
    "image_title": True,
    "updated": "",
    "audio": False,
    "wall": False,
    "minutes": "",
    "tags": True,
    "inline_style": "",
    "comment_nodes": False,
    "upper_tags": False,
}
NOISE: Mapping[str, Mapping[str, Any]] = {
    "other jobs": {"jobs": OTHER_JOBS},
    "other sponsored posts": {"sponsored": OTHER_STORIES},
    "other related stories": {"stories": OTHER_STORIES},
    "more comments": {"comments": MORE_COMMENTS},
    "no comments": {"comments": ()},
    "a relative date": {"when": "3 hours ago"},
    "an older relative date": {"when": "2 years ago"},
    "a share count": {"shares": "4.1k shares"},
    "a view counter": {"views": "12,311 views"},
    "no cookie bar": {"cookies": False},
    "nonces and hashes": {"nonce": "ffee01", "hash": "zz9"},
    "raw quotes for entities": {"entities": False},
    "no-break and double spaces": {"nbsp": True},
    "CRLF line ends": {"crlf": True},
    "soft hyphens and zero-width spaces": {"soft": True},
    "decomposed letters": {"decomposed": True},
    "no READ MORE box": {"inline_related": False},
    "no newsletter box": {"newsletter": False},
    "the year in the footer": {"year": 2026},
    "utm on links": {"utm": "?utm_source=site&utm_medium=mail"},
    "image sizes": {"image": "768x512"},
    "another ticker": {"ticker": "Budget: what schools need to know"},
    "an advert in the text": {"advert": True},
    "Popular now in the text": {"popular": [title for title, _ in OTHER_STORIES]},
    "the technical modification time": {"modified": "2025-01-03T10:00:00+00:00"},
    "paragraphs in wrappers": {"wrapped": True},
    "no image title": {"image_title": False},
    "a last-updated line": {"updated": "14 June 2024"},
    "Listen to this article": {"audio": True},
    "a registration wall over the page": {"wall": True},
    "minutes to read": {"minutes": "4 min read"},
    "no tags": {"tags": False},
    "inline styles": {"inline_style": ' style="margin:0" data-block="7"'},
    "HTML comments": {"comment_nodes": True},
    "tags in capitals": {"upper_tags": True},
}
NOISE_AT_ONCE = {name: value for changed in NOISE.values() for name, value in changed.items() if name != "upper_tags"}


def _with(old: str, new: str) -> dict[str, Any]:
    assert sum(old in paragraph for paragraph in PARAGRAPHS) == 1, old
    return {"paragraphs": tuple(paragraph.replace(old, new) for paragraph in PARAGRAPHS)}


EDITS: Mapping[str, Mapping[str, Any]] = {
    "a firmer verb": _with("We will fund", "We aim to fund"),
    "a year": _with("by 2027 under plans", "by 2028 under plans"),
    "a sum": _with("£315 million", "£351 million"),
    "a paragraph removed": {"paragraphs": PARAGRAPHS[:9] + PARAGRAPHS[10:]},
    "a word in a quotation": _with("a good promise", "a fair promise"),
    "the headline": {"title": TITLE.replace("by 2027", "by 2028")},
    "the standfirst": {"standfirst": STANDFIRST.replace("every primary", "most primaries")},
    "a correction at the end": {
        "paragraphs": (*PARAGRAPHS, "This article was corrected: the pilot began in 2022, not in 2023.")
    },
    "a subheading": _with(SUBHEADINGS[1], "What it might cost"),
    "a sentence added": _with("He did not say which.", "He did not say which. It would raise £1.1 billion."),
    "a list item": {"list": ("£210 million for food;", "£190 million for staff, and", "£70 million for kitchens.")},
    "a small word": _with("schools may use", "schools must use"),
    "a caption": {"paragraphs": PARAGRAPHS, "caption": "Ada Brook, who led a trust of nine primaries"},
}


def build(**changed: Any) -> bytes:
    """The page in the paper's usual theme."""
    page = _Page({**_STILL, "caption": FIGURE[1], **changed})
    return page.theme().encode()


def redesigned(**changed: Any) -> bytes:
    """The same article in a new theme: other containers, no WordPress class left."""
    page = _Page({**_STILL, "caption": FIGURE[1], **changed})
    return page.new_theme().encode()


class _Page:
    def __init__(self, options: Mapping[str, Any]) -> None:
        self.o = options

    def theme(self) -> str:
        o, said = self.o, self.said
        body = "".join(
            (
                self.cookies(),
                (
                    f'<a class="skip-link screen-reader-text" href="#content">Skip to content</a><header id="masthead" '
                    f'class="site-header"><div class="ticker"><a href="/t{o["hash"]}">{said(o["ticker"])}</a></div><nav '
                    f'class="main-navigation"><ul><li><a href="/n">News</a></li><li><a href="/j">Jobs</a></li></ul></nav>'
                    f'</header><div id="content" class="site-content"><main id="main" class="site-main"><article '
                    f'id="post-7" class="post type-post hentry category-politics">'
                ),
                self.head(),
                f'<div class="entry-content{" css-" + o["hash"]}">{self.content()}</div>',
                '<footer class="entry-footer"><span class="tags-links">Tags: <a href="#">food</a></span></footer>'
                if o["tags"]
                else "",
                "</article>",
                self.below(),
                "</main></div>",
                self.wall(),
                (
                    f'<footer id="colophon" class="site-footer"><p>© {o["year"]} The Paper Ltd. All rights reserved. We '
                    f"will never sell your data.</p></footer></body></html>"
                ),
            )
        )
        page = f"{self.top('post-template-default single single-post')}{body}"
        if o["upper_tags"]:
            page = page.replace("<p>", "<P>").replace("</p>", "</P>").replace("<h2", "<H2").replace("</h2>", "</H2>")
        return page.replace("><", ">\r\n<") if o["crlf"] else page

    def top(self, classes: str) -> str:
        o = self.o
        return (
            f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><meta name="generator" content="WordPress '
            f'6.{len(o["hash"])}"><title>{self.said(o["title"])} | The Paper</title><meta property="og:title" content="'
            f'{markup.escape(o["title"])}"><meta property="og:site_name" content="The Paper"><meta '
            f'property="article:published_time" content="2024-06-12T05:00:00+00:00"><meta '
            f'property="article:modified_time" content="{o["modified"]}"><script type="application/ld+json">'
            f'{{"@type":"NewsArticle","headline":"x","datePublished":"2024-06-12T06:00:00+01:00","dateModified":'
            f'"{o["modified"]}","author":{{"@type":"Person","name":"{o["author"]}"}}}}</script><script>var '
            f'nonce="{o["nonce"]}";</script><style>.x{o["hash"]}{{}}</style></head><body class="{classes} {o["hash"]}">'
        )

    def cookies(self) -> str:
        if not self.o["cookies"]:
            return ""
        return (
            '<div id="cookie-law-info-bar" class="cli-bar-container"><p>We use cookies to give you the most relevant '
            "experience by remembering your preferences. By clicking “Accept” you agree that we will use all of them."
            '</p><a role="button" class="cli-btn">Accept</a></div>'
        )

    def head(self) -> str:
        o, said = self.o, self.said
        return (
            f'<header class="entry-header"><div class="post-category"><a href="/politics">Politics</a></div><h1 '
            f'class="entry-title">{said(o["title"])}</h1><p class="standfirst">{said(o["standfirst"])}</p><div '
            f'class="entry-meta"><span class="author vcard"><a class="url fn n" href="/a">{o["author"]}</a></span> '
            f'<time class="entry-date published" datetime="2024-06-12T05:00:00+00:00">{o["when"]}</time> '
            f'<span class="views">{o["views"]}</span><span>{o["minutes"]}</span></div>'
            + (f'<div class="updated-line">Last updated: {o["updated"]}</div>' if o["updated"] else "")
            + f'<div class="share-buttons"><span>{o["shares"]}</span><a href="https://social.example/x">Post</a></div>'
            f'</header><figure class="post-thumbnail"><img src="/a-{o["image"]}.jpg?v={o["hash"]}" alt="Toast">'
            f"<figcaption>{said(o['standfirst'])}</figcaption></figure>"
        )

    def content(self) -> str:
        o = self.o
        parts = ['<div class="audio-player"><p>Listen to this article (4 minutes)</p></div>'] if o["audio"] else []
        for index, paragraph in enumerate(o["paragraphs"]):
            parts.append(self.block(paragraph))
            if index == 3 and o["newsletter"]:
                parts.append(
                    '<div class="newsletter-signup widget"><h4>Sign up to our morning briefing</h4><p>We will send you '
                    "the latest schools news every morning.</p><form><input><button>Subscribe</button></form></div>"
                )
            if index == 5 and o["inline_related"]:
                parts.append(
                    f'<div class="related-inline"><strong>READ MORE:</strong> <a href="/{o["hash"]}">'
                    f"{self.said(o['stories'][0][0])}</a></div>"
                )
            if index == 6 and o["advert"]:
                parts.append('<div class="advert advert--mpu"><p>Advertisement</p><a href="/ad">Buy our MIS</a></div>')
            if index == 10 and o["popular"]:
                items = "".join(f'<li><a href="#">{self.said(title)}</a></li>' for title in o["popular"])
                parts.append(f'<div class="promo-box"><h3>Popular now</h3><ul>{items}</ul></div>')
            if o["comment_nodes"]:
                parts.append(f"<!-- block {index} {o['nonce']} -->")
        return "".join(parts)

    def block(self, paragraph: str) -> str:
        o, said = self.o, self.said
        if paragraph == "FIGURE":
            title = f'<span class="img-title">{FIGURE[0]}</span>' if o["image_title"] else ""
            return (
                f'<figure class="wp-caption alignright"><img src="/b-{o["image"]}.jpg" alt="{FIGURE[0]}">{title}'
                f'<figcaption class="wp-caption-text">{said(o["caption"])}</figcaption></figure>'
            )
        if paragraph == "LIST":
            return "<ul>" + "".join(f"<li>{said(item)}</li>" for item in o["list"]) + "</ul>"
        if paragraph in SUBHEADINGS or paragraph.startswith("What it"):
            return f'<h2 class="wp-block-heading">{said(paragraph)}</h2>'
        text = said(unicodedata.normalize("NFD", paragraph) if o["decomposed"] else paragraph)
        if o["nbsp"]:
            text = text.replace(" ", "&nbsp;", 1).replace(". ", ".&nbsp; ")
        if o["soft"]:
            text = text.replace("school", "sch&shy;ool").replace("party", "par&#8203;ty")
        text = text.replace("survey", f'<a href="https://forum.example/survey{o["utm"]}">survey</a>')
        if o["wrapped"]:
            return f'<div class="wp-block-group"><div class="inner"><p>{text}</p></div></div>'
        return f"<p{o['inline_style']}>{text}</p>"

    def below(self) -> str:
        o = self.o
        jobs = "".join(f"<div class='job-card'><h4>{title}</h4><p>{firm}</p></div>" for title, firm in o["jobs"])
        return (
            f'<section class="jobs-block"><h3>Latest education roles from us</h3>{jobs}</section><section '
            f'class="sponsored-posts"><h2>Sponsored posts</h2>{self.cards(o["sponsored"])}</section><section '
            f'class="more-theme"><h2>More from this theme</h2>{self.cards(o["stories"])}</section>{self.comments()}'
            f'<aside id="secondary" class="widget-area"><h2>Most read</h2>{self.cards(o["stories"])}</aside>'
        )

    def cards(self, stories: Sequence[tuple[str, str]]) -> str:
        return "".join(
            f'<article class="card"><h3><a href="#">{self.said(title)}</a></h3><p>{self.said(text)}…</p></article>'
            for title, text in stories
        )

    def comments(self) -> str:
        o = self.o
        said = "".join(
            f'<li class="comment"><footer><b class="fn">{who}</b> <time>{when}</time></footer><p>{text}</p></li>'
            for who, when, text in o["comments"]
        )
        return (
            f'<div id="comments" class="comments-area"><h2>Your thoughts</h2><div id="respond"><h3>Leave a Reply</h3>'
            f'<form><p>Your email address will not be published.</p><textarea></textarea><input name="_wpnonce" '
            f'value="{o["nonce"]}"></form></div><h3>{len(o["comments"])} comments</h3><ol>{said}</ol></div>'
        )

    def wall(self) -> str:
        if not self.o["wall"]:
            return ""
        return (
            '<div class="modal popup"><h2>Support our journalism</h2><p>You have read 3 of 5 free articles this month. '
            "Register for free and we will let you read on.</p></div>"
        )

    def new_theme(self) -> str:
        o, said = self.o, self.said
        parts = []
        for paragraph in o["paragraphs"]:
            if paragraph == "FIGURE":
                parts.append(f'<div class="c-img"><img alt=""><div class="c-cap">{said(o["caption"])}</div></div>')
            elif paragraph == "LIST":
                parts.append("<ul>" + "".join(f'<li class="c-li">{said(item)}</li>' for item in o["list"]) + "</ul>")
            elif paragraph in SUBHEADINGS:
                parts.append(f'<h3 class="c-h">{said(paragraph)}</h3>')
            else:
                parts.append(f'<p class="c-p">{said(paragraph)}</p>')
        rail = "".join(f'<a href="#"><span>{said(title)}</span></a>' for title, _ in o["stories"])
        jobs = "".join(f'<a href="#"><div>{title}</div><div>{firm}</div></a>' for title, firm in o["jobs"])
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{said(o["title"])} - The Paper</title>'
            f'</head><body class="c-9z"><div id="__next"><div><nav><a href="/">Home</a></nav></div><div class="c-hero">'
            f'<h1>{said(o["title"])}</h1><div class="c-dek"><p class="dek">{said(o["standfirst"])}</p></div><div '
            f'class="c-by">By {o["author"]} · 12 June 2024 · 4 min read</div></div><div class="c-body"><div '
            f'class="c-col">{"".join(parts)}</div><div class="c-rail"><h4>Recommended</h4>{rail}</div></div><div '
            f'class="c-jobs"><h4>Jobs</h4>{jobs}</div><div class="c-foot">© {o["year"]} The Paper</div></div></body>'
            f"</html>"
        )

    def said(self, text: str) -> str:
        text = markup.escape(text, quote=False)
        return text.encode("ascii", "xmlcharrefreplace").decode() if self.o["entities"] else text
