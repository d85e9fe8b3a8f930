"""Pages as the publishing systems of party sites and the education press build them, all of our own making.

The systems are those that reports name (WordPress, TYPO3, NationBuilder, a shop's own); the elements are the ones that
their usual templates print. No real page was at hand.
"""

from collections.abc import Callable, Mapping, Sequence

TITLE = "Our plan for nests and hedgerows"
STANDFIRST = "Every child should hear a blackbird on the way to school."
PARAGRAPHS: Sequence[str] = (
    "We will plant 40,000 miles of hedgerow by 2035, beginning in the counties that have lost most.",
    "Farmers who leave their margins uncut until August will be paid £250 an acre, and the payment will be guaranteed.",
    "We will ban the netting of hedges, and require builders to put a nest box into each new home.",
)
SUBHEADING = "What it costs"
ITEMS = ("£85 million a year for hedges;", "£12 million for wardens, and", "a levy on those who cut in spring.")
LAST = "“Nobody has ever missed a hedge that is still there,” said Ann Owl, who speaks for the party on farming."
ARTICLE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + (
    f"<h3>{SUBHEADING}</h3><p>The plan is paid for with:</p><ul>{''.join(f'<li>{text}</li>' for text in ITEMS)}</ul>"
    f"<p>{LAST}</p>"
)
STORIES = (
    ("Ministers let the hedges burn", "Another 900 miles went last winter while ministers looked the other way."),
    ("Join the big spring count", "More than 3,000 members have told us that they will count nests in their streets."),
    ("Our candidate for Owlbury", "Bo Crow has stood up for the town for 20 years, and will stand up for it again."),
    ("Why levies work", "A levy is a promise with a price on it, writes our treasurer in this week's letter."),
)
OTHER_STORIES = (
    ("The count is in", "A record 41,000 nests were found, and we thank everyone who climbed a ladder."),
    ("Peers back the netting ban", "The upper house sent ministers a message that they cannot ignore any longer."),
    ("Come to our conference", "Tickets are on sale until the end of the month, and first-timers go half price."),
    ("Hedges on the radio", "Our leader answered an hour of questions and got all but one of them right."),
)
_COOKIES = {
    "labour": '<div id="CybotCookiebotDialog" role="dialog"><p>This website uses cookies to personalise content and to '
    "analyse our traffic. You consent to our cookies if you continue to use our website.</p><button>OK</button></div>",
    "green": '<div id="cookie-notice" class="cookie-notice-hidden"><span>We use cookies to make sure that we give you the '
    'best experience on our website.</span><a href="/privacy">Privacy policy</a></div>',
    "libdems": '<div class="cookie-banner" role="alertdialog"><p>We would like to set cookies to see how our website is '
    "used. You can change your mind at any time.</p><button>Accept</button></div>",
    "conservatives": '<div class="cc-window cc-banner" role="dialog"><span>By using this website you agree to our use of '
    "cookies, as our privacy policy says.</span><a>Got it</a></div>",
    "reform": '<div class="nb-cookie-consent"><p>We use cookies. By going on you accept our cookie policy, which you can '
    "read below.</p></div>",
    "schoolsweek": '<div id="cookie-law-info-bar"><p>We use cookies to give you the most relevant experience by '
    "remembering your preferences.</p><a>Accept all</a></div>",
}


def _cards(stories: Sequence[tuple[str, str]], tag: str = "article", name: str = "card") -> str:
    return "".join(
        f'<{tag} class="{name}"><h3><a href="/news/{index}">{title}</a></h3><p>{text}</p><a href="/news/{index}">Read more'
        f"</a></{tag}>"
        for index, (title, text) in enumerate(stories)
    )


def _ask(site: str) -> str:
    """The boxes by which a party asks for money, names and time, in the words that all of them use."""
    return {
        "labour": '<section class="donate-block"><h2>Chip in today</h2><p>We are funded by people like you, who give what '
        'they can, when they can.</p><a class="button" href="/donate">Donate</a><a class="button">£5</a></section>',
        "green": '<div class="wp-block-group donate-banner"><p>Help us grow: our campaigns run on small gifts from people '
        'who care.</p><div class="wp-block-button"><a href="/donate">Donate now</a></div></div>',
        "libdems": '<section class="donation-form"><h2>Make a donation</h2><p>Your gift will pay for leaflets, posters and '
        "a warm coat for our canvassers.</p><form><input name=amount><button>Give</button></form></section>",
        "conservatives": '<div class="_donate_1x9kq"><form action="/donate"><p>Donations over £11,180 will be reported to '
        "the Electoral Commission and published.</p><button>£10</button><button>£20</button></form></div>",
        "reform": '<div class="donate-sidebar"><h3>Will you give?</h3><p>We rely on your donations to fight every seat at '
        'the next election.</p><a class="button" href="/donate">Donate</a></div>',
        "schoolsweek": '<div class="newsletter-signup"><h4>Get our morning email</h4><p>The news that matters to schools, '
        "straight to your inbox every day.</p><form><input type=email></form></div>",
    }[site]


