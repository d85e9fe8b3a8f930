# Two commands: `make demo` shows the main job offline, `make test` is the whole gate. Both set up what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
STAMP := $(VENV)/.installed
.PHONY: demo test browser bench bench-long fuzz pictures schemas outputs clean
.DEFAULT_GOAL := test

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade "pip>=25.1"
	$(PIP) --editable . --group dev
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/tracker demo --force

test: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n auto

browser: $(STAMP)
	scripts/browser.sh

bench: $(STAMP)
	$(BIN)/python scripts/bench.py

bench-long: $(STAMP)
	nohup nice -n 19 $(BIN)/python scripts/bench.py --long > bench-long.log 2>&1 & echo "Running in the background; see bench-long.log, then docs/benchmarks.md."

fuzz: $(STAMP)
	$(PIP) --group fuzz
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
