# The manual of this repository. `make` alone lists what it can do.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
# A node that set-up fetched for this folder goes before the machine's own.
export PATH := $(CURDIR)/.build/node:$(CURDIR)/.venv/bin:$(PATH)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
		while IFS=$$'\t' read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

# --- use it ---

.PHONY: run
run: ## set everything up, then serve http://localhost:8000 (PORT changes it), web and worker
	@tools/setup.sh run
	@$(PY) tools/serve.py

.PHONY: worker
worker: ## deliver notices, alone, without the web server
	@tools/setup.sh run
	@$(PY) -m flask --app wsgi worker

# --- trust it ---

.PHONY: test
test: ## set everything up, then run every test (REQUIRE_ALL=1: what is lacking fails; ARGS=… for pytest)
	@tools/setup.sh dev
	@$(PY) -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: check
check: ## lint, types, import contract, catalogues, easy read, rules of the tree
	@tools/setup.sh dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy app
	$(PY) tools/check_tree.py
	PYTHONPATH=. .venv/bin/lint-imports
	$(PY) tools/strings.py check
	$(PY) -m app.language.lint

.PHONY: bench
bench: ## measure the budgets of one page, one query, one search; writes docs/performance.md
	@tools/setup.sh dev
	@$(PY) tools/bench.py $(ARGS)

.PHONY: load
load: ## measure many people at once
	@tools/setup.sh dev
	@$(PY) tools/load.py $(ARGS)

# --- change it ---

.PHONY: strings
strings: ## bring the catalogues up to date with the words in code and templates
	@tools/setup.sh dev
	@$(PY) tools/strings.py update

.PHONY: format
format: ## put the Python code into its one style
	@tools/setup.sh dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

.PHONY: tour
tour: ## write pictures of the main journey, phone and wide, English and Urdu
	@tools/setup.sh dev
	@$(PY) tools/tour.py $(ARGS)

.PHONY: setup
setup: ## only set up, for work in an editor
	@tools/setup.sh dev

.PHONY: assets
assets: ## build what the browser is given, from the beginning
	@$(PY) tools/assets.py --force

.PHONY: lock
lock: ## lock newer versions of all packages, with hashes and without addresses
	@tools/setup.sh dev
	@tools/lock.sh

.PHONY: system
system: ## install what Debian or Ubuntu brings: Chromium, fonts, print, speech (needs root or sudo)
	@tools/system-packages.sh

.PHONY: clean
clean: ## remove what set-up made; the database and the files of instance/ stay
	@rm -rf .build .venv node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find translations -name '*.mo' -delete 2>/dev/null || true
