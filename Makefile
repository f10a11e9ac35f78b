# The verbs of Prospector. `make` lists them; each one does its own set-up. Works with GNU make 3.81 and later.
.DEFAULT_GOAL := help
.PHONY: help run test check format pytest browser bench bench-corpus bench-web bench-tools api-docs token clean

VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-bench
PORT ?= 8501
PYTEST_ARGS ?=
BENCH_ARGS ?=

help: ## List these verbs
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.runs ## Start Prospector on http://localhost:8501 (another port: make run PORT=8600)
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: check pytest browser ## Check the code and run all tests

check: $(VENV)/.tests ## Check style, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.tests ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pytest: $(VENV)/.tests ## Run the tests but those in a browser (a part of them: make pytest PYTEST_ARGS=tests/unit)
	$(BIN)/python -m pytest -n 2 --dist loadgroup --ignore=tests/browser $(PYTEST_ARGS)

browser: $(VENV)/.tests ## Run the tests that drive a real Chromium (skipped where there is none)
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests/browser

bench: $(VENV)/.tests ## Measure store, crashes, refused addresses, robots.txt, identity and the intervals of the score check
	$(BIN)/python -m bench.journal
	$(BIN)/python -m bench.crash
	$(BIN)/python -m bench.ssrf
	$(BIN)/python -m bench.robots
	$(BIN)/python -m bench.same_company
	$(BIN)/python -m bench.meter

bench-corpus: $(VENV)/.tests ## Measure quality, ranking and speed on a labelled corpus (PROSPECTOR_CORPUS=<folder>)
	$(BIN)/python -m bench.sites
	$(BIN)/python -m bench.webstruct
	$(BIN)/python -m bench.ranking
	$(BIN)/python -m bench.extract_speed --rounds 3 --no-hostile

bench-web: $(VENV)/.tests $(PEERS)/.peers ## Read the corpus over HTTP: the same leads? how fast beside crawlee and Scrapy? (BENCH_ARGS=--quick)
	PROSPECTOR_PEERS_PYTHON=$(CURDIR)/$(PEERS)/bin/python $(BIN)/python -m bench.web_sites $(BENCH_ARGS)

bench-tools: $(VENV)/.tests $(PEERS)/.peers ## Prospector and public tools on the same pages, in one table (PROSPECTOR_CORPUS=<folder>, BENCH_ARGS=--hostile)
	PROSPECTOR_PEERS_PYTHON=$(CURDIR)/$(PEERS)/bin/python $(BIN)/python -m bench.tools $(BENCH_ARGS)

api-docs: $(VENV)/.runs ## Write the API's description to data/openapi.json and data/api.html
	$(BIN)/python -m api.describe data

# The words go by the environment, so that no shell reads what stands in them. USER is the login name: hence USER_ID.
export NAME SCOPES TENANT USER_ID REVOKE
token: $(VENV)/.runs ## Make an API token: make token NAME="crm" SCOPES=run,read (LIST=1 lists them, REVOKE=tk_... revokes one)
	@$(BIN)/python -m service.tokens $(if $(LIST),list,$(if $(REVOKE),revoke "$$REVOKE",make --name "$$NAME" --scopes "$$SCOPES" --tenant "$$TENANT" --user "$$USER_ID"))

clean: ## Remove the environment and all caches, but no data
	rm -rf $(VENV) $(PEERS) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Set-up. A stamp is younger than the files it was made from, so that pip runs only after a change.
$(VENV)/.python:
	@sh .ci/make-venv $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.python requirements.txt constraints.txt
	@echo "installing what Prospector needs (the first time this takes some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/.tests: $(VENV)/.runs requirements-dev.txt
	@echo "installing what the checks and tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@

# The tools that the benchmark runs beside Prospector; in an environment of their own, because nothing of ours needs them.
$(PEERS)/.peers: requirements-bench.txt
	@sh .ci/make-venv $(PEERS)
	@echo "installing the tools that are measured beside Prospector into $(PEERS)"
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
