# Two commands: `make demo` shows the main job offline, `make test` is the whole gate. Both set up what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .venv/.installed
.PHONY: demo test fast lint cases browser bench bench-long fuzz pictures schemas outputs clean
.DEFAULT_GOAL := test

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/tracker demo --force

test: $(STAMP)
	$(MAKE) --no-print-directory --jobs=2 lint cases

# What takes seconds: all but the cases that run whole commands, rounds or browsers (tests/conftest.py lists them).
fast: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/pytest -n auto -m "not slow"

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

cases: $(STAMP)
	$(BIN)/pytest -n auto

browser: $(STAMP)
	scripts/browser.sh

bench: $(STAMP)
	$(BIN)/python scripts/bench.py

bench-long: $(STAMP)
	nohup nice -n 19 $(BIN)/python scripts/bench.py --long > bench-long.log 2>&1 & echo "Running in the background; see bench-long.log, then docs/benchmarks.md."

fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,fuzz]"
	$(BIN)/python tests/fuzz/long.py --seconds 300

pictures: $(STAMP)
	$(BIN)/python scripts/pictures.py

schemas: $(STAMP)
	$(BIN)/python scripts/schemas.py

# What users see, compared with another checkout's: make outputs BEFORE=../before/.venv/bin/tracker
outputs: $(STAMP)
	@test -n "$(BEFORE)" || { echo "Name the tracker to compare with: make outputs BEFORE=../before/.venv/bin/tracker" >&2; exit 2; }
	rm -rf .outputs
	$(BIN)/python scripts/outputs.py make .outputs/before --tracker $(BEFORE)
	$(BIN)/python scripts/outputs.py make .outputs/after
	$(BIN)/python scripts/outputs.py compare .outputs/before .outputs/after

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .outputs tracker-demo
