# 衡鉴 Hengjian. `make` alone prints the targets; each does only what is out of date.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(shell find backend/src -name '*.py' 2>/dev/null)
WEB_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -path frontend/test-results -prune -o -type f -print 2>/dev/null)

.PHONY: help
help: ## Print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | while IFS=$$'\t' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

.PHONY: run
run: install ## Start everything with demo data on http://127.0.0.1:8000
	@exec $(BIN)/hengjian up --demo

.PHONY: run-apart
run-apart: install ## The same as five processes behind nginx
	@exec $(BIN)/hengjian up --demo --apart

.PHONY: install
install: .venv/.compiled frontend/dist/.stamp ## Install pinned dependencies and build the web app

.PHONY: dev
dev: .venv/.stamp frontend/node_modules/.stamp ## Serve with reload on both sides (web on port 5173)
	@$(BIN)/hengjian up --demo --no-simulate --reload & server=$$!; trap 'kill $$server; wait $$server' EXIT; cd frontend && npm run dev

.PHONY: check
check: .venv/.stamp frontend/node_modules/.stamp ## Format, lint, types, import borders, stale generated files
	@$(MAKE) --no-print-directory -j 2 -O check-backend check-frontend

.PHONY: check-backend
check-backend:
	cd backend && ../$(BIN)/ruff format --check src ../tests && ../$(BIN)/ruff check src ../tests
	cd backend && ../$(BIN)/mypy src ../tests
	cd backend && ../$(BIN)/lint-imports
	$(BIN)/hengjian openapi --check

.PHONY: check-frontend
check-frontend:
	cd frontend && npm run --silent check

.PHONY: test
test: ## Everything: checks, Python tests, web tests, browser tests, both run modes
	@infra/require-packages.sh
	@$(MAKE) --no-print-directory install check
	$(BIN)/python -m pytest tests -n 3 --dist loadfile
	cd frontend && npm run --silent test
	@case ",$$HENGJIAN_SKIP," in *,browser,*) ;; *) cd frontend && npm run --silent e2e ;; esac
	@echo "skipped: $${HENGJIAN_SKIP:-nothing}"

.PHONY: bench
bench: install ## Measure against floors of the same run; writes bench.json
	$(BIN)/python -m tests.bench.run

.PHONY: openapi
openapi: .venv/.stamp frontend/node_modules/.stamp ## Write openapi.yaml and the web client's types from it
	$(BIN)/hengjian openapi
	cd frontend && npm run --silent generate

.PHONY: format
format: .venv/.stamp frontend/node_modules/.stamp ## Format all sources
	cd backend && ../$(BIN)/ruff check --fix --quiet src ../tests; ../$(BIN)/ruff format src ../tests
	cd frontend && npm run --silent format

.PHONY: clean
clean: ## Remove what was installed or built; data stay
	rm -rf .venv frontend/node_modules frontend/dist

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

frontend/node_modules/.stamp: frontend/package-lock.json frontend/package.json
	@cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/.stamp: frontend/node_modules/.stamp openapi.yaml $(WEB_SOURCES)
	@cd frontend && npm run --silent build
	@touch $@