def _sign_up(where: str) -> str:
    return (
        f'<section class="newsletter-signup {where}"><h2>Stay in touch</h2><p>Get the latest on our campaigns, and how you '
        "can help us to win, by email.</p><form><label>Email <input name=email></label><label>Postcode <input></label>"
        "<p>By giving your email address you agree that we may contact you. You can unsubscribe at any time.</p>"
        "<button>Sign up</button></form></section>"
    )


def labour(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """A WordPress page with blocks, related stories as cards and a donation block."""
    return _page(
        "labour", cookies,
        f'<header class="site-header"><nav class="main-nav"><ul><li><a href="/join">Join</a></li></ul></nav></header>'
        f'<main id="main" class="site-main"><article class="post type-post"><header class="entry-header"><h1 '
        f'class="entry-title">{TITLE}</h1><p class="entry-subtitle">{STANDFIRST}</p><div class="entry-meta"><time '
        f'datetime="2026-03-02T09:00:00+00:00">2 March 2026</time></div></header><div class="entry-content">{ARTICLE}'
        f"{_ask('labour') if asks else ''}</div></article><section class='related-posts'><h2>Related stories</h2>"
        f"{_cards(stories)}</section></main>{_sign_up('footer') if asks else ''}{_foot(year)}",
    )  # fmt: skip


def green(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """WordPress in the Bedrock layout (`/app/uploads/`), made of blocks, without the usual names round the article."""
    return _page(
        "green", cookies,
        f'<header class="wp-block-template-part"><nav class="wp-block-navigation"><a href="/join">Join</a></nav></header>'
        f'<main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE}</h1><p class="standfirst">{STANDFIRST}</p>'
        f'<img src="/app/uploads/2026/03/hedge.jpg"><div class="wp-block-post-content entry-content">{ARTICLE}'
        f"{_ask('green') if asks else ''}</div><div class='wp-block-query'><h2>Latest news</h2>"
        f"{_cards(stories, 'li', 'wp-block-post')}</div></main>{_sign_up('wp-block-group') if asks else ''}{_foot(year)}",
    )  # fmt: skip


def libdems(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """TYPO3 with its news extension: frames, a teaser text above the text, further news below."""
    return _page(
        "libdems", cookies,
        f'<header id="page-header"><nav id="main-nav"><a href="/join">Join us</a></nav></header><div id="content"><div '
        f'class="frame frame-default frame-type-list" id="c4711"><div class="news news-single"><div class="article" '
        f'itemscope><div class="header"><h1 itemprop="headline">{TITLE}</h1></div><div class="teaser-text" '
        f'itemprop="description"><p>{STANDFIRST}</p></div><div class="news-text-wrap" itemprop="articleBody">{ARTICLE}</div>'
        f"</div></div></div><div class='frame frame-type-form'>{_ask('libdems') if asks else ''}</div><div class='frame "
        f"frame-type-list' id='c4712'><h2>More news</h2><div class='news-list-view'>{_cards(stories, 'div', 'article')}"
        f"</div></div></div>{_sign_up('frame') if asks else ''}{_foot(year)}",
    )  # fmt: skip


def conservatives(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """A site of its own make: names of classes that each build makes anew."""
    return _page(
        "conservatives", cookies,
        f'<div id="__next"><div class="_nav_8f2ab"><a href="/join">Join</a><a href="/donate">Donate</a></div><div '
        f'class="_hero_7k1zx"><h1>{TITLE}</h1></div><div class="_body_9c3lm"><div class="_intro_2b8rt"><p>{STANDFIRST}</p>'
        f'</div><div class="_copy_5m4nd">{ARTICLE}</div>{_ask("conservatives") if asks else ""}</div><div '
        f'class="_more_6h2ws"><h2>Related news</h2>{_cards(stories, "div", "_card_3j9pv")}</div>'
        f"{_sign_up('_join_1a2b3') if asks else ''}</div>{_foot(year)}",
    )  # fmt: skip


def reform(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """NationBuilder: an intro as the text, reactions and a sign-in below it."""
    ask = "<div class='sidebar'>" + _ask("reform") + "</div>" if asks else ""
    return _page(
        "reform", cookies,
        f'<div id="header"><ul class="nav"><li><a href="/join">Join</a></li></ul></div><div id="body"><div id="content">'
        f'<div class="page-pages-show-blog-post-wide"><h2 class="headline"><a href="/hedges">{TITLE}</a></h2><div '
        f'id="intro" class="intro"><div class="text-content"><p><strong>{STANDFIRST}</strong></p>{ARTICLE}</div></div>'
        f'<div id="flag"><div class="like-page"><h4>Do you like this post?</h4><a class="tweet">Tweet</a></div></div>'
        f"<div class='activity-stream'><h3>Showing 2 reactions</h3><div class='comments'><p>Somebody said that it was "
        f"about time. 3 days ago</p></div><p>Sign in with Facebook, Twitter or email.</p></div></div></div>{ask}"
        f"<div class='recent-posts'><h3>Latest posts</h3>{_cards(stories, 'div', 'page-excerpt')}</div></div>"
        f"{_sign_up('padtop') if asks else ''}{_foot(year)}<p>Created with NationBuilder</p>",
    )  # fmt: skip


def schoolsweek(
    stories: Sequence[tuple[str, str]] = STORIES, *, asks: bool = True, cookies: bool = True, year: int = 2026
) -> str:
    """A WordPress paper: jobs, sponsored posts, more from this theme, comments."""
    return _page(
        "schoolsweek", cookies,
        f'<header class="site-header"><nav><a href="/news">News</a></nav></header><main><article><header '
        f'class="entry-header"><div class="post-category"><a href="/politics">Politics</a></div><h1 class="entry-title">'
        f'{TITLE}</h1><p class="standfirst">{STANDFIRST}</p></header><div class="entry-content">{ARTICLE}'
        f'{_ask("schoolsweek") if asks else ""}</div></article><section class="jobs-block"><h3>Latest education roles from'
        f"</h3><div><h4>Teacher of Hedges</h4><p>Owl Academy</p></div></section><section class='sponsored-posts'><h2>"
        f"Sponsored posts</h2>{_cards(stories[:2])}</section><section class='more-theme'><h2>More from this theme</h2>"
        f"{_cards(stories[2:])}</section><div id='comments'><h2>Your thoughts</h2><form><p>Your email address will not be "
        f"published.</p></form><ol><li><p>I have had a hedge for years and nobody paid me.</p></li></ol></div></main>"
        f"{_foot(year)}",
    )  # fmt: skip


PAGES: Mapping[str, tuple[str, Callable[..., str]]] = {
    "labour": ("https://labour.org.uk/updates/hedges/", labour),
    "green": ("https://greenparty.org.uk/2026/03/02/hedges/", green),
    "libdems": ("https://www.libdems.org.uk/news/article/hedges", libdems),
    "conservatives": ("https://www.conservatives.com/news/hedges", conservatives),
    "reform": ("https://www.reformparty.uk/hedges", reform),
    "schoolsweek": ("https://schoolsweek.co.uk/hedges/", schoolsweek),
}


def _foot(year: int) -> str:
    return (
        f'<footer class="site-footer"><ul><li><a href="/privacy">Privacy</a></li><li><a href="/contact">Contact</a></li>'
        f"</ul><p>Promoted by A. Heron on behalf of the party, both of 1 Owl Street, London. © {year}</p></footer>"
    )


def _page(site: str, cookies: bool, body: str) -> str:  # noqa: FBT001 - one of three things it is made of
    bar = _COOKIES[site] if cookies else ""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} - The Party</title><meta '
        f'property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Party"></head><body>{bar}{body}'
        "</body></html>"
    )


def home(site: str) -> str:
    """The front page of a site: a promise, then teasers of what is new, then the boxes."""
    return _page(
        site, True,
        f'<header class="site-header"><nav><a href="/join">Join</a></nav></header><main><section class="hero"><h1>A '
        f"country that sings</h1><p>We will bring back 40,000 miles of hedgerow, and the birds that lived in them.</p>"
        f'<a class="button" href="/plan">Read our plan</a></section><section class="latest-news"><h2>Latest news</h2>'
        f"{_cards(STORIES)}</section>{_ask(site)}</main>{_sign_up('home')}{_foot(2026)}",
    )  # fmt: skip
