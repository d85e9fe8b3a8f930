"""All sections of a site, in the order in which they are made."""

from tracker.site.bodies import BODIES
from tracker.site.change_lists import LISTS
from tracker.site.feeds import FEEDS
from tracker.site.manifesto_pages import PAPERS
from tracker.site.pages import OURS
from tracker.site.people_pages import PEOPLE
from tracker.site.picture_files import SHOTS
from tracker.site.promises import PROMISES
from tracker.site.site_file import Section

EVERY: tuple[Section, ...] = (*OURS, *PROMISES, *LISTS, *BODIES, *PEOPLE, *PAPERS, *FEEDS, *SHOTS)
