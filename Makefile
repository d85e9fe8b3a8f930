# Two commands: `make demo` shows the main job offline, `make test` is the whole gate. Both set up what they need; `make help` lists all.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMP := $(VENV)/.installed
# Each process takes a stretch of the files, so that what a file makes for its cases is made once.
SPREAD := -n auto --dist worksteal
.PHONY: help demo test fast lint cases format browser bench bench-short bench-long fuzz pictures schemas commands strings outputs release release-test clean
.DEFAULT_GOAL := test
# Tests start hundreds of processes, each of which would compile five hundred modules anew.
unexport PYTHONDONTWRITEBYTECODE

help:  ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 15

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --editable . --group dev
	touch $(STAMP)

demo: $(STAMP)  ## the main job, offline
	$(BIN)/tracker demo --force

test: $(STAMP)  ## the whole gate: format, lint, types, import rules, tests
	$(MAKE) --no-print-directory --jobs=2 lint cases

# What takes seconds: all but the cases that run whole commands, rounds or browsers (tests/conftest.py lists them).
fast: $(STAMP)  ## lint and the quick cases (QUICK: only of these folders)
	$(BIN)/ruff check .
	$(BIN)/pytest $(SPREAD) -m "not slow" $(QUICK)

lint: $(STAMP)  ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

cases: $(STAMP)  ## the tests
	$(BIN)/pytest $(SPREAD)

format: $(STAMP)  ## format and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: $(STAMP)  ## the site in a real Chromium
	scripts/browser.sh

bench: $(STAMP)  ## every command over 1,000 and 10,000 versions, beside git, ripgrep, urlwatch
	$(BIN)/python scripts/bench.py commands

bench-short: $(STAMP)  ## all benchmarks, the short ones of each
	$(BIN)/python scripts/bench.py

bench-long: $(STAMP)  ## all benchmarks, in the background, into docs/benchmarks.md
	nohup nice -n 19 $(BIN)/python scripts/bench.py --long > bench-long.log 2>&1 & echo "Running in the background; see bench-long.log, then docs/benchmarks.md."

fuzz: $(STAMP)  ## five minutes of hostile input for each reader
	$(PIP) --group fuzz
	$(BIN)/python tests/fuzz/long.py --seconds 300

pictures: $(STAMP)  ## docs/pictures, from real runs
	$(BIN)/python scripts/pictures.py

schemas: $(STAMP)  ## docs/schemas, from the models
	$(BIN)/python scripts/schemas.py

commands: $(STAMP)  ## docs/commands.md, from the commands' help
	$(BIN)/python scripts/commands.py

strings: $(STAMP)  ## docs/strings.md, every sentence of the output
	$(BIN)/python scripts/strings.py

outputs: $(STAMP)  ## every output, compared with another checkout's (BEFORE=…/bin/tracker)
	@test -n "$(BEFORE)" || { echo "Name the tracker to compare with: make outputs BEFORE=../before/.venv/bin/tracker" >&2; exit 2; }
	rm -rf .outputs
	$(BIN)/python scripts/outputs.py make .outputs/before --tracker $(BEFORE)
	$(BIN)/python scripts/outputs.py make .outputs/after
	$(BIN)/python scripts/outputs.py compare .outputs/before .outputs/after

release: $(STAMP)  ## what a release lacks; wheel and sdist in dist/
	$(BIN)/python scripts/release.py

release-test: $(STAMP)  ## install wheel and sdist in an empty home and run them
	TRACKER_RELEASE=1 $(BIN)/pytest tests/test_release.py

clean:  ## remove what was made here
	rm -rf .venv .venv-3.* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .outputs tracker-demo
