# make data: seeds/ → data/processed/.  make test: all tests.  make dev: the pipeline in a browser.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: data test dev evaluate docs check clean help

# Exit code 3 means that some seeds were rejected: they are listed, and the rest is there.
data: $(READY)  ## run the pipeline on seeds/
	$(BIN)/readouts build || test $$? -eq 3

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -q

dev: $(READY)  ## open the pipeline at http://localhost:3000
	$(BIN)/dagster dev

evaluate: $(READY)  ## score data/processed against tests/gold
	$(BIN)/readouts evaluate

docs: data  ## write the data dictionary and the quality card again
	$(BIN)/readouts dictionary > docs/data_dictionary.md
	$(BIN)/readouts evaluate --gold tests/gold tests/variations --card docs/quality.md > /dev/null

check: $(READY)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: set PYTHON=/path/to/python"; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "$(PYTHON) is older than Python 3.11: set PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:  ## remove the environment, caches and interim tables (not the published data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .dagster data/interim/*

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'
