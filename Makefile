# make demo      sets up, makes a key, issues, verifies: the main job, on made-up data, into ./demo
# make test      sets up, runs the tests
# make check     lint, types, layers, public surface, and the wheel in a bare environment
# make interop   the same proofs in Node.js (needs Node 20 and npm)
# make interop-dss  the same seals in the EU's own validator (needs Java 17 and Maven)
# make bench     measures, beside other libraries
# make fuzz      the property tests with many more examples
# make clean     removes what the others made
#
# Needs: make and Python 3.11 or later with venv. Nothing is installed outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The stamps say what has been installed; they are older than pyproject.toml when something has to be installed again.
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing
INTEROP := tests/interop/node_modules/.package-lock.json
DSS := tests/interop/dss/target/classpath.txt
PYTEST := $(BIN)/python -m pytest

.PHONY: demo test check interop interop-dss bench fuzz clean python

demo: $(INSTALLED)
	$(BIN)/python examples/demo.py

test: $(DEVELOPING)
	$(PYTEST) --ignore=tests/interop

check: $(DEVELOPING)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(PYTEST) -q tests/unit/test_layers.py tests/unit/test_public_surface.py
	$(BIN)/python tests/packaging/try_wheel.py

interop: $(DEVELOPING) $(INTEROP)
	CREDSEAL_INTEROP=1 $(PYTEST) tests/interop --ignore=tests/interop/test_dss.py

interop-dss: $(DEVELOPING) $(DSS)
	CREDSEAL_INTEROP=1 $(PYTEST) tests/interop/test_dss.py

bench: $(DEVELOPING)
	@if command -v npm >/dev/null 2>&1; then $(MAKE) --no-print-directory $(INTEROP); else echo "Without Node.js: measured beside Python libraries alone." >&2; fi
	$(BIN)/python benchmarks/bench.py

fuzz: $(DEVELOPING)
	CREDSEAL_FUZZ=$(or $(CREDSEAL_FUZZ),100000) $(PYTEST) tests/property tests/hostile

clean:
	rm -rf $(VENV) build dist demo tests/interop/node_modules tests/interop/dss/target .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	    echo "credseal needs Python 3.11 or later, and there is no $(PYTHON). If it has another name: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "credseal needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1). If there is a newer one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "$(PYTHON) has no venv module. On Debian and Ubuntu it comes with: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable ".[cli]"
	@touch $@

$(DEVELOPING): $(INSTALLED)
	@echo "Installing what tests and checks need (once)"
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(DSS): tests/interop/dss/pom.xml $(wildcard tests/interop/dss/src/main/java/*.java)
	@command -v mvn >/dev/null 2>&1 || { echo "make interop-dss needs Java 17 or later, with Maven." >&2; exit 1; }
	cd tests/interop/dss && mvn --quiet --batch-mode compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt

$(INTEROP): tests/interop/package-lock.json
	@command -v npm >/dev/null 2>&1 || { echo "make interop needs Node.js 20 or later, with npm." >&2; exit 1; }
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' || { echo "make interop needs Node.js 20 or later; this is $$(node --version)." >&2; exit 1; }
	cd tests/interop && npm ci --no-audit --no-fund
	@touch $@
