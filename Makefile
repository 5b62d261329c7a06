# 衡鉴 Hengjian. `make` alone prints the targets; each does only what is out of date.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(shell find backend/src -name '*.py' 2>/dev/null)
CHECKED := src bench ../tests ../infra
STAGES := $(PYTHON) infra/stages.py
# A folder for the year that one run plays and all of its stages share; never used again.
WITH_A_YEAR = run=$$(mktemp -d -t hengjian-run-XXXXXX) && chmod 755 $$run && trap "rm -rf $$run" EXIT && HENGJIAN_TEST_YEAR=$$run/year
WEB_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -path frontend/test-results -prune -o -type f -print 2>/dev/null)

.PHONY: help
help: ## Print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | while IFS=$$'\t' read -r name text; do printf '  make %-16s %s\n' "$$name" "$$text"; done

.PHONY: run
run: install ## Start everything with demo data on http://127.0.0.1:8000
	@exec $(BIN)/hengjian up --demo

.PHONY: run-apart
run-apart: install ## The same as five processes behind nginx
	@exec $(BIN)/hengjian up --demo --apart

.PHONY: install
install: install-backend install-frontend ## Install pinned dependencies and build the web app

.PHONY: install-backend
install-backend: .venv/.compiled

.PHONY: install-frontend
install-frontend: frontend/dist/.stamp

.PHONY: dev
dev: .venv/.stamp frontend/node_modules/.stamp ## Serve with reload on both sides (web on port 5173)
	@$(BIN)/hengjian up --demo --no-simulate --reload & server=$$!; trap 'kill $$server; wait $$server' EXIT; cd frontend && npm run dev

.PHONY: check
check: .venv/.stamp frontend/node_modules/.stamp ## Format, lint, types, import borders, stale generated files
	@$(STAGES) check-backend check-frontend

.PHONY: check-backend
check-backend: .venv/.stamp
	cd backend && ../$(BIN)/ruff format --check $(CHECKED) && ../$(BIN)/ruff check $(CHECKED)
	cd backend && ../$(BIN)/mypy $(CHECKED)
	cd backend && ../$(BIN)/lint-imports
	$(BIN)/hengjian openapi --check

.PHONY: check-frontend
check-frontend: frontend/node_modules/.stamp
	cd frontend && npm run --silent check

.PHONY: test
test: ## Everything: checks, Python tests, web tests, browser tests, both run modes
	@infra/require-packages.sh
	@$(WITH_A_YEAR) $(STAGES) install-backend install-frontend -- \
		"check-backend test-backend" "check-frontend test-frontend test-browser"
	@echo "skipped: $${HENGJIAN_SKIP:-nothing}; what is long: make test-long"

.PHONY: test-fast
test-fast: .venv/.stamp frontend/node_modules/.stamp ## Rules and units, without database or browser: the inner loop
	@$(STAGES) test-units test-frontend

.PHONY: test-long
test-long: install ## What is long by nature: every PostgreSQL, 5,000 records, a year apart, long fuzz, another seed
	@infra/require-packages.sh
	@HENGJIAN_TEST_SEED=2027 HENGJIAN_LONG=yes && export HENGJIAN_TEST_SEED HENGJIAN_LONG && $(WITH_A_YEAR) $(STAGES) test-backend-long test-browser

.PHONY: test-backend
test-backend: .venv/.compiled
	$(BIN)/python -m pytest tests -n 2 --dist loadfile --durations=25

.PHONY: test-backend-long
test-backend-long: .venv/.compiled
	$(BIN)/python -m pytest tests -m long -n 2 --dist load --durations=25

.PHONY: test-units
test-units: .venv/.stamp
	$(BIN)/python -m pytest tests --units -n 2 --dist loadfile

.PHONY: test-frontend
test-frontend: frontend/node_modules/.stamp
	cd frontend && npm run --silent test

.PHONY: test-browser
test-browser: install
	@case ",$$HENGJIAN_SKIP," in *,browser,*) ;; *) cd frontend && npm run --silent e2e ;; esac

.PHONY: bench
bench: install ## Measure against floors of the same run; writes bench.json
	PYTHONPATH=backend $(BIN)/python -m bench.run

.PHONY: openapi
openapi: .venv/.stamp frontend/node_modules/.stamp ## Write openapi.yaml and the web client's types from it
	$(BIN)/hengjian openapi
	cd frontend && npm run --silent generate

.PHONY: openapi-examples
openapi-examples: .venv/.stamp frontend/node_modules/.stamp ## Record the contract's examples from a played year, then write it
	$(BIN)/hengjian openapi --record
	cd frontend && npm run --silent generate

.PHONY: sbom
sbom: .venv/.sbom frontend/package-lock.json ## Write what is shipped as CycloneDX into dist/sbom/
	@mkdir -p dist/sbom
	@PYTHONWARNINGS=ignore .venv/sbom/bin/cyclonedx-py requirements backend/requirements.lock --pyproject backend/pyproject.toml --output-reproducible -o dist/sbom/server.cdx.json
	@cd frontend && npm sbom --package-lock-only --omit dev --sbom-format cyclonedx > ../dist/sbom/web.cdx.json
	@ls -1 dist/sbom/*.json

.PHONY: format
format: .venv/.stamp frontend/node_modules/.stamp ## Format all sources
	cd backend && ../$(BIN)/ruff check --fix --quiet $(CHECKED); ../$(BIN)/ruff format $(CHECKED)
	cd frontend && npm run --silent format

.PHONY: clean
clean: ## Remove what was installed or built; data stay
	rm -rf .venv frontend/node_modules frontend/dist dist

.venv/.stamp: backend/requirements-dev.lock backend/pyproject.toml
	@test -x $(BIN)/pip || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	@grep -A 1000 '^uv==' backend/requirements-dev.lock | awk 'NR==1 || /^    --hash/ {print; next} {exit}' > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes backend/requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e backend
	@touch $@

.venv/.compiled: .venv/.stamp $(SOURCES)
	@$(BIN)/python -m compileall -q backend/src
	@touch $@

# In a folder of its own: nobody who works on the project needs it.
.venv/.sbom: .venv/.stamp infra/sbom/requirements.lock
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv/sbom
	@$(BIN)/uv pip sync --quiet --python .venv/sbom/bin/python --require-hashes infra/sbom/requirements.lock
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json frontend/package.json
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.stamp: frontend/node_modules/.stamp openapi.yaml $(WEB_SOURCES)
	@cd frontend && npm run --silent build
	@touch $@
