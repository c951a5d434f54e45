# The words of this repository. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup run test fast sure demo bench docs fix shell

help:  ## list these words
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready  ## make .venv with the program at .venv/bin/ikrar

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ikrar memerlukan Python 3.11 atau lebih baru."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Modul venv tidak ada. Pasang paket python3-venv, lalu ulangi."; exit 1; }
	@touch $@

$(VENV)/.ready: $(VENV)/.venv requirements/runtime.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/runtime.txt || { echo "Paket Python tidak dapat diambil. Periksa jaringan atau indeks paket, lalu ulangi."; exit 1; }
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt || { echo "Paket uji tidak dapat diambil. Periksa jaringan atau indeks paket, lalu ulangi."; exit 1; }
	@touch $@

run: setup  ## set up, play the demo, serve on port 8000
	@$(BIN)/ikrar demo --serve

demo: setup  ## play the demo story into a fresh home
	@$(BIN)/ikrar demo

test: $(VENV)/.dev  ## everything: SQLite, PostgreSQL where there is one, browser where there is one
	@$(BIN)/python -m tests.run

fast: $(VENV)/.dev  ## the quick tests, without browser and slow ones
	@$(BIN)/python -m pytest -m "not slow and not browser" -n 2

sure: $(VENV)/.dev  ## what the gate runs: style, types, contracts, migrations, generated docs, tests
	@$(BIN)/python -m tests.sure

fix: $(VENV)/.dev  ## let the machine mend style
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: $(VENV)/.dev  ## every benchmark, one JSON line each
	@$(BIN)/python -m bench

docs: $(VENV)/.dev  ## write docs/generated anew
	@$(BIN)/ikrar house-docs

shell: setup  ## a Python prompt with the models
	@$(BIN)/ikrar manage shell
