# Telex: `make demo` shows it, `make test` tests it; both install what they need into .venv.
PYTHON ?= python3
PORT ?= 8080
STORE ?=
export UV_COMPILE_BYTECODE ?= 1
export UV_SYSTEM_CERTS ?= 1
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help setup extras demo test check format bench gate screenshots words lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: $(VENV)/.ready  ## install everything for demo, tests and checks into .venv

$(BIN)/uv: locks/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Telex needs Python 3.11 or newer; say which with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.ready: $(BIN)/uv locks/dev.txt pyproject.toml hatch_build.py $(shell find src -name '*.po')
	@echo "Installing into $(VENV) (the first time takes about a minute)"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync -q --require-hashes locks/dev.txt
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --no-deps --no-build-isolation --reinstall -e .
	@touch $@

extras: $(VENV)/.ready-extras  ## the optional parts too: names by a model, the table of places

$(VENV)/.ready-extras: $(VENV)/.ready locks/extras.txt
	@echo "Installing the optional parts into $(VENV) (about 100 MB to fetch)"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --require-hashes -r locks/extras.txt
	@touch $@

demo: setup  ## a live wire on http://127.0.0.1:8080 (PORT=..., STORE=folder keeps it)
	@$(BIN)/telex demo --port $(PORT) $(if $(STORE),--folder $(STORE))

test: extras  ## every test, in a real browser too where one can be had
	@sh tools/test.sh $(BIN)

check: extras  ## format, lint, types, layers, dependencies
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry --no-ansi .

format: setup  ## put the code in order
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: extras  ## every figure that the documents state
	@for b in append pipeline routing parser trial events reading quotes dates pages reposts translations names crowd bounds; do \
	  echo "== bench.$$b"; $(BIN)/python -m bench.$$b || exit 1; done

gate: setup  ## the cheap figures again: fails on a fall of more than one point
	@$(BIN)/python -m bench.gate

screenshots: setup  ## the main pages at 1440 and 390 px into screenshots/
	@$(BIN)/python tools/screenshots.py screenshots

words: setup  ## take new texts of the pages into the catalogues, to be translated
	@cd src/telex/web && ../../../$(BIN)/pybabel -q extract -F translations/babel.cfg --project telex --copyright-holder Telex --no-location --sort-output -o translations/telex.pot . \
	  && ../../../$(BIN)/pybabel -q update -i translations/telex.pot -d translations -D telex --no-fuzzy-matching --ignore-obsolete

lock: setup  ## resolve the versions anew (hashes, no host)
	@for s in "pyproject.toml -o locks/run.txt" "pyproject.toml locks/dev.in -o locks/dev.txt" "--extra nlp --extra places pyproject.toml locks/dev.in -c locks/dev.txt -o locks/extras.txt" "locks/uv.in -o locks/uv.txt"; do \
	  $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 $$s || exit 1; done

clean:  ## remove what was installed
	rm -rf $(VENV)
