# Two commands to know: make run, make test. State lives in PARVIS_HOME (./var), the port is PORT (8000).
PARVIS := .venv/bin/parvis
.DEFAULT_GOAL := run
# A machine may forbid Python to keep what it compiled: each process would then compile all of Parvis again.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: run test check fix bench docs

run:    ## Install, prepare, fill an empty database with the demonstration, and serve.
	@bin/install && $(PARVIS) prepare --demo && exec $(PARVIS) serve

test:   ## Every test, journeys in a browser included. To choose: make test ARGS="parvis/record -k proof"
	@bin/install dev && bin/browser && .venv/bin/python -m pytest -n 2 --dist loadfile $(ARGS)

check:  ## What needs no test: style, types, layers, templates, migrations, translations.
	@bin/install dev && bin/check

fix:    ## Put right what can be put right without thinking.
	@bin/install dev && .venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format .

bench:  ## Print what a page, an import and a search cost.
	@bin/install dev && .venv/bin/python -m benchmarks $(ARGS)

docs:   ## Write docs/reference/ from the code.
	@bin/install dev && .venv/bin/python docs/write_reference.py
