"""All sections of the site, in the order in which they are made. A new kind of page is a file and a line here."""

from tracker.cli.report.feeds import FEEDS
from tracker.cli.report.page import Section
from tracker.cli.report.pages import OURS
from tracker.cli.report.promises import PROMISES

SECTIONS: tuple[Section, ...] = (*OURS, *PROMISES, *FEEDS)
