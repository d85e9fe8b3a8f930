"""Addresses of the site are stable and relative."""

from tracker.desk import address
from tracker.diff.compare import compare
from tracker.extract import plain

OLD = "# A plan\n\nWe will open 40 schools. We will hire 300 staff. Pay is reviewed."
NEW = "# A plan\n\nWe will open 30 schools. We aim to hire 300 staff. Pay is reviewed."


def test_a_link_leads_back_to_the_root() -> None:
    """From any depth the way to the front page is a relative link."""
    assert address.up(address.FRONT) == ""
    assert address.up(address.change("dfe-rise", "page", 3)) == "../../../"


def test_the_id_of_a_change_does_not_depend_on_its_place() -> None:
    """The same edit further down the page keeps its address."""
    there = compare(plain.read(OLD), plain.read(NEW))
    below = compare(plain.read(OLD.replace("We", "A line. We", 1)), plain.read(NEW.replace("We", "A line. We", 1)))
    assert list(address.change_ids(there)) == list(address.change_ids(below))
    assert len(set(address.change_ids(there))) == 2


def test_the_same_edit_made_twice_has_two_ids() -> None:
    """Two equal edits of one page can be told apart."""
    one = compare(plain.read(OLD), plain.read(NEW))[0]
    assert len(set(address.change_ids([one, one]))) == 2
