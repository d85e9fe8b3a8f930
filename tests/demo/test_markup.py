"""Light Markdown to HTML."""

from tracker.demo.markup import blocks, pieces


def test_each_block_becomes_one_element() -> None:
    """Headings, paragraphs and list items keep their order; items that follow each other share a list."""
    body = "A start.\n\n## Next\n\nWe will:\n\n- open <more> schools;\n- close none.\n"

    assert pieces(body) == (
        "<p>A start.</p>",
        "<h2>Next</h2>",
        "<p>We will:</p>",
        "<ul>\n<li>open &lt;more&gt; schools;</li>\n<li>close none.</li>\n</ul>",
    )


def test_blank_lines_at_the_ends_make_no_block() -> None:
    """A body may begin and end with blank lines."""
    assert blocks("\n\nOne.\n\n\n\n") == (("p", "One."),)
