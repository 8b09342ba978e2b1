# Every target of the project; `make help` explains them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export FLASK_APP := wsgi:app
ifdef DEMO
export RONGUON_DEMO := $(DEMO)
endif

.DEFAULT_GOAL := help
.PHONY: help run test lint check format lock openapi fuzz proof-guesses proof-headers pictures clean proof-kill proof-retries proof-backup proof-labels proof-label-life proof-printers proof-download proof-frauds bench-register bench-trace bench-labels bench-label-store bench-scan bench-resolver proof-payloads proof-pages proof-lighthouse

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.run ## Install, set up and serve on http://127.0.0.1:8000; DEMO=1 loads the demo first
	@$(BIN)/flask init
	@$(if $(filter 1,$(DEMO)),$(BIN)/flask demo load --quickstart,true)
	@$(BIN)/flask serve

test: $(VENV)/.dev ## Install the test requirements and run all tests
	$(BIN)/pytest -n auto

lint: $(VENV)/.dev ## Check form, types, architecture, migrations and templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet --profile=jinja --ignore=J018 app
	@d=$$(mktemp -d) && trap 'rm -rf "$$d"' EXIT && export RONGUON_DATA_DIR="$$d" && unset RONGUON_DEMO && \
	  $(BIN)/flask init && $(BIN)/flask db check

check: lint ## lint, and the tests with coverage (95 % of all, 100 % of rules and codes)
	$(BIN)/pytest -n auto --cov --cov-report=
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --fail-under=100 --include='*/rules.py,labels/codes/*,batches/gs1/*,batches/events/hashing.py,app/accounts/tokens.py'

format: $(VENV)/.dev ## Put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## Renew requirements.txt and requirements-dev.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes -o requirements.txt --upgrade
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  -c requirements.txt -o requirements-dev.txt --upgrade

openapi: $(VENV)/.dev ## Write docs/openapi.json and docs/errors/ from the code
	PYTHONPATH=. $(BIN)/python docs/make_api.py

fuzz: $(VENV)/.dev ## Send CASES=100000 generated requests to a demo; one that breaks the document ends it
	PYTHONPATH=. $(BIN)/python -m tests.contract.fuzzing $(or $(CASES),100000)

proof-guesses: $(VENV)/.dev ## Try built label codes and 100,000 guessed tokens, and time what is unknown (5 min)
	$(BIN)/python -m proof.guesses

proof-headers: $(VENV)/.dev ## Let Mozilla's HTTP Observatory grade page, log-in and API offline (needs Node)
	$(BIN)/python -m proof.observatory

pictures: $(VENV)/.dev ## Make the pictures of the documents: labels, designs, the scan page (needs Chromium)
	PYTHONPATH=. $(BIN)/python docs/make_pictures.py

proof-kill: $(VENV)/.dev ## Kill the server with -9 under 8 writers, KILLS=1000 times; PG=1 on PostgreSQL
	@$(BIN)/python -m proof.kill

proof-retries: $(VENV)/.dev ## Cut connections of REQUESTS=20000 registrations, with KILLS=50; PG=1 on PostgreSQL
	@$(BIN)/python -m proof.retries

proof-backup: $(VENV)/.dev ## Back up ROUNDS=20 times under 8 writers, restore and damage all; PG=1 on PostgreSQL
	@$(BIN)/python -m proof.backup

proof-payloads: $(VENV)/.dev ## Put COUNT=2000 scripts, markups and templates into every field of public pages, in Chromium
	@$(BIN)/python -m proof.page_payloads

proof-pages: $(VENV)/.dev ## axe and the W3C's checker on each kind of public page, language and width (needs npm, Java)
	@$(BIN)/python -m proof.pages

proof-lighthouse: $(VENV)/.dev ## Lighthouse on a label's, a lot's and a product's page (needs npm)
	@$(BIN)/python -m proof.lighthouse

proof-labels: $(VENV)/.dev ## Read LABELS=8 of each design on each paper, whole and harmed (needs zbar-tools, poppler-utils, qpdf)
	@$(BIN)/python -m proof.labels

proof-label-life: $(VENV)/.dev ## Walk STEPS=2000 steps of the life of labels beside a model; PG=1 on PostgreSQL
	@$(BIN)/python -m proof.label_life

proof-download: $(VENV)/.dev ## Cut a download of LABELS=100000 half-way, kill the server, resume it: the same file, memory flat
	@$(BIN)/python -m proof.download

proof-frauds: $(VENV)/.dev ## Play what people do with labels that are not theirs or too many; PG=1 on PostgreSQL
	@$(BIN)/python -m proof.frauds

proof-printers: $(VENV)/.dev ## Calibrate PRINTERS=20 simulated printers on each paper with two test pages (bar: 0.2 mm; 20 min)
	@$(BIN)/python -m proof.printers

bench-register: $(VENV)/.dev ## Durable registrations a second, beside a bare Flask route (bar: a ratio of 0.35)
	@$(BIN)/python -m bench.register

bench-trace: $(VENV)/.dev ## Read chains among SIZE=1000000 batches, beside a thousand (bar: a ratio of 1.5)
	@$(BIN)/python -m bench.trace

bench-scan: $(VENV)/.dev ## Label pages a second, beside a bare Flask hello, among SIZE=1000000 batches, behind nginx
	@$(BIN)/python -m bench.scan
bench-resolver: $(VENV)/.dev ## Redirects of Digital Links a second, beside a bare Flask redirect (bar: a ratio of 0.5)
	@$(BIN)/python -m bench.resolver

bench-labels: $(VENV)/.dev ## Label PDFs beside six other ways to them; LABELS=1000000 for their memory (10 min)
	@$(BIN)/python -m bench.labels

bench-label-store: $(VENV)/.dev ## The room that 1,000 million labels in RUNS=10000 runs take (bar: 40 MB); codes told apart
	@$(BIN)/python -m bench.label_store

clean: ## Remove the virtual environment and caches; data stays
	rm -rf $(VENV) .bench .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*

$(VENV)/bin/python:
	@if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) $(VENV); else $(PYTHON) -m venv $(VENV); fi

define install
@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
 else $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); fi
endef

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(call install,requirements.txt)
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	$(call install,requirements-dev.txt)
	@touch $@ $(VENV)/.run
