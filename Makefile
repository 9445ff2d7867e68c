# The studio's commands. `make run` and `make test` need nothing but Python 3.11 or later.

PYTHON ?= python3
PORT ?= 8501
# Who reaches it: this machine alone; 0.0.0.0 is everybody, behind a proxy with TLS.
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto

.PHONY: help setup setup-dev run serve test test-all lint lock audit bench browser-shots answers charts-library fonts clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime ## Make the environment, no more

setup-dev: $(VENV)/.development ## Add what the tests need, the browser included

run: $(VENV)/.runtime ## Open the app on the built-in data
	$(BIN)/streamlit run server.py --server.address $(HOST) --server.port $(PORT)

serve: $(VENV)/.runtime ## Serve the app; WORKERS=4 from four processes behind nginx
ifeq ($(filter-out auto 1,$(WORKERS)),)
	$(BIN)/uvicorn server:app --host $(HOST) --port $(PORT)
else
	$(BIN)/python tools/workers.py --workers $(WORKERS) --port $(PORT)
endif

test: $(VENV)/.development ## Run the tests
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/workers.py --install
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not slow"

test-all: $(VENV)/.development ## Run every test, those that take minutes too
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/workers.py --install
	$(BIN)/python tools/office.py
	$(BIN)/python -m pytest -n $(WORKERS)

lint: $(VENV)/.development ## Check style and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lock: $(VENV)/.development ## Write the locks anew; after a change of requirements
	$(BIN)/python tools/lock.py

audit: $(VENV)/.development ## Ask whether a locked package is known to be vulnerable
	$(BIN)/python tools/audit.py

bench: $(VENV)/.development ## Run the benchmarks and renew their table
	$(BIN)/python tools/browser.py
	for file in benchmarks/bench_*.py; do PYTHONPATH=.:tools $(BIN)/python $$file || exit 1; done
	$(BIN)/python benchmarks/table.py
	$(BIN)/python benchmarks/scale_table.py

browser-shots: $(VENV)/.development ## Take the screenshots in docs/
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/shots.py

answers: $(VENV)/.development ## Take the screenshots of docs/answers.md
	$(BIN)/python tools/browser.py
	PYTHONPATH=.:tools:benchmarks $(BIN)/python tools/answers.py

charts-library: ## Build the chart library in static/ anew (needs Node)
	npm --prefix tools/charts_library ci --silent
	npm --prefix tools/charts_library run --silent build

fonts: $(VENV)/.development ## Make the fonts in static/ anew
	$(BIN)/python tools/fonts.py

clean: ## Remove the environment and everything made
	rm -rf $(VENV) static/*.min.js tools/charts_library/node_modules .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Nothing is built that no lock names, as what builds it would come without its hash.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

# A stamp file stands for an installed lock; a changed lock is installed again.
$(VENV)/.runtime: requirements.lock | $(VENV)/made
	$(INSTALL) -r requirements.lock
	@touch $@

# Two packages come as source: they are built by what the lock of builds names.
$(VENV)/.development: requirements-build.lock requirements-dev.lock $(VENV)/.runtime
	$(INSTALL) -r requirements-build.lock
	$(INSTALL) --no-binary odfpy,pyspark --no-build-isolation --use-pep517 -r requirements-dev.lock
	@touch $@

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo "Python cannot make an environment here. Install its venv part, on Debian: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@
