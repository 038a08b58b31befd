# Everything runs in .venv, which `scripts/setup.sh` makes; the stamps in it say for which pins that was done.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
PINS := pyproject.toml constraints.txt scripts/setup.sh
RUN := .venv/.set-up-run
DEV := .venv/.set-up-dev
BENCHES := builds evidence_scale pdf_parts scan_scale

.PHONY: help setup report lint test check prove bench golden constraints clean

help:  ## this list
	@echo 'report_kit: from a roundtable to a published report. make TARGET:'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

$(DEV): $(PINS)
	@scripts/setup.sh dev
	@touch $(RUN) $(DEV)

$(RUN): $(PINS)
	@scripts/setup.sh run
	@touch $(RUN)

setup: $(DEV)  ## install what the toolkit and its tests need into .venv

report: $(RUN)  ## build the sample report into dist/ (sets up what is missing)
	@$(PY) -m report_kit build

lint: $(DEV)  ## style, types, and which module may import which
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()'

test: lint  ## lint and all tests (sets up what is missing)
	@$(PY) -m pytest -n auto

check: test report  ## prove everything: test, and the sample report twice with the same bytes
	@scripts/same-bytes.sh

prove: $(DEV)  ## the large trials with all their inputs, of which test tries a share (takes an hour)
	@REPORT_KIT_PROVE=1 $(PY) -m pytest -n auto -m trial

bench: $(DEV)  ## measure speed and memory
	@$(PY) -m pip install -q -c constraints.txt 'typst>=0.13'
	@for name in $(BENCHES); do $(PY) tests/benchmarks/$$name.py || exit; done

golden: $(DEV)  ## write the stored expectations anew; then read the difference
	@$(PY) -m scripts.golden
	@$(PY) -m pytest -n auto tests/checks tests/importers/test_cases.py --update-golden

constraints: $(DEV)  ## pin what is installed in .venv
	@scripts/constraints.sh

clean:  ## remove all that was made, .venv included
	rm -rf .venv dist build report_kit.egg-info .report-kit .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find report_kit tests scripts -name __pycache__ -prune -exec rm -rf {} +
