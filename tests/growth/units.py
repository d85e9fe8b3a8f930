"""What may stand on a page over and over: words of claims and news, marks that differ each time, markup, lines."""


def _each(units: str) -> tuple[str, ...]:
    return tuple(filter(None, units.replace("\n", "").split("|")))


WORDS = _each("""\
will |not |1-a-|We will act. |if we would |will not |said he, |£1 to 2 |which will, |“a” said Ann Lee. |by 2030 |in May |
Aa Bb Cc |every school |New School |All Schools and |£5 per pupil |one half |2020 and |Department for Education (DfE) |
her deputy, Ann Lee, |and a half |the plan of |no longer |within a year |a b, c and d, |We will open 5 schools. |
must ensure that |up to 1 |9am |I.T. |a.b|www.a.uk |a@b |[^1]|’s |1,111|1.1|twenty-one thousand |is to be |paid for by |
by the end of the |, which will|under the plan of |and will |at least 5 per cent of |Mr Lee said: “a” |
""")
MARKS = _each("""\
# schools, |£# |in May 20# |Mr B# and |Ann B# Lee |not a# |will a# |Year # |#|a# |A# |every a# |# new a# and |
by the end of 19# |we will open # a# |up to # |within # days |if a# would |must a#, may b# |
""")
"""With a number in the place of each #, so that no two are alike."""
MARKUP = _each("""\
<p>|<div>|<b>|</b>|</p>|<p>a|<b><p>|<a href=x>a</a> |<table><tr><td>a|<ul><li>a|<br>|<br>a|&notin;|&amp;|&#1|<!--|<![CDATA[|
<a x='|<h2>a</h2>|<h1>a|<figure><figcaption>a|<sup>1</sup>|<p class='a b'>a|<blockquote>a|<svg>|<select><option>a|<script>|
<title>|<template>|<dl><dt>a<dd>b|<form>|<button>|<details><summary>a|<span hidden>a</span>|<p>Photo: A. Marsh</p>|
<p>By Ann Lee</p>|<meta property='og:title' content='a'>|<time datetime='2024-01-01'>a</time>|<iframe>|<a><div>|<table><b>|
<div class='wp-caption'>a|<p class=teaser>a|<a|<p a1=b a2=c |
""")
LINES = (
    "# a\n",
    "- a\n",
    "> a\n",
    "| a ",
    "| a | b |\n",
    "1. a\n",
    "a\n",
    "\n",
    "\\",
    "**a",
    "[a](",
    "![",
    "_a_ ",
    "`",
    "```\n",
    "  - a\n",
    "===\n",
    "[caption] a\n",
    "\\-",
    "| - ",
    "-",
)
OFFICE = _each("""\
</w:t><w:t>|<w:br/>|</w:t></w:r><w:r><w:t>|</w:t></w:r></w:p><w:p><w:r><w:t>a|<w:tab/>|
""")
TEXTS = _each("""\
<text:span>a</text:span>|</text:p><text:p>a|<text:s/>|<text:note><text:note-body><text:p>a</text:p></text:note-body></text:note>|
""")
"""Of an OpenDocument text."""
CUTS = ("a\u00ad", "\x02a", "a\ufffe", ". .", "…", "• ", "a-\n")
"""How a PDF's lines hang together."""
PROLOGUES = (
    "\n",
    "\r\n",
    "\n<!DOCTYPE",
    " ",
    "<!--",
    "<!-- -->",
    "<?xml ?>",
    "<!DOCTYPE a>",
    "\ufeff",
    'encoding="',
    "?>\n",
)
ENTRIES = (
    "<item>",
    "<item><title>a</title><link>/a</link></item>",
    "<a>",
    "<content:encoded>",
    "<x:a xmlns:x='a'/>",
    "<a><a/></a>",
    "&lt;",
    "]]>",
    "<link>a</link>",
    "</item>",
    "<entry><id>a</id></entry>",
    "<description>&lt;p>",
    "<guid>a</guid>",
)
DATA = ("[", '{"a":', '"', "{}", ",")
ATTRIBUTES = ("a=b ", "x ", "class=a ", "/ ", "a#=b ", "a# ", "a#='>' ", "style='a' ")
PLACES = ("<url>", "<loc>", "</loc></url><url><loc>https://a.uk/", "a")
