"""`python -m tracker`."""

from tracker.cli.start import run

run()
