# Every target sets up what it needs: a fresh machine with Python >= 3.11 and make is enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
NPM := $(shell command -v npm 2>/dev/null)

.PHONY: demo test check bench lint setup outsiders clean

demo: $(VENV)/.run
	$(BIN)/python -m bot demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not heavy" -n auto

check: lint test outsiders
	$(BIN)/python -m pytest -m heavy -n auto --ignore tests/browser --ignore tests/processes
	$(BIN)/python -m pytest -m heavy tests/browser tests/processes

# Node packages the WeChat adapter is tried against; where they cannot be had those tests are skipped.
outsiders: .node/.fetched

.node/.fetched: tests/fakes/outsiders/package-lock.json
ifdef NPM
	@mkdir -p .node && cp tests/fakes/outsiders/package.json tests/fakes/outsiders/package-lock.json .node/
	npm ci --prefix .node --ignore-scripts --no-audit --no-fund --loglevel error && touch $@ || rm -rf .node
endif

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/.dev

$(VENV)/bin/python:
ifdef UV
	uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python has no venv. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
endif

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
ifdef UV
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
endif
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
ifdef UV
	uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
endif
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .node .mypy_cache .ruff_cache .pytest_cache
