# Two commands for a fresh machine: `make demo` and `make test`. Each sets up all that it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: help demo test soak check setup setup-dev lock format schema clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

demo: $(VENV)/.ready ## the whole main job on this machine: sample sheets in, executives' mail out
	$(BIN)/sheets-sync demo --out $(OUT)

test: $(VENV)/.ready-dev ## the tests
	$(BIN)/pytest -q -n 2 --dist loadfile

soak: $(VENV)/.ready-dev ## what takes minutes: a country in bad weather, and its memory; prints its figures
	$(BIN)/pytest -q -n 2 --dist loadfile -rP --durations=30 --show-capture=stdout -m soak tests/soak tests/security

check: $(VENV)/.ready-dev ## style, types, layers, dead code, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/python .ci/audit.py

setup: $(VENV)/.ready ## install what running needs, by hash, into .venv

setup-dev: $(VENV)/.ready-dev ## the same, and what the tests need

$(VENV)/.ready: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

lock: ## write both requirements files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" \
	  --group build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --custom-compile-command "make lock" \
	  --constraint requirements.txt --group dev pyproject.toml -o requirements-dev.txt

format: $(VENV)/.ready-dev ## put every file into the house's style
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

schema: $(VENV)/.ready ## write docs/programme.schema.json anew from the code
	$(BIN)/python -c 'import json; from sheets_sync.programmes import Programme; \
	  print(json.dumps(Programme.model_json_schema(), ensure_ascii=False, indent=2))' > docs/programme.schema.json

clean: ## remove what make and the demo made
	rm -rf $(VENV) out state build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
